//! Faces leave China by a lawful route, and it is named.

use law::{Cite, cite};

use crate::precheck::phrases::{is_one_of, plainly_said};
use crate::precheck::{Subject, Verdict};

/// PIPL art. 38: assessment, certification, standard contract, or what other law lays down.
pub const CITE: Cite = cite("pipl-2021/art-38");

/// The routes of the article by name, in Chinese and as ids.
const ROUTES: &[&str] = &["安全评估", "认证", "标准合同", "assessment", "certification", "standard-contract", "standard contract"];
const NONE: &[&str] = &["无", "没有", "暂无", "未办理", "尚未办理", "未确定", "待定", "不适用", "直接传输", "none", "no", "n/a"];

/// A route that is not one of the three by name (a treaty, an exemption) is left to a person.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in subject.packet.answers.uses.iter().filter(|it| it.cross_border == Some(true)) {
        let (at, title) = (face_use.at("cross_border_route"), face_use.title());
        match face_use.cross_border_route.as_deref().map(str::trim) {
            None => {
                let zh = format!("「{title}」的人脸信息出境，没有写走哪条途径");
                let en = format!("faces of `{title}` leave China, and the route is not named");
                verdict.fail(at, zh, en);
            }
            Some(route) if is_one_of(route, NONE) => {
                let zh = format!("「{title}」的人脸信息出境，途径写的是「{route}」");
                let en = format!("faces of `{title}` leave China, and the route is given as `{route}`");
                verdict.fail(at, zh, en);
            }
            Some(route) if plainly_said(route, ROUTES).is_some() => verdict.look(),
            Some(route) => {
                let zh = format!("「{title}」的人脸信息出境，途径写的是「{route}」，看不出是不是已经走完安全评估、认证、标准合同中的一种，或者另有规定");
                let en = format!("faces of `{title}` leave China, and the route is given as `{route}`: whether that is a completed assessment, certification or standard contract, or other law, cannot be told");
                verdict.cannot_tell(at, zh, en);
            }
        }
    }
    verdict
}
