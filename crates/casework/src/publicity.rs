//! 公示: how long an accepted filing is shown before it stands on the public register. No source provides for it: whether and for how long is
//! the operator's setting (HOUSE). That practitioners report seven days is a CLAIM without an official source, and no default.

use jiff::ToSpan;
use jiff::civil::Date;
use law::{Cite, Law, Wording, WorkingDays, cite};
use serde::{Deserialize, Serialize};

/// The house clause on publicity: the operator decides.
pub const CITE: Cite = cite("house/publicity");
/// What practitioners say: seven days on the authority's site. Shown beside the setting, never applied.
pub const CLAIMED: Cite = cite("claim/14");

/// 公示设置: whether accepted filings are published, as the operator set it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "公示设置")]
pub enum Publicity {
    /// 不公开: the register has no lines
    #[default]
    Off,
    /// 通过即公开
    AtOnce,
    /// 先公示，期满公开
    Window(Length),
}

/// 公示期: how long, the day it begins not counted and the last day included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "公示期")]
pub enum Length {
    /// 自然日
    Days(u16),
    /// 工作日
    WorkingDays(u16),
}

/// 公示期间: one window, from the day it began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "公示期间")]
pub struct Window {
    /// The day publicity began.
    pub began_on: Date,
    /// The last day, included; nothing while a holiday notice that is not loaded can move it.
    pub ends_on: Option<Date>,
    /// Who asks for it.
    pub basis: Cite,
    /// The answer in words, with what is only claimed.
    pub note: Wording,
}

/// The longest window an operator may set, in days or working days: beyond a year it is a slip of the keyboard.
pub const MOST: u16 = 366;

impl Publicity {
    /// The setting, or why it is none.
    ///
    /// # Errors
    /// A window of no day, or one beyond [`MOST`].
    pub fn checked(self) -> Result<Publicity, Wording> {
        match self {
            Publicity::Window(Length::Days(n) | Length::WorkingDays(n)) if n == 0 || n > MOST => Err(Wording::new(
                format!("公示期 {n} 天不行：写 1 到 {MOST}，不公示的选“不公开”或者“通过即公开”"),
                format!("a window of {n} days is refused: 1 to {MOST}; without one, choose to publish at once or not at all"),
            )),
            fine => Ok(fine),
        }
    }
}

impl Window {
    /// The window that begins on a day.
    pub fn from(began_on: Date, length: Length, law: &Law) -> Window {
        let ends_on = match length {
            Length::Days(n) => began_on.checked_add(i32::from(n).days()).ok(),
            Length::WorkingDays(n) => law.end_of_term(began_on, WorkingDays(n)),
        };
        Window { began_on, ends_on, basis: CITE, note: note(began_on, length, ends_on) }
    }

    /// Whether the last day is over. A window whose last day is not known is not over.
    pub fn is_over(&self, today: Date) -> bool {
        self.ends_on.is_some_and(|last| today > last)
    }
}

fn note(began_on: Date, length: Length, ends_on: Option<Date>) -> Wording {
    let (zh, en) = match length {
        Length::Days(n) => (format!("{n} 日"), format!("{n} days")),
        Length::WorkingDays(n) => (format!("{n} 个工作日"), format!("{n} working days")),
    };
    let (last_zh, last_en) = match ends_on {
        Some(last) => (format!("最后一天是 {last}（含当日）"), format!("the last day is {last}, included")),
        None => (
            "最后一天要看尚未导入的放假安排，导入前不算期满".to_owned(),
            "the last day hangs on a holiday notice that is not loaded; until then the window is not over".to_owned(),
        ),
    };
    Wording::new(
        format!("公示期 {zh}，自 {began_on} 起，当日不计入；{last_zh}。公示是本平台运营者的设定，法律没有规定。"),
        format!(
            "publicity of {en} from {began_on}, that day not counted; {last_en}. It is this platform's operator's setting; no law provides for it."
        ),
    )
}
