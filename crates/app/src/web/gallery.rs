//! Every component in every state, rendered into `target/tmp/gallery` and looked at by a real browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use askama::Template;
use jiff::civil::date;
use law::{Duty, Field, Lang, Law};
use serde_json::{Value, json};

use super::ui::*;

const LONG: &str = "中国（山东）自由贸易试验区青岛片区齐鲁智慧社区物业服务集团有限责任公司第二分公司";

#[derive(Template)]
#[template(path = "web/gallery/home.html")]
struct Home {
    shell: Shell,
    steps: Vec<StepView>,
    tasks: Vec<TaskGroup>,
    deadlines: Vec<DeadlineView>,
    events: Vec<EventView>,
    table: TableView,
    empty: EmptyView,
}

#[derive(Template)]
#[template(path = "web/gallery/form.html")]
struct Form {
    shell: Shell,
    kicker: String,
    fields: Vec<FieldView>,
    deadline: DeadlineView,
}

#[derive(Template)]
#[template(path = "web/gallery/check.html")]
struct Check {
    shell: Shell,
    summaries: Vec<SummaryView>,
    findings: Vec<FindingView>,
    uploads: Vec<UploadView>,
    receipt: ReceiptView,
}

/// What the script is tried on: the same macros, few fields.
#[derive(Template)]
#[template(path = "web/gallery/desk.html")]
struct Desk {
    shell: Shell,
    fields: Vec<FieldView>,
    upload: UploadView,
}

fn shell(lang: Lang, theme: Theme) -> Shell {
    let mut shell = Shell { lang, theme, csrf: "csrf-token".into(), is_demo: true, ..Shell::default() };
    let nav = |zh, en, href: &str, is_current, count| NavItem { text: shell.say(zh, en).into(), href: href.into(), is_current, count };
    shell.navigation = vec![
        nav("首页", "Home", "/handler", true, None),
        nav("备案", "Filings", "/handler/cases", false, Some(3)),
        nav("单位和人员", "Organisation", "/handler/organisation", false, None),
        nav("规定", "The rules", "/law", false, None),
    ];
    shell.desk = Some(Link::new(shell.say("处理者工作台", "Handler desk"), "/handler"));
    shell.person = Some(Person { id: "p1".into(), name: "周玉兰".into(), organisation: LONG.into() });
    shell.rulebook = Law::embedded().version().into();
    shell.assets = "assets".into();
    shell.here = "/handler".into();
    shell.title = shell.say("首页", "Home").into();
    shell
}

fn field(path: &str, answer: Value, shell: &Shell) -> FieldView {
    let law = Law::embedded();
    let field: &Field = law.form("template-v0@1").unwrap().field(path).unwrap();
    let is_required = field.required == law::Required::Yes;
    FieldView::new(law, field, Some("lobby-gate"), &answer, is_required, shell)
}

fn basis(cite: &str, shell: &Shell) -> BasisView {
    BasisView::at(Law::embedded(), &law::Cite::from(cite), shell).unwrap()
}

