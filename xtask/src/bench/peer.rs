//! Side by side with `benches/peer`: a usual packet, ours and theirs in turn, and how the cost grows with the pages.

use std::path::Path;
use std::time::Instant;

use super::{Programs, fresh, median, number};
use crate::shell::{Done, command, output, root, run};

const RUNS: usize = 3;

/// Scans and electronic pages of the usual packet, and of larger ones.
const USUAL: [usize; 2] = [8, 50];
const LARGER: [[usize; 2]; 3] = [[16, 50], [32, 50], [8, 200]];

/// What one run cost: seconds on the clock, processor seconds outside and inside Tesseract, MiB of one process.
struct Cost {
    seconds: f64,
    outside: f64,
    tesseract: f64,
    peak_mib: f64,
}

/// One of the figures of a cost.
type Figure = fn(&Cost) -> f64;

/// Prints the two costs and their ratios, then how ours grows.
pub fn side_by_side(programs: &Programs) -> Done {
    let packet = usual(programs, USUAL)?;
    let python = peer()?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(our_cost(programs, &packet)?);
        theirs.push(peer_cost(&python, &packet)?);
    }
    let rows: [(&str, Figure); 4] = [
        ("seconds on the clock", |it| it.seconds),
        ("processor seconds outside Tesseract", |it| it.outside),
        ("processor seconds in Tesseract", |it| it.tesseract),
        ("MiB of the largest process outside Tesseract", |it| it.peak_mib),
    ];
    println!(
        "\n| usual packet: {} scans, {} electronic pages ({RUNS} runs in turn, medians) | ours | peer | ours / peer |\n|---|---|---|---|",
        USUAL[0], USUAL[1]
    );
    for (what, figure) in rows {
        let [ours, theirs] = [&ours, &theirs].map(|it| median(it.iter().map(figure).collect()));
        println!("| {what} | {ours:.2} | {theirs:.2} | {:.2} |", ours / theirs);
    }
    grows(programs, &ours)
}

fn grows(programs: &Programs, usual_cost: &[Cost]) -> Done {
    println!("\n| scans | electronic pages | seconds | processor seconds outside Tesseract | MiB |\n|---|---|---|---|---|");
    let row = |[scans, pages]: [usize; 2], it: &Cost| {
        println!("| {scans} | {pages} | {:.2} | {:.2} | {:.0} |", it.seconds, it.outside, it.peak_mib);
    };
    row(USUAL, &usual_cost[0]);
    for size in LARGER {
        row(size, &our_cost(programs, &usual(programs, size)?)?);
    }
    Ok(())
}

fn usual(programs: &Programs, [scans, pages]: [usize; 2]) -> Result<std::path::PathBuf, String> {
    let packet = fresh(&format!("bench-usual-{scans}-{pages}"))?;
    run(programs.bench().arg("usual").arg(&packet).args([scans.to_string(), pages.to_string()]))?;
    Ok(packet)
}

fn our_cost(programs: &Programs, packet: &Path) -> Result<Cost, String> {
    let mut check = programs.facefile();
    check.arg("check").arg(packet).args(["--format", "json", "--timings"]);
    let begun = Instant::now();
    // Whatever was found: the extra scans are other companies'.
    let output = check.output().map_err(|err| err.to_string())?;
    let seconds = begun.elapsed().as_secs_f64();
    let json = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(Cost {
        seconds,
        outside: number(&json, "cpu.own")? + number(&json, "cpu.parsers")?,
        tesseract: number(&json, "cpu.tesseract")?,
        peak_mib: number(&json, "read.peak_mib")?,
    })
}

fn peer_cost(python: &str, packet: &Path) -> Result<Cost, String> {
    let mut check = command(python);
    check.arg(root().join("benches/peer/check.py")).arg(packet);
    let begun = Instant::now();
    let json = output(&mut check).ok_or("the peer did not end well")?;
    let seconds = begun.elapsed().as_secs_f64();
    Ok(Cost {
        seconds,
        outside: number(&json, "cpu_outside")?,
        tesseract: number(&json, "cpu_tesseract")?,
        peak_mib: number(&json, "peak_mib")?,
    })
}

/// The peer's Python, with what its list of requirements names.
fn peer() -> Result<String, String> {
    let folder = root().join("target/peer");
    let python = folder.join("bin/python").display().to_string();
    if !folder.join("ready").exists() {
        run(command("python3").args(["-m", "venv"]).arg(&folder))?;
        let list = root().join("benches/peer/requirements.txt");
        run(command(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(list))?;
        std::fs::write(folder.join("ready"), "").map_err(|err| super::told(&folder, &err))?;
    }
    Ok(python)
}
