//! How a PDF is written, read strictly (ISO 32000-2, 7.2 and 7.3): tokens of a file or of what a page draws, and values of them.
//!
//! The two parsers that open a file are lenient, each in its own way. What they would pass over in silence is found here.

use lopdf::{Dictionary, Object};

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token<'a> {
    /// A name, its `#` spelling undone.
    Name(Vec<u8>),
    /// A whole number; one that is too large is the largest there is.
    Integer(i64),
    /// Any other number.
    Real(f32),
    /// A string's bytes.
    Text(Vec<u8>),
    /// `[`, `<<` or `{`, by its first byte.
    Open(u8),
    /// `]`, `>>` or `}`, by its first byte.
    Close(u8),
    /// A word: an operator, `obj`, `true` …
    Word(&'a [u8]),
}

/// The tokens of some bytes, from a place on.
pub struct Tokens<'a> {
    bytes: &'a [u8],
    /// Where the next one is looked for.
    pub at: usize,
    depth: u32,
    /// How deep brackets of any kind were nested so far.
    pub deepest: u32,
    /// How much was read into values so far: a number is 1, what takes more room more.
    pub n_values: u32,
}

impl<'a> Tokens<'a> {
    /// From this place on.
    pub fn new(bytes: &'a [u8], at: usize) -> Tokens<'a> {
        Tokens { bytes, at, depth: 0, deepest: 0, n_values: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// White space and comments.
    fn skip_blank(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => self.at += self.bytes[self.at..].iter().take_while(|it| !matches!(it, b'\r' | b'\n')).count(),
                _ if is_blank(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn open(&mut self, kind: u8) -> Token<'a> {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        Token::Open(kind)
    }

    fn close(&mut self, kind: u8) -> Token<'a> {
        self.depth = self.depth.saturating_sub(1);
        Token::Close(kind)
    }

    /// What is neither white space nor a mark.
    fn regular(&mut self) -> &'a [u8] {
        let n = self.bytes[self.at..].iter().take_while(|it| is_regular(**it)).count();
        let word = &self.bytes[self.at..self.at + n];
        self.at += n;
        word
    }

    /// Between balanced brackets; a backslash takes the next byte along.
    fn literal(&mut self) -> Vec<u8> {
        let (begin, mut open) = (self.at, 1u32);
        while let Some(byte) = self.peek() {
            match byte {
                b'\\' => self.at += 1,
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            self.deepest = self.deepest.max(self.depth + open);
            self.at = (self.at + 1).min(self.bytes.len());
            if open == 0 {
                return self.bytes[begin..self.at - 1].to_vec();
            }
        }
        self.bytes[begin..].to_vec()
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut digits = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            match digit(byte) {
                Some(it) => digits.push(it),
                None if byte == b'>' => break,
                None => {}
            }
        }
        digits.chunks(2).map(|it| it[0] << 4 | it.get(1).unwrap_or(&0)).collect()
    }

    fn name(&mut self) -> Vec<u8> {
        let (mut word, mut name) = (self.regular(), Vec::new());
        while let Some((&first, rest)) = word.split_first() {
            let spelt = || Some(digit(*rest.first()?)? << 4 | digit(*rest.get(1)?)?);
            match (first, spelt()) {
                (b'#', Some(byte)) => (name.push(byte), word = &rest[2..]),
                _ => (name.push(first), word = rest),
            };
        }
        name
    }

    /// Skips the pixels of an inline image, which begin after its `ID`, and hands them out.
    pub fn inline_image(&mut self) -> &'a [u8] {
        let rest = &self.bytes[(self.at + 1).min(self.bytes.len())..];
        let ends = |it: &[u8]| is_blank(it[0]) && &it[1..3] == b"EI" && !is_regular(it[3]);
        let n = match rest.windows(4).position(ends) {
            Some(n) => n,
            None if rest.ends_with(b"EI") => rest.len() - 2,
            None => rest.len(),
        };
        self.at = (self.at + 1 + n).min(self.bytes.len());
        &rest[..n]
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blank();
        let first = self.peek()?;
        if is_regular(first) {
            return Some(number_or_word(self.regular()));
        }
        let doubled = self.bytes.get(self.at + 1) == Some(&first);
        self.at += 1;
        Some(match first {
            b'/' => Token::Name(self.name()),
            b'(' => Token::Text(self.literal()),
            b'<' if doubled => {
                self.at += 1;
                self.open(b'<')
            }
            b'<' => Token::Text(self.hexadecimal()),
            b'>' if doubled => {
                self.at += 1;
                self.close(b'>')
            }
            b'[' | b'{' => self.open(first),
            b']' | b'}' => self.close(first),
            _ => Token::Word(&self.bytes[self.at - 1..self.at]),
        })
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\x0c' | 0)
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !b"()<>[]{}/%".contains(&byte)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|it| it as u8)
}

fn number_or_word(word: &[u8]) -> Token<'_> {
    let text = std::str::from_utf8(word).unwrap_or_default();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits_only = !unsigned.is_empty() && unsigned.bytes().all(|it| it.is_ascii_digit());
    match digits_only {
        true => Token::Integer(text.parse().unwrap_or(if text.starts_with('-') { i64::MIN } else { i64::MAX })),
        false if unsigned.bytes().all(|it| it.is_ascii_digit() || it == b'.') => text.parse().map_or(Token::Word(word), Token::Real),
        false => Token::Word(word),
    }
}

