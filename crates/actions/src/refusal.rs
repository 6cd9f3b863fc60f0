//! An act that could not be done, told so that a person can go on.

use std::io;
use std::path::Path;

use law::Wording;

use crate::disk::NOT_PLAIN;

/// 不能做: what could not be done and where, and what to do about it. Nothing was judged and nothing half-written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} {}", message.en, fix.en)]
pub struct Refusal {
    /// What kind of no it is: what a program acts on.
    pub kind: Why,
    /// What is wrong, and where.
    pub message: Wording,
    /// What to do.
    pub fix: Wording,
}

/// 不能做的种类: what kind of no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// What was handed in cannot be taken as it is.
    Input,
    /// It is not there, or not for whoever asks: the two look alike.
    Absent,
    /// Nobody is signed in, or not any more.
    SignedOut,
    /// The person proves anew who they are before this.
    StepUp,
    /// The step is not open in this state, or not for this person, or something is lacking.
    NotNow,
    /// Somebody else changed it meanwhile; the version it has now.
    Changed(Option<i64>),
    /// Too many tries; so many seconds to wait.
    Wait(u64),
    /// The disk is full.
    Full,
    /// The store does not answer, or writes no more.
    Unavailable,
    /// The program or what it keeps is at fault.
    Fault,
}

impl Refusal {
    /// A refusal in both languages.
    pub fn new(message: (impl Into<String>, impl Into<String>), fix: (impl Into<String>, impl Into<String>)) -> Refusal {
        Refusal { kind: Why::Input, message: Wording::new(message.0, message.1), fix: Wording::new(fix.0, fix.1) }
    }

    /// The same, of another kind.
    #[must_use]
    pub fn of(self, kind: Why) -> Refusal {
        Refusal { kind, ..self }
    }

    /// It is not there, or not for whoever asks. One sentence for both, so that nobody learns what is there.
    pub fn absent() -> Refusal {
        Refusal::new(
            ("没有找到，或者您无权查看。", "It is not there, or not yours to see."),
            ("请核对网址；需要权限的，请联系本单位管理员。", "Check the address; ask your organisation's owner for access if you need it."),
        )
        .of(Why::Absent)
    }

    /// A file or folder that could not be read.
    pub fn unreadable(path: &Path, err: &io::Error) -> Refusal {
        let path = path.display();
        match err.kind() {
            io::ErrorKind::NotFound => {
                Refusal::new((format!("找不到「{path}」。"), format!("`{path}` is not there.")), ("请核对路径。", "Check the path."))
            }
            io::ErrorKind::NotADirectory => Refusal::new(
                (format!("「{path}」不是文件夹，没有打开。"), format!("`{path}` is no folder and was not opened.")),
                ("请写文件夹的路径。", "Give the path of a folder."),
            ),
            io::ErrorKind::PermissionDenied => Refusal::new(
                (format!("没有权限读取「{path}」。"), format!("No permission to read `{path}`.")),
                ("请换一个有权限的用户，或者改它的权限。", "Use another account, or change its permissions."),
            ),
            NOT_PLAIN => Refusal::new(
                (
                    format!("「{path}」不是普通文件（是文件夹、管道、设备或者链接），没有打开。"),
                    format!("`{path}` is no plain file (but a folder, pipe, device or link) and was not opened."),
                ),
                ("请换成文件本身。", "Put the file itself there."),
            ),
            _ => Refusal::new(
                (format!("读取「{path}」失败：{err}。"), format!("Reading `{path}` failed: {err}.")),
                ("请检查磁盘或网络盘后重试。", "Check the disk or network drive and try again."),
            ),
        }
    }

