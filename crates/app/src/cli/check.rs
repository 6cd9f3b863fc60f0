//! `facefile check PACKET`: what would make the packet come back, where, on what basis, and how to mend it.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use actions::check::{Asked, Step, check_packet};
use actions::child::Stage;
use actions::{Overwrite, Refusal, file_is_free, write_file};
use casework::precheck::Profile;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use law::Lang;

use super::{Desk, Exit, typed_day};
use crate::{report, screen};

#[derive(Args)]
pub struct CheckArgs {
    /// 材料包：文件夹或 .zip the packet: a folder or a .zip
    #[arg(value_name = "PACKET")]
    packet: PathBuf,
    /// 按哪一天检查，默认今天（北京时间） judge for this day, today in China unless given
    #[arg(long, value_name = "DATE", value_parser = typed_day)]
    as_of: Option<Date>,
    /// official 只看规定；cautious 也提示业内说法（默认） requirements only, or practitioners' claims as well (default)
    #[arg(
        long,
        value_enum,
        default_value = "cautious",
        value_name = "official|cautious",
        hide_possible_values = true,
        hide_default_value = true
    )]
    profile: Strictness,
    /// 另写一份可以打印和转发的网页报告 write a report as one HTML file
    #[arg(long, value_name = "FILE.html")]
    report: Option<PathBuf>,
    /// 报告已经存在也覆盖 overwrite the report
    #[arg(long)]
    force: bool,
    /// 在 JSON 里附上各阶段用时（秒）和内存 add the seconds of each stage and the memory to the JSON
    #[arg(long)]
    timings: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Strictness {
    Official,
    Cautious,
}

pub fn run(desk: &Desk, args: &CheckArgs) -> Result<Exit, Refusal> {
    let asked = Asked { path: &args.packet, as_of: args.as_of, profile: args.profile.into(), law: desk.law() };
    let overwrite = if args.force { Overwrite::Forced } else { Overwrite::Never };
    args.report.as_deref().map_or(Ok(()), |it| file_is_free(it, overwrite))?; // before minutes of reading, not after
    let mut waiting = Waiting::new(desk);
    let checked = check_packet(&asked, &mut |step| waiting.step(&step))?;
    let page = args.report.as_ref().map(|path| {
        waiting.say(desk.screen().pick("画出标了位置的页面", "drawing the pages with the places marked").to_owned());
        (path, report::html::page(desk.law(), &checked, desk.lang()))
    });
    waiting.done();
    match desk.wants_json() {
        true => desk.json(&report::json::result(&checked, args.timings)),
        false => report::text::show(desk.screen(), desk.law(), &checked),
    }
    if let Some((path, page)) = page {
        write_report(desk, path, &page, overwrite)?;
    }
    Ok(if checked.check.stops() { Exit::Stops } else { Exit::Clear })
}

fn write_report(desk: &Desk, path: &Path, page: &str, overwrite: Overwrite) -> Result<(), Refusal> {
    write_file(path, page.as_bytes(), overwrite)?;
    let shown = path.display();
    match desk.lang() {
        Lang::Zh => screen::tell(&format!("报告：{shown}（含材料图像和个人信息，请当作材料本身一样保管）")),
        Lang::En => {
            screen::tell(&format!("report: {shown} (it holds pictures of the materials and personal data: keep it as you keep them)"))
        }
    }
    Ok(())
}

impl From<Strictness> for Profile {
    fn from(it: Strictness) -> Profile {
        match it {
            Strictness::Official => Profile::Official,
            Strictness::Cautious => Profile::Cautious,
        }
    }
}

/// How often the moving line moves: one page can take seconds to read.
const TICK: Duration = Duration::from_millis(120);

/// What whoever waits sees on standard error: a line that moves on a terminal, plain lines elsewhere, nothing for a program.
struct Waiting {
    lang: Lang,
    bar: Option<ProgressBar>,
    quiet: bool,
}

impl Waiting {
    fn new(desk: &Desk) -> Waiting {
        let bar = std::io::stderr().is_terminal().then(|| {
            let style = ProgressStyle::with_template("{spinner} {wide_msg}").expect("a constant that every run tests");
            let bar = ProgressBar::no_length().with_style(style);
            bar.enable_steady_tick(TICK);
            bar
        });
        Waiting { lang: desk.lang(), bar, quiet: desk.wants_json() }
    }

    fn step(&mut self, step: &Step) {
        if let Some(said) = said(step, self.lang) {
            self.say(said);
        }
    }

    fn say(&self, said: String) {
        match &self.bar {
            Some(bar) => bar.set_message(said),
            None if self.quiet => {}
            None => screen::tell(&said),
        }
    }

    fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Each material is named once, when it is opened; what happens to it after that is a matter of seconds.
fn said(step: &Step, lang: Lang) -> Option<String> {
    Some(match (step, lang) {
        (Step::Reading(it), _) if it.stage != Stage::Open => return None,
        (Step::Reading(it), Lang::Zh) => format!("读取材料 {}/{}  {}", it.index + 1, it.of, it.file),
        (Step::Reading(it), Lang::En) => format!("reading material {}/{}  {}", it.index + 1, it.of, it.file),
        (Step::Judging, Lang::Zh) => "核对规则".to_owned(),
        (Step::Judging, Lang::En) => "applying the rules".to_owned(),
    })
}
