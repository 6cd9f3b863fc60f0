//! The words of the field as types. A value that exists was checked; a wrong one is a finding, never a panic.

mod codes;
mod document_kind;
mod look_alikes;
mod number;
mod private;
mod retention;
mod sameness;
mod slot;
mod surname;

pub use law::Wording;
use serde::{Deserialize, Serialize};

pub use codes::*;
pub use document_kind::DocumentKind;
pub use law::CaseKind;
pub use number::grouped;
pub use private::{Private, mask, mask_numbers};
pub use retention::{RetentionPeriod, RetentionUnit};
pub use sameness::{Sameness, compare, fold};
pub use slot::Slot;
pub use surname::is_surnamed;

/// 处理方式: one-to-one verification or one-to-many identification (Measures art. 19(1)(v), (vi)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[doc(alias = "处理方式")]
pub enum Mode {
    /// 验证个人身份
    #[serde(rename = "1:1")]
    Verification,
    /// 辨识特定个人
    #[serde(rename = "1:N")]
    Identification,
}
