//! `cargo xtask pictures`: the pictures of the README, taken from the real thing in a real browser.

use std::fs;
use std::path::Path;

use crate::packages::{TO_RUN, TO_TEST, install};
use crate::shell::{Done, build_facefile, command, output, root, run};

pub fn take() -> Done {
    install(&[TO_RUN, TO_TEST])?;
    crate::demo::demo()?;
    let folder = root().join("docs/pictures");
    fs::create_dir_all(&folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    let report = root().join("target/sample-report.html");
    screenshot(&report, &folder.join("report.png"), 1200, 1500)?;
    screenshot(&report, &folder.join("report-phone.png"), 500, 1100)?;
    let page = root().join("target/terminal.html");
    fs::write(&page, terminal()?).map_err(|err| format!("{}: {err}", page.display()))?;
    screenshot(&page, &folder.join("terminal.png"), 1100, 1180)
}

fn screenshot(page: &Path, picture: &Path, width: u32, height: u32) -> Done {
    let profile = root().join("target/chromium");
    run(command("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args(["--no-first-run", "--hide-scrollbars", "--force-device-scale-factor=1"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--window-size={width},{height}"))
        .arg(format!("--screenshot={}", picture.display()))
        .arg(format!("file://{}", page.display())))
}

/// What the terminal shows, as a page.
fn terminal() -> Result<String, String> {
    let facefile = build_facefile("dev")?.display().to_string();
    let mut check = command("sh");
    check.env("COLUMNS", "100").arg("-c").arg(format!("{facefile} check target/sample --color always; true"));
    let text = output(&mut check).ok_or("facefile check did not run")?;
    let shown: String = text.lines().take(52).flat_map(|it| [it, "\n"]).collect();
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
