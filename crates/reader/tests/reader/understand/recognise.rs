use reader::text::Source::{Embedded, Ocr};

use super::recognised;

const LICENCE: &str = "
                      营业执照
        统一社会信用代码  91371300MA7QHXL0XD
        名称            临沂青穗智联科技有限公司
        类型            有限责任公司
        法定代表人      林穗和
        注册资本        伍佰万元整
        成立日期        2019年03月12日
        营业期限        长期
        住所            山东省临沂市兰山区青穗路18号
        登记机关        兰山区行政审批服务局
";

const CARD: &str = "
        姓名 宋知远
        性别 男  民族 汉
        出生 1991 年 9 月 23 日
        住址 山东省临沂市兰山区柳青街道
        公民身份号码  371302199109230024
";

const BACK: &str = "
        中华人民共和国
        居民身份证
        签发机关  临沂市公安局兰山分局
        有效期限  2018.05.04-2038.05.04
";

const MANDATE: &str = "
                          授权委托书
        委托单位：临沂青穗智联科技有限公司
        受托人：宋知远
        委托事项：办理人脸识别技术应用备案
        委托期限：自2026年11月1日至2027年11月15日
";

fn behind(pages: &[&str]) -> String {
    pages.iter().map(|it| super::flush(it)).collect::<Vec<_>>().join("\n---\n")
}

#[test]
fn each_by_its_own_words() {
    for (page, expected) in [(LICENCE, "1-1 business-licence"), (CARD, "1-1 id-front"), (BACK, "1-1 id-back"), (MANDATE, "1-1 mandate")] {
        recognised(page, Ocr, expected);
    }
}

#[test]
fn several_in_one_file() {
    recognised(
        &behind(&[LICENCE, CARD, BACK, MANDATE, "        委托单位（盖章）：\n        日期：2026年11月1日"]),
        Ocr,
        "
        1-1 business-licence
        2-2 id-front
        3-3 id-back
        4-5 mandate
    ",
    );
}

#[test]
fn both_sides_on_one_page() {
    recognised(
        &[CARD, BACK].concat(),
        Ocr,
        "
        1-1 id-front
        1-1 id-back
    ",
    );
}

#[test]
fn a_title_alone_is_not_enough() {
    recognised("                  授权委托书", Ocr, "");
    recognised("                  营业执照\n        样本", Ocr, "");
}

#[test]
fn a_letter_that_speaks_of_other_documents_is_a_letter() {
    recognised(
        "
                          承诺书
        承诺单位：临沂青穗智联科技有限公司
            本单位郑重承诺：所提交的营业执照、居民身份证、授权委托书等备案材料真实、完整，
        来源合法；如有虚假，愿意承担相应法律责任，并配合网信部门的监督检查。
        法定代表人（签字）：
        日期：2026年11月1日
    ",
        Ocr,
        "1-1 undertaking",
    );
}

#[test]
fn a_contract_behind_a_report() {
    recognised(
        "
                     个人信息保护影响评估报告
        评估日期  2026年8月1日
        一、处理目的、方式是否合法、正当、必要
        二、对个人权益的影响和风险
        ---
        三、所采取的保护措施是否合法、有效
        评估结论：风险可控。
        ---
                     数据处理委托协议
        甲方：临沂青穗智联科技有限公司
        乙方：临沂云栖数据有限公司
        第一条 本协议的目的
        违约责任：按双方约定。争议由甲方所在地法院管辖。
    ",
        Embedded,
        "
        1-2 pia-report
        3-3 contract
    ",
    );
}

#[test]
fn a_report_that_treats_everything_is_one_report() {
    recognised(
        "
                     个人信息保护影响评估报告
        单位名称  临沂青穗智联科技有限公司
        评估日期  2026年8月1日
        一、处理目的、方式是否合法、正当、必要；对个人权益的影响和风险
        ---
        二、个人信息处理规则
        本单位的处理规则适用于全部应用，工作人员应当遵守，不得外传。
        ---
        三、委托处理
        乙方按照协议处理，甲方监督；违约责任和争议解决见本协议。
        ---
        四、所采取的保护措施是否合法、有效
    ",
        Embedded,
        "
        1-2 pia-report
        3-4 contract
    ",
    );
}

#[test]
fn an_institution() {
    recognised(
        "
                      事业单位法人证书
        统一社会信用代码 12371300MA7QHXL343
        名称  临沂青穗文化中心
        宗旨和业务范围  公共文化服务
        住所  临沂市兰山区青穗路18号
        法定代表人  林穗和
        经费来源  财政补助
        开办资金  ￥500万元
        举办单位  临沂市文化和旅游局
        有效期 自2024年01月15日至2029年01月14日
    ",
        Ocr,
        "1-1 institution-certificate",
    );
}
