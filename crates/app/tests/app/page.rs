//! The report: one file that needs nothing else, seen by a real browser.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::world::{ANSWERED, AS_OF, Checked, IN_CHINESE, IN_ENGLISH, facefile};

fn page(checked: &Checked) -> String {
    fs::read_to_string(&checked.report).unwrap_or_else(|err| panic!("{}: {err}\n{}", checked.report.display(), checked.said.err))
}

#[test]
fn the_language_asked_for_comes_first_and_the_other_is_there() {
    for (checked, lang, title) in [(&*IN_CHINESE, "zh-CN", "备案材料预检报告 · "), (&*IN_ENGLISH, "en", "Pre-check report · ")] {
        let page = page(checked);
        assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{lang}");
        assert!(page.contains(&format!("<title>{title}")), "{title}");
        assert!(page.contains("先改这些") && page.contains("Mend these first"));
    }
}

#[test]
fn each_page_is_embedded_once_and_its_places_are_marked() {
    let page = page(&IN_CHINESE);
    assert_eq!(page.matches("data:image/jpeg").count(), 1, "one scan, one picture");
    assert!(page.contains("href=\"#picture-1\""), "the finding has a window onto it");
    assert!(page.matches("class=\"outline ").count() >= 2, "marked in the figure and in the window");
    assert!(page.contains("第 1 页中部偏左"), "the place is said in words too");
}

#[test]
fn a_report_says_on_what_basis_until_when_and_what_was_not_checked() {
    let page = page(&IN_CHINESE);
    for part in ["官方文本", "可信度", "几次识读大多一致", "不适用", "期限推算", "<caption>", "读过的材料", "没有检查的", "不构成法律意见"]
    {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn nothing_is_fetched_and_nothing_typed_is_markup() {
    let page = page(&IN_CHINESE);
    assert!(page.contains("default-src 'none'"));
    for forbidden in ["<script", " src=", "@import", "url(", "<link"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    let report = IN_CHINESE.report.with_file_name("answered.html");
    let words = ["check", ANSWERED.to_str().unwrap(), "--as-of", AS_OF, "--force", "--report", report.to_str().unwrap()];
    assert_eq!(facefile(&words).status, 0);
    let page = fs::read_to_string(report).unwrap();
    assert!(page.contains("&#60;i&#62;随后补交&#60;/i&#62;") && !page.contains("<i>随后补交"));
}

#[test]
fn a_browser_finds_no_fault_in_either_language() {
    let browser = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../browser");
    assert!(browser.join("node_modules").exists(), "first: cargo xtask test, or npm ci --prefix browser");
    let looks = [&*IN_CHINESE, &*IN_ENGLISH].map(|checked| {
        let mut node = Command::new("node");
        node.arg(browser.join("page.mjs")).arg(&checked.report).stdout(Stdio::piped()).spawn().expect("node starts")
    });
    for look in looks {
        let looked = look.wait_with_output().expect("node ends");
        assert!(looked.status.success(), "{}", String::from_utf8_lossy(&looked.stdout));
    }
}
