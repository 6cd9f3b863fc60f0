//! The result as outsiders build on it (DESIGN §4). Nothing is added unless it was asked for.

use actions::check::Checked;
use serde_json::{Map, Value};

/// The check's result; with `timings`, the seconds of each stage and the most memory a reading child held (MiB) beside it.
pub fn result(checked: &Checked, timings: bool) -> Value {
    let mut result = serde_json::to_value(&checked.check).expect("a result has string keys and finite numbers");
    if timings {
        let mut figures: Map<String, Value> =
            checked.timings.iter().map(|(stage, it)| ((*stage).to_owned(), it.as_secs_f64().into())).collect();
        figures.insert("read.peak_mib".to_owned(), (checked.peak_bytes >> 20).into());
        result["timings"] = Value::Object(figures);
    }
    result
}
