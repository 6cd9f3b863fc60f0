//! Which document a page belongs to, by words that only such a document has. What is in doubt is left open.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use casework::facts::{DocumentSeen, Place};
use casework::words::DocumentKind::{self, *};
use regex::Regex;

use super::layout::{Layout, Span, is_chinese};
use super::values::pattern;
use crate::text::PageText;

/// How documents of one kind are known. Ways to write the same word are parted by `|` and count once.
struct Signs {
    kind: DocumentKind,
    /// A line of its own at the head of a page; it counts two.
    titles: &'static [&'static str],
    /// At the beginning of a line or cell.
    labels: &'static [&'static str],
    /// Anywhere.
    phrases: &'static [&'static str],
    /// Without a title one of these labels or phrases must have been read; where there are none, it takes the title.
    telling: &'static [&'static str],
    /// So many make it firm.
    firm_at: usize,
}

impl Signs {
    /// A card or certificate: a page of its own, whose labels stand in no letter's paragraphs.
    fn is_apart(&self) -> bool {
        !may_go_on(self.kind)
    }
}

const SIGNS: &[Signs] = &[
    Signs {
        kind: BusinessLicence,
        titles: &["营业执照"],
        labels: &[
            "统一社会信用代码|注册号",
            "法定代表人|负责人|经营者|投资人|执行事务合伙人",
            "注册资本|出资额|组成形式",
            "成立日期|注册日期",
            "经营范围",
            "登记机关",
            "营业期限|合伙期限|经营期限",
            "住所|经营场所|营业场所|主要经营场所",
        ],
        phrases: &["国家企业信用信息公示系统"],
        telling: &["登记机关", "国家企业信用信息公示系统"],
        firm_at: 5,
    },
    Signs {
        kind: InstitutionCertificate,
        titles: &["事业单位法人证书"],
        labels: &["宗旨和业务范围|宗旨和", "经费来源", "开办资金", "举办单位", "登记管理机关", "法定代表人", "有效期"],
        phrases: &["国家事业单位登记管理局"],
        telling: &["举办单位", "经费来源", "开办资金"],
        firm_at: 4,
    },
    Signs {
        kind: OrganisationCertificate,
        titles: &[
            "社会团体法人登记证书",
            "民办非企业单位登记证书",
            "民办非企业单位(法人)登记证书",
            "基金会法人登记证书",
            "社会服务机构登记证书",
        ],
        labels: &[
            "业务范围",
            "业务主管单位",
            "活动地域",
            "注册资金|开办资金|原始基金数额",
            "发证机关|登记管理机关",
            "法定代表人",
            "有效期限|证书有效期|有效期",
        ],
        phrases: &[],
        telling: &["业务主管单位", "活动地域"],
        firm_at: 4,
    },
    Signs {
        kind: IdFront,
        titles: &[],
        labels: &["姓名", "性别", "民族", "出生", "住址", "公民身份号码"],
        phrases: &[],
        telling: &["住址", "公民身份号码"],
        firm_at: 3,
    },
    Signs {
        kind: IdBack,
        titles: &["居民身份证"],
        labels: &["签发机关", "有效期限", "中华人民共和国"],
        phrases: &[],
        telling: &["签发机关"],
        firm_at: 3,
    },
    Signs {
        kind: Passport,
        titles: &["护照", "中华人民共和国护照"],
        labels: &["护照号码|护照号", "出生地点", "签发机关", "有效期至", "国籍", "签发地点|签发日期", "持照人签名|持证人签名"],
        phrases: &["PASSPORT", "NATIONALITY|NATIONALITY", "DATEOFEXPIRY", "PLACEOFBIRTH", "PASSPORTNO"],
        telling: &["PASSPORT", "护照号码|护照号", "PASSPORTNO"],
        firm_at: 4,
    },
    Signs {
        kind: HongKongMacaoPermit,
        titles: &["港澳居民来往内地通行证"],
        labels: &["姓名", "出生日期", "性别", "有效期限", "签发机关", "证件号码", "换证次数"],
        phrases: &["HOMERETURNPERMIT", "MAINLANDTRAVELPERMITFORHONGKONGANDMACAORESIDENTS"],
        telling: &[],
        firm_at: 4,
    },
    Signs {
        kind: TaiwanPermit,
        titles: &["台湾居民来往大陆通行证"],
        labels: &["姓名", "出生日期", "性别", "有效期限", "签发机关", "证件号码", "签发地点", "签发次数"],
        phrases: &["MAINLANDTRAVELPERMITFORTAIWANRESIDENTS"],
        telling: &[],
        firm_at: 4,
    },
    Signs {
        kind: ResidencePermit,
        titles: &["港澳居民居住证", "台湾居民居住证"],
        labels: &["姓名", "性别", "出生", "住址", "公民身份号码", "签发机关", "有效期限", "通行证号码", "签发次数"],
        phrases: &[],
        telling: &["通行证号码"],
        firm_at: 4,
    },
    Signs {
        kind: ForeignPermanentId,
        titles: &["外国人永久居留身份证", "外国人永久居留证"],
        labels: &["姓名", "性别", "出生日期", "国籍", "有效期限", "签发机关", "证件号码"],
        phrases: &["FOREIGNPERMANENTRESIDENTIDCARD", "NATIONALITY", "PERIODOFVALIDITY", "CARDNO|IDNO"],
        telling: &["FOREIGNPERMANENTRESIDENTIDCARD"],
        firm_at: 4,
    },
    Signs {
        kind: Mandate,
        titles: &["授权委托书", "法人授权委托书", "委托书", "授权书", "法人授权书"],
        labels: &[
            "委托单位|委托人|授权人|授权单位|委托方",
            "受托人|被授权人|被委托人|受委托人|代理人|受权人",
            "委托事项|授权事项|委托内容|授权内容",
            "委托权限|授权范围|委托范围|授权权限|代理权限",
            "委托期限|授权期限|委托有效期|授权有效期",
        ],
        phrases: &[
            "兹委托|现委托|特委托|兹授权|现授权|特授权|特此委托|特此授权",
            "转委托",
            "委托期限|授权期限|有效期",
            "代表我单位|代表本单位|代表我公司|代表本公司|代理人|经办人",
            "办理|代为",
        ],
        telling: &["兹委托|现委托|特委托|兹授权|现授权|特授权|特此委托|特此授权"],
        firm_at: 4,
    },
    Signs {
        kind: Undertaking,
        titles: &["承诺书", "备案承诺书", "承诺函"],
        labels: &["承诺单位|承诺人|承诺方"],
        phrases: &[
            "郑重承诺|作出如下承诺|承诺如下|特此承诺|在此承诺",
            "真实",
            "完整|准确|有效",
            "法律责任|相应责任",
            "来源合法|合法收集|依法收集",
            "配合|接受监督",
        ],
        telling: &["郑重承诺|作出如下承诺|承诺如下|特此承诺|在此承诺"],
        firm_at: 4,
    },
    Signs {
        kind: PiaReport,
        titles: &["个人信息保护影响评估报告", "个人信息保护影响评估", "个人信息安全影响评估报告", "影响评估报告"],
        labels: &["评估日期|评估时间", "评估结论", "评估人员|评估小组|评估人", "风险等级|风险清单"],
        phrases: &["影响评估", "个人权益", "保护措施", "风险"],
        telling: &[],
        firm_at: 4,
    },
    Signs {
        kind: HandlerProfile,
        titles: &["个人信息处理者基本情况表", "个人信息处理者基本情况", "处理者基本情况表"],
        labels: &[
            "统一社会信用代码|信用代码|统一代码",
            "法定代表人或负责人|法定代表人",
            "经办人",
            "个人信息保护负责人",
            "单位性质|性质",
            "名称|单位名称|企业名称|机构名称",
        ],
        phrases: &[],
        telling: &[],
        firm_at: 4,
    },
    Signs {
        kind: UseStatement,
        titles: &["人脸识别技术应用情况备案表", "人脸识别技术应用备案表", "人脸识别技术应用情况表"],
        labels: &[
            "处理目的|使用目的",
            "处理方式|识别方式",
            "保存期限|存储期限",
            "存储人数|存储数量",
            "应用场景|场景名称|应用名称",
            "统一社会信用代码|信用代码|统一代码",
        ],
        phrases: &["人脸"],
        telling: &[],
        firm_at: 4,
    },
    Signs {
        kind: Contract,
        titles: &["协议", "协议书", "合同", "合同书"],
        labels: &["甲方|委托方|委托人", "乙方|受托方|受托人", "违约责任"],
        phrases: &["甲方", "乙方", "违约责任", "争议", "本协议|本合同"],
        telling: &[],
        firm_at: 5,
    },
    Signs {
        kind: Rules,
        titles: &["规则", "规程", "管理制度", "管理办法"],
        labels: &["适用范围", "第一条", "总则", "附则"],
        phrases: &["本规则|本规程|本制度|本办法", "适用于", "应当", "不得"],
        telling: &[],
        firm_at: 4,
    },
];

