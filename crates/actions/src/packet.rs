//! A packet on disk: a folder, or a `.zip` that is opened in a confined child.

pub mod handover;
pub mod new;
pub mod print;
pub mod rebuild;
pub mod sample;
pub mod schema;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use casework::facts::RefusedFile;
use casework::packet::{Packet, PacketError};
use law::Law;
use reader::Limits;

use crate::Refusal;
use crate::child::{self, Death, Unpacked};
use crate::disk::open_plain;
use crate::scratch::Scratch;

/// The file that holds the answers and names the materials.
pub const PACKET_FILE: &str = "packet.toml";

/// A packet's text is answers; nobody types more than this.
const PACKET_BYTES_MAX: u64 = 4 << 20;

/// A packet that could be taken as one, and where its materials are.
pub struct Opened {
    /// The name of its folder or archive.
    pub name: String,
    /// What was answered.
    pub packet: Packet,
    folder: PathBuf,
    /// Where an archive was unpacked; removed when the packet is done with.
    _unpacked: Option<Scratch>,
}

/// Opens a packet: a folder, its `packet.toml`, or a zip.
///
/// # Errors
/// It is not there, is no packet, or its `packet.toml` cannot be understood; the refusal names file and line.
pub fn open(path: &Path, limits: &Limits) -> Result<Opened, Refusal> {
    let about = fs::metadata(path).map_err(|err| Refusal::unreadable(path, &err))?;
    match about.is_dir() {
        true => open_folder(path, name_of(path), path.join(PACKET_FILE)),
        false if path.file_name().is_some_and(|it| it == PACKET_FILE) => {
            let folder = path.canonicalize().map_err(|err| Refusal::unreadable(path, &err))?;
            let folder = folder.parent().unwrap_or(Path::new("/"));
            open_folder(folder, name_of(folder), path.to_owned())
        }
        false => open_archive(path, limits),
    }
}

/// `shown` is how the person named `packet.toml`.
fn open_folder(folder: &Path, name: String, shown: PathBuf) -> Result<Opened, Refusal> {
    let text = read_packet_file(&shown)?;
    let packet = Packet::parse(&text).map_err(|err| not_understood(&shown, err))?;
    Ok(Opened { name, packet, folder: folder.to_owned(), _unpacked: None })
}

fn open_archive(path: &Path, limits: &Limits) -> Result<Opened, Refusal> {
    let archive = path.canonicalize().map_err(|err| Refusal::unreadable(path, &err))?;
    let mut first = [0; 4];
    let read = open_plain(&archive).and_then(|(mut it, _)| it.read(&mut first));
    read.map_err(|err| Refusal::unreadable(path, &err))?;
    if first != *b"PK\x03\x04" {
        return Err(no_packet(path));
    }
    let unpacked = Scratch::private().map_err(|err| no_room(&err))?;
    match child::unpack(&archive, unpacked.path(), limits) {
        Unpacked::Done => {}
        Unpacked::Refused(why) => return Err(archive_refused(path, &why)),
        Unpacked::Unjudged(Death::Disk(err)) => return Err(no_room(&err)),
        Unpacked::Unjudged(death) => return Err(archive_unjudged(path, &death.wording())),
    }
    let folder = root_of(unpacked.path()).ok_or_else(|| no_packet(path))?;
    let text = read_packet_file(&folder.join(PACKET_FILE))?;
    let packet = Packet::parse(&text).map_err(|err| not_understood(&path.join(PACKET_FILE), err))?;
    Ok(Opened { name: name_of(path), packet, folder, _unpacked: Some(unpacked) })
}

/// Where `packet.toml` is: at the top, or in the one folder that was zipped.
fn root_of(unpacked: &Path) -> Option<PathBuf> {
    if unpacked.join(PACKET_FILE).is_file() {
        return Some(unpacked.to_owned());
    }
    let mut folders = fs::read_dir(unpacked).ok()?.flatten().map(|it| it.path()).filter(|it| it.join(PACKET_FILE).is_file());
    let only = folders.next()?;
    folders.next().is_none().then_some(only)
}

impl Opened {
    /// The packet with its answers read by the form edition it names.
    #[must_use]
    pub fn by_form_of(self, law: &Law) -> Opened {
        Opened { packet: self.packet.by_form_of(law), ..self }
    }

    /// Where a material is, or why a packet may not name that place: a link must not lead out of the packet.
    #[expect(clippy::result_large_err, reason = "a refusal is made once a file, and ends its reading")]
    pub fn place(&self, file: &str) -> Result<PathBuf, RefusedFile> {
        let path = self.folder.join(file);
        match (path.canonicalize(), self.folder.canonicalize()) {
            (Ok(real), Ok(folder)) if !real.starts_with(&folder) => Err(leads_out(file)),
            (Ok(real), _) => Ok(real),
            _ => Ok(path), // nothing is there, as will be found
        }
    }
}

