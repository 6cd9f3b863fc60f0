//! Documents in other places than their own, and several in one file.

use casework::words::Slot::{self, *};

use super::Fault;
use crate::sample::scene::{How, Scene, Sheet};

/// What stands behind one another in a file of everything.
const EVERY_SCAN: [Sheet; 4] =
    [Sheet::Paper(UsccCertificate), Sheet::Paper(LegalRepresentativeId), Sheet::Paper(AgentId), Sheet::Paper(Mandate)];
/// Whose papers stand there besides the certificate.
const INSIDE: [Slot; 3] = [LegalRepresentativeId, AgentId, Mandate];

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        name: "mandate-in-undertaking-place",
        zh: "承诺书的位置放的是又一份授权委托书",
        en: "in the undertaking's place there is another mandate",
        plant: |scene| scene.bundle(Undertaking, &[Sheet::Paper(Mandate)]),
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
        plant: |scene| scene.bundle(Mandate, &[Sheet::Paper(UsccCertificate)]),
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
        plant: |scene| scene.bundle(AgentId, &[Sheet::Front(AgentId)]),
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
            scene.bundle(UsccCertificate, &EVERY_SCAN);
            scene.pieces.retain(|it| !INSIDE.contains(&it.slot));
        },
        expect: |scene, it| {
            if INSIDE.iter().all(|it| scene.piece(*it).is_none()) {
                for slot in INSIDE {
                    it.silence(slot);
                    it.fail("R001", format!("materials.{}", slot.id()));
                }
            }
        },
    },
];

fn is_bundled(scene: &Scene, slot: Slot) -> bool {
    matches!(scene.piece(slot).map(|it| &it.how), Some(How::Bundled(..)))
}
