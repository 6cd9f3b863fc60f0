//! No device stands inside a private space: a hotel room, a bath, a changing room, a toilet.

use law::{Cite, cite};

use crate::packet::{FaceUse, PlaceKind};
use crate::precheck::phrases::{clauses, is_denied};
use crate::precheck::{Subject, Verdict};

/// Art. 13(2): never inside a private space within a public place.
pub const CITE: Cite = cite("cac-mps-19-2025/art-13/2");

/// The spaces the article names, and other names for the same.
const NAMED: &[&str] = &[
    "客房", "浴室", "浴池", "浴场", "淋浴间", "淋浴房", "更衣室", "更衣间", "更衣区", "试衣间", "卫生间", "洗手间", "厕所", "盥洗室",
];
/// Spaces of the same kind by our reading: the article's list ends with 等.
const ALIKE: &[&str] = &["母婴室", "哺乳室", "桑拿房", "按摩房", "理疗室", "诊疗室", "病房", "宿舍房间"];
/// Inside it.
const INSIDE: &[&str] = &["内", "里", "之内", "当中"];
/// Near it, or something that only bears its name.
const OUTSIDE: &[&str] = &[
    "门外", "门口", "门前", "入口", "出口", "外", "旁", "走廊", "过道", "通道", "附近", "对面", "楼层", "楼", "大堂", "前台", "部", "区域外", "服务台", "方向",
];

/// On the way to it.
const TOWARDS: &[&str] = &["通往", "通向", "前往", "进入", "进出", "到达"];

/// What the words leave open (「更衣室」 alone: at its door, or inside?) is left to a person.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for face_use in &subject.packet.answers.uses {
        let places = || [&face_use.area, &face_use.devices.place].into_iter().flatten();
        if places().next().is_some() {
            verdict.look();
        }
        let named: Vec<Sighting> = places().flat_map(|it| sightings(it)).collect();
        // A description may speak of a room without meaning the device (「客房预订」), so it counts only where it says inside.
        let told = face_use.description.iter().flat_map(|it| sightings(it)).find(|it| it.inside);
        let inside = named.iter().find(|it| it.inside).or(told.as_ref());
        if let Some(worst) = inside.or(named.first()) {
            report(face_use, worst, &mut verdict);
        }
    }
    verdict
}

/// A private space named where a device may stand.
struct Sighting {
    clause: String,
    space: &'static str,
    /// The words say inside; else they leave it open.
    inside: bool,
}

fn sightings(text: &str) -> Vec<Sighting> {
    let mut seen = Vec::new();
    for clause in clauses(text).iter().filter(|it| !is_denied(it)) {
        for space in NAMED.iter().chain(ALIKE) {
            seen.extend(clause.match_indices(space).filter_map(|(at, _)| sighting(clause, at, space)));
        }
    }
    seen
}

fn sighting(clause: &str, at: usize, space: &'static str) -> Option<Sighting> {
    let (before, after) = (&clause[..at], &clause[at + space.len()..]);
    let begins = |words: &[&str]| words.iter().any(|it| after.starts_with(it));
    let towards = TOWARDS.iter().any(|it| before.contains(it));
    let sighting = || Sighting { clause: clause.to_owned(), space, inside: begins(INSIDE) && !towards };
    (!begins(OUTSIDE)).then(sighting)
}

fn report(face_use: &FaceUse, seen: &Sighting, verdict: &mut Verdict) {
    let (at, title, Sighting { clause, space, inside }) = (face_use.at("area"), face_use.title(), seen);
    let zh = format!("「{title}」的位置写着「{clause}」");
    let en = format!("where `{title}` stands is given as `{clause}`");
    let within_public = matches!(face_use.place, Some(PlaceKind::Public | PlaceKind::Business));
    let (why_zh, why_en) = match (inside, NAMED.contains(space), within_public) {
        (true, true, true) => {
            verdict.fail(at, format!("{zh}，「{space}」是私密空间"), format!("{en}; `{space}` is a private space"));
            return;
        }
        (false, ..) => ("看不出设备在里面还是外面", "whether the device is inside or outside cannot be told"),
        (true, false, _) => ("条文没有点名，按我们的理解属于私密空间，请人工核对", "the article does not name it; by our reading it is private, please look"),
        (true, true, false) => ("是私密空间，但场所没有选公共场所或经营场所，请人工核对", "it is private, but the place is not ticked as public or business, please look"),
    };
    verdict.cannot_tell(at, format!("{zh}，「{space}」：{why_zh}"), format!("{en}; `{space}`: {why_en}"));
}
