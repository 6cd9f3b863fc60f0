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

/// The check's result; with `timings` beside it the seconds of each stage, the processor seconds of this program, of the children that
/// read files and of Tesseract, and the most memory a reading child held (MiB).
pub fn result(checked: &Checked, timings: bool) -> Told<'_> {
    Told { check: &checked.check, timings: timings.then(|| figures(checked)) }
}

fn figures(checked: &Checked) -> Map<String, Value> {
    let spent = &checked.spent;
    let stages = checked.timings.iter().map(|(stage, it)| (*stage, *it));
    let processor = [("cpu.own", actions::clock::spent()), ("cpu.parsers", spent.parsers), ("cpu.tesseract", spent.tesseract)];
    let seconds = stages.chain(processor).map(|(name, it)| (name.to_owned(), it.as_secs_f64().into()));
    seconds.chain([("read.peak_mib".to_owned(), (spent.peak_bytes >> 20).into())]).collect()
}
