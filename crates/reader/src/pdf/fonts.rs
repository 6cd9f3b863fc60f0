//! What a font brings along: its program, and its table of characters.

use casework::facts::RefusedFile;

use super::syntax::{Token, Tokens};
use crate::refusal::*;

/// More characters than Unicode has are no table but a bomb.
const CHARACTERS_MAX: u64 = 0x11_0000;

/// A table of characters (CMap) whose ranges name no more characters than there are: readers write each of them down.
pub fn judge_characters(table: &[u8]) -> Result<(), RefusedFile> {
    let (mut tokens, mut n_characters) = (Tokens::new(table, 0), 0u64);
    while let Some(token) = tokens.next() {
        let Token::Word(b"beginbfrange" | b"begincidrange" | b"beginnotdefrange") = token else { continue };
        while let (Some(Token::Text(first)), Some(Token::Text(last))) = (tokens.next(), tokens.next()) {
            n_characters += (number(&last).saturating_sub(number(&first))).saturating_add(1);
            if n_characters > CHARACTERS_MAX {
                return Err(PDF_TIME.refuse(format_args!("CMap > {CHARACTERS_MAX}")));
            }
            if tokens.next() == Some(Token::Open(b'[')) {
                tokens.by_ref().find(|it| matches!(it, Token::Close(_)));
            }
        }
    }
    Ok(())
}

fn number(code: &[u8]) -> u64 {
    code.iter().take(4).fold(0, |sum, it| sum << 8 | u64::from(*it))
}

/// Whether a font program begins like one, and its tables, where it has such, lie inside it.
pub fn is_program(program: &[u8]) -> bool {
    match program {
        [0, 1, 0, 0, ..] | [b't', b'r', b'u', b'e', ..] | [b'O', b'T', b'T', b'O', ..] => tables_lie_inside(program),
        [b't', b't', b'c', b'f', ..] | [b'%', b'!', ..] | [0x80, 1, ..] => true,
        [1, _, header, offset_size, ..] => *header >= 4 && (1..=4).contains(offset_size), // CFF
        _ => false,
    }
}

/// The directory of tables: from byte 12 on, 16 bytes each, with place and length in the last eight.
fn tables_lie_inside(program: &[u8]) -> bool {
    let n_tables = usize::from(u16::from_be_bytes([program.get(4).copied().unwrap_or(0), program.get(5).copied().unwrap_or(0)]));
    let entries = program.get(12..12 + 16 * n_tables).unwrap_or_default().chunks_exact(16);
    let number = |it: &[u8]| u64::from(u32::from_be_bytes([it[0], it[1], it[2], it[3]]));
    n_tables > 0 && entries.len() == n_tables && entries.into_iter().all(|it| number(&it[8..]) + number(&it[12..]) <= program.len() as u64)
}
