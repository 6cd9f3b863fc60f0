//! The result as outsiders build on it. Nothing is added unless it was asked for.

use actions::check::Checked;
use casework::precheck::Check;
use serde::Serialize;
use serde_json::{Map, Value};

/// The check's result, and what was asked for beside it.
#[derive(Serialize)]
pub struct Told<'a> {
    #[serde(flatten)]
    check: &'a Check,
    #[serde(skip_serializing_if = "Option::is_none")]
    timings: Option<Map<String, Value>>,
}

/// The check's result; with `timings`, the seconds of each stage and the most memory a reading child held (MiB) beside it.
pub fn result(checked: &Checked, timings: bool) -> Told<'_> {
    Told { check: &checked.check, timings: timings.then(|| figures(checked)) }
}

fn figures(checked: &Checked) -> Map<String, Value> {
    let seconds = checked.timings.iter().map(|(stage, it)| ((*stage).to_owned(), it.as_secs_f64().into()));
    seconds.chain([("read.peak_mib".to_owned(), (checked.peak_bytes >> 20).into())]).collect()
}
