//! Where a filing goes: the offices of the provincial-level divisions, with the contacts that are known.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::citation::{Basis, Cite};
use crate::files::Files;
use crate::load::{Desk, Law, Place};
use crate::text::Texts;
use crate::wording::Wording;

/// 备案机关: a provincial cyberspace administration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "备案机关")]
pub struct Authority {
    /// Six-digit code of its division, such as `370000`; the Xinjiang corps is `660000`.
    pub code: String,
    /// The division.
    pub place: Wording,
    /// The office's name: an inference, see `named_by`.
    pub name: Wording,
    /// Who says it is called so.
    pub named_by: Basis,
    /// What is known of how to reach it; nothing is known of most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Its own notice on face filing, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Cite>,
}

/// 联系方式: how to reach an office, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "联系方式")]
pub struct Contact {
    /// Telephone.
    pub phone: String,
    /// When it answers.
    pub hours: Wording,
    /// Where this stands.
    pub basis: Basis,
}

impl Law {
    /// All offices, by code.
    pub fn authorities(&self) -> &[Authority] {
        &self.authorities
    }

    /// The office for a province's six-digit code.
    pub fn authority(&self, province: &str) -> Option<&Authority> {
        self.authorities.iter().find(|authority| authority.code == province)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAuthorities {
    named_by: Spanned<String>,
    authority: Vec<RawAuthority>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAuthority {
    code: Spanned<String>,
    place: Wording,
    name: Wording,
    contact: Option<RawContact>,
    notice: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContact {
    phone: String,
    hours: Wording,
    cite: Spanned<String>,
}

/// Reads `authorities/`.
pub(crate) fn read(files: &mut Files, texts: &Texts, desk: &mut Desk) -> Vec<Authority> {
    let mut authorities = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, text) in files.take_under("authorities/") {
        let Some(raw) = desk.parse::<RawAuthorities>(&path, &text) else { continue };
        let at = Place { file: &path, text: &text };
        let Some(named_by) = desk.basis(&at, &raw.named_by, texts) else { continue };
        for one in raw.authority {
            one.refuse_odd_code(&mut seen, &at, desk);
            authorities.push(one.read(&named_by, &at, texts, desk));
        }
    }
    authorities.sort_by(|a, b| a.code.cmp(&b.code));
    authorities
}

impl RawAuthority {
    fn refuse_odd_code(&self, seen: &mut BTreeSet<String>, at: &Place<'_>, desk: &mut Desk) {
        let (code, line) = (self.code.get_ref(), Some(at.line(&self.code)));
        let provincial = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) && code.ends_with("0000");
        if !provincial {
            desk.fault(
                at.file,
                line,
                format!("「{code}」不是省级代码：六位数字，后四位是0"),
                format!("`{code}` is no provincial code: six digits, the last four 0"),
            );
        }
        if !seen.insert(code.clone()) {
            desk.repeated(at.file, line, code);
        }
    }

    fn read(self, named_by: &Basis, at: &Place<'_>, texts: &Texts, desk: &mut Desk) -> Authority {
        let notice = self.notice.filter(|cite| desk.basis(at, cite, texts).is_some());
        Authority {
            code: self.code.into_inner(),
            place: self.place,
            name: self.name,
            named_by: named_by.clone(),
            contact: self.contact.and_then(|contact| {
                let basis = desk.basis(at, &contact.cite, texts)?;
                Some(Contact { phone: contact.phone, hours: contact.hours, basis })
            }),
            notice: notice.map(|cite| Cite::from(cite.get_ref().as_str())),
        }
    }
}
