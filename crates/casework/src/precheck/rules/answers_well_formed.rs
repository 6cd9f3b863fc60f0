//! Every answer has the form that its field can read.

use law::{Cite, Field, FieldKind, Wording, cite};
use serde_json::Value;

use crate::packet::field_at;
use crate::precheck::{Subject, Verdict};
use crate::words::mask_numbers;

/// Our own rule.
pub const CITE: Cite = cite("house/answer-form");

/// Fields whose answers are nobody else's business.
const PRIVATE: [&str; 3] = ["id_number", "phone", "email"];

/// What was typed stays as typed; rules that need the answer take it for blank.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::looked();
    let form = subject.law.form(&subject.packet.form);
    for misfit in &subject.packet.misfits {
        let step = misfit.path.rsplit('.').next().unwrap_or_default();
        // The number of a person may have slipped into any field.
        let typed = if PRIVATE.contains(&step) { "…".to_owned() } else { mask_numbers(misfit.typed.trim()) };
        let field = form.and_then(|it| field_at(it, &misfit.path));
        let (label, options) = (field.map(label).unwrap_or_default(), field.map(options).unwrap_or_default());
        let zh = format!("{}「{typed}」读不成{}{}", label.zh, misfit.wanted.zh, options.zh);
        verdict.fail(misfit.path.clone(), zh, format!("{}`{typed}` cannot be read as {}{}", label.en, misfit.wanted.en, options.en));
    }
    if let Some(form) = form {
        form.fields().for_each(|it| check_choice(subject, it, &mut verdict));
    }
    verdict
}

/// An answer that is kept as a text and must be one of a list: a choice that no rule reads, or a province.
fn check_choice(subject: &Subject, field: &Field, verdict: &mut Verdict) {
    let packet = subject.packet;
    let answered = packet.answer(&field.path).and_then(Value::as_str).map(str::trim).filter(|it| !it.is_empty());
    let at = format!("answers.{}", field.path);
    let Some(typed) = answered.filter(|_| packet.misfits.iter().all(|it| it.path != at)) else { return };
    let (known, options) = match field.kind {
        FieldKind::Choice => (field.choices.iter().any(|it| it.value == typed), options(field)),
        FieldKind::Province => (subject.law.authority(typed).is_some(), Wording::new("：六位行政区划代码，如 370000", ": a code of six digits, such as 370000")),
        _ => return,
    };
    if !known {
        let (typed, label) = (mask_numbers(typed), label(field));
        let zh = format!("{}「{typed}」不是可选的内容{}", label.zh, options.zh);
        verdict.fail(at, zh, format!("{}`{typed}` is none of the choices{}", label.en, options.en));
    }
}

fn label(field: &Field) -> Wording {
    Wording::new(format!("「{}」写的", field.label.zh), format!("`{}`: ", field.label.en))
}

/// What may be written, where that is a choice.
fn options(field: &Field) -> Wording {
    if field.choices.is_empty() {
        return Wording::default();
    }
    let zh: Vec<String> = field.choices.iter().map(|it| format!("{}（{}）", it.value, it.zh)).collect();
    let en: Vec<&str> = field.choices.iter().map(|it| it.value.as_str()).collect();
    Wording::new(format!("：{}", zh.join("、")), format!(": {}", en.join(", ")))
}
