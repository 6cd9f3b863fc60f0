//! Files: not there, not readable, not what they should be.

use casework::words::Slot;

use super::Fault;
use super::scans::{material, scan_of};
use crate::sample::scan::{Blank, Scan, Wrapping};
use crate::sample::scene::{How, Piece, Scene};
use crate::sample::spoil::Spoil;

macro_rules! missing {
    ($name:literal, $slot:ident, $zh:literal, $en:literal) => {
        Fault {
            name: $name,
            zh: concat!("材料清单里没有", $zh),
            en: concat!("the packet does not name the ", $en),
            plant: |scene| {
                scene.note_file(Slot::$slot);
                scene.pieces.retain(|it| it.slot != Slot::$slot);
            },
            expect: |_, it| {
                it.fail("R001", material(Slot::$slot));
                it.silence(Slot::$slot);
            },
        }
    };
}

macro_rules! spoiled {
    ($name:literal, $slot:ident, $spoil:ident, $zh:literal, $en:literal) => {
        Fault {
            name: $name,
            zh: $zh,
            en: $en,
            plant: |scene| spoil(scene, Slot::$slot, Spoil::$spoil),
            expect: |scene, it| {
                if is_spoiled(scene, Slot::$slot, Spoil::$spoil) {
                    it.fail("R050", material(Slot::$slot));
                    it.silence(Slot::$slot);
                }
            },
        }
    };
}

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        name: "scanned-handler-profile",
        zh: "基本情况表交的是扫描件，不是电子版",
        en: "the handler profile is a scan, not an electronic version",
        plant: |scene| scan_instead(scene, Slot::HandlerProfile),
        expect: |scene, it| {
            if scan_of(scene, Slot::HandlerProfile).is_some() {
                it.advice("R058", material(Slot::HandlerProfile));
            }
        },
    },
    Fault {
        name: "oversize-mandate",
        zh: "委托书 PDF 有 51 MB",
        en: "the mandate is a PDF of 51 MB",
        plant: |scene| {
            let Some(piece) = scene.piece_mut(Slot::Mandate) else { return };
            if let How::Scanned(scan) = &piece.how {
                piece.how = How::Padded(Scan { wrapping: Wrapping::Pdf, ..scan.clone() });
                piece.file = "materials/mandate.pdf".to_owned();
            }
        },
        expect: |scene, it| {
            if matches!(scene.piece(Slot::Mandate).map(|it| &it.how), Some(How::Padded(_))) {
                it.advice("R054", material(Slot::Mandate));
            }
        },
    },
    Fault {
        name: "duplicate-id",
        zh: "经办人身份证位置放的是法定代表人的身份证",
        en: "the file in the agent's place is the representative's ID again",
        plant: |scene| copy(scene, Slot::AgentId, Slot::LegalRepresentativeId),
        expect: |scene, it| {
            if !is_copy(scene, Slot::AgentId) {
                return;
            }
            let nothing_to_copy = match scene.piece(Slot::LegalRepresentativeId).map(|it| &it.how) {
                None | Some(How::Absent) => Some("R001"),
                Some(How::Spoiled(_)) => Some("R050"),
                Some(_) => None,
            };
            if let Some(rule) = nothing_to_copy {
                it.fail(rule, material(Slot::AgentId));
                return it.silence(Slot::AgentId);
            }
            it.hide("agent_id.");
            it.advice("R051", material(Slot::AgentId));
            if scene.pieces.iter().filter(|it| it.slot == Slot::AgentId).count() > 1 {
                it.fail("R060", material(Slot::AgentId)); // a second picture beside the wrong first
            }
            it.fail("R011", "agent_id.name");
            it.fail("R011", "agent_id.number");
            if scene.day("legal_representative_id.valid_until").is_some_and(|it| it < scene.as_of) {
                it.advice("R016", "agent_id.valid_until");
            }
        },
    },
    Fault {
        name: "duplicate-other",
        zh: "存储证明位置放的还是营业执照",
        en: "the storage proof is the certificate's file again",
        plant: |scene| {
            let Some(file) = scene.piece(Slot::UsccCertificate).map(|it| it.file.replace("uscc-certificate", "storage-proof")) else {
                return;
            };
            for piece in scene.pieces.iter_mut().filter(|it| it.topic == Some("storage-proof")) {
                (piece.how, piece.file) = (How::CopyOf(Slot::UsccCertificate), file.clone());
            }
        },
        expect: |scene, it| {
            let copies = scene.pieces.iter().filter(|it| it.slot == Slot::Other && matches!(it.how, How::CopyOf(_)));
            let original = scene.piece(Slot::UsccCertificate).map(|it| &it.how);
            for at in copies.map(|it| format!("materials.{}", it.file)) {
                match original {
                    None => it.fail("R001", at),
                    Some(How::Spoiled(_)) => it.fail("R050", at),
                    Some(How::Scanned(scan)) => {
                        it.advice("R051", at.clone());
                        if scan.blank == Blank::Every {
                            it.advice("R052", at);
                        } else if scan.is_of_low_dpi() {
                            it.advice("R053", at);
                        }
                    }
                    Some(_) => {}
                }
            }
        },
    },
    Fault {
        name: "slot-twice",
        zh: "交了两份委托书",
        en: "two mandates are named",
        plant: |scene| {
            let Some(first) = scene.piece(Slot::Mandate).cloned() else { return };
            if let How::Scanned(scan) = &first.how {
                let how = How::Scanned(Scan { seed: scan.seed ^ 0x5EED, skew: -scan.skew, wrapping: Wrapping::Pdf, ..scan.clone() });
                scene.pieces.push(Piece { file: "materials/mandate-2.pdf".to_owned(), how, ..first });
            }
        },
        expect: |scene, it| {
            if scene.pieces.iter().filter(|it| it.slot == Slot::Mandate).count() > 1 {
                it.fail("R060", material(Slot::Mandate));
            }
        },
    },
    Fault {
        name: "no-penetration-test",
        zh: "没有附渗透测试报告",
        en: "no penetration-test report comes along",
        plant: |scene| scene.pieces.retain(|it| it.topic != Some("penetration-test")),
        expect: |_, it| it.advice("R056", "materials.other"),
    },
    Fault {
        name: "no-storage-proof",
        zh: "使用云存储而没有附存储证明",
        en: "faces are stored in a cloud and no proof of storage comes along",
        plant: |scene| scene.pieces.retain(|it| it.topic != Some("storage-proof")),
        expect: |scene, it| {
            let in_cloud = |id: &String| scene.text(&format!("answers.uses.{id}.storage")) == "cloud";
            scene.uses().iter().filter(|id| in_cloud(id)).for_each(|id| it.advice("R057", format!("answers.uses.{id}.storage_provider")));
        },
    },
    Fault {
        name: "wrong-form-edition",
        zh: "表单版本写的是 template-v9@2025-03，规则库里没有",
        en: "the packet names form edition template-v9@2025-03, which does not exist",
        plant: |scene| scene.form = "template-v9@2025-03".to_owned(),
        expect: |_, it| {
            it.cannot_tell("R004", "form");
            it.without_form();
        },
    },
    spoiled!("encrypted-pia-report", PiaReport, Encrypted, "评估报告 PDF 设了密码", "the PIA report is a PDF with a password"),
    spoiled!("script-in-use-statement", UseStatement, Script, "备案表 PDF 里有脚本", "the use statement is a PDF with a script"),
    spoiled!(
        "attachment-in-handler-profile",
        HandlerProfile,
        Attachment,
        "基本情况表 PDF 里夹带了别的文件",
        "the handler profile is a PDF that carries another file"
    ),
    spoiled!("truncated-certificate", UsccCertificate, Truncated, "营业执照 PDF 只传了一半", "the certificate is half a PDF"),
    spoiled!("empty-undertaking", Undertaking, Empty, "承诺书文件是空的", "the undertaking is a file of no bytes"),
    spoiled!("ofd-certificate", UsccCertificate, Ofd, "营业执照交的是 OFD 文件", "the certificate is an OFD file"),
    spoiled!(
        "heic-representative-id",
        LegalRepresentativeId,
        Heic,
        "法定代表人身份证是手机拍的 HEIC 照片",
        "the representative's ID is a HEIC picture from a phone"
    ),
    spoiled!("wps-mandate", Mandate, Wps, "委托书交的是旧版 WPS 文件", "the mandate is an old WPS document"),
    spoiled!("html-use-statement", UseStatement, Html, "备案表是改了扩展名的网页", "the use statement is a web page named .pdf"),
    spoiled!("zip-agent-id", AgentId, Archive, "经办人身份证打成了压缩包", "the agent's ID is inside a ZIP archive"),
    Fault {
        name: "vanished-mandate",
        zh: "材料清单写了委托书，文件夹里没有这个文件",
        en: "the packet names the mandate's file and the folder does not hold it",
        plant: |scene| {
            if let Some(piece) = scene.piece_mut(Slot::Mandate) {
                piece.how = How::Absent;
            }
        },
        expect: |_, it| {
            it.fail("R001", material(Slot::Mandate));
            it.silence(Slot::Mandate);
        },
    },
    missing!("missing-handler-profile", HandlerProfile, "基本情况表", "handler profile"),
    missing!("missing-use-statement", UseStatement, "应用情况备案表", "use statement"),
    missing!("missing-pia-report", PiaReport, "评估报告", "PIA report"),
    missing!("missing-certificate", UsccCertificate, "统一社会信用代码证件", "credit-code certificate"),
    missing!("missing-representative-id", LegalRepresentativeId, "法定代表人身份证件", "representative's ID"),
    missing!("missing-agent-id", AgentId, "经办人身份证件", "agent's ID"),
    missing!("missing-mandate", Mandate, "授权委托书", "mandate"),
    missing!("missing-undertaking", Undertaking, "承诺书", "undertaking"),
];

