//! Documents in other places than their own, several in one file, one in several; and what of that is no fault.

use casework::words::Slot::{self, *};
use fastrand::Rng;

use super::Fault;
use crate::sample::scan::{Scan, Wrapping};
use crate::sample::scene::{How, Piece, Scene, Sheet};

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        name: "mandate-in-undertaking-place",
        zh: "承诺书的位置放的是又一份授权委托书",
        en: "in the undertaking's place there is another mandate",
        plant: |scene| bundle(scene, Undertaking, &[Sheet::Paper(Mandate)]),
        expect: |scene, it| {
            if is_bundled(scene, Undertaking) {
                it.hide("undertaking.");
                it.hide("materials.undertaking");
                it.fail("R089", "materials.undertaking");
            }
        },
    },
    Fault {
        name: "certificate-in-mandate-place",
        zh: "委托书的位置放的是营业执照",
        en: "in the mandate's place there is the certificate",
        plant: |scene| bundle(scene, Mandate, &[Sheet::Paper(UsccCertificate)]),
        expect: |scene, it| {
            if is_bundled(scene, Mandate) {
                it.hide("mandate.");
                it.hide("materials.mandate");
                it.fail("R089", "materials.mandate");
            }
        },
    },
    Fault {
        name: "agent-id-front-only",
        zh: "经办人身份证只扫了人像面",
        en: "of the agent's ID only the side with the portrait was scanned",
        plant: |scene| bundle(scene, AgentId, &[Sheet::Front(AgentId)]),
        expect: |scene, it| {
            if is_bundled(scene, AgentId) {
                it.hide("agent_id.valid_until");
                it.advice("R090", "agent_id.sides");
            }
        },
    },
    Fault {
        name: "all-in-the-certificate-file",
        zh: "身份证、委托书都夹在营业执照的文件里，清单没有另外列出",
        en: "both IDs and the mandate stand behind the certificate in its file, and are not named",
        plant: |scene| {
            if bundle_all(scene) {
                scene.pieces.retain(|it| ![LegalRepresentativeId, AgentId, Mandate].contains(&it.slot));
            }
        },
        expect: |scene, it| {
            let inside = [LegalRepresentativeId, AgentId, Mandate];
            if inside.iter().all(|it| scene.piece(*it).is_none()) {
                for slot in inside {
                    it.silence(slot);
                    it.fail("R001", format!("materials.{}", slot.id()));
                }
            }
        },
    },
    Fault {
        name: "all-in-one-file",
        zh: "营业执照、两份身份证、委托书扫在一个文件里，四项都写这个文件（这样可以，不应报错）",
        en: "certificate, both IDs and mandate are one file that all four name (which is fine: nothing is to be said)",
        plant: |scene| {
            if bundle_all(scene) {
                let file = scene.piece(UsccCertificate).map(|it| it.file.clone()).unwrap_or_default();
                for piece in scene.pieces.iter_mut().filter(|it| [LegalRepresentativeId, AgentId, Mandate].contains(&it.slot)) {
                    (piece.how, piece.file) = (How::Named(UsccCertificate), file.clone());
                }
            }
        },
        expect: |_, _| {},
    },
    Fault {
        name: "agent-id-in-two-pictures",
        zh: "经办人身份证的正反面是两个文件（这样可以，不应报错）",
        en: "the two sides of the agent's ID are two files (which is fine: nothing is to be said)",
        plant: |scene| {
            bundle(scene, AgentId, &[Sheet::Front(AgentId)]);
            if let Some(Piece { how: How::Bundled(_, scan), .. }) = scene.piece(AgentId) {
                let how = How::Bundled(vec![Sheet::Back(AgentId)], Scan { skew: -scan.skew, seed: scan.seed ^ 0xBACC, ..scan.clone() });
                scene.pieces.push(Piece { slot: AgentId, topic: None, file: "materials/agent-id-back.pdf".to_owned(), how });
            }
        },
        expect: |_, _| {},
    },
];

/// Scans other sheets into the file of a slot, carefully.
fn bundle(scene: &mut Scene, slot: Slot, sheets: &[Sheet]) {
    if let Some(piece) = scene.piece_mut(slot)
        && let How::Scanned(scan) = &piece.how
    {
        let scan = Scan { wrapping: Wrapping::Pdf, ..Scan::clean(&mut Rng::with_seed(scan.seed)) };
        piece.how = How::Bundled(sheets.to_vec(), scan);
        piece.file = format!("materials/{}.pdf", slot.id());
    }
}

fn bundle_all(scene: &mut Scene) -> bool {
    let sheets = [Sheet::Paper(UsccCertificate), Sheet::Paper(LegalRepresentativeId), Sheet::Paper(AgentId), Sheet::Paper(Mandate)];
    bundle(scene, UsccCertificate, &sheets);
    is_bundled(scene, UsccCertificate)
}

fn is_bundled(scene: &Scene, slot: Slot) -> bool {
    matches!(scene.piece(slot).map(|it| &it.how), Some(How::Bundled(..)))
}
