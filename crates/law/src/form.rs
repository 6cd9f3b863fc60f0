//! Forms as data. The official field list is not public, so every edition says where it comes from and how official
//! it is, and every field says why it is asked and who asks for it. The real form replaces a template as a folder.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::citation::{Basis, Cite};
use crate::files::Files;
use crate::load::{Day, Desk, Law, Place};
use crate::text::Texts;
use crate::wording::Wording;

/// 表单版本: one edition of all sheets, such as `template-v0@1`. A case remembers the one it was made under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "表单版本")]
pub struct Form {
    /// Its id with its edition number.
    pub edition: String,
    /// Its name.
    pub title: Wording,
    /// Whether an authority issued it.
    pub official: bool,
    /// Where it comes from.
    pub provenance: Wording,
    /// What stands on every sheet of it, loudly.
    pub warning: Wording,
    /// The first day it may be used.
    pub from: Date,
    /// Who asks for these fields as a whole.
    pub basis: Basis,
    /// The sheets, in the order of the materials.
    pub sheets: Vec<Sheet>,
}

/// 表: one document to fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "表")]
pub struct Sheet {
    /// Its id, such as `handler-profile`; also the slot it goes into.
    pub id: String,
    /// Its official name.
    pub title: Wording,
    /// What is known of the real one.
    pub note: Wording,
    /// The groups of fields, in order.
    pub groups: Vec<Group>,
}

/// 栏组: fields that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "栏组")]
pub struct Group {
    /// Its id within the sheet.
    pub id: String,
    /// Its heading.
    pub title: Wording,
    /// The list whose every element repeats this group, such as `uses`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat: Option<String>,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

/// 字段: one thing asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "字段")]
pub struct Field {
    /// Where the answer stands in `answers`; `uses.*.purpose` stands once in each use.
    pub path: String,
    /// What it is called.
    pub label: Wording,
    /// What may be answered.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// Whether it must be answered.
    pub required: Required,
    /// Why it is asked.
    pub why: Wording,
    /// Who asks for it. Inferred, for almost every field of a template.
    pub basis: Basis,
    /// The clauses that make the answer necessary or useful; they do not ask for this field by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Cite>,
    /// For a choice: what can be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// For a table: its columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
    /// Help with answering.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Wording>,
}

/// 字段类型: what may be answered. Answers are kept as typed; whether they have this form is checked later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "字段类型")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A whole number.
    Integer,
    /// A civil date.
    Date,
    /// Yes or no.
    YesNo,
    /// One of the choices.
    Choice,
    /// Any number of the choices.
    Choices,
    /// Any number of lines.
    List,
    /// Unified social credit code.
    Uscc,
    /// Number of an identity document.
    IdNumber,
    /// Telephone number.
    Phone,
    /// Electronic mail address.
    Email,
    /// Six-digit code of a provincial division.
    Province,
    /// Length, unit, rule and reason of keeping.
    Retention,
    /// Rows with columns.
    Table,
}

/// Whether a field must be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Required {
    /// Always.
    Yes,
    /// Never.
    No,
    /// When other answers are so.
    When(Condition),
}

/// 条件: other answers on which a field depends. All of its tests hold together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
#[doc(alias = "条件")]
pub struct Condition {
    /// The tests.
    pub tests: Vec<Test>,
}

/// One test of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Test {
    /// The answer asked about. A `*` stands for the same element as in the field's own path.
    pub path: String,
    /// What must be so.
    pub is: Expected,
}

/// What a test expects of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// It was answered with this: `true`, `false`, or the value of a choice.
    Equals(String),
    /// It was answered with something else.
    Differs(String),
    /// It was answered.
    Filled,
    /// It was not.
    Blank,
}

/// 选项: one thing to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "选项")]
pub struct Choice {
    /// How it stands in the packet.
    pub value: String,
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Choice {
    /// How it is shown.
    pub fn wording(&self) -> Wording {
        Wording::new(self.zh.as_str(), self.en.as_str())
    }
}

/// 列: one column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "列")]
pub struct Column {
    /// Its key in each row.
    pub key: String,
    /// What it is called.
    pub label: Wording,
    /// What may be answered.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// For a choice: what can be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
}

impl Law {
    /// All editions of the forms, oldest first.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// One edition, such as `template-v0@1`.
    pub fn form(&self, edition: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.edition == edition)
    }
}

impl Form {
    /// One sheet by its id.
    pub fn sheet(&self, id: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }

    /// Every field of every sheet, in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sheets.iter().flat_map(Sheet::fields)
    }

    /// The field at a path, as the form writes it (`uses.*.purpose`).
    pub fn field(&self, path: &str) -> Option<&Field> {
        self.fields().find(|field| field.path == path)
    }
}

