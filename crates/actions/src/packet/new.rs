//! Starting a packet: `packet.toml` with every field of the form edition, blank, each with what it asks and why.

use std::path::Path;

use casework::packet::FORMAT;
use casework::words::Slot;
use law::{Field, FieldKind, Form, Law, Required};

use super::PACKET_FILE;
use crate::disk::write_folder;
use crate::{Overwrite, Refusal};

/// Makes a folder with an empty `packet.toml`.
///
/// # Errors
/// The folder holds something already, or cannot be written.
pub fn new(folder: &Path, law: &Law, overwrite: Overwrite) -> Result<(), Refusal> {
    let text = blank(super::schema::form(law, None)?);
    write_folder(folder, &[(PACKET_FILE.to_owned(), text.into_bytes())], overwrite)
}

/// The text of an empty packet.
fn blank(form: &Form) -> String {
    let mut text = format!(
        "# 人脸识别技术应用备案材料包。空着的不用删；日期写作 2026-09-14。检查：facefile check 这个文件夹\n\
         # A face-recognition filing packet. Blanks may stay; a date is written 2026-09-14. Check it: facefile check THIS-FOLDER\n\
         # {}\n# {}\n\nformat = {FORMAT}\nkind   = \"first\"   # first 首次备案 | change 变更 | cancellation 注销\nform   = \"{}\"\nfiling = \"\"        # 变更、注销时写原备案编号 the number of the filing changed or cancelled\n",
        form.warning.zh, form.warning.en, form.edition
    );
    for sheet in &form.sheets {
        text += &format!("\n# ==== {} · {} ====\n", sheet.title.zh, sheet.title.en);
        let mut table = String::new();
        for field in sheet.fields() {
            text += &entry(field, &mut table);
        }
    }
    text + &materials()
}

/// One field with its comment, under its table; a table begins when it changes.
fn entry(field: &Field, table: &mut String) -> String {
    let (head, key) = field.path.rsplit_once('.').unwrap_or(("", &field.path));
    // Inside a block of a list, a nested group is written with dotted keys, so that the block stays one.
    let (head, key) = match head.split_once(".*.") {
        Some((list, group)) => (format!("{list}.*"), format!("{group}.{key}")),
        None => (head.to_owned(), key.to_owned()),
    };
    let mut text = String::new();
    if *table != head {
        text += &match head.strip_suffix(".*") {
            Some(list) => format!("\n# 每个一段，可以重复 one block for each, to be repeated\n[[answers.{list}]]\n"),
            None => format!("\n[answers.{head}]\n"),
        };
        *table = head;
    }
    text + &comment(field) + &value(field.kind, &key)
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
    text
}

fn value(kind: FieldKind, key: &str) -> String {
    match kind {
        FieldKind::LongText => format!("{key} = \"\"\"\"\"\"\n"),
        FieldKind::Choices | FieldKind::List | FieldKind::Table => format!("{key} = []\n"),
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
