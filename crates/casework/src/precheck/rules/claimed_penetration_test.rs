//! Some practitioners say a filing without a penetration-test report is returned.

use law::{Cite, cite};

use crate::precheck::{Subject, Verdict};
use crate::words::{CaseKind, Slot};

/// A claim without official source.
pub const CITE: Cite = cite("claim/24");

/// Only for a filing; the topic of the material is what the packet says, the file is not read for it.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    if subject.packet.kind == CaseKind::Cancellation {
        return verdict;
    }
    verdict.look();
    if !subject.packet.materials_of(Slot::Other).any(|it| it.topic.as_deref() == Some("penetration-test")) {
        let zh = "材料里没有渗透测试报告；有的从业者说会因此退回，没有官方依据";
        let en = "there is no penetration-test report; some practitioners say filings are returned for it, without official source";
        verdict.fail("materials.other", zh, en);
    }
    verdict
}
