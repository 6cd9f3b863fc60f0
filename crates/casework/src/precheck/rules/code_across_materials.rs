//! Every material that states a credit code states the handler's.

use law::{Cite, cite};

use crate::precheck::agreement::compare_across;
use crate::precheck::{Subject, Verdict};

/// The list of materials, all of one handler; each hit cites its own item.
pub const CITE: Cite = cite("shandong-2025-06-06");

/// To the character. The certificate has a rule of its own.
pub fn check(subject: &Subject) -> Verdict {
    compare_across(subject, ("统一社会信用代码", "credit code"), subject.packet.answers.handler.uscc.as_ref(), |it| (it.code_field, it.code))
}