fn finding(kind: &'static str, shell: &Shell) -> FindingView {
    let (outcome, rule, at, zh, en, fix_zh, fix_en, cite) = match kind {
        "stops" => (
            shell.say("必须改", "must be mended"),
            "R007",
            "answers.handler.name",
            "名称：表单写「临沂汀间智联科技有限公司」，统一社会信用代码证件写「绵阳松微智联科技有限公司」",
            "Name: the form says `临沂汀间智联科技有限公司`, the credit-code certificate says `绵阳松微智联科技有限公司`",
            "以证件为准，改表单里的名称；证件已经换了新名称的，上传新证件。",
            "The certificate counts: mend the name in the form; where it has been replaced, upload the new one.",
            "cac-mps-19-2025/art-15/1/1",
        ),
        "cannot-tell" => (
            shell.say("无法判断", "cannot tell"),
            "R052",
            "answers.handler.uscc",
            "证件上的号码有两种读法",
            "The number on the certificate reads in two ways",
            "请对照原件看一眼。",
            "Please compare it with the original.",
            "shandong-2025-06-06/item-4",
        ),
        "answered" => (
            shell.say("已说明理由", "answered with a reason"),
            "R012",
            "answers.pia.signed_on",
            "评估报告签署于 2025-08-15，晚于开始使用的 2025-07-01",
            "The report was signed on 2025-08-15, after use began on 2025-07-01",
            "开始使用前要完成评估；确实做过的，补上当时的报告。",
            "Assess before use; where that was done, add the report of the time.",
            "cac-mps-19-2025/art-9",
        ),
        _ => (
            shell.say("建议", "advice"),
            "R031",
            "answers.uses.lobby-gate.purpose",
            "处理目的写的是「身份识别」，看不出为谁、在哪里、做什么",
            "The purpose is `身份识别`: it does not say for whom, where, to do what",
            "写成「员工进出一号楼大堂闸机时的通行验证」这样的一句话。",
            "Write a sentence such as: verification of employees at the gate of the lobby of building 1.",
            "claim/17",
        ),
    };
    FindingView {
        number: None,
        kind,
        outcome: outcome.into(),
        rule: rule.into(),
        rule_title: shell.say("名称与证件一字不差", "the name is the certificate's, to the character").into(),
        at: at.into(),
        message: shell.say(zh, en).into(),
        fix: shell.say(fix_zh, fix_en).into(),
        place: Some(Link::new(shell.say("统一社会信用代码证件 · 第 1 页中部偏左", "Credit-code certificate · page 1, middle left"), "#m")),
        sure: Some(shell.say("几次识读全部一致", "several readings, all alike").into()),
        basis: Some(basis(cite, shell)),
        answered: (kind == "answered").then(|| "评估于 2025-06-20 完成，报告 8 月换了版式重新签署，原件附后。".into()),
        answer_to: Some("/handler/cases/c1/overrides".into()),
    }
}

