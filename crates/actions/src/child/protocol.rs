//! What parent and parser child say to each other: a length, a JSON header, a length, raw bytes. Neither trusts a length.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::thread;
use std::time::Duration;

use casework::facts::{FileFacts, FileKind, RefusedFile};
use reader::Limits;
use reader::ocr::Prepared;
use reader::text::{LineKind, Look, PageText};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::confine::Confinement;

/// A header larger than this is no header: the words of 2 000 full pages take half of it.
const HEADER_BYTES_MAX: u32 = 256 << 20;

/// What the parent asks. A file is sent once and stays open for the questions that follow.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// Open the file that follows.
    Open { name: String, limits: Limits },
    /// Prepare a page for OCR, turned clockwise by so many quarters more than its lines show.
    Raster { page: u32, quarters: u8 },
    /// Crop lines of a page for another look.
    Crops { how: Prepared, areas: Vec<[f32; 4]>, kind: LineKind, look: Look },
    /// Unroll the name around a seal on a page.
    Ring { page: u32, area: [f32; 4] },
    /// Draw a page for a person.
    Preview { page: u32, width_px: u32 },
    /// Draw a page for a copy.
    Pixels { page: u32 },
    /// Unpack the archive that follows.
    Unpack { limits: Limits },
    /// Try what must not work.
    SelfTest(Escape),
}

/// What a confined child must not be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Escape {
    /// Read a file of the system.
    OpenFile,
    /// Write a file.
    WriteFile,
    /// Open a connection.
    Connect,
    /// Start another program.
    Exec,
    /// Start a thread or a process.
    Fork,
    /// Signal another process.
    Signal,
    /// Take more memory than it may.
    Memory,
    /// Take more time than it may, working.
    Spin,
    /// Take more time than it may, waiting.
    Sleep,
    /// Lie about the size of a picture.
    Lie,
}

impl Escape {
    /// Tries it, here and now. Outside of a child it succeeds, or is at least refused by nobody.
    ///
    /// # Errors
    /// What the system says to it.
    pub fn attempt(self) -> io::Result<()> {
        match self {
            Escape::OpenFile => std::fs::read("/etc/passwd").map(drop),
            Escape::WriteFile => std::fs::write(std::env::temp_dir().join("facefile-escaped"), "out"),
            Escape::Connect => TcpStream::connect("127.0.0.1:9").map(drop),
            Escape::Exec => Command::new("/bin/true").spawn().and_then(|mut it| it.wait()).map(drop),
            Escape::Fork => thread::Builder::new().spawn(|| ()).map(drop),
            Escape::Signal => rustix::process::test_kill_current_process_group().map_err(io::Error::from),
            Escape::Memory => {
                let mut taken: Vec<Vec<u8>> = Vec::new();
                loop {
                    taken.push(std::hint::black_box(vec![1; 16 << 20]));
                }
            }
            Escape::Spin => loop {
                std::hint::spin_loop();
            },
            Escape::Sleep => {
                thread::sleep(Duration::from_secs(3_600));
                Ok(())
            }
            Escape::Lie => Ok(()), // that is about the answer
        }
    }
}

/// What the child answers. From `Raster` on there are bytes behind it, but for `Unpacked`.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// The first word of every child: how it is confined.
    Ready(Confinement),
    /// What the file is, and the page that is looked at next; 0 before the first.
    Begins { kind: FileKind, page: u32 },
    /// The file is open.
    Opened { facts: FileFacts, texts: Vec<PageText> },
    /// The file is refused.
    Refused(RefusedFile),
    /// There is no such page, or nothing to draw.
    Nothing,
    /// What became of a self-test: the error of the system.
    Tried(Result<(), String>),
    /// A grey page.
    Raster { how: Prepared, width: u32, height: u32 },
    /// Grey crops, one after the other.
    Crops { sizes: Vec<(u32, u32)> },
    /// A JPEG.
    Preview,
    /// A page in colour, three bytes a pixel.
    Pixels { width: u32, height: u32 },
    /// A file of the archive.
    Entry { name: String },
    /// The archive is at its end.
    Unpacked,
}

/// Sends a message.
pub fn send(to: &mut impl Write, message: &impl Serialize, raw: &[u8]) -> io::Result<()> {
    send_header(to, message, raw.len() as u64)?;
    to.write_all(raw)?;
    to.flush()
}

/// Sends all of a message but its bytes.
pub fn send_header(to: &mut impl Write, message: &impl Serialize, n_raw: u64) -> io::Result<()> {
    let header = serde_json::to_vec(message)?;
    to.write_all(&(header.len() as u32).to_le_bytes())?;
    to.write_all(&header)?;
    to.write_all(&n_raw.to_le_bytes())
}

/// Receives a message; `None` at the end of the stream. Memory grows with what arrives, never with what is announced.
pub fn receive<T: DeserializeOwned>(from: &mut impl Read, raw_bytes_max: u64) -> io::Result<Option<(T, Vec<u8>)>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let header = bytes(from, u64::from(u32::from_le_bytes(length)), u64::from(HEADER_BYTES_MAX))?;
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let raw = bytes(from, u64::from_le_bytes(length), raw_bytes_max)?;
    Ok(Some((serde_json::from_slice(&header)?, raw)))
}

fn bytes(from: &mut impl Read, n: u64, most: u64) -> io::Result<Vec<u8>> {
    if n > most {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "longer than allowed"));
    }
    let mut bytes = Vec::new();
    from.take(n).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == n { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
