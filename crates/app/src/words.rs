//! How things are called on a screen: standings, citations, days and places, always in both languages.

use casework::precheck::{Finding, Outcome, Profile};
use casework::words::grouped;
use jiff::civil::{Date, Weekday};
use law::{Amount, Cite, Clause, Confidence, Due, Force, Law, Standing, Value, Wording};

/// What kind of source it is.
pub fn standing(standing: Standing) -> Wording {
    let (zh, en) = match standing {
        Standing::Law => ("法律、行政法规", "statute"),
        Standing::Rule => ("部门规章", "departmental rule"),
        Standing::Interp => ("司法解释", "judicial interpretation"),
        Standing::StdM => ("强制性国家标准", "mandatory national standard"),
        Standing::Official => ("官方公告、问答、通知", "official notice"),
        Standing::Std => ("推荐性国家标准", "recommended national standard"),
        Standing::Practice => ("实务做法", "practice"),
        Standing::Infer => ("本平台的推断，不是规定", "our inference, not a rule"),
        Standing::Claim => ("业内说法，未见官方依据", "reported by practitioners, no official source"),
        Standing::Draft => ("征求意见稿，从未施行", "draft, never in force"),
        Standing::House => ("本平台自己的规则，不是法律", "this platform's own rule, not law"),
    };
    Wording::new(zh, en)
}

/// What a source may do to a submission.
pub fn force(force: Force) -> Wording {
    let (zh, en) = match force {
        Force::Stops => ("不改不能提交", "stops a submission"),
        Force::Advises => ("只作建议", "advises only"),
        Force::AdvisesCautious => ("只在 cautious 档位作提示", "a hint, in the cautious profile only"),
        Force::Never => ("不作依据", "nothing leans on it"),
    };
    Wording::new(zh, en)
}

/// How sure the rulebook is of what it wrote down.
pub fn confidence(confidence: Confidence, verified: bool) -> Wording {
    let (zh, en) = match confidence {
        Confidence::H => ("高", "high"),
        Confidence::M => ("中", "middle"),
        Confidence::L => ("低", "low"),
    };
    match verified {
        true => Wording::new(zh, en),
        false => Wording::new(format!("{zh}，未与官方文本核对"), format!("{en}, not compared with the official text")),
    }
}

/// A citation as people write it: 《…》第9条第1款, or the heading of a clause that has no article.
pub fn cited(law: &Law, cite: &Cite) -> Wording {
    let mut steps = cite.as_str().split('/');
    let id = steps.next().unwrap_or_default();
    let Some(instrument) = law.instrument(id) else { return Wording::new(cite.as_str(), cite.as_str()) };
    let rest: Vec<&str> = steps.collect();
    let title = &instrument.title;
    let heading = || law.clause(cite).and_then(|it| it.title).unwrap_or_default();
    match (article(&rest), rest.as_slice()) {
        (Some(article), _) => Wording::new(format!("{}{}", in_marks(&title.zh), article.zh), format!("{}, {}", title.en, article.en)),
        (None, []) => Wording::new(in_marks(&title.zh), title.en.as_str()),
        // A claim's title is its verdict; what tells it from the others is its number.
        (None, [n]) if instrument.standing == Standing::Claim => {
            Wording::new(format!("{}第 {n} 条", title.zh), format!("{}, no. {n}", title.en))
        }
        (None, _) if !heading().zh.is_empty() => {
            Wording::new(format!("{}：{}", title.zh, heading().zh), format!("{}: {}", title.en, heading().en))
        }
        // A year tells which notice; a word of ours tells a reader nothing, and the address stands beside.
        (None, [year]) if year.bytes().all(|it| it.is_ascii_digit()) => {
            Wording::new(format!("{} {year}", in_marks(&title.zh)), format!("{}, {year}", title.en))
        }
        (None, _) => Wording::new(in_marks(&title.zh), title.en.as_str()),
    }
}

/// The text that a citation is an address in.
pub fn source(cite: &Cite) -> Cite {
    Cite::from(cite.as_str().split('/').next().unwrap_or_default())
}

/// The claim itself, where a claim is cited: its number alone says nothing to a reader.
pub fn claimed(law: &Law, cite: &Cite) -> Option<Wording> {
    let claim = &law.claim(cite.as_str().strip_prefix("claim/")?)?.claim;
    Some(Wording::new(format!("：「{}」", claim.zh), format!(": “{}”", claim.en)))
}

fn in_marks(title: &str) -> String {
    match title.starts_with('《') {
        true => title.to_owned(),
        false => format!("《{title}》"),
    }
}

/// `art-9/1/2` is 第9条第1款第2项; `item-7` is 第7项; `q3` is 问3.
fn article(rest: &[&str]) -> Option<Wording> {
    let (head, below) = rest.split_first()?;
    if let Some(n) = head.strip_prefix("item-") {
        return Some(Wording::new(format!("第{n}项"), format!("item {n}")));
    }
    let n = head.strip_prefix("art-")?;
    let (mut zh, mut en) = (format!("第{n}条"), format!("art. {n}"));
    for (step, unit) in below.iter().zip(["款", "项", "目"]) {
        zh += &format!("第{step}{unit}");
        en += &format!("({step})");
    }
    Some(Wording::new(zh, en))
}

