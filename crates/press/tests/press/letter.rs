//! Letters, set and read back with other eyes: pdftotext for their words, lopdf for what they are.

use std::io::Write;
use std::process::{Command, Stdio};

use casework::correction::{Anchor, Correction, Kind, Request};
use casework::facts::Place;
use casework::filing_number::FilingNumber;
use casework::publicity::{Length, Window};
use casework::snapshot::{Held, Snapshot};
use casework::words::{CaseKind, Slot};
use jiff::civil::{Date, date};
use law::{Cite, Law, Wording};
use lopdf::{Document, Object};
use press::engine::PressError;
use press::letter::{Content, LedgerEntry, Letter, Notice, Return, SubmissionReceipt, Withdrawn, letter};
use serde_json::json;

const HANDLER: &str = "临沂青穗智联科技有限公司";
const NOT_OFFICIAL: &str = "本平台的文书不是官方格式；官方文书的格式没有公开。";
const ROOT: &str = "9vFfQ0rJm3zj1mGxJH1cJ9uT8yNwKq2b5eXo7aLhP0s=";

fn on() -> Date {
    date(2026, 11, 28)
}

/// What the tests give, kept so that letters can borrow it.
struct Desk {
    sender: Wording,
    other: Wording,
    submitted: Snapshot,
    filing: FilingNumber,
    window: Window,
}

impl Desk {
    fn new() -> Desk {
        let held = |slot, topic: Option<&str>, file: &str, digit: &str| Held {
            slot,
            topic: topic.map(str::to_owned),
            file: format!("materials/{file}"),
            sha256: format!("0123456789abcdef{digit}").repeat(4).chars().take(64).collect(),
        };
        Desk {
            sender: Wording::new("山东省互联网信息办公室", "Cyberspace Administration of Shandong"),
            other: Wording::new("江苏省互联网信息办公室", "Cyberspace Administration of Jiangsu"),
            submitted: Snapshot {
                answers: json!({"handler": {"name": HANDLER}, "uses": [{"id": "lobby-gate", "name": "门店入口会员通行核验"}]}),
                materials: vec![
                    held(Slot::HandlerProfile, None, "个人信息处理者基本情况表.pdf", "a1"),
                    held(Slot::UseStatement, None, "人脸识别技术应用情况备案表.pdf", "b2"),
                    held(Slot::PiaReport, None, "个人信息保护影响评估报告-2026年第三版（定稿）-final-signed-and-scanned-copy.pdf", "c3"),
                    held(Slot::UsccCertificate, None, "certificate.pdf", "d4"),
                    held(Slot::LegalRepresentativeId, None, "legal-representative-front.jpg", "e5"),
                    held(Slot::AgentId, None, "agent.jpg", "f6"),
                    held(Slot::Mandate, None, "mandate.pdf", "07"),
                    held(Slot::Undertaking, None, "undertaking.pdf", "18"),
                    held(Slot::Other, Some("processing-rules"), "rules.pdf", "29"),
                ],
            },
            filing: serde_json::from_value(json!("FF370000202600042")).unwrap(),
            window: Window::from(on(), Length::WorkingDays(5), Law::embedded()),
        }
    }

    fn letter<'a>(&'a self, content: Content<'a>) -> Letter<'a> {
        Letter {
            sender: &self.sender,
            number: Some("演示备函〔2026〕17号"),
            on: on(),
            case: "01KB3-7QF2M",
            kind: CaseKind::First,
            handler: HANDLER,
            uscc: "91371300MA3TESTX0Q",
            contact: Some("办公室　电话0531-0000 0000（工作日9:00—17:00）"),
            is_demo: true,
            content,
        }
    }

    fn returned<'a>(&'a self, corrections: &'a [Correction]) -> Letter<'a> {
        self.letter(Content::Return(Return { corrections, form: "template-v0@1", submitted: &self.submitted }))
    }

