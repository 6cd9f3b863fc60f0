//! What each document states of a matter.

use law::Wording;

use super::value::{self, Value};
use super::{Matter, answered};
use crate::facts::{AgreementFacts, Content, Fact, MaterialFacts, PiaFacts, PolicyFacts, ProfileFacts, Stated, UseStatementFacts};
use crate::packet::{Answers, FaceUse};
use crate::precheck::Subject;
use crate::precheck::phrases::bare;
use crate::words::Slot;

/// 文件: what can state something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named in both languages below")]
pub enum Document {
    Answers,
    Profile,
    UseStatement,
    Pia,
    Certificate,
    RepresentativeId,
    ProcessingRules,
    Procedures,
    SecurityPlan,
    Agreement,
}

/// One statement of one document.
pub struct Statement {
    /// The path of the use it is about, as the answers name it; nothing where it is about all of them, or about none.
    pub face_use: Option<String>,
    /// What the use is called.
    pub title: Option<String>,
    /// What is said.
    pub fact: Fact<Value>,
    /// Where findings about it stand.
    pub at: String,
    /// The material it stands in.
    pub slot: Option<Slot>,
    /// And its file, where the slot alone does not say which.
    pub file: Option<String>,
}

impl Document {
    /// What it is called.
    #[rustfmt::skip]
    pub fn name(self) -> Wording {
        let (zh, en) = match self {
            Document::Answers => ("填报内容", "the answers"),
            Document::Profile => ("基本情况表", "the profile"),
            Document::UseStatement => ("备案表", "the use statement"),
            Document::Pia => ("评估报告", "the PIA report"),
            Document::Certificate => ("证件", "the certificate"),
            Document::RepresentativeId => ("法定代表人身份证件", "the representative's ID"),
            Document::ProcessingRules => ("处理规则", "the processing rules"),
            Document::Procedures => ("操作规程", "the operating procedures"),
            Document::SecurityPlan => ("安全防护方案", "the security plan"),
            Document::Agreement => ("第三方协议", "the third-party agreement"),
        };
        Wording::new(zh, en)
    }

    /// The head of its paths, where a file of the other material has none of its own.
    fn head(self) -> &'static str {
        match self {
            Document::ProcessingRules => "processing_rules",
            Document::Procedures => "operating_procedures",
            Document::SecurityPlan => "security_plan",
            Document::Agreement => "third_party_agreement",
            _ => "",
        }
    }

    /// All it states of a matter.
    pub fn statements(self, matter: Matter, subject: &Subject) -> Vec<Statement> {
        let (facts, answers) = (subject.facts, &subject.packet.answers);
        let one = |slot: Slot, fact: Fact<Value>| whole(slot.path(), Some(slot), None, matter, fact);
        let found = match self {
            Document::Answers => return of_answers(matter, answers),
            Document::Profile => facts.profile().map(|it| one(Slot::HandlerProfile, of_profile(matter, it))).into_iter().collect(),
            Document::Certificate => {
                let fact = |it: &crate::facts::CertificateFacts| match matter {
                    Matter::Address => it.address.map(|it| Value::LooseName(it.clone())),
                    Matter::Representative => name(&it.representative),
                    _ => Fact::Absent,
                };
                let field = if matter == Matter::Address { "address" } else { matter.field() };
                let at = |it| Statement { at: format!("certificate.{field}"), ..one(Slot::UsccCertificate, it) };
                facts.certificate().map(|it| at(fact(it))).into_iter().collect()
            }
            Document::RepresentativeId => {
                let at = |it| Statement { at: "legal_representative_id.name".to_owned(), ..one(Slot::LegalRepresentativeId, it) };
                let cards =
                    facts.ids(Slot::LegalRepresentativeId).filter(|(_, it)| matter == Matter::Representative && it.beside.is_empty());
                cards.map(|(_, it)| at(name(&it.name))).collect()
            }
            Document::UseStatement => facts.use_statement().map(|it| of_use_statement(matter, it, answers)).unwrap_or_default(),
            Document::Pia => facts.pia().map(|it| of_pia(matter, it, answers)).unwrap_or_default(),
            other => facts.others().filter_map(|(material, content)| other.of_other(matter, material, content)).collect::<Vec<_>>(),
        };
        found.into_iter().filter(|it| it.fact.reading().is_some()).collect()
    }

    fn of_other(self, matter: Matter, material: &MaterialFacts, content: &Content) -> Option<Statement> {
        let fact = match (self, content) {
            (Document::ProcessingRules, Content::ProcessingRules(it))
            | (Document::Procedures, Content::Procedures(it))
            | (Document::SecurityPlan, Content::SecurityPlan(it)) => of_policy(matter, it),
            (Document::Agreement, Content::Agreement(it)) => of_agreement(matter, it),
            _ => return None,
        };
        let field = match (self, matter) {
            (Document::Agreement, Matter::Handler) => "principal",
            _ => matter.field(),
        };
        let at = format!("{}.{field}", self.head());
        Some(Statement { face_use: None, title: None, fact, at, slot: Some(Slot::Other), file: Some(material.file.clone()) })
    }
}

