//! What is listed: tasks, answers to be checked, rows, the history of a case, materials.

use super::{FindingView, Link, TagView, Tone};

/// Tasks that belong together.
#[derive(Clone, Debug)]
pub struct TaskGroup {
    pub title: String,
    pub tasks: Vec<TaskView>,
}

/// Something to do.
#[derive(Clone, Debug)]
pub struct TaskView {
    pub title: String,
    /// Nothing: it cannot be begun yet.
    pub href: Option<String>,
    pub hint: Option<String>,
    pub status: TagView,
}

/// Answers to be checked.
#[derive(Clone, Debug)]
pub struct SummaryView {
    pub title: String,
    pub change: Option<Link>,
    pub rows: Vec<SummaryRow>,
}

/// One answer.
#[derive(Clone, Debug)]
pub struct SummaryRow {
    pub label: String,
    /// One line each; empty: not answered.
    pub lines: Vec<String>,
    pub change: Option<String>,
    pub findings: Vec<FindingView>,
}

/// A table to look at.
#[derive(Clone, Debug)]
pub struct TableView {
    pub caption: String,
    pub columns: Vec<ColumnView>,
    pub rows: Vec<Vec<CellView>>,
    pub pager: Option<Pager>,
}

/// A column of it.
#[derive(Clone, Debug)]
pub struct ColumnView {
    pub title: String,
    pub is_amount: bool,
}

/// A cell of it.
#[derive(Clone, Debug, Default)]
pub struct CellView {
    pub text: String,
    pub href: Option<String>,
    pub tag: Option<TagView>,
    /// A second, quieter line.
    pub note: Option<String>,
}

impl CellView {
    pub fn new(text: impl Into<String>) -> CellView {
        CellView { text: text.into(), ..CellView::default() }
    }

    /// A date or a number, which is not broken at the end of a line.
    pub fn is_short(&self) -> bool {
        self.text.len() <= 20 && self.text.is_ascii()
    }

    pub fn link(text: impl Into<String>, href: impl Into<String>) -> CellView {
        CellView { text: text.into(), href: Some(href.into()), ..CellView::default() }
    }

    pub fn tag(tag: TagView) -> CellView {
        CellView { tag: Some(tag), ..CellView::default() }
    }
}

/// Where the list goes on. Lists are paged by key: there is a next page and a first one, and no page number.
#[derive(Clone, Debug)]
pub struct Pager {
    /// What is shown, in words.
    pub shown: String,
    pub first: Option<String>,
    pub next: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct EventView {
    /// As people read it.
    pub at: String,
    /// As machines read it.
    pub datetime: String,
    pub title: String,
    pub tone: Tone,
    pub by: Option<String>,
    pub text: Option<String>,
    pub link: Option<Link>,
}

/// A step of several.
#[derive(Clone, Debug)]
pub struct StepView {
    pub text: String,
    pub state: StepState,
}

/// Where one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Past,
    Now,
    Ahead,
}

/// What is handed over after a submission.
#[derive(Clone, Debug)]
pub struct ReceiptView {
    pub title: String,
    pub number: String,
    pub rows: Vec<(String, String)>,
    /// The proof to keep.
    pub proof: Option<Link>,
}

/// Nothing here yet.
#[derive(Clone, Debug)]
pub struct EmptyView {
    pub title: String,
    pub text: String,
    pub action: Option<Link>,
}

/// A place where a material is uploaded.
#[derive(Clone, Debug)]
pub struct UploadView {
    /// `uscc-certificate`, and where there are several, the topic.
    pub slot: String,
    pub topic: String,
    pub title: String,
    pub hint: String,
    /// As in the attribute `accept`.
    pub accept: String,
    pub case: String,
    /// Where the plain form is posted (multipart).
    pub action: String,
    /// The tus endpoint.
    pub tus: String,
    /// Where to look when it is done.
    pub next: String,
    pub error: Option<String>,
    pub files: Vec<FileView>,
}

/// A material that is there.
#[derive(Clone, Debug)]
pub struct FileView {
    pub name: String,
    pub href: String,
    /// Size, pages, when and by whom.
    pub about: String,
    pub tag: Option<TagView>,
    /// `POST` takes it away.
    pub remove: Option<String>,
}

impl UploadView {
    pub fn id(&self) -> String {
        format!("u-{}-{}", self.slot, self.topic)
    }
}

impl StepState {
    pub fn class(self) -> &'static str {
        match self {
            StepState::Past => "past",
            StepState::Now => "now",
            StepState::Ahead => "ahead",
        }
    }
}