    fn submission(&self) -> SubmissionReceipt<'_> {
        SubmissionReceipt {
            to: &self.sender,
            at: "2026-11-28T06:03:22Z".parse().unwrap(),
            is_resubmission: false,
            materials: &self.submitted.materials,
            rulebook: "2026.11.1",
            form: "template-v0@1",
            entry: ENTRY,
        }
    }

    fn notice(&self) -> Notice<'_> {
        Notice { filing: &self.filing, accepted_on: on(), publicity: Some(&self.window) }
    }

    /// One of each, as its file is called.
    fn all<'a>(&'a self, corrections: &'a [Correction]) -> Vec<(&'static str, Letter<'a>)> {
        let kind = |kind, content| Letter { kind, ..self.letter(content) };
        let plain = Notice { publicity: None, ..self.notice() };
        let receipt = |content| Letter { number: None, contact: None, ..self.letter(content) };
        let reopened = Content::Reopened { reason: "收到举报，需要重新核对存储人数。", filing: Some(&self.filing) };
        vec![
            ("return", self.returned(corrections)),
            ("notice", self.letter(Content::Notice(self.notice()))),
            ("notice-change", Letter { is_demo: false, number: None, ..kind(CaseKind::Change, Content::Notice(plain)) }),
            ("notice-cancellation", kind(CaseKind::Cancellation, Content::Notice(plain))),
            ("submission", receipt(Content::Submission(self.submission()))),
            (
                "withdrawn",
                receipt(Content::Withdrawn(Withdrawn { from: &self.sender, at: "2026-11-28T16:30:00Z".parse().unwrap(), entry: ENTRY })),
            ),
            ("admitted", self.letter(Content::Admitted)),
            ("transferred", self.letter(Content::Transferred { to: &self.other, reason: "住所地在江苏省。" })),
            ("moved-away", self.letter(Content::MovedAway { to: &self.other, receipt: "苏备收〔2026〕3号" })),
            ("closed", self.letter(Content::Closed { reason: "存储人数未达到十万人。\n处理者来函确认。" })),
            ("reopened", self.letter(reopened)),
            ("objection", self.letter(Content::ObjectionSettled { answer: "经核对，异议所指的门店没有使用人脸识别。" })),
        ]
    }
}

const ENTRY: LedgerEntry = LedgerEntry { log: "facefile.example/demo-shandong", index: 4711, tree_size: 4713, root: ROOT };

fn correction(number: u32, kind: Kind, anchors: Vec<Anchor>, cite: &str, says: &str) -> Correction {
    Correction { number, round: 1, request: Request { kind, anchors, cite: Cite::from(cite), says: says.to_owned() } }
}

fn answer(at: &str) -> Anchor {
    Anchor::Answer { at: at.to_owned() }
}

fn material(slot: Slot, file: Option<&str>, page: Option<u32>) -> Anchor {
    let place = page.map(|page| Place { page, area: Some([0.6, 0.7, 0.3, 0.2]) });
    Anchor::Material { slot, topic: None, file: file.map(str::to_owned), place }
}

fn corrections() -> Vec<Correction> {
    vec![
        correction(
            1,
            Kind::WrongValue,
            vec![answer("answers.uses.lobby-gate.purpose")],
            "cac-mps-19-2025/art-15/1/2",
            "处理目的写得过于笼统，请写明在什么地方、对什么人、为了什么事使用人脸识别。",
        ),
        correction(
            2,
            Kind::Contradiction,
            vec![answer("answers.uses.lobby-gate.retention"), material(Slot::PiaReport, Some("materials/pia.pdf"), Some(4))],
            "cac-mps-19-2025/art-9",
            "备案表写保存90日，评估报告第4页写保存一年。请核对后改为一致。",
        ),
        correction(
            3,
            Kind::Unreadable,
            vec![material(Slot::UsccCertificate, Some("materials/certificate.pdf"), Some(1))],
            "house/page-sharp",
            "右下角的登记机关印章看不清，请重新扫描。",
        ),
        correction(
            4,
            Kind::MissingMaterial,
            vec![Anchor::Material { slot: Slot::Other, topic: Some("processing-rules".to_owned()), file: None, place: None }],
            "shandong-2025-06-06/item-9",
            "没有随附人脸信息处理规则，请补充。",
        ),
        correction(5, Kind::Other, vec![answer("answers.handler")], "house/correction", "请核对单位各项信息。"),
    ]
}

