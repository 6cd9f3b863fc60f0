//! 措辞: how letters are worded and set. Offices write the same mandate and the same undertaking in many ways; each case has its own.
//!
//! What a letter says stands in the scene's tree; here it is only put into words, so that a planted fault is worded like everything else.

use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

/// A letter as it is set: a title, lines with a label, paragraphs, and the names under it.
struct Letter {
    title: &'static str,
    blocks: Vec<Value>,
    /// Before the name of the organisation and the day at its end; nothing where the name stands alone.
    unit: &'static str,
    day: String,
}

impl Letter {
    fn field(&mut self, label: &str, value: &str) {
        self.blocks.push(json!({ "kind": "field", "label": label, "text": value }));
    }

    fn gap(&mut self) {
        self.blocks.push(json!({ "kind": "gap" }));
    }

    fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(json!({ "kind": "paragraph", "text": text.into() }));
    }

    fn line(&mut self, text: impl Into<String>) {
        self.blocks.push(json!({ "kind": "line", "text": text.into() }));
    }

    fn set(self) -> Value {
        json!({ "paper": "letter", "title": self.title, "blocks": self.blocks, "unit": self.unit, "day": self.day })
    }
}

/// The mandate, in words that its `wording` chooses.
pub(super) fn mandate(said: &Value) -> Value {
    let mut rng = Rng::with_seed(said["wording"].as_u64().unwrap_or_default());
    let style = rng.u8(0..4);
    let mut letter = Letter {
        title: one(&mut rng, &["授权委托书", "授权委托书", "法人授权委托书", "委托书"]),
        blocks: Vec::new(),
        unit: one(&mut rng, &["委托单位（盖章）", "委托人（盖章）", "授权单位（公章）", ""]),
        day: day(&mut rng, text(said, "signed_on")),
    };
    match style {
        0 | 1 => labelled_mandate(&mut rng, said, &mut letter),
        2 => told_mandate(&mut rng, said, &mut letter),
        _ => numbered_mandate(&mut rng, said, &mut letter),
    }
    letter.set()
}

fn parties(rng: &mut Rng, said: &Value, letter: &mut Letter) {
    letter.field(one(rng, &["委托单位", "委托人", "授权人", "委托人（单位）", "授权单位", "委托单位名称"]), text(said, "principal"));
    letter.field(one(rng, &["统一社会信用代码", "信用代码"]), text(said, "principal_uscc"));
    letter.field(one(rng, &["住所", "地址"]), text(said, "address"));
    letter.field(one(rng, &["法定代表人", "负责人", "法定代表人或负责人"]), text(said, "representative"));
    letter.gap();
    letter.field(one(rng, &["受托人（经办人）", "受托人", "被授权人", "被委托人", "代理人", "经办人姓名"]), text(said, "agent"));
    letter.field(one(rng, &["身份证号码", "身份证号", "公民身份号码", "居民身份证号码"]), text(said, "agent_number"));
    letter.field(one(rng, &["联系电话", "电话"]), text(said, "agent_phone"));
    letter.field(one(rng, &["所在部门", "职务"]), text(said, "agent_department"));
    letter.gap();
}

fn labelled_mandate(rng: &mut Rng, said: &Value, letter: &mut Letter) {
    parties(rng, said, letter);
    letter.field(one(rng, &["委托事项", "授权事项", "委托内容"]), &format!("{}。", text(said, "scope")));
    letter.field(one(rng, &["委托权限", "授权范围", "代理权限"]), &format!("{}。", text(said, "powers")));
    let term = term(rng, said);
    letter.field(one(rng, &["委托期限", "授权期限", "有效期限"]), &format!("{term}。"));
}

fn told_mandate(rng: &mut Rng, said: &Value, letter: &mut Letter) {
    let [principal, code, agent, number, scope, powers] =
        ["principal", "principal_uscc", "agent", "agent_number", "scope", "powers"].map(|it| text(said, it));
    let us = one(rng, &["我单位", "本单位", "我公司"]);
    let charge = one(rng, &["兹委托", "现授权", "特委托", "兹授权"]);
    letter.paragraph(format!(
        "{us}{principal}（统一社会信用代码：{code}），{charge}{agent}（身份证号码：{number}）为{us}{}，{}{}。",
        one(rng, &["经办人", "代理人"]),
        one(rng, &["", "以本单位名义", "负责"]),
        scope
    ));
    letter.paragraph(format!("{}：{powers}。", one(rng, &["受托人的权限为", "代理权限包括", "授权范围"])));
    let term = term(rng, said);
    letter.paragraph(format!("{}{term}。", one(rng, &["委托期限：", "本委托书有效期：", "授权期限为"])));
    letter.paragraph(
        one(rng, &["受托人在上述权限和期限内办理的事项，我单位均予承认。", "代理人无转委托权。特此委托。", "特此授权。"]).to_owned(),
    );
}