fn whole(head: String, slot: Option<Slot>, file: Option<String>, matter: Matter, fact: Fact<Value>) -> Statement {
    Statement { face_use: None, title: None, fact, at: format!("{head}.{}", matter.field()), slot, file }
}

fn name(fact: &Fact<String>) -> Fact<Value> {
    fact.map(|it| Value::Name(it.clone()))
}

fn of_answers(matter: Matter, answers: &Answers) -> Vec<Statement> {
    let head = |face_use: &FaceUse| face_use.at(matter.field());
    let of_use = |it: &FaceUse| {
        let fact = answered(of_answered_use(matter, it));
        let title = Some(it.title().to_owned());
        Statement { face_use: Some(it.path.clone()), title, fact, at: head(it), slot: None, file: None }
    };
    let of_handler = whole("answers.handler".to_owned(), None, None, matter, answered(of_answered_handler(matter, answers)));
    let all = answers.uses.iter().map(of_use).chain([of_handler]);
    all.filter(|it| it.fact.reading().is_some()).collect()
}

fn of_answered_use(matter: Matter, it: &FaceUse) -> Option<Value> {
    let names = |list: &[crate::packet::Party]| {
        let names: Option<Vec<String>> = list.iter().map(|it| it.name.clone()).collect();
        names.map(|it| Value::Names(it, true))
    };
    match matter {
        Matter::Entrusted => names(&it.entrusted),
        Matter::Recipients => names(&it.recipients),
        Matter::Retention => it.retention.period().map(Value::Period),
        Matter::Storage => it.storage.map(value::storage),
        Matter::StoredForm => Some(value::stored_forms(&it.stored_form, true)).filter(|_| !it.stored_form.is_empty()),
        Matter::InChina => it.storage_in_china.map(Value::Flag),
        Matter::Internet => it.internet.map(Value::Flag),
        Matter::CrossBorder => it.cross_border.map(Value::Flag),
        Matter::Headcount => it.headcount.map(Value::Count),
        Matter::Purpose => it.purpose.clone().map(Value::Prose),
        Matter::Mode => it.mode.map(value::mode),
        Matter::LegalBasis => it.legal_basis.map(value::legal_basis),
        Matter::Under14 => it.under_14.map(Value::Flag),
        Matter::StartedOn => it.started_on.map(Value::Day),
        Matter::Safety => Some(value::safety(&it.safety, true)).filter(|_| !it.safety.is_empty()),
        Matter::Algorithm => it.algorithm.clone().map(Value::LooseName),
        _ => None,
    }
}

fn of_answered_handler(matter: Matter, answers: &Answers) -> Option<Value> {
    let (handler, headcount, pia) = (&answers.handler, &answers.headcount, &answers.pia);
    match matter {
        Matter::Representative => handler.representative.name.clone().map(Value::Name),
        Matter::Agent => handler.agent.name.clone().map(Value::Name),
        Matter::Pipo => handler.pipo.name.clone().map(Value::Name),
        Matter::Address => handler.registered_address.clone().map(Value::LooseName),
        Matter::Handler => handler.name.clone().map(Value::Name),
        Matter::ThirdParty => pia.third_party.clone().map(Value::LooseName),
        Matter::Stored => headcount.stored.map(Value::Count),
        Matter::PeopleTotal => handler.people.total.map(Value::Count),
        Matter::AnyUnder14 => handler.people.under_14.map(Value::Flag),
        Matter::MeasuredOn => headcount.measured_on.map(Value::Day),
        Matter::ReachedOn => headcount.reached_on.map(Value::Day),
        Matter::AssessedFrom => pia.assessed_from.map(Value::Day),
        Matter::AssessedTo => pia.assessed_to.map(Value::Day),
        Matter::PiaSignedOn => pia.signed_on.map(Value::Day),
        Matter::Mlps => {
            Some(handler.mlps.iter().filter_map(|it| it.level).collect()).filter(|it: &Vec<u64>| !it.is_empty()).map(Value::OneOf)
        }
        Matter::Cii => handler.cii.map(Value::Flag),
        _ => None,
    }
}

fn of_profile(matter: Matter, it: &ProfileFacts) -> Fact<Value> {
    match matter {
        Matter::Representative => name(&it.representative),
        Matter::Agent => name(&it.agent),
        Matter::Pipo => name(&it.pipo),
        Matter::Address => it.registered_address.map(|it| Value::LooseName(it.clone())),
        Matter::PeopleTotal => it.people_total.map(|it| Value::Count(*it)),
        Matter::AnyUnder14 => it.under_14.map(|it| Value::Flag(*it)),
        Matter::Cii => it.cii.map(|it| Value::Flag(*it)),
        Matter::Mlps => it.mlps_level.map(|it| Value::OneOf(vec![*it])),
        _ => Fact::Absent,
    }
}

