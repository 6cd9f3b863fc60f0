//! Ctrl-C in the middle of a check.

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use actions::check::{Asked, Step, check_packet};
use casework::precheck::Profile;
use law::Law;
use rustix::process::{Pid, Signal, kill_process};

use crate::archives::archive_with_a_text;
use crate::desk::{Desk, TODAY};

pub fn what_was_unpacked_is_gone() {
    let desk = Desk::empty();
    let packet = desk.put("packet.zip", &archive_with_a_text());
    std::fs::create_dir(desk.path().join("tmp")).expect("a folder");
    let temporary = desk.path().join("tmp");
    let mut checking = Command::new(std::env::current_exe().expect("this program"))
        .arg("--check-until-told-to-stop")
        .arg(&packet)
        .env("TMPDIR", &temporary)
        .stdout(Stdio::piped())
        .spawn()
        .expect("a start");
    let mut said = String::new();
    BufReader::new(checking.stdout.take().expect("piped")).read_line(&mut said).expect("a line");
    let unpacked = || temporary.read_dir().expect("a folder").count();
    assert_eq!((said.as_str(), unpacked()), ("reading\n", 1));

    kill_process(Pid::from_child(&checking), Signal::INT).expect("it is there");
    let status = checking.wait().expect("it ends");
    assert_eq!(status.signal(), Some(Signal::INT.as_raw()), "as if nobody had looked at the signal");
    assert_eq!(unpacked(), 0, "scans of identity documents do not stay behind");
}

/// Reads a packet, and stays in the middle of it.
pub fn check_until_told_to_stop(packet: &Path) -> ExitCode {
    let asked = Asked { path: packet, as_of: Some(TODAY), profile: Profile::Official, law: Law::embedded() };
    let mut wait = |step| {
        if let Step::Reading(_) = step {
            println!("reading");
            std::thread::sleep(Duration::from_secs(3_600));
        }
    };
    let _ = check_packet(&asked, &mut wait);
    ExitCode::FAILURE
}
