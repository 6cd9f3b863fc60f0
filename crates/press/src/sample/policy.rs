//! The short documents among 其他相关材料.

use serde_json::{Value, json};

use super::scene::Scene;

/// Title and parts of the document on a topic.
pub(super) fn text(scene: &Scene, topic: &str) -> Value {
    let names = scene.uses().iter().map(|id| scene.text(&format!("answers.uses.{id}.name")).to_owned()).collect::<Vec<_>>().join("、");
    match topic {
        "processing-rules" => processing_rules(&names),
        "operating-procedures" => operating_procedures(&names),
        "storage-proof" => storage_proof(scene),
        _ => penetration_test(scene, &names),
    }
}

fn part(head: &str, body: impl Into<String>) -> Value {
    json!({ "head": head, "body": body.into() })
}

fn processing_rules(names: &str) -> Value {
    json!({ "title": "人脸信息处理规则", "parts": [
        part("一、适用范围", format!("本规则适用于本单位下列人脸识别技术应用：{names}。新增应用的，先评估、再修订本规则。")),
        part("二、收集", "只在告知并取得单独同意之后收集；不同意的，提供同等便利的其他方式。只保存特征模板，原始图像提取模板后即删除。"),
        part("三、存储和使用", "模板加密保存，与身份信息分开存放；只用于同意时告知的目的，不得用于分析偏好、信用等其他用途。"),
        part("四、传输和提供", "除经单独同意的线上核身外，不通过互联网对外传输；不向其他处理者提供。"),
        part("五、删除", "保存期满、撤回同意、目的实现或者停止服务的，按操作规程删除并留存删除日志。"),
        part("六、权利", "个人可以查阅、更正、删除本人信息和撤回同意，专人在十五日内答复。"),
    ]})
}

fn operating_procedures(names: &str) -> Value {
    json!({ "title": "人脸识别设备及系统操作规程", "parts": [
        part("一、岗位和权限", format!("{names}分设管理、操作、审计三类岗位，权限逐人审批，离岗当日收回。")),
        part("二、启用和停用", "设备启用前核对采集区域、提示标识和软件版本；停用的设备先清除模板再移出。"),
        part("三、日常操作", "误识别或者本人不同意使用的，立即转人工通道；不得要求重复采集三次以上。"),
        part("四、删除操作", "系统每日零时执行到期删除，操作员次日核对删除日志，异常的当日上报。"),
        part("五、应急处置", "发现泄露、篡改、丢失的，先断开网络、保全日志，一小时内报告个人信息保护负责人，并依法报告和告知。"),
    ]})
}

fn storage_proof(scene: &Scene) -> Value {
    let id = scene.last_use();
    let at = |name: &str| scene.text(&format!("answers.uses.{id}.{name}")).to_owned();
    json!({ "title": "人脸信息存储情况证明", "parts": [
        part("一、存储位置", format!("“{}”的人脸特征模板存放于{}，{}。", at("name"), at("storage_provider"), at("storage_region"))),
        part("二、隔离和加密", "使用专属资源池和独立密钥，密钥由本单位保管；运营方不接触明文。"),
        part("三、期限", "存储期满自动删除，备份同步清除；委托关系终止后三十日内返还或者删除并出具证明。"),
    ]})
}

fn penetration_test(scene: &Scene, names: &str) -> Value {
    json!({ "title": "渗透测试报告（摘要）", "parts": [
        part("一、测试对象", format!("{names}所用系统的管理端、接口和终端固件。")),
        part("二、测试方法", "在授权范围内进行黑盒和灰盒测试，覆盖身份鉴别、访问控制、接口重放、固件提取等二十六项。"),
        part("三、结果", format!("发现中危两项、低危四项，无高危；截至{}均已整改并复测通过。", scene.text("answers.headcount.measured_on"))),
    ]})
}
