//! The papers of a packet, printed and read back with other eyes: lopdf for the PDF, docx-rs and zip for the DOCX.

use std::io::{Cursor, Read};
use std::sync::OnceLock;
use std::time::Instant;

use casework::packet::Packet;
use jiff::civil::{Date, date};
use law::Law;
use lopdf::{Document, Object};
use press::engine::PressError;
use press::form::{Paper, Printed, print};
use serde_json::Value;

const GYM: &str = include_str!("gym.toml");

/// At the head of every page of the gym's.
const HEAD: &str = "临沂青穗智联科技有限公司首次备案";

fn today() -> Date {
    date(2026, 11, 24)
}

fn printed(text: &str, paper: Paper) -> Printed {
    print(&Packet::parse(text).unwrap(), Law::embedded(), paper, today()).unwrap()
}

/// The papers of the gym, printed once for all tests.
fn gym(paper: Paper) -> &'static Printed {
    static PRINTED: OnceLock<Vec<(Paper, Printed)>> = OnceLock::new();
    let all = PRINTED.get_or_init(|| Paper::ALL.map(|it| (it, printed(GYM, it))).to_vec());
    &all.iter().find(|(it, _)| *it == paper).unwrap().1
}

/// The text of a PDF without white space: where lines break is no matter of words.
fn pdf_text(pdf: &Document) -> String {
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    without_space(&pdf.extract_text(&pages).unwrap())
}

fn without_space(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

fn docx_part(docx: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(docx)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The words of a DOCX without white space and markup.
fn docx_text(docx: &[u8]) -> String {
    docx_rs::read_docx(docx).expect("a DOCX that can be read again");
    let xml = docx_part(docx, "word/document.xml");
    let words: String = xml.split('<').filter_map(|it| it.split_once('>')).map(|(_, text)| text).collect();
    without_space(&words.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&apos;", "'").replace("&amp;", "&"))
}

/// What a paper must say of the answers below a path, worked out from the packet alone.
fn said(packet: &Packet, path: &str) -> Vec<String> {
    let mut all = Vec::new();
    collect(packet.answer(path).unwrap_or(&Value::Null), path.rsplit('.').next().unwrap(), &mut all);
    all
}

fn collect(value: &Value, name: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, it)| collect(it, name, all)),
        Value::Array(items) => items.iter().for_each(|it| collect(it, name, all)),
        Value::Bool(flag) => all.push(if *flag { "是" } else { "否" }.to_owned()),
        Value::Number(number) => all.push(number.to_string()),
        Value::String(text) => all.push(in_words(name, text)),
        Value::Null => {}
    }
}

fn in_words(name: &str, text: &str) -> String {
    let day = text.parse::<Date>().ok().filter(|_| name != "notice_version");
    let label = match (name, text) {
        ("nature", "enterprise") => "企业",
        ("id_type", "id-card") => "居民身份证",
        ("province", "370000") => "山东省",
        ("place", "business") => "经营场所",
        ("mode", "1:1") => "一对一验证",
        ("mode", "1:N") => "一对多辨识",
        ("stored_form", "template") => "特征模板",
        ("storage", "device") => "设备内",
        ("storage", "local-server") => "本地服务器",
        ("unit", "day") => "日",
        ("place" | "legal_basis" | "notice" | "safety" | "storage_basis", choice) if choice.is_ascii() => "",
        _ => text,
    };
    without_space(&day.map_or(label.to_owned(), |it| format!("{}年{}月{}日", it.year(), it.month(), it.day())))
}

const SAYS: [(Paper, &[&str]); 5] = [
    (Paper::HandlerProfile, &["handler"]),
    (Paper::UseStatement, &["handler.name", "handler.uscc", "uses", "headcount", "rules"]),
    (Paper::PiaReport, &["handler.name", "handler.uscc", "headcount.stored", "pia"]),
    (Paper::Mandate, &["handler.name", "handler.uscc", "handler.agent.name", "handler.agent.id_number", "mandate"]),
    (Paper::Undertaking, &["handler.name", "handler.uscc", "undertaking"]),
];

#[test]
fn every_paper_says_every_answer_in_pdf_and_docx() {
    let packet = Packet::parse(GYM).unwrap();
    for (paper, paths) in SAYS {
        let printed = gym(paper);
        let (pdf, docx) = (pdf_text(&Document::load_mem(&printed.pdf).unwrap()), docx_text(&printed.docx));
        for answer in paths.iter().flat_map(|it| said(&packet, it)) {
            assert!(pdf.contains(&answer), "the PDF of {paper:?} does not say {answer}");
            assert!(docx.contains(&answer), "the DOCX of {paper:?} does not say {answer}");
        }
    }
}