/// What speaks for one kind on a page.
struct Sighting {
    signs: &'static Signs,
    titled: bool,
    read: BTreeSet<&'static str>,
    place: Option<Place>,
}

impl Sighting {
    fn n(&self) -> usize {
        self.read.len() + if self.titled { 2 } else { 0 }
    }

    /// Perhaps it is one: too likely to be a page of anything else.
    fn is_likely(&self) -> bool {
        self.signs.is_apart() && (self.titled || self.n() >= 2)
    }

    fn is_firm(&self) -> bool {
        self.n() >= self.signs.firm_at && (self.titled || self.signs.telling.iter().any(|it| self.read.contains(it)))
    }
}

/// The documents on pages that follow one another. A page that is none by itself goes on with the letter, report or form before it;
/// cards and certificates are pages of their own.
pub fn documents(pages: &[PageText]) -> Vec<DocumentSeen> {
    let mut found: Vec<(DocumentSeen, Sighting)> = Vec::new();
    for page in pages {
        let layout = Layout::of(&[page]);
        if layout.lines.is_empty() {
            continue; // a blank back, or a page nobody read
        }
        let sightings = sightings(&layout);
        let open = found.len().checked_sub(1).filter(|it| may_go_on(found[*it].0.kind));
        let goes_on = open.is_some_and(|open| sightings.iter().all(|it| it.signs.kind == found[open].0.kind || !it.is_likely()));
        let begins = |it: &Sighting| it.is_firm() && open.is_none_or(|open| found[open].0.kind != it.signs.kind);
        let (begun, others): (Vec<Sighting>, Vec<Sighting>) = sightings.into_iter().partition(begins);
        let mut begun = without_rivals(begun);
        begun.extend(other_side(&begun, others));
        match open.filter(|_| begun.is_empty() && goes_on) {
            Some(open) => found[open].0.pages[1] = page.page,
            None => found.extend(begun.into_iter().map(|it| (seen(page.page, &it), it))),
        }
    }
    found.into_iter().map(|it| it.0).collect()
}