fn home(lang: Lang, theme: Theme) -> Home {
    let mut s = shell(lang, theme);
    let law = Law::embedded();
    s.messages = vec![Notice {
        link: Some(Link::new(s.say("看退回的三处", "See the three corrections"), "#x")),
        ..Notice::new(
            Tone::Stops,
            s.say("山东省网信办退回了这件备案", "The Shandong office returned this filing"),
            s.say("改好以后再提交；只用改被指出的地方。", "Mend what was pointed out and submit again; nothing else is asked anew."),
        )
    }];
    let step = |zh, en, state| StepView { text: s.say(zh, en).into(), state };
    let task = |zh, en, href: Option<&str>, hint: Option<&str>, tone, word_zh, word_en| TaskView {
        title: s.say(zh, en).into(),
        href: href.map(Into::into),
        hint: hint.map(Into::into),
        status: TagView::new(tone, s.say(word_zh, word_en)),
    };
    let event = |at: &str, zh, en, tone, by: &str, text: Option<&str>| EventView {
        at: at.into(),
        datetime: at.replace(' ', "T"),
        title: s.say(zh, en).into(),
        tone,
        by: Some(by.into()),
        text: text.map(Into::into),
        link: None,
    };
    let column = |zh, en, is_amount| ColumnView { title: s.say(zh, en).into(), is_amount };
    let row = |name: &str, n: &str, tone, zh, en, day: &str| {
        vec![CellView::link(name, "#c"), CellView::new(n), CellView::tag(TagView::new(tone, s.say(zh, en))), CellView::new(day)]
    };
    let due = |title_zh, title_en, from, today| DeadlineView::new(law, s.say(title_zh, title_en), &law.due(Duty::Filing, from), today, &s);
    Home {
        steps: vec![
            step("填写", "Fill in", StepState::Past),
            step("上传材料", "Materials", StepState::Past),
            step("预检", "Check", StepState::Now),
            step("提交", "Submit", StepState::Ahead),
            step("备案编号", "Number", StepState::Ahead),
        ],
        tasks: vec![TaskGroup {
            title: s.say("这件备案要做的事", "What this filing needs").into(),
            tasks: vec![
                task("单位基本情况", "Handler's profile", Some("#1"), None, Tone::Good, "已完成", "done"),
                task(
                    "人脸识别技术应用情况：一号楼大堂闸机",
                    "Face use: the gate in the lobby of building 1",
                    Some("#2"),
                    Some(s.say("还有 4 个问题", "4 questions are open")),
                    Tone::Advice,
                    "进行中",
                    "in progress",
                ),
                task("统一社会信用代码证件", "Credit-code certificate", Some("#3"), None, Tone::Stops, "1 处必须改", "1 to mend"),
                task("个人信息保护影响评估报告", "Impact assessment", Some("#4"), None, Tone::Unsure, "无法判断", "cannot tell"),
                task(
                    "核对并提交",
                    "Check your answers and submit",
                    None,
                    Some(s.say("前面几项完成后开放", "Opens when the others are done")),
                    Tone::Still,
                    "还不能开始",
                    "not yet",
                ),
            ],
        }],
        deadlines: vec![
            due("备案最晚期限", "File by", date(2025, 8, 18), date(2025, 9, 20)),
            due("已经过了的期限", "A deadline that has passed", date(2025, 7, 18), date(2025, 9, 20)),
            due("暂定的期限", "A provisional deadline", date(2026, 11, 22), date(2026, 11, 29)),
        ],
        events: vec![
            event(
                "2026-11-28 14:03",
                "退回补正",
                "Returned for correction",
                Tone::Stops,
                "山东省互联网信息办公室",
                Some(s.say("三处要改，见下方。", "Three corrections.")),
            ),
            event("2026-11-24 09:12", "受理", "Admitted", Tone::Good, "山东省互联网信息办公室", None),
            event("2026-11-23 17:40", "提交", "Submitted", Tone::Advice, "周玉兰", None),
            event("2026-11-20 10:00", "新建", "Begun", Tone::Still, "周玉兰", None),
        ],
        table: TableView {
            caption: s.say("本单位的备案", "Filings of this organisation").into(),
            columns: vec![
                column("备案", "Filing", false),
                column("存储人数", "People stored", true),
                column("状态", "State", false),
                column("最晚期限", "Due", false),
            ],
            rows: vec![
                row(LONG, "128,400", Tone::Stops, "已退回", "returned", "2026-12-16"),
                row("临沂汀间智联科技有限公司", "1,024,800", Tone::Good, "已备案", "in force", "—"),
                row("会员实名核身", "90,021", Tone::Advice, "草稿", "draft", "2026-12-30"),
            ],
            pager: Some(Pager { shown: s.say("第 1–3 件", "1–3 shown").into(), first: Some("#".into()), next: Some("#".into()) }),
        },
        empty: EmptyView {
            title: s.say("还没有别的单位", "No other organisation yet").into(),
            text: s
                .say(
                    "别处备过案的，也可以登记在这里，期限和变更一起管。",
                    "Filings made elsewhere can be kept here too, with their dates and changes.",
                )
                .into(),
            action: Some(Link::new(s.say("新建一件备案", "Begin a filing"), "#n")),
        },
        shell: s,
    }
}

fn form(lang: Lang, theme: Theme) -> Form {
    let mut s = shell(lang, theme);
    s.title = s.say("单位基本情况", "Handler's profile").into();
    let name =
        field("handler.name", json!(LONG), &s).saved(3, Some("14:03")).with_findings(vec![finding("stops", &s), finding("advice", &s)]);
    let reached_on =
        field("headcount.reached_on", json!("2026-13-40"), &s).with_error(s.say("没有 2026-13-40 这一天", "There is no day 2026-13-40"));
    s.errors = vec![Link::new(s.say("达到门槛之日：没有这一天", "Reached on: there is no such day"), format!("#{}", reached_on.id()))];
    let provinces = [("370000", "山东省"), ("510000", "四川省")].map(|(value, text)| OptionView {
        value: value.into(),
        text: text.into(),
        hint: None,
        is_chosen: value == "370000",
    });
    let people = json!([{"name": "青岛云帆数据技术有限公司", "contract": "2026-03", "pia_done": "true"}, {}]);
    let retention = json!({"length": 90, "unit": "day", "reason": "访客离开后 90 天内可能发生物业纠纷"});
    Form {
        kicker: LONG.into(),
        deadline: {
            let law = Law::embedded();
            DeadlineView::new(law, s.say("备案最晚期限", "File by"), &law.due(Duty::Filing, date(2025, 7, 18)), date(2025, 7, 22), &s)
        },
        fields: vec![
            name,
            field("handler.uscc", json!(null), &s).with_findings(vec![finding("cannot-tell", &s)]),
            field("handler.nature", json!("enterprise"), &s),
            field("handler.province", json!("370000"), &s).with_options(provinces.into()),
            reached_on,
            field("uses.*.storage_in_china", json!(true), &s),
            field("uses.*.headcount", json!(128_400), &s).saved(1, Some("14:02")),
            field("uses.*.safety", json!(["encryption", "audit"]), &s),
            field("uses.*.retention", retention, &s).with_findings(vec![finding("answered", &s)]),
            field("uses.*.entrusted", people, &s),
            FieldView::plain("handler.websites", s.say("网站", "Websites"), Input::List { values: vec!["https://example.cn/".into()] }),
            field("headcount.method", json!(null), &s),
            FieldView::plain("password", s.say("密码", "Password"), Input::Text { value: String::new(), mode: TextMode::Password }),
            field("case.disposal", json!("第一行\n<b>不是标记</b>"), &s),
        ],
        shell: s,
    }
}

