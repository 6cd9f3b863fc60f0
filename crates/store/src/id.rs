//! Ids: one type for each kind, made by us and not by the database. They sort by the time they were made and cannot be guessed.
//!
//! 26 characters of Crockford's base 32 in lower case: 48 bits of milliseconds, then 80 random bits.

use std::fmt;

use jiff::Timestamp;

use crate::Error;
use crate::value::{Column, Value};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const CHARACTERS: usize = 26;

/// What an entry of the ledger can be about.
pub trait Subject {
    /// Such as `case/01k…`.
    fn subject(&self) -> String;
}

/// A new id's text.
fn random(at: Timestamp) -> Result<String, Error> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|_| Error::NoRandomness)?;
    let milliseconds = u128::try_from(at.as_millisecond()).unwrap_or(0) & 0xffff_ffff_ffff;
    let bits = random.iter().fold(milliseconds, |bits, it| (bits << 8) | u128::from(*it));
    let digits = (0..CHARACTERS).rev().map(|place| ALPHABET[(bits >> (5 * place)) as usize & 31]);
    Ok(digits.map(char::from).collect())
}

fn is_id(text: &str) -> bool {
    text.len() == CHARACTERS && text.bytes().all(|it| ALPHABET.contains(&it))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $kind:literal,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// An id nobody has had before.
            ///
            /// # Errors
            /// The system gives no random bytes.
            pub fn new(at: Timestamp) -> Result<$name, Error> {
                random(at).map($name)
            }

            /// From text, such as a part of an address; nothing if it is no id.
            pub fn parse(text: &str) -> Option<$name> {
                is_id(text).then(|| $name(text.to_owned()))
            }

            /// As text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.subject())
            }
        }

        impl Subject for $name {
            fn subject(&self) -> String {
                format!("{}/{}", $kind, self.0)
            }
        }

        impl Column for $name {
            const NULL: Value = Value::Text(None);

            fn to_value(&self) -> Value {
                self.0.to_value()
            }
            fn from_value(value: Value) -> Option<Self> {
                $name::parse(&String::from_value(value)?)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(from)?;
                $name::parse(&text).ok_or_else(|| serde::de::Error::custom("no id"))
            }
        }
    )*};
}

ids! {
    /// Of an organisation, handler or authority.
    OrganisationId "organisation",
    /// Of a person. Also the token by which the ledger knows who acted: it says nothing to whoever has no account of names.
    PersonId "person",
    /// Of a membership.
    MembershipId "membership",
    /// Of a case.
    CaseId "case",
    /// Of a filing.
    FilingId "filing",
    /// Of an answer to a finding.
    OverrideId "override",
    /// Of a material.
    MaterialId "material",
    /// Of an upload.
    UploadId "upload",
    /// Of a decision.
    DecisionId "decision",
    /// Of a correction.
    CorrectionId "correction",
    /// Of a letter.
    LetterId "letter",
    /// Of a notice.
    NoticeId "notice",
    /// Of what was filed in another system.
    ElsewhereId "elsewhere",
    /// Of a task that came back from there.
    TaskId "task",
    /// Of a message in the outbox.
    MessageId "message",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_differ() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let (early, late, twin) = (CaseId::new(at(1_000)).unwrap(), CaseId::new(at(1_001)).unwrap(), CaseId::new(at(1_001)).unwrap());
        assert!(early < late && late != twin);
        assert_eq!(CaseId::parse(late.as_str()), Some(late));
        assert_eq!(CaseId::parse("../../../etc/passwd-and-more"), None);
        assert_eq!(CaseId::parse(""), None);
    }
}
