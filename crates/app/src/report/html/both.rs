//! A text in both languages, marked so that a browser, a screen reader and the reader's choice can tell them apart.

use std::fmt::{self, Display, Formatter};

use askama::filters::{Html, HtmlSafe, escape};
use law::{Lang, Wording};

/// Both languages, the one asked for first. It escapes what it shows.
pub struct Both<'a> {
    zh: &'a str,
    en: &'a str,
    first: Lang,
}

impl<'a> Both<'a> {
    /// A wording.
    pub fn of(text: &'a Wording, first: Lang) -> Both<'a> {
        Both::new(&text.zh, &text.en, first)
    }

    /// Two texts.
    pub fn new(zh: &'a str, en: &'a str, first: Lang) -> Both<'a> {
        Both { zh, en, first }
    }

    fn write(&self, f: &mut Formatter<'_>, lang: Lang) -> fmt::Result {
        let (class, tag, text) = match lang {
            Lang::Zh => ("zh", "zh-CN", self.zh),
            Lang::En => ("en", "en", self.en),
        };
        write!(f, "<span class=\"{class}\" lang=\"{tag}\">{}</span>", escaped(text))
    }
}

impl Display for Both<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.zh == self.en {
            return write!(f, "{}", escaped(self.zh));
        }
        let second = if self.first == Lang::Zh { Lang::En } else { Lang::Zh };
        self.write(f, self.first)?;
        f.write_str(" ")?;
        self.write(f, second)
    }
}

impl HtmlSafe for Both<'_> {}

fn escaped(text: &str) -> impl Display + '_ {
    match escape(text, Html) {
        Ok(it) => it.0,
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use law::Lang;

    use super::Both;

    #[test]
    fn each_language_is_marked_and_escaped() {
        let zh_first = "<span class=\"zh\" lang=\"zh-CN\">&#60;甲&#62;</span> <span class=\"en\" lang=\"en\">A &#38; B</span>";
        assert_eq!(Both::new("<甲>", "A & B", Lang::Zh).to_string(), zh_first);
        assert_eq!(Both::new("甲", "A", Lang::En).to_string().find("lang=\"en\""), Some(17));
        assert_eq!(Both::new("R012", "R012", Lang::Zh).to_string(), "R012");
    }
}
