//! One invented case before it is drawn: what is answered, what each document says, and how each file comes.
//!
//! All that can be said stands in one tree, under the same paths as findings name it: `answers.…` is what the forms answer,
//! `certificate.name`, `mandate.principal` and their like are what the drawn documents say. So a fault is a change of the tree,
//! and a document that disagrees with the form is two values that differ.

use casework::words::Slot;
use fastrand::Rng;
use jiff::civil::Date;
use law::{Duty, Law};
use serde_json::{Map, Value, json};

use super::invent::{Company, Person, Words, another_uscc, days_after, days_before, pick, uscc};
use super::scan::Scan;

/// 样例: one invented case.
#[derive(Clone, Debug)]
pub struct Scene {
    /// What it was made from.
    pub seed: u64,
    /// The day it is complete and in time.
    pub as_of: Date,
    /// The form edition the packet names.
    pub form: String,
    /// What is answered and said, by path.
    pub(super) tree: Value,
    /// The files.
    pub(super) pieces: Vec<Piece>,
    /// What was changed since the scene was made.
    pub(super) changed: Vec<String>,
}

/// One file of the packet.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) slot: Slot,
    pub(super) topic: Option<&'static str>,
    pub(super) file: String,
    pub(super) how: How,
}

/// How a file comes to be.
#[derive(Clone, Debug)]
pub(super) enum How {
    /// Set as an electronic PDF.
    Electronic,
    /// Printed, sealed, scanned.
    Scanned(Scan),
    /// The same, then damaged or put into another wrapping.
    Spoiled(super::spoil::Spoil),
    /// The same, made heavier than practitioners say is taken.
    Padded(Scan),
    /// The bytes of the first file of another slot.
    CopyOf(Slot),
    /// Named in the packet and not there.
    Absent,
}

/// The four contents of article 9, paragraph 1, as the answers name them.
pub(super) const CONTENTS: [&str; 4] = ["lawfulness", "effects", "risks", "protections"];

/// The edition of the forms a sample answers.
pub(super) const EDITION: &str = "template-v0@1";

impl Scene {
    /// The case a seed stands for: complete, consistent, and with its filing window open on the day.
    pub(super) fn new(seed: u64, as_of: Date, law: &Law) -> Scene {
        let mut rng = Rng::with_seed(seed ^ 0xFACE_F11E);
        let words = Words::load();
        let company = words.company(&mut rng, as_of);
        let representative = words.person(&mut rng, &company.place, as_of);
        let agent = words.person(&mut rng, &company.place, as_of);
        let days = Days::new(&mut rng, as_of, law);
        let mut tree = Map::new();
        let answers = answers(&mut rng, &words, &company, [&representative, &agent], &days);
        tree.insert("certificate".into(), certificate(&company, &representative, &days));
        tree.insert("legal_representative_id".into(), identity(&mut rng, &representative, as_of));
        tree.insert("agent_id".into(), identity(&mut rng, &agent, as_of));
        tree.insert("mandate".into(), mandate(&answers));
        tree.insert("undertaking".into(), undertaking(&answers));
        for electronic in ["handler_profile", "use_statement", "pia_report"] {
            tree.insert(electronic.into(), json!({}));
        }
        tree.insert("answers".into(), answers);
        let pieces = pieces(&mut rng);
        Scene { seed, as_of, form: EDITION.to_owned(), tree: Value::Object(tree), pieces, changed: Vec::new() }
    }

    /// The value at a path.
    pub(super) fn get(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(&self.tree, |at, step| match at {
            Value::Object(map) => map.get(step),
            Value::Array(blocks) => blocks.get(place_in(blocks, step)?),
            _ => None,
        })
    }

    /// The text at a path; empty where there is none.
    pub(super) fn text(&self, path: &str) -> &str {
        self.get(path).and_then(Value::as_str).unwrap_or_default()
    }

    /// The number at a path; 0 where there is none.
    pub(super) fn count(&self, path: &str) -> u64 {
        self.get(path).and_then(Value::as_u64).unwrap_or_default()
    }