fn numbered_mandate(rng: &mut Rng, said: &Value, letter: &mut Letter) {
    parties(rng, said, letter);
    letter.paragraph("委托人就人脸识别技术应用备案，委托上述受托人办理下列事项：");
    letter.line(format!("一、{}：{}。", one(rng, &["委托事项", "授权事项"]), text(said, "scope")));
    letter.line(format!("二、{}：{}。", one(rng, &["委托权限", "授权权限"]), text(said, "powers")));
    let term = term(rng, said);
    letter.line(format!("三、{}：{term}。", one(rng, &["委托期限", "授权有效期"])));
}

/// How long it holds. A year from the day of signing is said so only where it is one.
fn term(rng: &mut Rng, said: &Value) -> String {
    let [from, to] = ["term_from", "term_to"].map(|it| text(said, it).parse::<Date>());
    let (Ok(from), Ok(to)) = (from, to) else { return format!("自{}起至{}止", text(said, "term_from"), text(said, "term_to")) };
    let numerals = rng.u8(0..5) == 0;
    let (a, b) = if numerals { (chinese(from), chinese(to)) } else { (arabic(from), arabic(to)) };
    let is_year = from.saturating_add(1.year()).saturating_sub(1.day()) == to && text(said, "signed_on") == from.to_string();
    match rng.u8(0..4) {
        0 if is_year => "一年，自签署之日起计算".to_owned(),
        1 => format!("自{a}至{b}"),
        2 if is_year => format!("一年，自{a}起至{b}止"),
        _ => format!("自{a}起至{b}止"),
    }
}

/// The undertaking, in words that its `wording` chooses.
pub(super) fn undertaking(said: &Value) -> Value {
    let mut rng = Rng::with_seed(said["wording"].as_u64().unwrap_or_default());
    let told = rng.bool();
    let mut letter = Letter {
        title: one(&mut rng, &["承诺书", "备案承诺书", "承诺书"]),
        blocks: Vec::new(),
        unit: one(&mut rng, &["承诺单位（盖章）", "承诺人（盖章）", "承诺单位（公章）", ""]),
        day: day(&mut rng, text(said, "signed_on")),
    };
    let [principal, code] = ["principal", "principal_uscc"].map(|it| text(said, it));
    if told {
        letter.paragraph(format!(
            "{}{principal}（统一社会信用代码：{code}）{}：",
            one(&mut rng, &["本单位", "我单位", "承诺单位"]),
            one(&mut rng, &["就人脸识别技术应用备案，郑重承诺如下", "现就人脸识别技术应用备案作出如下承诺", "郑重承诺"])
        ));
    } else {
        letter.field(one(&mut rng, &["承诺单位", "承诺人", "承诺单位名称", "承诺方"]), principal);
        letter.field(one(&mut rng, &["统一社会信用代码", "信用代码"]), code);
        letter.gap();
        letter.paragraph(one(&mut rng, &["本单位就人脸识别技术应用备案，作出如下承诺：", "我单位郑重承诺："]).to_owned());
    }
    let numbering = rng.u8(0..3);
    let points = said["points"].as_array().into_iter().flatten().filter_map(Value::as_str);
    for (i, point) in points.enumerate() {
        letter.line(match numbering {
            0 => format!("{}. {point}", i + 1),
            1 => format!("{}、{point}", numeral(i + 1)),
            _ => format!("（{}）{point}", numeral(i + 1)),
        });
    }
    letter.set()
}

fn one(rng: &mut Rng, ways: &[&'static str]) -> &'static str {
    ways[rng.usize(0..ways.len())]
}

fn text<'a>(said: &'a Value, name: &str) -> &'a str {
    said[name].as_str().unwrap_or_default()
}

/// A day as letters write it.
fn day(rng: &mut Rng, day: &str) -> String {
    let Ok(date) = day.parse::<Date>() else { return day.to_owned() };
    match rng.u8(0..6) {
        0 => chinese(date),
        1 => date.strftime("%Y.%-m.%-d").to_string(),
        2 => date.strftime("%Y-%m-%d").to_string(),
        _ => arabic(date),
    }
}

fn arabic(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// 二〇二六年十一月五日
fn chinese(day: Date) -> String {
    let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let year: String = day.year().to_string().bytes().map(|it| digits[usize::from(it - b'0')]).collect();
    format!("{year}年{}月{}日", numeral(day.month() as usize), numeral(day.day() as usize))
}

/// 1 to 99.
fn numeral(n: usize) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (n / 10, n % 10) {
        (0, units) => digits[units].to_owned(),
        (1, units) => format!("十{}", digits[units]),
        (tens, units) => format!("{}十{}", digits[tens], digits[units]),
    }
}
