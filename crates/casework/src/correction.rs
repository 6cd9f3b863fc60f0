//! 补正: what an officer asks to be mended, item by item, each at its place and with its basis; and what is still open after the handler
//! changed things. Only what changed is looked at again, and only what was neither changed nor answered is still asked for.
//!
//! No official list of reasons for return is known, and no time for corrections: none is set here (`house/correction`).

use law::{Cite, Force, Form, Law, Wording};
use serde::{Deserialize, Serialize};

use crate::facts::Place;
use crate::packet::field_at;
use crate::snapshot::{Difference, Snapshot};
use crate::words::Slot;

/// 补正种类: what kind of fault is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "补正种类")]
pub enum Kind {
    /// 缺材料
    MissingMaterial,
    /// 填写有误
    WrongValue,
    /// 前后矛盾
    Contradiction,
    /// 看不清
    Unreadable,
    /// 其他
    Other,
}

/// 补正位置: where the fault is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[doc(alias = "补正位置")]
pub enum Anchor {
    /// An answer, or a group of them.
    Answer {
        /// Such as `answers.uses.lobby-gate.purpose`.
        at: String,
    },
    /// A material, or one that is missing.
    Material {
        /// Its slot.
        slot: Slot,
        /// The topic of an `other` material.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<String>,
        /// Which file, where the slot holds several or a place on it is meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<String>,
        /// Page and box.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Place>,
    },
}

/// 补正要求（拟）: a correction request as an officer writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "补正要求（拟）")]
pub struct Request {
    /// What kind of fault.
    pub kind: Kind,
    /// Where; two or more for a contradiction.
    pub anchors: Vec<Anchor>,
    /// Who asks for it: an address in `law/`. What is only the office's own wish cites `house/correction`.
    pub cite: Cite,
    /// What is wrong and what to do, in the officer's words.
    pub says: String,
}

/// 补正要求: one request of a return, with its number in the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "补正要求")]
pub struct Correction {
    /// From 1, through all returns of a case.
    pub number: u32,
    /// In which return it was asked last, from 1.
    pub round: u32,
    /// What is asked.
    pub request: Request,
}

/// A handler's answer to a request that it does not follow: the officer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The number of the request.
    pub number: u32,
    /// Why it is right as it is.
    pub reason: String,
}

/// 补正进展: what became of a request. Whether it is mended well is for the officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "补正进展")]
pub enum Progress {
    /// Neither changed nor answered.
    Open,
    /// Something changed at its place.
    Changed(Vec<Difference>),
    /// Nothing changed, and the handler said why.
    Answered(String),
}

/// 复看清单: what an officer looks at after a resubmission, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[doc(alias = "复看清单")]
pub struct SecondLook {
    /// Each request with what became of it, by number.
    pub asked: Vec<(u32, Progress)>,
    /// Changes that nobody had asked for: they are looked at too.
    pub unasked: Vec<Difference>,
}

/// What requests are judged by: the form and the packet they point into, and the law they cite.
#[derive(Clone, Copy)]
pub struct Pointed<'a> {
    /// The edition of the case's form.
    pub form: &'a Form,
    /// What was submitted.
    pub packet: &'a Snapshot,
    /// The law in use.
    pub law: &'a Law,
}

/// 补正要求不成立: why a request cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[doc(alias = "补正要求不成立")]
pub enum BadRequest {
    /// No words.
    #[error("it says nothing")]
    Silent,
    /// Fewer places than the kind needs; holds how many it needs.
    #[error("it points at fewer than {0} places")]
    Pointless(usize),
    /// A kind that is about materials points at an answer.
    #[error("it is about a material and points at an answer")]
    NotAMaterial,
    /// The form has no such field.
    #[error("the form has no field `{0}`")]
    NoSuchField(String),
    /// The packet has no such file in the slot.
    #[error("no file `{0}` in that slot")]
    NoSuchFile(String),
    /// A page below 1, or a box that leaves the page.
    #[error("the place is outside the page")]
    OffThePage,
    /// Not in `law/`.
    #[error("`{0}` is not in the law folder")]
    NotInLaw(Cite),
    /// A claim, a contradicted claim or a draft: nothing may be demanded on it.
    #[error("nothing may be demanded on `{0}`")]
    NoGround(Cite),
}

