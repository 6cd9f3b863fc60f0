//! Statements in other people's words and orders.

use casework::words::Slot::{HandlerProfile, PiaReport, UseStatement};

use super::{other, typed};

#[test]
fn a_report_in_prose_with_its_chapters_in_another_order() {
    typed(
        PiaReport,
        "
                     个人信息保护影响评估报告
        第一章 评估结论
        本次评估认为风险可控。
        第二章 应用场景
        应用场景一：园区员工通行
        处理目的：核验持卡员工是否为本人。采用一对一比对。
        人脸特征模板存储于识别终端内，不经互联网传输，不出境。
        不采用人脸时，仅凭工卡不能确认持卡人，因此确有必要采用人脸核验。
        员工也可以选择其他方式，例如工卡加人工核对。
        应用场景二：会员自助核验
        处理目的：会员登录门店自助机。采用1:N检索。
        人脸特征模板存放在自有机房，处理对象包括不满十四周岁的未成年人。
        委托临沂明见门控有限公司运维。
        第三章 安全
        系统采取加密、安全审计、访问控制措施，定级为网络安全等级保护三级。
        网络日志留存不少于六个月，评估报告和处理情况记录保存三年。
        第三方机构：临沂市中衡测评有限公司
        批准人：林穗和
        签署日期：2025年6月20日
    ",
        "
        signed_on: 2025-06-20 (typed)
        approved_by: 林穗和 (typed)
        third_party: 临沂市中衡测评有限公司 (typed)
        report_kept: 3 year (typed)
        uses.1.name: 园区员工通行 (typed)
        uses.1.purpose: 核验持卡员工是否为本人。采用一对一比对。 (typed)
        uses.1.mode: 1:1 (typed)
        uses.1.necessity: 因此确有必要采用人脸核验 (typed)
        uses.1.alternatives: 员工也可以选择其他方式 (typed)
        uses.1.storage: device (typed)
        uses.1.stored_form: template (typed)
        uses.1.internet: false (typed)
        uses.1.cross_border: false (typed)
        uses.2.name: 会员自助核验 (typed)
        uses.2.purpose: 会员登录门店自助机。采用1:N检索。 (typed)
        uses.2.mode: 1:N (typed)
        uses.2.storage: local-server (typed)
        uses.2.stored_form: template (typed)
        uses.2.under_14: true (typed)
        whole.safety: encryption, audit, access-control (typed)
        whole.logs_kept: 6 month (typed)
        whole.record_kept: 3 year (typed)
        whole.mlps_level: 3 (typed)
        text: 个人信息保护影响评估报告第一章评估结论本次评估认为风险可控。第二章应用场景应用场… (typed)
    ",
    );
}

#[test]
fn a_statement_that_was_changed_by_hand() {
    typed(
        UseStatement,
        "
        人脸识别技术应用情况备案表
        场景一：员工通行
        处理目的        核对持工牌进入的人是否为员工本人
        方式            □一对一验证 ■一对多辨识
        合法依据        ■同意 □合同或者人力资源管理所必需
        本场景存储人数   3,862人
        存储位置        □识别设备内 ■本地服务器 □云
        是否经互联网传输  ■是 □否
        保存期限        3个月
        存储总数
        存储人数（去重合计）   12.8万
        统计日期        2026年11月18日
        达到门槛之日     2026年10月19日
    ",
        "
        stored: 128000 (typed)
        measured_on: 2026-11-18 (typed)
        reached_on: 2026-10-19 (typed)
        uses.1.name: 员工通行 (typed)
        uses.1.purpose: 核对持工牌进入的人是否为员工本人 (typed)
        uses.1.mode: 1:N (typed)
        uses.1.legal_basis: consent (typed)
        uses.1.headcount: 3862 (typed)
        uses.1.storage: local-server (typed)
        uses.1.internet: true (typed)
        uses.1.retention: 3 month (typed)
    ",
    );
}

#[test]
fn a_profile_by_other_labels() {
    typed(
        HandlerProfile,
        "
        单位名称            临沂青穗智联科技有限公司
        注册地址            山东省临沂市兰山区青穗路18号
        经办人              宋知远
        个人信息保护负责人   贺清扬
        处理个人信息总人数   244,651
        是否为关键信息基础设施运营者   否
    ",
        "
        name: 临沂青穗智联科技有限公司 (typed)
        agent: 宋知远 (typed)
        pipo: 贺清扬 (typed)
        registered_address: 山东省临沂市兰山区青穗路18号 (typed)
        people_total: 244651 (typed)
        cii: false (typed)
    ",
    );
}

