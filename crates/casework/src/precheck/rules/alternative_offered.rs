//! Face is never the only way: who declines gets another one, and another camera is not another way.

use law::{Cite, Wording, cite};

use crate::packet::FaceUse;
use crate::precheck::phrases::{bare, clauses, is_denied, is_one_of, mentioned, plainly_said};
use crate::precheck::{Subject, Verdict};
use crate::words::Mode;

/// Art. 10(1): no sole way to verify; another reasonable, convenient one for those who decline.
pub const CITE: Cite = cite("cac-mps-19-2025/art-10/1");

/// Answers that say there is none.
const NONE: &[&str] = &[
    "无", "没有", "暂无", "无替代", "无替代方式", "没有替代方式", "无其他方式", "没有其他方式", "不提供", "未提供", "不提供其他方式", "暂不提供", "不支持",
    "不适用", "none", "no", "n/a",
];
/// Sentences that say it, where the clause does not deny them.
const ONLY_FACE: &[&str] = &[
    "只能刷脸", "只能人脸", "只能使用人脸", "只能通过人脸", "仅支持人脸", "仅支持刷脸", "仅限人脸", "仅限刷脸", "必须刷脸", "必须使用人脸", "必须通过人脸",
    "唯一方式", "唯一验证方式", "不提供其他", "没有其他", "无其他", "无替代",
];
/// Ways that need no face.
const OTHER_WAYS: &[&str] = &[
    "卡", "码", "密码", "口令", "钥匙", "人工", "前台", "登记", "身份证", "证件", "电话", "短信", "指纹", "蓝牙", "nfc", "工牌", "签到", "值班", "保安", "窗口",
    "柜台", "遥控", "对讲", "访客单", "手环", "令牌", "u盾", "凭证", "护照",
];
const FACE: &[&str] = &["人脸", "刷脸", "面部", "扫脸", "脸"];
/// What remains of a way that is only a face again: other devices, other places, the act itself. Longer words come first.
const AROUND_A_FACE: &[&str] = &[
    "人脸识别", "人脸", "刷脸", "面部", "扫脸", "脸", "应用程序", "小程序", "手机", "app", "平板", "电脑", "摄像头", "相机", "自助机", "终端", "设备", "闸机",
    "另一台", "另外", "另", "其他", "其它", "备用", "一台", "更换", "换", "重新", "再次", "现场", "远程", "线上", "线下", "通行", "验证", "核验", "识别", "比对",
    "拍照", "录入", "采集", "方式", "进行", "使用", "通过", "可以", "提供", "采用", "改用", "支持", "或者", "或", "和", "及", "可", "用", "在", "到", "处", "的",
    "一次", "后", "再",
];

/// A special rule of the state can make the difference (art. 10(2)); a person must look.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in &subject.packet.answers.uses {
        let Some(alternative) = &face_use.alternative else { continue };
        match missing(alternative) {
            None => verdict.look(),
            Some(why) => report(face_use, why, &mut verdict),
        }
    }
    verdict
}

/// What speaks for there being no other way, and whether the words are plain.
struct Missing {
    zh: String,
    en: String,
    plain: bool,
}

fn missing(alternative: &str) -> Option<Missing> {
    let quoted = alternative.trim();
    let other_way = mentioned(alternative, OTHER_WAYS);
    if is_one_of(alternative, NONE) || plainly_said(alternative, ONLY_FACE).is_some() {
        let (zh, en) = (format!("写的是「{quoted}」"), format!("the answer is `{quoted}`"));
        return Some(Missing { zh, en, plain: other_way.is_none() });
    }
    if other_way.is_some() || mentioned(alternative, FACE).is_none() || clauses(alternative).iter().any(|it| is_denied(it)) {
        return None;
    }
    let (mut zh, mut en, plain) = (format!("写的是「{quoted}」"), format!("the answer is `{quoted}`"), is_only_a_face(alternative));
    if plain {
        zh += "，还是人脸";
        en += ", which is a face again";
    }
    Some(Missing { zh, en, plain })
}

fn is_only_a_face(alternative: &str) -> bool {
    AROUND_A_FACE.iter().fold(bare(alternative), |rest, word| rest.replace(word, "")).is_empty()
}

fn report(face_use: &FaceUse, missing: Missing, verdict: &mut Verdict) {
    let (at, title) = (face_use.at("alternative"), face_use.title());
    let zh = format!("「{title}」不刷脸的人走哪条路：{}", missing.zh);
    let en = format!("the other way for `{title}`: {}", missing.en);
    match why_open(face_use, &missing) {
        None => verdict.fail(at, zh, en),
        Some(why) => verdict.cannot_tell(at, zh + &why.zh, en + &why.en),
    };
}

fn why_open(face_use: &FaceUse, missing: &Missing) -> Option<Wording> {
    if let Some(rule) = &face_use.special_rule {
        let zh = format!("；依据的国家专门规定是「{rule}」，请人工核对它是否要求只用人脸");
        let en = format!("; the state's special rule relied on is `{rule}`: a person must look whether it asks for faces alone");
        return Some(Wording::new(zh, en));
    }
    if !missing.plain {
        return Some(Wording::new("；看不出有没有不用人脸的方式", "; whether there is a way without a face cannot be told"));
    }
    (face_use.mode == Some(Mode::Identification)).then(|| {
        Wording::new(
            "；条文说的是验证个人身份，这里选的是 1:N，是否用来验证身份请人工核对",
            "; the article speaks of verifying a person, and this use is 1:N: whether it verifies, a person must look",
        )
    })
}
