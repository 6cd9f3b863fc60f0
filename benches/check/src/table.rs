//! Figures as Markdown, with their intervals.

use crate::score::{Score, Tally};

/// A share with its Wilson 95 % interval, such as `0.981 (0.964–0.990)`; a dash where there is nothing to share.
pub fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let [low, high] = wilson(part, whole);
    format!("{:.3} ({low:.3}–{high:.3})", part as f64 / whole as f64)
}

/// The Wilson score interval at 95 %: honest also for few cases and for shares near 0 and 1.
pub fn wilson(part: usize, whole: usize) -> [f64; 2] {
    const Z: f64 = 1.959_964;
    let (n, p) = (whole as f64, part as f64 / whole as f64);
    let middle = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let by = 1.0 + Z * Z / n;
    [((middle - half) / by).max(0.0), ((middle + half) / by).min(1.0)]
}

/// The figures of all rules together.
pub fn pooled(score: &Score, of: &str, n_packets: usize) -> String {
    let it = score.pooled();
    let untold = |it: &Tally| it.doubted + it.needless_doubts;
    let row = |what: &str, figure: String| format!("| {what} | {figure} |\n");
    format!("| {of}: {n_packets} packets | |\n|---|---|\n")
        + &row("fail precision", share(it.fails_right, it.fails))
        + &row("advice precision", share(it.advice_right, it.advice))
        + &row("recall, all", share(it.found, it.faults))
        + &row("recall, what stands on scans", share(score.scans.found, score.scans.faults))
        + &row("cannot tell, of all rules applied", share(untold(&it), score.outcomes))
        + &row("cannot tell, of the rules on scans", share(untold(&score.scans), score.scan_outcomes))
        + &row("doubts to one fault that is there", format!("{:.2}", untold(&it) as f32 / it.faults.max(1) as f32))
        + &row("stopped without a fault that stops", format!("{} of {}", score.clean_stopped, score.clean))
        + &row("near misses hit", format!("{} of {}", it.near_misses_hit, it.near_misses))
}

/// One row a rule.
pub fn by_rule(score: &Score) -> String {
    let mut table = String::from(
        "| rule | faults | found | as doubts | recall | said | precision | needless doubts | near misses hit |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    for (rule, it) in &score.rules {
        table += &row(rule, it);
    }
    table
}

fn row(rule: &str, it: &Tally) -> String {
    let (said, right) = (it.fails + it.advice, it.fails_right + it.advice_right);
    format!(
        "| {rule} | {} | {} | {} | {} | {said} | {} | {} | {} of {} |\n",
        it.faults,
        it.found,
        it.doubted,
        share(it.found, it.faults),
        share(right, said),
        it.needless_doubts,
        it.near_misses_hit,
        it.near_misses
    )
}

#[cfg(test)]
mod tests {
    use super::{share, wilson};

    #[test]
    fn the_interval_is_wilsons() {
        let [low, high] = wilson(189, 189); // so many without an error are needed for a lower bound of 0.98
        assert!((low - 0.980).abs() < 0.0005 && high == 1.0, "{low} {high}");
        let [low, high] = wilson(8, 10); // a textbook example
        assert!((low - 0.490).abs() < 0.0005 && (high - 0.943).abs() < 0.0005, "{low} {high}");
        assert_eq!(share(0, 0), "–");
    }
}
