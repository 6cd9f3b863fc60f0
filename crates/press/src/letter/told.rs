//! What each letter says. Its sentences are those of the decision, of the law with its address, or of a house clause that is called one.

use casework::correction::Correction;
use casework::publicity::Window;
use casework::snapshot::Held;
use casework::words::CaseKind;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use law::{Cite, Law, Wording, cite};

use super::cited::{address, with_standing};
use super::place::{material, place};
use super::sheet::{Item, Material, Part, Row, Sheet, heading, paragraph};
use super::{Content, LedgerEntry, Letter, Notice, Return, SubmissionReceipt, Withdrawn};
use crate::engine::PressError;
use crate::form::written_day;

const CHANGE_OR_END: Cite = cite("cac-mps-19-2025/art-15/2");
const STEPS: Cite = cite("house/review-steps");
const CORRECTION: Cite = cite("house/correction");
const NUMBER: Cite = cite("house/filing-number");
const WITHDRAWAL: Cite = cite("house/withdrawal");
const TRANSFER: Cite = cite("house/transfer");
const CLOSING: Cite = cite("house/closing");
const REOPENING: Cite = cite("house/reopening");

/// The whole letter.
pub(super) fn sheet(letter: &Letter, law: &Law) -> Result<Sheet, PressError> {
    let title = title(letter);
    let parts = match letter.content {
        Content::Return(it) => returned(letter, it, law)?,
        Content::Notice(it) => accepted(letter, it, law),
        Content::Submission(it) => submitted(letter, it, law),
        Content::Withdrawn(it) => withdrawn(letter, it, law),
        Content::Admitted => step(
            letter,
            law,
            &STEPS,
            ("已经受理，进入审核。受理不表示审核通过。", "have been admitted and are under review. Admission does not mean acceptance."),
            vec![],
            vec![],
        ),
        Content::Transferred { to, reason } => step(
            letter,
            law,
            &TRANSFER,
            (&format!("现移送{}办理。提交的日子不变。", to.zh), &format!("are transferred to {}. The day of submission stays.", to.en)),
            vec![reason_row(reason)],
            vec![],
        ),
        Content::MovedAway { to, receipt } => step(
            letter,
            law,
            &TRANSFER,
            (
                &format!("移送后，{}的平台已经收到。本平台对本事项的办理到此为止。", to.zh),
                &format!("were transferred and have reached the platform of {}. The case ends here on this platform.", to.en),
            ),
            vec![Row::new("对方回执", "Their receipt", receipt)],
            vec![],
        ),
        Content::Closed { reason } => step(
            letter,
            law,
            &CLOSING,
            ("现终结办理。", "are no longer handled: the case is closed."),
            vec![reason_row(reason)],
            vec![(
                "终结不是对你单位的处罚，也不说明备案义务是否存在。",
                "Closing is no penalty, and says nothing on whether a duty to file exists.",
            )],
        ),
        Content::Reopened { reason, filing } => {
            let stays = filing.filter(|_| letter.kind != CaseKind::Cancellation);
            let number = stays.map(|it| Row::new("备案编号", "Filing number", it.to_string()));
            let said = stays.map(|_| {
                (
                    "已发的编号保留，备案在有新的决定之前照旧有效。",
                    "The number stays, and the filing remains in force until something else is decided.",
                )
            });
            step(
                letter,
                law,
                &REOPENING,
                ("现重新办理，事项回到审核。", "are handled again: the case is back under review."),
                [Some(reason_row(reason)), number].into_iter().flatten().collect(),
                said.into_iter().collect(),
            )
        }
        Content::ObjectionSettled { answer } => step(
            letter,
            law,
            &casework::publicity::CITE,
            ("在公示期间收到的异议已经处理。", "were objected to during publicity; the objection has been settled."),
            vec![Row::new("处理情况", "How it was settled", answer)],
            vec![],
        ),
    };
    let is_receipt = matches!(letter.content, Content::Submission(_) | Content::Withdrawn(_));
    let marked = if letter.is_demo { "演示，非官方：" } else { "" };
    Ok(Sheet {
        document: format!("{marked}{}（事项编号 {}）", title.zh, letter.case),
        demo: letter.is_demo,
        title,
        sender: letter.sender.clone(),
        reference: match letter.number {
            Some(it) => Wording::new(it, format!("Reference {it}")),
            None => Wording::new(format!("事项编号：{}", letter.case), format!("Case {}", letter.case)),
        },
        case: letter.case.to_owned(),
        addressee: letter.handler.to_owned(),
        parts,
        closing: (!is_receipt).then(|| Wording::new("特此通知。", "")),
        day: day(letter.on),
        sealed: !is_receipt,
        contact: letter.contact.map(str::to_owned),
    })
}

