//! Values of the law over time: one file a value, one block a period, each with the day it holds from and the
//! article it comes from. A value is asked for with a date; there is no "current".

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::citation::{Basis, Cite, Standing};
use crate::files::Files;
use crate::load::{Day, Desk, Law, Place, day_of};
use crate::text::Texts;
use crate::wording::Wording;

/// 工作日: a length of time in working days. Not a bare number, so it cannot be added to calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
#[doc(alias = "工作日")]
pub struct WorkingDays(pub u16);

/// 日（自然日）: a length of time in calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
#[doc(alias = "自然日")]
pub struct Days(pub u16);

/// 小时: a length of time in hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Hours(pub u16);

/// 月: a length of time in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Months(pub u16);

/// 年、周岁: a length of time, or an age, in years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Years(pub u16);

/// 每年某月某日: a day that comes every year, written `01-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[doc(alias = "每年某月某日")]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to the month's last.
    pub day: i8,
}

impl MonthDay {
    /// The day in one year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

impl Serialize for MonthDay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}-{:02}", self.month, self.day))
    }
}

macro_rules! units {
    ($( $(#[$doc:meta])* $unit:ident($inner:ty) = $zh:literal, $en:literal; )*) => {
        /// 单位: what a value counts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[doc(alias = "单位")]
        pub enum Unit { $( $(#[$doc])* $unit, )* }

        /// 数值: a number of the law with its unit, so that people, days and working days cannot be mixed up.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        #[doc(alias = "数值")]
        pub enum Amount { $( $(#[$doc])* $unit($inner), )* }

        impl Amount {
            /// The unit.
            pub fn unit(&self) -> Unit {
                match self { $( Amount::$unit(_) => Unit::$unit, )* }
            }
        }

        impl Unit {
            /// The unit in words.
            pub fn wording(self) -> Wording {
                match self { $( Unit::$unit => Wording::new($zh, $en), )* }
            }
        }
    };
}

units! {
    /// Natural persons, each counted once.
    People(u64) = "人", "people";
    /// Working days by the State Council's calendar.
    WorkingDays(WorkingDays) = "个工作日", "working days";
    /// Calendar days.
    Days(Days) = "日", "days";
    /// Hours.
    Hours(Hours) = "小时", "hours";
    /// Months.
    Months(Months) = "个月", "months";
    /// Years of time.
    Years(Years) = "年", "years";
    /// Years of age.
    Age(Years) = "周岁", "years of age";
    /// Megabytes.
    Mb(u32) = "MB", "MB";
    /// Dots per inch.
    Dpi(u32) = "dpi", "dpi";
    /// Yuan.
    Yuan(u64) = "元", "yuan";
    /// Hundredths.
    Percent(u16) = "%", "%";
    /// How many times.
    Times(u16) = "次", "times";
    /// One day.
    Date(Date) = "（日期）", "(a day)";
    /// A day of every year.
    EachYear(MonthDay) = "（每年）", "(each year)";
}

impl Amount {
    fn read(unit: Unit, stated: &toml::Value) -> Option<Amount> {
        let number = stated.as_integer().and_then(|number| u64::try_from(number).ok());
        let small = || number.and_then(|number| u16::try_from(number).ok());
        let middle = || number.and_then(|number| u32::try_from(number).ok());
        Some(match unit {
            Unit::People => Amount::People(number?),
            Unit::WorkingDays => Amount::WorkingDays(WorkingDays(small()?)),
            Unit::Days => Amount::Days(Days(small()?)),
            Unit::Hours => Amount::Hours(Hours(small()?)),
            Unit::Months => Amount::Months(Months(small()?)),
            Unit::Years => Amount::Years(Years(small()?)),
            Unit::Age => Amount::Age(Years(small()?)),
            Unit::Mb => Amount::Mb(middle()?),
            Unit::Dpi => Amount::Dpi(middle()?),
            Unit::Yuan => Amount::Yuan(number?),
            Unit::Percent => Amount::Percent(small()?),
            Unit::Times => Amount::Times(small()?),
            Unit::Date => Amount::Date(day_of(stated.as_datetime()?)?),
            Unit::EachYear => Amount::EachYear(month_day(stated.as_str()?)?),
        })
    }
}

/// `01-31`; a day that some year does not have (29 February) is refused.
fn month_day(text: &str) -> Option<MonthDay> {
    let (month, day) = text.split_once('-')?;
    let stated = MonthDay { month: month.parse().ok()?, day: day.parse().ok()? };
    stated.in_year(2025).map(|_| stated)
}

/// 法定数值: one number of the law, over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "法定数值")]
pub struct Parameter {
    /// The file's name, such as `filing-window`.
    pub id: String,
    /// Its name.
    pub name: Wording,
    /// What it means, and from what it is counted.
    pub gloss: Wording,
    /// What it counts.
    pub unit: Unit,
    /// Every period, earliest first; values of drafts, which hold on no day, stand at the end.
    pub values: Vec<Value>,
}

/// 某一时期的数值: what a number is in one period, who says so and since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[doc(alias = "某一时期的数值")]
pub struct Value {
    /// The number.
    pub is: Amount,
    /// Its unit.
    pub unit: Unit,
    /// 本数: whether the number itself is meant with it (以上, 达到) or is the first outside (超过, 不满). Nothing where
    /// the question does not arise, or our source leaves it open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included: Option<bool>,
    /// The first day it holds. A draft's value has none: it holds on no day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day it holds, when it ended without another value following at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Who says so, and what that may do.
    pub basis: Basis,
    /// The day its source was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Wording>,
}

impl Parameter {
    /// What held on a day. A draft's value never does.
    pub fn on(&self, day: Date) -> Option<&Value> {
        let began = |value: &&Value| value.from.is_some_and(|from| from <= day);
        let value = self.values.iter().rfind(began)?;
        value.to.is_none_or(|to| day <= to).then_some(value)
    }

    /// The first day on which it has any value.
    pub fn begins(&self) -> Option<Date> {
        self.values.iter().filter_map(|value| value.from).min()
    }
}

impl Law {
    /// All parameters, by their file names.
    pub fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.values()
    }

    /// One parameter with its whole history.
    pub fn parameter_history(&self, name: &str) -> Option<&Parameter> {
        self.parameters.get(name)
    }

    /// What a parameter was on a day; nothing when there was none, or no such parameter.
    pub fn parameter(&self, name: &str, on: Date) -> Option<&Value> {
        self.parameters.get(name)?.on(on)
    }
}

macro_rules! typed {
    ($( $(#[$doc:meta])* $getter:ident($file:literal) -> $unit:ident($inner:ty); )*) => {
        impl Law {
            $(
                $(#[$doc])*
                ///
                #[doc = concat!("What `law/parameters/", $file, ".toml` says held on the day; nothing when nothing did.")]
                pub fn $getter(&self, on: Date) -> Option<$inner> {
                    match self.parameter($file, on)?.is {
                        Amount::$unit(amount) => Some(amount),
                        _ => None,
                    }
                }
            )*
        }

        /// Every parameter that code reads, with its unit. A law folder must have each of them; what more it has is
        /// for people to look up.
        pub const TYPED_PARAMETERS: &[(&str, Unit)] = &[$( ($file, Unit::$unit) ),*];
    };
}

typed! {
    /// 备案门槛: people stored at which a handler must file, the number itself included (art. 15).
    filing_threshold("filing-threshold") -> People(u64);
    /// 备案期限: working days from the day the threshold is reached (art. 15).
    filing_window("filing-window") -> WorkingDays(WorkingDays);
    /// 变更期限: working days from a substantive change (art. 15).
    change_window("change-window") -> WorkingDays(WorkingDays);
    /// 注销期限: working days from the end of use (art. 15).
    cancellation_window("cancellation-window") -> WorkingDays(WorkingDays);
    /// 存量备案截止日: last day for thresholds reached before the Measures took effect.
    transition_deadline("transition-deadline") -> Date(Date);
    /// 评估报告保存期限: shortest time a PIA report is kept.
    pia_retention("pia-retention") -> Years(Years);
    /// 处理情况记录保存期限: shortest time the record of processing is kept.
    record_retention("record-retention") -> Years(Years);
    /// 提供、委托记录保存期限: shortest time records of providing and entrusting are kept.
    entrusting_record_retention("entrusting-record-retention") -> Years(Years);
    /// 未满此岁须监护人同意: under this age a guardian consents; the age itself is outside.
    minor_age("minor-age") -> Age(Years);
    /// 未成年人: under this age a person is a minor for the yearly audit.
    adult_age("adult-age") -> Age(Years);
    /// 网络日志留存: shortest time network logs are kept.
    log_retention("log-retention") -> Months(Months);
    /// 个人信息保护负责人报送门槛: people processed at which the PIPO is reported.
    pipo_threshold("pipo-threshold") -> People(u64);
    /// 个人信息保护负责人报送期限: working days from reaching it.
    pipo_window("pipo-window") -> WorkingDays(WorkingDays);
    /// 个人信息保护负责人变更报送期限: working days from a change.
    pipo_change_window("pipo-change-window") -> WorkingDays(WorkingDays);
    /// 个人信息保护负责人存量报送截止日: last day for those who had reached it before the announcement.
    pipo_transition_deadline("pipo-transition-deadline") -> Date(Date);
    /// 大型处理者: people processed from which the duties of large handlers apply.
    large_handler_threshold("large-handler-threshold") -> People(u64);
    /// 小型处理者上限: fewer people than this make a small handler.
    small_handler_limit("small-handler-limit") -> People(u64);
    /// 敏感个人信息负责人门槛: people whose sensitive PI calls for an officer or body (recommended standard).
    sensitive_officer_threshold("sensitive-officer-threshold") -> People(u64);
    /// 合规审计门槛: above this number of people an audit falls due every so many years.
    audit_threshold("audit-threshold") -> People(u64);
    /// 合规审计周期（超过门槛）: longest time between two audits above the threshold.
    audit_interval_large("audit-interval-large") -> Years(Years);
    /// 合规审计周期（一百万至一千万）: the shorter of the two figures reported.
    audit_interval_middle("audit-interval-middle") -> Years(Years);
    /// 合规审计周期（一百万以下）.
    audit_interval_other("audit-interval-other") -> Years(Years);
    /// 合规审计周期（小型处理者）.
    audit_interval_small("audit-interval-small") -> Years(Years);
    /// 可责令审计的泄露人数: people in an incident after which an audit may be ordered.
    audit_incident_people("audit-incident-people") -> People(u64);
    /// 可责令审计的敏感信息泄露人数: the same for sensitive PI; faces are.
    audit_incident_sensitive("audit-incident-sensitive") -> People(u64);
    /// 审计整改报告期限: working days after rectifying.
    audit_rectification_window("audit-rectification-window") -> WorkingDays(WorkingDays);
    /// 同一审计机构连续次数: most times in a row.
    audit_same_auditor("audit-same-auditor") -> Times(u16);
    /// 未成年人审计报送日: by this day each year, on the year before.
    minors_audit_due("minors-audit-due") -> EachYear(MonthDay);
    /// 事件报告时限（一般运营者）: hours to report a larger incident.
    incident_report("incident-report") -> Hours(Hours);
    /// 事件报告时限（关键信息基础设施）.
    incident_report_cii("incident-report-cii") -> Hours(Hours);
    /// 事件报告时限（中央机关）.
    incident_report_central("incident-report-central") -> Hours(Hours);
    /// 事件总结报告期限: calendar days after handling.
    incident_closing("incident-closing") -> Days(Days);
    /// 较大事件人数: people in a leak from which it is larger.
    incident_larger("incident-larger") -> People(u64);
    /// 重大事件人数: people in a leak from which it is major.
    incident_major("incident-major") -> People(u64);
    /// 特别重大事件人数: people in a leak from which it is extra-major.
    incident_extra_major("incident-extra-major") -> People(u64);
    /// 立案期限: working days to submit the opening of a docket for approval.
    docket_window("docket-window") -> WorkingDays(WorkingDays);
    /// 立案期限（特殊情况）.
    docket_window_special("docket-window-special") -> WorkingDays(WorkingDays);
    /// 申请听证期限: working days from being told.
    hearing_request_window("hearing-request-window") -> WorkingDays(WorkingDays);
    /// 听证通知提前期: working days ahead.
    hearing_notice("hearing-notice") -> WorkingDays(WorkingDays);
    /// 处罚时效: years after which a breach is no longer punished.
    penalty_limit("penalty-limit") -> Years(Years);
    /// 处罚时效（生命健康、金融安全）.
    penalty_limit_health("penalty-limit-health") -> Years(Years);
    /// 拒不改正的罚款上限.
    fine_refusal("fine-refusal") -> Yuan(u64);
    /// 情节严重的罚款上限.
    fine_serious("fine-serious") -> Yuan(u64);
    /// 情节严重的罚款上限（占上一年度营业额）.
    fine_serious_turnover("fine-serious-turnover") -> Percent(u16);
    /// 权利请求答复（推荐性标准）: the statute gives no number; a recommended standard is said to.
    rights_reply("rights-reply") -> Days(Days);
    /// 公共安全视频备案期限: days from going into use (not compared with the text).
    video_filing("video-filing") -> Days(Days);
    /// 公共安全视频最短保存: days recordings are kept at least (not compared with the text).
    video_retention("video-retention") -> Days(Days);
    /// 传言中的文件大小: a practitioner's figure; no official source.
    claimed_file_size("claimed-file-size") -> Mb(u32);
    /// 传言中的扫描分辨率: a practitioner's figure; no official source.
    claimed_dpi("claimed-dpi") -> Dpi(u32);
    /// 传言中的保存期限: a practitioner's figure; the law gives no number.
    claimed_retention("claimed-retention") -> Days(Days);
    /// 传言中的初审期限: a practitioner's figure; the Measures give the authority no deadline.
    claimed_review("claimed-review") -> WorkingDays(WorkingDays);
    /// 传言中的公示期: a practitioner's figure; no official source.
    claimed_publicity("claimed-publicity") -> Days(Days);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawParameter {
    name: Wording,
    gloss: Wording,
    unit: Unit,
    value: Vec<RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawValue {
    from: Option<Spanned<Day>>,
    to: Option<Day>,
    is: Spanned<toml::Value>,
    included: Option<bool>,
    cite: Spanned<String>,
    issued: Option<Day>,
    note: Option<Wording>,
}

/// Reads `parameters/`, one file a value.
pub(crate) fn read(files: &mut Files, texts: &Texts, desk: &mut Desk) -> BTreeMap<String, Parameter> {
    let mut parameters = BTreeMap::new();
    for (path, text) in files.take_under("parameters/") {
        let id = path.trim_start_matches("parameters/").trim_end_matches(".toml").to_owned();
        if let Some(parameter) = read_one(&id, &Place { file: &path, text: &text }, texts, desk) {
            parameters.insert(id, parameter);
        }
    }
    for (id, unit) in TYPED_PARAMETERS {
        refuse_missing(id, *unit, &parameters, desk);
    }
    parameters
}

/// A missing file would make a duty vanish in silence, and another unit would make it unreadable.
fn refuse_missing(id: &str, unit: Unit, parameters: &BTreeMap<String, Parameter>, desk: &mut Desk) {
    let file = format!("parameters/{id}.toml");
    match parameters.get(id) {
        Some(parameter) if parameter.unit != unit => {
            desk.fault(&file, None, format!("单位应当是「{}」", unit.wording().zh), format!("its unit must be `{}`", unit.wording().en))
        }
        // A file that could not be read has its own fault already.
        None if !desk.blames(&file) => {
            desk.fault(&file, None, "缺少这个文件，它不能少", "this file is missing, and cannot be done without");
        }
        _ => {}
    }
}

fn read_one(id: &str, at: &Place<'_>, texts: &Texts, desk: &mut Desk) -> Option<Parameter> {
    let raw = desk.parse::<RawParameter>(at.file, at.text)?;
    if raw.value.is_empty() {
        desk.fault(at.file, None, "没有任何「value」：至少写一个", "there is no `value`: at least one is needed");
    }
    let mut values = Vec::new();
    for stated in &raw.value {
        values.extend(stated.read(raw.unit, at, texts, desk).map(|value| (at.line(&stated.is), value)));
    }
    values.sort_by_key(|(_, value)| (value.from.is_none(), value.from));
    refuse_overlaps(&values, at, desk);
    let values = values.into_iter().map(|(_, value)| value).collect();
    Some(Parameter { id: id.to_owned(), name: raw.name, gloss: raw.gloss, unit: raw.unit, values })
}

impl RawValue {
    fn read(&self, unit: Unit, at: &Place<'_>, texts: &Texts, desk: &mut Desk) -> Option<Value> {
        let is = Amount::read(unit, self.is.get_ref());
        if is.is_none() {
            desk.fault(
                at.file,
                Some(at.line(&self.is)),
                format!("「is」与单位「{}」不符", unit.wording().zh),
                format!("`is` does not suit the unit `{}`", unit.wording().en),
            );
        }
        let basis = desk.basis(at, &self.cite, texts)?;
        self.refuse_odd_dates(basis.standing, at, desk);
        Some(Value {
            is: is?,
            unit,
            included: self.included,
            from: self.from.as_ref().map(|day| day.get_ref().0),
            to: self.to.map(|day| day.0),
            basis,
            issued: self.issued.map(|day| day.0),
            note: self.note.clone(),
        })
    }

    /// A draft holds on no day, so it has no first one; everything else has.
    fn refuse_odd_dates(&self, standing: Standing, at: &Place<'_>, desk: &mut Desk) {
        let draft = standing == Standing::Draft;
        match &self.from {
            Some(from) if draft => desk.fault(
                at.file,
                Some(at.line(from)),
                "征求意见稿的数值在任何一天都不适用：请删去「from」",
                "a draft's value holds on no day: remove `from`",
            ),
            None if !draft => desk.fault(
                at.file,
                Some(at.line(&self.is)),
                "缺少「from」：每个数值都要写从哪天起",
                "missing field `from`: every value has a first day",
            ),
            Some(from) if self.to.is_some_and(|to| to < *from.get_ref()) => {
                desk.fault(at.file, Some(at.line(from)), "「to」早于「from」", "`to` is before `from`");
            }
            _ => {}
        }
    }
}

/// Two values on one day would leave the choice to chance.
fn refuse_overlaps(values: &[(usize, Value)], at: &Place<'_>, desk: &mut Desk) {
    for pair in values.windows(2) {
        let (Some(first), Some(second)) = (pair[0].1.from, pair[1].1.from) else {
            continue;
        };
        let line = Some(pair[1].0);
        if first == second {
            desk.fault(
                at.file,
                line,
                format!("两个数值都从 {second} 起：只能有一个"),
                format!("two values hold from {second}: only one may"),
            );
        } else if pair[0].1.to.is_some_and(|to| to >= second) {
            desk.fault(at.file, line, format!("前一个数值到 {second} 还没有结束"), format!("the value before has not ended on {second}"));
        }
    }
}

impl Value {
    /// Where the value comes from.
    pub fn cite(&self) -> &Cite {
        &self.basis.cite
    }
}
