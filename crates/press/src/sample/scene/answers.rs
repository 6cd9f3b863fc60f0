//! What an invented case answers in the forms, before any fault.

use fastrand::Rng;
use serde_json::{Value, json};

use super::days::Days;
use crate::sample::invent::{Company, Person, Words, days_after, days_before, pick, uscc};

/// All that the forms answer.
pub(super) fn answers(rng: &mut Rng, words: &Words, company: &Company, people: [&Person; 2], days: &Days) -> Value {
    let uses = uses(rng, words, company, days);
    let sum: u64 = uses.iter().map(people_in).sum();
    let largest = uses.iter().map(people_in).max().unwrap_or_default();
    let stored = (sum - rng.u64(sum / 100..sum / 40)).max(largest);
    let children: u64 = uses.iter().filter(|it| it["under_14"] == true).map(people_in).sum::<u64>() * 2 / 5;
    let [representative, agent] = people;
    let mut answers = json!({
        "handler": handler(rng, words, company, representative, agent, stored, children, days),
        "uses": [],
        "headcount": {
            "stored": stored,
            "measured_on": days.measured_on,
            "reached_on": days.reached_on,
            "method": "以会员号、工号、访客手机号的加盐摘要作为人员标识，在内网统计库中对全部应用合并去重后计数；同一人在多个应用中只计一次，已删除的不计。",
        },
        "rules": {
            "processing": "《人脸信息处理规则》（2026年第2版），规定收集、存储、使用、传输、提供、删除各环节的权限和审批，全文见其他相关材料。",
            "procedures": "《人脸识别设备及系统操作规程》（2026年第2版），规定设备启停、权限开通、日志查看、模板删除和应急处置的步骤，全文见其他相关材料。",
        },
        "pia": pia(rng, company, &uses, days),
        "mandate": {
            "scope": "代表本单位办理人脸识别技术应用备案（首次备案）的填报、提交和补正事宜，本授权为人脸识别备案专用",
            "powers": "提交备案材料，按要求补充、更正材料，签收备案文书和通知；无转委托权",
            "term_from": days.signed_on,
            "term_to": days.term_to,
            "signed_on": days.signed_on,
        },
        "undertaking": {
            "points": [
                "所收集、存储、使用的人脸信息来源合法，处理目的、方式和保存期限与备案材料一致；",
                "所提交的全部备案材料真实、准确、完整，电子件与原件一致；",
                "已在使用前完成个人信息保护影响评估，评估报告和处理情况记录至少保存三年；",
                "备案内容发生实质性变更或者终止使用的，在三十个工作日之内办理变更或者注销；",
                "配合网信部门的监督检查，如有违反，依法承担相应责任。",
            ],
            "signed_on": days.signed_on,
        },
    });
    answers["uses"] = Value::Array(uses);
    answers
}

fn people_in(face_use: &Value) -> u64 {
    face_use["headcount"].as_u64().unwrap_or_default()
}

#[allow(clippy::too_many_arguments)]
fn handler(
    rng: &mut Rng,
    words: &Words,
    company: &Company,
    representative: &Person,
    agent: &Person,
    stored: u64,
    children: u64,
    days: &Days,
) -> Value {
    let sensitive = stored + rng.u64(800..9_000);
    let total = sensitive + rng.u64(20_000..160_000);
    let mail = |name: &str| format!("{name}@{}.example", pinyin_free(&company.uscc));
    let minors = children + rng.u64(600..4_000);
    let pipo = words.person(rng, &company.place, days.signed_on);
    let mut handler = json!({
        "name": company.name,
        "uscc": company.uscc,
        "nature": "enterprise",
        "registered_address": company.address,
        "office_address": company.office,
        "province": company.place.code,
        "contact": format!("个人信息保护专线 400-000-{:04}（工作日9:00至18:00），邮箱 {}", rng.u32(0..10_000), mail("privacy")),
        "cii": false,
        "representative": {
            "name": representative.name, "id_type": "id-card", "id_number": representative.number, "phone": representative.phone,
        },
        "agent": {
            "name": agent.name, "id_type": "id-card", "id_number": agent.number, "phone": agent.phone, "email": mail("filing"),
            "department": pick(rng, &words.department), "authority_until": days.term_to,
        },
        "pipo": {
            "name": pipo.name, "post": pick(rng, &words.pipo_post), "phone": pipo.phone, "email": mail("dpo"),
            "reported": true, "reported_on": days_before(days.reached_on, rng.i32(30..120)),
        },
        "people": { "total": total, "sensitive": sensitive, "under_14": children > 0, "under_18": true, "under_18_count": minors },
        "mlps": [{
            "system": format!("{}会员与通行管理系统", company.short),
            "level": rng.u32(2..4),
            "number": format!("{}0099{:05}-{:05}", &company.place.code[..2], rng.u32(1..90_000), rng.u32(1..400)),
        }],
    });
    if children > 0 {
        handler["people"]["under_14_count"] = children.into();
    }
    if rng.bool() {
        let name = format!("{}{}运营管理有限公司", company.place.city, company.short);
        handler["group"] = json!([{ "name": name, "uscc": uscc(rng, &company.place), "role": "全资子公司，按总部统一的规则使用同一系统，由总部统一备案" }]);
    }
    handler
}

