//! Some practitioners say branches covered by a head office's filing carry a note.

use law::{Cite, cite};

use crate::precheck::phrases::mentioned;
use crate::precheck::{Subject, Verdict};

/// A claim without official source; that a head office files for its group is practice.
pub const CITE: Cite = cite("claim/26");

const WORDS: &[&str] = &["总部统一备案", "集团统一备案", "总公司统一备案", "母公司统一备案"];

/// The note is sought in the part of each member.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let group = &subject.packet.answers.handler.group;
    if group.is_empty() {
        return verdict;
    }
    verdict.look();
    if !group.iter().filter_map(|it| it.role.as_deref()).any(|it| mentioned(it, WORDS).is_some()) {
        let zh = "备案包含集团成员，没有备注「总部统一备案」；有的从业者说要写，没有官方依据";
        let en = "group members are covered, and no note says 总部统一备案; some practitioners ask for it, without official source";
        verdict.fail("answers.handler.group", zh, en);
    }
    verdict
}
