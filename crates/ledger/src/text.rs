//! The few ways in which numbers and bytes stand in all these texts, each with exactly one spelling.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// RFC 4648 section 4, padded.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Refuses missing padding and stray bits at the end: two texts never mean the same bytes.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// ASCII digits without sign or leading zero.
pub fn from_decimal(text: &str) -> Option<u64> {
    let one_spelling = text.bytes().all(|it| it.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| one_spelling)
}

/// A name or text from outside in a message: nothing unseen, and not long.
pub fn shown(text: &str) -> String {
    text.chars().take(120).flat_map(char::escape_debug).collect()
}