/// A host name that is nobody's: letters of the code under `.example`.
fn pinyin_free(code: &str) -> String {
    code[10..16].to_lowercase()
}

fn uses(rng: &mut Rng, words: &Words, company: &Company, days: &Days) -> Vec<Value> {
    let kinds: toml::Table = toml::from_str(include_str!("../uses.toml")).expect("uses.toml is ours, and the tests read it");
    let ids = &company.business.uses;
    // Three or four uses: the last one carries the numbers, so it always stays.
    let skipped = if rng.bool() { None } else { Some(rng.usize(0..ids.len() - 1)) };
    let chosen = ids.iter().enumerate().filter(|(i, _)| Some(*i) != skipped).map(|(_, id)| id);
    let mut uses: Vec<Value> = chosen.map(|id| face_use(rng, words, company, days, id, &kinds[id])).collect();
    uses[0]["started_on"] = json!(days.first_use_on);
    uses
}

fn face_use(rng: &mut Rng, words: &Words, company: &Company, days: &Days, id: &str, kind: &toml::Value) -> Value {
    let site = format!("{}{}", company.short, company.business.site);
    let kept = i64::from(pick(rng, kind["days"].as_array().expect("a list")).as_integer().expect("days") as i32);
    let n_devices = rng.u64(2..9);
    let mut said = |name: &str| say(rng, &kind[name], &site, &company.place.city);
    let texts: Vec<(&str, String)> =
        ["name", "description", "area", "purpose", "necessity", "why_face", "alternative", "consent_capture", "accessibility", "disposal"]
            .into_iter()
            .map(|name| (name, said(name)))
            .collect();
    let text = |name: &str| texts.iter().find(|it| it.0 == name).map(|it| it.1.clone());
    let (place, online) = (kind["place"].as_str().expect("a place"), kind["internet"].as_bool() == Some(true));
    let storage = kind["storage"].as_str().expect("a storage");
    let under_14 = kind.get("under_14").is_some();
    let share = |i: usize| kind["share"][i].as_integer().expect("thousands") as u64 * 1000;
    let mut it = json!({
        "id": id, "name": text("name"), "description": text("description"), "place": place, "area": text("area"),
        "mode": kind["mode"].as_str(), "purpose": text("purpose"), "necessity": text("necessity"), "why_face": text("why_face"),
        "alternative": text("alternative"), "legal_basis": "consent", "consent_separate": true,
        "consent_capture": text("consent_capture"), "notice_version": format!("人脸信息处理告知书 {}年第{}版", days.signed_on.year(), rng.u32(1..5)),
        "notice": ["handler", "purpose-and-retention", "necessity-and-effect", "rights", "other"],
        "under_14": under_14, "accessibility": text("accessibility"),
        "headcount": rng.u64(share(0)..share(1)), "measured_on": days.measured_on, "stored_form": ["template"], "storage": storage,
        "internet": online, "disposal": text("disposal"), "cross_border": false,
        "safety": ["encryption", "audit", "access-control", "authorisation", "intrusion-detection"],
        "algorithm": pick(rng, &words.algorithm), "national_channels": false,
        "complaint_channel": "拨打个人信息保护专线，或者在官网“个人信息权利”页面提交，十五日内答复。",
        "started_on": days_after(days.first_use_on, rng.i32(1..60)),
        "retention": { "length": kept, "unit": "day", "reason": format!("业务需要回溯核对的最长时间为{kept}日，期满对本目的不再有用") },
        "devices": {
            "count": n_devices, "model": pick(rng, &words.device_model), "vendor": pick(rng, &words.device_vendor),
            "place": text("area"), "sign": true,
        },
    });
    if place == "public" {
        it["public_safety"] = say(rng, &kind["public_safety"], &site, &company.place.city).into();
    }
    if place == "online" {
        it["devices"] = json!({ "count": 0, "model": "会员自有手机", "vendor": "不适用：由会员自备", "place": text("area"), "sign": true });
    }
    if under_14 {
        it["guardian_consent"] = true.into();
        it["minor_rules"] = say(rng, &kind["minor_rules"], &site, &company.place.city).into();
    }
    if storage != "device" {
        let provider = if storage == "cloud" { pick(rng, &words.cloud).clone() } else { format!("{}自有机房", company.short) };
        it["storage_provider"] = provider.clone().into();
        it["storage_region"] =
            format!("中国境内，{}", if storage == "cloud" { "华东地区数据中心".to_owned() } else { company.place.province.clone() }).into();
        it["storage_basis"] = "separate-consent".into();
        if storage == "cloud" {
            it["entrusted"] = json!([{ "name": format!("{provider}运营方"), "contract": format!("《数据处理委托协议》QW-{}-{:03}", days.signed_on.year(), rng.u32(1..400)), "pia_done": true }]);
        }
    }
    it["storage_in_china"] = true.into();
    if online {
        it["internet_basis"] = "separate-consent".into();
    }
    it
}

