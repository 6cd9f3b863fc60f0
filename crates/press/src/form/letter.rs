//! 授权委托书 and 承诺书: pages of prose to be printed, signed and stamped.

use super::answer::Answer;
use super::document::{Block, Field};

/// What a day looks like where it is to be written by hand.
const BLANK_DAY: &str = "　　　　年　　月　　日";

/// 经办人授权委托书. Which fields it should have is not known; these are the usual ones (LAW 4.3(d)).
pub(super) fn mandate(answers: &Answer) -> Vec<Block> {
    let (handler, mandate) = (answers.at("handler"), answers.at("mandate"));
    let agent = handler.at("agent");
    let principal = vec![
        handler.labelled("委托单位", "name"),
        handler.labelled("统一社会信用代码", "uscc"),
        handler.labelled("住所", "registered_address"),
        handler.at("representative").labelled("法定代表人（负责人）", "name"),
    ];
    let agent = vec![
        agent.labelled("受托人（经办人）", "name"),
        agent.labelled("身份证件种类", "id_type"),
        agent.labelled("身份证件号码", "id_number"),
        agent.labelled("联系电话", "phone"),
    ];
    let content = vec![
        mandate.labelled("委托事项", "scope"),
        mandate.labelled("委托权限", "powers"),
        Field::new("委托期限", format!("{}至{}", day(&mandate.at("term_from")), day(&mandate.at("term_to")))),
    ];
    let content = [
        content,
        others(answers, "mandate", &["mandate.scope", "mandate.powers", "mandate.term_from", "mandate.term_to", "mandate.signed_on"]),
    ]
    .concat();
    vec![
        Block::Lines { fields: principal },
        Block::Lines { fields: agent },
        Block::Paragraph { text: "兹委托上述受托人作为我单位的经办人，办理下列事项：".to_owned() },
        Block::Lines { fields: content },
        Block::SignOff {
            fields: vec![
                Field::new("委托单位（盖章）", handler.at("name").text()),
                sign("法定代表人（负责人）签字"),
                sign("受托人签字"),
                Field::new("日期", day(&mandate.at("signed_on"))),
            ],
            seal: true,
        },
    ]
}

/// 承诺书. Its official text is not known: what is promised is what was answered, and nothing is added.
pub(super) fn undertaking(answers: &Answer) -> Vec<Block> {
    let (handler, undertaking) = (answers.at("handler"), answers.at("undertaking"));
    let points = undertaking.at("points").items();
    let numbered = |(i, it): (usize, &String)| Block::Paragraph { text: format!("{}、{it}", numeral(i + 1)) };
    let mut blocks = vec![
        Block::Lines { fields: vec![handler.labelled("承诺单位", "name"), handler.labelled("统一社会信用代码", "uscc")] },
        Block::Paragraph { text: "就本次人脸识别技术应用备案，我单位承诺如下：".to_owned() },
    ];
    blocks.extend(points.iter().enumerate().map(numbered));
    blocks.push(Block::Lines { fields: others(answers, "undertaking", &["undertaking.points", "undertaking.signed_on"]) });
    blocks.push(Block::SignOff {
        fields: vec![
            Field::new("承诺单位（盖章）", handler.at("name").text()),
            sign("法定代表人（负责人）签字"),
            Field::new("日期", day(&undertaking.at("signed_on"))),
        ],
        seal: true,
    });
    blocks
}

/// What else this edition of the form asks, beyond the fields that have their place above.
fn others(answers: &Answer, sheet: &str, placed: &[&str]) -> Vec<Field> {
    let fields = answers.sheet(sheet).into_iter().flat_map(law::Sheet::fields);
    fields.filter(|it| !placed.contains(&it.path.as_str())).map(|it| Field::new(&it.label.zh, answers.of(it).text())).collect()
}

/// A line left free for a hand.
pub(super) fn sign(label: &str) -> Field {
    Field::new(label, String::new())
}

/// A day, or the room to write it.
pub(super) fn day(answer: &Answer) -> String {
    let text = answer.text();
    if text.is_empty() { BLANK_DAY.to_owned() } else { text }
}

/// 一, 二, … 九十九: no list here is longer; beyond, the digits.
pub(super) fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (n / 10, n % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => n.to_string(),
    }
}
