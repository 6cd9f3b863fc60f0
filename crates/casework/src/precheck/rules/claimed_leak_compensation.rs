//! Some practitioners say contracts without compensation for leaks come back.

use law::{Cite, cite};

use crate::facts::{AgreementTerm, Content, Fact};
use crate::precheck::{Subject, Verdict};

/// A claim without official source: the law asks for other terms.
pub const CITE: Cite = cite("claim/31");

/// Only of an agreement that was handed in and read.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for (material, content) in subject.facts.others() {
        let Content::Agreement(it) = content else { continue };
        if it.text.reading().is_none() {
            continue;
        }
        verdict.look();
        if it.terms.get(&AgreementTerm::LeakCompensation).is_none_or(|it| *it == Fact::Absent) {
            let zh = "协议里没有找到泄露赔偿的约定；有的从业者说没有这一条会被退回，没有官方依据";
            let en = "no compensation for leaks was found in the agreement; some practitioners say such contracts come back, without official source";
            verdict.fail("third_party_agreement.leak_compensation", zh, en).in_file(material);
        }
    }
    verdict
}