/// 2026-11-24（星期二）
pub fn day(date: Date) -> Wording {
    let weekday = weekday(date);
    Wording::new(format!("{date}（{}）", weekday.zh), format!("{date} ({})", weekday.en))
}

/// The day of the week.
pub fn weekday(date: Date) -> Wording {
    let (zh, en) = match date.weekday() {
        Weekday::Monday => ("星期一", "Monday"),
        Weekday::Tuesday => ("星期二", "Tuesday"),
        Weekday::Wednesday => ("星期三", "Wednesday"),
        Weekday::Thursday => ("星期四", "Thursday"),
        Weekday::Friday => ("星期五", "Friday"),
        Weekday::Saturday => ("星期六", "Saturday"),
        Weekday::Sunday => ("星期日", "Sunday"),
    };
    Wording::new(zh, en)
}

/// What kind of source it is, what it may do and how sure we are of it; of an official text also that the gist is ours.
pub fn remark(clause: Option<&Clause>, standing: Standing, force: Force, has_address: bool) -> Wording {
    let (kind, force) = (self::standing(standing), self::force(force));
    let mut said = Wording::new(format!("{}，{}", kind.zh, force.zh), format!("{}; {}", kind.en, force.en));
    if let Some(sure) = clause.filter(|_| standing != Standing::House).map(|it| self::confidence(it.confidence, it.verified)) {
        said.zh += &format!("；可信度{}", sure.zh);
        said.en += &format!("; confidence: {}", sure.en);
    }
    let (zh, en) = match (standing, has_address) {
        (Standing::House | Standing::Infer | Standing::Claim, _) => ("。", "."),
        (_, true) => ("。大意是我们的转述，以官方文本为准。", ". The gist is ours; the official text prevails."),
        (_, false) => ("。大意是我们的转述；没有收录官方网址。", ". The gist is ours; no official address is recorded."),
    };
    Wording::new(said.zh + zh, said.en + en)
}

/// An edited law folder may hold any address; only those of the web become links.
pub fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// From when to when something holds.
pub fn in_force(from: Option<Date>, to: Option<Date>) -> Wording {
    match (from, to) {
        (Some(from), None) => Wording::new(format!("自 {from} 起"), format!("since {from}")),
        (Some(from), Some(to)) => Wording::new(format!("{from} 至 {to}"), format!("{from} to {to}")),
        (None, Some(to)) => Wording::new(format!("至 {to}"), format!("until {to}")),
        (None, None) => Wording::new("没有记载施行日期", "no day of effect is recorded"),
    }
}

/// A number of the law with its unit.
pub fn value(value: &Value) -> Wording {
    let (number, unit) = (amount(value.is), value.unit.wording());
    match value.is {
        Amount::Date(_) => Wording::new(number.as_str(), number.as_str()),
        Amount::EachYear(_) => Wording::new(format!("每年 {number}"), format!("{number} each year")),
        _ if number == "1" => Wording::new(format!("1{}", unit.zh), format!("1 {}", unit.en.trim_end_matches('s'))),
        _ => Wording::new(format!("{number}{}", unit.zh), format!("{number} {}", unit.en)),
    }
}

fn amount(amount: Amount) -> String {
    match amount {
        Amount::People(n) | Amount::Yuan(n) => grouped(n),
        Amount::WorkingDays(it) => it.0.to_string(),
        Amount::Days(it) => it.0.to_string(),
        Amount::Hours(it) => it.0.to_string(),
        Amount::Months(it) => it.0.to_string(),
        Amount::Years(it) | Amount::Age(it) => it.0.to_string(),
        Amount::Mb(n) | Amount::Dpi(n) => n.to_string(),
        Amount::Percent(n) | Amount::Times(n) => n.to_string(),
        Amount::Date(date) => date.to_string(),
        Amount::EachYear(it) => format!("{:02}-{:02}", it.month, it.day),
    }
}

/// The outcome in words.
pub fn outcome(finding: &Finding) -> Wording {
    let (zh, en) = match (finding.outcome, finding.stops) {
        (Outcome::Fail, true) => ("必须改", "must be mended"),
        (Outcome::Fail, false) => ("已说明理由", "answered with a reason"),
        (Outcome::CannotTell, _) => ("无法判断", "cannot tell"),
        (Outcome::Advice, _) => ("建议", "advice"),
    };
    Wording::new(zh, en)
}

/// The profile in words.
pub fn profile(profile: Profile) -> Wording {
    let (zh, en) = match profile {
        Profile::Official => ("official：只看规定和有来源的建议", "official: requirements and sourced advice only"),
        Profile::Cautious => ("cautious：也提示业内说法", "cautious: practitioners' claims as well"),
    };
    Wording::new(zh, en)
}

/// When something is due, in a line.
pub fn headline(due: &Due) -> Wording {
    match (due.due, due.owed) {
        (Some(last), _) => Wording::new(format!("最晚 {}", day(last).zh), format!("due {}", day(last).en)),
        (None, false) => Wording::new("那一天没有这项义务", "nothing was owed on that day"),
        (None, true) => {
            Wording::new(format!("暂定：不会早于 {}", day(due.earliest).zh), format!("provisional: not before {}", day(due.earliest).en))
        }
    }
}
