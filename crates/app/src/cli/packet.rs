//! `facefile packet …`: making, printing and arranging packets.

use std::path::{Path, PathBuf};

use actions::packet::rebuild::{self, Rebuilt};
use actions::packet::sample::{Order, Scans};
use actions::packet::{handover, new, print, sample, schema};
use actions::{Overwrite, Refusal};
use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::{Desk, Exit, TEMPLATE, typed_day};
use crate::screen::{self, Ink, Screen};

#[derive(Subcommand)]
pub enum PacketCommand {
    /// 新建一个空的材料包 start an empty packet
    #[command(help_template = TEMPLATE)]
    New(NewArgs),
    /// packet.toml 的 JSON Schema（2020-12） the JSON Schema of packet.toml
    #[command(help_template = TEMPLATE)]
    Schema(SchemaArgs),
    /// 把填写的内容排成 PDF 和 DOCX，供签字盖章 set the forms from the answers as PDF and DOCX, ready to be stamped
    #[command(help_template = TEMPLATE)]
    Print(WriteArgs),
    /// 整理成国家系统填报用的文件和填报对照表 the kit for the national web system: files in order and a copy-sheet
    #[command(help_template = TEMPLATE)]
    Handover(WriteArgs),
    /// 把材料逐页重建成只有图片的 PDF，可以放心打开 copies of the materials that are nothing but pictures, safe to open
    #[command(help_template = TEMPLATE)]
    Rebuild(RebuildArgs),
    /// 生成一份虚构单位的样例，可以植入缺陷 make a sample packet of an invented company, with faults on request
    #[command(help_template = TEMPLATE)]
    Sample(SampleArgs),
}