    /// A file or folder that could not be written. What was begun has been removed.
    pub fn unwritable(path: &Path, err: &io::Error) -> Refusal {
        let path = path.display();
        match err.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Refusal::new(
                (format!("磁盘已满，「{path}」没有写成。"), format!("The disk is full; `{path}` was not written.")),
                (
                    "没有留下写了一半的文件。请腾出空间，或者换一个位置。",
                    "Nothing half-written is left. Make room, or choose another place.",
                ),
            ),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Refusal::new(
                (format!("没有权限写入「{path}」。"), format!("No permission to write `{path}`.")),
                ("请换一个可以写入的位置。", "Choose a place that can be written."),
            ),
            io::ErrorKind::NotADirectory => Refusal::new(
                (format!("「{path}」不是文件夹，不能写进去。"), format!("`{path}` is no folder and cannot be written into.")),
                ("请换一个名字。", "Choose another name."),
            ),
            io::ErrorKind::IsADirectory => Refusal::new(
                (format!("「{path}」是文件夹，不能写成文件。"), format!("`{path}` is a folder and cannot be written as a file.")),
                ("请换一个名字。", "Choose another name."),
            ),
            io::ErrorKind::NotFound => Refusal::new(
                (format!("「{path}」所在的文件夹不存在。"), format!("The folder of `{path}` is not there.")),
                ("请先建好文件夹，或者换一个位置。", "Create the folder first, or choose another place."),
            ),
            _ => Refusal::new(
                (format!("写入「{path}」失败：{err}。"), format!("Writing `{path}` failed: {err}.")),
                ("没有留下写了一半的文件。请检查磁盘后重试。", "Nothing half-written is left. Check the disk and try again."),
            ),
        }
    }

    /// A sentence that says what to do by itself.
    pub(crate) fn said(message: Wording) -> Refusal {
        Refusal::new((format!("{}。", message.zh), format!("{}.", message.en)), ("", ""))
    }

    /// Something that is already there and would be overwritten.
    pub fn in_the_way(path: &Path) -> Refusal {
        let path = path.display();
        Refusal::new(
            (format!("「{path}」已经存在，没有覆盖。"), format!("`{path}` is already there and was not overwritten.")),
            ("请换一个名字；确实要覆盖的，加 --force。", "Choose another name, or add --force to overwrite it."),
        )
    }
}

impl From<store::Error> for Refusal {
    /// Each says whether something was kept; nothing of a row is repeated.
    fn from(error: store::Error) -> Refusal {
        use store::Error::*;
        let kind = match &error {
            Conflict { current, .. } => Why::Changed(*current),
            KeyReused | Duplicate(_) | NotText | TooMuch | Unfit(_) => Why::Input,
            Full => Why::Full,
            Unavailable(_) | Stopped(_) => Why::Unavailable,
            _ => Why::Fault,
        };
        let said = error.to_string();
        let (zh, en) = said.split_once(" / ").unwrap_or((&said, &said));
        let (fix_zh, fix_en) = match kind {
            Why::Changed(_) => ("请看过现在的内容再改。", "Look at it as it is now, and change that."),
            Why::Input => ("请改好后再试。", "Mend it and try again."),
            Why::Full => ("请通知平台运维腾出空间，稍后重试。", "Have the operator make room, and try again later."),
            _ => ("请稍后重试；仍然不行的，请通知平台运维。", "Try again later; tell the operator if it stays so."),
        };
        Refusal::new((zh, en), (fix_zh, fix_en)).of(kind)
    }
}

impl From<vault::CannotSeal> for Refusal {
    fn from(error: vault::CannotSeal) -> Refusal {
        Refusal::new(
            ("没有封存成功，什么也没有保存。", format!("It could not be sealed and nothing was kept ({error}).")),
            ("请稍后重试；仍然不行的，请通知平台运维。", "Try again later; tell the operator if it stays so."),
        )
        .of(Why::Fault)
    }
}

impl From<vault::NotOpened> for Refusal {
    fn from(_: vault::NotOpened) -> Refusal {
        Refusal::new(
            ("封存的内容打不开：已经损坏，或者密钥不对。", "What is sealed does not open: it is damaged, or the key is another."),
            ("请通知平台运维运行 facefile fsck。", "Have the operator run facefile fsck."),
        )
        .of(Why::Fault)
    }
}

impl From<casework::lifecycle::NotAllowed> for Refusal {
    fn from(why: casework::lifecycle::NotAllowed) -> Refusal {
        let (what, because, fix) = (why.what(), why.why(), why.remedy());
        let message = (format!("{}：{}。", what.zh, because.zh), format!("{}. Why: {}.", what.en, because.en));
        Refusal::new(message, (format!("{}。", fix.zh), format!("{}.", fix.en))).of(Why::NotNow)
    }
}
