use casework::words::Slot::{HandlerProfile, UseStatement};

use super::typed;

#[test]
fn profile() {
    typed(
        HandlerProfile,
        "
                     个人信息处理者基本情况表
        单位名称            临沂青穗智联科技有限公司
        统一社会信用代码    91371300MA7QHXL0XD
        单位性质            企业
        法定代表人或负责人
        姓名                林穗和
        经办人
        姓名                宋知远
    ",
        "
        name: 临沂青穗智联科技有限公司 (typed)
        uscc: 91371300MA7QHXL0XD (typed)
        representative: 林穗和 (typed)
    ",
    );
}

#[test]
fn the_handlers_code_is_the_first_one_right_or_wrong() {
    typed(
        HandlerProfile,
        "
        单位名称            临沂青穗智联科技有限公司
        统一社会信用代码    91371300MA7QHXL0XX
        集团成员
        名称                临沂青穗物业服务有限公司
        统一社会信用代码    91371300MA7QHXL343
    ",
        "
        name: 临沂青穗智联科技有限公司 (typed)
        uscc: 91371300MA7QHXL0XX (typed)
    ",
    );
}

#[test]
fn uses_with_their_total() {
    typed(
        UseStatement,
        "
                     人脸识别技术应用情况备案表
        名称                临沂青穗智联科技有限公司
        统一社会信用代码    91371300MA7QHXL0XD
        应用场景            员工通行验证
        存储人数            3,200
        应用场景            会员入场核验
        存储人数            126,000
        去重后存储总人数    128,400人
    ",
        "
        name: 临沂青穗智联科技有限公司 (typed)
        uscc: 91371300MA7QHXL0XD (typed)
        stored: 128400 (typed)
    ",
    );
}

#[test]
fn a_lone_use_is_the_total() {
    typed(
        UseStatement,
        "
        名称                临沂青穗智联科技有限公司
        存储人数            12.84万
    ",
        "
        name: 临沂青穗智联科技有限公司 (typed)
        stored: 128400 (typed)
    ",
    );
}

#[test]
fn of_two_uses_without_a_total_none_is_made() {
    typed(
        UseStatement,
        "
        名称                临沂青穗智联科技有限公司
        存储人数            3,200
        存储人数            126,000
    ",
        "name: 临沂青穗智联科技有限公司 (typed)",
    );
}
