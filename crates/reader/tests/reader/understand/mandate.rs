use casework::words::Slot::Mandate;

use super::{scan, scan_again, typed};

#[test]
fn labelled() {
    scan(
        Mandate,
        "
                          授权委托书
        委托单位：临沂青穗智联科技有限公司
        统一社会信用代码：91371300MA7QHXL0XD
        受托人：宋知远
        身份证号码：371302199109230024
        委托事项：办理人脸识别技术应用备案
        授权范围：提交、补正和领取材料
        委托期限：自2026年11月1日至2027年11月15日
                          委托单位（盖章）：临沂青穗智联科技有限公司
                          日期：2026年11月1日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        principal_uscc: 91371300MA7QHXL0XD (check-digit)
        agent: 宋知远 (two-readings)
        agent_number: 371302199109230024 (check-digit)
        scope: 办理人脸识别技术应用备案；提交、补正和领取材料 (two-readings)
        powers.submit: 提交 (two-readings)
        powers.supplement: 补正 (two-readings)
        powers.receive: 领取 (two-readings)
        term_from: 2026-11-01 (two-readings)
        term_to: 2027-11-15 (two-readings)
        signed_on: 2026-11-01 (two-readings)
    ",
    );
}

#[test]
fn in_prose() {
    scan(
        Mandate,
        "
                          授权委托书
            我单位临沂青穗智联科技有限公司兹委托宋知远（身份证号：371302199109230024）为
        我单位经办人，办理人脸识别技术应用备案事宜，委托期限自2026年11月1日起至2027年11
        月15日止。
                          临沂青穗智联科技有限公司
                          2026年11月1日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        agent: 宋知远 (two-readings)
        agent_number: 371302199109230024 (check-digit)
        scope: 办理人脸识别技术应用备案事宜 (two-readings)
        term_from: 2026-11-01 (two-readings)
        term_to: 2027-11-15 (two-readings)
        signed_on: 2026-11-01 (two-readings)
    ",
    );
}

#[test]
fn a_label_with_a_bracket_is_never_the_person_however_the_bracket_reads() {
    for bracket in ["（经办人", "“经办人", "〈经办人", "(经办人", "（本人", "“本人"] {
        let drawn = "
            委托人（全称）：临沂青穗智联科技有限公司
            受托人（经办人）：宋知远
            身份证号码：371302199109230024
        ";
        scan(
            Mandate,
            &drawn.replace("（经办人", bracket),
            "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        agent: 宋知远 (two-readings)
        agent_number: 371302199109230024 (check-digit)
    ",
        );
    }
}

#[test]
fn a_term_in_a_sentence_is_no_person() {
    typed(
        Mandate,
        "
        个人信息处理者名称：临沂青穗智联科技有限公司
        授权期限为自2026年11月1日至2027年11月15日。
        授权范围为全部手续。
        特委托宋知远代表我单位办理人脸识别技术应用备案事宜。
    ",
        "
        principal: 临沂青穗智联科技有限公司 (typed)
        agent: 宋知远 (typed)
        scope: 代表我单位办理人脸识别技术应用备案事宜 (typed)
        term_from: 2026-11-01 (typed)
        term_to: 2027-11-15 (typed)
    ",
    );
}

#[test]
fn a_label_without_a_value_is_nobody() {
    typed(
        Mandate,
        "
        委托人：临沂青穗智联科技有限公司
        受托人：
        经办人：
        委托期限：
    ",
        "principal: 临沂青穗智联科技有限公司 (typed)",
    );
}

#[test]
fn a_term_that_only_ends() {
    for term in ["至2026年12月31日止", "至2026年12月31日", "2026年12月31日止"] {
        let drawn = "
            委托人：临沂青穗智联科技有限公司
            受托人：宋知远
            委托期限：TERM
        ";
        typed(
            Mandate,
            &drawn.replace("TERM", term),
            "
        principal: 临沂青穗智联科技有限公司 (typed)
        agent: 宋知远 (typed)
        term_to: 2026-12-31 (typed)
    ",
        );
    }
}

#[test]
fn a_term_in_chinese_numerals() {
    typed(
        Mandate,
        "
        委托人：临沂青穗智联科技有限公司
        受托人：宋知远
        有效期：自二〇二六年十一月一日起至二〇二七年十一月十五日止
                          二〇二六年十月二十九日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (typed)
        agent: 宋知远 (typed)
        term_from: 2026-11-01 (typed)
        term_to: 2027-11-15 (typed)
        signed_on: 2026-10-29 (typed)
    ",
    );
}

