//! One thing asked, with all that stands beside it. Values are as typed; whether they are right is what findings say.

use law::{Choice, Column, Field, FieldKind, Law};
use serde_json::Value;

use super::{BasisView, FindingView, Shell};

/// A question and its answer.
#[derive(Clone, Debug)]
pub struct FieldView {
    /// Its path within `answers`: the name of the input and the key of the autosave.
    pub path: String,
    pub label: String,
    pub hint: Option<String>,
    pub need: FieldNeed,
    pub why: Option<WhyView>,
    pub input: Input,
    /// The version of the answer that the page was made with.
    pub version: u64,
    /// When it was saved, as a time of day.
    pub saved_at: Option<String>,
    /// Why this form cannot go on: not a finding.
    pub error: Option<String>,
    pub findings: Vec<FindingView>,
}

/// Whether it must be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldNeed {
    Required,
    Optional,
    /// Nothing is said, as on a page with a single question.
    Unsaid,
}

/// Why it is asked.
#[derive(Clone, Debug)]
pub struct WhyView {
    pub text: String,
    pub basis: BasisView,
    /// The clauses that make the answer necessary or useful.
    pub because: Vec<BasisView>,
}

/// How it is answered.
#[derive(Clone, Debug)]
pub enum Input {
    Text { value: String, mode: TextMode },
    LongText { value: String },
    Date { value: String },
    YesNo { value: String },
    Choice { options: Vec<OptionView> },
    Choices { options: Vec<OptionView> },
    Select { options: Vec<OptionView> },
    List { values: Vec<String> },
    Retention(RetentionView),
    Table { columns: Vec<ColumnAsked>, rows: Vec<Vec<String>> },
}

/// What kind of line is typed: the keyboard of a telephone follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextMode {
    Plain,
    Integer,
    Code,
    Phone,
    Email,
    Password,
}

impl TextMode {
    /// A name, an address: any text.
    pub fn is_plain(self) -> bool {
        self == TextMode::Plain
    }
}

/// Something to choose.
#[derive(Clone, Debug)]
pub struct OptionView {
    pub value: String,
    pub text: String,
    pub hint: Option<String>,
    pub is_chosen: bool,
}

/// 保存期限: a length with its unit, or the rule that fixes it; and the reason.
#[derive(Clone, Debug, Default)]
pub struct RetentionView {
    pub length: String,
    /// `day`, `month`, `year` or nothing.
    pub unit: String,
    pub rule: String,
    pub reason: String,
}

/// A column of a table that is filled in.
#[derive(Clone, Debug)]
pub struct ColumnAsked {
    pub key: String,
    pub label: String,
    /// For yes-no and choices; empty for what is typed.
    pub options: Vec<OptionView>,
}

impl FieldView {
    /// A question that is not one of the form's, such as a password.
    pub fn plain(path: impl Into<String>, label: impl Into<String>, input: Input) -> FieldView {
        FieldView {
            path: path.into(),
            label: label.into(),
            hint: None,
            need: FieldNeed::Unsaid,
            why: None,
            input,
            version: 0,
            saved_at: None,
            error: None,
            findings: Vec::new(),
        }
    }

    /// A field of a form. `element` is what a `*` in its path stands for; `answer` has the shape that autosave sends:
    /// text, array of texts, object for retention, array of objects for a table, null for nothing.
    pub fn new(law: &Law, field: &Field, element: Option<&str>, answer: &Value, is_required: bool, shell: &Shell) -> FieldView {
        let path = field.path.replacen('*', element.unwrap_or("*"), 1);
        let basis = BasisView::new(law, &field.basis, shell);
        let because = field.because.iter().filter_map(|it| BasisView::at(law, it, shell)).collect();
        let mut hint = field.hint.as_ref().map(|it| shell.word(it).to_owned());
        if field.kind == FieldKind::Date && hint.is_none() {
            hint = Some(shell.say("年-月-日，例如 2026-11-24", "Year-month-day, such as 2026-11-24").to_owned());
        }
        FieldView {
            hint,
            need: if is_required { FieldNeed::Required } else { FieldNeed::Optional },
            why: Some(WhyView { text: shell.word(&field.why).to_owned(), basis, because }),
            ..FieldView::plain(path, shell.word(&field.label), Input::new(field, answer, shell))
        }
    }

    /// The version of the answer, and when it was saved.
    pub fn saved(mut self, version: u64, at: Option<&str>) -> FieldView {
        self.version = version;
        self.saved_at = at.map(str::to_owned);
        self
    }

    pub fn with_findings(mut self, findings: Vec<FindingView>) -> FieldView {
        self.findings = findings;
        self
    }

    pub fn with_error(mut self, error: impl Into<String>) -> FieldView {
        self.error = Some(error.into());
        self
    }

    pub fn with_hint(mut self, hint: impl Into<String>) -> FieldView {
        self.hint = Some(hint.into());
        self
    }

    /// What can be chosen where the form does not say it itself, such as provinces.
    pub fn with_options(mut self, options: Vec<OptionView>) -> FieldView {
        self.input = Input::Select { options };
        self
    }