/// What is wrong with a value.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is nested deeper than allowed.
    Deep,
    /// It is more than allowed.
    Many,
    /// A dictionary has a key twice, with two meanings.
    Twice(String),
    /// It is no value.
    Broken,
}

/// More than this in one value is no document. The whole file has bounds of its own.
const VALUES_MAX: u32 = 2_000_000;
/// What a dictionary, an array or a reference counts.
pub const WEIGHT: u32 = 4;

/// The next value; no deeper than `nesting`.
pub fn value(tokens: &mut Tokens<'_>, nesting: u32) -> Result<Object, Fault> {
    let first = tokens.next();
    tokens.n_values += if matches!(first, Some(Token::Open(_))) { WEIGHT } else { 1 };
    if tokens.deepest > nesting {
        return Err(Fault::Deep);
    }
    if tokens.n_values > VALUES_MAX {
        return Err(Fault::Many);
    }
    match first.ok_or(Fault::Broken)? {
        Token::Name(name) => Ok(Object::Name(name)),
        Token::Text(text) => Ok(Object::string_literal(text)),
        Token::Real(it) => Ok(Object::Real(it)),
        Token::Integer(it) => Ok(reference(tokens, it).unwrap_or(Object::Integer(it))),
        Token::Word(b"true") => Ok(Object::Boolean(true)),
        Token::Word(b"false") => Ok(Object::Boolean(false)),
        Token::Word(b"null") => Ok(Object::Null),
        Token::Open(b'[') => array(tokens, nesting),
        Token::Open(b'<') => dictionary(tokens, nesting).map(Object::Dictionary),
        _ => Err(Fault::Broken),
    }
}

/// `12 0 R`, of which the first number was read.
fn reference(tokens: &mut Tokens<'_>, number: i64) -> Option<Object> {
    let (at, number) = (tokens.at, u32::try_from(number).ok()?);
    match (tokens.next(), tokens.next()) {
        (Some(Token::Integer(generation)), Some(Token::Word(b"R"))) => Some(Object::Reference((number, generation.try_into().ok()?))),
        _ => {
            *tokens = Tokens { at, ..*tokens };
            None
        }
    }
}

