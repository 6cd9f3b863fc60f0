//! 核对日志: an export of the ledger, from whomever it comes, verified with nothing but itself and what the examiner kept.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ledger::export::{self, Beside, Named, Verdict};
use ledger::{Checkpoint, Flaw, Receipt};

use crate::Refusal;
use crate::disk::open_plain;

/// A bundle of 256 entries of the greatest length is the longest file an export has.
const FILE_BYTES_MAX: u64 = 256 * (2 + 65_535);

/// Files the examiner holds beside the export.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The log's key as it was published, as text or in a file.
    pub vkey: Option<String>,
    /// Checkpoints kept from earlier.
    pub checkpoints: Vec<PathBuf>,
    /// Receipts of entries that must be in the export.
    pub receipts: Vec<PathBuf>,
}

/// Verifies a folder in the static form of C2SP tlog-tiles, with the file `vkey` in it.
///
/// # Errors
/// The folder is not there or is none; the key is malformed; a checkpoint or receipt cannot be read. That the export does not hold is no
/// error but the verdict.
pub fn verify(folder: &Path, kept: &Kept) -> Result<Verdict, Refusal> {
    fs::read_dir(folder).map_err(|err| Refusal::unreadable(folder, &err))?;
    let beside = Beside {
        vkey: kept.vkey.as_deref().map(vkey).transpose()?,
        checkpoints: named(&kept.checkpoints)?,
        receipts: named(&kept.receipts)?,
    };
    Ok(export::verify(|path| read(&folder.join(path)), &beside))
}

/// Whether a receipt proves an entry: that the log of this key had these bytes at that place when it signed the checkpoint in the receipt. Needs no
/// export and no server.
///
/// # Errors
/// A file cannot be read, the receipt has not the form c2sp.org/tlog-proof@v1, or the key is malformed. That it does not prove the entry is no error.
pub fn verify_receipt(receipt: &Path, entry: &Path, key: &str) -> Result<Result<Checkpoint, Flaw>, Refusal> {
    let bytes = |path: &Path| read(path).map_err(|err| Refusal::unreadable(path, &err));
    let (parsed, entry, key) = (Receipt::parse(&bytes(receipt)?), bytes(entry)?, vkey(key)?);
    let parsed = parsed.map_err(|flaw| {
        let path = receipt.display();
        Refusal::new(
            (format!("「{path}」不是回执：{flaw}。"), format!("`{path}` is no receipt: {flaw}.")),
            ("请用下载的证明文件，不要改动。", "Use the proof as it was downloaded, unchanged."),
        )
    })?;
    Ok(parsed.verify(&entry, &key))
}

fn vkey(given: &str) -> Result<ledger::Vkey, Refusal> {
    let path = Path::new(given);
    let text = match path.is_file() {
        true => String::from_utf8_lossy(&read(path).map_err(|err| Refusal::unreadable(path, &err))?).into_owned(),
        false => given.to_owned(),
    };
    text.trim_end().parse().map_err(|flaw| {
        Refusal::new(
            (format!("公钥「{given}」用不了：{flaw}。"), format!("The key `{given}` is of no use: {flaw}.")),
            (
                "请写公布的那一行（名称+散列+base64），或者写有它的文件。",
                "Give the line as published (`name+hash+base64`), or a file that holds it.",
            ),
        )
    })
}

fn named(paths: &[PathBuf]) -> Result<Vec<Named>, Refusal> {
    let read = |path: &PathBuf| {
        let bytes = read(path).map_err(|err| Refusal::unreadable(path, &err))?;
        Ok(Named { name: path.display().to_string(), bytes })
    };
    paths.iter().map(read).collect()
}

/// A plain file that is not absurdly long.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let (file, n_bytes) = open_plain(path)?;
    if n_bytes > FILE_BYTES_MAX {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(n_bytes as usize);
    file.take(FILE_BYTES_MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}