    /// The day at a path.
    pub(super) fn day(&self, path: &str) -> Option<Date> {
        self.text(path).parse().ok()
    }

    /// Puts a value at a path; groups on the way are made.
    pub(super) fn set(&mut self, path: &str, value: impl Into<Value>) {
        self.changed.push(path.to_owned());
        let (group, last) = path.rsplit_once('.').expect("a path has a head");
        let at = group.split('.').fold(&mut self.tree, |at, step| match at {
            Value::Array(blocks) => {
                let place = place_in(blocks, step).unwrap_or_else(|| panic!("no block `{step}` on the way to {path}"));
                &mut blocks[place]
            }
            other => &mut other[step],
        });
        at[last] = value.into();
    }

    /// Leaves a path blank.
    pub(super) fn clear(&mut self, path: &str) {
        self.changed.push(path.to_owned());
        let (group, last) = path.rsplit_once('.').expect("a path has a head");
        let mut at = &mut self.tree;
        for step in group.split('.') {
            let next = match at {
                Value::Object(map) => map.get_mut(step),
                Value::Array(blocks) => place_in(blocks, step).and_then(|it| blocks.get_mut(it)),
                _ => None,
            };
            match next {
                Some(next) => at = next,
                None => return,
            }
        }
        if let Value::Object(map) = at {
            map.shift_remove(last);
        }
    }

    /// The ids of the face uses, in order.
    pub(super) fn uses(&self) -> Vec<String> {
        let blocks = self.get("answers.uses").and_then(Value::as_array);
        blocks.into_iter().flatten().filter_map(|it| it["id"].as_str().map(str::to_owned)).collect()
    }

    /// The use with which a reader begins.
    pub(super) fn first_use(&self) -> String {
        self.uses().first().cloned().unwrap_or_default()
    }

    /// One in the middle.
    pub(super) fn middle_use(&self) -> String {
        self.uses().get(1).cloned().unwrap_or_default()
    }

    /// The online one, which carries most of the people.
    pub(super) fn last_use(&self) -> String {
        self.uses().last().cloned().unwrap_or_default()
    }

    /// A use that keeps faces in the device.
    pub(super) fn on_device(&self) -> String {
        let on_device = |id: &String| self.text(&format!("answers.uses.{id}.storage")) == "device";
        self.uses().into_iter().find(on_device).unwrap_or_default()
    }

    /// The use that holds children under 14; empty where none does.
    pub(super) fn children_use(&self) -> String {
        let children = |id: &String| self.get(&format!("answers.uses.{id}.under_14")) == Some(&Value::Bool(true));
        self.uses().into_iter().find(children).unwrap_or_default()
    }

    /// Sees to it that one use holds children under 14, with all that belongs to it.
    pub(super) fn with_children(&mut self) -> String {
        let there = self.children_use();
        if !there.is_empty() {
            return there;
        }
        let id = self.first_use();
        self.set(&format!("answers.uses.{id}.under_14"), true);
        self.set(&format!("answers.uses.{id}.guardian_consent"), true);
        self.set(
            &format!("answers.uses.{id}.minor_rules"),
            "《不满十四周岁未成年人人脸信息处理规则》（2026年第1版），由监护人同意，单独加密存放，不转移不披露",
        );
        self.set("answers.handler.people.under_14", true);
        self.set("answers.handler.people.under_14_count", 320);
        id
    }

    /// The first file of a slot.
    pub(super) fn piece(&self, slot: Slot) -> Option<&Piece> {
        self.pieces.iter().find(|it| it.slot == slot)
    }

    /// The first file of a slot, to change it.
    pub(super) fn piece_mut(&mut self, slot: Slot) -> Option<&mut Piece> {
        self.pieces.iter_mut().find(|it| it.slot == slot)
    }

    /// The answers as a form or report prints them: the packet's own, with what this one document says otherwise.
    pub(super) fn answers_as_printed(&self, slot: Slot) -> Value {
        let head = head_of(slot);
        let mut printed = self.clone();
        let Some(Value::Object(said)) = self.tree.get(&head) else { return self.tree["answers"].clone() };
        for (name, value) in said {
            printed.print_otherwise(name, value);
        }
        printed.tree["answers"].take()
    }

