//! 个人信息保护影响评估报告. The filing's own chapters are not known; these follow what article 9 asks and the regulator's nearest template (LAW 4.3(c)).

use super::answer::Answer;
use super::document::{Block, Column, Field, fields};
use super::letter::{day, numeral, sign};

/// The four contents of article 9, paragraph 1, as headings, and the answer that treats each.
const CONTENTS: [(&str, &str); 4] = [
    ("处理目的、处理方式是否合法、正当、必要", "lawfulness"),
    ("对个人权益带来的影响，以及降低不利影响的措施是否有效", "effects"),
    ("人脸信息泄露、篡改、丢失、毁损或者被非法获取、出售、使用的风险以及可能造成的危害", "risks"),
    ("所采取的保护措施是否合法、有效并与风险程度相适应", "protections"),
];

/// The report, chapter by chapter.
pub(super) fn pia(answers: &Answer) -> Vec<Block> {
    let chapters = [assessment_work, handler, face_uses, contents, risks, conclusion, signatures];
    chapters.iter().flat_map(|chapter| chapter(answers)).collect()
}

fn chapter(number: usize, name: &str) -> Block {
    Block::Heading { level: 1, text: format!("{}、{name}", numeral(number)) }
}

fn section(number: usize, name: &str) -> Block {
    Block::Heading { level: 2, text: format!("（{}）{name}", numeral(number)) }
}

fn assessment_work(answers: &Answer) -> Vec<Block> {
    let pia = answers.at("pia");
    let work = vec![
        pia.labelled("评估开始", "assessed_from"),
        pia.labelled("评估结束", "assessed_to"),
        pia.labelled("评估人员或部门", "assessor"),
        pia.labelled("报告签署日期", "signed_on"),
    ];
    let third_party = pia.at("third_party");
    let third_party = vec![third_party.labelled("第三方机构", "name"), third_party.labelled("承担的工作", "part")];
    vec![
        chapter(1, "评估工作开展情况"),
        fields("评估的组织".to_owned(), work),
        fields("第三方参与评估的情况（由处理者自行评估的，此处为空）".to_owned(), third_party),
    ]
}

fn handler(answers: &Answer) -> Vec<Block> {
    let (handler, headcount) = (answers.at("handler"), answers.at("headcount"));
    let basics = vec![
        handler.labelled("单位名称", "name"),
        handler.labelled("统一社会信用代码", "uscc"),
        handler.labelled("住所", "registered_address"),
        handler.at("representative").labelled("法定代表人或负责人", "name"),
        handler.at("pipo").labelled("个人信息保护负责人", "name"),
        headcount.labelled("存储人脸信息人数", "stored"),
        headcount.labelled("统计日期", "measured_on"),
    ];
    vec![chapter(2, "个人信息处理者基本情况"), fields("基本情况".to_owned(), basics)]
}

fn face_uses(answers: &Answer) -> Vec<Block> {
    let uses = answers.blocks("uses");
    let head = columns(&[("应用", 4), ("处理目的", 5), ("处理方式", 3), ("存储形式与位置", 5), ("传输与接收方", 5), ("保存期限", 4)]);
    let row = |it: &Answer| {
        let (form, place) = (it.at("stored_form").text(), it.at("storage").text());
        let sent = said("经互联网传输：", &it.at("internet").text());
        let others = ["entrusted", "recipients"].iter().flat_map(|list| it.blocks(list)).map(|it| it.at("name").text()).collect::<Vec<_>>();
        vec![
            it.at("name").text(),
            it.at("purpose").text(),
            it.at("mode").text(),
            joined(&[form, place], "，"),
            joined(&[vec![sent], others].concat(), "\n"),
            it.at("retention").text(),
        ]
    };
    let flows = Block::Grid { title: None, head, rows: uses.iter().map(row).collect() };
    let systems = answers.at("handler").blocks("mlps");
    let system = |it: &Answer| ["system", "level", "number"].map(|name| it.at(name).text()).to_vec();
    let mut blocks = vec![chapter(3, "人脸识别技术应用、数据流向与信息系统"), section(1, "应用与数据流向"), flows];
    if !systems.is_empty() {
        let head = columns(&[("信息系统", 5), ("安全保护等级", 3), ("等级保护备案编号", 5)]);
        blocks.extend([section(2, "信息系统"), Block::Grid { title: None, head, rows: systems.iter().map(system).collect() }]);
    }
    blocks
}

