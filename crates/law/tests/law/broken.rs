//! A broken law folder is refused as a whole, and every fault is told with file, line and reason.

use std::fs;
use std::path::Path;

use law::Law;
use tempfile::TempDir;

use crate::law_folder;

/// A copy of the law folder to break.
struct Copy(TempDir);

impl Copy {
    fn new() -> Copy {
        let copy = Copy(tempfile::tempdir().unwrap());
        copy_folder(&law_folder(), copy.0.path());
        copy
    }

    fn change(self, file: &str, from: &str, to: &str) -> Copy {
        let path = self.0.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
        self
    }

    fn write(self, file: &str, text: &str) -> Copy {
        self.write_bytes(file, text.as_bytes())
    }

    fn write_bytes(self, file: &str, bytes: &[u8]) -> Copy {
        fs::write(self.0.path().join(file), bytes).unwrap();
        self
    }

    fn remove(self, file: &str) -> Copy {
        fs::remove_file(self.0.path().join(file)).unwrap();
        self
    }

    fn remove_folder(self, folder: &str) -> Copy {
        fs::remove_dir_all(self.0.path().join(folder)).unwrap();
        self
    }

    fn rename(self, file: &str, to: &str) -> Copy {
        fs::rename(self.0.path().join(file), self.0.path().join(to)).unwrap();
        self
    }