fn title(letter: &Letter) -> Wording {
    let (zh, en) = match (letter.content, letter.kind) {
        (Content::Return(_), _) => ("退回补正通知", "Return for correction"),
        (Content::Notice(_), CaseKind::First) => ("备案结果通知", "Notice of filing"),
        (Content::Notice(_), CaseKind::Change) => ("备案变更结果通知", "Notice of a changed filing"),
        (Content::Notice(_), CaseKind::Cancellation) => ("备案注销结果通知", "Notice of a cancelled filing"),
        (Content::Submission(it), _) if it.is_resubmission => ("重新提交回执", "Receipt of resubmission"),
        (Content::Submission(_), _) => ("提交回执", "Receipt of submission"),
        (Content::Withdrawn(_), _) => ("撤回回执", "Receipt of withdrawal"),
        (Content::Admitted, _) => ("受理通知", "Notice of admission"),
        (Content::Transferred { .. }, _) => ("移送通知", "Notice of transfer"),
        (Content::MovedAway { .. }, _) => ("移送结果通知", "Notice of a completed transfer"),
        (Content::Closed { .. }, _) => ("终结办理通知", "Notice of closing"),
        (Content::Reopened { .. }, _) => ("重新办理通知", "Notice of reopening"),
        (Content::ObjectionSettled { .. }, _) => ("异议处理通知", "Notice on an objection"),
    };
    Wording::new(zh, en)
}

/// 你单位提交的人脸识别技术应用首次备案材料（事项编号：…）
fn materials_of(letter: &Letter) -> (String, String) {
    let Wording { zh, en } = kind(letter.kind);
    (
        format!("你单位提交的人脸识别技术应用{zh}材料（事项编号：{}）", letter.case),
        format!("The materials you submitted for the {en} (case {})", letter.case),
    )
}

fn kind(kind: CaseKind) -> Wording {
    let (zh, en) = match kind {
        CaseKind::First => ("首次备案", "first filing"),
        CaseKind::Change => ("备案变更", "change of a filing"),
        CaseKind::Cancellation => ("备案注销", "cancellation of a filing"),
    };
    Wording::new(zh, en)
}