impl Sheet {
    /// Every field, in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.groups.iter().flat_map(|group| &group.fields)
    }
}

impl Required {
    /// Whether an answer is needed. `answer` gives the text of another answer, or nothing if it is blank; a `*` in
    /// the path it is asked for is to be read as the element at hand.
    pub fn holds(&self, answer: impl Fn(&str) -> Option<String>) -> bool {
        match self {
            Required::Yes => true,
            Required::No => false,
            Required::When(condition) => condition.holds(answer),
        }
    }
}

impl Condition {
    /// Whether all tests hold. `answer` is as for [`Required::holds`].
    pub fn holds(&self, answer: impl Fn(&str) -> Option<String>) -> bool {
        self.tests.iter().all(|test| test.holds(answer(&test.path)))
    }

    /// `a.b = x and c is filled`. Nothing else is understood.
    fn parse(text: &str) -> Option<Condition> {
        let tests = text.split(" and ").map(Test::parse).collect::<Option<Vec<_>>>()?;
        Some(Condition { tests })
    }
}

impl Test {
    fn holds(&self, answer: Option<String>) -> bool {
        match &self.is {
            Expected::Equals(value) => answer.as_ref() == Some(value),
            Expected::Differs(value) => answer.is_some_and(|answer| answer != *value),
            Expected::Filled => answer.is_some(),
            Expected::Blank => answer.is_none(),
        }
    }

