//! Where a document speaks of which face use: numbered headings, or labels with the name of a use.

use std::ops::Range;
use std::sync::LazyLock;

use casework::facts::{Fact, Stated};
use regex::Regex;

use super::cell::Cells;
use super::layout::{Layout, Span, folded};
use super::marks::{Extent, Marks};
use super::stated::{Part, fact};
use super::values::{self, pattern};

/// 「六、风险清单」: a chapter.
pub static CHAPTER: LazyLock<Regex> = LazyLock::new(|| pattern("^(第?[一二三四五六七八九十]{1,3}[、.章部]|[1-9]\\d?[、.]\\D)"));

/// 「场景一：员工通行」, wherever a label of that kind is a heading.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(\(?[一二三四五六七八九十\d.]{1,5}[)、.]?)?(人脸识别)?(应用|使用)?场景([一二三四五六七八九十]{1,2}|\d{1,2})[:、.\-]?(?P<it>[^。;:]{2,40})$",
    )
});

/// What follows the uses in a form.
static AFTER_USES: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(存储总数|总计|合计|存储人数\(去重|去重后)"));

/// A use as a document treats it: its name, and the lines that are about it.
pub struct Section {
    /// The name.
    pub name: Span,
    /// Its lines; a use that is treated in two chapters has two stretches.
    pub lines: Vec<Range<usize>>,
}

/// The uses with a numbered heading of their own; else those with a label.
pub fn sections(layout: &Layout, marks: &Marks) -> Vec<Section> {
    let headed = headed(layout);
    let starts = if headed.is_empty() { labelled(layout, marks) } else { headed };
    let line = |i: usize| starts.get(i).map(|it| it.0[0].0);
    let ends = |at: usize| {
        let folded = layout.lines[at].folded();
        CHAPTER.is_match(&folded) && !NUMBERED.is_match(&folded) || AFTER_USES.is_match(&folded)
    };
    let end = |i: usize| {
        let next = line(i + 1).unwrap_or(layout.lines.len());
        (line(i).unwrap_or(0) + 1..next).find(|it| ends(*it)).unwrap_or(next)
    };
    let mut sections: Vec<Section> = Vec::new();
    for (i, name) in starts.iter().enumerate() {
        let lines = name.0[0].0..end(i);
        match sections.iter_mut().find(|it| same_use(layout, &it.name, name)) {
            Some(known) => known.lines.push(lines),
            None => sections.push(Section { name: name.clone(), lines: vec![lines] }),
        }
    }
    sections
}

/// What is stated of each use, and of none in particular. The retention of uses is sought by those who know the
/// document.
pub fn stated(cells: &Cells) -> (Vec<Stated>, Stated) {
    let (layout, sections) = (cells.layout, sections(cells.layout, cells.marks));
    let taken: Vec<Range<usize>> = sections.iter().flat_map(|it| it.lines.clone()).collect();
    let rest = outside(&taken, layout.lines.len());
    let of_use = |it: &Section| {
        let name = use_name(&layout.written(&it.name)).map_or(Fact::Absent, |name| fact(layout, name, &it.name));
        Stated { name, ..Part::new(cells, it.lines.clone()).stated() }
    };
    let everywhere = Part::everything(cells);
    (sections.iter().map(of_use).collect(), everywhere.of_handler(Part::new(cells, rest).stated()))
}

fn outside(taken: &[Range<usize>], n_lines: usize) -> Vec<Range<usize>> {
    let free = |line: &usize| !taken.iter().any(|it| it.contains(line));
    let mut rest: Vec<Range<usize>> = Vec::new();
    for line in (0..n_lines).filter(free) {
        match rest.last_mut() {
            Some(open) if open.end == line => open.end = line + 1,
            _ => rest.push(line..line + 1),
        }
    }
    rest
}

fn same_use(layout: &Layout, one: &Span, other: &Span) -> bool {
    let name = |it: &Span| use_name(&layout.written(it)).map(|it| folded(&it));
    name(one) == name(other)
}

/// Headings with a number.
pub fn headed(layout: &Layout) -> Vec<Span> {
    let numbered = (0..layout.lines.len()).filter_map(|it| layout.flow(layout.line_span(it)).find(&NUMBERED));
    numbered.filter(|it| use_name(&layout.written(it)).is_some()).collect()
}

/// Names beside a label.
pub fn labelled(layout: &Layout, marks: &Marks) -> Vec<Span> {
    let labelled = marks.all.iter().filter(|it| it.key == "use").map(|it| marks.value_of(it, Extent::Line));
    let mut named: Vec<Span> = labelled.filter(|it| use_name(&layout.written(it)).is_some()).collect();
    named.sort_by_key(|it| it.0[0]);
    named.dedup_by_key(|it| it.0[0].0);
    named
}

/// The name of a use: short, and no sentence.
pub fn use_name(text: &str) -> Option<String> {
    let name = values::words(text)?.trim_matches(|c| "「」“”\"《》".contains(c)).to_owned();
    let is_sentence = name.contains(['。', '；', '，']) || name.chars().count() > 40;
    let is_period = values::period(&name).is_some();
    (name.chars().count() >= 2 && !is_sentence && !is_period).then_some(name)
}