fn seen(page: u32, sighting: &Sighting) -> DocumentSeen {
    DocumentSeen { kind: sighting.signs.kind, pages: [page; 2], firm: sighting.is_firm(), place: sighting.place }
}

/// Whether a document goes on over pages that do not say what they are.
fn may_go_on(kind: DocumentKind) -> bool {
    matches!(kind, Mandate | Undertaking | PiaReport | HandlerProfile | UseStatement | Contract | Rules)
}

/// Several cards may lie on one page; of everything else, that which most speaks for.
fn without_rivals(mut begun: Vec<Sighting>) -> Vec<Sighting> {
    begun.sort_by_key(|it| std::cmp::Reverse((it.titled, it.n())));
    let mut kept: Vec<Sighting> = Vec::new();
    for it in begun {
        let is_card = it.signs.kind.is_identity();
        let is_side = |kind| matches!(kind, IdFront | IdBack);
        let rival =
            kept.iter().any(|other| other.signs.kind.is_identity() == is_card && !(is_side(other.signs.kind) && is_side(it.signs.kind)));
        if !rival {
            kept.push(it);
        }
    }
    let top = |it: &Sighting| it.place.and_then(|it| it.area).map_or(0.0, |it| it[1]);
    kept.sort_by(|a, b| top(a).total_cmp(&top(b)));
    kept
}