fn pdf(it: &Letter) -> Vec<u8> {
    letter(it, Law::embedded()).unwrap_or_else(|err| panic!("{}", err.message().zh))
}

/// The words of a PDF in its order of reading, by pdftotext, without white space.
fn words(pdf: &[u8]) -> String {
    without_space(&text(pdf))
}

fn text(pdf: &[u8]) -> String {
    let mut tool = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext is there (apt install poppler-utils)");
    let (mut stdin, bytes) = (tool.stdin.take().unwrap(), pdf.to_vec());
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = tool.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

fn assert_says(words: &str, all: &[&str]) {
    for said in all {
        assert!(words.contains(&without_space(said)), "{said} is not in {words}");
    }
}

/// `LETTERS_TO=DIR cargo test -p press letters_look` leaves them there to be looked at.
#[test]
fn letters_look_as_they_are_sent_and_each_says_what_it_is() {
    let (desk, corrections) = (Desk::new(), corrections());
    for (name, it) in desk.all(&corrections) {
        let pdf = pdf(&it);
        if let Some(folder) = std::env::var_os("LETTERS_TO") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), &pdf).unwrap();
        }
        let document = Document::load_mem(&pdf).unwrap();
        let catalog = document.catalog().unwrap();
        let marked = catalog.get(b"MarkInfo").and_then(Object::as_dict).and_then(|it| it.get(b"Marked")).and_then(Object::as_bool);
        assert!(marked.unwrap() && catalog.has(b"StructTreeRoot"), "{name} is tagged");
        let metadata = catalog.get(b"Metadata").and_then(Object::as_reference).and_then(|it| document.get_object(it)).unwrap();
        let xmp = String::from_utf8(metadata.as_stream().unwrap().get_plain_content().unwrap()).unwrap();
        assert_says(&without_space(&xmp), &["<pdfaid:part>2</pdfaid:part>", "<pdfuaid:part>1</pdfuaid:part>", "01KB3-7QF2M"]);

        let pages: Vec<String> = text(&pdf).split('\u{c}').map(without_space).filter(|it| !it.is_empty()).collect();
        let n_pages = pages.len();
        assert_eq!(n_pages, document.get_pages().len(), "{name}");
        for (i, page) in pages.iter().enumerate() {
            assert_says(page, &[NOT_OFFICIAL, "This platform's letters are not an official form", &format!("— {} / {n_pages} —", i + 1)]);
            assert_eq!(page.contains("演示，非官方"), it.is_demo, "{name} page {}", i + 1);
        }
        assert_says(&pages[0], &["山东省互联网信息办公室", "临沂青穗智联科技有限公司："]);
        assert_says(&pages.concat(), &["2026年11月28日", "English version for information"]);
    }
}

#[test]
fn a_return_says_each_request_with_place_and_basis_and_sets_no_time() {
    let (desk, corrections) = (Desk::new(), corrections());
    let said = words(&pdf(&desk.returned(&corrections)));
    assert_says(
        &said,
        &[
            "退回补正通知",
            "演示备函〔2026〕17号",
            "首次备案材料（事项编号：01KB3-7QF2M）已经审核，下列5项需要补正，现予退回。",
            "1. 填写有误",
            "位置：《人脸识别技术应用情况备案表》「门店入口会员通行核验」「处理目的」一栏",
            "要求：处理目的写得过于笼统",
            "依据：《人脸识别技术应用安全管理办法》第15条第1款第2项",
            "2. 前后矛盾",
            "；《个人信息保护影响评估报告》，文件「pia.pdf」，第4页下部偏右",
            "依据：本平台规则「扫描要清楚」（不是法律）",
            "第9项（官方通知，不是法律）",
            "没有官方来源规定补正期限，本通知不设期限",
            "依据本平台规则「补正要求」「办理步骤」（不是法律）",
            "no official source lays one down",
            "2. contradiction",
        ],
    );
    assert!(!said.contains("次退回"), "the first return is not counted");
    let again: Vec<Correction> = corrections.iter().map(|it| it.asked_again(2, None)).collect();
    assert_says(&words(&pdf(&desk.returned(&again))), &["这是本事项的第2次退回"]);
}

