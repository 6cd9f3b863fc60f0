//! The typesetter behind its door.

use jiff::civil::date;
use press::engine::{FieldName, PressError, Standard, missing_glyphs, pages_as_images, set, texts_of};
use serde_json::json;

const NOTE: &str = r#"
#let it = json("data.json")
#set document(title: it.title)
#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), lang: "zh", region: "cn")
= #it.title
#it.body
"#;

#[test]
fn a_note_is_set_and_seen() {
    let on = date(2026, 11, 24);
    let data = json!({"title": "说明", "body": "青穗智联 #panic(\"typed text is never source\")"});
    let started = std::time::Instant::now();
    let pdf = set(NOTE, &data, on, Standard::Readable).unwrap();
    println!("first note: {:?}, {} bytes", started.elapsed(), pdf.len());
    let started = std::time::Instant::now();
    assert_eq!(set(NOTE, &data, on, Standard::Readable).unwrap(), pdf, "the same on the same day");
    println!("second note: {:?}", started.elapsed());

    let pages = pages_as_images(&pdf, 72.0).unwrap();
    let [page] = pages.as_slice() else { panic!("{} pages", pages.len()) };
    assert_eq!(page.dimensions(), (595, 841), "A4 in points, less its fraction");
    let dark = page.pixels().filter(|it| it.0[0] < 128).count();
    assert!((100..20_000).contains(&dark), "{dark} dark dots: text, and mostly paper");
}

#[test]
fn a_template_reads_its_data_and_nothing_else() {
    let refused = |template| set(template, &json!({}), date(2026, 11, 24), Standard::Lasting).unwrap_err().to_string();
    assert!(refused("#read(\"/etc/passwd\")").contains("not found"));
    assert!(refused("#import \"@preview/cetz:0.3.1\": canvas").contains("not found"));
    assert!(refused("#datetime.today()").contains("unable to get the current date"));
}

#[test]
fn a_character_no_font_draws_is_named_on_its_field() {
    // Yezidi letters and a language tag: nothing a Chinese font would hold.
    let data =
        json!({"title": "说明", "answers": {"uses": [{"id": "lobby-gate", "purpose": "员工通行\u{10E80}验证"}, {"purpose": "\u{0007}"}]}});
    let refused = set(NOTE, &data, date(2026, 11, 24), Standard::Readable).unwrap_err();
    let PressError::GlyphsMissing(missing) = &refused else { panic!("{refused:?}") };
    let places: Vec<_> = missing.iter().map(|it| (it.field.at.as_str(), it.character)).collect();
    assert_eq!(places, [("answers.uses.lobby-gate.purpose", '\u{10E80}'), ("answers.uses.2.purpose", '\u{7}')]);
    assert!(missing[0].to_string().starts_with("answers.uses.lobby-gate.purpose 里的「\u{10E80}」（U+10E80）字体里没有"));
    assert!(missing[0].message().en.contains("FACEFILE_FONTS"));
    assert!(refused.message().zh.contains("看不见的控制字符（U+0007）"));
}

#[test]
fn what_turns_the_line_around_is_refused_and_never_shown() {
    let refused = set(NOTE, &json!({"title": "说明", "body": "青穗\u{202E}智联"}), date(2026, 11, 24), Standard::Readable).unwrap_err();
    let message = refused.message();
    assert!(message.zh.contains("body 里有看不见的控制字符（U+202E）"), "{}", message.zh);
    assert!(!message.zh.contains('\u{202E}') && !message.en.contains('\u{202E}'));
}

#[test]
fn rare_characters_of_names_are_there() {
    let names = json!({"name": "𠮷田䶮玥㛃堃喆龑\u{2CB4E}"});
    let named = texts_of(&names, "answers.handler").into_iter().map(|(at, text)| (FieldName { at, label: None }, text));
    assert_eq!(missing_glyphs(named).unwrap(), []);
}
