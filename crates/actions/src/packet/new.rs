//! Starting a packet: `packet.toml` with every field of the form edition, blank, each with what it asks and why.

use std::fs;
use std::mem::take;
use std::path::{Path, PathBuf};

use casework::packet::FORMAT;
use casework::words::Slot;
use law::{Column, Field, FieldKind, Form, Law, Required};

use super::PACKET_FILE;
use crate::disk::write_folder;
use crate::{Overwrite, Refusal};

/// Makes a folder with an empty `packet.toml`. One that is replaced is kept beside it: answers are never lost.
///
/// # Errors
/// The folder holds something already, or cannot be written.
pub fn new(folder: &Path, law: &Law, overwrite: Overwrite) -> Result<(), Refusal> {
    let text = blank(super::schema::form(law, None)?);
    let old = folder.join(PACKET_FILE);
    if overwrite == Overwrite::Forced && old.is_file() {
        fs::copy(&old, free_name(folder)).map_err(|err| Refusal::unwritable(folder, &err))?;
    }
    write_folder(folder, &[(PACKET_FILE.to_owned(), text.into_bytes())], overwrite)
}

/// `packet.toml.bak`, or the first with a number that is free.
fn free_name(folder: &Path) -> PathBuf {
    let names = (1..).map(|i| if i == 1 { format!("{PACKET_FILE}.bak") } else { format!("{PACKET_FILE}.bak{i}") });
    names.map(|it| folder.join(it)).find(|it| !it.exists()).expect("numbers do not end")
}

/// The text of an empty packet.
fn blank(form: &Form) -> String {
    let mut text = format!(
        "# 人脸识别技术应用备案材料包。空着的不用删；日期写作 2026-09-14。检查：facefile check 这个文件夹\n\
         # A face-recognition filing packet. Blanks may stay; a date is written 2026-09-14. Check it: facefile check THIS-FOLDER\n\
         # {}\n# {}\n\nformat = {FORMAT}\nkind   = \"first\"   # first 首次备案 | change 变更 | cancellation 注销\nform   = \"{}\"\nfiling = \"\"        # 变更、注销时写原备案编号 the number of the filing changed or cancelled\n",
        form.warning.zh, form.warning.en, form.edition
    );
    text += &tables(form).into_iter().map(|(_, it)| it).collect::<String>();
    text + &materials()
}

/// The form's fields by the table they stand in. TOML takes no table twice, and a form may come back to one: so each is opened once,
/// where the form first asks for something in it, and a group inside it is written with dotted keys.
fn tables(form: &Form) -> Vec<(String, String)> {
    let mut tables: Vec<(String, String)> = Vec::new();
    for sheet in &form.sheets {
        let mut title = format!("\n# ==== {} · {} ====\n", sheet.title.zh, sheet.title.en);
        for group in &sheet.groups {
            let mut subtitle = format!("\n# ---- {} · {}\n", group.title.zh, group.title.en);
            for field in &group.fields {
                let (head, key) = place(&field.path);
                let at = tables.iter().position(|(it, _)| *it == head).unwrap_or_else(|| {
                    let list =
                        if head.starts_with("[[") { "# 每个一段，可以重复 one block for each, to be repeated\n" } else { "" };
                    tables.push((head.clone(), format!("{}\n{list}{head}\n", take(&mut title))));
                    tables.len() - 1
                });
                tables[at].1 += &format!("{}{}{}", take(&mut subtitle), comment(field), value(field.kind, key));
            }
        }
    }
    tables
}

/// The table a field stands in, as its head is written, and its key there.
fn place(path: &str) -> (String, &str) {
    match (path.split_once(".*."), path.split_once('.')) {
        (Some((list, key)), _) => (format!("[[answers.{list}]]"), key),
        (None, Some((table, key))) => (format!("[answers.{table}]"), key),
        (None, None) => ("[answers]".to_owned(), path),
    }
}

fn comment(field: &Field) -> String {
    let asked = match field.required {
        Required::Yes => "",
        Required::No => "（选填 optional）",
        Required::When(_) => "（视情况 in some cases）",
    };
    let mut text = format!("# {}{asked} {}\n", field.label.zh, field.label.en);
    if !field.choices.is_empty() {
        let choices: Vec<String> = field.choices.iter().map(|it| format!("{} {}", it.value, it.zh)).collect();
        text += &format!("#   {}\n", choices.join(" | "));
    }
    if !field.columns.is_empty() {
        let columns: Vec<String> = field.columns.iter().map(|it| format!("{} = 「{}」", it.key, column(it))).collect();
        text += &format!("#   每行写作 a row is written {{ {} }}\n", columns.join(", "));
    }
    if let Some(hint) = &field.hint {
        text += &format!("#   {} {}\n", hint.zh, hint.en);
    }
    text
}

fn column(column: &Column) -> String {
    let choices: Vec<&str> = column.choices.iter().map(|it| it.value.as_str()).collect();
    [column.label.zh.clone(), choices.join("|")].join(" ").trim_end().to_owned()
}

fn value(kind: FieldKind, key: &str) -> String {
    match kind {
        FieldKind::LongText => format!("{key} = \"\"\"\"\"\"\n"),
        FieldKind::List => format!("{key} = []   # [\"…\", \"…\"]\n"),
        FieldKind::Choices | FieldKind::Table => format!("{key} = []\n"),
        FieldKind::Retention => format!("{key} = {{ length = \"\", unit = \"day\", rule = \"\", reason = \"\" }}   # day | month | year\n"),
        FieldKind::YesNo => format!("{key} = \"\"   # true | false\n"),
        _ => format!("{key} = \"\"\n"),
    }
}

/// The materials as comments: a file that is not there yet is not named.
fn materials() -> String {
    let mut text = "\n# ==== 材料 materials ====\n# 文件放进 materials/ 后，去掉行首的 # 。Put the file into materials/, then take away the leading #.\n".to_owned();
    for slot in Slot::ALL {
        let name = slot.name();
        text += &format!(
            "\n# {} · {}\n# [[materials]]\n# slot = \"{}\"\n# file = \"materials/{}.pdf\"\n",
            name.zh,
            name.en,
            slot.id(),
            slot.id()
        );
    }
    text + "# topic = \"processing-rules\"\n"
}