#[test]
fn sixty_requests_fill_many_pages_and_lose_none() {
    let desk = Desk::new();
    let says = |n: u32| format!("第{n}处写得不清楚，请改正。{}", "请逐项核对。".repeat(if n == 31 { 300 } else { n as usize % 9 }));
    let many: Vec<Correction> = (1..=60)
        .map(|n| correction(n, Kind::WrongValue, vec![answer("answers.handler.name")], "cac-mps-19-2025/art-15/1/1", &says(n)))
        .collect();
    let pdf = pdf(&desk.returned(&many));
    if let Some(folder) = std::env::var_os("LETTERS_TO") {
        std::fs::write(std::path::Path::new(&folder).join("sixty.pdf"), &pdf).unwrap();
    }
    let n_pages = Document::load_mem(&pdf).unwrap().get_pages().len();
    // What stands at the head and the foot of every page cuts through a sentence that goes on.
    let running = ["演示，非官方。", "演示，非官方", "DEMONSTRATION,NOTOFFICIAL", "退回补正通知事项编号：01KB3-7QF2M", NOT_OFFICIAL]
        .map(str::to_owned)
        .into_iter()
        .chain([without_space("This platform's letters are not an official form; the official form is not public.")])
        .chain((1..=n_pages).map(|it| format!("—{it}/{n_pages}—")));
    let said = running.fold(words(&pdf), |said, it| said.replace(&it, ""));
    assert!((8..30).contains(&n_pages), "{n_pages} pages");
    for n in 1..=60 {
        assert_says(&said, &[&format!("{n}. 填写有误"), &format!("要求：第{n}处写得不清楚，请改正。")]);
    }
    let asked: usize = many.iter().map(|it| it.request.says.matches("请逐项核对。").count()).sum();
    assert_eq!(said.matches("请逐项核对。").count(), asked, "the long one is whole");
}

#[test]
fn a_notice_says_what_was_filed_and_no_more() {
    let desk = Desk::new();
    let notice = |kind| words(&pdf(&Letter { kind, ..desk.letter(Content::Notice(desk.notice())) }));
    let first = notice(CaseKind::First);
    assert_says(
        &first,
        &[
            "备案结果通知",
            "予以备案，备案编号FF370000202600042。",
            "91371300MA3TESTX0Q",
            "自2026年11月28日起公示（当日不计入），最后一天为2026年12月4日（含当日）",
            "应当自变更之日起30个工作日内办理备案变更",
            "（《人脸识别技术应用安全管理办法》第15条第2款）",
            "备案不是行政许可",
        ],
    );
    assert_says(&notice(CaseKind::Change), &["备案变更结果通知", "予以备案变更。备案编号FF370000202600042不变"]);
    let end = notice(CaseKind::Cancellation);
    assert_says(&end, &["备案注销结果通知", "备案编号为FF370000202600042的备案予以注销", "不对人脸信息的处置情况作出认定"]);
    assert!(!end.contains("应当自变更"), "nothing is left to be changed");
}

