//! Every answer has the form that its field can read.

use law::{Cite, Field, Wording, cite};

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
    verdict
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