    fn parse(text: &str) -> Option<Test> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (path, is) = match words.as_slice() {
            [path, "is", "filled"] => (path, Expected::Filled),
            [path, "is", "blank"] => (path, Expected::Blank),
            [path, "=", value] => (path, Expected::Equals((*value).to_owned())),
            [path, "!=", value] => (path, Expected::Differs((*value).to_owned())),
            _ => return None,
        };
        Some(Test { path: (*path).to_owned(), is })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawForm {
    edition: Spanned<String>,
    title: Wording,
    official: bool,
    provenance: Wording,
    warning: Wording,
    from: Day,
    cite: Spanned<String>,
    sheets: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSheet {
    title: Wording,
    note: Wording,
    group: Vec<RawGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    id: String,
    title: Wording,
    repeat: Option<String>,
    field: Vec<RawField>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    path: Spanned<String>,
    label: Wording,
    #[serde(rename = "type")]
    kind: Spanned<FieldKind>,
    required: Option<bool>,
    when: Option<Spanned<String>>,
    why: Wording,
    cite: Spanned<String>,
    #[serde(default)]
    because: Vec<Spanned<String>>,
    #[serde(default)]
    choices: Vec<Choice>,
    #[serde(default)]
    columns: Vec<Column>,
    hint: Option<Wording>,
}

/// Reads `forms/`: one folder an edition, `form.toml` and one file for each sheet it names.
pub(crate) fn read(files: &mut Files, texts: &Texts, desk: &mut Desk) -> Vec<Form> {
    let mut forms = Vec::new();
    for folder in files.folders("forms/") {
        let path = format!("forms/{folder}/form.toml");
        let Some((path, text)) = desk.must_have(files, &path) else { continue };
        let Some(raw) = desk.parse::<RawForm>(&path, &text) else { continue };
        let at = Place { file: &path, text: &text };
        if *raw.edition.get_ref() != folder {
            let line = Some(at.line(&raw.edition));
            desk.fault(&path, line, "版本号与文件夹名不一致", "the edition is not the folder's name");
        }
        let sheets = raw.read_sheets(&folder, &at, files, texts, desk);
        let basis = desk.basis(&at, &raw.cite, texts);
        forms.extend(basis.map(|basis| raw.form(basis, sheets)));
    }
    forms
}

impl RawForm {
    fn form(self, basis: Basis, sheets: Vec<Sheet>) -> Form {
        Form {
            edition: self.edition.into_inner(),
            title: self.title,
            official: self.official,
            provenance: self.provenance,
            warning: self.warning,
            from: self.from.0,
            basis,
            sheets,
        }
    }

    fn read_sheets(&self, folder: &str, at: &Place<'_>, files: &mut Files, texts: &Texts, desk: &mut Desk) -> Vec<Sheet> {
        let mut sheets = Vec::new();
        let mut asked = Asked::default();
        for (i, name) in self.sheets.iter().enumerate() {
            if self.sheets[..i].iter().any(|other| other.get_ref() == name.get_ref()) {
                desk.repeated(at.file, Some(at.line(name)), name.get_ref());
                continue;
            }
            let path = format!("forms/{folder}/{}.toml", name.get_ref());
            let Some((path, text)) = files.take(&path) else {
                let line = Some(at.line(name));
                desk.fault(at.file, line, format!("{path} 不在"), format!("{path} is missing"));
                continue;
            };
            let Some(raw) = desk.parse::<RawSheet>(&path, &text) else { continue };
            sheets.push(raw.sheet(name.get_ref(), &Place { file: &path, text: &text }, &mut asked, texts, desk));
        }
        asked.refuse_strange_conditions(desk);
        sheets
    }
}

impl RawSheet {
    fn sheet(self, id: &str, at: &Place<'_>, asked: &mut Asked, texts: &Texts, desk: &mut Desk) -> Sheet {
        let mut groups = Vec::new();
        for group in self.group {
            let fields = group.field.into_iter().filter_map(|field| field.field(at, asked, texts, desk)).collect();
            groups.push(Group { id: group.id, title: group.title, repeat: group.repeat, fields });
        }
        Sheet { id: id.to_owned(), title: self.title, note: self.note, groups }
    }
}

impl RawField {
    fn field(self, at: &Place<'_>, asked: &mut Asked, texts: &Texts, desk: &mut Desk) -> Option<Field> {
        let path = self.path.get_ref().clone();
        if !asked.paths.insert(path.clone()) {
            desk.repeated(at.file, Some(at.line(&self.path)), &path);
        }
        self.refuse_empty(at, desk);
        let required = self.required(at, asked, desk);
        for cite in self.because.iter().filter(|cite| texts.basis(&Cite::from(cite.get_ref().as_str())).is_none()) {
            desk.dangling(at, cite);
        }
        Some(Field {
            path,
            label: self.label,
            kind: *self.kind.get_ref(),
            required: required?,
            why: self.why,
            basis: desk.basis(at, &self.cite, texts)?,
            because: self.because.iter().map(|cite| Cite::from(cite.get_ref().as_str())).collect(),
            choices: self.choices,
            columns: self.columns,
            hint: self.hint,
        })
    }

    fn refuse_empty(&self, at: &Place<'_>, desk: &mut Desk) {
        let line = Some(at.line(&self.kind));
        let chooses = matches!(self.kind.get_ref(), FieldKind::Choice | FieldKind::Choices);
        if chooses == self.choices.is_empty() {
            desk.fault(at.file, line, "选择题要有「choices」，别的类型不能有", "a choice needs `choices`, and nothing else has them");
        }
        if (*self.kind.get_ref() == FieldKind::Table) == self.columns.is_empty() {
            desk.fault(at.file, line, "表格要有「columns」，别的类型不能有", "a table needs `columns`, and nothing else has them");
        }
    }

    fn required(&self, at: &Place<'_>, asked: &mut Asked, desk: &mut Desk) -> Option<Required> {
        match (self.required, &self.when) {
            (Some(true), None) => Some(Required::Yes),
            (Some(false), None) => Some(Required::No),
            (None, Some(when)) => match Condition::parse(when.get_ref()) {
                Some(condition) => {
                    asked.note(&condition, at, at.line(when));
                    Some(Required::When(condition))
                }
                None => {
                    desk.fault(
                        at.file,
                        Some(at.line(when)),
                        format!("条件「{}」读不懂：写成「a.b = x」「a.b != x」「a.b is filled」「a.b is blank」，用 and 相连", when.get_ref()),
                        format!("the condition `{}` is not understood: write `a.b = x`, `a.b != x`, `a.b is filled` or `a.b is blank`, joined by `and`", when.get_ref()),
                    );
                    None
                }
            },
            _ => {
                desk.fault(
                    at.file,
                    Some(at.line(&self.path)),
                    "「required」和「when」要写一个，只能写一个",
                    "write one of `required` and `when`, and only one",
                );
                None
            }
        }
    }
}

/// What an edition asks for, and which answers its conditions speak of.
#[derive(Default)]
struct Asked {
    paths: BTreeSet<String>,
    conditions: Vec<(String, usize, String)>,
}

impl Asked {
    fn note(&mut self, condition: &Condition, at: &Place<'_>, line: usize) {
        let paths = condition.tests.iter().map(|test| test.path.clone());
        self.conditions.extend(paths.map(|path| (at.file.to_owned(), line, path)));
    }

    /// A condition on an answer that the form never asks for would never hold.
    fn refuse_strange_conditions(&self, desk: &mut Desk) {
        for (file, line, path) in self.conditions.iter().filter(|(_, _, path)| !self.paths.contains(path)) {
            desk.fault(
                file,
                Some(*line),
                format!("条件用到「{path}」，表单里没有这个字段：请核对拼写"),
                format!("the condition uses `{path}`, which no field asks for: check its spelling"),
            );
        }
    }
}
