//! What every page has: its language, its theme, who is here and where one can go.

use std::fmt::{self, Display, Formatter};

use askama::filters::{Html, HtmlSafe, escape};
use law::{Lang, Wording};

/// Light, dark, or as the machine is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// As it stands in the cookie and in `data-theme`.
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// What a cookie says; anything else is `auto`.
    pub fn parse(text: &str) -> Theme {
        match text {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        }
    }
}

/// The frame of a page.
#[derive(Clone, Debug, Default)]
pub struct Shell {
    pub lang: Lang,
    pub theme: Theme,
    /// What the page is called; the product's name is added.
    pub title: String,
    /// The name of the desk and its first page; none on the start page.
    pub desk: Option<Link>,
    pub navigation: Vec<NavItem>,
    pub person: Option<Person>,
    /// Goes back with every form and every request of the script.
    pub csrf: String,
    pub is_demo: bool,
    /// What just happened, above the page.
    pub messages: Vec<Notice>,
    /// What is to be mended before the form can go on. Not empty: the title begins with 有误.
    pub errors: Vec<Link>,
    /// The version of the rulebook this page was made by.
    pub rulebook: String,
    /// Where `style.css` and `desk.js` are, without a slash at the end: `/assets/VERSION`.
    pub assets: String,
    /// This page's own path and query, to come back to after a switch of language or theme.
    pub here: String,
}

/// One place to go, and whether it is this one.
#[derive(Clone, Debug)]
pub struct NavItem {
    pub text: String,
    pub href: String,
    pub is_current: bool,
    /// How many wait there.
    pub count: Option<usize>,
}

/// Who is here. The id keeps the local copies of two people on one machine apart; it is no name and no number of a document.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub organisation: String,
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    pub text: String,
    pub href: String,
}

impl Link {
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Link {
        Link { text: text.into(), href: href.into() }
    }
}

/// How a thing is coloured. The colour is never alone: a word always stands with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do.
    Still,
    /// To know.
    Advice,
    /// Done.
    Good,
    /// To look at.
    Unsure,
    /// To mend.
    Stops,
}

impl Tone {
    /// The class that carries its colours.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Still => "still",
            Tone::Advice => "advice",
            Tone::Good => "good",
            Tone::Unsure => "cannot-tell",
            Tone::Stops => "stops",
        }
    }
}

/// A message in a box.
#[derive(Clone, Debug)]
pub struct Notice {
    pub tone: Tone,
    pub title: String,
    /// May be empty.
    pub text: String,
    pub link: Option<Link>,
}

impl Notice {
    pub fn new(tone: Tone, title: impl Into<String>, text: impl Into<String>) -> Notice {
        Notice { tone, title: title.into(), text: text.into(), link: None }
    }
}

/// One word about the state of a thing.
#[derive(Clone, Debug)]
pub struct TagView {
    pub text: String,
    pub tone: Tone,
}

impl TagView {
    pub fn new(tone: Tone, text: impl Into<String>) -> TagView {
        TagView { text: text.into(), tone }
    }
}

impl Shell {
    /// A text of ours, in the language of the page. Both stand at the place of use, so neither is forgotten.
    pub fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        if self.is_chinese() { zh } else { en }
    }

    /// A wording in the language of the page.
    pub fn word<'a>(&self, wording: &'a Wording) -> &'a str {
        wording.in_lang(self.lang)
    }

    /// What a person typed, or a name: marked as Chinese where the page is not, so that it is read and drawn as Chinese.
    pub fn typed<'a>(&self, text: &'a str) -> Typed<'a> {
        Typed { text, is_foreign: !self.is_chinese() && has_chinese(text) }
    }

    pub fn is_chinese(&self) -> bool {
        self.lang == Lang::Zh
    }

    /// The `lang` of the document.
    pub fn html_lang(&self) -> &'static str {
        self.say("zh-CN", "en")
    }

    /// The id of the person, or nothing.
    pub fn person_id(&self) -> &str {
        self.person.as_ref().map(|it| it.id.as_str()).unwrap_or_default()
    }
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|it| matches!(it, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
}

/// A text whose language may differ from the page's. It escapes itself.
pub struct Typed<'a> {
    text: &'a str,
    is_foreign: bool,
}

impl Display for Typed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = match escape(self.text, Html) {
            Ok(it) => it.0,
            Err(never) => match never {},
        };
        if self.is_foreign { write!(f, "<span lang=\"zh-CN\">{text}</span>") } else { write!(f, "{text}") }
    }
}

impl HtmlSafe for Typed<'_> {}