fn array(tokens: &mut Tokens<'_>, nesting: u32) -> Result<Object, Fault> {
    let mut values = Vec::new();
    loop {
        let (at, depth) = (tokens.at, tokens.depth);
        match tokens.next() {
            Some(Token::Close(b']')) => return Ok(Object::Array(values)),
            None => return Err(Fault::Broken),
            _ => (tokens.at, tokens.depth) = (at, depth),
        }
        values.push(value(tokens, nesting)?);
    }
}

fn dictionary(tokens: &mut Tokens<'_>, nesting: u32) -> Result<Dictionary, Fault> {
    let mut dictionary = Dictionary::new();
    loop {
        match tokens.next() {
            Some(Token::Close(b'>')) => return Ok(dictionary),
            Some(Token::Name(key)) => {
                let value = value(tokens, nesting)?;
                if dictionary.get(&key).is_ok_and(|it| *it != value) {
                    return Err(Fault::Twice(String::from_utf8_lossy(&key).into_owned()));
                }
                dictionary.set(key, value);
            }
            _ => return Err(Fault::Broken),
        }
    }
}

/// An object as it stands in the file.
pub struct Written {
    /// Its number.
    pub number: u32,
    /// Its value, a stream's without its data.
    pub value: Object,
    /// Where a stream's data begins.
    pub data: Option<usize>,
    /// How much it is, as [`Tokens::n_values`] counts.
    pub n_values: u32,
}

/// The object that begins at a place; `None` where none does.
pub fn written_at(bytes: &[u8], at: usize, nesting: u32) -> Option<Result<Written, Fault>> {
    let mut tokens = Tokens::new(bytes, at);
    let (Some(Token::Integer(number)), Some(Token::Integer(_)), Some(Token::Word(b"obj"))) = (tokens.next(), tokens.next(), tokens.next())
    else {
        return None;
    };
    let number = u32::try_from(number).ok()?;
    let value = match value(&mut tokens, nesting) {
        Ok(value) => value,
        Err(fault) => return Some(Err(fault)),
    };
    let is_stream = matches!(value, Object::Dictionary(_)) && tokens.next() == Some(Token::Word(b"stream"));
    let data = is_stream.then(|| after_line_end(bytes, tokens.at));
    Some(Ok(Written { number, value, data, n_values: tokens.n_values }))
}

/// After the word `stream` stands a line end; some programs put blanks before it.
fn after_line_end(bytes: &[u8], at: usize) -> usize {
    let n_blanks = bytes[at..].iter().take_while(|it| **it == b' ').count();
    match &bytes[at + n_blanks..] {
        [b'\r', b'\n', ..] => at + n_blanks + 2,
        [b'\r' | b'\n', ..] => at + n_blanks + 1,
        _ => at,
    }
}

/// Whether a stream's data ends at this place: a line end may follow, or have been counted in.
pub fn data_ends_at(bytes: &[u8], end: usize) -> bool {
    let Some(rest) = bytes.get(end..) else { return false };
    let n_line_ends = rest.iter().take(2).take_while(|it| matches!(it, b'\r' | b'\n')).count();
    rest[n_line_ends..].starts_with(b"endstream")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match value(&mut Tokens::new(text.as_bytes(), 0), 8) {
            Ok(value) => format!("{value:?}"),
            Err(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn values_and_what_is_none() {
        assert_eq!(
            told("<< /J#61va [1 2 R 3 0 R -.5 (a\\)(b)) <4a4> ] % no\n /B true >>"),
            told("<</Java[1 2 R 3 0 R -.5 (a\\)(b)) <4A40>]/B true>>")
        );
        assert_eq!(told("<< /A 1 /A 1 >>"), told("<< /A 1 >>"));
        assert_eq!(told("<< /A 1 /#41 2 >>"), "Twice(\"A\")");
        assert_eq!(told("[[[[[[[[[1]]]]]]]]]"), "Deep");
        assert_eq!(told("((((((((((text))))))))))"), "Deep");
        assert_eq!(["<< /A >>", "[ 1", ">>", "<< 1 2 >>", ""].map(told), ["Broken"; 5]);
    }
}
