use casework::words::Slot::AgentId;

use super::{scan, scan_again, scan_once, typed};

#[test]
fn front_and_back() {
    scan(
        AgentId,
        "
        姓名 宋知远
        性别 男  民族 汉
        出生 1991 年 9 月 23 日
        住址 山东省临沂市兰山区柳青街道
             青穗路7号
        公民身份号码  371302199109230024
        ---
        中华人民共和国
        居民身份证
        签发机关  临沂市公安局兰山分局
        有效期限  2018.05.04-2038.05.04
    ",
        "
        name: 宋知远 (two-readings)
        number: 371302199109230024 (check-digit)
        valid_until: 2038-05-04 (two-readings)
    ",
    );
}

#[test]
fn the_validity_is_found_without_its_label_and_without_dots() {
    scan(
        AgentId,
        "
        姓名 宋知远
        37130219880412400X
        20180504-20380504
    ",
        "
        name: 宋知远 (two-readings)
        number: 37130219880412400X (check-digit)
        valid_until: 2038-05-04 (two-readings)
    ",
    );
}

#[test]
fn valid_for_ever() {
    scan(
        AgentId,
        "
        姓名 宋知远
        公民身份号码  371302199109230024
        有效期限  2018.05.04-长期
    ",
        "
        name: 宋知远 (two-readings)
        number: 371302199109230024 (check-digit)
        valid_until: 长期 (two-readings)
    ",
    );
}

#[test]
fn a_number_that_fails_its_check_digit_and_reads_so_twice_is_what_it_says() {
    scan(
        AgentId,
        "
        姓名 宋知远
        公民身份号码  371302199109230029
    ",
        "
        name: 宋知远 (two-readings)
        number: 371302199109230029 (two-readings)
    ",
    );
}

#[test]
fn a_number_that_holds_the_second_time_is_read() {
    scan_again(
        AgentId,
        "
        姓名 宋知远
        公民身份号码  371302199109230029
    ",
        &[("230029", "230024")],
        "
        name: 宋知远 (two-readings)
        number: 371302199109230024 (check-digit)
    ",
    );
}

#[test]
fn a_small_x_and_a_letter_for_a_digit_are_what_they_look_like() {
    scan_once(
        AgentId,
        "
        姓名 宋知远
        公民身份号码  37I3O219880412400x
    ",
        "
        name: 宋知远 (one-reading)
        number: 37130219880412400X (check-digit)
    ",
    );
}

#[test]
fn a_typed_number_is_what_it_says_right_or_wrong() {
    typed(
        AgentId,
        "
        姓名：宋知远
        公民身份号码：371302199109230029
    ",
        "
        name: 宋知远 (typed)
        number: 371302199109230029 (typed)
    ",
    );
}

#[test]
fn two_dates_the_wrong_way_round_are_no_validity() {
    scan(
        AgentId,
        "
        姓名 宋知远
        公民身份号码  371302199109230024
        有效期限  2038.05.04-2018.05.04
    ",
        "
        name: 宋知远 (two-readings)
        number: 371302199109230024 (check-digit)
        valid_until: ? 写的是「2038.05.04-2018.05.04」，无法识别为这一项的内容
    ",
    );
}

#[test]
fn a_number_that_fails_its_check_digit_and_was_read_once_is_told_masked() {
    scan_once(
        AgentId,
        "
        姓名 宋知远
        公民身份号码  371302199109230029
    ",
        "
        name: 宋知远 (one-reading)
        number: ? 读出的「371302**********29」校验位不符，可能有误读
    ",
    );
}

