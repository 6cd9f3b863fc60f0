//! A sample packet for an invented company, with faults planted on request and the truth beside it.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use law::Law;
pub use press::sample::Scans;
use press::sample::{self, Sample};

use crate::disk::{file_is_free, folder_is_free, write_file, write_folder};
use crate::{Overwrite, Refusal, clock};

/// A sample that was written.
pub struct Sampled {
    /// How many files the packet holds.
    pub n_files: usize,
    /// Every finding to expect, in a file beside the packet: inside, it would be a file of the packet.
    pub truth: PathBuf,
    /// How many findings to expect.
    pub n_findings: usize,
}

/// Every fault that can be planted, name first on each line.
pub fn list_faults() -> String {
    sample::list_faults()
}

/// Everything that looks like a fault and is none, name first on each line.
pub fn list_near_misses() -> String {
    sample::list_near_misses()
}

/// What sample is wanted.
pub struct Order {
    /// The same number always makes the same company.
    pub seed: u64,
    /// The faults and near misses to plant, by name.
    pub planted: Vec<String>,
    /// How its papers are scanned.
    pub scans: Scans,
    /// The day to check it for; today unless given.
    pub as_of: Option<Date>,
}

/// Makes a sample packet in a folder.
///
/// # Errors
/// A name that does not exist, two that undo each other, no fonts, or a folder that cannot be written.
pub fn sample(folder: &Path, order: &Order, law: &Law, overwrite: Overwrite) -> Result<Sampled, Refusal> {
    let truth = truth_path(folder);
    folder_is_free(folder, overwrite)?;
    file_is_free(&truth, overwrite)?;
    let made = made(order, law)?;
    write_file(&truth, made.truth.to_toml().as_bytes(), overwrite)?;
    write_folder(folder, &made.files, overwrite).inspect_err(|_| drop(fs::remove_file(&truth)))?; // a truth about nothing
    Ok(Sampled { n_files: made.files.len(), truth, n_findings: made.truth.findings.len() })
}

fn made(order: &Order, law: &Law) -> Result<Sample, Refusal> {
    let planted: Vec<&str> = order.planted.iter().map(String::as_str).collect();
    let as_of = order.as_of.unwrap_or_else(clock::today);
    sample::make(order.seed, &planted, as_of, order.scans, law).map_err(|err| Refusal::said(err.message()))
}

/// `sample` has its truth in `sample.truth.toml`.
fn truth_path(folder: &Path) -> PathBuf {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned()); // `.` has a name too
    let mut name = folder.file_name().unwrap_or_default().to_os_string();
    name.push(".truth.toml");
    folder.with_file_name(name)
}
