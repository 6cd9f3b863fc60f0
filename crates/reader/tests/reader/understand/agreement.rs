use casework::facts::Content;
use casework::words::Slot::{AgentId, Other, Undertaking, UsccCertificate};
use reader::text::{NoSecondLook, Source};
use reader::understand;

use super::{pages, scan, scan_again, scan_once, scan_thrice, typed};
use crate::expect::expect;

const NAME: &str = "承诺单位：临沂青穗智联科技有限公司";
const FAINT: &str = "承诺单位： 临沂青穗@0.66 智联科技有限公司";
const UNSURE: &str = "承诺单位： 临沂青穗智联科技有限公司@0.55";

#[test]
fn typed_text_is_what_it_says() {
    typed(Undertaking, NAME, "principal: 临沂青穗智联科技有限公司 (typed)");
}

#[test]
fn two_readings_agree() {
    scan(Undertaking, NAME, "principal: 临沂青穗智联科技有限公司 (two-readings)");
}

#[test]
fn they_agree_where_one_character_is_faint() {
    scan(Undertaking, FAINT, "principal: 临沂青穗智联科技有限公司 (faint-readings)");
}

#[test]
fn they_differ() {
    scan_again(Undertaking, NAME, &[("智联", "智朕")], "principal: 临沂青穗智联科技有限公司 or 临沂青穗智朕科技有限公司 (one-reading)");
}

#[test]
fn they_differ_and_the_second_is_the_better_one() {
    scan_again(Undertaking, UNSURE, &[("智联", "智朕")], "principal: 临沂青穗智朕科技有限公司 or 临沂青穗智联科技有限公司 (one-reading)");
}

#[test]
fn they_differ_and_a_third_reading_agrees_with_one_of_them() {
    let second = [("智联", "智朕")];
    scan_thrice(Undertaking, NAME, &second, &[], "principal: 临沂青穗智联科技有限公司 (faint-readings)");
    scan_thrice(Undertaking, NAME, &second, &second, "principal: 临沂青穗智朕科技有限公司 (faint-readings)");
    let other = [("青穗", "青惠")];
    scan_thrice(Undertaking, NAME, &second, &other, "principal: 临沂青穗智联科技有限公司 or 临沂青穗智朕科技有限公司 (one-reading)");
}

#[test]
fn read_once_and_sure() {
    scan_once(Undertaking, NAME, "principal: 临沂青穗智联科技有限公司 (one-reading)");
}

#[test]
fn read_once_and_not_sure() {
    scan_once(Undertaking, UNSURE, "principal: ? 字迹不清，只能读出「临沂青穗智联科技有限公司」");
}

#[test]
fn a_code_by_its_check_character_though_read_once() {
    scan_once(
        UsccCertificate,
        "统一社会信用代码  91371300MA7QHXL0XD",
        "
        name: ? 没有认出「名称」一栏
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: ? 没有认出「法定代表人」一栏
    ",
    );
}

#[test]
fn a_code_that_fails_and_can_stand_for_several_is_not_read() {
    scan_once(
        UsccCertificate,
        "统一社会信用代码  91371800MA7QHXL0XD",
        "
        name: ? 没有认出「名称」一栏
        uscc: ? 读出的「91371800MA7QHXL0XD」校验位不符，可能有误读
        representative: ? 没有认出「法定代表人」一栏
    ",
    );
}

#[test]
fn a_code_that_holds_at_once_is_not_looked_at_again() {
    scan_again(
        UsccCertificate,
        "统一社会信用代码  91371300MA7QHXL0XD",
        &[("91371300MA7QHXL0XD", "91371300MA7QHXL343")],
        "
        name: ? 没有认出「名称」一栏
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: ? 没有认出「法定代表人」一栏
    ",
    );
}

#[test]
fn a_date_is_read_twice_too() {
    scan_again(
        AgentId,
        "有效期限  2018.05.04-2038.05.04",
        &[("2038", "2033")],
        "
        name: ? 没有认出「姓名」一栏
        number: ? 没有认出「公民身份号码」一栏
        valid_until: 2038-05-04 or 2033-05-04 (one-reading)
    ",
    );
}

#[test]
fn of_other_material_nothing_is_asked() {
    typed(Other, NAME, "nothing is asked");
}

#[test]
fn a_code_with_one_character_read_twice_is_mended_and_not_firm() {
    scan_once(
        UsccCertificate,
        "统一社会信用代码  91371300MA7QHXXL0XD",
        "
        name: ? 没有认出「名称」一栏
        uscc: 91371300MA7QHXL0XD (one-reading)
        representative: ? 没有认出「法定代表人」一栏
    ",
    );
}

#[test]
fn a_fact_says_where_it_stands() {
    let content = understand(Undertaking, &pages(&format!("承诺书\n---\n{NAME}"), Source::Ocr), &[], &mut NoSecondLook);
    let Content::Undertaking(facts) = content else { panic!("an undertaking") };
    let place = facts.principal.place().expect("a place");
    let [x, y, w, h] = place.area.expect("an area").map(|it| (it * 1000.0).round() as u32);
    expect(&format!("page {}, {x} {y} {w} {h}", place.page), "page 2, 200 50 240 14");
}