#[test]
fn every_page_says_that_the_form_is_not_official() {
    for paper in Paper::ALL {
        let printed = gym(paper);
        let pdf = Document::load_mem(&printed.pdf).unwrap();
        let n_pages = pdf.get_pages().len();
        for page in 1..=n_pages {
            let text = without_space(&pdf.extract_text(&[page as u32]).unwrap());
            assert!(text.contains("为非官方版式template-v0@1（由FaceFile生成）"), "{paper:?} page {page}");
            assert!(text.contains(&format!("第{page}页共{n_pages}页")), "{paper:?} page {page}");
            assert!(text.contains(HEAD), "{paper:?} page {page}");
        }
        assert!(docx_part(&printed.docx, "word/footer1.xml").contains("为非官方版式 template-v0@1（由 FaceFile 生成）"));
    }
}

#[test]
fn a_pdf_is_made_to_last_and_to_be_read_aloud() {
    for paper in Paper::ALL {
        let printed = gym(paper);
        let pdf = Document::load_mem(&printed.pdf).unwrap();
        let catalog = pdf.catalog().unwrap();
        let marked = catalog.get(b"MarkInfo").and_then(Object::as_dict).and_then(|it| it.get(b"Marked")).and_then(Object::as_bool);
        assert!(marked.unwrap(), "{paper:?} is tagged");
        assert!(catalog.has(b"StructTreeRoot"));
        assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).unwrap(), b"zh-CN");
        let metadata = catalog.get(b"Metadata").and_then(Object::as_reference).and_then(|it| pdf.get_object(it)).unwrap();
        let xmp = String::from_utf8(metadata.as_stream().unwrap().get_plain_content().unwrap()).unwrap();
        for marker in
            ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>", &printed.name]
        {
            assert!(xmp.contains(marker), "{paper:?}: {marker} not in {xmp}");
        }
    }
}

#[test]
fn the_same_packet_on_the_same_day_gives_the_same_bytes() {
    let started = Instant::now();
    let (first, second) = (gym(Paper::Mandate), printed(GYM, Paper::Mandate));
    println!("a later mandate: {:?}", started.elapsed());
    assert!(first.pdf == second.pdf && first.docx == second.docx);
}