fn returned(letter: &Letter, it: Return, law: &Law) -> Result<Vec<Part>, PressError> {
    let form = law.form(it.form).ok_or_else(|| {
        let known = law.forms().iter().map(|it| it.edition.clone()).collect();
        PressError::FormUnknown { edition: it.form.to_owned(), known }
    })?;
    let item = |of: &Correction| Item {
        number: of.number,
        name: of.request.kind.name(),
        places: of.request.anchors.iter().map(|anchor| place(anchor, it.submitted, form, law)).collect(),
        says: of.request.says.trim().to_owned(),
        basis: with_standing(law, &of.request.cite),
    };
    let (zh, en) = materials_of(letter);
    let n = it.corrections.len();
    let round = it.corrections.iter().map(|it| it.round).max().unwrap_or(1);
    let (again_zh, again_en) = match round {
        0 | 1 => (String::new(), String::new()),
        n => (
            format!("这是本事项的第{n}次退回，各项沿用事项内的编号。"),
            format!(" This is return no. {n} of the case; numbers run through the case."),
        ),
    };
    let (place_en, need) = if n == 1 { ("place", "needs") } else { ("places", "need") };
    Ok(vec![
        paragraph(
            format!("{zh}已经审核，下列{n}项需要补正，现予退回。{again_zh}"),
            format!("{en} have been reviewed. {n} {place_en} {need} correction, and the case is returned.{again_en}"),
        ),
        heading("一、需要补正的内容", "What is to be corrected"),
        Part::Items { items: it.corrections.iter().map(item).collect() },
        heading("二、怎样答复", "How to answer"),
        paragraph(
            "请在本平台的本事项中逐项修改。认为某一项不需要修改的，请在该项写明理由。每一项都修改了或者写明了理由，即可重新提交。没有要求补正的材料不必重新上传。",
            "Mend each item in the case on this platform. Where you hold that nothing needs to be mended, say why at that item. Once every item is mended or answered, the case can be resubmitted. Materials that nothing is asked of need not be uploaded again.",
        ),
        heading("三、说明", "Remarks"),
        Part::Points {
            points: vec![
                Wording::new(
                    "补正期限：没有官方来源规定补正期限，本通知不设期限。",
                    "Time for corrections: no official source lays one down, and this letter sets none.",
                ),
                Wording::new(
                    "本通知只列出需要补正之处，不表示其他内容已经审核通过，也不对备案义务和备案期限作出认定。",
                    "This letter lists what is to be corrected. It does not say that the rest is accepted, and decides nothing on the duty to file or its time limit.",
                ),
                house(law, "退回补正的步骤依据", "The steps of a return rest on", &[&CORRECTION, &STEPS]),
            ],
        },
    ])
}

/// 本平台规则「补正要求」「办理步骤」（不是法律）
fn house(law: &Law, zh: &str, en: &str, cites: &[&Cite]) -> Wording {
    let headings: Vec<Wording> = cites.iter().filter_map(|it| law.clause(it)?.title).collect();
    let (named, quoted): (Vec<_>, Vec<_>) = headings.iter().map(|it| (it.en.as_str(), format!("「{}」", it.zh))).unzip();
    Wording::new(
        format!("{zh}本平台规则{}（不是法律）。", quoted.concat()),
        format!("{en} this platform's own rules: {} (not law).", named.join(", ")),
    )
}

fn accepted(letter: &Letter, it: Notice, law: &Law) -> Vec<Part> {
    let (zh, en) = materials_of(letter);
    let number = it.filing.to_string();
    let (done_zh, done_en) = match letter.kind {
        CaseKind::First => (
            format!("经审核，予以备案，备案编号{number}。"),
            format!("have been reviewed and the filing is accepted under number {number}."),
        ),
        CaseKind::Change => (
            format!("经审核，予以备案变更。备案编号{number}不变，备案内容以本次提交的为准。"),
            format!(
                "have been reviewed and the change is accepted. Number {number} stays; what is filed is now what was submitted in this case."
            ),
        ),
        CaseKind::Cancellation => (
            format!("经审核，备案编号为{number}的备案予以注销。"),
            format!("have been reviewed and the filing with number {number} is cancelled."),
        ),
    };
    let (day_zh, day_en) = match letter.kind {
        CaseKind::First => ("备案日期", "Filed on"),
        CaseKind::Change => ("变更日期", "Changed on"),
        CaseKind::Cancellation => ("注销日期", "Cancelled on"),
    };
    let mut rows = vec![Row::new("备案编号", "Filing number", number)];
    rows.extend(whose(letter));
    rows.push(Row::new("办理事项", "Case", kind(letter.kind)));
    rows.push(Row::new(day_zh, day_en, day(it.accepted_on)));
    let mut points = vec![duties(letter, law)];
    points.extend(it.publicity.map(publicity));
    points.push(Wording::new(
        "备案不是行政许可。本通知只说明上述备案事项已经办结，不表示对人脸识别技术应用的合法性、安全性作出认可。",
        "A filing is not a licence. This letter says that the case above is concluded; it does not endorse the lawfulness or safety of any use of face recognition.",
    ));
    if letter.kind == CaseKind::Cancellation {
        points.push(Wording::new(
            "本通知不对人脸信息的处置情况作出认定。",
            "This letter decides nothing on what became of the face information.",
        ));
    }
    points.push(house(law, "步骤和编号依据", "The steps of review and the form of the number rest on", &[&STEPS, &NUMBER]));
    vec![paragraph(format!("{zh}，{done_zh}"), format!("{en} {done_en}")), Part::Facts { rows }, Part::Points { points }]
}

