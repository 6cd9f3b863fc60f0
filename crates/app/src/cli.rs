//! The commands, found by their words. Each takes its words into types, calls one action and shows what came back.

mod check;
mod explain;
mod law;
mod ledger;
mod packet;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use ::law::{Lang, Law, Wording};
use actions::Refusal;
use clap::error::{ContextKind, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::screen::{self, Colour, Screen};

const TEMPLATE: &str = "{about}\n\n用法 Usage: {usage}\n\n{all-args}{after-help}\n";

/// 人脸备案材料预检：找出材料里会被退回的地方，写明在哪、依据什么、怎么改。
/// Checks a face-recognition filing packet: what would make it come back, where, on what basis, and how to mend it.
///
/// 一切都在本机完成，不上传任何内容。非官方软件，不构成法律意见。
/// Everything stays on this machine. Unofficial; not legal advice.
#[derive(Parser)]
#[command(name = "facefile", version, help_template = TEMPLATE, subcommand_required = true, arg_required_else_help = true)]
#[command(subcommand_help_heading = "命令 Commands", next_help_heading = "通用选项 Common options", disable_help_subcommand = true)]
#[command(disable_help_flag = true, disable_version_flag = true, verbatim_doc_comment)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
    /// 版本 version
    #[arg(long, short = 'V', action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// What every command takes.
#[derive(Args, Clone)]
pub struct Common {
    /// text 给人看，json 给程序 for people or for programs
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "text",
        value_name = "text|json",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub format: Format,
    /// 文字的语言，默认中文 language of the text, Chinese by default
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "zh",
        value_name = "zh|en",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub lang: Language,
    /// 用一份修改过的规则库代替内置的 use an edited copy of the law folder
    #[arg(long, global = true, value_name = "DIR")]
    pub law: Option<PathBuf>,
    /// 颜色 colour
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "auto|always|never",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub color: Colour,
    /// 帮助 help
    #[arg(long, short, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
}

/// For people or for programs.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

/// The language of text.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    Zh,
    En,
}

#[derive(Subcommand)]
enum Command {
    /// 检查材料包 check a packet
    #[command(help_template = TEMPLATE)]
    Check(check::CheckArgs),
    /// 新建、打印、整理材料包 make, print and arrange packets
    #[command(subcommand, help_template = TEMPLATE, subcommand_help_heading = "命令 Commands")]
    Packet(packet::PacketCommand),
    /// 查规定：条文、数字、期限、传言 look up the law: clauses, figures, deadlines, claims
    #[command(subcommand, help_template = TEMPLATE, subcommand_help_heading = "命令 Commands")]
    Law(law::LawCommand),
    /// 操作日志：核对导出 the ledger: verify an export
    #[command(subcommand, help_template = TEMPLATE, subcommand_help_heading = "命令 Commands")]
    Ledger(ledger::LedgerCommand),
    /// 启动网页：处理者、主管部门、公众 serve the desks in a browser
    #[command(help_template = TEMPLATE)]
    Serve(serve::ServeArgs),
    /// 一条检查规则的说明 the page of a rule
    #[command(help_template = TEMPLATE)]
    Explain(explain::ExplainArgs),
}

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing stops.
    Clear = 0,
    /// Something stops.
    Stops = 1,
    /// It could not be judged.
    NotJudged = 2,
}

/// What every command is given.
pub struct Desk {
    common: Common,
    own_law: Option<Law>,
}

impl Desk {
    /// The law asked for.
    pub fn law(&self) -> &Law {
        self.own_law.as_ref().unwrap_or_else(|| Law::embedded())
    }

    /// Whether a program is asking.
    pub fn wants_json(&self) -> bool {
        self.common.format == Format::Json
    }

    /// The language asked for.
    pub fn lang(&self) -> Lang {
        match self.common.lang {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
        }
    }

    /// An empty page.
    pub fn screen(&self) -> Screen {
        Screen::new(self.lang(), self.common.color)
    }

    /// Shows a result as JSON.
    pub fn json(&self, result: &impl serde::Serialize) {
        let text = serde_json::to_string_pretty(result).expect("results have string keys and finite numbers");
        screen::print(&(text + "\n"));
    }

    /// Shows a short sentence.
    pub fn say(&self, zh: &str, en: &str) {
        let mut screen = self.screen();
        let text = screen.pick(zh, en).to_owned();
        screen.line(&text);
        screen.show();
    }
}

/// Runs what was typed.
pub fn run() -> ExitCode {
    let typed = headed(Cli::command()).try_get_matches();
    let cli = match typed.and_then(|it| Cli::from_arg_matches(&it)) {
        Ok(cli) => cli,
        Err(err) => return mistyped(&err),
    };
    let common = cli.common.clone();
    match answer(cli) {
        Ok(exit) => match screen::lost() {
            Some(error) => refused(&common, &half_shown(error)),
            None => ExitCode::from(exit as u8),
        },
        Err(refusal) => refused(&common, &refusal),
    }
}