    fn faults(self) -> String {
        match Law::from_dir(self.0.path()) {
            Ok(_) => "none".to_owned(),
            Err(faults) => faults.to_string(),
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

const WINDOW: &str = "parameters/filing-window.toml";

#[test]
fn an_edited_copy_that_is_whole_is_taken() {
    let copy = Copy::new().change(WINDOW, "is     = 30", "is     = 20");
    let law = Law::from_dir(copy.0.path()).unwrap();
    assert_eq!(law.filing_window(jiff::civil::date(2026, 1, 1)), Some(law::WorkingDays(20)));
}

#[test]
fn an_operator_turns_a_house_clause_round() {
    let copy = Copy::new().change("texts/house/text.toml", "stops = true", "stops = false");
    let law = Law::from_dir(copy.0.path()).unwrap();
    assert_eq!(law.basis(&law::cite("house/file-refused")).unwrap().force, law::Force::Advises);
}

/// Next year's holidays are one file. Its notice may turn round the last days of this December.
#[test]
fn next_years_calendar_makes_a_provisional_deadline_firm() {
    let notice = r#"
year    = 2027
notice  = { zh = "测试用安排", en = "an arrangement invented for this test" }
date    = 2026-11-30
address = "https://example.invalid"
off     = [2026-12-31, 2027-01-01]
work    = [2026-12-26]
"#;
    let copy = Copy::new().write("calendars/2027.toml", notice);
    let law = Law::from_dir(copy.0.path()).unwrap();
    let due = law.due(law::Duty::Filing, jiff::civil::date(2026, 11, 20));
    // 24 working days to 12-24, then 25, Saturday 26, 28, 29, 30 (29 of them), and Monday 4 January.
    assert_eq!((due.provisional, due.due), (false, Some(jiff::civil::date(2027, 1, 4))));
    assert_eq!(due.made_up, [jiff::civil::date(2026, 12, 26)]);
}

/// A path that is no folder, and a folder that holds something else: one sentence, not a list of all that is missing.
#[test]
fn what_is_no_law_folder_is_said_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let told = |path: &Path| Law::from_dir(path).unwrap_err().0.len();
    assert_eq!((told(folder.path()), told(&file), told(&folder.path().join("nowhere"))), (1, 1, 1));
}

#[test]
fn each_break_is_told_with_file_line_and_reason() {
    let cases: Vec<(&str, Copy, &str)> = vec![
        (
            "an unknown key",
            Copy::new().change(WINDOW, "[[value]]\n", "[[value]]\nstrength = 9\n"),
            "parameters/filing-window.toml:6: 不认识「strength」：请核对拼写 / unknown field `strength`, expected one of `from`, `to`, `is`, `included`, `cite`, `issued`, `note`",
        ),
        (
            "a missing citation",
            Copy::new().change(WINDOW, "cite   = \"cac-mps-19-2025/art-15/1\"\n", ""),
            "parameters/filing-window.toml:5: 缺少「cite」：请补上 / missing field `cite`",
        ),
        (
            "a repeated key",
            Copy::new().change(WINDOW, "is     = 30\n", "is     = 30\nis     = 31\n"),
            "parameters/filing-window.toml:8: 同一个键写了两次：请删去一个 / duplicate key",
        ),
        (
            "a dangling citation",
            Copy::new().change(WINDOW, "art-15/1", "art-15/3"),
            "parameters/filing-window.toml:8: 引用「cac-mps-19-2025/art-15/3」在 law/texts 里找不到：请核对地址，或者先把这一条写进去 / the citation `cac-mps-19-2025/art-15/3` is not in law/texts: check the address, or write that clause first",
        ),
        (
            "two values from one day",
            Copy::new().change("parameters/pia-retention.toml", "from = 2021-11-01", "from = 2025-06-01"),
            "parameters/pia-retention.toml:12: 两个数值都从 2025-06-01 起：只能有一个 / two values hold from 2025-06-01: only one may",
        ),
        (
            "a value without a first day",
            Copy::new().change("parameters/pipo-window.toml", "from   = 2025-07-18\n", ""),
            "parameters/pipo-window.toml:6: 缺少「from」：每个数值都要写从哪天起 / missing field `from`: every value has a first day",
        ),
        (
            "a draft with a first day",
            Copy::new().change(WINDOW, "is     = 30\ncite   = \"draft", "from   = 2025-06-01\nis     = 30\ncite   = \"draft"),
            "parameters/filing-window.toml:13: 征求意见稿的数值在任何一天都不适用：请删去「from」 / a draft's value holds on no day: remove `from`\nparameters/filing-window.toml:14: 两个数值都从 2025-06-01 起：只能有一个 / two values hold from 2025-06-01: only one may",
        ),
        (
            "an amount that does not suit its unit",
            Copy::new().change(WINDOW, "is     = 30", "is     = -30"),
            "parameters/filing-window.toml:7: 「is」与单位「个工作日」不符 / `is` does not suit the unit `working days`",
        ),
        (
            "a unit that code does not expect",
            Copy::new().change(WINDOW, "unit  = \"working-days\"", "unit  = \"days\""),
            "parameters/filing-window.toml: 单位应当是「个工作日」 / its unit must be `working days`",
        ),
        (
            "a parameter that is missing",
            Copy::new().remove(WINDOW),
            "parameters/filing-window.toml: 缺少这个文件，它不能少 / this file is missing, and cannot be done without",
        ),
        (
            "a weekday as make-up day",
            Copy::new().change("calendars/2026.toml", "2026-01-04", "2026-01-05"),
            "calendars/2026.toml:16: 2026-01-05 是星期一，不会是调休上班日：上班日只能是周末 / 2026-01-05 is a Monday: only a weekend day can be a make-up working day",
        ),
        (
            "a day of another yea",
            Copy::new().change("calendars/2026.toml", "2026-01-01,", "2025-01-01,"),
            "calendars/2026.toml:7: 「2025-01-01」已经有了，不能写两次：请删去一个 / `2025-01-01` is already there and may not stand twice: remove one\ncalendars/2026.toml:7: 2025-01-01 不属于这一年的安排（只能是当年，或者上一年12月24日至31日） / 2025-01-01 is not this notice's: that year, or 24–31 December of the year before",
        ),
        (
            "a day that does not exist",
            Copy::new().change("calendars/2026.toml", "2026-05-05", "2026-02-30"),
            "calendars/2026.toml:10: 格式不对（invalid date, expected day between 01 and 28） / invalid date, expected day between 01 and 28",
        ),
        (
            "a blank translation",
            Copy::new().change("texts/cac-mps-19-2025/art-20.toml", "en     = \"In force from 1 June 2025.\"", "en     = \"\""),
            "texts/cac-mps-19-2025/art-20.toml:15: 中文或者英文是空的：两种都要写 / the Chinese or the English is blank: both are needed",
        ),
        (
            "an address that stands twice",
            Copy::new().change("texts/cac-mps-19-2025/art-4.toml", "at     = \"art-4/1\"", "at     = \"art-4\""),
            "texts/cac-mps-19-2025/art-4.toml:12: 「art-4」已经有了，不能写两次：请删去一个 / `art-4` is already there and may not stand twice: remove one",
        ),
        (
            "a standing that does not exist",
            Copy::new().change("texts/cac-mps-19-2025/text.toml", "\"RULE\"", "\"HABIT\""),
            "texts/cac-mps-19-2025/text.toml:3: 「HABIT」不是允许的写法 / unknown variant `HABIT`, expected one of `LAW`, `RULE`, `INTERP`, `STD-M`, `OFFICIAL`, `STD`, `PRACTICE`, `INFER`, `CLAIM`, `DRAFT`, `HOUSE`",
        ),
        (
            "a house clause that does not say whether it stops",
            Copy::new().change("texts/house/text.toml", "stops = true\n", ""),
            "texts/house/text.toml:9: 缺少「stops」：本平台规则要写明拦不拦提交 / missing field `stops`: a house clause says whether it stops a submission",
        ),
        (
            "an inference that leans on nothing known",
            Copy::new().change("texts/infer/text.toml", "cac-qa-2026-04/q-1", "cac-qa-2026-04/q-9"),
            "texts/infer/text.toml:12: 引用「cac-qa-2026-04/q-9」在 law/texts 里找不到：请核对地址，或者先把这一条写进去 / the citation `cac-qa-2026-04/q-9` is not in law/texts: check the address, or write that clause first",
        ),
        (
            "a verdict without evidence",
            Copy::new().change("claims/column-2025-10-13.toml", "evidence = [\"cac-mps-19-2025/art-15/1\"]\n", ""),
            "claims/column-2025-10-13.toml:21: 说它属实、部分属实或者不符，都要写出证据「evidence」 / confirmed, partly and contradicted each need their `evidence`",
        ),
        (
            "a slot that a packet does not have",
            Copy::new().change("materials/filing.toml", "\"mandate\"", "\"letter\""),
            "materials/filing.toml:71: 没有「letter」这个材料位：只有 handler-profile、use-statement、pia-report、uscc-certificate、legal-representative-id、agent-id、mandate、undertaking、other / there is no slot `letter`: only handler-profile, use-statement, pia-report, uscc-certificate, legal-representative-id, agent-id, mandate, undertaking, other",
        ),
        (
            "a condition that is not understood",
            Copy::new().change("forms/template-v0@1/handler-profile.toml", "handler.pipo.reported = true", "if reported"),
            "forms/template-v0@1/handler-profile.toml:243: 条件「if reported」读不懂：写成「a.b = x」「a.b != x」「a.b is filled」「a.b is blank」，用 and 相连 / the condition `if reported` is not understood: write `a.b = x`, `a.b != x`, `a.b is filled` or `a.b is blank`, joined by `and`",
        ),
        (
            "a condition on a field that nobody asks fo",
            Copy::new().change("forms/template-v0@1/handler-profile.toml", "handler.pipo.reported = true", "handler.pipo.told = true"),
            "forms/template-v0@1/handler-profile.toml:243: 条件用到「handler.pipo.told」，表单里没有这个字段：请核对拼写 / the condition uses `handler.pipo.told`, which no field asks for: check its spelling",
        ),
        (
            "an office with a city code",
            Copy::new().change("authorities/provincial.toml", "\"370000\"", "\"370100\""),
            "authorities/provincial.toml:79: 「370100」不是省级代码：六位数字，后四位是0 / `370100` is no provincial code: six digits, the last four 0",
        ),
        (
            "a row of the matrix too short",
            Copy::new().change("risk/gbt-39335-2020@1.toml", "[\"低\", \"低\", \"中\", \"中\"]", "[\"低\", \"低\", \"中\"]"),
            "risk/gbt-39335-2020@1.toml:29: 每一行的等级要与「likelihoods」一样多，并且都在「words」里 / each row has as many levels as `likelihoods`, all of them in `words`",
        ),
        (
            "a file that nothing reads",
            Copy::new().write("parameters.txt", ""),
            "parameters.txt: 没有任何部分读取这个文件：请核对文件名和所在文件夹 / nothing reads this file: check its name and folder",
        ),
        (
            "a file in another encoding",
            Copy::new().write_bytes("CHANGELOG.md", &[0xc4, 0xe3, 0xba, 0xc3]),
            "CHANGELOG.md: 文件不是 UTF-8 编码，请另存为 UTF-8 / the file is not UTF-8: save it as UTF-8",
        ),
        (
            "no rulebook",
            Copy::new().remove("rulebook.toml"),
            "rulebook.toml: 没有这个文件，所以这里不是规则库文件夹：请核对 --law 后面的路径 / is missing, so this is no law folder: check the path after --law",
        ),
        (
            "no calendars, which would leave every deadline open in silence",
            Copy::new().remove_folder("calendars").remove_folder("authorities"),
            "calendars/: 缺少这个文件夹，或者里面没有 .toml 文件：它不能少 / this folder is missing or has no .toml file, and cannot be done without\nauthorities/: 缺少这个文件夹，或者里面没有 .toml 文件：它不能少 / this folder is missing or has no .toml file, and cannot be done without",
        ),
        (
            "an editor's leftover",
            Copy::new().write("parameters/filing-window.toml~", ""),
            "parameters/filing-window.toml~: 没有任何部分读取这个文件：请核对文件名和所在文件夹 / nothing reads this file: check its name and folder",
        ),
        (
            "a date in quotes",
            Copy::new().change(WINDOW, "from   = 2025-06-01", "from   = \"2025-06-01\""),
            "parameters/filing-window.toml:6: 日期写作 2025-06-01，不加引号，不带时间 / invalid type: string \"2025-06-01\", expected a date such as 2025-06-01, without quotes",
        ),
        (
            "a calendar under another year's name",
            Copy::new().rename("calendars/2026.toml", "calendars/2027.toml"),
            "calendars/2027.toml:2: 年份与文件名不一致 / the year is not the file's name",
        ),
        (
            "a verdict that does not exist, told once although figures cite claims",
            Copy::new().change("claims/column-2025-10-13.toml", "\"confirmed\"", "\"true\""),
            "claims/column-2025-10-13.toml:8: 「true」不是允许的写法 / unknown variant `true`, expected one of `confirmed`, `partly`, `contradicted`, `unsupported`, `unverifiable`",
        ),
        (
            "a claim told twice",
            Copy::new().change("claims/column-2025-10-13.toml", "id       = \"2\"", "id       = \"1\""),
            "claims/column-2025-10-13.toml:13: 「1」已经有了，不能写两次：请删去一个 / `1` is already there and may not stand twice: remove one",
        ),
        (
            "a material with another's number",
            Copy::new().change("materials/filing.toml", "number = 9", "number = 8"),
            "materials/filing.toml:80: 「number = 8」已经有了，不能写两次：请删去一个 / `number = 8` is already there and may not stand twice: remove one\nmaterials/filing.toml:90: 「number = 8」已经有了，不能写两次：请删去一个 / `number = 8` is already there and may not stand twice: remove one",
        ),
        (
            "a sheet named twice",
            Copy::new().change("forms/template-v0@1/form.toml", "\"mandate\", ", "\"mandate\", \"mandate\", "),
            "forms/template-v0@1/form.toml:9: 「mandate」已经有了，不能写两次：请删去一个 / `mandate` is already there and may not stand twice: remove one",
        ),
        (
            "a field asked twice",
            Copy::new().change("forms/template-v0@1/handler-profile.toml", "\"handler.office_address\"", "\"handler.name\""),
            "forms/template-v0@1/handler-profile.toml:56: 「handler.name」已经有了，不能写两次：请删去一个 / `handler.name` is already there and may not stand twice: remove one",
        ),
        (
            "two breaks at once",
            Copy::new().change(WINDOW, "art-15/1", "art-15/3").change("parameters/change-window.toml", "cite", "sight"),
            "parameters/change-window.toml:8: 不认识「sight」：请核对拼写 / unknown field `sight`, expected one of `from`, `to`, `is`, `included`, `cite`, `issued`, `note`\nparameters/filing-window.toml:8: 引用「cac-mps-19-2025/art-15/3」在 law/texts 里找不到：请核对地址，或者先把这一条写进去 / the citation `cac-mps-19-2025/art-15/3` is not in law/texts: check the address, or write that clause first",
        ),
    ];
    for (name, copy, expected) in cases {
        let told = copy.faults();
        assert_eq!(told, expected, "{name}");
    }
}
