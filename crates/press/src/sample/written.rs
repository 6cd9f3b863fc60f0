//! `packet.toml` as a person would write it: sections in the order of the forms, each with its Chinese name above it.

use std::fmt::Write;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::scene::Scene;

/// What stands above a section.
const HEADINGS: &[(&str, &str)] = &[
    ("answers.handler", "个人信息处理者基本情况表 · handler profile"),
    ("answers.handler.representative", "法定代表人或负责人 · legal representative"),
    ("answers.handler.agent", "经办人 · handling person"),
    ("answers.handler.pipo", "个人信息保护负责人 · personal information protection officer"),
    ("answers.handler.people", "处理个人信息的人数 · people whose information is processed"),
    ("answers.handler.mlps", "等级保护系统 · systems under multi-level protection"),
    ("answers.handler.group", "集团成员 · group members covered"),
    ("answers.uses", "人脸识别技术应用情况备案表：一个应用一组 · one block per face use"),
    ("answers.headcount", "存储人数（去重） · people stored, each once"),
    ("answers.rules", "处理规则、操作规程 · processing rules, operating procedures"),
    ("answers.case", "变更、注销和重大安全事件 · change, cancellation, major incident"),
    ("answers.pia", "个人信息保护影响评估 · impact assessment"),
    ("answers.mandate", "授权委托书 · mandate"),
    ("answers.undertaking", "承诺书 · undertaking"),
    ("materials", "材料清单 · materials"),
];

/// The packet's own file.
pub(super) fn packet_toml(scene: &Scene) -> String {
    let mut text = format!(
        "# 样例：虚构的单位和人员，由种子 {} 生成 · a sample: invented company and people, made from seed {}\n\
         format = 1\nkind = \"{}\"\nform = {}\nfiling = \"\"\n",
        scene.seed,
        scene.seed,
        scene.kind,
        quoted(&scene.form)
    );
    if let Value::Object(answers) = &scene.tree["answers"] {
        for (name, value) in answers {
            section(&mut text, &format!("answers.{name}"), value);
        }
    }
    heading(&mut text, "materials");
    for piece in &scene.pieces {
        let topic = piece.topic.map(|it| format!("topic = {}\n", quoted(it))).unwrap_or_default();
        let _ = write!(text, "\n[[materials]]\nslot = {}\n{topic}file = {}\n", quoted(piece.slot.id()), quoted(&piece.file));
    }
    text
}

fn section(text: &mut String, path: &str, value: &Value) {
    match value {
        Value::Object(fields) => {
            heading(text, path);
            let _ = writeln!(text, "\n[{path}]");
            table(text, path, fields);
        }
        Value::Array(blocks) if is_list_of_groups(value) => {
            heading(text, path);
            for fields in blocks.iter().filter_map(Value::as_object) {
                let _ = writeln!(text, "\n[[{path}]]");
                table(text, path, fields);
            }
        }
        // An empty list of groups: nothing is written, as a person would.
        _ => {}
    }
}

/// Plain fields first, then the groups below, as TOML asks.
fn table(text: &mut String, path: &str, fields: &Map<String, Value>) {
    let (below, plain): (Vec<_>, Vec<_>) = fields.iter().partition(|(name, value)| is_group(name, value));
    for (name, value) in plain {
        let _ = writeln!(text, "{name} = {}", written(value));
    }
    for (name, value) in below {
        section(text, &format!("{path}.{name}"), value);
    }
}

fn heading(text: &mut String, path: &str) {
    if let Some((_, title)) = HEADINGS.iter().find(|it| it.0 == path) {
        let _ = write!(text, "\n# {title}");
        text.push('\n');
    }
}

fn is_group(name: &str, value: &Value) -> bool {
    (value.is_object() && name != "retention") || is_list_of_groups(value)
}

fn is_list_of_groups(value: &Value) -> bool {
    value.as_array().is_some_and(|it| it.first().is_some_and(Value::is_object))
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) if is_day(text) => text.clone(),
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(written).collect();
            let long = items.iter().map(String::len).sum::<usize>() > 100;
            if long {
                format!("[\n{}]", items.iter().map(|it| format!("  {it},\n")).collect::<String>())
            } else {
                format!("[{}]", items.join(", "))
            }
        }
        Value::Object(fields) => {
            let fields: Vec<String> = fields.iter().map(|(name, it)| format!("{name} = {}", written(it))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        other => other.to_string(),
    }
}

fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok_and(|day| day.to_string() == text)
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