#[test]
fn a_term_from_a_day_on_has_no_end_that_was_read() {
    typed(
        Mandate,
        "
        委托人：临沂青穗智联科技有限公司
        受托人：宋知远
        委托期限：自2026年11月1日起
    ",
        "
        principal: 临沂青穗智联科技有限公司 (typed)
        agent: 宋知远 (typed)
        term_from: 2026-11-01 (typed)
        term_to: ? 写的是「自2026年11月1日起」，无法识别为这一项的内容
    ",
    );
}

#[test]
fn the_matter_is_one_reading_where_two_tell_it_in_other_characters() {
    scan_again(
        Mandate,
        "
        委托人：临沂青穗智联科技有限公司
        受托人：宋知远
        委托事项：办理人脸识别技术应用备案
    ",
        &[("备案", "各案")],
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        agent: 宋知远 (two-readings)
        scope: 办理人脸识别技术应用备案 (one-reading)
    ",
    );
}

#[test]
fn a_year_is_counted_from_the_day_of_signing() {
    scan(
        Mandate,
        "
                          授权委托书
        委托人：临沂青穗智联科技有限公司
        受托人：宋知远
        委托期限：一年，自签署之日起计算。
                          委托人（盖章）：临沂青穗智联科技有限公司
                          日期：二〇二六年十一月五日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        agent: 宋知远 (two-readings)
        term_from: 2026-11-05 (two-readings)
        term_to: 2027-11-04 (two-readings)
        signed_on: 2026-11-05 (two-readings)
    ",
    );
}

#[test]
fn a_time_from_a_day_on() {
    for (term, last) in [
        ("自2026年11月1日起六个月", "2027-04-30"),
        ("自2026年11月1日起，有效期一年", "2027-10-31"),
        ("自2026年11月1日起30日", "2026-11-30"),
    ] {
        let drawn = "
            委托人：临沂青穗智联科技有限公司
            委托期限：TERM
        ";
        let expected = "
        principal: 临沂青穗智联科技有限公司 (typed)
        term_from: 2026-11-01 (typed)
        term_to: LAST (typed)
    ";
        typed(Mandate, &drawn.replace("TERM", term), &expected.replace("LAST", last));
    }
}

#[test]
fn until_the_matter_is_done_has_no_last_day() {
    typed(
        Mandate,
        "
        委托人：临沂青穗智联科技有限公司
        受托人：宋知远
        授权期限：自签署之日起至备案事项办结之日止
                          2026年11月5日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (typed)
        agent: 宋知远 (typed)
        term_from: 2026-11-05 (typed)
        term_to: 长期 (typed)
        signed_on: 2026-11-05 (typed)
    ",
    );
}

#[test]
fn what_the_agent_may_do_over_several_sentences() {
    typed(
        Mandate,
        "
                          法人授权委托书
            本公司临沂青穗智联科技有限公司（统一社会信用代码：91371300MA7QHXL0XD），现授权宋知远
        （身份证号码：371302199109230024）为本公司代理人。代理人有权代为办理人脸识别技术应用备
        案的填报、提交。代理人负责办理备案材料的补正，并签收有关文书。受托人在权限内办理的事项，我
        单位均予承认。本授权书有效期：自2026年11月1日起至2027年10月31日止。
    ",
        "
        principal: 临沂青穗智联科技有限公司 (typed)
        principal_uscc: 91371300MA7QHXL0XD (typed)
        agent: 宋知远 (typed)
        agent_number: 371302199109230024 (typed)
        scope: 代为办理人脸识别技术应用备案的填报、提交；负责办理备案材料的补正，并签收有关文书 (typed)
        powers.submit: 提交 (typed)
        powers.supplement: 补正 (typed)
        powers.receive: 签收 (typed)
        term_from: 2026-11-01 (typed)
        term_to: 2027-10-31 (typed)
    ",
    );
}

#[test]
fn powers_beside_a_label_and_the_matter_in_a_sentence() {
    scan(
        Mandate,
        "
                          授权委托书
            我单位临沂青穗智联科技有限公司兹委托宋知远（身份证号码：371302199109230024）为我单
        位经办人，负责办理人脸识别技术应用备案事宜。
            授权范围：提交备案材料，签收文书。
    ",
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        agent: 宋知远 (two-readings)
        agent_number: 371302199109230024 (check-digit)
        scope: 负责办理人脸识别技术应用备案事宜；提交备案材料，签收文书。 (two-readings)
        powers.submit: 提交 (two-readings)
        powers.receive: 签收 (two-readings)
    ",
    );
}

#[test]
fn a_term_from_signing_waits_for_the_day_of_signing_and_is_not_told_beside_it() {
    scan(
        Mandate,
        "
        委托人：临沂青穗智联科技有限公司
        受托人：宋知远
        委托期限：一年，自签署之日起计算。
                          日期：2026年13月45日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        agent: 宋知远 (two-readings)
        signed_on: ? 写的是「2026年13月45日」，无法识别为这一项的内容
    ",
    );
}