#[test]
fn rules_say_what_they_say_and_no_more() {
    other(
        "processing-rules",
        "
        人脸信息处理规则
        个人信息保护负责人：贺清扬
        第一条 人脸信息保存期限不超过九十日，期满自动删除。
        第二条 只保存特征模板，原始图像提取后立即删除。
        第三条 除取得单独同意外，不通过互联网传输。
        第四条 人脸信息不得向境外提供。确需出境的，依法申报安全评估。
        第五条 不处理不满十四周岁未成年人的人脸信息。
        第六条 不向任何第三方提供或者共享。
        第七条 网络日志至少留存六个月；处理情况记录至少保存三年。
    ",
        "
        pipo: 贺清扬 (typed)
        whole.stored_form: template (typed)
        whole.cross_border: false (typed)
        whole.retention: 90 day (typed)
        whole.under_14: false (typed)
        whole.recipients: nobody (typed)
        whole.logs_kept: 6 month (typed)
        whole.record_kept: 3 year (typed)
    ",
    );
}

#[test]
fn rules_that_say_two_things_say_nothing_plainly() {
    other(
        "processing-rules",
        "
        员工的人脸信息存储在识别设备内。会员的人脸信息存储在云端。
        员工的人脸信息保存30日。会员的人脸信息保存90日。
        人脸信息如需出境，另行评估。
        可能涉及不满十四周岁的未成年人的，另行取得监护人同意。
    ",
        "",
    );
}

#[test]
fn a_contract_with_all_terms() {
    other(
        "third-party-agreement",
        "
        个人信息委托处理协议
        委托方：临沂青穗智联科技有限公司
        受托方：临沂明见门控有限公司
        一、委托目的为运维门禁系统，委托期限二年。
        二、处理方式为存储、比对、删除。
        三、涉及的个人信息种类为人脸特征模板。
        四、乙方采取加密、访问控制等保护措施。
        五、双方的权利和义务如下。甲方有权监督乙方的处理活动。
        六、合同终止后，乙方应当返还或者删除全部信息。
        七、未经甲方书面同意，不得转委托。
        八、因乙方原因发生泄露的，乙方承担赔偿责任。
    ",
        "
        principal: 临沂青穗智联科技有限公司 (typed)
        entrusted: 临沂明见门控有限公司 (typed)
        terms.purpose: 一、委托目的为运维门禁系统，委托期限二年 (typed)
        terms.term: 一、委托目的为运维门禁系统，委托期限二年 (typed)
        terms.manner: 二、处理方式为存储、比对、删除 (typed)
        terms.kinds: 三、涉及的个人信息种类为人脸特征模板 (typed)
        terms.protection: 四、乙方采取加密、访问控制等保护措施 (typed)
        terms.rights-and-duties: 五、双方的权利和义务如下 (typed)
        terms.return-or-delete: 六、合同终止后，乙方应当返还或者删除全部信息 (typed)
        terms.no-sub-entrusting: 七、未经甲方书面同意，不得转委托 (typed)
        terms.leak-compensation: 八、因乙方原因发生泄露的，乙方承担赔偿责任 (typed)
        whole.entrusted: 临沂明见门控有限公司 (typed)
        whole.safety: encryption, access-control (typed)
        text: 个人信息委托处理协议委托方：临沂青穗智联科技有限公司受托方：临沂明见门控有限公司… (typed)
    ",
    );
}

#[test]
fn a_contract_that_passes_everything_on() {
    other(
        "third-party-agreement",
        "
        甲方：临沂青穗智联科技有限公司
        乙方：临沂明见门控有限公司
        乙方可以自行转委托第三方，无需通知甲方。
        转委托
    ",
        "
        principal: 临沂青穗智联科技有限公司 (typed)
        entrusted: 临沂明见门控有限公司 (typed)
        terms.free-sub-entrusting: 乙方可以自行转委托第三方，无需通知甲方 (typed)
        text: 甲方：临沂青穗智联科技有限公司乙方：临沂明见门控有限公司乙方可以自行转委托第三方… (typed)
    ",
    );
}