/// The requests of a return with their numbers, after those given before in the case.
///
/// # Errors
/// Every request that cannot be sent, by its place from 1, with all that is wrong with it. Then none is numbered.
pub fn number(requests: Vec<Request>, before: &[Correction], pointed: Pointed) -> Result<Vec<Correction>, Vec<(usize, BadRequest)>> {
    let faults = requests.iter().enumerate().flat_map(|(i, it)| it.faults(pointed).into_iter().map(move |fault| (i + 1, fault)));
    let faults: Vec<_> = faults.collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let last = before.iter().map(|it| it.number).max().unwrap_or(0);
    let round = before.iter().map(|it| it.round).max().unwrap_or(0) + 1;
    Ok((last + 1..).zip(requests).map(|(number, request)| Correction { number, round, request }).collect())
}

/// What became of each request between the return and now.
pub fn progress(corrections: &[Correction], then: &Snapshot, now: &Snapshot, replies: &[Reply]) -> Vec<(u32, Progress)> {
    let differences = then.differences(now);
    let one = |it: &Correction| {
        let changed: Vec<Difference> =
            differences.iter().filter(|difference| it.request.is_met_by(difference, then, now)).cloned().collect();
        let reply = replies.iter().find(|reply| reply.number == it.number && !reply.reason.trim().is_empty());
        let progress = match (changed.is_empty(), reply) {
            (false, _) => Progress::Changed(changed),
            (true, Some(reply)) => Progress::Answered(reply.reason.clone()),
            (true, None) => Progress::Open,
        };
        (it.number, progress)
    };
    corrections.iter().map(one).collect()
}

/// The numbers of the requests that wait for the handler: neither changed nor answered.
pub fn still_open(corrections: &[Correction], then: &Snapshot, now: &Snapshot, replies: &[Reply]) -> Vec<u32> {
    progress(corrections, then, now, replies).into_iter().filter(|it| it.1 == Progress::Open).map(|it| it.0).collect()
}

/// What is to be looked at after a resubmission: the requests with what became of them, and what changed besides.
pub fn second_look(corrections: &[Correction], then: &Snapshot, now: &Snapshot, replies: &[Reply]) -> SecondLook {
    let asked = progress(corrections, then, now, replies);
    let known = |it: &Difference| asked.iter().any(|(_, progress)| matches!(progress, Progress::Changed(found) if found.contains(it)));
    SecondLook { unasked: then.differences(now).into_iter().filter(|it| !known(it)).collect(), asked }
}

impl Correction {
    /// The same request in the next return, in other words if need be: it keeps its number.
    #[must_use]
    pub fn asked_again(&self, round: u32, says: Option<String>) -> Correction {
        let mut again = Correction { round, ..self.clone() };
        if let Some(says) = says.filter(|it| !it.trim().is_empty()) {
            again.request.says = says;
        }
        again
    }
}

impl Request {
    /// Everything that keeps the request from being sent.
    fn faults(&self, pointed: Pointed) -> Vec<BadRequest> {
        let mut faults = Vec::new();
        if self.says.trim().is_empty() {
            faults.push(BadRequest::Silent);
        }
        let least = if self.kind == Kind::Contradiction { 2 } else { 1 };
        if self.anchors.len() < least {
            faults.push(BadRequest::Pointless(least));
        }
        let about_materials = matches!(self.kind, Kind::MissingMaterial | Kind::Unreadable);
        if about_materials && self.anchors.iter().any(|it| matches!(it, Anchor::Answer { .. })) {
            faults.push(BadRequest::NotAMaterial);
        }
        faults.extend(self.anchors.iter().filter_map(|it| it.fault(pointed)));
        faults.extend(self.ground(pointed.law).err());
        faults
    }

    /// Whether something may be demanded on what is cited: an officer's own wish says that it is one.
    fn ground(&self, law: &Law) -> Result<(), BadRequest> {
        match law.basis(&self.cite).ok_or_else(|| BadRequest::NotInLaw(self.cite.clone()))?.force {
            Force::Stops | Force::Advises => Ok(()),
            Force::AdvisesCautious | Force::Never => Err(BadRequest::NoGround(self.cite.clone())),
        }
    }

    fn is_met_by(&self, difference: &Difference, then: &Snapshot, now: &Snapshot) -> bool {
        self.anchors.iter().any(|it| it.is_met_by(self.kind, difference, then, now))
    }
}