fn of_use_statement(matter: Matter, it: &UseStatementFacts, answers: &Answers) -> Vec<Statement> {
    let fact = match matter {
        Matter::Stored => it.stored.map(|it| Value::Count(*it)),
        Matter::MeasuredOn => it.measured_on.map(|it| Value::Day(*it)),
        Matter::ReachedOn => it.reached_on.map(|it| Value::Day(*it)),
        _ => Fact::Absent,
    };
    let head = Slot::UseStatement.path();
    let of_uses = of_uses(matter, &it.uses, Slot::UseStatement, answers, true);
    std::iter::once(whole(head, Some(Slot::UseStatement), None, matter, fact)).chain(of_uses).collect()
}

fn of_pia(matter: Matter, it: &PiaFacts, answers: &Answers) -> Vec<Statement> {
    let fact = match matter {
        Matter::Representative => name(&it.representative),
        Matter::Pipo => name(&it.pipo),
        Matter::ThirdParty => it.third_party.map(|it| Value::LooseName(it.clone())),
        Matter::Stored => it.stored.map(|it| Value::Count(*it)),
        Matter::AssessedFrom => it.assessed_from.map(|it| Value::Day(*it)),
        Matter::AssessedTo => it.assessed_to.map(|it| Value::Day(*it)),
        Matter::PiaSignedOn => it.signed_on.map(|it| Value::Day(*it)),
        _ => of_stated(matter, &it.whole, false),
    };
    let head = Slot::PiaReport.path();
    let of_uses = of_uses(matter, &it.uses, Slot::PiaReport, answers, false);
    std::iter::once(whole(head, Some(Slot::PiaReport), None, matter, fact)).chain(of_uses).collect()
}

/// What is said use by use; a use that the answers do not know is for the rule on covered uses.
fn of_uses(matter: Matter, uses: &[Stated], slot: Slot, answers: &Answers, lists_all: bool) -> Vec<Statement> {
    let statement = |it: &Stated| {
        let face_use = named(it, uses, answers)?;
        let id = face_use.id.as_deref().unwrap_or_default();
        let at = format!("{}.uses.{id}.{}", slot.path(), matter.field());
        let title = Some(face_use.title().to_owned());
        let fact = of_stated(matter, it, lists_all);
        Some(Statement { face_use: Some(face_use.path.clone()), title, fact, at, slot: Some(slot), file: None })
    };
    uses.iter().filter_map(statement).collect()
}

/// The answered use that a document means: of the same name or id; the only one of each, where the document names none.
pub fn named<'a>(stated: &Stated, all: &[Stated], answers: &'a Answers) -> Option<&'a FaceUse> {
    let Some(name) = stated.name.value().map(|it| bare(it)) else {
        return answers.uses.first().filter(|_| all.len() == 1 && answers.uses.len() == 1);
    };
    let is_it = |it: &&FaceUse| [&it.name, &it.id].into_iter().flatten().any(|it| bare(it) == name);
    answers.uses.iter().find(is_it)
}

fn of_stated(matter: Matter, it: &Stated, lists_all: bool) -> Fact<Value> {
    match matter {
        Matter::Purpose => it.purpose.map(|it| Value::Prose(it.clone())),
        Matter::Mode => it.mode.map(|it| value::mode(*it)),
        Matter::LegalBasis => it.legal_basis.map(|it| value::legal_basis(*it)),
        Matter::Headcount => it.headcount.map(|it| Value::Count(*it)),
        Matter::Storage => it.storage.map(|it| value::storage(*it)),
        Matter::StoredForm => it.stored_form.map(|it| value::stored_forms(it, lists_all)),
        Matter::InChina => it.storage_in_china.map(|it| Value::Flag(*it)),
        Matter::Internet => it.internet.map(|it| Value::Flag(*it)),
        Matter::CrossBorder => it.cross_border.map(|it| Value::Flag(*it)),
        Matter::Retention => it.retention.map(|it| Value::Period(*it)),
        Matter::Under14 => it.under_14.map(|it| Value::Flag(*it)),
        Matter::StartedOn => it.started_on.map(|it| Value::Day(*it)),
        Matter::Entrusted => it.entrusted.map(|it| Value::Names(it.clone(), lists_all)),
        Matter::Recipients => it.recipients.map(|it| Value::Names(it.clone(), lists_all)),
        Matter::Safety => it.safety.map(|it| value::safety(it, lists_all)),
        Matter::Algorithm => it.algorithm.map(|it| Value::LooseName(it.clone())),
        Matter::Mlps => it.mlps_level.map(|it| Value::OneOf(vec![*it])),
        _ => Fact::Absent,
    }
}

/// What is laid down for all uses is the most that each may do.
fn of_policy(matter: Matter, it: &PolicyFacts) -> Fact<Value> {
    match matter {
        Matter::Handler => name(&it.name),
        Matter::Pipo => name(&it.pipo),
        Matter::Retention => it.whole.retention.map(|it| Value::Limit(*it)),
        _ => of_stated(matter, &it.whole, false),
    }
}

fn of_agreement(matter: Matter, it: &AgreementFacts) -> Fact<Value> {
    match matter {
        Matter::Handler => name(&it.principal),
        Matter::Entrusted => it.entrusted.map(|it| Value::Names(vec![it.clone()], false)),
        Matter::Retention => it.whole.retention.map(|it| Value::Limit(*it)),
        _ => of_stated(matter, &it.whole, false),
    }
}
