//! 处理规则, 操作规程, 安全防护方案: what they lay down for all uses.

use casework::facts::{Fact, PolicyFacts, Stated};

use super::cell::Cells;
use super::layout::Layout;
use super::marks::{Extent, Manner, Marks, Vocabulary};
use super::pia::retention;
use super::stated::{Part, fact};
use super::values;
use super::wording::LABELS;

const HANDLER: Vocabulary = &[
    ("name", &["单位名称", "处理者名称", "个人信息处理者", "制定单位", "编制单位", "公司名称"]),
    ("pipo", &["个人信息保护负责人"]),
    ("stop", &["联系电话", "电话", "日期", "版本", "编号"]),
];

/// Reads one of them.
pub fn read(layout: &Layout) -> PolicyFacts {
    let handler = Marks::find(layout, HANDLER, Manner::Mixed);
    let named = |key: &str, read: fn(&str) -> Option<String>| {
        let values = handler.values(key, Extent::Line).into_iter();
        values
            .filter_map(|it| Some((read(&layout.written(&it))?, it)))
            .next()
            .map_or(Fact::Absent, |(name, span)| fact(layout, name, &span))
    };
    PolicyFacts { name: named("name", values::organisation), pipo: named("pipo", values::person), whole: whole(layout) }
}

/// What a document states as a whole.
pub fn whole(layout: &Layout) -> Stated {
    let marks = Marks::find(layout, LABELS, Manner::Mixed);
    let cells = Cells::new(layout, &marks);
    let everything = Part::everything(&cells);
    Stated { retention: retention(layout, &marks), ..everything.of_handler(everything.stated()) }
}
