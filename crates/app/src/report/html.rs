//! The report as one page that needs nothing else: no script, no other file, no network. Both languages stand in it, and whoever
//! reads picks; a page picture is embedded once, however many findings point at it.

mod both;
mod calendar;
mod figures;
mod materials;

use actions::check::{Checked, Deadline};
use askama::Template;
use casework::precheck::{Finding, Outcome, Rule};
use jiff::civil::Date;
use law::{Cite, Force, Lang, Law, Standing, Wording};

use self::both::Both;
use self::calendar::Month;
use self::figures::{Crop, Figure, Figures};
use self::materials::MaterialShown;
use super::{PARTS, blocks, of_one_kind, sure, verdict};
use crate::{place, words};

/// The page, with the language asked for first.
pub fn page(law: &Law, checked: &Checked, lang: Lang) -> String {
    Page::new(law, checked, lang).render().expect("a template of texts and numbers cannot fail")
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    lang: Lang,
    title: Wording,
    handler: &'a str,
    uscc: &'a str,
    checked: &'a Checked,
    judged: Wording,
    profile: Wording,
    form: Wording,
    verdict: Wording,
    stops: bool,
    parts: Vec<Part>,
    deadline: Option<DeadlineShown>,
    materials: Vec<MaterialShown>,
    figures: Vec<Figure>,
    passed: Vec<RuleShown>,
    not_applicable: Vec<RuleShown>,
}

/// A part of the list of findings.
struct Part {
    id: &'static str,
    title: Wording,
    blocks: Vec<Block>,
}

/// One finding, or several that are told as one.
struct Block {
    findings: Vec<FindingShown>,
    heading: Wording,
    /// Each clause that the findings rest on, once.
    bases: Vec<BasisShown>,
    /// What is to be said of these clauses, each thing once.
    remarks: Vec<Wording>,
}

/// A finding with all that a reader needs to judge it.
struct FindingShown {
    number: usize,
    rule: RuleShown,
    outcome: Wording,
    message: Wording,
    place: Wording,
    file: Option<Wording>,
    at: String,
    sure: Option<Wording>,
    fix: Wording,
    code: Option<String>,
    answered: Option<String>,
    basis: BasisShown,
    crop: Option<Crop>,
    figure: Option<usize>,
}

/// A rule by its code and title.
struct RuleShown {
    code: &'static str,
    title: Wording,
}

/// Who asks for it, and what it may do.
struct BasisShown {
    standing: Standing,
    binding: bool,
    cite: String,
    cited: Wording,
    says: Wording,
    note: Option<Wording>,
    remark: Wording,
    address: Option<String>,
}

/// A deadline with its derivation.
struct DeadlineShown {
    headline: Wording,
    provisional: bool,
    note: Wording,
    basis: BasisShown,
    counted_by: Vec<Wording>,
    months: Vec<Month>,
    exceptions: Vec<Wording>,
}

impl<'a> Page<'a> {
    fn new(law: &Law, checked: &'a Checked, lang: Lang) -> Page<'a> {
        let check = &checked.check;
        let handler = &checked.packet().answers.handler;
        let handler_name = handler.name.as_deref().unwrap_or_default();
        let figures = Figures::of(checked, lang);
        Page {
            lang,
            title: Wording::new(format!("备案材料预检报告 · {handler_name}"), format!("Pre-check report · {handler_name}")),
            handler: handler_name,
            uscc: handler.uscc.as_deref().unwrap_or_default(),
            checked,
            judged: judged(check.as_of),
            profile: words::profile(check.profile),
            form: form(law, &checked.packet().form),
            verdict: verdict(check),
            stops: check.stops(),
            parts: parts(law, checked, &figures),
            deadline: checked.deadline.as_ref().map(|it| DeadlineShown::new(law, it)),
            materials: materials::shown(law, checked),
            figures: figures.into_shown(),
            passed: rules(&check.passed),
            not_applicable: rules(&check.not_applicable),
        }
    }

    /// A text in both languages.
    fn say<'w>(&self, text: &'w Wording) -> Both<'w> {
        Both::of(text, self.lang)
    }

    /// The page's own words in both languages.
    fn two(&self, zh: &'static str, en: &'static str) -> Both<'static> {
        Both::new(zh, en, self.lang)
    }

    fn is_chinese(&self) -> bool {
        self.lang == Lang::Zh
    }
}

fn judged(as_of: Date) -> Wording {
    let day = words::day(as_of);
    Wording::new(format!("按 {} 检查", day.zh), format!("judged for {}", day.en))
}

fn parts(law: &Law, checked: &Checked, figures: &Figures) -> Vec<Part> {
    let mut n = 0;
    let mut shown = |part: &super::Part| {
        let findings: Vec<&Finding> = checked.check.findings.iter().filter(|it| (part.holds)(it)).collect();
        let mut all = Vec::new();
        for block in blocks(&findings, &checked.facts) {
            all.push(Block::new(law, checked, figures, block, n + 1));
            n += block.len();
        }
        Part { id: part.id, title: Wording::new(part.zh, part.en), blocks: all }
    };
    PARTS.iter().map(&mut shown).filter(|it| !it.blocks.is_empty()).collect()
}

