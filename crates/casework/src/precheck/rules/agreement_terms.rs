//! The contract with an entrusted party lays down what the law names.

use law::{Cite, cite};

use crate::facts::{AgreementFacts, AgreementTerm, Content, Fact, MaterialFacts};
use crate::precheck::{Subject, Verdict};

/// PIPL 21: purpose, term, manner, kinds, protection, rights and duties; return or delete at the end; no sub-entrusting without consent.
pub const CITE: Cite = cite("pipl-2021/art-21");

const AT: &str = "third_party_agreement.terms";

/// A term may be written in other words than ours, so a missing one is for a person; the opposite of a term is not.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for (material, content) in subject.facts.others() {
        if let Content::Agreement(it) = content {
            check_one(material, it, &mut verdict);
        }
    }
    verdict
}

fn check_one(material: &MaterialFacts, agreement: &AgreementFacts, verdict: &mut Verdict) {
    if agreement.text.reading().is_none() {
        return;
    }
    verdict.look();
    let free = agreement.terms.get(&AgreementTerm::FreeSubEntrusting).and_then(Fact::reading);
    if let Some(it) = free {
        let zh = format!("协议写「{}」：没有处理者的同意不得转委托", it.value);
        let en = format!("the agreement says `{}`: there is no sub-entrusting without the handler's consent", it.value);
        let hit = if it.is_firm() { verdict.fail(AT, zh, en) } else { verdict.cannot_tell(AT, zh, en) };
        hit.in_file(material).placed(it.place);
    }
    let settled = |term: &AgreementTerm| *term == AgreementTerm::NoSubEntrusting && free.is_some();
    let is_missing = |term: &AgreementTerm| agreement.terms.get(term).is_none_or(|it| *it == Fact::Absent) && !settled(term);
    let missing: Vec<(&str, &str)> = AgreementTerm::ASKED.iter().filter(|it| is_missing(it)).map(|it| name(*it)).collect();
    if !missing.is_empty() {
        let (zh, en): (Vec<&str>, Vec<&str>) = missing.into_iter().unzip();
        let zh = format!("协议里没有找到这些约定：{}；可能换了说法，请人工看", zh.join("、"));
        let en = format!("the agreement was not found to lay down: {}; it may be said in other words, please look", en.join("; "));
        verdict.cannot_tell(AT, zh, en).in_file(material);
    }
}

fn name(term: AgreementTerm) -> (&'static str, &'static str) {
    match term {
        AgreementTerm::Purpose => ("目的", "purpose"),
        AgreementTerm::Term => ("期限", "term"),
        AgreementTerm::Manner => ("处理方式", "manner"),
        AgreementTerm::Kinds => ("个人信息的种类", "kinds of information"),
        AgreementTerm::Protection => ("保护措施", "protection"),
        AgreementTerm::RightsAndDuties => ("双方的权利义务", "rights and duties of both"),
        AgreementTerm::ReturnOrDelete => ("终止后返还或者删除", "return or delete at the end"),
        AgreementTerm::NoSubEntrusting => ("未经同意不得转委托", "no sub-entrusting without consent"),
        AgreementTerm::FreeSubEntrusting => ("可以转委托", "free sub-entrusting"),
        AgreementTerm::LeakCompensation => ("泄露赔偿", "compensation for leaks"),
    }
}
