//! How sure a finding is: what speaks for what was read. It is looked up in the facts, never guessed.

use casework::facts::{Facts, Place, Support};
use casework::precheck::{Finding, Outcome};
use law::Wording;
use serde_json::Value;

/// What speaks for a finding, or what is missing to be sure. Nothing where no single reading carries it.
pub fn how_sure(finding: &Finding, facts: &Facts) -> Option<Wording> {
    let support = support(finding, facts);
    let (zh, en) = match finding.at.split('.').collect::<Vec<_>>().as_slice() {
        _ if finding.outcome == Outcome::CannotTell => doubt(support),
        ["answers", ..] => ("取自填写的内容，没有经过识读", "taken from what was typed; nothing had to be recognised"),
        ["materials", ..] => ("按材料清单和文件本身判断，没有经过识读", "judged from the list and the files; nothing had to be recognised"),
        [.., "seal"] => {
            ("按颜色和形状找红色印章，不辨真伪", "red seals are looked for by colour and shape; whether one is genuine is not judged")
        }
        _ => support_in_words(support?),
    };
    Some(Wording::new(zh, en))
}

fn doubt(support: Option<Support>) -> (&'static str, &'static str) {
    match support {
        Some(Support::OneReading) => ("没有两次一致的识读，所以不判为不通过", "no two readings agree, so it is called no fault"),
        Some(_) => ("读到了，但不足以断定，所以不判为不通过", "read, but not enough to be certain, so it is called no fault"),
        None => ("没有可靠的读数，所以不判为不通过", "no reading to rely on, so it is called no fault"),
    }
}

fn support_in_words(support: Support) -> (&'static str, &'static str) {
    match support {
        Support::Typed => ("电子文件里的文字，没有经过识读", "text of an electronic file; nothing had to be recognised"),
        Support::CheckDigit => ("识读得到，校验位相符", "recognised, and its check digit holds"),
        Support::TwoReadings => ("同一识读程序用几种处理读过，结果一致", "one engine read it, prepared in several ways, and always alike"),
        Support::FaintReadings => ("几次识读大多一致，个别字认得不牢", "most of several readings agree, some characters are not sure"),
        // A finding that is certain all the same: both looks saw another name (docs/decisions/0050).
        Support::OneReading => ("几次识读略有出入，都不是填写的内容", "the readings differ a little, and none is what was typed"),
    }
}

/// The support of the reading that a finding points at: same file, same last step, same place.
fn support(finding: &Finding, facts: &Facts) -> Option<Support> {
    let file = finding.file.as_deref()?;
    let material = facts.materials.iter().find(|it| it.file == file)?;
    let content = serde_json::to_value(&material.content).ok()?;
    let step = finding.at.rsplit('.').next()?;
    let mut readings = Vec::new();
    collect(&content, step, &mut readings);
    let pointed_at = finding.page.map(|page| Place { page, area: finding.area });
    let place = |it: &Value| serde_json::from_value::<Place>(it["place"].clone()).ok();
    let found = readings.iter().find(|it| place(it) == pointed_at)?;
    serde_json::from_value(found["support"].clone()).ok()
}

fn collect<'a>(value: &'a Value, step: &str, readings: &mut Vec<&'a Value>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, it)| match key == step && it.get("support").is_some() {
            true => readings.push(it),
            false => collect(it, step, readings),
        }),
        Value::Array(all) => all.iter().for_each(|it| collect(it, step, readings)),
        _ => {}
    }
}
