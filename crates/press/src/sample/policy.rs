//! The short documents among 其他相关材料.

use serde_json::{Value, json};

use super::scene::Scene;

/// Title and parts of the document on a topic, with what it says beyond or otherwise at its end.
pub(super) fn text(scene: &Scene, topic: &str) -> Value {
    let names = scene.uses().iter().map(|id| scene.text(&format!("answers.uses.{id}.name")).to_owned()).collect::<Vec<_>>().join("、");
    let mut document = match topic {
        "processing-rules" => processing_rules(scene, &names),
        "operating-procedures" => operating_procedures(&names),
        "security-plan" => security_plan(&names),
        "third-party-agreement" => agreement(scene),
        "storage-proof" => storage_proof(scene),
        _ => penetration_test(scene, &names),
    };
    let said = scene.get(&topic.replace('-', "_")).and_then(Value::as_object).into_iter().flatten();
    let said: String = said.filter(|it| !OF_THE_AGREEMENT.contains(&it.0.as_str())).map(|(name, value)| sentence(name, value)).collect();
    if let (false, Some(parts)) = (said.is_empty(), document["parts"].as_array_mut()) {
        parts.push(part("附则", said));
    }
    document
}

/// What an agreement says in its own clauses and not at its end.
const OF_THE_AGREEMENT: [&str; 5] = ["principal", "entrusted", "without", "free_sub_entrusting", "no_compensation"];

/// One statement about the processing of faces, as a document of the handler would word it.
pub(super) fn sentence(field: &str, value: &Value) -> String {
    let text = || value.as_str().unwrap_or_default();
    let list = || value.as_array().into_iter().flatten().filter_map(Value::as_str).map(word).collect::<Vec<_>>().join("、");
    let yes = value == &Value::Bool(true);
    match field {
        "retention" => format!("人脸信息的保存期限为{}。", period(value)),
        "storage" => format!("人脸信息存储在{}。", word(text())),
        "stored_form" => format!("保存的人脸信息为{}。", list()),
        "internet" if yes => "人脸信息经互联网传输。".to_owned(),
        "internet" => "人脸信息一律不经互联网传输。".to_owned(),
        "cross_border" if yes => "人脸信息向境外提供。".to_owned(),
        "cross_border" => "人脸信息不向境外提供。".to_owned(),
        "storage_in_china" => format!("人脸信息存储在境{}。", if yes { "内" } else { "外" }),
        "under_14" if yes => "处理对象包括不满十四周岁的未成年人。".to_owned(),
        "under_14" => "不处理不满十四周岁未成年人的人脸信息。".to_owned(),
        "recipients" if list().is_empty() => "不向其他处理者提供人脸信息。".to_owned(),
        "recipients" => format!("接收方：{}。", list()),
        "entrusted" => format!("受托方：{}。", list()),
        "safety" => format!("采取{}措施。", list()),
        "algorithm" => format!("采用的算法：{}。", text()),
        "mlps_level" => format!("系统定级为网络安全等级保护{}级。", value.as_u64().unwrap_or_default()),
        "logs_kept" => format!("网络日志留存{}。", period(value)),
        "record_kept" => format!("处理情况记录保存{}。", period(value)),
        "report_kept" => format!("评估报告保存{}。", period(value)),
        "pipo" => format!("个人信息保护负责人：{}。", text()),
        "name" => format!("单位名称：{}。", text()),
        other => unreachable!("no document says `{other}`"),
    }
}

fn period(value: &Value) -> String {
    let unit = match value["unit"].as_str() {
        Some("day") => "日",
        Some("month") => "个月",
        _ => "年",
    };
    format!("{}{unit}", value["length"])
}

fn word(id: &str) -> &str {
    match id {
        "device" => "识别设备内",
        "local-server" => "本地服务器",
        "cloud" => "云端",
        "image" => "人脸图像",
        "frame" => "视频帧",
        "template" => "特征模板",
        "encryption" => "数据加密",
        "audit" => "安全审计",
        "access-control" => "访问控制",
        "authorisation" => "授权管理",
        "intrusion-detection" => "入侵检测和防御",
        name => name,
    }
}

