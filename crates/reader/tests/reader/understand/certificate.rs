use casework::words::Slot::UsccCertificate;

use super::{scan, scan_again, typed};

#[test]
fn labels_beside_their_values() {
    scan(
        UsccCertificate,
        "
                      营业执照
        统一社会信用代码  91371300MA7QHXL0XD

        名称            临沂青穗智联科技有限公司
        类型            有限责任公司
        法定代表人      林穗和
        注册资本        伍佰万元整
        成立日期        2019年03月12日
        营业期限        2019年03月12日至2039年03月11日
        住所            山东省临沂市兰山区青穗路18号
        登记机关        兰山区行政审批服务局
    ",
        "
        name: 临沂青穗智联科技有限公司 (two-readings)
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: 林穗和 (two-readings)
        address: 山东省临沂市兰山区青穗路18号 (two-readings)
        valid_until: 2039-03-11 (two-readings)
    ",
    );
}

#[test]
fn labels_above_their_values() {
    scan(
        UsccCertificate,
        "
        统一社会信用代码
        91371300MA7QHXL0XD

        名称                              法定代表人
        临沂青穗智联科技有限公司          林穗和

        住所                              营业期限
        临沂市兰山区青穗路18号            长期
    ",
        "
        name: 临沂青穗智联科技有限公司 (two-readings)
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: 林穗和 (two-readings)
        address: 临沂市兰山区青穗路18号 (two-readings)
        valid_until: 长期 (two-readings)
    ",
    );
}

#[test]
fn two_columns_and_an_address_over_two_lines() {
    scan(
        UsccCertificate,
        "
        统一社会信用代码  91371300MA7QHXL0XD
        名称      临沂青穗智联科技有限公司        注册资本  伍佰万元整
        类型      有限责任公司                    成立日期  2019年03月12日
        负责人    林穗和                          住所      山东省临沂市兰山区柳青街道
        经营范围  智能设备研发                              青穗路18号3号楼
        营业期限  2019年03月12日至长期
    ",
        "
        name: 临沂青穗智联科技有限公司 (two-readings)
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: 林穗和 (two-readings)
        address: 山东省临沂市兰山区柳青街道青穗路18号3号楼 (two-readings)
        valid_until: 长期 (two-readings)
    ",
    );
}

#[test]
fn the_term_of_an_institution_ends_on_its_last_day() {
    typed(
        UsccCertificate,
        "
        事业单位法人证书
        统一社会信用代码：91371300MA7QHXL343
        名称：临沂青穗中心
        法定代表人：林穗和
        有效期：自2024年01月15日至2029年01月14日
    ",
        "
        name: 临沂青穗中心 (typed)
        uscc: 91371300MA7QHXL343 (typed)
        representative: 林穗和 (typed)
        valid_until: 2029-01-14 (typed)
    ",
    );
}

#[test]
fn a_label_with_one_slip_is_still_that_label() {
    scan(
        UsccCertificate,
        "
        统一杜会信用代码  91371300MA7QHXL0XD
        名称            临沂青穗智联科技有限公司
        法定代麦人      林穗和
        营业期朗        2019年03月12日至2039年03月11日
    ",
        "
        name: 临沂青穗智联科技有限公司 (two-readings)
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: 林穗和 (two-readings)
        valid_until: 2039-03-11 (two-readings)
    ",
    );
}

#[test]
fn what_is_not_on_a_certificate_was_not_recognised_and_is_never_absent() {
    scan(
        UsccCertificate,
        "名称            临沂青穗智联科技有限公司",
        "
        name: 临沂青穗智联科技有限公司 (two-readings)
        uscc: ? 没有认出「统一社会信用代码」一栏
        representative: ? 没有认出「法定代表人」一栏
    ",
    );
}

#[test]
fn a_person_whose_name_reads_otherwise_is_told_with_both() {
    scan_again(
        UsccCertificate,
        "
        统一社会信用代码  91371300MA7QHXL0XD
        名称            临沂青穗智联科技有限公司
        法定代表人      林穗和
    ",
        &[("林穗和", "林穂和")],
        "
        name: 临沂青穗智联科技有限公司 (two-readings)
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: 林穗和 or 林穂和 (one-reading)
    ",
    );
}