#[test]
fn a_missing_character_is_named_on_its_field() {
    let missing = |text: &str, paper| match print(&Packet::parse(text).unwrap(), Law::embedded(), paper, today()).unwrap_err() {
        PressError::GlyphsMissing(missing) => missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let text = GYM.replace("name               = \"临沂青穗", "name               = \"临沂𠀀青穗").replace("山东云脉", "山东\u{10E80}脉");
    let in_profile = missing(&text, Paper::HandlerProfile);
    assert_eq!(in_profile.len(), 1, "{in_profile:?}");
    assert!(in_profile[0].starts_with("「名称」（answers.handler.name）里的「𠀀」（U+20000）字体里没有"), "{in_profile:?}");
    let in_uses = missing(&text, Paper::UseStatement);
    assert!(
        in_uses.iter().any(|it| it.contains("（answers.uses.lobby-gate.entrusted.1.name）里的「\u{10E80}」（U+10E80）")),
        "{in_uses:?}"
    );
}

#[test]
fn thirty_uses_fill_many_pages_and_lose_none() {
    let mut text = GYM.split("[[answers.uses]]").next().unwrap().to_owned();
    let use_block = GYM.split("[[answers.uses]]").nth(1).unwrap();
    for i in 1..=30 {
        let necessity = "人工核对会员卡照片误放率高。".repeat(if i == 7 { 260 } else { 1 }); // one longer than a page
        let name = format!("第{i}号门店入口会员通行核验");
        let block = use_block.replace("lobby-gate", &format!("gate-{i}")).replace("门店入口会员通行核验", &name);
        text += &format!("[[answers.uses]]{}", block.replace("人工核对会员卡照片误放率高，", &necessity));
    }
    let started = Instant::now();
    let printed = printed(&text, Paper::UseStatement);
    println!("30 uses: {:?}, PDF {} B, DOCX {} B", started.elapsed(), printed.pdf.len(), printed.docx.len());
    let pdf = Document::load_mem(&printed.pdf).unwrap();
    let (n_pages, words) = (pdf.get_pages().len(), pdf_text(&pdf));
    assert!((45..120).contains(&n_pages), "{n_pages} pages");
    for i in 1..=30 {
        assert!(words.contains(&format!("第{i}号门店入口会员通行核验")), "use {i}");
    }
    let running = |page: u32| format!("本表为非官方版式template-v0@1（由FaceFile生成）第{page}页共{n_pages}页");
    let page_text = |page: &u32| without_space(&pdf.extract_text(&[*page]).unwrap()).replace(&running(*page), "").replace(HEAD, "");
    let flowing: String = pdf.get_pages().keys().map(page_text).collect();
    let sentences = flowing.replace("为什么用", "").matches("人工核对会员卡照片误放率高。").count(); // without the band that returns
    assert_eq!(sentences, 29 + 260, "the long text is whole");
    let bands = words.matches("为什么用").count();
    assert!(bands > 30, "the band of a table that breaks returns on the next page: {bands}");
}

#[test]
fn a_table_head_returns_on_every_page_of_a_docx_and_chinese_fonts_are_named() {
    let docx = &gym(Paper::UseStatement).docx;
    assert!(docx_part(docx, "word/document.xml").contains("<w:tblHeader />"));
    assert!(docx_part(docx, "word/styles.xml").contains("w:eastAsia=\"仿宋\""));
}

#[test]
fn blanks_stay_blank_and_hands_have_room() {
    let bare = "format = 1\nkind = \"first\"\nform = \"template-v0@1\"\n";
    for paper in Paper::ALL {
        let pdf = pdf_text(&Document::load_mem(&printed(bare, paper).pdf).unwrap());
        assert!(!pdf.contains("null") && !pdf.contains("none"), "{paper:?}");
        assert!(pdf.contains(&without_space(&paper.slot().name().zh)));
    }
    let uses = pdf_text(&Document::load_mem(&printed(bare, Paper::UseStatement).pdf).unwrap());
    assert!(uses.contains("场景一") && uses.contains("□一对一验证□一对多辨识"), "one use to be filled in: {uses}");
    let mandate = pdf_text(&Document::load_mem(&printed(bare, Paper::Mandate).pdf).unwrap());
    assert!(mandate.contains("日期：年月日") && mandate.contains("公章加盖处"), "{mandate}");
}

#[test]
fn long_names_wrap_and_stay_whole() {
    let name = "内蒙古自治区呼和浩特市青穗智联数字化健康运动与社区体育服务科技发展集团有限责任公司第一分公司";
    let text = GYM.replace("临沂青穗智联科技有限公司", name).replace(
        "fengyan@qingsui.example",
        "a-very-long-mailbox-name-for-privacy-questions-of-all-kinds@personal-information.qingsui.example",
    );
    for paper in [Paper::UseStatement, Paper::Mandate, Paper::Undertaking] {
        let words = pdf_text(&Document::load_mem(&printed(&text, paper).pdf).unwrap());
        assert!(words.contains(name), "{paper:?}");
    }
    let profile = pdf_text(&Document::load_mem(&printed(&text, Paper::HandlerProfile).pdf).unwrap());
    assert!(profile.contains("a-very-long-mailbox-name-for-privacy-questions-of-all-kinds@personal-information.qingsui.example"));
}

#[test]
fn forms_tick_what_was_chosen_and_show_what_was_not() {
    let profile = pdf_text(&Document::load_mem(&gym(Paper::HandlerProfile).pdf).unwrap());
    assert!(profile.contains("■企业□事业单位"), "{profile}");
    let uses = docx_text(&gym(Paper::UseStatement).docx);
    assert!(uses.contains("■一对一验证□一对多辨识"), "{uses}");
    let typed = GYM.replace("= \"1:1\"", "= \"一比一\"");
    let words = pdf_text(&Document::load_mem(&printed(&typed, Paper::UseStatement).pdf).unwrap());
    assert!(words.contains("方式一比一"), "none of the choices: as it was typed");
    let blank = pdf_text(&Document::load_mem(&printed(&GYM.replacen("cii ", "xcii ", 1), Paper::HandlerProfile).pdf).unwrap());
    assert!(blank.contains("□是□否"), "nothing ticked where nothing was answered");
}

#[test]
fn typed_markup_is_set_as_it_was_typed() {
    const MARKUP: &str = r#"#panic("x") *粗* $x$ <b>&amp;</b> ]] \u{41} `码` @ref //注 [[x]] <<y>> {{z}} -- ..."#;
    let escaped = MARKUP.replace('\\', r"\\").replace('"', "\\\"");
    let text = GYM.replace("法务与合规部", &escaped);
    let printed = printed(&text, Paper::HandlerProfile);
    let (pdf, docx) = (pdf_text(&Document::load_mem(&printed.pdf).unwrap()), docx_text(&printed.docx));
    assert!(docx.contains(&without_space(MARKUP)), "{docx}");
    assert!(pdf.contains(&without_space(MARKUP)), "{pdf}");
}

#[test]
fn an_answer_of_fifty_kilobytes_is_set_whole() {
    let sentence = "人工核对照片误放率高。";
    let n = 50_000 / sentence.len();
    let text = GYM.replacen("人工核对会员卡照片误放率高，", &sentence.repeat(n), 1);
    let printed = printed(&text, Paper::UseStatement);
    let pdf = Document::load_mem(&printed.pdf).unwrap();
    let running = pdf.get_pages().len();
    assert!(running > 15 && running < 60, "{running} pages");
    assert_eq!(docx_text(&printed.docx).matches("误放率高。").count(), n);
}

#[test]
fn an_edition_that_is_not_there_is_refused_by_name() {
    let packet = Packet::parse(&GYM.replace("template-v0@1", "official@3")).unwrap();
    let refused = print(&packet, Law::embedded(), Paper::Mandate, today()).unwrap_err();
    assert!(refused.message().zh.contains("表单版本「official@3」不在规则库里；已有：template-v0@1"), "{}", refused.message().zh);
}