    /// The id of its first input; an error summary leads there.
    pub fn id(&self) -> String {
        format!("f-{}", self.path.replace(['.', '*'], "-"))
    }

    /// Whether it has one input, so that its label can be a `label`.
    pub fn is_single(&self) -> bool {
        matches!(self.input, Input::Text { .. } | Input::LongText { .. } | Input::Date { .. } | Input::Select { .. })
    }

    /// How the script reads and writes it.
    pub fn kind(&self) -> &'static str {
        match self.input {
            Input::Text { .. } | Input::LongText { .. } | Input::Date { .. } | Input::Select { .. } => "text",
            Input::YesNo { .. } | Input::Choice { .. } => "choice",
            Input::Choices { .. } => "choices",
            Input::List { .. } => "list",
            Input::Retention(_) => "retention",
            Input::Table { .. } => "table",
        }
    }

    /// The ids of what describes the input.
    pub fn described_by(&self) -> String {
        let id = self.id();
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{id}-hint"));
        }
        if self.error.is_some() {
            ids.push(format!("{id}-error"));
        }
        ids.push(format!("{id}-found"));
        ids.join(" ")
    }

    /// Whether a line of a telephone is too short for it.
    pub fn is_long(&self) -> bool {
        matches!(&self.input, Input::Text { value, .. } if value.chars().count() > 18)
    }

    pub fn is_faulty(&self) -> bool {
        self.error.is_some()
    }
}

impl OptionView {
    /// Whether it is the one with this value.
    pub fn is(&self, value: &str) -> bool {
        self.value == value
    }
}

impl Input {
    /// A field of the form with its answer.
    pub fn new(field: &Field, answer: &Value, shell: &Shell) -> Input {
        let value = || text(answer);
        let typed = |mode| Input::Text { value: text(answer), mode };
        match field.kind {
            FieldKind::Text | FieldKind::Province => typed(TextMode::Plain),
            FieldKind::Integer => typed(TextMode::Integer),
            FieldKind::Uscc | FieldKind::IdNumber => typed(TextMode::Code),
            FieldKind::Phone => typed(TextMode::Phone),
            FieldKind::Email => typed(TextMode::Email),
            FieldKind::LongText => Input::LongText { value: value() },
            FieldKind::Date => Input::Date { value: value() },
            FieldKind::YesNo => Input::YesNo { value: value() },
            FieldKind::Choice => Input::Choice { options: options(&field.choices, &[value()], shell) },
            FieldKind::Choices => Input::Choices { options: options(&field.choices, &texts(answer), shell) },
            FieldKind::List => Input::List { values: texts(answer) },
            FieldKind::Retention => {
                let part = |key: &str| answer.get(key).map(text).unwrap_or_default();
                Input::Retention(RetentionView { length: part("length"), unit: part("unit"), rule: part("rule"), reason: part("reason") })
            }
            FieldKind::Table => {
                let row = |it: &Value| field.columns.iter().map(|column| it.get(&column.key).map(text).unwrap_or_default()).collect();
                Input::Table {
                    columns: field.columns.iter().map(|it| ColumnAsked::new(it, shell)).collect(),
                    rows: answer.as_array().map(|rows| rows.iter().map(row).collect()).unwrap_or_default(),
                }
            }
        }
    }

    /// The lines of a list, and one empty line at least.
    pub fn lines<'a>(&self, values: &'a [String]) -> Vec<&'a str> {
        if values.is_empty() { vec![""] } else { values.iter().map(String::as_str).collect() }
    }
}

impl ColumnAsked {
    fn new(column: &Column, shell: &Shell) -> ColumnAsked {
        let options = match column.kind {
            FieldKind::YesNo => vec![
                OptionView { value: "true".into(), text: shell.say("是", "Yes").into(), hint: None, is_chosen: false },
                OptionView { value: "false".into(), text: shell.say("否", "No").into(), hint: None, is_chosen: false },
            ],
            _ => options(&column.choices, &[], shell),
        };
        ColumnAsked { key: column.key.clone(), label: shell.word(&column.label).to_owned(), options }
    }
}

impl RetentionView {
    /// The units to choose from.
    pub fn units(&self, shell: &Shell) -> Vec<OptionView> {
        let units = [("day", "日", "days"), ("month", "个月", "months"), ("year", "年", "years")];
        let option = |(value, zh, en): (&str, _, _)| OptionView {
            value: value.to_owned(),
            text: shell.say(zh, en).to_owned(),
            hint: None,
            is_chosen: self.unit == value,
        };
        units.into_iter().map(option).collect()
    }
}

fn options(choices: &[Choice], chosen: &[String], shell: &Shell) -> Vec<OptionView> {
    let option = |it: &Choice| OptionView {
        value: it.value.clone(),
        text: shell.word(&it.wording()).to_owned(),
        hint: None,
        is_chosen: chosen.contains(&it.value),
    };
    choices.iter().map(option).collect()
}

/// What was typed, whatever its type became in between.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(it) => it.clone(),
        other => other.to_string(),
    }
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().map(|it| it.iter().map(text).collect()).unwrap_or_default()
}