#[test]
fn a_representative_is_one_line_and_an_address_may_be_two() {
    scan(
        UsccCertificate,
        "
        统一社会信用代码  91371300MA7QHXL0XD
        名称            临沂青穗智联科技有限公司
        住所            山东省临沂市兰山区柳青街道青穗路18号
                        青年创意园3号楼1805
                        室
        法定代表人      林穗和
                        身份信息已核验
        成立日期        2019年03月12日
    ",
        "
        name: 临沂青穗智联科技有限公司 (two-readings)
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: 林穗和 (two-readings)
        address: 山东省临沂市兰山区柳青街道青穗路18号青年创意园3号楼1805室 (two-readings)
    ",
    );
}

#[test]
fn a_standing_licence_with_labels_spread_over_their_column() {
    scan(
        UsccCertificate,
        "
                      营业执照
                      （副本）
                      统一社会信用代码 91371300MA7QHXL0XD
        名      称      临沂青穗智联科技有限公司
        类      型      有限责任公司
        住      所      山东省临沂市兰山区青穗路18号
        法 定 代 表 人  林穗和
        注 册 资 本     伍佰万元整
        成 立 日 期     2019年03月12日
        营 业 期 限     2019年03月12日至2039年03月11日
        经 营 范 围     智能设备研发
        登 记 机 关
    ",
        "
        name: 临沂青穗智联科技有限公司 (two-readings)
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: 林穗和 (two-readings)
        address: 山东省临沂市兰山区青穗路18号 (two-readings)
        valid_until: 2039-03-11 (two-readings)
    ",
    );
}

#[test]
fn a_partnership_a_branch_and_a_trader_name_their_heads_otherwise() {
    for (label, place) in [("执行事务合伙人", "主要经营场所"), ("负责人", "营业场所"), ("经营者", "经营场所"), ("投资人", "住所")]
    {
        let drawn = "
            营业执照
            统一社会信用代码  91371300MA7QHXL0XD
            名称            临沂青穗智联事务所
            HEAD      林穗和
            成立日期        2019年03月12日
            PLACE      临沂市兰山区青穗路18号
        ";
        let expected = "
        name: 临沂青穗智联事务所 (two-readings)
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: 林穗和 (two-readings)
        address: 临沂市兰山区青穗路18号 (two-readings)
    ";
        scan(UsccCertificate, &drawn.replace("HEAD", label).replace("PLACE", place), expected);
    }
}

#[test]
fn a_name_whose_label_was_lost_is_read_and_never_firm() {
    scan(
        UsccCertificate,
        "
        统一社会信用代码  91371300MA7QHXL0XD

              称      临沂青穗智联科技有限公司
        类型            有限责任公司(自然人投资或控股)
        法定代表人      林穗和
        住所            山东省临沂市兰山区青穗路18号
    ",
        "
        name: 临沂青穗智联科技有限公司 (faint-readings)
        uscc: 91371300MA7QHXL0XD (check-digit)
        representative: 林穗和 (two-readings)
        address: 山东省临沂市兰山区青穗路18号 (two-readings)
    ",
    );
}

#[test]
fn an_address_in_the_right_column_does_not_go_on_at_the_left_margin() {
    scan(
        UsccCertificate,
        "
        名称       临沂青穗智联科技有限公司          营业期限  2019年03月12日至2039年03月11日
        经营范围   一般项目：软件开发；软件销售        住所      山东省临沂市兰山区北城新区青穗路18号
        除依法须经批准的项目外，凭营业执照依法自主开展经营活动
    ",
        "
        name: 临沂青穗智联科技有限公司 (two-readings)
        uscc: ? 没有认出「统一社会信用代码」一栏
        representative: ? 没有认出「法定代表人」一栏
        address: 山东省临沂市兰山区北城新区青穗路18号 (two-readings)
        valid_until: 2039-03-11 (two-readings)
    ",
    );
}