    fn print_otherwise(&mut self, name: &str, value: &Value) {
        match name {
            "name" => self.set("answers.handler.name", value.clone()),
            "uscc" => self.set("answers.handler.uscc", value.clone()),
            "signed_on" => self.set("answers.pia.signed_on", value.clone()),
            "uses" => self.print_uses_otherwise(value),
            "contents" => self.print_contents_otherwise(value),
            _ => unreachable!("no form prints `{name}` otherwise"),
        }
    }

    /// `{ "1": null }` for a content the report does not treat.
    fn print_contents_otherwise(&mut self, said: &Value) {
        for number in said.as_object().into_iter().flatten().map(|(number, _)| number) {
            let name = number.parse::<usize>().ok().and_then(|it| CONTENTS.get(it.checked_sub(1)?));
            self.clear(&format!("answers.pia.contents.{}", name.expect("one of the four contents")));
        }
    }

    /// `{ "<id>": { "retention": … } }`, or null for a use that the report passes over.
    fn print_uses_otherwise(&mut self, said: &Value) {
        for (id, value) in said.as_object().into_iter().flatten() {
            if let Some(retention) = value.get("retention") {
                self.set(&format!("answers.pia.uses.{id}.retention"), retention.clone());
            }
            if value.is_null() {
                for list in ["/answers/uses", "/answers/pia/uses"] {
                    let blocks = self.tree.pointer_mut(list).and_then(Value::as_array_mut);
                    blocks.into_iter().for_each(|it| it.retain(|block| block["id"] != **id));
                }
            }
        }
    }
}

/// The head of what a document says, as findings name it.
pub(super) fn head_of(slot: Slot) -> String {
    if slot == Slot::UsccCertificate { "certificate".to_owned() } else { slot.path() }
}

fn place_in(blocks: &[Value], step: &str) -> Option<usize> {
    let by_id = blocks.iter().position(|it| it["id"] == step);
    by_id.or_else(|| step.parse::<usize>().ok()?.checked_sub(1).filter(|it| *it < blocks.len()))
}

/// The days of a case in the order in which things happen.
struct Days {
    assessed_from: Date,
    assessed_to: Date,
    pia_signed_on: Date,
    first_use_on: Date,
    reached_on: Date,
    measured_on: Date,
    signed_on: Date,
    term_to: Date,
}

impl Days {
    fn new(rng: &mut Rng, as_of: Date, law: &Law) -> Days {
        let first_use_on = days_before(as_of, rng.i32(170..330));
        let pia_signed_on = days_before(first_use_on, rng.i32(4..20));
        let assessed_to = days_before(pia_signed_on, rng.i32(1..6));
        let signed_on = days_before(as_of, rng.i32(1..4));
        Days {
            assessed_from: days_before(assessed_to, rng.i32(12..30)),
            assessed_to,
            pia_signed_on,
            first_use_on,
            reached_on: reached_on(rng, as_of, law),
            measured_on: days_before(as_of, rng.i32(4..8)),
            signed_on,
            term_to: days_after(signed_on, 364),
        }
    }
}

/// A day whose filing window is open on the day asked for; one whose last day is certain, where there is one.
fn reached_on(rng: &mut Rng, as_of: Date, law: &Law) -> Date {
    let days: Vec<Date> = (9..40).map(|n| days_before(as_of, n)).collect();
    let in_time = |day: &Date| law.due(Duty::Filing, *day).earliest >= as_of;
    let certain = |day: &Date| law.due(Duty::Filing, *day).due.is_some();
    let open: Vec<Date> = days.iter().copied().filter(in_time).collect();
    let firm: Vec<Date> = open.iter().copied().filter(certain).collect();
    *pick(rng, if firm.is_empty() { &open } else { &firm })
}

