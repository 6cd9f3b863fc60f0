//! 备案材料包: what is answered and handed in. Answers are kept as typed and judged later;
//! only the shape of the packet itself (format, kinds, slots) can be wrong here.

mod answers;
mod draft;
mod labels;
mod node;

use law::{Field, Form, Law};
use serde::Deserialize;
use serde_json::Value;

pub use answers::*;
pub use draft::Head;
pub use node::{Misfit, Node, block_name};

use crate::words::{CaseKind, Slot, mask_numbers};

/// 备案材料包: one case, as `packet.toml` holds it.
#[derive(Clone, Debug)]
#[doc(alias = "备案材料包")]
pub struct Packet {
    /// First filing, change or cancellation.
    pub kind: CaseKind,
    /// Edition of the forms, such as `template-v0@1`.
    pub form: String,
    /// Number of the filing changed or cancelled; empty for a first filing.
    pub filing: String,
    /// The answers, read into the fields the rules know.
    pub answers: Answers,
    /// The answers as they were typed; dates are ISO text.
    pub typed: Value,
    /// The same with the words of choices where their labels were typed; see [`Packet::by_form_of`].
    pub chosen: Value,
    /// Answers of the wrong kind: a word where a number is asked, and the like.
    pub misfits: Vec<Misfit>,
    /// The materials, in the packet's order.
    pub materials: Vec<Material>,
    /// A person's reasons against findings.
    pub overrides: Vec<Override>,
}

/// 备案材料: one file of the packet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "备案材料")]
pub struct Material {
    /// Which of the nine it is.
    pub slot: Slot,
    /// Its name in the packet, relative, with `/`.
    pub file: String,
    /// What an `other` material is about, such as `processing-rules`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
}

/// A person's answer to a finding; the officer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The rule, such as `R031`.
    pub rule: String,
    /// The place the finding named.
    pub at: String,
    /// Why it is right as it is.
    pub reason: String,
}

/// Why `packet.toml` cannot be taken as a packet at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PacketError {
    /// Line in `packet.toml`, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: law::Wording,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: i64,
    kind: CaseKind,
    form: String,
    #[serde(default)]
    filing: String,
    #[serde(default)]
    answers: toml::Table,
    #[serde(default)]
    materials: Vec<Material>,
    #[serde(default)]
    overrides: Vec<Override>,
}

/// The packet format this edition reads.
pub const FORMAT: i64 = 1;

impl Packet {
    /// Reads `packet.toml`.
    ///
    /// # Errors
    /// Broken TOML, another format, an unknown kind or slot, an unknown key beside the answers, or a material named outside the packet.
    pub fn parse(text: &str) -> Result<Packet, PacketError> {
        let written: Written = toml::from_str(text).map_err(|it| PacketError::from_toml(text, &it))?;
        if written.format != FORMAT {
            let line = text.lines().position(|it| it.trim_start().starts_with("format")).map(|it| it + 1);
            return Err(PacketError::on(
                line,
                format!("材料包格式 format = {} 不认识；本版本读取 format = {FORMAT}", written.format),
                format!("packet format {} is not known; this edition reads format = {FORMAT}", written.format),
            ));
        }
        if let Some(outside) = written.materials.iter().find(|it| !stays_inside(&it.file)) {
            let line = text.lines().position(|it| it.contains(&outside.file)).map(|it| it + 1);
            return Err(PacketError::on(
                line,
                format!("材料 file = 「{}」 指向材料包之外；请写成 materials/… 这样的相对路径", outside.file),
                format!("material file = `{}` points outside the packet; write a relative path such as materials/…", outside.file),
            ));
        }
        let typed = node::from_toml(toml::Value::Table(written.answers));
        let (answers, misfits) = Answers::read(&typed);
        Ok(Packet {
            kind: written.kind,
            form: written.form,
            filing: written.filing,
            answers,
            chosen: typed.clone(),
            typed,
            misfits,
            materials: written.materials,
            overrides: written.overrides,
        })
    }

