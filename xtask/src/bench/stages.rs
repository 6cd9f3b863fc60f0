//! Seconds and memory of `facefile check` on the clean sample packet, stage by stage.

use super::{Programs, fresh};
use crate::shell::{Done, output, run};

const RUNS: usize = 5;

/// Prints the table that `docs/figures.md` has.
pub fn table_of_the_sample(programs: &Programs) -> Done {
    let packet = fresh("bench-packet")?;
    run(programs.facefile().args(["packet", "sample"]).arg(&packet).arg("--force"))?; // the truth of the last run stands beside it
    let mut runs: Vec<Vec<(String, f64)>> = Vec::new();
    for _ in 0..RUNS {
        let mut check = programs.facefile();
        check.arg("check").arg(&packet).args(["--format", "json", "--timings"]);
        runs.push(stages(&output(&mut check).ok_or("facefile check did not pass on the clean sample")?)?);
    }
    print!("{}", table(&runs));
    Ok(())
}

/// Rows as `docs/figures.md` has them.
fn table(runs: &[Vec<(String, f64)>]) -> String {
    let mut table = format!("| stage | min | median | max | ({} runs)\n|---|---|---|---|\n", runs.len());
    for (i, (name, _)) in runs[0].iter().enumerate() {
        let mut figures: Vec<f64> = runs.iter().map(|it| it[i].1).collect();
        figures.sort_by(f64::total_cmp);
        table += &format!("| `{name}` | {:.3} | {:.3} | {:.3} |\n", figures[0], figures[figures.len() / 2], figures[figures.len() - 1]);
    }
    table
}

/// The numbers of the `"timings"` object, in its order. Written by us, so a line-wise look is enough.
fn stages(json: &str) -> Result<Vec<(String, f64)>, String> {
    let after = json.split("\"timings\"").nth(1).ok_or("the result holds no timings")?;
    let object = after.split('{').nth(1).and_then(|it| it.split('}').next()).ok_or("timings are no object")?;
    object
        .split(',')
        .map(|pair| {
            let (name, figure) = pair.split_once(':').ok_or("a pair without a colon")?;
            let figure = figure.trim().parse().map_err(|err| format!("{pair}: {err}"))?;
            Ok((name.trim().trim_matches('"').to_owned(), figure))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{stages, table};

    #[test]
    fn the_stages_of_a_result_become_a_table() {
        let runs: Vec<_> = ["0.3", "0.1", "0.2"]
            .map(|it| stages(&format!("{{ \"findings\": [], \"timings\": {{ \"open\": {it}, \"read.peak_mib\": 40 }} }}")).unwrap())
            .into();
        let table = table(&runs);
        assert!(table.contains("| `open` | 0.100 | 0.200 | 0.300 |"), "{table}");
        assert!(table.contains("| `read.peak_mib` | 40.000 | 40.000 | 40.000 |"), "{table}");
    }
}
