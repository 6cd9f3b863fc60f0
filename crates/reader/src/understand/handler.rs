//! Who the handler is, beyond name and code, in the profile and in the report.

use casework::facts::{Fact, PiaFacts, ProfileFacts, Stated};

use super::layout::{Layout, Span};
use super::marks::{Extent, Manner, Marks, Vocabulary};
use super::stated::fact;
use super::values;

const LABELS: Vocabulary = &[
    ("representative", &["法定代表人或者负责人姓名", "法定代表人或负责人", "法定代表人(负责人)", "法定代表人姓名", "法定代表人"]),
    ("agent", &["经办人姓名", "经办人"]),
    ("pipo", &["个人信息保护负责人姓名", "个人信息保护负责人"]),
    ("name", &["姓名"]),
    ("address", &["住所(登记地址)", "注册地址", "登记地址", "住所", "注册住所"]),
    ("people", &["目前处理个人信息的自然人总数", "处理个人信息总人数", "个人信息总人数", "处理个人信息的总人数", "处理个人信息人数"]),
    ("children", &["是否处理不满十四周岁未成年人信息", "是否处理不满十四周岁未成年人个人信息"]),
    ("cii", &["是否关键信息基础设施运营者", "是否为关键信息基础设施运营者", "关键信息基础设施运营者"]),
    ("level", &["级别", "等级保护级别", "等保级别"]),
    ("stored", &["存储人数(去重合计)", "存储总人数", "去重后存储总人数", "去重后总人数", "存储人脸信息总人数", "人脸信息存储总人数"]),
    ("from", &["评估开始", "评估开始日期", "评估开始时间"]),
    ("to", &["评估结束", "评估结束日期", "评估结束时间"]),
    ("approved", &["批准人", "审批人", "批准人签字", "批准", "审批人签字", "负责人签字"]),
    ("third_party", &["参与的第三方", "第三方机构", "第三方评估机构", "参与评估的第三方", "第三方"]),
    ("measured", &["统计日期", "统计时间"]),
    ("reached", &["达到门槛之日", "达到门槛日期", "达到十万人日期", "达到10万人日期", "达到日期"]),
    (
        "stop",
        &[
            "名称",
            "单位名称",
            "统一社会信用代码",
            "单位性质",
            "实际办公地址",
            "办公地址",
            "所在省份",
            "证件类型",
            "证件号码",
            "联系电话",
            "电话",
            "邮箱",
            "电子邮箱",
            "部门",
            "职务",
            "经办人证件类型",
            "经办人证件号码",
            "经办人电话",
            "经办人邮箱",
            "经办人部门",
            "委托期限至",
            "是否已报送",
            "报送日期",
            "其中敏感个人信息的人数",
            "不满十四周岁人数",
            "是否处理未成年人信息",
            "未成年人人数",
            "等级保护系统",
            "系统",
            "备案号",
            "集团成员",
            "角色",
            "个人行使权利的联系方式",
            "评估人",
            "评估过程和方法",
            "第三方参与的部分",
            "结论",
            "签署日期",
            "评估人签字",
            "评估单位",
            "统计方法",
            "处理规则",
            "操作规程",
            "本场景存储人数",
            "存储人数",
        ],
    ),
];

/// The labels of a document about its handler.
pub struct Handler<'a> {
    layout: &'a Layout,
    marks: Marks<'a>,
}

impl<'a> Handler<'a> {
    /// Finds them.
    pub fn find(layout: &'a Layout) -> Handler<'a> {
        Handler { layout, marks: Marks::find(layout, LABELS, Manner::Mixed) }
    }

    /// Fills in what the profile says beyond name and code.
    pub fn into_profile(self, known: ProfileFacts) -> ProfileFacts {
        ProfileFacts {
            representative: match known.representative {
                Fact::Absent => self.said("representative", Extent::Line, values::person),
                found => found,
            },
            agent: self.said("agent", Extent::Line, values::person),
            pipo: self.officer(),
            registered_address: self.said("address", Extent::Name, values::words),
            people_total: self.said("people", Extent::Line, values::headcount),
            under_14: self.said("children", Extent::Line, super::stated::ticked),
            cii: self.said("cii", Extent::Line, super::stated::ticked),
            mlps_level: self.level(),
            ..known
        }
    }

    /// Fills in what the report says beyond name and code.
    pub fn into_report(self, known: PiaFacts) -> PiaFacts {
        let whole = match known.whole.mlps_level {
            Fact::Absent => Stated { mlps_level: self.level(), ..known.whole },
            _ => known.whole,
        };
        PiaFacts {
            whole,
            representative: self.said("representative", Extent::Line, values::person),
            pipo: self.officer(),
            stored: self.said("stored", Extent::Line, values::headcount),
            assessed_from: self.said("from", Extent::Line, values::date),
            assessed_to: self.said("to", Extent::Line, values::date),
            approved_by: self.said("approved", Extent::Line, signature),
            third_party: self.said("third_party", Extent::Name, values::organisation),
            ..known
        }
    }

    /// A day that a label names, the last of several.
    pub fn last_day(&self, key: &str) -> Fact<jiff::civil::Date> {
        let days = self.marks.all.iter().filter(|it| it.key == key).map(|it| self.marks.value_of(it, Extent::Line));
        let mut days = days.filter_map(|it| Some((values::date(&self.layout.written(&it))?, it)));
        days.next_back().map_or(Fact::Absent, |(day, span)| fact(self.layout, day, &span))
    }

    fn said<T>(&self, key: &str, extent: Extent, read: impl Fn(&str) -> Option<T>) -> Fact<T> {
        let values = self.marks.values(key, extent).into_iter();
        let read = |span: Span| Some((read(&self.layout.written(&span))?, span));
        values.filter_map(read).next().map_or(Fact::Absent, |(value, span)| fact(self.layout, value, &span))
    }

    /// Beside its label, or beside 「姓名」 in the group of that name.
    fn officer(&self) -> Fact<String> {
        match self.said("pipo", Extent::Line, values::person) {
            Fact::Absent => {
                let grouped = self.marks.grouped_value(&["个人信息保护负责人"], "姓名");
                let named = grouped.and_then(|it| Some((values::person(&self.layout.written(&it))?, it)));
                named.map_or(Fact::Absent, |(name, span)| fact(self.layout, name, &span))
            }
            found => found,
        }
    }

    /// Beside its label, or under it where it heads a column.
    fn level(&self) -> Fact<u64> {
        let read =
            |text: &str| values::numeral(text.trim().trim_start_matches('第').trim_end_matches('级')).filter(|it| (1..=5).contains(it));
        self.said("level", Extent::Line, read)
    }
}

/// A name or a post; nothing but a line to write on is nobody.
fn signature(text: &str) -> Option<String> {
    let text = values::words(text)?;
    text.chars().any(super::layout::is_chinese).then_some(text)
}