/// The headings of the help in both languages, for this command and those below it.
fn headed(command: clap::Command) -> clap::Command {
    let command = command.mut_args(|it| match (it.get_help_heading(), it.is_positional()) {
        (Some(_), _) => it,
        (None, true) => it.help_heading("参数 Arguments"),
        (None, false) => it.help_heading("选项 Options"),
    });
    command.mut_subcommands(headed)
}

fn answer(cli: Cli) -> Result<Exit, Refusal> {
    let own_law = cli.common.law.as_deref().map(law::read_own).transpose()?;
    let desk = Desk { common: cli.common, own_law };
    match cli.command {
        Command::Check(args) => check::run(&desk, &args),
        Command::Packet(command) => packet::run(&desk, &command),
        Command::Law(command) => law::run(&desk, &command),
        Command::Ledger(command) => ledger::run(&desk, &command),
        Command::Serve(args) => serve::run(desk, args),
        Command::Explain(args) => explain::run(&desk, &args),
    }
}

/// The result went into a file that could not take it.
fn half_shown(error: &std::io::Error) -> Refusal {
    Refusal::new(
        (
            format!("结果没有写完，写出的部分不完整：{error}。"),
            format!("The result was not written to its end, what is there is incomplete: {error}."),
        ),
        ("请腾出空间，或者换一个位置，再做一次。", "Make room or choose another place, and do it again."),
    )
}

/// A refusal: a sentence for people on standard error, and for programs an object on standard output.
fn refused(common: &Common, refusal: &Refusal) -> ExitCode {
    let Wording { zh, en } = &refusal.message;
    match common.lang {
        Language::Zh => screen::tell(&format!("{}\n{}", sentence(zh, &refusal.fix.zh), sentence(en, &refusal.fix.en))),
        Language::En => screen::tell(&sentence(en, &refusal.fix.en)),
    }
    if common.format == Format::Json {
        let told = serde_json::json!({ "refused": { "message": refusal.message, "fix": refusal.fix } });
        screen::print(&format!("{told:#}\n"));
    }
    ExitCode::from(Exit::NotJudged as u8)
}

/// What is wrong, and on a line of its own what to do, where that is not said already.
fn sentence(message: &str, fix: &str) -> String {
    format!("{message}\n{fix}").trim_end().to_owned()
}

/// Words that are no command: said in Chinese first, then in the parser's own English.
fn mistyped(err: &clap::Error) -> ExitCode {
    if !err.use_stderr() {
        screen::print(&err.to_string());
        return ExitCode::SUCCESS;
    }
    if err.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let typed = [ContextKind::InvalidSubcommand, ContextKind::InvalidArg].into_iter().find_map(|it| err.get(it));
        let typed = typed.map(|it| it.to_string()).unwrap_or_default();
        screen::tell(&why_mistyped(err.kind(), &typed));
    }
    screen::tell(err.to_string().trim_end());
    ExitCode::from(Exit::NotJudged as u8)
}

fn why_mistyped(kind: ErrorKind, typed: &str) -> String {
    match kind {
        ErrorKind::InvalidSubcommand => format!("没有「{typed}」这个命令。用 facefile --help 看全部命令。"),
        ErrorKind::UnknownArgument => format!("没有「{typed}」这个选项。用 --help 看这个命令的选项。"),
        ErrorKind::MissingRequiredArgument => format!("还缺：{typed}。用 --help 看怎么写。"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("「{typed}」的值不对。"),
        _ => "命令写得不对。用 --help 看怎么写。".to_owned(),
    }
}

/// A day as it is typed, 2026-09-14.
fn typed_day(text: &str) -> Result<jiff::civil::Date, String> {
    let text = text.trim();
    // The library also reads 20260914 and a date with a time; one form is enough, and a slip is told.
    let day = text.parse().ok().filter(|day: &jiff::civil::Date| day.to_string() == text);
    day.ok_or_else(|| format!("日期写作 2026-09-14；`{text}` is no day, write 2026-09-14"))
}

/// Shared pairs of characters, in thousandths of all pairs (Dice).
fn likeness(a: &str, b: &str) -> usize {
    let pairs = |text: &str| text.as_bytes().windows(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (a, mut b) = (pairs(a), pairs(b));
    let n_pairs = (a.len() + b.len()).max(1);
    let shared = a.iter().filter(|pair| b.iter().position(|it| it == *pair).map(|at| b.swap_remove(at)).is_some()).count();
    shared * 2000 / n_pairs
}