#[test]
fn the_cards_of_two_people_on_pages_behind_one_another() {
    scan(
        AgentId,
        "
        姓名 林穗和
        性别 男  民族 汉
        出生 1983 年 4 月 17 日
        住址 山东省临沂市兰山区青穗路18号
        公民身份号码  371302198304170013
        ---
        中华人民共和国
        居民身份证
        签发机关  临沂市公安局兰山分局
        有效期限  2016.02.01-2036.02.01
        ---
        姓名 宋知远
        性别 女  民族 汉
        出生 1991 年 9 月 23 日
        住址 山东省临沂市兰山区柳青街道青穗路7号
        公民身份号码  371302199109230024
        中华人民共和国
        居民身份证
        签发机关  临沂市公安局兰山分局
        有效期限  2018.05.04-2038.05.04
    ",
        "
        name: 林穗和 (two-readings)
        number: 371302198304170013 (two-readings)
        valid_until: 2036-02-01 (two-readings)
        beside.1.name: 宋知远 (two-readings)
        beside.1.number: 371302199109230024 (check-digit)
        beside.1.valid_until: 2038-05-04 (two-readings)
    ",
    );
}

#[test]
fn the_cards_of_two_people_on_one_page_are_nobodys() {
    scan(
        AgentId,
        "
        姓名 林穗和
        公民身份号码  371302198304170013
        姓名 宋知远
        公民身份号码  371302199109230024
    ",
        "
        name: ? 几个人的证件放在了一起，分不清哪一项是谁的
        number: ? 几个人的证件放在了一起，分不清哪一项是谁的
        valid_until: ? 几个人的证件放在了一起，分不清哪一项是谁的
    ",
    );
}

#[test]
fn a_passport_has_its_own_number_and_date() {
    scan(
        AgentId,
        "
        中华人民共和国  护照  PASSPORT
        类型/Type  国家码/Country Code  护照号/PassportNo
        P          CHN                  EJ1234567
        姓名/Name
        宋知远
        国籍/Nationality 中国/CHINESE
        出生地点/Place of birth 山东/SHANDONG
        签发日期/Date of issue  04 5月/MAY 2018
        有效期至/Date of expiry 03 5月/MAY 2028
    ",
        "
        name: 宋知远 (two-readings)
        number: EJ1234567 (two-readings)
        valid_until: 2028-05-03 (two-readings)
    ",
    );
}

#[test]
fn a_travel_permit_has_no_check_digit_to_hold() {
    scan(
        AgentId,
        "
        港澳居民来往内地通行证
        姓名  陈知远
        出生日期  1991.09.23  性别 男
        有效期限  2019.03.01-2029.02.28
        签发机关  公安部出入境管理局
        证件号码  H01234567
    ",
        "
        name: 陈知远 (two-readings)
        number: H01234567 (two-readings)
        valid_until: 2029-02-28 (two-readings)
    ",
    );
}

#[test]
fn a_name_whose_label_was_lost_stands_above_the_sex_and_is_never_firm() {
    scan(
        AgentId,
        "
        址石   宋知远
        性别 男  民族 汉
        公民身份号码  371302199109230024
    ",
        "
        name: 宋知远 (faint-readings)
        number: 371302199109230024 (check-digit)
    ",
    );
}

#[test]
fn a_name_whose_label_and_the_sex_were_lost_is_a_surname_near_the_head_and_one_reading() {
    let expected = "
        name: 宋知远 (one-reading)
        number: 371302199109230024 (check-digit)
    ";
    let no_sex = "
        宋知远
        性刚 男  民蔗 汉
        出生 1991 年 9 月 23 日
        公民身份号码  371302199109230024
    ";
    let on_one_line = "
        宋知远    性别 男  民族 汉
        公民身份号码  371302199109230024
    ";
    scan(AgentId, no_sex, expected);
    scan(AgentId, on_one_line, expected);
}

#[test]
fn a_cell_near_the_head_that_begins_with_no_surname_is_no_name() {
    scan(
        AgentId,
        "
        去旦旦
        签发机关
        出生 1991 年 9 月 23 日
        公民身份号码  371302199109230024
    ",
        "
        name: ? 没有认出「姓名」一栏
        number: 371302199109230024 (check-digit)
    ",
    );
}