/// The window, and whose setting it is.
fn publicity(it: &Window) -> Wording {
    let began = day(it.began_on);
    let last = match it.ends_on.map(day) {
        Some(it) => Wording::new(format!("最后一天为{}（含当日）", it.zh), format!("its last day is {}, included", it.en)),
        None => Wording::new("最后一天要看尚未公布的放假安排", "its last day hangs on a holiday notice that is not yet known"),
    };
    Wording::new(
        format!("本备案自{}起公示（当日不计入），{}。公示是本平台运营者的设定，法律没有规定。", began.zh, last.zh),
        format!(
            "The filing is in publicity from {} (that day not counted); {}. Publicity is the setting of this platform's operator; no law provides for it.",
            began.en, last.en
        ),
    )
}

/// What the Measures ask of a filing from now on, with the windows that hold on the day of the letter.
fn duties(letter: &Letter, law: &Law) -> Wording {
    let basis = address(law, &CHANGE_OR_END);
    if letter.kind == CaseKind::Cancellation {
        return Wording::new(
            format!("你单位所持有的人脸信息，应当依法处置（{}）。", basis.zh),
            format!("The face information you hold is to be dealt with as the law asks ({}).", basis.en),
        );
    }
    let (change, end) = (law.change_window(letter.on), law.cancellation_window(letter.on));
    let within = |it: Option<law::WorkingDays>| match it {
        Some(n) => Wording::new(format!("之日起{}个工作日内", n.0), format!(" within {} working days", n.0)),
        None => Wording::new("之后", ""),
    };
    let (change, end) = (within(change), within(end));
    Wording::new(
        format!(
            "备案内容发生实质性变更的，应当自变更{}办理备案变更；终止使用人脸识别技术的，应当自终止{}办理注销备案，并依法处置人脸信息（{}）。",
            change.zh, end.zh, basis.zh
        ),
        format!(
            "A substantive change of what was filed is to be filed{}; the end of use of face recognition is to be filed as a cancellation{}, and the face information is to be dealt with as the law asks ({}).",
            change.en, end.en, basis.en
        ),
    )
}

fn whose(letter: &Letter) -> Vec<Row> {
    let mut rows = vec![Row::new("个人信息处理者", "Handler", letter.handler)];
    if !letter.uscc.trim().is_empty() {
        rows.push(Row::new("统一社会信用代码", "Credit code", letter.uscc));
    }
    rows
}

fn reason_row(reason: &str) -> Row {
    Row::new("理由", "Reason, in the officer's words", reason.trim())
}

/// A notice of one step: what was done, with what, and whose rule the step is.
fn step(letter: &Letter, law: &Law, basis: &Cite, done: (&str, &str), rows: Vec<Row>, remarks: Vec<(&str, &str)>) -> Vec<Part> {
    let (zh, en) = materials_of(letter);
    let rows = whose(letter).into_iter().chain(rows).collect();
    let mut points: Vec<Wording> = remarks.into_iter().map(|(zh, en)| Wording::new(zh, en)).collect();
    points.push(house(law, "这一步骤依据", "This step rests on", &[basis]));
    vec![paragraph(format!("{zh}，{}", done.0), format!("{en} {}", done.1)), Part::Facts { rows }, Part::Points { points }]
}

