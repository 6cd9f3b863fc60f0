//! The kit for the national web system.

use std::sync::OnceLock;

use casework::packet::Packet;
use casework::words::Slot;
use jiff::civil::date;
use law::Law;
use press::handover::{Content, Kit, copy_sheet, kit};

const MATERIALS: &str = r#"
[[materials]]
slot = "uscc-certificate"
file = "materials/certificate.JPG"

[[materials]]
slot = "mandate"
file = "materials/mandate.pdf"

[[materials]]
slot = "undertaking"
file = "materials/lost.pdf"

[[materials]]
slot = "other"
topic = "processing-rules"
file = "materials/rules.pdf"
"#;

fn gym() -> Packet {
    Packet::parse(&format!("{}{MATERIALS}", include_str!("gym.toml"))).unwrap()
}

fn kit_of(packet: &Packet) -> Kit {
    kit(packet, Law::embedded(), date(2026, 11, 24), |file| !file.contains("lost")).unwrap()
}

/// The gym's kit, made once for all tests.
fn gym_kit() -> &'static Kit {
    static KIT: OnceLock<Kit> = OnceLock::new();
    KIT.get_or_init(|| kit_of(&gym()))
}

fn made<'a>(kit: &'a Kit, name: &str) -> &'a [u8] {
    let file = kit.files.iter().find(|it| it.name == name).unwrap_or_else(|| panic!("no {name}"));
    let Content::Made(bytes) = &file.content else { panic!("{name} is not made") };
    bytes
}

#[test]
fn the_files_are_named_and_ordered() {
    let kit = gym_kit();
    let names: Vec<_> = kit.files.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "00-填报对照表.pdf",
            "00-填报对照表.html",
            "01-个人信息处理者基本情况表.pdf",
            "01-个人信息处理者基本情况表.docx",
            "02-人脸识别技术应用情况备案表.pdf",
            "02-人脸识别技术应用情况备案表.docx",
            "03-个人信息保护影响评估报告.pdf",
            "03-个人信息保护影响评估报告.docx",
            "04-统一社会信用代码证件.jpg",
            "07-经办人授权委托书.pdf",
            "08-承诺书（待签字盖章）.pdf",
            "08-承诺书（待签字盖章）.docx",
            "09-其他相关材料-1-处理规则.pdf",
        ]
    );
    assert_eq!(kit.files[9].content, Content::Material("materials/mandate.pdf".to_owned()));
}

#[test]
fn what_is_missing_is_said_with_what_to_do() {
    let kit = gym_kit();
    let missing: Vec<_> = kit.missing.iter().map(|it| (it.slot, it.message.zh.as_str())).collect();
    assert_eq!(
        missing,
        [
            (Slot::LegalRepresentativeId, "法定代表人或者负责人身份证件：缺扫描件"),
            (Slot::AgentId, "经办人身份证件：缺扫描件"),
            (Slot::Undertaking, "材料包里写了「materials/lost.pdf」，文件不在；请放进材料包，或者改 packet.toml"),
            (Slot::Undertaking, "承诺书：已按填写内容排印；请打印、签字、加盖公章后扫描，替换交接包里的待签字盖章件"),
        ]
    );
}

#[test]
fn the_notes_come_from_the_law_folder_and_name_the_office() {
    let kit = gym_kit();
    let all: String = kit.notes.iter().map(|it| format!("{} {} [{}]\n", it.title.zh, it.text.zh, it.source)).collect();
    assert!(all.contains("https://grxxbh.cacdtsc.cn"), "{all}");
    assert!(all.contains("0531-51771297"), "{all}");
    assert!(all.contains("官方字段表没有公开") && all.contains("[infer/template-v0 · INFER]"), "{all}");
}

#[test]
fn every_answer_of_the_two_forms_can_be_copied() {
    let packet = gym();
    let sections = copy_sheet(&packet, Law::embedded()).unwrap();
    let find = |title: &str, label: &str| {
        let section = sections.iter().find(|it| it.title() == title).unwrap_or_else(|| panic!("no {title}"));
        section.fields.iter().find(|it| it.label == label).unwrap().value.clone()
    };
    assert_eq!(find("个人信息处理者基本情况表 · 单位", "名称"), "临沂青穗智联科技有限公司");
    assert_eq!(find("场景一：门店入口会员通行核验 · 应用场景", "方式"), "一对一验证");
    assert_eq!(find("场景一：门店入口会员通行核验 · 应用场景", "开始使用日期"), "2026年8月1日");
    assert_eq!(
        find("个人信息处理者基本情况表 · 系统与集团", "等级保护系统"),
        "系统：青穗门店会员与通行平台；级别：3；备案号：37130024001-00001"
    );

    let kit = gym_kit();
    let html = std::str::from_utf8(made(kit, "00-填报对照表.html")).unwrap();
    for field in sections.iter().flat_map(|it| &it.fields) {
        assert!(html.contains(&format!("<dt>{}</dt><dd>{}</dd>", field.label, field.value)), "{}", field.label);
    }
    assert!(html.contains("<dd>2026年8月1日</dd><dd>2026-08-01</dd>"), "a day also as a web page takes it");
    assert!(!html.contains("src=") && !html.contains("<link") && !html.contains("@import"), "nothing is fetched from elsewhere");
    let places = html.split("href=\"").skip(1).map(|it| it.split('"').next().unwrap());
    for place in places {
        let known = place.strip_prefix('#').map_or(place == "https://grxxbh.cacdtsc.cn", |id| html.contains(&format!("id={id}>")));
        assert!(known, "{place}");
    }
    assert!(made(kit, "00-填报对照表.pdf").starts_with(b"%PDF-"));
}

#[test]
fn typed_markup_stays_text() {
    let packet = Packet::parse(&include_str!("gym.toml").replace("法务与合规部\"", "<script>alert(1)</script>\"")).unwrap();
    let kit = kit_of(&packet);
    let html = std::str::from_utf8(made(&kit, "00-填报对照表.html")).unwrap();
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(html.matches("<script>").count(), 1, "ours alone");
}

#[test]
fn a_name_that_looks_like_a_place_to_fill_stays_a_name() {
    let kit =
        kit_of(&Packet::parse(&include_str!("gym.toml").replacen("临沂青穗智联科技有限公司", "{main}{contents}有限公司", 1)).unwrap());
    let html = std::str::from_utf8(made(&kit, "00-填报对照表.html")).unwrap();
    assert!(html.contains("&#123;main}&#123;contents}有限公司"));
    assert_eq!(html.matches("<main>").count(), 1);
    assert_eq!(html.matches("id=files").count(), 1);
}

#[test]
fn the_last_day_is_counted_from_the_answers() {
    let kit = gym_kit();
    let last_day = kit.notes.first().unwrap();
    assert_eq!(last_day.title.zh, "最晚哪天");
    assert!(last_day.source.contains("RULE"), "{last_day:?}");
}

#[test]
fn a_change_asks_only_for_what_changed() {
    let text = include_str!("gym.toml").replace("kind   = \"first\"", "kind   = \"change\"\nfiling = \"鲁备 2026-001\"");
    let kit = kit_of(&Packet::parse(&text).unwrap());
    let certificate = kit.missing.iter().find(|it| it.slot == Slot::UsccCertificate).unwrap();
    assert_eq!(certificate.message.zh, "统一社会信用代码证件：有变化的才需要");
    assert!(!kit.missing.iter().any(|it| it.slot == Slot::Undertaking), "asked for only if there is one");
}
