//! Where labels stand: letter by letter or with a slip, alone in their cell, or broken into two lines of it.

use super::super::layout::{Layout, Line};
use super::{Manner, Mark, Vocabulary};

/// The labels of one line.
pub(super) fn marks_in(index: usize, line: &Line, vocabulary: Vocabulary, manner: Manner) -> Vec<Mark> {
    let text: Vec<char> = line.glyphs.iter().map(|it| it.folded).collect();
    let mut found: Vec<Mark> = Vec::new();
    for (key, aliases) in vocabulary {
        for (rank, alias) in aliases.iter().enumerate() {
            let alias: Vec<char> = alias.chars().collect();
            for start in 0..text.len() {
                let Some((end, exact)) = matched(&text, start, &alias, line, manner) else { continue };
                let value = value_start(&text, end);
                if counts(line, &text, start, end, value, exact, alias.len(), manner) {
                    found.push(Mark { key, line: index, glyphs: start..end, value, exact, rank, tail: None });
                }
            }
        }
    }
    without_overlaps(found)
}

/// Where the label that starts here ends, and whether it is letter by letter the one sought.
fn matched(text: &[char], start: usize, alias: &[char], line: &Line, manner: Manner) -> Option<(usize, bool)> {
    let n = alias.len();
    if text[start..].starts_with(alias) {
        return Some((start + n, true));
    }
    let n_slips = match (n, manner) {
        (2..=3, Manner::Printed) | (4, _) => 1,
        (5..=6, _) => 1,
        (7.., _) => n / 4,
        _ => return None,
    };
    if line.gap_before(start) < 0.7 {
        return None;
    }
    let n_held = text[start..].iter().take(n + 1).filter(|it| alias.contains(it)).count();
    if n_held * 2 < n {
        return None; // most places are none, and this tells them quickly
    }
    let lengths = if n < 4 { n..=n } else { n - 1..=n + 1 };
    let ends = lengths.map(|it| start + it).filter(|it| *it <= text.len());
    let best = ends.min_by_key(|end| (distance(&text[start..*end], alias), end.abs_diff(start + n)))?;
    let holds_some = text[start..best].iter().filter(|it| alias.contains(it)).count() * 2 >= n;
    (holds_some && distance(&text[start..best], alias) <= n_slips).then_some((best, false))
}

/// After a label: brackets such as 「（盖章）」, then a colon.
fn value_start(text: &[char], end: usize) -> usize {
    let mut at = end;
    let near = || text[at..].iter().take(14);
    let opens = text.get(at) == Some(&'(');
    if let Some(close) = near().position(|it| *it == ')')
        && (opens || near().take(close).all(|it| *it != '(') && text.get(at + close + 1) == Some(&':'))
    {
        at += close + 1; // 「受托人（经办人）：」, the first bracket perhaps misread
    }
    while at < text.len() && matches!(text[at], ':' | ';' | '|' | '_' | '.' | '丨') {
        at += 1;
    }
    at
}

/// Whether a piece of text that reads like a label is one, by what stands round it.
#[allow(clippy::too_many_arguments)]
fn counts(line: &Line, text: &[char], start: usize, end: usize, value: usize, exact: bool, n: usize, manner: Manner) -> bool {
    let colon = text[end..value].contains(&':');
    let opens = line.gap_before(start) > 0.7 || start > 0 && !text[start - 1].is_alphanumeric();
    let parted = colon || value >= text.len() || line.gap_before(value) > 0.4 || text[end..value].contains(&'|');
    let code_follows = n >= 4 && text.get(value).is_some_and(|it| it.is_ascii_digit());
    match manner {
        _ if exact && n >= 3 && (colon || code_follows) => true,
        Manner::Printed if exact => opens || n >= 4 && start > 0 && line.gap_before(start) > 0.3,
        Manner::Printed if n < 4 => start == 0 && parted,
        _ => opens && parted,
    }
}

/// Of labels on top of each other, the exact one stays, then the longer one.
fn without_overlaps(mut found: Vec<Mark>) -> Vec<Mark> {
    found.sort_by_key(|it| (!it.exact, std::cmp::Reverse(it.glyphs.len()), it.rank));
    let mut kept: Vec<Mark> = Vec::new();
    for mark in found {
        if kept.iter().all(|it| it.glyphs.end <= mark.glyphs.start || mark.glyphs.end <= it.glyphs.start) {
            kept.push(mark);
        }
    }
    kept
}

/// A label that is broken into two lines of its cell.
pub(super) fn broken_mark(layout: &Layout, index: usize, vocabulary: Vocabulary) -> Option<Mark> {
    let line = &layout.lines[index];
    let head_end = line.cell_end(0, 0.8);
    let head: Vec<char> = line.glyphs[..head_end].iter().map(|it| it.folded).collect();
    if head.len() < 3 {
        return None;
    }
    for below in index + 1..(index + 4).min(layout.lines.len()) {
        let next = &layout.lines[below];
        if next.left() > line.glyphs[head_end - 1].right() {
            continue; // a line of the value, between the two
        }
        let tail_end = next.cell_end(0, 0.8);
        let tail: Vec<char> = next.glyphs[..tail_end].iter().map(|it| it.folded).collect();
        let stacked = next.page == line.page && next.top() - line.bottom() < 1.2 * line.height && tail.len() <= 10;
        let centre = |it: &Line, end: usize| (it.glyphs[0].left() + it.glyphs[end - 1].right()) / 2.0;
        let in_column = (next.left() - line.left()).abs() < line.em || (centre(next, tail_end) - centre(line, head_end)).abs() < line.em;
        let whole = [&head[..], &tail[..]].concat();
        let whole: String = whole.iter().collect::<String>().trim_end_matches(':').to_owned();
        for (key, aliases) in vocabulary {
            let Some(rank) = aliases.iter().position(|it| *it == whole || it.chars().count() > 6 && whole.starts_with(it)) else {
                continue;
            };
            let is_label_alone = aliases.iter().any(|it| it.chars().eq(head.iter().copied()));
            if stacked && in_column && !is_label_alone {
                let tail = Some((below, tail_end));
                return Some(Mark { key, line: index, glyphs: 0..head_end, value: head_end, exact: true, rank, tail });
            }
        }
    }
    None
}

/// Levenshtein.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[b.len()]
}
