//! A packet on disk: a folder, or a `.zip` that is opened in a confined child.

pub mod new;
pub mod schema;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use casework::packet::{Packet, PacketError};

use crate::Refusal;

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
}

/// Opens a packet: a folder, its `packet.toml`, or a zip.
///
/// # Errors
/// It is not there, is no packet, or its `packet.toml` cannot be understood; the refusal names file and line.
pub fn open(path: &Path) -> Result<Opened, Refusal> {
    let about = fs::metadata(path).map_err(|err| Refusal::unreadable(path, &err))?;
    let folder = match about.is_dir() {
        true => path.to_owned(),
        false if path.file_name().is_some_and(|it| it == PACKET_FILE) => path.parent().unwrap_or(Path::new(".")).to_owned(),
        false => return Err(no_packet(path)),
    };
    let text = read_packet_file(&folder.join(PACKET_FILE))?;
    let packet = Packet::parse(&text).map_err(|err| not_understood(&folder.join(PACKET_FILE), err))?;
    Ok(Opened { name: name_of(&folder), packet, folder })
}

fn read_packet_file(path: &Path) -> Result<String, Refusal> {
    let about = fs::metadata(path).map_err(|err| match err.kind() {
        io::ErrorKind::NotFound => no_packet(path.parent().unwrap_or(path)),
        _ => Refusal::unreadable(path, &err),
    })?;
    if about.len() > PACKET_BYTES_MAX {
        return Err(too_large(path));
    }
    let bytes = fs::read(path).map_err(|err| Refusal::unreadable(path, &err))?;
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
        ("新建一个：facefile packet new 文件夹。", "Make one: facefile packet new DIR."),
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