fn upload(s: &Shell) -> UploadView {
    UploadView {
        slot: "uscc-certificate".into(),
        topic: String::new(),
        title: s.say("统一社会信用代码证件", "Credit-code certificate").into(),
        hint: s
            .say(
                "PDF、JPEG 或者 PNG；彩色扫描，四角完整。断网也不怕，会接着传。",
                "PDF, JPEG or PNG; a colour scan with all four corners. A lost connection is taken up again.",
            )
            .into(),
        accept: ".pdf,.jpg,.png".into(),
        case: "c1".into(),
        action: "/handler/cases/c1/materials".into(),
        tus: "/upload".into(),
        next: "/handler/cases/c1/materials".into(),
        error: None,
        files: vec![],
    }
}

fn check(lang: Lang, theme: Theme) -> Check {
    let mut s = shell(lang, theme);
    s.title = s.say("核对", "Check your answers").into();
    s.messages = [
        (Tone::Good, "已保存", "Saved"),
        (Tone::Advice, "下一步", "What comes next"),
        (Tone::Unsure, "有 1 处无法判断", "1 could not be told"),
    ]
    .map(|(tone, zh, en)| {
        Notice::new(tone, s.say(zh, en), s.say("提交以前都可以改。", "Everything can be changed before it is submitted."))
    })
    .into();
    let row = |zh, en, lines: &[&str], findings| SummaryRow {
        label: s.say(zh, en).into(),
        lines: lines.iter().map(|it| (*it).into()).collect(),
        change: Some("#change".into()),
        findings,
    };
    let mut done = upload(&s);
    done.topic = "processing-rules".into();
    done.error = Some(s.say("这个文件打不开：它有密码", "This file does not open: it has a password").into());
    done.files = vec![FileView {
        name: format!("{LONG}营业执照副本（彩色扫描件）.pdf"),
        href: "#f".into(),
        about: s.say("1.2 MB · 1 页 · 今天 13:40", "1.2 MB · 1 page · today 13:40").into(),
        tag: Some(TagView::new(Tone::Stops, s.say("1 处必须改", "1 to mend"))),
        remove: Some("/remove".into()),
    }];
    Check {
        summaries: vec![SummaryView {
            title: s.say("单位", "Organisation").into(),
            change: Some(Link::new(s.say("修改这一节", "Change this section"), "#section")),
            rows: vec![
                row("名称", "Name", &[LONG], vec![finding("stops", &s)]),
                row("统一社会信用代码", "Credit code", &["91370099MAGGG2UD0J"], vec![]),
                row("网站", "Websites", &[], vec![]),
                row("安全措施", "Measures", &[s.say("数据加密", "encryption"), s.say("安全审计", "security audit")], vec![]),
            ],
        }],
        findings: ["stops", "cannot-tell", "advice", "answered"].iter().zip(1..).map(|(kind, n)| finding(kind, &s).numbered(n)).collect(),
        uploads: vec![upload(&s), done],
        receipt: ReceiptView {
            title: s.say("已提交", "Submitted").into(),
            number: "FF-370000-2026-000128".into(),
            rows: vec![
                (s.say("单位", "Organisation").into(), LONG.into()),
                (s.say("时间", "Time").into(), "2026-11-28 14:03:22".into()),
                (s.say("日志条目", "Ledger entry").into(), "1024".into()),
            ],
            proof: Some(Link::new(s.say("下载可离线核对的凭据", "Download the proof, verifiable offline"), "#proof")),
        },
        shell: s,
    }
}

