//! What the scanned papers of an invented case say, before any fault.

use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::days::Days;
use crate::sample::invent::{Company, Person, days_before, pick};

/// What the certificate of the company says.
pub(super) fn certificate(looks: &mut Rng, company: &Company, representative: &Person, days: &Days) -> Value {
    json!({
        "layout": pick(looks, &["lying", "lying", "one-column", "standing"]),
        "name": company.name,
        "uscc": company.uscc,
        "kind": "有限责任公司(自然人投资或控股)",
        "representative": representative.name,
        "capital": company.capital,
        "founded_on": company.founded_on,
        "valid_until": "长期",
        "address": company.address,
        "scope": format!("一般项目：{}（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）", company.business.scope),
        "issued_on": days_before(days.first_use_on, 200).max(company.founded_on),
    })
}

/// The same day so many years later.
fn years_after(day: Date, years: i16) -> Date {
    day.saturating_add(i32::from(years).years())
}

/// What both sides of an identity card say; how long it holds depends on the age at which it was issued.
pub(super) fn identity(looks: &mut Rng, rng: &mut Rng, person: &Person, as_of: Date) -> Value {
    let valid_from = days_before(as_of, rng.i32(400..2600));
    let valid_until = match valid_from.year() - person.born_on.year() {
        ..26 => years_after(valid_from, 10).to_string(),
        26..46 => years_after(valid_from, 20).to_string(),
        46.. => "长期".to_owned(),
    };
    json!({
        "layout": pick(looks, &["stacked", "stacked", "beside"]),
        "name": person.name,
        "sex": if person.male { "男" } else { "女" },
        "nation": person.nation,
        "born_on": person.born_on,
        "address": person.address,
        "number": person.number,
        "issued_by": person.issued_by,
        "valid_from": valid_from,
        "valid_until": valid_until,
    })
}

/// What the mandate says, in agreement with the answers.
pub(super) fn mandate(answers: &Value, wording: u64) -> Value {
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
        "wording": wording,
    })
}

/// What the undertaking says, in agreement with the answers.
pub(super) fn undertaking(answers: &Value, wording: u64) -> Value {
    let handler = &answers["handler"];
    json!({
        "principal": handler["name"],
        "principal_uscc": handler["uscc"],
        "representative": handler["representative"]["name"],
        "points": answers["undertaking"]["points"],
        "signed_on": answers["undertaking"]["signed_on"],
        "seal": handler["name"],
        "wording": wording,
    })
}