    /// Takes the labels of choices (「云」, `cloud`) for the words the form has for them. Of an unknown edition nothing is known.
    #[must_use]
    pub fn by_form_of(mut self, law: &Law) -> Packet {
        if let Some(form) = law.form(&self.form) {
            labels::replace(&mut self.chosen, form);
            (self.answers, self.misfits) = Answers::read(&self.chosen);
        }
        self
    }

    /// The materials of one slot.
    pub fn materials_of(&self, slot: Slot) -> impl Iterator<Item = &Material> {
        self.materials.iter().filter(move |it| it.slot == slot)
    }

    /// The answer at a path such as `handler.name` or `uses.lobby-gate.purpose` (a block of a list is named by its `id`, else by its place from 1).
    pub fn answer(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(&self.chosen, |at, step| match at {
            Value::Object(map) => map.get(step),
            Value::Array(blocks) => blocks
                .iter()
                .find(|it| it.get("id").and_then(Value::as_str) == Some(step))
                .or_else(|| blocks.get(step.parse::<usize>().ok()?.checked_sub(1)?)),
            _ => None,
        })
    }
}

/// Whether a name from a packet stays in its folder: relative, no `..`, no drive, no backslash, no NUL.
pub fn stays_inside(file: &str) -> bool {
    let steps_fine = file.split('/').all(|step| !step.is_empty() && step != "." && step != "..");
    steps_fine && !file.contains(['\\', '\0', ':'])
}

impl PacketError {
    fn on(line: Option<usize>, zh: String, en: String) -> PacketError {
        PacketError { line, message: law::Wording { zh, en } }
    }

    /// The parser speaks English; what people get wrong most is said in Chinese too. The numbers of persons are not repeated.
    fn from_toml(text: &str, error: &toml::de::Error) -> PacketError {
        let message = mask_numbers(error.message().trim());
        let at = error.span().and_then(|it| text.get(it)).unwrap_or_default().trim();
        let said = |zh: String| {
            let line = error.span().map(|it| text[..it.start.min(text.len())].matches('\n').count() + 1);
            PacketError::on(line, zh, format!("packet.toml cannot be read: {message}"))
        };
        let named = message.split('`').nth(1).unwrap_or_default();
        let known = message.split_once("expected one of ").map_or("", |(_, it)| it).replace('`', "").replace(", ", "、");
        match () {
            // No line is wrong: one is not there.
            _ if message.starts_with("missing field") => PacketError { line: None, ..said(format!("缺少「{named}」这一项")) },
            _ if message.starts_with("unknown field") => said(format!("没有「{named}」这一项；可以写的有：{known}")),
            _ if message.starts_with("unknown variant") => said(format!("「{named}」不是可以写的值；可以写的有：{known}")),
            _ if message.starts_with("invalid type") => said(format!("值的类型不对（{message}）")),
            _ if message.starts_with("duplicate key") => PacketError::on(
                said(String::new()).line,
                format!("「{}」写了两次", mask_numbers(at)),
                format!("packet.toml cannot be read: `{}` is written twice", mask_numbers(at)),
            ),
            _ => said(format!("写法不对（{message}）；一项写作 名称 = \"内容\"，文字要加英文引号")),
        }
    }
}

/// The form's field at a path such as `answers.uses.lobby-gate.place`. A step that names a block of a list stands as `*` in the form.
pub fn field_at<'a>(form: &'a Form, at: &str) -> Option<&'a Field> {
    let steps: Vec<&str> = at.strip_prefix("answers.")?.split('.').collect();
    let any_block = |n: usize| steps.iter().enumerate().map(|(i, it)| if i == n { "*" } else { it }).collect::<Vec<_>>().join(".");
    form.field(&steps.join(".")).or_else(|| (0..steps.len()).find_map(|n| form.field(&any_block(n))))
}