/// The other side of a card on the same sheet: one word of it is enough not to call it missing.
fn other_side(begun: &[Sighting], others: Vec<Sighting>) -> Option<Sighting> {
    let holds = |kind| begun.iter().any(|it| it.signs.kind == kind);
    let sought = match (holds(IdFront), holds(IdBack)) {
        (true, false) => IdBack,
        (false, true) => IdFront,
        _ => return None,
    };
    others.into_iter().find(|it| it.signs.kind == sought)
}

fn sightings(layout: &Layout) -> Vec<Sighting> {
    let whole = layout.flow(layout.whole());
    let text = whole.text.to_uppercase();
    let cells: Vec<String> = (0..layout.lines.len()).flat_map(|it| layout.cells(it, 0.5)).map(|it| layout.flow(it).text).collect();
    let lines: Vec<String> = layout.lines.iter().map(|it| it.folded()).collect();
    SIGNS.iter().map(|signs| sighting(signs, layout, &text, &cells, &lines)).filter(|it| it.n() > 0).collect()
}

fn sighting(signs: &'static Signs, layout: &Layout, text: &str, cells: &[String], lines: &[String]) -> Sighting {
    let ways = |it: &&'static str| it.split('|');
    let opens = |it: &&'static str| ways(it).any(|way| cells.iter().any(|cell| cell.starts_with(way)));
    let stands = |it: &&'static str| ways(it).any(|way| text.contains(way));
    let mut read: BTreeSet<&'static str> = signs.labels.iter().copied().filter(opens).collect();
    read.extend(signs.phrases.iter().copied().filter(stands));
    // A card may lie below another one.
    let first = if signs.kind.is_identity() { lines.len() } else { TITLE_LINES };
    let title = title_line(signs.titles, &lines[..first.min(lines.len())]);
    let place = title.and_then(|it| layout.place(&layout.line_span(it))).or_else(|| layout.place(&first_label(layout, &read)));
    Sighting { signs, titled: title.is_some(), read, place }
}

/// The line of the first label that was read.
fn first_label(layout: &Layout, read: &BTreeSet<&'static str>) -> Span {
    let begins = |line: &String| read.iter().flat_map(|it| it.split('|')).any(|it| line.starts_with(it));
    let line = layout.lines.iter().position(|it| begins(&it.folded()));
    line.map_or_else(Span::default, |it| layout.line_span(it))
}

/// Titles stand among the first lines of their page.
const TITLE_LINES: usize = 8;
/// With the name of the company before it.
const TITLE_LENGTH_MAX: usize = 40;

fn title_line(titles: &[&str], lines: &[String]) -> Option<usize> {
    lines.iter().position(|line| {
        let line = ANNEX.replace(line, "");
        if NUMBERED.is_match(&line) || CHOICE.is_match(&line) {
            return false;
        }
        let line: String = line.chars().filter(|it| is_chinese(*it) || "()".contains(*it)).collect();
        let line = line.strip_suffix("(样本)").unwrap_or(&line);
        line.chars().count() <= TITLE_LENGTH_MAX && titles.iter().any(|it| ends_with(line, it))
    })
}

/// A line of choices names documents and is none. On a scan a box looks like 口.
static CHOICE: LazyLock<Regex> = LazyLock::new(|| pattern("[□■☐☑☒√]|^口|口(居民|护照|港澳|台湾|外国人)"));
/// A chapter is no title.
static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(第?[一二三四五六七八九十]{1,3}([、.章节条]|$)|\([一二三四五六七八九十]\))"));
/// What stands before a title: 附件1：
static ANNEX: LazyLock<Regex> = LazyLock::new(|| pattern(r"^附[件录]?\d{0,2}[:、.]?"));

/// Whether a line is a title or ends with one; of a longer one that is all of its line, one character may be misread.
fn ends_with(line: &str, title: &str) -> bool {
    let n_chars = title.chars().count();
    let is_near = || line.chars().zip(title.chars()).filter(|(a, b)| a != b).count() <= 1;
    line.ends_with(title) || n_chars >= 4 && line.chars().count() == n_chars && is_near()
}
