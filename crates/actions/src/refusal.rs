//! An act that could not be done, told so that a person can go on.

use std::io;
use std::path::Path;

use law::Wording;

use crate::disk::NOT_PLAIN;

/// 不能做: what could not be done and where, and what to do about it. Nothing was judged and nothing half-written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} {}", message.en, fix.en)]
pub struct Refusal {
    /// What is wrong, and where.
    pub message: Wording,
    /// What to do.
    pub fix: Wording,
}

impl Refusal {
    /// A refusal in both languages.
    pub fn new(message: (impl Into<String>, impl Into<String>), fix: (impl Into<String>, impl Into<String>)) -> Refusal {
        Refusal { message: Wording::new(message.0, message.1), fix: Wording::new(fix.0, fix.1) }
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
        Refusal { message: Wording::new(format!("{}。", message.zh), format!("{}.", message.en)), fix: Wording::default() }
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