fn submitted(letter: &Letter, it: SubmissionReceipt, law: &Law) -> Vec<Part> {
    let (at, Wording { zh, en }) = (time(it.at), kind(letter.kind));
    let (again, again_en) =
        if it.is_resubmission { ("补正后重新提交", "resubmitted after corrections") } else { ("提交", "submitted") };
    let mut rows = vec![Row::new("事项编号", "Case", letter.case)];
    rows.extend(whose(letter));
    rows.push(Row::new("办理事项", "Kind of case", kind(letter.kind)));
    rows.push(Row::new("接收机关", "Office", it.to.clone()));
    rows.push(Row::new("提交时间", "Time", at.clone()));
    rows.push(Row::new("规则库版本", "Rulebook", it.rulebook));
    rows.push(Row::new("表单版本", "Form edition", it.form));
    let file = |of: &Held| Material {
        name: material(of.slot, of.topic.as_deref(), law),
        file: of.file.strip_prefix("materials/").unwrap_or(&of.file).to_owned(),
        sha256: grouped(&of.sha256),
    };
    let n = it.materials.len();
    let mut parts = vec![
        paragraph(
            format!("你单位于{}通过本平台向{}{again}人脸识别技术应用{zh}材料，本平台已经收到并记入日志。", at.zh, it.to.zh),
            format!(
                "On {} you {again_en} the materials of a {en} to {} through this platform. They were received and entered in the ledger.",
                at.en, it.to.en
            ),
        ),
        heading("一、提交情况", "The submission"),
        Part::Facts { rows },
        heading("二、提交的材料", "The materials"),
    ];
    parts.push(match n {
        0 => paragraph("没有随附材料文件。", "No files went with it."),
        1 => paragraph("共1份文件，其SHA-256如下：", "One file, with its SHA-256 in the table of the Chinese text."),
        n => paragraph(
            format!("共{n}份文件，各自的SHA-256如下："),
            format!("{n} files, each with its SHA-256 in the table of the Chinese text."),
        ),
    });
    if n > 0 {
        parts.push(Part::Materials { rows: it.materials.iter().map(file).collect() });
    }
    parts.extend(proof(
        it.entry,
        ["三、日志条目", "The entry of the ledger"],
        ["四、怎样离线核对", "How to verify it offline"],
        ["五、证明什么，不证明什么", "What it proves and what it does not"],
    ));
    parts
}

fn withdrawn(letter: &Letter, it: Withdrawn, law: &Law) -> Vec<Part> {
    let (at, Wording { zh, en }) = (time(it.at), kind(letter.kind));
    let mut rows = vec![Row::new("事项编号", "Case", letter.case)];
    rows.extend(whose(letter));
    rows.push(Row::new("办理事项", "Kind of case", kind(letter.kind)));
    rows.push(Row::new("接收机关", "Office", it.from.clone()));
    rows.push(Row::new("撤回时间", "Time", at.clone()));
    let mut parts = vec![
        paragraph(
            format!("你单位于{}撤回向{}提交的人脸识别技术应用{zh}材料，本平台已经记入日志。", at.zh, it.from.zh),
            format!("On {} you withdrew the materials of a {en} submitted to {}. This was entered in the ledger.", at.en, it.from.en),
        ),
        paragraph(
            format!("撤回不免除备案义务，期限照旧从原来的日子算。撤回这一步骤依据{}。", with_standing(law, &WITHDRAWAL).zh),
            format!(
                "Withdrawing lifts no duty to file: the window still runs from its own day. The step rests on {}.",
                with_standing(law, &WITHDRAWAL).en.replace("This platform's", "this platform's")
            ),
        ),
        heading("一、撤回情况", "The withdrawal"),
        Part::Facts { rows },
    ];
    parts.extend(proof(
        it.entry,
        ["二、日志条目", "The entry of the ledger"],
        ["三、怎样离线核对", "How to verify it offline"],
        ["四、证明什么，不证明什么", "What it proves and what it does not"],
    ));
    parts
}

