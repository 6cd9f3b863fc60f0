//! Words in free text. A list of words may speak only where the sentence is plain: a clause that denies, forbids or
//! excepts says the opposite, and what a rule cannot tell from words alone it leaves to a person.

use unicode_normalization::UnicodeNormalization;

/// Signs that a clause says the opposite of the word in it, or something beside it.
const DENIALS: &[&str] = &["不", "非", "无", "未", "没", "勿", "禁", "避", "除", "绝", "拒", "防止", "以外", "之外", "取消", "而是"];
/// Words with such a character that deny nothing.
const NO_DENIALS: &[&str] = &["门禁", "删除", "解除", "无线", "无感", "无人", "无障碍", "不锈钢", "未成年", "未来", "非常", "非机动车"];
const ENGLISH_DENIALS: &[&str] = &["no", "not", "never", "without", "except", "non"];

/// The text as it is compared: NFKC, lower case, white space only between two Latin words.
pub fn squeeze(text: &str) -> String {
    let text: Vec<char> = text.nfkc().flat_map(char::to_lowercase).collect();
    let latin = |at: Option<usize>| at.and_then(|it| text.get(it)).is_some_and(char::is_ascii_alphanumeric);
    let stays = |(i, c): (usize, &char)| (!c.is_whitespace() || latin(i.checked_sub(1)) && latin(Some(i + 1))).then_some(*c);
    text.iter().enumerate().filter_map(stays).collect()
}

/// The text without its punctuation, for comparing it whole.
pub fn bare(text: &str) -> String {
    squeeze(text).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// Whether the whole text, apart from punctuation, is one of the words.
pub fn is_one_of(text: &str, words: &[&str]) -> bool {
    let text = bare(text);
    words.iter().any(|it| bare(it) == text)
}

/// The first of the words that the text uses at all, denied or not.
pub fn mentioned(text: &str, words: &[&'static str]) -> Option<&'static str> {
    let text = squeeze(text);
    words.iter().copied().find(|it| find(&text, it).is_some())
}

/// The first of the words that the text uses in a clause that does not deny it.
pub fn plainly_said(text: &str, words: &[&'static str]) -> Option<&'static str> {
    let clauses = clauses(text);
    words.iter().copied().find(|word| clauses.iter().any(|it| find(it, word).is_some() && !is_denied(&it.replace(*word, "·"))))
}

/// The clauses of a text, squeezed.
pub fn clauses(text: &str) -> Vec<String> {
    let text = text.replace(['\n', '\r'], "。");
    squeeze(&text).split(['，', ',', '。', ';', '；', '!', '?']).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Whether a squeezed clause denies, forbids or excepts something.
pub fn is_denied(clause: &str) -> bool {
    let clause = NO_DENIALS.iter().fold(clause.to_owned(), |clause, word| clause.replace(word, "·"));
    let mut latin_words = clause.split(|it: char| !it.is_ascii_alphabetic());
    DENIALS.iter().any(|it| clause.contains(it)) || latin_words.any(|it| ENGLISH_DENIALS.contains(&it))
}

/// Where a word stands in a squeezed text, not as a part of a longer number or Latin word: `1:1` is not in `11:10`.
fn find(text: &str, word: &str) -> Option<usize> {
    let joins = |a: Option<char>, b: Option<char>| a.zip(b).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric());
    text.match_indices(word).map(|it| it.0).find(|start| {
        let (before, after) = (text[..*start].chars().next_back(), text[start + word.len()..].chars().next());
        !joins(before, word.chars().next()) && !joins(word.chars().next_back(), after)
    })
}
