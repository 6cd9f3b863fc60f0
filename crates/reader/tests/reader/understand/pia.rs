use casework::words::Slot::PiaReport;

use super::{scan, typed};

#[test]
fn numbered_uses_each_with_its_own_period() {
    typed(
        PiaReport,
        "
                     个人信息保护影响评估报告
        评估单位：临沂青穗智联科技有限公司
        统一社会信用代码：91371300MA7QHXL0XD
        二、应用场景
        场景一：员工通行验证
        人脸信息保存期限为90日，期满删除。
        场景二：会员入场核验
        会员退会后保存三个月。访问日志保存3年。
        三、合法性
        处理目的、处理方式合法、正当、必要。
        四、对个人权益的影响
        可能影响个人权益，降低措施见下。
        五、风险
        存在人脸信息泄露、篡改的风险。
        六、保护措施
        所采取的保护措施合法、有效并与风险程度相适应。
        签署日期：2026年9月1日
    ",
        "
        name: 临沂青穗智联科技有限公司 (typed)
        uscc: 91371300MA7QHXL0XD (typed)
        signed_on: 2026-09-01 (typed)
        contents.1: 处理目的、处理方式合法、正当、必要 (typed)
        contents.2: 四、对个人权益的影响 (typed)
        contents.3: 存在人脸信息泄露、篡改的风险 (typed)
        contents.4: 所采取的保护措施合法、有效并与风险程度相适应 (typed)
        uses.1.name: 员工通行验证 (typed)
        uses.1.retention: 90 day (typed)
        uses.2.name: 会员入场核验 (typed)
        uses.2.retention: 3 month (typed)
        whole.necessity: 处理目的、处理方式合法、正当、必要 (typed)
        whole.logs_kept: 3 year (typed)
        text: 个人信息保护影响评估报告评估单位：临沂青穗智联科技有限公司统一社会信用代码：91… (typed)
    ",
    );
}

#[test]
fn uses_in_a_table() {
    typed(
        PiaReport,
        "
        单位名称：临沂青穗智联科技有限公司
        序号    应用场景          保存期限
        1       员工通行验证      90日
        2       会员入场核验      半年
        以上期限经过评估。
    ",
        "
        name: 临沂青穗智联科技有限公司 (typed)
        uses.1.name: 员工通行验证 (typed)
        uses.1.retention: 90 day (typed)
        uses.2.name: 会员入场核验 (typed)
        uses.2.retention: 6 month (typed)
        text: 单位名称：临沂青穗智联科技有限公司序号应用场景保存期限1员工通行验证90日2会员… (typed)
    ",
    );
}

#[test]
fn periods_in_sentences_under_their_headings() {
    typed(
        PiaReport,
        "
        （一）员工通行验证
            人脸模板在员工离职后保留的时间不超过30天。
        （二）会员入场核验
            人脸信息采集后7天内自动删除。
    ",
        "
        uses.1.name: 员工通行验证 (typed)
        uses.1.retention: 30 day (typed)
        uses.2.name: 会员入场核验 (typed)
        uses.2.retention: 7 day (typed)
        text: （一）员工通行验证人脸模板在员工离职后保留的时间不超过30天。（二）会员入场核验… (typed)
    ",
    );
}

#[test]
fn how_long_logs_are_kept_is_not_how_long_faces_are() {
    typed(
        PiaReport,
        "
        场景一：员工通行验证
        系统日志保存6个月，处理情况记录保存3年，评估报告保存三年。
    ",
        "
        report_kept: 3 year (typed)
        uses.1.name: 员工通行验证 (typed)
        whole.logs_kept: 6 month (typed)
        whole.record_kept: 3 year (typed)
        text: 场景一：员工通行验证系统日志保存6个月，处理情况记录保存3年，评估报告保存三年。 (typed)
    ",
    );
}

#[test]
fn a_conclusion_or_a_recital_treats_nothing() {
    typed(
        PiaReport,
        "
        一、依据
        第九条要求评估是否合法、正当、必要，对个人权益的影响，泄露、篡改的风险，措施是否有效合法。
        七、评估结论
        处理目的合法、正当、必要，对个人权益影响可控，措施合法有效并与风险程度相适应。
    ",
        "
        whole.necessity: 处理目的合法、正当、必要 (typed)
        text: 一、依据第九条要求评估是否合法、正当、必要，对个人权益的影响，泄露、篡改的风险，… (typed)
    ",
    );
}

#[test]
fn one_content_missing() {
    typed(
        PiaReport,
        "
        一、处理目的、处理方式合法、正当、必要。
        二、对个人权益的影响有限。
        三、保护措施合法、有效。
        四、风险低。
    ",
        "
        contents.1: 一、处理目的、处理方式合法、正当、必要 (typed)
        contents.2: 二、对个人权益的影响有限 (typed)
        contents.4: 三、保护措施合法、有效 (typed)
        whole.necessity: 一、处理目的、处理方式合法、正当、必要 (typed)
        text: 一、处理目的、处理方式合法、正当、必要。二、对个人权益的影响有限。三、保护措施合… (typed)
    ",
    );
}

#[test]
fn the_day_of_signing_goes_before_the_day_it_was_done() {
    typed(
        PiaReport,
        "
        评估时间：2026年7月1日至2026年7月20日
        完成日期：2026年7月20日
        签署日期：2026年7月28日
    ",
        "
        signed_on: 2026-07-28 (typed)
        text: 评估时间：2026年7月1日至2026年7月20日完成日期：2026年7月20日… (typed)
    ",
    );
}

#[test]
fn a_page_that_was_hardly_read_leaves_everything_open() {
    scan(
        PiaReport,
        "
        场景一：员工通行验证
        ---
        潦@0.30 草@0.25 不@0.40 清@0.31
    ",
        "
        name: ? 部分页面的文字没有读出来
        uscc: ? 部分页面的文字没有读出来
        signed_on: ? 部分页面的文字没有读出来
        contents.1: ? 部分页面的文字没有读出来
        contents.2: ? 部分页面的文字没有读出来
        contents.3: ? 部分页面的文字没有读出来
        contents.4: ? 部分页面的文字没有读出来
        uses.1.name: 员工通行验证 (two-readings)
        uses.1.retention: ? 部分页面的文字没有读出来
        text: ? 部分页面的文字没有读出来
    ",
    );
}
