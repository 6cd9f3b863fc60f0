//! A choice may be answered by its label as well as by its word: people write 「云」 where the form has `cloud`.

use law::{Choice, Form};
use serde_json::Value;

use crate::words::fold;

/// Puts the word of each choice in the place of its label, in one language or the other.
pub fn replace(answers: &mut Value, form: &Form) {
    for field in form.fields() {
        let steps: Vec<&str> = field.path.split('.').collect();
        each(answers, &steps, &mut |it| to_word(it, &field.choices));
        for column in &field.columns {
            let steps = [&steps[..], &["*", column.key.as_str()]].concat();
            each(answers, &steps, &mut |it| to_word(it, &column.choices));
        }
    }
}

/// Every place that a path stands for; `*` is each block of a list.
fn each(at: &mut Value, steps: &[&str], act: &mut impl FnMut(&mut Value)) {
    match (steps, at) {
        ([], at) => act(at),
        (["*", rest @ ..], Value::Array(blocks)) => blocks.iter_mut().for_each(|it| each(it, rest, act)),
        ([step, rest @ ..], Value::Object(fields)) => _ = fields.get_mut(*step).map(|it| each(it, rest, act)),
        _ => {}
    }
}

fn to_word(answer: &mut Value, choices: &[Choice]) {
    match answer {
        Value::String(text) => {
            if let Some(choice) = by_label(text, choices) {
                choice.value.clone_into(text);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| to_word(it, choices)),
        _ => {}
    }
}

/// The choice of this label, where the text is not a word of the form already.
fn by_label<'a>(text: &str, choices: &'a [Choice]) -> Option<&'a Choice> {
    let is_word = choices.iter().any(|it| it.value == text.trim());
    choices.iter().find(|it| !is_word && [&it.zh, &it.en].into_iter().any(|label| fold(label) == fold(text)))
}
