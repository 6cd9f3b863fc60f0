//! A citation as a letter writes it: 《…》第15条第1款, and who asks where it is not law.

use law::{Cite, Law, Standing, Wording};

/// The citation with its standing, which is left out for statutes and departmental rules alone.
pub(super) fn with_standing(law: &Law, cite: &Cite) -> Wording {
    let address = address(law, cite);
    let Some(clause) = law.clause(cite) else {
        return Wording::new(format!("{}（规则库没有收录）", address.zh), format!("{} (not in the rulebook)", address.en));
    };
    let mut said: Vec<(&str, &str)> = standing(clause.standing).into_iter().collect();
    if !clause.verified {
        said.push(("未与官方文本核对", "not compared with the official text"));
    }
    if said.is_empty() {
        return address;
    }
    let (zh, en): (Vec<_>, Vec<_>) = said.into_iter().unzip();
    Wording::new(format!("{}（{}）", address.zh, zh.join("；")), format!("{} ({})", address.en, en.join("; ")))
}

fn standing(standing: Standing) -> Option<(&'static str, &'static str)> {
    Some(match standing {
        Standing::Law | Standing::Rule => return None,
        Standing::Interp => ("司法解释", "judicial interpretation"),
        Standing::StdM => ("强制性国家标准", "mandatory national standard"),
        Standing::Official => ("官方通知，不是法律", "official notice, not law"),
        Standing::Std => ("推荐性国家标准，不是法律", "recommended national standard, not law"),
        Standing::Practice => ("实务做法，不是法律", "practice, not law"),
        Standing::Infer => ("本平台的推断，不是规定", "this platform's inference, not a rule"),
        Standing::Claim => ("业内说法，未见官方依据", "reported by practitioners, no official source"),
        Standing::Draft => ("征求意见稿，从未施行", "draft, never in force"),
        Standing::House => ("不是法律", "not law"),
    })
}

/// 《…》第9条第1款, or the heading of a clause that has no article.
pub(super) fn address(law: &Law, cite: &Cite) -> Wording {
    let mut steps = cite.as_str().split('/');
    let id = steps.next().unwrap_or_default();
    let Some(instrument) = law.instrument(id) else { return Wording::new(cite.as_str(), cite.as_str()) };
    let rest: Vec<&str> = steps.collect();
    let (title, marks) = (&instrument.title, in_marks(&instrument.title.zh));
    if let Some((zh, en)) = article(&rest) {
        return Wording::new(format!("{marks}{zh}"), format!("{}, {en}", title.en));
    }
    let heading = law.clause(cite).and_then(|it| it.title).filter(|_| !rest.is_empty());
    match (heading, instrument.standing, rest.as_slice()) {
        // A claim's title is its verdict; what tells it from the others is its number.
        (_, Standing::Claim, [n]) => Wording::new(format!("{}第{n}条", title.zh), format!("{}, no. {n}", title.en)),
        (Some(it), Standing::House | Standing::Infer, _) => {
            Wording::new(format!("{}「{}」", title.zh, it.zh), format!("{}: {}", title.en, it.en))
        }
        (Some(it), ..) => Wording::new(format!("{marks}「{}」", it.zh), format!("{}: {}", title.en, it.en)),
        (None, ..) => Wording::new(marks, title.en.as_str()),
    }
}

fn in_marks(title: &str) -> String {
    if title.starts_with('《') { title.to_owned() } else { format!("《{title}》") }
}

/// `art-9/1/2` is 第9条第1款第2项; `item-7` is 第7项.
fn article(rest: &[&str]) -> Option<(String, String)> {
    let (head, below) = rest.split_first()?;
    if let Some(n) = head.strip_prefix("item-") {
        return Some((format!("第{n}项"), format!("item {n}")));
    }
    let n = head.strip_prefix("art-")?;
    let (mut zh, mut en) = (format!("第{n}条"), format!("art. {n}"));
    for (step, unit) in below.iter().zip(["款", "项", "目"]) {
        zh += &format!("第{step}{unit}");
        en += &format!("({step})");
    }
    Some((zh, en))
}