fn contents(answers: &Answer) -> Vec<Block> {
    let pia = answers.at("pia");
    let mut blocks = vec![chapter(4, "评估内容")];
    for (i, (heading, name)) in CONTENTS.into_iter().enumerate() {
        blocks.extend([section(i + 1, heading), Block::Paragraph { text: pia.at("contents").at(name).text() }]);
    }
    blocks.push(section(CONTENTS.len() + 1, "各项应用的必要性、替代方案与保存期限"));
    blocks.extend(pia.blocks("uses").iter().enumerate().map(|(i, it)| use_by_use(answers, i + 1, it)));
    blocks
}

fn use_by_use(answers: &Answer, number: usize, assessed: &Answer) -> Block {
    let id = assessed.at("id").text();
    let named = answers.blocks("uses").into_iter().find(|it| it.at("id").text() == id);
    let name = named.map_or(id, |it| it.at("name").text());
    fields(
        format!("应用{}：{name}", numeral(number)),
        vec![
            Field::new("应用名称", name),
            assessed.labelled("必要性", "necessity"),
            assessed.labelled("替代方案", "alternatives"),
            assessed.labelled("保存期限", "retention"),
        ],
    )
}

fn risks(answers: &Answer) -> Vec<Block> {
    let head = columns(&[("序号", 2), ("风险", 12), ("影响程度", 3), ("可能性", 3), ("风险等级", 3)]);
    let row = |(i, it): (usize, &Answer)| {
        let stated = ["what", "impact", "likelihood", "level"].map(|name| it.at(name).text());
        [vec![(i + 1).to_string()], stated.to_vec()].concat()
    };
    let listed = answers.at("pia").blocks("risks");
    vec![
        chapter(5, "风险清单"),
        Block::Grid { title: None, head, rows: listed.iter().enumerate().map(row).collect() },
        Block::Remark { text: "风险等级按影响程度和可能性查表得出；处理者采用自己的矩阵或者作调整的，应当记录理由。".to_owned() },
    ]
}

fn conclusion(answers: &Answer) -> Vec<Block> {
    let pia = answers.at("pia");
    vec![
        chapter(6, "剩余风险与评估结论"),
        section(1, "剩余风险及整改"),
        Block::Paragraph { text: pia.at("residual").text() },
        section(2, "评估结论"),
        Block::Paragraph { text: pia.at("conclusion").text() },
    ]
}

fn signatures(answers: &Answer) -> Vec<Block> {
    let pia = answers.at("pia");
    let fields = vec![
        Field::new("评估单位", answers.at("handler").at("name").text()),
        sign("评估人员签字"),
        pia.labelled("批准人", "approved_by"),
        sign("批准人签字"),
        Field::new("签署日期", day(&pia.at("signed_on"))),
    ];
    vec![chapter(7, "签署"), Block::SignOff { fields, seal: false }]
}

fn columns(labels: &[(&str, u8)]) -> Vec<Column> {
    labels.iter().map(|(label, share)| Column { label: (*label).to_owned(), share: *share }).collect()
}

fn said(lead: &str, what: &str) -> String {
    if what.is_empty() { String::new() } else { format!("{lead}{what}") }
}

fn joined(texts: &[String], by: &str) -> String {
    texts.iter().filter(|it| !it.is_empty()).map(String::as_str).collect::<Vec<_>>().join(by)
}
