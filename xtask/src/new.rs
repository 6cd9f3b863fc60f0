//! `cargo xtask new …`: the files of a new thing, with the questions to answer.

use std::fs;

use crate::shell::{Done, root};

/// The page, the function and the line of a rule.
pub fn rule(code: &str, name: &str) -> Done {
    let fine_code = code.len() == 4 && code.starts_with('R') && code[1..].bytes().all(|it| it.is_ascii_digit());
    let fine_name = !name.is_empty() && name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-');
    if !fine_code || !fine_name {
        return Err("写作 cargo xtask new rule R063 what-it-checks：代码是 R 加三位数字，名称是小写英文、数字和连字符\nWrite cargo xtask new rule R063 what-it-checks: R and three digits, then lower-case words with hyphens".into());
    }
    let module = name.replace('-', "_");
    let precheck = root().join("crates/casework/src/precheck");
    let list = precheck.join("rules.rs");
    let text = fs::read_to_string(&list).map_err(|err| format!("{}: {err}", list.display()))?;
    let with_line = with_rule(&text, code, &module)?;
    let write = |file: String, text: String| {
        let path = precheck.join("rules").join(file);
        if path.exists() {
            return Err(format!("{} 已经有了 is there already", path.display()));
        }
        fs::write(&path, text).map_err(|err| format!("{}: {err}", path.display()))
    };
    write(format!("{module}.rs"), FUNCTION.to_owned())?;
    write(format!("{module}.md"), PAGE.replace("CODE", code).replace("NAME", name))?;
    fs::write(&list, with_line).map_err(|err| format!("{}: {err}", list.display()))?;
    println!("写好 {module}.rs 和 {module}.md，并登记在 rules.rs。回答里面的问题，再运行 UPDATE_EXPECT=1 cargo test -p casework。");
    println!(
        "{module}.rs and {module}.md are written and listed in rules.rs. Answer the questions in them, then run UPDATE_EXPECT=1 cargo test -p casework."
    );
    Ok(())
}

/// The list with one more line, in the order of codes.
fn with_rule(text: &str, code: &str, module: &str) -> Result<String, String> {
    let opening = "\nrules! {\n";
    let start = text.find(opening).ok_or("rules.rs holds no `rules! {` list")? + opening.len();
    let end = start + text[start..].find("\n}").ok_or("the list of rules does not end")? + 1;
    let mut lines: Vec<&str> = text[start..end].lines().collect();
    if lines.iter().any(|it| it.trim().starts_with(code)) {
        return Err(format!("{code} 已被使用；代码永不重复 {code} is taken; codes are never used twice"));
    }
    let line = format!("    {code} {module},");
    let at = lines.iter().position(|it| it.trim() > line.trim()).unwrap_or(lines.len());
    lines.insert(at, &line);
    Ok(format!("{}{}\n{}", &text[..start], lines.join("\n"), &text[end..]))
}

const FUNCTION: &str = "\
//! What must hold, in one sentence.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};

/// Which article or source asks for it? The standing is read from `law/`.
pub const CITE: Cite = cite(\"cac-mps-19-2025/art-4/1\");

/// What is a fault, what is not, and what cannot be told?
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in &subject.packet.answers.uses {
        let Some(_purpose) = &face_use.purpose else { continue };
        verdict.look();
    }
    verdict
}
";

const PAGE: &str = "\
# CODE NAME · 应当怎样 · what should hold

| 依据 basis | |
|---|---|

谁要求的，为什么。

Who asks for it, and why.

**怎么改：** 在哪里，改成什么。

**Fix:** Where, and to what.

## 有缺陷 · with the fault

```toml
```

```findings
```

## 差一点 · a near miss that is clean

```toml
```

```findings
```
";

#[cfg(test)]
mod tests {
    use super::with_rule;

    const LIST: &str = "before\n\nrules! {\n    R001 first,\n    R005 fifth,\n}\nafter\n";

    #[test]
    fn a_rule_is_listed_in_the_order_of_codes_and_only_once() {
        let with = with_rule(LIST, "R003", "third").unwrap();
        assert_eq!(with, "before\n\nrules! {\n    R001 first,\n    R003 third,\n    R005 fifth,\n}\nafter\n");
        assert!(with_rule(&with, "R003", "another").unwrap_err().contains("R003 is taken"));
    }
}