#[test]
fn a_receipt_says_what_came_when_and_what_it_proves() {
    let desk = Desk::new();
    let said = words(&pdf(&desk.letter(Content::Submission(desk.submission()))));
    assert_says(
        &said,
        &[
            "提交回执",
            "2026年11月28日 14:03:22（+08:00）",
            "共9份文件",
            "2026.11.1",
            "template-v0@1",
            "《其他相关材料》（",
            ROOT,
            "4711（从0起）",
            "4713",
            "facefile ledger verify EXPORT --receipt RECEIPT --vkey KEY",
            "不证明材料已经受理",
            "本回执由平台自动出具，不盖章",
            "It does not prove that the case was admitted",
        ],
    );
    let hash = &desk.submitted.materials[2].sha256;
    assert!(said.contains(hash.as_str()), "groups are only space: {hash}");
    assert!(text(&pdf(&desk.letter(Content::Submission(desk.submission())))).contains("01234567 89abcdef"), "in groups of eight");
    let again = SubmissionReceipt { is_resubmission: true, ..desk.submission() };
    assert_says(&words(&pdf(&desk.letter(Content::Submission(again)))), &["重新提交回执", "补正后重新提交人脸识别技术应用首次备案材料"]);
    let back = Withdrawn { from: &desk.sender, at: "2026-11-28T16:30:00Z".parse().unwrap(), entry: ENTRY };
    assert_says(
        &words(&pdf(&desk.letter(Content::Withdrawn(back)))),
        &["2026年11月29日 00:30:00（+08:00）", "撤回不免除备案义务", "本平台规则「撤回」（不是法律）"],
    );
}

#[test]
fn long_and_rare_names_stay_whole() {
    let mut desk = Desk::new();
    let name = "内蒙古自治区呼和浩特市𠮷田䶮玥㛃堃喆龑数字化健康运动与社区体育服务科技发展集团有限责任公司第一分公司";
    desk.sender.zh = "新疆生产建设兵团党委网络安全和信息化委员会办公室人脸识别技术应用备案受理中心".to_owned();
    let pdf = pdf(&Letter { handler: name, ..desk.letter(Content::Notice(desk.notice())) });
    if let Some(folder) = std::env::var_os("LETTERS_TO") {
        std::fs::write(std::path::Path::new(&folder).join("long.pdf"), &pdf).unwrap();
    }
    let said = words(&pdf);
    assert!(said.matches(name).count() >= 3, "addressee, its line, and the English: {said}");
    assert!(said.matches(desk.sender.zh.as_str()).count() >= 2, "head and foot: {said}");
}

#[test]
fn typed_markup_is_set_as_it_was_typed() {
    const MARKUP: &str = r#"#panic("x") *粗* _斜_ $x$ <b>&amp;</b> ]] \u{41} `码` @ref //注 [[x]] <<y>> -- ..."#;
    let desk = Desk::new();
    let asked = [correction(1, Kind::Other, vec![answer("answers.handler.name")], "house/correction", MARKUP)];
    let said = words(&pdf(&Letter { handler: MARKUP, contact: Some(MARKUP), case: "#1*$<", ..desk.returned(&asked) }));
    assert!(said.matches(&without_space(MARKUP)).count() >= 4, "{said}");
    assert_says(&said, &["（事项编号：#1*$<）"]);
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let (desk, corrections) = (Desk::new(), corrections());
    for (name, it) in desk.all(&corrections) {
        assert!(pdf(&it) == pdf(&it), "{name}");
    }
}

#[test]
fn what_cannot_be_drawn_is_named_on_its_field_and_an_unknown_form_by_name() {
    let desk = Desk::new();
    let asked = [correction(7, Kind::Other, vec![answer("answers.handler.name")], "house/correction", "请改\u{10E80}为正字")];
    let refused = letter(&desk.returned(&asked), Law::embedded()).unwrap_err();
    let PressError::GlyphsMissing(missing) = &refused else { panic!("{refused:?}") };
    assert!(missing[0].to_string().starts_with("「第 7 项补正要求」（corrections.7）里的「\u{10E80}」"), "{}", missing[0]);
    let hidden = letter(&Letter { handler: "青穗\u{202E}智联", ..desk.letter(Content::Admitted) }, Law::embedded()).unwrap_err();
    assert!(hidden.message().zh.contains("「个人信息处理者名称」（handler）里有看不见的控制字符"), "{}", hidden.message().zh);
    let strange = Content::Return(Return { corrections: &asked[..0], form: "official@3", submitted: &desk.submitted });
    assert!(letter(&desk.letter(strange), Law::embedded()).unwrap_err().message().zh.contains("表单版本「official@3」"));
}
