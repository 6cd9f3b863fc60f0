//! `cargo xtask pictures`: the pictures of the README, taken from the real thing in a real browser.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::thread;

use crate::packages::{TO_RUN, TO_TEST, install, install_browser_modules};
use crate::shell::{Done, build, command, output, root, run};

/// A visitor on a telephone waits for each of them, and every retake stays in the history for good.
const BYTES_MAX: u64 = 400_000;

pub fn take() -> Done {
    install(&[TO_RUN, TO_TEST])?;
    install_browser_modules()?;
    crate::demo::sample()?;
    let folder = root().join("docs/pictures");
    fs::create_dir_all(&folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    let report = root().join("target/sample-report.html");
    take_one(&report, &folder.join("report.png"), (1100, 1500), 1)?;
    take_one(&report, &folder.join("report-phone.png"), (390, 844), 2)?;
    let page = root().join("target/terminal.html");
    fs::write(&page, terminal()?).map_err(|err| format!("{}: {err}", page.display()))?;
    take_one(&page, &folder.join("terminal.png"), (800, 1180), 1)?;
    desks(&folder)
}

/// The desks as people walk through them, when the demo's scans are read.
fn desks(folder: &Path) -> Done {
    let facefile = build("facefile", "dev")?.display().to_string();
    let data = root().join("target/demo-pictures");
    if data.exists() {
        fs::remove_dir_all(&data).map_err(|err| format!("{}: {err}", data.display()))?;
    }
    let mut serve = command(&facefile);
    serve.args(["serve", "--demo", "--listen", ADDRESS, "--data"]).arg(&data).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut server = serve.spawn().map_err(|err| format!("{facefile}: {err}"))?;
    let mut log = BufReader::new(server.stderr.take().ok_or("the server has no log")?).lines().map_while(Result::ok);
    let is_filled = log.find(|it| it.contains("\"demo.")).is_some_and(|it| it.contains("demo.filled"));
    thread::spawn(move || log.for_each(drop)); // or the server waits for its log to be read
    let mut walk = command("node");
    walk.arg("browser/walk.mjs").arg(format!("http://{ADDRESS}")).arg(data.join("demo-sign-ins.json")).arg(folder);
    let walked = if is_filled { run(&mut walk) } else { Err("the demo was not filled".to_owned()) };
    let _ = server.kill();
    let _ = server.wait();
    walked
}

/// Where the demo listens while its pictures are taken.
const ADDRESS: &str = "127.0.0.1:8641";

/// The top of a page, as a window of this size shows it; `density` is that of the screen.
fn take_one(page: &Path, picture: &Path, (width, height): (u32, u32), density: u32) -> Done {
    let mut node = command("node");
    node.arg("browser/picture.mjs").arg(page).arg(picture).args([width, height, density].map(|it| it.to_string()));
    run(&mut node)?;
    let n_bytes = fs::metadata(picture).map_err(|err| format!("{}: {err}", picture.display()))?.len();
    match n_bytes <= BYTES_MAX {
        true => Ok(()),
        false => Err(format!("{} has {n_bytes} bytes; at most {BYTES_MAX} are wanted", picture.display())),
    }
}

/// What the terminal shows, as a page.
fn terminal() -> Result<String, String> {
    let facefile = build("facefile", "dev")?.display().to_string();
    let mut check = command("sh");
    check.env("COLUMNS", "100").arg("-c").arg(format!("{facefile} check target/sample --color always; true"));
    let text = output(&mut check).ok_or("facefile check did not run")?;
    let shown: String = text.lines().take(49).flat_map(|it| [it, "\n"]).collect();
    Ok(PAGE.replace("{text}", &as_html(&shown)))
}

/// The few colours of a terminal as spans.
fn as_html(text: &str) -> String {
    let mut html = String::new();
    let mut parts = text.split("\x1b[");
    html += &escape(parts.next().unwrap_or_default());
    for part in parts {
        let (codes, rest) = part.split_once('m').unwrap_or(("0", part));
        html += "</span><span class=\"";
        for code in codes.split(';') {
            html += &format!("c{code} ");
        }
        html += "\">";
        html += &escape(rest);
    }
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

const PAGE: &str = "<!doctype html><meta charset=utf-8><style>
body{margin:0;background:#14171c;color:#d7dce4}pre{margin:24px;font:15px/1.5 'Noto Sans Mono CJK SC',monospace;white-space:pre-wrap}
.c1{font-weight:700}.c2{opacity:.65}.c31{color:#ff7b72}.c32{color:#7ee787}.c33{color:#e3b341}.c34,.c36{color:#79c0ff}
</style><pre><span>$ facefile check target/sample
{text}</span></pre>";