/// One variant of a text, with its blanks filled.
fn say(rng: &mut Rng, variants: &toml::Value, site: &str, city: &str) -> String {
    let text = pick(rng, variants.as_array().expect("variants")).as_str().expect("a text");
    text.replace("{site}", site).replace("{city}", city)
}

fn pia(rng: &mut Rng, company: &Company, uses: &[Value], days: &Days) -> Value {
    let each = |it: &Value| {
        json!({
            "id": it["id"], "necessity": it["necessity"],
            "alternatives": format!("评估了不采用人脸的做法：{}。保留该方式与人脸并行，由本人选择。", it["alternative"].as_str().unwrap_or_default()),
            "retention": it["retention"],
        })
    };
    let mut pia = json!({
        "assessed_from": days.assessed_from,
        "assessed_to": days.assessed_to,
        "signed_on": days.pia_signed_on,
        "assessor": format!("{}个人信息保护影响评估小组（法务合规、信息安全、业务三方共七人）", company.short),
        "contents": {
            "lawfulness": "各应用的处理目的均特定、明确，以个人单独同意为合法性基础；所处理的人脸模板限于实现目的的最小范围，方式与目的直接相关，不采用人脸即不能同等实现本人核对，处理目的和方式合法、正当、必要。",
            "effects": "对个人权益的影响主要是：拒绝提供人脸可能带来的不便、误识别造成的延误、模板泄露后难以更换。已并行提供其他验证方式、误识别即转人工、模板加密并与身份信息分开存放，抽查120人次，替代方式平均多用时1分40秒，措施有效。",
            "risks": "存在人脸模板泄露、篡改、丢失、毁损或者被非法获取、出售、使用的风险，危害包括冒用身份、资金损失和精神压力；已逐项列入风险清单，经渗透测试和日志抽查，未发现高危漏洞。",
            "protections": "采用传输和存储加密、安全审计、访问控制、授权管理、入侵检测和防御五类措施，权限按岗分设、双人审批，密钥与数据分离保管；保护措施合法、有效，与风险程度相适应。",
        },
        "uses": uses.iter().map(each).collect::<Vec<_>>(),
        "risks": [
            { "what": "模板库被非法获取后用于冒用身份", "impact": "高", "likelihood": "低", "level": "中" },
            { "what": "误识别导致本人被拒绝通行或者办理延误", "impact": "低", "likelihood": "中", "level": "低" },
            { "what": "运维人员越权查询、导出模板", "impact": "中", "likelihood": "低", "level": "低" },
            { "what": "保存期满未按时删除", "impact": "中", "likelihood": "中", "level": "中" },
            { "what": "传输过程中被截取或者篡改", "impact": "高", "likelihood": "中", "level": "中" },
        ],
        "residual": "经整改，剩余风险为三项中风险，已明确责任人并在季度复查中跟踪；其余为低风险，可接受。",
        "conclusion": "各应用处理目的和方式合法、正当、必要，对个人权益的影响可控，保护措施与风险相适应，可以开展；目的、方式变化或者发生重大安全事件时重新评估。",
        "approved_by": "个人信息保护负责人、法定代表人",
    });
    if rng.bool() {
        pia["third_party"] = json!({ "name": format!("{}中衡数据安全测评有限公司", company.place.city), "part": "承担渗透测试和日志抽查，出具测评意见；评估结论由本单位作出" });
    }
    pia
}
