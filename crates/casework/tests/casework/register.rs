//! What the public may see, and how long a window lasts.

use std::fmt::Write;

use casework::filing_number::FilingNumber;
use casework::publicity::{self, Length, Publicity, Window};
use casework::register::{Filing, FilingStatus, PublicField, line};
use jiff::civil::{Date, date};
use law::{Law, Standing};
use serde_json::Value;

use crate::overlay::scene;
use crate::printed::compare;

fn filing() -> Filing {
    Filing {
        number: FilingNumber::from_elsewhere("FF370000202600001").unwrap(),
        province: "370000".to_owned(),
        filed_on: date(2026, 11, 28),
        status: FilingStatus::InForce,
        status_on: date(2026, 11, 28),
    }
}

/// Every answer is made unmistakable; of all of them only the handler's name and code and the uses' names, modes and purposes appear.
#[test]
fn only_the_fields_of_the_list_reach_the_public() {
    let mut packet = scene("").unwrap().packet;
    let mut n = 0;
    mark(&mut packet.chosen, &mut n);
    packet.answers = casework::packet::Answers::read(&packet.chosen).0;
    let shown = serde_json::to_string(&line(&filing(), &packet, &PublicField::ALL, Law::embedded())).unwrap();
    let mut allowed: Vec<String> = ["handler.name", "handler.uscc"].iter().map(|it| packet.answer(it).unwrap().to_string()).collect();
    for id in 1..=packet.answers.uses.len() {
        allowed.extend(["name", "purpose"].map(|it| packet.answer(&format!("uses.{id}.{it}")).unwrap().to_string()));
    }
    let seen: Vec<String> = (0..n).map(|i| format!("canary-{i}-")).filter(|it| shown.contains(it.as_str())).collect();
    assert!(n > 100, "the packet is marked");
    assert_eq!(seen.len(), allowed.len());
    assert!(seen.iter().all(|it| allowed.iter().any(|has| has.contains(it.as_str()))), "{seen:?}");
}

fn mark(value: &mut Value, n: &mut usize) {
    match value {
        Value::Object(fields) => fields.iter_mut().for_each(|(_, it)| mark(it, n)),
        Value::Array(items) => items.iter_mut().for_each(|it| mark(it, n)),
        Value::String(text) => {
            *text = format!("canary-{n}-");
            *n += 1;
        }
        _ => {}
    }
}

#[test]
fn a_line_has_what_the_operator_chose_and_nothing_else() {
    let (packet, law) = (scene("").unwrap().packet, Law::embedded());
    let plain = line(&filing(), &packet, PublicField::DEFAULT, law);
    assert_eq!(plain.get(PublicField::Handler).unwrap(), ["临沂青穗智联科技有限公司"]);
    assert_eq!(plain.get(PublicField::Status).unwrap(), ["有效"]);
    assert_eq!(plain.get(PublicField::Uses), None);
    assert_eq!(line(&filing(), &packet, &[], law).fields().count(), 0);
    let uses = line(&filing(), &packet, &[PublicField::Uses], law);
    assert_eq!(uses.get(PublicField::Uses).unwrap()[0], "园区员工通行｜1:1｜核验持卡员工本人通行园区大堂闸机");
}

#[test]
fn a_window_leaves_out_its_first_day_and_includes_its_last() {
    let ends = |from: Date, length| Window::from(from, length, Law::embedded()).ends_on;
    assert_eq!(ends(date(2026, 9, 24), Length::Days(7)), Some(date(2026, 10, 1)));
    assert_eq!(ends(date(2026, 9, 24), Length::WorkingDays(7)), Some(date(2026, 10, 12)), "two holidays, one make-up Saturday");
    let open = Window::from(date(2026, 12, 20), Length::WorkingDays(7), Law::embedded());
    assert_eq!(open.ends_on, None, "next year's calendar is missing");
    assert!(!open.is_over(date(2030, 1, 1)) && open.note.zh.contains("导入前不算期满"));
    let window = Window::from(date(2026, 9, 24), Length::Days(7), Law::embedded());
    assert!(!window.is_over(date(2026, 10, 1)) && window.is_over(date(2026, 10, 2)));
}

#[test]
fn publicity_is_the_operators_and_seven_days_are_a_claim() {
    assert_eq!(Publicity::default(), Publicity::Off);
    assert!(Publicity::Window(Length::Days(0)).checked().is_err());
    assert!(Publicity::Window(Length::WorkingDays(367)).checked().is_err());
    assert!(Publicity::Window(Length::Days(7)).checked().is_ok());
    let standing = |it| Law::embedded().basis(&it).unwrap().standing;
    assert_eq!([standing(publicity::CITE), standing(publicity::CLAIMED)], [Standing::House, Standing::Claim]);
}

#[test]
fn the_public_fields_are_printed_from_the_code() {
    let mut page = "# 公开登记簿 The public register\n\nPrinted from the code; `UPDATE_EXPECT=1 cargo test -p casework` rewrites it. No source provides for a public register or for publicity: both are the operator's choice (HOUSE · house/publicity).\nNothing of a filing beside these fields can reach the public; the operator may publish fewer.\n\n| 字段 field | 默认公开 by default |\n|---|---|\n".to_owned();
    for field in PublicField::ALL {
        let shown = if PublicField::DEFAULT.contains(&field) { "是 yes" } else { "否 no" };
        writeln!(page, "| {} {} | {shown} |", field.name().zh, field.name().en).unwrap();
    }
    compare("docs/register.md", &page);
}