fn security_plan(names: &str) -> Value {
    json!({ "title": "人脸信息安全防护方案", "parts": [
        part("一、范围", format!("本方案适用于{names}所用的系统和设备。")),
        part("二、组织", "由信息安全部门负责建设，合规岗按季度检查，问题限期整改。"),
        part("三、演练", "每半年组织一次应急演练，演练情况留存备查。"),
    ]})
}

/// A contract with whoever runs the storage, clause by clause; `without` leaves clauses out.
fn agreement(scene: &Scene) -> Value {
    let head = "third_party_agreement";
    let said = |name: &str, usual: &str| match scene.text(&format!("{head}.{name}")) {
        "" => usual.to_owned(),
        other => other.to_owned(),
    };
    let left_out = scene.get(&format!("{head}.without")).and_then(Value::as_array).cloned().unwrap_or_default();
    let free = scene.get(&format!("{head}.free_sub_entrusting")).is_some();
    let sub = if free {
        "乙方可以自行转委托第三方处理，无需通知甲方。"
    } else {
        "未经甲方书面同意，乙方不得转委托他人处理。"
    };
    let clauses = [
        ("purpose", "委托处理的目的", "为甲方提供人脸模板的存储和比对服务，不得用于其他目的。"),
        ("term", "委托期限", "自签订之日起两年，期满另行签订。"),
        ("manner", "处理方式", "存储、比对、删除，由乙方在甲方专属资源池内进行。"),
        ("kinds", "个人信息的种类", "人脸特征模板及对应的会员编号。"),
        ("protection", "保护措施", "加密存储、访问控制、安全审计，密钥由甲方保管。"),
        ("rights-and-duties", "双方的权利和义务", "甲方有权监督检查，乙方应当配合并如实说明处理情况。"),
        ("return-or-delete", "终止后的处理", "合同终止或者解除的，乙方应当返还或者删除全部人脸信息并出具证明。"),
        ("no-sub-entrusting", "转委托", sub),
        ("leak-compensation", "违约责任", "因乙方原因造成人脸信息泄露的，乙方赔偿甲方和个人因此受到的损失。"),
    ];
    let party = |role: &str, name: String| format!("{role}：{name}");
    let mut parts = vec![part(
        "当事人",
        format!(
            "{}。{}。",
            party("甲方（委托方）", said("principal", scene.text("answers.handler.name"))),
            party("乙方（受托方）", said("entrusted", &entrusted(scene)))
        ),
    )];
    let kept = clauses.iter().filter(|it| !left_out.iter().any(|id| id == it.0));
    parts.extend(kept.map(|(_, head, body)| part(head, *body)));
    json!({ "title": "人脸信息委托处理协议", "parts": parts })
}

/// The first party that a use entrusts.
pub(super) fn entrusted(scene: &Scene) -> String {
    let uses = scene.uses();
    let named = uses.iter().map(|id| scene.text(&format!("answers.uses.{id}.entrusted.1.name"))).find(|it| !it.is_empty());
    named.unwrap_or_default().to_owned()
}

fn part(head: &str, body: impl Into<String>) -> Value {
    json!({ "head": head, "body": body.into() })
}

fn processing_rules(scene: &Scene, names: &str) -> Value {
    let says_otherwise = scene.get("processing_rules.stored_form").is_some();
    let form = if says_otherwise { "" } else { "只保存特征模板，原始图像提取模板后即删除。" };
    json!({ "title": "人脸信息处理规则", "parts": [
        part("一、适用范围", format!("本规则适用于本单位下列人脸识别技术应用：{names}。新增应用的，先评估、再修订本规则。")),
        part("二、收集", format!("只在告知并取得单独同意之后收集；不同意的，提供同等便利的其他方式。{form}")),
        part("三、存储和使用", "人脸信息加密保存，与身份信息分开存放；只用于同意时告知的目的，不得用于分析偏好、信用等其他用途。"),
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
