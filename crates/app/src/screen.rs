//! Text for a terminal: Chinese is wrapped by its width, and colour is only for eyes.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

use law::{Lang, Wording};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Lines longer than this are hard to read, however wide the window is.
const WIDTH_MAX: usize = 100;
const WIDTH_MIN: usize = 40;

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How a piece of text looks.
#[derive(Clone, Copy)]
pub enum Ink {
    Plain,
    Bold,
    Faint,
    Red,
    Green,
    Yellow,
    Blue,
}

/// A page being written for a terminal or a pipe.
pub struct Screen {
    /// The language asked for.
    pub lang: Lang,
    width: usize,
    colour: bool,
    text: String,
}

impl Screen {
    /// An empty page for standard output.
    pub fn new(lang: Lang, colour: Colour) -> Screen {
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty()),
        };
        Screen { lang, width: terminal_width().clamp(WIDTH_MIN, WIDTH_MAX), colour, text: String::new() }
    }

    /// A wording in the language asked for.
    pub fn say<'a>(&self, wording: &'a Wording) -> &'a str {
        wording.in_lang(self.lang)
    }

    /// One of two short texts, by language.
    pub fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A heading, after an empty line.
    pub fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.gap();
        }
        self.block(0, "", text, Ink::Bold);
    }

    /// A paragraph.
    pub fn line(&mut self, text: &str) {
        self.block(0, "", text, Ink::Plain);
    }

    /// A paragraph behind a lead: `indent` blanks, the lead, and all further lines under the first one's text.
    pub fn block(&mut self, indent: usize, lead: &str, text: &str, ink: Ink) {
        self.set(indent, (lead, ink), text, ink);
    }

    /// A paragraph behind a short mark in an ink of its own.
    pub fn marked(&mut self, indent: usize, mark: &str, ink: Ink, text: &str) {
        self.set(indent, (&format!("{mark}  "), ink), text, Ink::Plain);
    }

    /// A named detail: the name in a column of its own.
    pub fn field(&mut self, indent: usize, name: &str, text: &str) {
        let column = match self.lang {
            Lang::Zh => 10,
            Lang::En => 12,
        };
        self.set(indent, (&pad(name, column), Ink::Faint), text, Ink::Plain);
    }

    fn set(&mut self, indent: usize, (lead, lead_ink): (&str, Ink), text: &str, ink: Ink) {
        let hang = indent + lead.width();
        let room = self.width.saturating_sub(hang).max(20);
        let text = visible(text);
        let lines: Vec<String> = text.lines().flat_map(|it| wrap(it, room)).collect();
        let lead = self.inked(lead, lead_ink);
        for (i, line) in lines.iter().enumerate() {
            let front = if i == 0 { format!("{}{lead}", " ".repeat(indent)) } else { " ".repeat(hang) };
            let whole = format!("{front}{}", self.inked(line, ink));
            self.text += whole.trim_end();
            self.text.push('\n');
        }
        if lines.is_empty() {
            self.text += &format!("{}{}\n", " ".repeat(indent), lead.trim_end());
        }
    }

    /// The text in its ink, where colour is wanted.
    pub fn inked(&self, text: &str, ink: Ink) -> String {
        let code = match ink {
            Ink::Plain => return text.to_owned(),
            Ink::Bold => "1",
            Ink::Faint => "2",
            Ink::Red => "1;31",
            Ink::Green => "32",
            Ink::Yellow => "33",
            Ink::Blue => "36",
        };
        match self.colour && !text.trim().is_empty() {
            true => format!("\x1b[{code}m{text}\x1b[0m"),
            false => text.to_owned(),
        }
    }

    /// Hands the page out.
    pub fn show(self) {
        print(&self.text);
    }
}

/// Writes to standard output. A reader that has gone away (`| head`) is no fault; a full disk is one, and is told at the end.
pub fn print(text: &str) {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => drop(LOST.set(error)),
        _ => {}
    }
}

/// Why something that was to be shown on standard output is lost.
pub fn lost() -> Option<&'static io::Error> {
    LOST.get()
}