impl Part {
    fn findings(&self) -> impl Iterator<Item = &FindingShown> {
        self.blocks.iter().flat_map(|it| &it.findings)
    }
}

impl Block {
    fn new(law: &Law, checked: &Checked, figures: &Figures, block: &[&Finding], number: usize) -> Block {
        let mut cited: Vec<&Finding> = block.to_vec();
        cited.sort_by(|a, b| a.basis.cite.cmp(&b.basis.cite));
        cited.dedup_by(|a, b| a.basis.cite == b.basis.cite);
        let bases: Vec<BasisShown> = cited.iter().map(|it| BasisShown::of(law, it)).collect();
        let mut remarks: Vec<Wording> = bases.iter().map(|it| it.remark.clone()).collect();
        remarks.sort_by(|a, b| a.zh.cmp(&b.zh));
        remarks.dedup_by(|a, b| a.zh == b.zh);
        Block {
            findings: block.iter().zip(number..).map(|(it, n)| FindingShown::new(law, checked, figures, it, n)).collect(),
            heading: of_one_kind(block.len()),
            bases,
            remarks,
        }
    }

    fn last(&self) -> usize {
        self.findings[0].number + self.findings.len() - 1
    }
}

impl FindingShown {
    fn new(law: &Law, checked: &Checked, figures: &Figures, finding: &Finding, number: usize) -> FindingShown {
        FindingShown {
            number,
            rule: rule(finding.rule),
            outcome: words::outcome(finding),
            message: finding.message.clone(),
            place: place::place(law, checked.packet(), finding),
            file: place::file(finding),
            at: finding.at.clone(),
            sure: sure::how_sure(finding, &checked.facts),
            fix: finding.fix.clone(),
            code: finding.code.clone(),
            answered: finding.answered.clone(),
            basis: BasisShown::of(law, finding),
            crop: figures.crop(number),
            figure: figures.number_of(number),
        }
    }

    /// The file, where the message does not name it.
    fn file_untold(&self) -> Option<&Wording> {
        self.file.as_ref().filter(|it| !self.message.zh.contains(&it.zh))
    }
}

fn rule(code: &'static str) -> RuleShown {
    RuleShown { code, title: Rule::find(code).map(Rule::title).unwrap_or_default() }
}

fn rules(codes: &[&'static str]) -> Vec<RuleShown> {
    codes.iter().map(|it| rule(it)).collect()
}

impl BasisShown {
    fn of(law: &Law, finding: &Finding) -> BasisShown {
        BasisShown::new(law, &finding.basis.cite, finding.basis.standing, finding.basis.force)
    }

    fn new(law: &Law, cite: &Cite, standing: Standing, force: Force) -> BasisShown {
        let clause = law.clause(cite);
        let address = clause.as_ref().and_then(|it| it.address.clone()).filter(|it| words::is_web(it));
        BasisShown {
            standing,
            binding: force == Force::Stops,
            cite: cite.to_string(),
            cited: words::cited(law, cite),
            remark: words::remark(clause.as_ref(), standing, force, address.is_some()),
            note: clause.as_ref().and_then(|it| it.note.clone()),
            says: clause.map(|it| it.wording).unwrap_or_default(),
            address,
        }
    }
}

/// The edition of the forms, and whose it is.
fn form(law: &Law, edition: &str) -> Wording {
    match law.form(edition).map(|it| it.official) {
        Some(true) => Wording::new(format!("{edition}（官方）"), format!("{edition} (official)")),
        Some(false) => Wording::new(format!("{edition}（非官方）"), format!("{edition} (unofficial)")),
        None => Wording::new(format!("{edition}（规则库里没有）"), format!("{edition} (not in the rulebook)")),
    }
}

impl DeadlineShown {
    fn new(law: &Law, deadline: &Deadline) -> DeadlineShown {
        let due = &deadline.due;
        DeadlineShown {
            headline: words::headline(due),
            provisional: due.provisional,
            note: due.note.clone(),
            basis: BasisShown::new(law, &due.basis.cite, due.basis.standing, due.basis.force),
            counted_by: due.counted_by.iter().map(|it| words::cited(law, it)).collect(),
            months: calendar::months(due),
            exceptions: calendar::exceptions(due),
        }
    }
}

/// Which findings are drawn in which colour.
fn kind_of(finding: &Finding) -> &'static str {
    match (finding.outcome, finding.stops) {
        (Outcome::Fail, true) => "stops",
        (Outcome::Fail, false) => "answered",
        (Outcome::CannotTell, _) => "cannot-tell",
        (Outcome::Advice, _) => "advice",
    }
}