#[test]
fn a_year_that_lost_its_2_is_read_from_a_scan_and_never_firm() {
    for year in ["〇二六", "O〇二六", "〇〇二六", "0026"] {
        let drawn = "
            委托人：临沂青穗智联科技有限公司
            受托人：宋知远
            委托期限：一年，自签署之日起计算。
                              日期：YEAR年十一月五日
        ";
        let expected = "
            principal: 临沂青穗智联科技有限公司 (two-readings)
            agent: 宋知远 (two-readings)
            term_from: 2026-11-05 (one-reading)
            term_to: 2027-11-04 (one-reading)
            signed_on: 2026-11-05 (faint-readings)
        ";
        scan(Mandate, &drawn.replace("YEAR", year), expected);
    }
}

#[test]
fn a_year_that_one_look_reads_whole_needs_no_mending() {
    scan_again(
        Mandate,
        "
        委托人：临沂青穗智联科技有限公司
        受托人：宋知远
        委托期限：至〇二六年十二月三十一日止
                          日期：O〇二六年十一月五日
    ",
        &[("〇二六", "二〇二六"), ("O〇二六", "二〇二六")],
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        agent: 宋知远 (two-readings)
        term_to: 2026-12-31 (one-reading)
        signed_on: 2026-11-05 (one-reading)
    ",
    );
}

#[test]
fn a_typed_year_is_what_it_says() {
    typed(
        Mandate,
        "
        委托人：临沂青穗智联科技有限公司
        受托人：宋知远
        日期：〇〇二六年十一月五日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (typed)
        agent: 宋知远 (typed)
        signed_on: ? 写的是「〇〇二六年十一月五日」，无法识别为这一项的内容
    ",
    );
}

#[test]
fn a_year_read_as_a_dash_is_one_year() {
    scan(
        Mandate,
        "
        委托人：临沂青穗智联科技有限公司
        受托人：宋知远
        委托期限：-年，自签萤之日起计算。
                          日期：2026年11月5日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        agent: 宋知远 (two-readings)
        term_from: 2026-11-05 (two-readings)
        term_to: 2027-11-04 (two-readings)
        signed_on: 2026-11-05 (two-readings)
    ",
    );
}

#[test]
fn a_name_seal_beside_the_signature_moves_no_margin() {
    scan(
        Mandate,
        "
                          授权委托书
            我公司临沂青穗智联科技有限公司特委托宋知远为我公司经办人，代表本单位办理人脸识别技
        术应用备案（首次备案）的填报、提交和补正事宜，本授权为人脸识别备案专用。
                          委托单位（盖章）：临沂青穗智联科技有限公司                                        穗林
                          法定代表人（签字）：林穗和                                                        之和
                          日期：2026年11月5日
    ",
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        agent: 宋知远 (two-readings)
        scope: 代表本单位办理人脸识别技术应用备案（首次备案）的填报、提交和补正事宜，本授权为人… (two-readings)
        powers.submit: 提交 (two-readings)
        powers.supplement: 补正 (two-readings)
        signed_on: 2026-11-05 (two-readings)
    ",
    );
}

#[test]
fn an_eleven_that_ends_in_a_bracket_is_an_eleven() {
    scan_again(
        Mandate,
        "
        委托人：临沂青穗智联科技有限公司
        受托人：宋知远
        委托期限：自2026年1)月22日起至2027年11)月21日止
        日期：2026年1)月22日
    ",
        &[("1)", "11"), ("111", "11")],
        "
        principal: 临沂青穗智联科技有限公司 (two-readings)
        agent: 宋知远 (two-readings)
        term_from: 2026-11-22 (two-readings)
        term_to: 2027-11-21 (two-readings)
        signed_on: 2026-11-22 (two-readings)
    ",
    );
}

#[test]
fn the_rest_of_a_name_is_no_name_and_labels_and_codes_at_its_ends_are_none_of_it() {
    let of = |line: &str| format!("委托人：{line}\n受托人：宋知远\n");
    let is = |name: &str| format!("principal: {name} (two-readings)\nagent: 宋知远 (two-readings)\n");
    scan(Mandate, &of("青穗智联（临沂）科技有限公司〈统一"), &is("青穗智联（临沂）科技有限公司"));
    scan(Mandate, &of("盖章）：青穗智联科技有限公司"), &is("青穗智联科技有限公司"));
    let rest = "principal: ? 写的是「临沂）科技有限公司」，无法识别为这一项的内容\nagent: 宋知远 (two-readings)\n";
    scan(Mandate, &of("临沂）科技有限公司"), rest);
}
