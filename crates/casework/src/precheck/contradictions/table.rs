//! The pairs. No article asks that two papers agree; of two statements one is false. Where both stand in the papers that are the filing
//! (answers, use statement, PIA report), the finding cites the article whose content is false in one of them. Everything else advises:
//! rules, plans and contracts are written for more than one filing, and forms carry more than the law asks for.

use law::{Cite, cite};

use super::Matter;
use super::Pair;
use super::sides::Document::{
    self, Agreement, Answers, Certificate, Pia, Procedures, ProcessingRules, Profile, RepresentativeId, SecurityPlan, UseStatement,
};

const PROFILE: Cite = cite("shandong-2025-06-06/item-1");
const REPRESENTATIVE: Cite = cite("shandong-2025-06-06/item-5");
const AGREE: Cite = cite("infer/statements-agree");
const MANNER: Cite = cite("cac-mps-19-2025/art-15/1/2");
const NUMBER_AND_SAFETY: Cite = cite("cac-mps-19-2025/art-15/1/3");
const RETENTION: Cite = cite("cac-mps-19-2025/art-8/2");
const STORAGE: Cite = cite("cac-mps-19-2025/art-8/1");
const EXPORT: Cite = cite("pipl-2021/art-38");
const MINORS: Cite = cite("cac-mps-19-2025/art-7");
const DATES: Cite = cite("infer/dates-in-order");

const fn pair(matter: Matter, one: Document, other: Document, cite: Cite) -> Pair {
    Pair { matter, one, other, cite }
}

/// Every pair, in the order of the rule pages.
pub const PAIRS: &[Pair] = &[
    pair(Matter::Representative, Answers, Profile, PROFILE),
    pair(Matter::Representative, Answers, Pia, AGREE),
    pair(Matter::Representative, Certificate, RepresentativeId, REPRESENTATIVE),
    pair(Matter::Agent, Answers, Profile, PROFILE),
    pair(Matter::Pipo, Answers, Profile, AGREE),
    pair(Matter::Pipo, Answers, Pia, AGREE),
    pair(Matter::Pipo, Answers, ProcessingRules, AGREE),
    pair(Matter::Address, Answers, Profile, AGREE),
    pair(Matter::Address, Answers, Certificate, AGREE),
    pair(Matter::Handler, Answers, ProcessingRules, AGREE),
    pair(Matter::Handler, Answers, Agreement, AGREE),
    pair(Matter::ThirdParty, Answers, Pia, AGREE),
    pair(Matter::Entrusted, Answers, UseStatement, AGREE),
    pair(Matter::Entrusted, Answers, Pia, AGREE),
    pair(Matter::Entrusted, Answers, Agreement, AGREE),
    pair(Matter::Recipients, Answers, UseStatement, MANNER),
    pair(Matter::Recipients, Answers, Pia, MANNER),
    pair(Matter::Recipients, Answers, ProcessingRules, AGREE),
    pair(Matter::Retention, Answers, UseStatement, RETENTION),
    pair(Matter::Retention, UseStatement, Pia, RETENTION),
    pair(Matter::Retention, Answers, ProcessingRules, AGREE),
    pair(Matter::Retention, Answers, Procedures, AGREE),
    pair(Matter::Retention, Answers, SecurityPlan, AGREE),
    pair(Matter::Retention, Answers, Agreement, AGREE),
    pair(Matter::Storage, Answers, UseStatement, STORAGE),
    pair(Matter::Storage, Answers, Pia, STORAGE),
    pair(Matter::Storage, UseStatement, Pia, STORAGE),
    pair(Matter::Storage, Answers, ProcessingRules, AGREE),
    pair(Matter::Storage, Answers, SecurityPlan, AGREE),
    pair(Matter::StoredForm, Answers, UseStatement, MANNER),
    pair(Matter::StoredForm, Answers, Pia, MANNER),
    pair(Matter::StoredForm, Answers, ProcessingRules, AGREE),
    pair(Matter::InChina, Answers, UseStatement, AGREE),
    pair(Matter::InChina, Answers, Pia, AGREE),
    pair(Matter::Internet, Answers, UseStatement, STORAGE),
    pair(Matter::Internet, Answers, Pia, STORAGE),
    pair(Matter::Internet, Answers, ProcessingRules, AGREE),
    pair(Matter::CrossBorder, Answers, UseStatement, EXPORT),
    pair(Matter::CrossBorder, Answers, Pia, EXPORT),
    pair(Matter::CrossBorder, Answers, ProcessingRules, AGREE),
    pair(Matter::CrossBorder, Answers, Agreement, AGREE),
    pair(Matter::Stored, Answers, UseStatement, NUMBER_AND_SAFETY),
    pair(Matter::Stored, Answers, Pia, NUMBER_AND_SAFETY),
    pair(Matter::Stored, UseStatement, Pia, NUMBER_AND_SAFETY),
    pair(Matter::Headcount, Answers, UseStatement, NUMBER_AND_SAFETY),
    pair(Matter::Headcount, Answers, Pia, NUMBER_AND_SAFETY),
    pair(Matter::PeopleTotal, Answers, Profile, AGREE),
    pair(Matter::Purpose, Answers, UseStatement, MANNER),
    pair(Matter::Purpose, Answers, Pia, MANNER),
    pair(Matter::Mode, Answers, UseStatement, MANNER),
    pair(Matter::Mode, Answers, Pia, MANNER),
    pair(Matter::Mode, UseStatement, Pia, MANNER),
    pair(Matter::LegalBasis, Answers, UseStatement, AGREE),
    pair(Matter::LegalBasis, Answers, Pia, AGREE),
    pair(Matter::Under14, Answers, UseStatement, MINORS),
    pair(Matter::Under14, Answers, Pia, MINORS),
    pair(Matter::Under14, Answers, ProcessingRules, AGREE),
    pair(Matter::AnyUnder14, Answers, Profile, AGREE),
    pair(Matter::StartedOn, Answers, UseStatement, DATES),
    pair(Matter::StartedOn, Answers, Pia, DATES),
    pair(Matter::MeasuredOn, Answers, UseStatement, DATES),
    pair(Matter::ReachedOn, Answers, UseStatement, DATES),
    pair(Matter::AssessedFrom, Answers, Pia, DATES),
    pair(Matter::AssessedTo, Answers, Pia, DATES),
    pair(Matter::PiaSignedOn, Answers, Pia, DATES),
    pair(Matter::Safety, Answers, UseStatement, NUMBER_AND_SAFETY),
    pair(Matter::Safety, Answers, Pia, AGREE),
    pair(Matter::Safety, Answers, SecurityPlan, AGREE),
    pair(Matter::Algorithm, Answers, UseStatement, AGREE),
    pair(Matter::Algorithm, Answers, SecurityPlan, AGREE),
    pair(Matter::Mlps, Answers, Profile, AGREE),
    pair(Matter::Mlps, Answers, Pia, AGREE),
    pair(Matter::Mlps, Answers, SecurityPlan, AGREE),
    pair(Matter::Cii, Answers, Profile, AGREE),
];
