//! Where a correction is asked, in words a person knows: the field of the form, or the material with its file and page.

use casework::correction::Anchor;
use casework::packet::{block_name, field_at};
use casework::snapshot::Snapshot;
use casework::words::Slot;
use law::{Form, Law, Wording};
use serde_json::Value;

/// What an anchor points at.
pub(super) fn place(anchor: &Anchor, submitted: &Snapshot, form: &Form, law: &Law) -> Wording {
    match anchor {
        Anchor::Answer { at } => answer(at, submitted, form),
        Anchor::Material { slot, topic, file, place } => {
            let mut said = material(*slot, topic.as_deref(), law);
            if let Some(file) = file {
                let name = file.strip_prefix("materials/").unwrap_or(file);
                said = Wording::new(format!("{}，文件「{name}」", said.zh), format!("{}, file `{name}`", said.en));
            }
            if let Some(place) = place {
                let part = place.area.map(part_of_page).unwrap_or_default();
                said = Wording::new(
                    format!("{}，第{}页{}", said.zh, place.page, part.zh),
                    format!("{}, page {}{}", said.en, place.page, part.en),
                );
            }
            said
        }
    }
}

/// The name of a material, with what an `other` one is about.
pub(super) fn material(slot: Slot, topic: Option<&str>, law: &Law) -> Wording {
    let name = slot.name();
    let Some(topic) = topic.filter(|it| !it.is_empty()) else {
        return Wording::new(format!("《{}》", name.zh), name.en);
    };
    let known = law.topics().iter().find(|it| it.id == topic).map(|it| it.name.clone());
    let about = known.unwrap_or_else(|| Wording::new(topic, topic));
    Wording::new(format!("《{}》（{}）", name.zh, about.zh), format!("{} ({})", name.en, about.en))
}

/// 《人脸识别技术应用情况备案表》「门店入口会员通行核验」的「目的」
fn answer(at: &str, submitted: &Snapshot, form: &Form) -> Wording {
    let steps: Vec<&str> = at.strip_prefix("answers.").unwrap_or(at).split('.').collect();
    let depth = (1..=steps.len()).rev().find(|n| field_at(form, &format!("answers.{}", steps[..*n].join("."))).is_some());
    let field = depth.and_then(|n| field_at(form, &format!("answers.{}", steps[..n].join("."))));
    let first = |path: &str| path.split('.').next() == steps.first().copied();
    let holds = |it: &&law::Sheet| it.fields().any(|of| field.map_or(first(&of.path), |it| it.path == of.path));
    let sheet = form.sheets.iter().find(holds).map(|it| &it.title);
    let mut said = match sheet {
        Some(it) => Wording::new(format!("《{}》", it.zh), format!("{}: ", it.en)),
        None => Wording::default(),
    };
    if let (Some(&"uses"), Some(block)) = (steps.first(), steps.get(1)) {
        let name = name_of_use(submitted, block).unwrap_or(block);
        said = Wording::new(format!("{}「{name}」", said.zh), format!("{}`{name}`, ", said.en));
    }
    let label = field.map(|it| it.label.clone()).or_else(|| group(form, &steps));
    match label {
        Some(it) => Wording::new(format!("{}「{}」一栏", said.zh, it.zh), format!("{}{}", said.en, it.en)),
        None if said.zh.is_empty() => Wording::new(at, at),
        None => Wording::new(said.zh, said.en.trim_end_matches([',', ':', ' '])),
    }
}

/// A group of fields, such as `handler.representative`, by its heading.
fn group(form: &Form, steps: &[&str]) -> Option<Wording> {
    let path: Vec<&str> = match steps {
        ["uses", _, rest @ ..] => ["uses", "*"].iter().chain(rest).copied().collect(),
        plain => plain.to_vec(),
    };
    let within = format!("{}.", path.join("."));
    let mut groups = form.sheets.iter().flat_map(|it| &it.groups).filter(|it| it.fields.iter().any(|it| it.path.starts_with(&within)));
    let only = groups.next()?;
    groups.next().is_none().then(|| only.title.clone())
}

fn name_of_use<'a>(submitted: &'a Snapshot, block: &str) -> Option<&'a str> {
    let uses = submitted.answers.get("uses")?.as_array()?;
    let found = uses.iter().enumerate().find(|(i, it)| block_name(*i, it) == block)?.1;
    found.get("name").and_then(Value::as_str).filter(|it| !it.trim().is_empty())
}

/// The ninth of the page in which the middle of an area lies.
fn part_of_page([x, y, w, h]: [f32; 4]) -> Wording {
    let third = |at: f32| usize::from(at >= 1.0 / 3.0) + usize::from(at >= 2.0 / 3.0);
    let (zh_row, en_row) = [("上部", "upper"), ("中部", "middle"), ("下部", "lower")][third(y + h / 2.0)];
    let (zh_column, en_column) = [("偏左", "left"), ("居中", "centre"), ("偏右", "right")][third(x + w / 2.0)];
    Wording::new(format!("{zh_row}{zh_column}"), format!(", {en_row} {en_column}"))
}
