//! 公章: whether a scanned paper shows a red official seal. A page without colour cannot show one, and a square name seal
//! is no company seal.

use super::{Subject, Verdict};
use crate::facts::{FileFacts, PageFacts, SealShape};
use crate::words::Slot;

/// Looks for a seal on the paper of a slot; nothing is said where there is no such file.
pub fn look_for(subject: &Subject, slot: Slot) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let Some((material, file)) = subject.facts.opened(slot).filter(|(it, _)| !it.is_something_else()) else { return verdict };
    let (at, name) = (format!("{}.seal", slot.path()), slot.name());
    let pages: Vec<&PageFacts> = material.own_pages().into_iter().map(|it| it.1).filter(|it| !it.blank).collect();
    let seals = || pages.iter().flat_map(|it| &it.seals);
    if seals().any(|it| matches!(it.shape, SealShape::Round | SealShape::Oval)) {
        verdict.look();
    } else if let Some((zh, en)) = why_unseen(file, &pages) {
        verdict.cannot_tell(at, format!("{}：{zh}", name.zh), format!("{}: {en}", name.en)).on(slot).file = Some(material.file.clone());
    } else if !pages.is_empty() {
        let zh = format!("{}是彩色的，每一页都没有看到红色公章", name.zh);
        let en = format!("the {} is in colour, and no page shows a red official seal", name.en);
        verdict.fail(at, zh, en).on(slot).file = Some(material.file.clone());
    }
    verdict
}

/// Why a seal could be there unseen.
fn why_unseen(file: &FileFacts, pages: &[&PageFacts]) -> Option<(&'static str, &'static str)> {
    let shapes = || pages.iter().flat_map(|it| &it.seals).map(|it| it.shape);
    if shapes().any(|it| it == SealShape::Other) {
        return Some((
            "有红色印迹，但看不出是不是公章，请人工核对",
            "there is a red mark, but whether it is an official seal cannot be told, please look",
        ));
    }
    if shapes().any(|it| it == SealShape::Square) {
        return Some((
            "只看到方形印章，方形的多为个人名章，看不出有没有公章",
            "only a square seal is seen; square ones are mostly name seals, so whether there is an official seal cannot be told",
        ));
    }
    if file.flags.iter().any(|it| it == "SEAL-UNSURE") {
        return Some((
            "有像红色印章的图形，但看不清是不是，请人工核对",
            "something looks like a red seal without being clear enough to tell, please look",
        ));
    }
    if file.flags.iter().any(|it| it == "PDF-SIGNED") {
        return Some((
            "文件带有电子签名，本检查看不懂电子印章，请人工核对",
            "the file carries an electronic signature; this check cannot read electronic seals, please look",
        ));
    }
    if file.pages.is_empty() {
        return Some((
            "这种文件没有固定页面，看不出公章；请上传盖章后的扫描件",
            "a file of this kind has no fixed pages, so no seal can be seen; upload a scan of the sealed paper",
        ));
    }
    if pages.iter().any(|it| !it.colour) {
        return Some(("灰度扫描看不出红色印章", "a grey or black-and-white scan cannot show a red seal"));
    }
    None
}