fn desk() -> Desk {
    let mut s = shell(Lang::Zh, Theme::Auto);
    s.assets = "/assets".into();
    s.is_demo = false;
    s.title = "试脚本".into();
    let many = (0..50)
        .map(|n| FieldView::plain(format!("many.f{n}"), format!("第 {n} 项"), Input::Text { value: String::new(), mode: TextMode::Plain }));
    let mut fields = vec![
        field("handler.name", json!(""), &s),
        field("case.disposal", json!(""), &s),
        field("headcount.reached_on", json!(""), &s),
        field("handler.nature", json!(""), &s),
        field("uses.*.safety", json!([]), &s),
        field("uses.*.retention", json!(null), &s),
        field("uses.*.entrusted", json!([]), &s),
        FieldView::plain("handler.websites", "网站", Input::List { values: vec![] }),
    ];
    fields.extend(many);
    Desk { fields, upload: upload(&s), shell: s }
}

/// All pages, written once.
static GALLERY: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let to = root.join("../../target/tmp/gallery");
    fs::create_dir_all(to.join("assets")).unwrap();
    for asset in ["style.css", "desk.js"] {
        fs::copy(root.join("assets").join(asset), to.join("assets").join(asset)).unwrap();
    }
    for (lang, tag) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for theme in [Theme::Light, Theme::Dark] {
            let write = |name: &str, page: String| fs::write(to.join(format!("{name}-{tag}-{}.html", theme.as_str())), page).unwrap();
            write("home", home(lang, theme).render().unwrap());
            write("form", form(lang, theme).render().unwrap());
            write("check", check(lang, theme).render().unwrap());
        }
    }
    fs::write(to.join("desk.html"), desk().render().unwrap()).unwrap();
    to
});

fn node(script: &str) {
    let browser = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../browser");
    assert!(browser.join("node_modules").exists(), "first: cargo xtask test, or npm ci --prefix browser");
    let ran = Command::new("node").arg(browser.join(script)).arg(&*GALLERY).output().expect("node starts");
    assert!(ran.status.success(), "{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn a_browser_finds_no_fault_in_any_component_state_language_or_theme() {
    node("gallery.mjs");
}

#[test]
fn nothing_typed_is_lost_and_uploads_are_taken_up_again() {
    node("desk.mjs");
}

#[test]
fn what_is_typed_is_never_markup_and_chinese_in_an_english_page_is_marked() {
    let page = form(Lang::En, Theme::Light).render().unwrap();
    assert!(page.contains("&#60;b&#62;不是标记") && !page.contains("<b>不是标记"));
    assert!(page.contains(&format!("<span lang=\"zh-CN\">{LONG}</span>")));
    assert!(page.contains("<html lang=\"en\" data-theme=\"light\">") && page.contains("<title>Error: "));
}

#[test]
fn a_page_holds_nothing_that_the_policy_forbids() {
    for page in [home(Lang::Zh, Theme::Auto).render(), form(Lang::Zh, Theme::Auto).render(), check(Lang::En, Theme::Auto).render()] {
        let page = page.unwrap();
        for forbidden in ["<style", " style=", " onclick=", " onsubmit=", "javascript:", "<script>"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }
}

#[test]
fn a_path_is_the_name_of_its_input_and_a_star_is_the_element() {
    let it = field("uses.*.purpose", json!("员工通行验证"), &shell(Lang::Zh, Theme::Auto));
    assert_eq!((it.path.as_str(), it.kind(), it.id().as_str()), ("uses.lobby-gate.purpose", "text", "f-uses-lobby-gate-purpose"));
}