/// The entry, how to verify it without us, and what that is worth. Entries hold keyed digests of rows (decision 0063), so an outsider cannot
/// lead a material's hash to them, and the letter says so.
fn proof(it: LedgerEntry, entry: [&str; 2], verify: [&str; 2], worth: [&str; 2]) -> Vec<Part> {
    let point = |zh: &str, en: &str| Wording::new(zh, en);
    vec![
        heading(entry[0], entry[1]),
        Part::Facts {
            rows: vec![
                Row::new("日志名称", "Log", it.log),
                Row::new("条目编号", "Entry", Wording::new(format!("{}（从0起）", it.index), format!("{} (from 0)", it.index))),
                Row::new("日志条目数", "Tree size", it.tree_size.to_string()),
                Row::new("根散列", "Root hash", it.root),
            ],
        },
        heading(verify[0], verify[1]),
        paragraph(
            "请取得日志导出（文件夹，下文作EXPORT）和本回执的证明文件（下文作RECEIPT），在任何一台装有facefile的计算机上运行下面的命令，不需要联网。退出码为0，即全部相符。KEY是日志公布的公钥，应当另行取得。",
            "Get the export of the ledger (a folder, EXPORT below) and the proof file that goes with this receipt (RECEIPT), and run this on any computer that has facefile; no network is needed. Exit status 0: everything fits. KEY is the log's key as published; get it by another way.",
        ),
        Part::Command { text: "facefile ledger verify EXPORT --receipt RECEIPT --vkey KEY".to_owned() },
        heading(worth[0], worth[1]),
        Part::Points {
            points: vec![
                point(
                    "核对相符，证明这一条目在上述条目数和根散列的日志之中，日志后来的内容是它的延续，条目没有被改动、抽掉或者换位。",
                    "If it fits, the entry is proven to be in the log of that size and root, the log has only grown since, and the entry was not altered, removed or moved.",
                ),
                point(
                    "不证明材料已经受理、审核通过或者备案，也不证明材料的内容真实。",
                    "It does not prove that the case was admitted, reviewed or accepted, nor that what the materials say is true.",
                ),
                point(
                    "时间是本平台的时钟；除有见证方签名外，没有外部时间证明。",
                    "The time is this platform's own clock; unless witnesses signed, nobody outside vouches for it.",
                ),
                point(
                    "条目里是带密钥的摘要，外人不能由它推出材料的散列；列出的散列可以用来比对你单位手里的文件。",
                    "The entry holds keyed digests from which an outsider cannot derive the hash of a material; hashes listed here can be compared with the files you hold.",
                ),
                point(
                    "本回执这份文件没有签名，可供证明的是随附的证明文件。",
                    "This document itself bears no signature: what proves is the proof file that goes with it.",
                ),
            ],
        },
    ]
}

/// 2026年11月28日14时03分22秒（北京时间，+08:00）
fn time(at: Timestamp) -> Wording {
    let at = Offset::constant(8).to_datetime(at);
    let clock = format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second());
    Wording::new(format!("{} {clock}（+08:00）", written_day(at.date())), format!("{} {clock} (+08:00)", at.date()))
}

fn day(day: Date) -> Wording {
    Wording::new(written_day(day), day.to_string())
}

/// A hash in groups of eight, four to a line.
fn grouped(hash: &str) -> Vec<String> {
    let characters: Vec<char> = hash.chars().collect();
    let groups: Vec<String> = characters.chunks(8).map(|it| it.iter().collect()).collect();
    groups.chunks(4).map(|it| it.join(" ")).collect()
}
