//! `facefile ledger`: whether an export of a log is whole, in order and signed, and whether a receipt proves an entry. Neither needs a server or a
//! database.

use std::path::PathBuf;

use actions::Refusal;
use actions::ledger::{Kept, verify, verify_receipt};
use clap::{Args, Subcommand};
use law::Wording;
use ledger::Flaw;
use ledger::export::Verdict;

use super::{Desk, Exit, TEMPLATE};
use crate::screen;

#[derive(Subcommand)]
pub enum LedgerCommand {
    /// 核对一份日志导出 verify an export of a log
    #[command(help_template = TEMPLATE, after_help = FORM)]
    Verify(VerifyArgs),
    /// 核对一份回执，不需要导出 verify a receipt alone, without an export
    #[command(help_template = TEMPLATE, after_help = RECEIPT)]
    Receipt(ReceiptArgs),
}

const RECEIPT: &str =
    "说明这个条目在签署 checkpoint 之时已经在日志里；条目里写的是摘要，说明不了材料的内容。退出码：0 证明成立 · 1 不成立 · 2 没有核对。
It shows that the entry was in the log when the checkpoint was signed. An entry holds digests: it does not show what a material says.
Exit status: 0 it proves the entry · 1 it does not · 2 nothing was verified.";

#[derive(Args)]
pub struct ReceiptArgs {
    /// 下载的证明 the proof, as it was downloaded
    #[arg(value_name = "RECEIPT")]
    receipt: PathBuf,
    /// 它证明的条目 the entry that it proves
    #[arg(long, value_name = "FILE")]
    entry: PathBuf,
    /// 公布的公钥，或写有它的文件 the key as published, or a file with it
    #[arg(long, value_name = "KEY")]
    vkey: String,
}

const FORM: &str =
    "导出是 C2SP tlog-tiles 形式的文件夹：checkpoint、tile/、tile/entries/，另有一个 vkey 文件，一行一个公钥，先是日志的，再是见证方的。
退出码：0 全部相符 · 1 有不符 · 2 没有核对。
An export is a folder in the form of C2SP tlog-tiles: checkpoint, tile/, tile/entries/; and a file `vkey`, one key a line, the log's first,
then its witnesses'. Exit status: 0 everything fits · 1 something does not · 2 nothing was verified.";

#[derive(Args)]
pub struct VerifyArgs {
    /// 导出的文件夹 the folder of the export
    #[arg(value_name = "EXPORT")]
    export: PathBuf,
    /// 公布的公钥，或写有它的文件；不写则用导出里的那一个 the key as published, or a file with it; else that of the export
    #[arg(long, value_name = "KEY")]
    vkey: Option<String>,
    /// 以前留下的 checkpoint：导出须是它的延续 a checkpoint kept from earlier, which the export must continue
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
    /// 回执：它说的条目须在导出里 a receipt whose entry must be in the export
    #[arg(long, value_name = "FILE")]
    receipt: Vec<PathBuf>,
}

pub fn run(desk: &Desk, command: &LedgerCommand) -> Result<Exit, Refusal> {
    let args = match command {
        LedgerCommand::Verify(args) => args,
        LedgerCommand::Receipt(args) => return receipt(desk, args),
    };
    let kept = Kept { vkey: args.vkey.clone(), checkpoints: args.checkpoint.clone(), receipts: args.receipt.clone() };
    let verdict = verify(&args.export, &kept)?;
    match desk.wants_json() {
        true => desk.json(&told(&verdict)),
        false => screen::print(&verdict.to_string()),
    }
    Ok(if verdict.holds() { Exit::Clear } else { Exit::Stops })
}

fn receipt(desk: &Desk, args: &ReceiptArgs) -> Result<Exit, Refusal> {
    let proven = verify_receipt(&args.receipt, &args.entry, &args.vkey)?;
    match (&proven, desk.wants_json()) {
        (Ok(it), true) => desk.json(&serde_json::json!({ "holds": true, "origin": it.origin, "size": it.head.size })),
        (Err(flaw), true) => desk.json(&serde_json::json!({ "holds": false, "why": why(flaw) })),
        (Ok(it), false) => desk.say(
            &format!("证明成立：条目在日志 {} 的前 {} 条里。", it.origin, it.head.size),
            &format!("It holds: the entry is among the first {} of the log {}.", it.head.size, it.origin),
        ),
        (Err(flaw), false) => {
            let Wording { zh, en } = why(flaw);
            desk.say(&format!("证明不成立：{zh}"), &format!("It does not hold: {en}"));
        }
    }
    Ok(if proven.is_ok() { Exit::Clear } else { Exit::Stops })
}

fn told(verdict: &Verdict) -> serde_json::Value {
    let checkpoint = verdict.checkpoint.as_ref();
    let faults = verdict.faults.iter().map(|it| serde_json::json!({ "path": it.path, "index": it.index, "why": why(&it.flaw) }));
    let witnesses = verdict.witnesses.iter().map(|it| serde_json::json!({ "name": it.name, "cosigned_at": it.cosigned_at.as_ref().ok() }));
    serde_json::json!({
        "holds": verdict.holds(),
        "origin": checkpoint.map(|it| &it.origin), "size": checkpoint.map(|it| it.head.size), "root": checkpoint.map(|it| it.head.root.to_string()),
        "signed": verdict.is_signed,
        "vkey": verdict.vkey.as_ref().map(ToString::to_string), "vkey_given": verdict.is_vkey_given,
        "witnesses": witnesses.collect::<Vec<_>>(), "faults": faults.collect::<Vec<_>>(),
    })
}

/// The words of a flaw, Chinese first, in one language each.
fn why(flaw: &Flaw) -> Wording {
    let both = flaw.to_string();
    let (zh, en) = both.split_once(" · ").unwrap_or((&both, &both));
    Wording::new(zh, en)
}
