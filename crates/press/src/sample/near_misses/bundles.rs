//! Several documents in one file and one document in two, each where it is asked for.

use casework::words::Slot::*;

use super::NearMiss;
use crate::sample::scan::Scan;
use crate::sample::scene::{How, Piece, Sheet};

pub(super) const NEAR_MISSES: &[NearMiss] = &[
    NearMiss {
        name: "all-in-one-file",
        rule: "R051",
        zh: "营业执照、两份身份证、委托书扫在一个文件里，四项都写这个文件",
        en: "certificate, both IDs and mandate are one file that all four slots name",
        plant: |scene| {
            let sheets = [UsccCertificate, LegalRepresentativeId, AgentId, Mandate].map(Sheet::Paper);
            scene.bundle(UsccCertificate, &sheets);
            let file = scene.piece(UsccCertificate).map(|it| it.file.clone()).unwrap_or_default();
            for piece in scene.pieces.iter_mut().filter(|it| [LegalRepresentativeId, AgentId, Mandate].contains(&it.slot)) {
                (piece.how, piece.file) = (How::Named(UsccCertificate), file.clone());
            }
        },
    },
    NearMiss {
        name: "agent-id-in-two-pictures",
        rule: "R060",
        zh: "经办人身份证的正反面是两个文件",
        en: "the two sides of the agent's ID are two files",
        plant: |scene| {
            scene.bundle(AgentId, &[Sheet::Front(AgentId)]);
            if let Some(Piece { how: How::Bundled(_, scan), .. }) = scene.piece(AgentId) {
                let how = How::Bundled(vec![Sheet::Back(AgentId)], Scan { skew: -scan.skew, seed: scan.seed ^ 0xBACC, ..scan.clone() });
                scene.pieces.push(Piece { slot: AgentId, topic: None, file: "materials/agent-id-back.pdf".to_owned(), how });
            }
        },
    },
    NearMiss {
        name: "agent-id-on-two-pages",
        rule: "R090",
        zh: "经办人身份证的正反面在两页上",
        en: "the two sides of the agent's ID are two pages",
        plant: |scene| scene.bundle(AgentId, &[Sheet::Front(AgentId), Sheet::Back(AgentId)]),
    },
    NearMiss {
        name: "both-ids-in-one-file",
        rule: "R010",
        zh: "两个人的身份证扫在一个文件里，经办人的在前，两项都写这个文件",
        en: "the IDs of both people are one file, the agent's first, and both slots name it",
        plant: |scene| {
            scene.bundle(AgentId, &[Sheet::Paper(AgentId), Sheet::Paper(LegalRepresentativeId)]);
            let file = scene.piece(AgentId).map(|it| it.file.clone()).unwrap_or_default();
            if let Some(piece) = scene.piece_mut(LegalRepresentativeId) {
                (piece.how, piece.file) = (How::Named(AgentId), file);
            }
        },
    },
];
