//! Why there is no keyring, told so that the operator can go on.

use std::path::PathBuf;
use std::{fmt, io};

use crate::base::{Both, CannotSeal, both};

/// 密钥不可用: why a key file or a keyring was not made, read or changed. Nothing was half-written.
#[derive(Debug)]
pub enum KeyError {
    /// The file could not be read.
    Unreadable(PathBuf, io::Error),
    /// The file could not be written.
    Unwritable(PathBuf, io::Error),
    /// There is a file already; it was left alone.
    Exists(PathBuf),
    /// A folder, a pipe, a device.
    NotPlain(PathBuf),
    /// Others than its owner may read or write it: the mode it has.
    Exposed(PathBuf, u32),
    /// It is not what was written: its check sum does not fit.
    Damaged(PathBuf),
    /// Whole, but not of a form this version reads.
    Unknown(PathBuf),
    /// The passphrase does not unlock it.
    WrongPassphrase(PathBuf),
    /// The key file belongs to another keyring.
    WrongKeyFile {
        /// The keyring.
        keyring: PathBuf,
        /// The key file that was offered.
        key_file: PathBuf,
    },
    /// It is unlocked by a key file, and a passphrase was offered.
    NeedsKeyFile(PathBuf),
    /// It is unlocked by a passphrase, and a key file was offered.
    NeedsPassphrase(PathBuf),
    /// Another process changed it since it was read; nothing was written.
    ChangedElsewhere(PathBuf),
    /// No randomness, or no memory for Argon2.
    CannotSeal(CannotSeal),
}

impl KeyError {
    /// What is wrong, and where.
    pub fn message(&self) -> Both {
        let said = |path: &PathBuf, zh: &str, en: &str| (format!("「{}」{zh}。", path.display()), format!("`{}` {en}.", path.display()));
        match self {
            KeyError::Unreadable(path, err) => said(path, &format!("读不出来：{err}"), &format!("cannot be read: {err}")),
            KeyError::Unwritable(path, err) => said(path, &format!("没有写成：{err}"), &format!("was not written: {err}")),
            KeyError::Exists(path) => said(path, "已经存在，没有动它", "is already there and was left alone"),
            KeyError::NotPlain(path) => said(path, "不是普通文件，没有打开", "is no plain file and was not opened"),
            KeyError::Exposed(path, mode) => said(
                path,
                &format!("的权限是 {mode:03o}，别的用户也能读写，不能使用"),
                &format!("has mode {mode:03o}: others can read or write it, so it is not used"),
            ),
            KeyError::Damaged(path) => said(path, "已经损坏，与写入时不同", "is damaged: it is not what was written"),
            KeyError::Unknown(path) => said(path, "的格式本版本不认识", "has a form that this version does not know"),
            KeyError::WrongPassphrase(path) => said(path, "没有解锁：口令不对", "was not unlocked: the passphrase is wrong"),
            KeyError::WrongKeyFile { keyring, key_file } => said(
                keyring,
                &format!("没有解锁：密钥文件「{}」不是它的", key_file.display()),
                &format!("was not unlocked: the key file `{}` is not its own", key_file.display()),
            ),
            KeyError::NeedsKeyFile(path) => said(path, "要用密钥文件解锁，不是口令", "is unlocked by a key file, not by a passphrase"),
            KeyError::NeedsPassphrase(path) => said(path, "要用口令解锁，不是密钥文件", "is unlocked by a passphrase, not by a key file"),
            KeyError::ChangedElsewhere(path) => {
                said(path, "已被另一个进程更改，这次没有写入", "was changed by another process; nothing was written")
            }
            KeyError::CannotSeal(err) => {
                let text = err.to_string();
                let (zh, en) = text.split_once(" / ").unwrap_or((&text, &text));
                both(zh, en)
            }
        }
    }

    /// What to do about it.
    pub fn fix(&self) -> Both {
        match self {
            KeyError::Unreadable(..) => both("请核对路径和权限。", "Check the path and its permissions."),
            KeyError::Unwritable(..) => {
                both("请检查文件夹的权限和磁盘空间，再试一次。", "Check the folder's permissions and the space on the disk, and try again.")
            }
            KeyError::Exists(_) => both(
                "要新建，请换一个名字；要使用它，请直接启动。",
                "Choose another name for a new one, or start with the one that is there.",
            ),
            KeyError::NotPlain(_) => both("请换成文件本身。", "Put the file itself there."),
            KeyError::Exposed(path, _) => (
                format!("请执行 chmod 600 {path}；如果别人可能已经读过，请换一个新的主密钥。", path = path.display()),
                format!("Run chmod 600 {}; if somebody may have read it, change to a new master secret.", path.display()),
            ),
            KeyError::Damaged(_) => both(
                "请用备份的那一份替换它，不要手工修改；数据没有受影响。",
                "Replace it by the copy from your backup and do not edit it by hand; the data is not affected.",
            ),
            KeyError::Unknown(_) => both(
                "它可能由更新的版本写成，或者被人改过：请用写它的那个版本启动，或者恢复备份。",
                "A newer version may have written it, or somebody changed it: start with the version that wrote it, or restore your backup.",
            ),
            KeyError::WrongPassphrase(_) => both(
                "文件没有损坏。请检查大小写和输入法后再输一次；口令改过的，备份要用当时的口令。",
                "The file is not damaged. Mind capitals and the input method and try again; a backup wants the passphrase of its day.",
            ),
            KeyError::WrongKeyFile { .. } => both(
                "两个文件都没有损坏。请找出这个密钥环的密钥文件；主密钥换过的，备份要用当时的密钥文件。",
                "Neither file is damaged. Find the key file of this keyring; a backup wants the key file of its day.",
            ),
            KeyError::NeedsKeyFile(_) => both("请给出密钥文件的路径。", "Give the path of the key file."),
            KeyError::NeedsPassphrase(_) => both("请输入口令。", "Enter the passphrase."),
            KeyError::ChangedElsewhere(_) => both("请重新读取后再试一次。", "Load it again and try once more."),
            KeyError::CannotSeal(_) => {
                both("请检查系统的内存和随机数设备后再试。", "Check the system's memory and random device, and try again.")
            }
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((zh, en), (zh_fix, en_fix)) = (self.message(), self.fix());
        write!(f, "{zh}{zh_fix} / {en} {en_fix}")
    }
}

impl std::error::Error for KeyError {}

impl From<CannotSeal> for KeyError {
    fn from(err: CannotSeal) -> KeyError {
        KeyError::CannotSeal(err)
    }
}
