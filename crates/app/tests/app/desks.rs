//! The desks in a real browser: a demo is served, and its people walk through it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server of our own, ended by its own process id when it is done with.
struct Server(Child);

impl Drop for Server {
    /// It is told to stop, so that it takes along what it was reading.
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        for _ in 0..100 {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn people_walk_through_the_desks() {
    let data = tempfile::tempdir().unwrap();
    let mut facefile = Command::new(env!("CARGO_BIN_EXE_facefile"));
    facefile.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"]).arg(data.path());
    let mut server = Server(facefile.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let mut said = BufReader::new(server.0.stdout.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    let address = line.split_whitespace().find(|it| it.starts_with("http://")).expect("it says where it listens").to_owned();
    std::thread::spawn(move || said.read_to_end(&mut Vec::new()));

    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut node = Command::new("node");
    node.current_dir(root).arg("browser/walk.mjs").arg(&address).arg(data.path().join("demo-sign-ins.json"));
    let walked = node.output().expect("node is installed by `cargo xtask test`");
    assert!(walked.status.success(), "{}{}", String::from_utf8_lossy(&walked.stdout), String::from_utf8_lossy(&walked.stderr));
}
