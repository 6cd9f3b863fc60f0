//! `cargo xtask run`: from a fresh clone to the desks in a browser; `cargo xtask sample`: to a report on a sample packet.

use std::fs;

use crate::packages::{TO_RUN, install};
use crate::shell::{Done, build, command, root, run, run_status};

/// One of each kind: a name that is another's, a missing seal, an expired ID, the retention classic, an assessment that came too late,
/// no other way than the face, a vague purpose, and a claim that only advises.
pub const FAULTS: &[&str] = &[
    "certificate-of-another-name",
    "mandate-without-seal",
    "agent-id-expired",
    "retention-disagrees",
    "pia-after-use",
    "no-alternative",
    "vague-purpose",
    "low-dpi-certificate",
];

/// Serves a demo until it is told to stop. What was done in it is there the next time.
pub fn serve() -> Done {
    install(&[TO_RUN])?;
    let facefile = build("facefile", "dev")?.display().to_string();
    run(command(&facefile).args(["serve", "--demo", "--data"]).arg(root().join("target/demo")))
}

/// Makes a sample packet with faults, checks it and writes the report.
pub fn sample() -> Done {
    install(&[TO_RUN])?;
    let facefile = build("facefile", "dev")?.display().to_string();
    let (packet, report) = (root().join("target/sample"), root().join("target/sample-report.html"));
    if packet.exists() {
        fs::remove_dir_all(&packet).map_err(|err| format!("{}: {err}", packet.display()))?;
    }
    fs::create_dir_all(root().join("target")).map_err(|err| format!("target: {err}"))?; // cargo may build elsewhere
    let mut sample = command(&facefile);
    sample.args(["packet", "sample"]).arg(&packet).arg("--force"); // the truth of the last run stands beside it
    for fault in FAULTS {
        sample.args(["--fault", fault]);
    }
    run(&mut sample)?;
    match run_status(command(&facefile).arg("check").arg(&packet).arg("--report").arg(&report).arg("--force"))? {
        0 => return Err("样例里埋了缺陷，却什么都没有发现 faults were planted in the sample and none was found".into()),
        1 => {}
        code => return Err(format!("facefile check ended with {code}")),
    }
    println!("\n样例材料包 sample packet  {}", packet.display());
    println!("检查报告   report         {}", report.display());
    println!("换成您自己的 now your own  {facefile} check 文件夹或zip FOLDER-OR-ZIP --report report.html");
    Ok(())
}
