//! Where a finding is, in words a person knows: the material, the page, the part of the page, and the field its path means.

use casework::packet::{Packet, field_at};
use casework::precheck::Finding;
use casework::words::Slot;
use law::{Law, Wording};

/// The whole place, from the material to the field. Where nothing better is known it is the path itself.
pub fn place(law: &Law, packet: &Packet, finding: &Finding) -> Wording {
    let mut steps = Vec::new();
    let slot = finding.material.or_else(|| finding.at.strip_prefix("materials."));
    steps.extend(slot.and_then(Slot::parse).map(Slot::name));
    steps.extend(finding.file.as_ref().map(|it| Wording::new(it.as_str(), it.as_str())));
    steps.extend(finding.page.map(|it| on_page(it, finding.area)));
    steps.extend(field(law, packet, &finding.at));
    if steps.is_empty() {
        steps.push(Wording::new(finding.at.as_str(), finding.at.as_str()));
    }
    let joined = |of: fn(&Wording) -> &str| steps.iter().map(of).collect::<Vec<_>>().join(" · ");
    Wording::new(joined(|it| &it.zh), joined(|it| &it.en))
}

/// The file, and the page of it.
pub fn file(finding: &Finding) -> Option<Wording> {
    let file = finding.file.as_deref()?;
    let Some(page) = finding.page.map(|it| on_page(it, None)) else { return Some(Wording::new(file, file)) };
    Some(Wording::new(format!("{file} {}", page.zh), format!("{file}, {}", page.en)))
}

/// 第 1 页，上部偏左
fn on_page(page: u32, area: Option<[f32; 4]>) -> Wording {
    match area.map(part_of_page) {
        Some(part) => Wording::new(format!("第 {page} 页{}", part.zh), format!("page {page}, {}", part.en)),
        None => Wording::new(format!("第 {page} 页"), format!("page {page}")),
    }
}

/// The ninth of the page in which the middle of an area lies.
pub fn part_of_page([x, y, w, h]: [f32; 4]) -> Wording {
    let third = |at: f32| {
        if at < 1.0 / 3.0 {
            0
        } else if at < 2.0 / 3.0 {
            1
        } else {
            2
        }
    };
    let (column, row) = (third(x + w / 2.0), third(y + h / 2.0));
    let (zh_row, en_row) = [("上部", "upper"), ("中部", "middle"), ("下部", "lower")][row];
    let (zh_column, en_column) = [("偏左", "left"), ("居中", "centre"), ("偏右", "right")][column];
    Wording::new(format!("{zh_row}{zh_column}"), format!("{en_row} {en_column}"))
}

/// What a path means: a field of the form, or something read from a material. Nothing for a whole material, which is named already.
pub fn field(law: &Law, packet: &Packet, at: &str) -> Option<Wording> {
    let steps: Vec<&str> = at.split('.').collect();
    let label = match steps.as_slice() {
        ["materials", ..] => return None,
        ["answers", ..] => field_at(law.form(&packet.form)?, at)?.label.clone(),
        [.., "contents", n] => Wording::new(format!("第 {n} 项评估内容"), format!("content {n} of the assessment")),
        [.., last] => read(last)?,
        [] => return None,
    };
    Some(match name_of_use(packet, &steps) {
        Some(name) => Wording::new(format!("「{name}」的{}", label.zh), format!("`{name}`: {}", label.en)),
        None => label,
    })
}

fn name_of_use<'a>(packet: &'a Packet, steps: &[&str]) -> Option<&'a str> {
    let id = steps.iter().skip_while(|it| **it != "uses").nth(1)?;
    packet.answers.uses.iter().find(|it| it.id.as_deref() == Some(id))?.name.as_deref()
}

/// What is looked for in a material, by the last step of its path.
pub fn read(step: &str) -> Option<Wording> {
    let (zh, en) = match step {
        "name" => ("名称或姓名", "name"),
        "uscc" | "principal_uscc" => ("统一社会信用代码", "credit code"),
        "representative" => ("法定代表人或负责人", "legal representative"),
        "stored" => ("存储人数", "people stored"),
        "address" => ("住所", "address"),
        "valid_until" => ("有效期", "term"),
        "number" | "agent_number" => ("身份证件号码", "ID number"),
        "principal" => ("单位名称", "principal"),
        "agent" => ("经办人", "handling person"),
        "scope" => ("委托事项", "matter"),
        "term_from" => ("委托期限的起点", "begin of the term"),
        "term_to" => ("委托期限的终点", "end of the term"),
        "term" => ("委托期限", "term"),
        "signed_on" => ("签署日期", "day of signing"),
        "retention" => ("保存期限", "retention"),
        "contents" => ("评估内容", "contents of the assessment"),
        "uses" => ("各应用的保存期限", "retention of each use"),
        "seal" => ("公章", "official seal"),
        _ => return None,
    };
    Some(Wording::new(zh, en))
}

#[cfg(test)]
mod tests {
    use super::part_of_page;

    #[test]
    fn a_place_is_said_by_ninths() {
        assert_eq!(part_of_page([0.1, 0.1, 0.2, 0.05]).zh, "上部偏左");
        assert_eq!(part_of_page([0.4, 0.9, 0.2, 0.05]).en, "lower centre");
    }
}
