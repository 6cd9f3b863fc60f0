//! One thing a material says, or why we do not know; where it stands, and what speaks for it.

use law::Wording;
use serde::{Deserialize, Serialize};

/// One thing a material says, or why we do not know.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Fact<T> {
    /// It says this.
    Read(Reading<T>),
    /// It is there and could not be read.
    Unread(Unread),
    /// The material does not say it, as far as its text could be read.
    #[default]
    Absent,
}

/// A value that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Option<Place>,
    /// What speaks for it. A rule may fail on a reading only if it [is firm](Reading::is_firm).
    pub support: Support,
    /// What the other look made of it, where two looks differ.
    pub other: Option<T>,
}

/// What speaks for a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// Text of an electronic document, not of a scan.
    Typed,
    /// A check digit holds.
    CheckDigit,
    /// All preparations of the image that were read, two or more, or embedded text and OCR, agree.
    TwoReadings,
    /// Two or more agree, and more than on anything else, but not all; or all do, and a character is faint all the same: one engine can
    /// take it for the same wrong one each time.
    FaintReadings,
    /// One reading of a scan, or two that differ.
    OneReading,
}

/// Something that is there and could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// What stood in the way, as the end of a sentence.
    pub why: Option<Wording>,
    /// Where it stands.
    pub place: Option<Place>,
}

/// Where on a material: a page from 1, and x, y, width, height in fractions of the page from its top left.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// From 1.
    pub page: u32,
    /// x, y, width, height.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<[f32; 4]>,
}

impl Eq for Place {}

impl<T> Reading<T> {
    /// Whether a rule may fail on it.
    pub fn is_firm(&self) -> bool {
        !matches!(self.support, Support::OneReading | Support::FaintReadings)
    }

    /// What may stand there: the value, and what the other look made of it.
    pub fn candidates(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.value).chain(&self.other)
    }
}

impl<T> Fact<T> {
    /// A reading with its support and place.
    pub fn read(value: T, support: Support, place: Option<Place>) -> Fact<T> {
        Fact::Read(Reading { value, place, support, other: None })
    }

    /// Two looks that differ; the first is the better one.
    pub fn differing(value: T, other: T, place: Option<Place>) -> Fact<T> {
        Fact::Read(Reading { value, place, support: Support::OneReading, other: Some(other) })
    }

    /// Something that is there and could not be read, with the reason.
    pub fn unread(why: Wording, place: Option<Place>) -> Fact<T> {
        Fact::Unread(Unread { why: Some(why), place })
    }

    /// The same fact with another value made of its own.
    pub fn map<U>(&self, make: impl Fn(&T) -> U) -> Fact<U> {
        match self {
            Fact::Read(it) => {
                let (value, other) = (make(&it.value), it.other.as_ref().map(make));
                Fact::Read(Reading { value, place: it.place, support: it.support, other })
            }
            Fact::Unread(it) => Fact::Unread(it.clone()),
            Fact::Absent => Fact::Absent,
        }
    }

    /// The reading, if there is one.
    pub fn reading(&self) -> Option<&Reading<T>> {
        match self {
            Fact::Read(reading) => Some(reading),
            _ => None,
        }
    }

    /// The value, if it was read.
    pub fn value(&self) -> Option<&T> {
        self.reading().map(|it| &it.value)
    }

    /// Where it stands, if that is known.
    pub fn place(&self) -> Option<Place> {
        match self {
            Fact::Read(it) => it.place,
            Fact::Unread(it) => it.place,
            Fact::Absent => None,
        }
    }
}

/// The written form of a fact: a bare value (two agreeing readings), `"unread"`, `"absent"`, or a table that says more.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written<T> {
    Full {
        read: T,
        #[serde(default = "two_readings")]
        support: Support,
        #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")] // a path, so that a value needs no default
        other: Option<T>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Place>,
    },
    Unread {
        #[serde(deserialize_with = "Option::deserialize")] // so that the key must stand there: a bare table is no unread one
        unread: Option<Wording>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Place>,
    },
    Word(Word),
    Bare(T),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Unread,
    Absent,
}

fn two_readings() -> Support {
    Support::TwoReadings
}

impl<T: Serialize + Clone> Serialize for Fact<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written: Written<T> = match self.clone() {
            Fact::Read(it) => Written::Full { read: it.value, support: it.support, other: it.other, place: it.place },
            Fact::Unread(it) if it.why.is_none() && it.place.is_none() => Written::Word(Word::Unread),
            Fact::Unread(it) => Written::Unread { unread: it.why, place: it.place },
            Fact::Absent => Written::Word(Word::Absent),
        };
        written.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fact<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Written::<T>::deserialize(deserializer)? {
            Written::Full { read: value, support, other, place } => Fact::Read(Reading { value, place, support, other }),
            Written::Unread { unread, place } => Fact::Unread(Unread { why: unread, place }),
            Written::Word(Word::Unread) => Fact::Unread(Unread::default()),
            Written::Word(Word::Absent) => Fact::Absent,
            Written::Bare(value) => Fact::read(value, Support::TwoReadings, None),
        })
    }
}