fn leads_out(file: &str) -> RefusedFile {
    RefusedFile {
        code: "FILE-OUTSIDE".to_owned(),
        message: law::Wording::new(format!("「{file}」是指向材料包之外的链接"), format!("`{file}` is a link that leads out of the packet")),
        fix: law::Wording::new("把文件本身放进材料包", "put the file itself into the packet"),
        page: None,
    }
}

fn archive_refused(path: &Path, why: &RefusedFile) -> Refusal {
    let path = path.display();
    Refusal::new(
        (
            format!("「{path}」不收（{}）：{}", why.code, why.message.zh),
            format!("`{path}` is not taken ({}): {}", why.code, why.message.en),
        ),
        (why.fix.zh.as_str(), why.fix.en.as_str()),
    )
}

fn archive_unjudged(path: &Path, why: &law::Wording) -> Refusal {
    let path = path.display();
    Refusal::new(
        (format!("「{path}」没有读完：{}", why.zh), format!("`{path}` was not read to its end: {}", why.en)),
        ("解压成文件夹再检查。", "Unpack it and check the folder."),
    )
}

/// What was unpacked finds no room, or no place.
fn no_room(err: &io::Error) -> Refusal {
    let fix = law::Wording::new(
        "解压材料包要用临时文件夹：请腾出空间，用环境变量 TMPDIR 换一个位置，或者自己解压后检查文件夹。",
        "Unpacking needs a temporary folder: make room, choose another place with the variable TMPDIR, or unpack it yourself and check the folder.",
    );
    Refusal { fix, ..Refusal::unwritable(&std::env::temp_dir(), err) }
}

fn read_packet_file(path: &Path) -> Result<String, Refusal> {
    let unreadable = |err: io::Error| match err.kind() {
        io::ErrorKind::NotFound => no_packet(path.parent().unwrap_or(path)),
        _ => Refusal::unreadable(path, &err),
    };
    let (file, n_bytes) = path.canonicalize().and_then(|it| open_plain(&it)).map_err(unreadable)?;
    if n_bytes > PACKET_BYTES_MAX {
        return Err(too_large(path));
    }
    let mut bytes = Vec::new();
    file.take(PACKET_BYTES_MAX).read_to_end(&mut bytes).map_err(unreadable)?;
    as_text(path, bytes)
}

fn as_text(path: &Path, bytes: Vec<u8>) -> Result<String, Refusal> {
    let text = String::from_utf8(bytes).map_err(|err| {
        let line = err.as_bytes()[..err.utf8_error().valid_up_to()].iter().filter(|it| **it == b'\n').count() + 1;
        Refusal::new(
            (format!("{}:{line}: 不是 UTF-8 文字。", path.display()), format!("{}:{line}: not UTF-8 text.", path.display())),
            ("请用编辑器另存为 UTF-8 编码（多半现在是 GBK）。", "Save it as UTF-8 in your editor (it is probably GBK now)."),
        )
    })?;
    // Editors on Windows put a mark in front; TOML does not know it.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn not_understood(path: &Path, err: PacketError) -> Refusal {
    let place = match err.line {
        Some(line) => format!("{}:{line}", path.display()),
        None => path.display().to_string(),
    };
    Refusal::new(
        (format!("{place}: {}", err.message.zh), format!("{place}: {}", err.message.en)),
        (
            "请改好这一处再检查；写法见 facefile packet schema。",
            "Mend this place and check again; facefile packet schema shows how it is written.",
        ),
    )
}

fn no_packet(path: &Path) -> Refusal {
    let path = path.display();
    Refusal::new(
        (
            format!("「{path}」不是材料包：要一个含 {PACKET_FILE} 的文件夹，或者它的 .zip。"),
            format!("`{path}` is no packet: a folder holding {PACKET_FILE} is asked for, or a .zip of it."),
        ),
        (
            format!(
                "新建一个：facefile packet new 文件夹。压缩包要用 .zip（RAR、7z 请改打成 .zip），{PACKET_FILE} 放在最上层或者唯一的文件夹里。"
            ),
            format!(
                "Make one: facefile packet new DIR. An archive must be a .zip (pack RAR and 7z anew as .zip) with {PACKET_FILE} at its top or in its only folder."
            ),
        ),
    )
}

fn too_large(path: &Path) -> Refusal {
    let path = path.display();
    Refusal::new(
        (format!("「{path}」超过 4 MiB，不像是填写的内容。"), format!("`{path}` is over 4 MiB, which no answers are.")),
        ("请核对是不是放错了文件。", "Check whether it is the right file."),
    )
}

fn name_of(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    whole.file_name().map_or_else(|| path.display().to_string(), |it| it.to_string_lossy().into_owned())
}