fn scan_instead(scene: &mut Scene, slot: Slot) {
    let mut rng = fastrand::Rng::with_seed(scene.seed);
    if let Some(piece) = scene.piece_mut(slot) {
        piece.how = How::Scanned(Scan { wrapping: Wrapping::Pdf, ..Scan::clean(&mut rng) });
    }
}

fn spoil(scene: &mut Scene, slot: Slot, spoil: Spoil) {
    if let Some(piece) = scene.piece_mut(slot) {
        piece.how = How::Spoiled(spoil);
        piece.file = format!("materials/{}.{}", slot.id(), spoil.extension());
    }
}

fn is_spoiled(scene: &Scene, slot: Slot, spoil: Spoil) -> bool {
    matches!(scene.piece(slot).map(|it| &it.how), Some(How::Spoiled(it)) if *it == spoil)
}

fn copy(scene: &mut Scene, slot: Slot, original: Slot) {
    let Some(file) = scene.piece(original).map(|it| it.file.replace(original.id(), slot.id())) else { return };
    if let Some(piece) = scene.piece_mut(slot) {
        (piece.how, piece.file) = (How::CopyOf(original), file);
    }
}

fn is_copy(scene: &Scene, slot: Slot) -> bool {
    matches!(scene.piece(slot).map(|it| &it.how), Some(How::CopyOf(_)))
}