static LOST: OnceLock<io::Error> = OnceLock::new();

/// Says something on standard error, where it may be that nobody listens.
pub fn tell(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(text));
}

/// Text out of files and names must not steer the terminal. Line breaks stay.
fn visible(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c != '\n' && c != '\t' && c.is_control();
    match text.contains(steers) {
        true => text.chars().map(|it| if steers(it) { '\u{fffd}' } else { it }).collect::<String>().into(),
        false => text.into(),
    }
}

/// The window's width: COLUMNS when set, else what the terminal says, else 80.
fn terminal_width() -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    stated.or_else(|| console::Term::stdout().size_checked().map(|(_, columns)| columns.into())).unwrap_or(80)
}

/// The text with blanks up to a width.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Cuts a line into lines of a width. Chinese may break between any two characters, except before a closing mark and after an
/// opening one; a Latin word stays whole unless it is longer than a line.
/// Marks such as · and “ are one column wide or two, as the terminal's font has it: here they count as two, so that no line overflows.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let piece_width = piece.width_cjk();
        if used + piece.trim_end().width_cjk() > width && used > 0 {
            lines.push(String::new());
            used = 0;
        }
        let line = lines.last_mut().expect("never empty");
        match piece_width > width {
            false => *line += if used == 0 { piece.trim_start() } else { piece },
            true => break_long(piece, width, &mut lines),
        }
        used = lines.last().expect("never empty").width_cjk();
    }
    lines.iter().map(|it| it.trim_end().to_owned()).collect()
}

/// A path breaks after its slashes, dots and hyphens before it breaks anywhere.
fn break_long(piece: &str, width: usize, lines: &mut Vec<String>) {
    for part in piece.split_inclusive(['/', '.', '-', '_']) {
        let used = lines.last().expect("never empty").width_cjk();
        if used > 0 && used + part.width_cjk() > width {
            lines.push(String::new());
        }
        for c in part.chars() {
            if lines.last().expect("never empty").width_cjk() + c.width_cjk().unwrap_or(0) > width {
                lines.push(String::new());
            }
            lines.last_mut().expect("never empty").push(c);
        }
    }
}

/// The smallest parts that stay together on a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    for (i, pair) in characters.windows(2).enumerate() {
        let [(_, left), (at, right)] = pair else { continue };
        let in_a_number = *left == ' ' && right.is_ascii_digit() && i > 0 && characters[i - 1].1.is_ascii_digit();
        if may_break(*left, *right) && !in_a_number {
            pieces.push(&text[start..*at]);
            start = *at;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(left: char, right: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    let opens = |c: char| "（〔【《〈「『“‘([".contains(c);
    let closes = |c: char| "，。、；：？！）〕】》〉」』”’…—·,.;:?!)]%".contains(c);
    match (left, right) {
        (_, ' ') => false,
        (' ', right) => !closes(right),
        (left, right) if opens(left) || closes(right) => false,
        (left, right) => wide(left) || wide(right),
    }
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn chinese_breaks_anywhere_but_before_a_closing_mark() {
        assert_eq!(wrap("评估报告签署于 2025-08-15，晚于开始使用的日期", 18), ["评估报告签署于", "2025-08-15，晚于开", "始使用的日期"]);
        assert_eq!(wrap("一二三四。五", 8), ["一二三", "四。五"]);
        assert_eq!(wrap("见《办法》第九条", 6), ["见《办", "法》第", "九条"]);
    }

    #[test]
    fn words_stay_whole_unless_a_line_cannot_hold_them() {
        assert_eq!(wrap("the report was signed late", 10), ["the report", "was signed", "late"]);
        assert_eq!(wrap("https://example.test/long", 10), ["https://", "example.", "test/long"]);
        assert_eq!(wrap("already 100 000 people", 12), ["already", "100 000", "people"]);
        assert_eq!(wrap("characteristics", 10), ["characteri", "stics"]);
        assert_eq!(wrap("", 10), [""]);
    }
}