fn certificate(company: &Company, representative: &Person, days: &Days) -> Value {
    json!({
        "name": company.name,
        "uscc": company.uscc,
        "kind": "有限责任公司(自然人投资或控股)",
        "representative": representative.name,
        "capital": company.capital,
        "founded_on": company.founded_on,
        "valid_until": "长期",
        "address": company.address,
        "scope": format!("许可项目：{}。（依法须经批准的项目，经相关部门批准后方可开展经营活动）", company.business.scope),
        "issued_on": days_before(days.first_use_on, 200).max(company.founded_on),
    })
}

fn identity(rng: &mut Rng, person: &Person, as_of: Date) -> Value {
    let valid_from = days_before(as_of, rng.i32(400..2600));
    let twenty_years = Date::new(valid_from.year() + 20, valid_from.month(), valid_from.day());
    json!({
        "name": person.name,
        "sex": if person.male { "男" } else { "女" },
        "nation": person.nation,
        "born_on": person.born_on,
        "address": person.address,
        "number": person.number,
        "issued_by": person.issued_by,
        "valid_from": valid_from,
        "valid_until": twenty_years.unwrap_or(days_after(valid_from, 7300)),
    })
}

fn mandate(answers: &Value) -> Value {
    let (handler, said) = (&answers["handler"], &answers["mandate"]);
    json!({
        "principal": handler["name"],
        "principal_uscc": handler["uscc"],
        "address": handler["registered_address"],
        "representative": handler["representative"]["name"],
        "agent": handler["agent"]["name"],
        "agent_number": handler["agent"]["id_number"],
        "agent_phone": handler["agent"]["phone"],
        "agent_department": handler["agent"]["department"],
        "scope": said["scope"],
        "powers": said["powers"],
        "term_from": said["term_from"],
        "term_to": said["term_to"],
        "signed_on": said["signed_on"],
        "seal": handler["name"],
    })
}

fn undertaking(answers: &Value) -> Value {
    let handler = &answers["handler"];
    json!({
        "principal": handler["name"],
        "principal_uscc": handler["uscc"],
        "representative": handler["representative"]["name"],
        "points": answers["undertaking"]["points"],
        "signed_on": answers["undertaking"]["signed_on"],
        "seal": handler["name"],
    })
}

fn answers(rng: &mut Rng, words: &Words, company: &Company, people: [&Person; 2], days: &Days) -> Value {
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
        handler["group"] = json!([{ "name": name, "uscc": uscc(rng, &company.place), "role": "全资子公司，按总部统一的规则使用同一系统" }]);
    }
    handler
}

/// A host name that is nobody's: letters of the code under `.example`.
fn pinyin_free(code: &str) -> String {
    code[10..16].to_lowercase()
}

fn uses(rng: &mut Rng, words: &Words, company: &Company, days: &Days) -> Vec<Value> {
    let kinds: toml::Table = toml::from_str(include_str!("uses.toml")).expect("uses.toml is ours, and the tests read it");
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
    let names = uses.iter().filter_map(|it| it["name"].as_str()).collect::<Vec<_>>().join("、");
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
            "lawfulness": format!("{names}等应用的处理目的均特定、明确，以个人单独同意为合法性基础；所处理的人脸模板限于实现目的的最小范围，方式与目的直接相关，不采用人脸即不能同等实现本人核对，处理目的和方式合法、正当、必要。"),
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

fn pieces(rng: &mut Rng) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for slot in Slot::ALL.into_iter().filter(|it| *it != Slot::Other) {
        let electronic = matches!(slot, Slot::HandlerProfile | Slot::UseStatement | Slot::PiaReport);
        let scan = Scan::clean(rng);
        let extension = if !electronic && scan.plain_jpeg { "jpg" } else { "pdf" };
        let how = if electronic { How::Electronic } else { How::Scanned(scan) };
        pieces.push(Piece { slot, topic: None, file: format!("materials/{}.{extension}", slot.id()), how });
    }
    for topic in ["processing-rules", "operating-procedures", "storage-proof", "penetration-test"] {
        pieces.push(Piece { slot: Slot::Other, topic: Some(topic), file: format!("materials/{topic}.pdf"), how: How::Electronic });
    }
    pieces
}

/// A code of another invented company.
pub(super) fn somebody_elses_code(scene: &Scene) -> String {
    another_uscc(scene.text("certificate.uscc"))
}