#[derive(Args)]
pub struct NewArgs {
    /// 放在哪个文件夹 the folder to make
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// 已有的 packet.toml 也换成空的；原来的留作 packet.toml.bak replace a packet.toml that is there; the old one is kept as packet.toml.bak
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
pub struct SchemaArgs {
    /// 表单版本，默认最新的 edition of the forms, the latest unless given
    #[arg(long, value_name = "EDITION")]
    form: Option<String>,
}

#[derive(Args)]
pub struct WriteArgs {
    /// 材料包：文件夹或 .zip the packet: a folder or a .zip
    #[arg(value_name = "PACKET")]
    packet: PathBuf,
    /// 写到哪个文件夹，默认在材料包旁边 the folder to write, beside the packet unless given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 文书上的日期，默认今天 the day on the papers, today unless given
    #[arg(long, value_name = "DATE", value_parser = typed_day)]
    as_of: Option<Date>,
    /// 同名文件也覆盖 overwrite files of the same name
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
pub struct RebuildArgs {
    /// 材料包：文件夹或 .zip the packet: a folder or a .zip
    #[arg(value_name = "PACKET")]
    packet: PathBuf,
    /// 写到哪个文件夹，默认在材料包旁边 the folder to write, beside the packet unless given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 同名文件也覆盖 overwrite files of the same name
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
pub struct SampleArgs {
    /// 放在哪个文件夹；应有的发现写在旁边的 DIR.truth.toml the folder to make; what a check should find goes into DIR.truth.toml beside it
    #[arg(value_name = "DIR", required_unless_present_any = ["list_faults", "list_near_misses"])]
    folder: Option<PathBuf>,
    /// 同一个数字总是生成同一家单位 the same number always makes the same company
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// 植入一处缺陷，可以写多次 plant a fault; may be given several times
    #[arg(long = "fault", value_name = "NAME")]
    faults: Vec<String>,
    /// 扫描件怎么来的 how the papers are scanned
    #[arg(long, value_enum, default_value = "office")]
    scans: ScanConditions,
    /// 植入一处看着像缺陷而不是的内容，可以写多次 plant what looks like a fault and is none; may be given several times
    #[arg(long = "near-miss", value_name = "NAME")]
    near_misses: Vec<String>,
    /// 列出全部可以植入的缺陷 list every fault that can be planted
    #[arg(long)]
    list_faults: bool,
    /// 列出全部看着像缺陷而不是的内容 list everything that looks like a fault and is none
    #[arg(long)]
    list_near_misses: bool,
    /// 按哪一天编写，默认今天 made for this day, today unless given
    #[arg(long, value_name = "DATE", value_parser = typed_day)]
    as_of: Option<Date>,
    /// 文件夹里已有内容也写入 write into a folder that holds something
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum ScanConditions {
    /// 细心的办公室：300 dpi、彩色、基本放正 a careful office: 300 dpi, in colour, nearly straight
    Office,
    /// 实际收到的样子：手机拍照、灰度、歪斜、转向、浅印 as met in practice: phones, grey, crooked, turned, pale seals
    Practice,
}

impl From<ScanConditions> for Scans {
    fn from(it: ScanConditions) -> Scans {
        match it {
            ScanConditions::Office => Scans::Office,
            ScanConditions::Practice => Scans::Practice,
        }
    }
}

pub fn run(desk: &Desk, command: &PacketCommand) -> Result<Exit, Refusal> {
    match command {
        PacketCommand::New(args) => start(desk, args)?,
        PacketCommand::Schema(args) => desk.json(&schema::schema(desk.law(), args.form.as_deref())?),
        PacketCommand::Print(args) => print_papers(desk, args)?,
        PacketCommand::Handover(args) => hand_over(desk, args)?,
        PacketCommand::Sample(args) if args.list_faults => screen::print(&sample::list_faults()),
        PacketCommand::Sample(args) if args.list_near_misses => screen::print(&sample::list_near_misses()),
        PacketCommand::Sample(args) => make_sample(desk, args)?,
        PacketCommand::Rebuild(args) => return make_copies(desk, args),
    }
    Ok(Exit::Clear)
}

fn start(desk: &Desk, args: &NewArgs) -> Result<(), Refusal> {
    new::new(&args.folder, desk.law(), overwrite(args.force))?;
    if desk.wants_json() {
        desk.json(&serde_json::json!({ "folder": args.folder }));
        return Ok(());
    }
    let folder = args.folder.display();
    desk.say(
        &format!("已建好「{folder}」。填写其中的 packet.toml，再检查：facefile check {folder}。材料放进 {folder}/materials/（还没有这个文件夹，请新建）。"),
        &format!("`{folder}` is ready. Fill in its packet.toml, then facefile check {folder}. Materials go into {folder}/materials/, a folder yet to be made."),
    );
    Ok(())
}

fn print_papers(desk: &Desk, args: &WriteArgs) -> Result<(), Refusal> {
    let into = args.out.clone().unwrap_or_else(|| beside(&args.packet, "printed"));
    let files = print::print(&args.packet, &into, desk.law(), args.as_of, overwrite(args.force))?;
    if desk.wants_json() {
        desk.json(&serde_json::json!({ "folder": into, "files": files }));
        return Ok(());
    }
    let folder = into.display();
    let head = (
        format!("写好 {} 个文件，在「{folder}」。都是非官方模板，正式备案以系统里的表为准。", files.len()),
        format!("{} files are in `{folder}`. All are unofficial; the forms in the official system decide.", files.len()),
    );
    list(desk, head, &files);
    desk.say(
        "下一步：核对，签字，盖章，彩色扫描；放进材料包的 materials/，在 packet.toml 的 [[materials]] 里登记文件名，再检查一次。",
        "Next: read them, sign, stamp, scan in colour; put the scans into the packet's materials/, name them under [[materials]] in packet.toml, and check again.",
    );
    Ok(())
}

fn hand_over(desk: &Desk, args: &WriteArgs) -> Result<(), Refusal> {
    let into = args.out.clone().unwrap_or_else(|| beside(&args.packet, "handover"));
    let kit = handover::hand_over(&args.packet, &into, desk.law(), args.as_of, overwrite(args.force))?;
    if desk.wants_json() {
        let missing: Vec<_> = kit.missing.iter().map(|it| serde_json::json!({ "slot": it.slot, "message": it.message })).collect();
        desk.json(&serde_json::json!({ "folder": into, "files": kit.files, "missing": missing }));
        return Ok(());
    }
    let folder = into.display();
    let head = (
        format!("写好 {} 个文件，在「{folder}」。先打开「00-填报对照表」。", kit.files.len()),
        format!("{} files are in `{folder}`. Begin with the copy-sheet, 00-填报对照表.", kit.files.len()),
    );
    list(desk, head, &kit.files);
    let mut screen = desk.screen();
    if !kit.missing.is_empty() {
        screen.heading(screen.pick("还缺", "Still missing"));
    }
    for missing in &kit.missing {
        let said = screen.say(&missing.message).to_owned();
        screen.marked(2, "·", Ink::Yellow, &said);
    }
    for note in &kit.notes {
        let (title, text) = (screen.say(&note.title).to_owned(), screen.say(&note.text).to_owned());
        screen.heading(&title);
        screen.line(&text);
        screen.block(0, "", &note.source, Ink::Faint);
    }
    screen.show();
    Ok(())
}

/// Something stops where a material has no copy: whoever reviews the packet lacks it.
fn make_copies(desk: &Desk, args: &RebuildArgs) -> Result<Exit, Refusal> {
    let into = args.out.clone().unwrap_or_else(|| beside(&args.packet, "rebuilt"));
    let rebuilt = rebuild::rebuild(&args.packet, &into, overwrite(args.force))?;
    let n_copies = rebuilt.iter().filter(|it| it.copy.is_ok()).count();
    let exit = if n_copies == rebuilt.len() { Exit::Clear } else { Exit::Stops };
    if desk.wants_json() {
        desk.json(&serde_json::json!({ "folder": into, "materials": rebuilt.iter().map(as_json).collect::<Vec<_>>() }));
        return Ok(exit);
    }
    let mut screen = desk.screen();
    let (folder, n) = (into.display(), rebuilt.len());
    let (zh, en) = (
        format!("{n} 份材料重建了 {n_copies} 份，在「{folder}」。每页都是图片，没有脚本、链接、附件、签名和文件信息。"),
        format!(
            "{n_copies} of {n} materials were rebuilt in `{folder}`. Every page is a picture: no script, link, attachment, signature or metadata."
        ),
    );
    let head = screen.pick(&zh, &en).to_owned();
    screen.line(&head);
    for material in &rebuilt {
        show_copy(&mut screen, material);
    }
    screen.show();
    Ok(exit)
}

fn show_copy(screen: &mut Screen, material: &Rebuilt) {
    match &material.copy {
        Ok(copy) => {
            let pages = screen.pick(&format!("{} 页", copy.n_pages), &pages(copy.n_pages)).to_owned();
            screen.marked(2, "✓", Ink::Green, &format!("{} → {} ({pages})", material.material, copy.file));
            for (_, told) in &copy.told {
                let told = screen.say(told).to_owned();
                screen.block(4, "", &told, Ink::Faint);
            }
        }
        Err(why) => {
            let code = why.code.as_ref().map_or_else(String::new, |it| format!(" ({it})"));
            let said = format!("{}: {}{code}", material.material, screen.say(&why.message));
            screen.marked(2, "✗", Ink::Red, &said);
            let fix = screen.say(&why.fix).to_owned();
            if !fix.is_empty() {
                screen.block(4, "", &fix, Ink::Faint);
            }
        }
    }
}

fn pages(n: usize) -> String {
    if n == 1 { "1 page".to_owned() } else { format!("{n} pages") }
}

fn as_json(material: &Rebuilt) -> serde_json::Value {
    let (slot, name) = (material.slot, &material.material);
    match &material.copy {
        Ok(copy) => {
            let told: Vec<_> = copy.told.iter().map(|(code, message)| serde_json::json!({ "code": code, "message": message })).collect();
            serde_json::json!({ "slot": slot, "material": name, "file": copy.file, "pages": copy.n_pages, "told": told })
        }
        Err(why) => serde_json::json!({ "slot": slot, "material": name, "code": why.code, "message": why.message, "fix": why.fix }),
    }
}

fn make_sample(desk: &Desk, args: &SampleArgs) -> Result<(), Refusal> {
    let Some(folder) = &args.folder else { return Ok(()) };
    let planted = [&args.faults[..], &args.near_misses].concat();
    let order = Order { seed: args.seed, planted, scans: args.scans.into(), as_of: args.as_of };
    let made = sample::sample(folder, &order, desk.law(), overwrite(args.force))?;
    if desk.wants_json() {
        desk.json(&serde_json::json!({ "folder": folder, "files": made.n_files, "truth": made.truth, "findings": made.n_findings }));
        return Ok(());
    }
    let (folder, truth) = (folder.display(), made.truth.display());
    desk.say(
        &format!(
            "样例在「{folder}」，共 {} 个文件；应有的 {} 处发现写在「{truth}」。检查：facefile check {folder}",
            made.n_files, made.n_findings
        ),
        &format!(
            "The sample is in `{folder}`, {} files; the {} findings to expect are in `{truth}`. Check it: facefile check {folder}",
            made.n_files, made.n_findings
        ),
    );
    Ok(())
}

fn list(desk: &Desk, (zh, en): (String, String), files: &[String]) {
    let mut screen = desk.screen();
    let head = screen.pick(&zh, &en).to_owned();
    screen.line(&head);
    files.iter().for_each(|it| screen.block(2, "", it, Ink::Plain));
    screen.show();
}

/// `packet` has its papers in `packet-printed`: a file inside it would become a part of it.
fn beside(packet: &Path, what: &str) -> PathBuf {
    let packet = packet.canonicalize().unwrap_or_else(|_| packet.to_owned());
    let name = packet.file_stem().unwrap_or_default().to_string_lossy();
    packet.with_file_name(format!("{name}-{what}"))
}

/// Whether something may be replaced.
fn overwrite(force: bool) -> Overwrite {
    if force { Overwrite::Forced } else { Overwrite::Never }
}
