//! A kind of hostile file: what is done with it, and the ways it comes.

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It is refused with this code.
    Refused(&'static str),
    /// It is taken, and this code is told of it.
    Told(&'static str),
    /// It is taken: nothing in it is of consequence, and a rebuild leaves it behind.
    Taken,
}

/// One way a kind comes.
#[derive(Clone, Copy)]
pub struct Variant {
    /// What is special about it.
    pub name: &'static str,
    /// What the file is called.
    pub file: &'static str,
    /// What is done with it: that of its kind, unless it says why not.
    pub expected: Expected,
    /// Why something else is done with it than with its kind.
    pub why: &'static str,
    /// It takes a second or more to make.
    pub heavy: bool,
    make: fn() -> Vec<u8>,
}

impl Variant {
    /// Makes the file.
    pub fn bytes(&self) -> Vec<u8> {
        (self.make)()
    }
}

/// A kind of hostile file.
pub struct Kind {
    /// Permanent. Up to 60 as in the threat model.
    pub number: u8,
    /// What it is.
    pub name: &'static str,
    /// What is done with it.
    pub expected: Expected,
    /// Why, where the threat model proposed something else.
    pub why: &'static str,
    /// The ways it comes; three or more, different in kind.
    pub variants: Vec<Variant>,
    file: &'static str,
}

impl Kind {
    /// A kind that is refused.
    pub(crate) fn refused(number: u8, name: &'static str, code: &'static str) -> Kind {
        Kind::new(number, name, Expected::Refused(code))
    }

    /// A kind that is taken and told of.
    pub(crate) fn told(number: u8, name: &'static str, code: &'static str) -> Kind {
        Kind::new(number, name, Expected::Told(code))
    }

    /// A kind that is taken.
    pub(crate) fn taken(number: u8, name: &'static str) -> Kind {
        Kind::new(number, name, Expected::Taken)
    }

    fn new(number: u8, name: &'static str, expected: Expected) -> Kind {
        Kind { number, name, expected, why: "", variants: Vec::new(), file: if number <= 60 { "material.pdf" } else { "material" } }
    }

    /// Why, where the threat model proposed something else.
    pub(crate) fn because(self, why: &'static str) -> Kind {
        Kind { why, ..self }
    }

    /// What files of this kind are called from here on.
    pub(crate) fn called(self, file: &'static str) -> Kind {
        Kind { file, ..self }
    }

    /// One more way.
    pub(crate) fn way(mut self, name: &'static str, make: fn() -> Vec<u8>) -> Kind {
        self.variants.push(Variant { name, file: self.file, expected: self.expected, why: "", heavy: false, make });
        self
    }

    /// One more way, which takes a while to make.
    pub(crate) fn heavy(self, name: &'static str, make: fn() -> Vec<u8>) -> Kind {
        let mut kind = self.way(name, make);
        kind.last().heavy = true;
        kind
    }

    /// The last way ends otherwise than its kind.
    pub(crate) fn but(mut self, expected: Expected, why: &'static str) -> Kind {
        let last = self.last();
        (last.expected, last.why) = (expected, why);
        self
    }

    fn last(&mut self) -> &mut Variant {
        self.variants.last_mut().expect("a kind has its ways by then")
    }
}

/// The table of kinds as a page for people.
pub fn page() -> String {
    let mut page = String::from(
        "# Hostile files\n\nPrinted from the code (`UPDATE_EXPECT=1 cargo test -p reader hostile`). Every kind is made by `crates/hostile` when it is needed, is inert, and goes\n\
         through the confined child in `cargo test -p actions`. Kinds 1 to 60 are PDFs.\n\n| # | kind | what is done | ways it comes |\n|---|---|---|---|\n",
    );
    for kind in crate::kinds() {
        let ways: Vec<String> = kind.variants.iter().map(|it| it.described(kind.expected)).collect();
        let why = if kind.why.is_empty() { String::new() } else { format!(": {}", kind.why) };
        page += &format!("| {} | {} | {}{why} | {} |\n", kind.number, kind.name, kind.expected.said(), ways.join("; "));
    }
    page
}

impl Variant {
    fn described(&self, of_its_kind: Expected) -> String {
        match self.expected == of_its_kind {
            true => self.name.to_owned(),
            false => format!("{} ({}: {})", self.name, self.expected.said(), self.why),
        }
    }
}

impl Expected {
    fn said(self) -> String {
        match self {
            Expected::Refused(code) => format!("refused, `{code}`"),
            Expected::Told(code) => format!("taken and told, `{code}`"),
            Expected::Taken => "taken".to_owned(),
        }
    }
}