impl Anchor {
    fn fault(&self, pointed: Pointed) -> Option<BadRequest> {
        match self {
            Anchor::Answer { at } => (!is_asked(pointed.form, at)).then(|| BadRequest::NoSuchField(at.clone())),
            Anchor::Material { slot, file, place, .. } => {
                let there = |name: &String| pointed.packet.materials.iter().any(|it| it.slot == *slot && it.file == *name);
                let missing = file.as_ref().filter(|it| !there(it)).map(|it| BadRequest::NoSuchFile(it.clone()));
                missing.or_else(|| place.filter(|it| !is_on_page(it)).map(|_| BadRequest::OffThePage))
            }
        }
    }

    /// Whether this change is one at the place meant. What is taken away without anything in its stead mends nothing, except an answer
    /// that should not be there.
    fn is_met_by(&self, kind: Kind, difference: &Difference, then: &Snapshot, now: &Snapshot) -> bool {
        match (self, difference) {
            (Anchor::Answer { at }, Difference::Answer { .. }) => difference.lies_at(at),
            (Anchor::Material { slot, topic, file, .. }, Difference::Material { slot: changed, topic: about, .. }) => {
                if slot != changed || topic.as_ref().is_some_and(|it| about.as_ref() != Some(it)) {
                    return false;
                }
                let (had, has) = (then.hashes(*slot, about.as_deref()), now.hashes(*slot, about.as_deref()));
                let fresh = has.difference(&had).next().is_some();
                let meant = then.materials.iter().find(|it| it.slot == *slot && Some(&it.file) == file.as_ref());
                let gone = meant.is_none_or(|it| !has.contains(it.sha256.as_str()));
                fresh && (kind == Kind::MissingMaterial || gone)
            }
            _ => false,
        }
    }
}

/// Whether the form asks for something at the path, above or below it.
fn is_asked(form: &Form, at: &str) -> bool {
    let Some(path) = at.strip_prefix("answers.") else { return false };
    let group = |field: &str| field.strip_prefix(path).is_some_and(|it| it.starts_with('.'));
    let steps: Vec<&str> = path.split('.').collect();
    let blocks = steps.len() == 2 && matches!(steps[0], "uses");
    let above = (1..=steps.len()).any(|n| field_at(form, &format!("answers.{}", steps[..n].join("."))).is_some());
    above || blocks || form.fields().any(|it| group(&it.path))
}

fn is_on_page(place: &Place) -> bool {
    let inside = |[x, y, w, h]: [f32; 4]| [x, y, w, h].iter().all(|it| (0.0..=1.0).contains(it)) && x + w <= 1.001 && y + h <= 1.001;
    place.page > 0 && place.area.is_none_or(inside)
}

impl Kind {
    /// Its name.
    pub fn name(self) -> Wording {
        let (zh, en) = match self {
            Kind::MissingMaterial => ("缺材料", "missing material"),
            Kind::WrongValue => ("填写有误", "wrong value"),
            Kind::Contradiction => ("前后矛盾", "contradiction"),
            Kind::Unreadable => ("看不清", "unreadable"),
            Kind::Other => ("其他", "other"),
        };
        Wording::new(zh, en)
    }
}

impl BadRequest {
    /// What is wrong and what to do.
    pub fn message(&self) -> Wording {
        match self {
            BadRequest::Silent => Wording::new("没有写要改什么：写一句话", "it does not say what to mend: write a sentence"),
            BadRequest::Pointless(n) => {
                Wording::new(format!("至少要指明 {n} 处位置"), format!("point at {n} place{} at least", if *n == 1 { "" } else { "s" }))
            }
            BadRequest::NotAMaterial => Wording::new("这类要求针对材料：请指到材料位", "this kind is about materials: point at a slot"),
            BadRequest::NoSuchField(at) => Wording::new(format!("表单里没有「{at}」这一项"), format!("the form has no field `{at}`")),
            BadRequest::NoSuchFile(file) => {
                Wording::new(format!("这个材料位里没有文件「{file}」"), format!("there is no file `{file}` in that slot"))
            }
            BadRequest::OffThePage => Wording::new(
                "位置不在页面上：页码从 1 起，方框不超出纸面",
                "the place is outside the page: pages count from 1, a box stays on the page",
            ),
            BadRequest::NotInLaw(cite) => Wording::new(
                format!("规则库里没有「{cite}」：请核对引用"),
                format!("`{cite}` is not in the law folder: check the citation"),
            ),
            BadRequest::NoGround(cite) => Wording::new(
                format!("「{cite}」是传言或者草案，不能据此要求补正；本办公室自己的要求请引用 house/correction"),
                format!("`{cite}` is a claim or a draft: nothing may be demanded on it; the office's own wish cites house/correction"),
            ),
        }
    }
}
