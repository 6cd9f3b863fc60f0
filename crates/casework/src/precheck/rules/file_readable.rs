//! Every file can be opened safely.

use law::{Cite, cite};

use crate::facts::{FileState, Place};
use crate::precheck::{Subject, Verdict};

/// What is not opened here is our own choice: no law fixes format or size.
pub const CITE: Cite = cite("house/file-refused");

/// A refusal says itself what was found and what to do; a reading that ended without an answer says nothing about the file.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    for material in &subject.facts.materials {
        let title = material.title();
        match &material.state {
            FileState::Missing => {}
            FileState::Opened(_) => verdict.look(),
            FileState::Refused(why) => {
                let zh = format!("{}没有收：{}", title.zh, why.message.zh);
                let hit = verdict.fail(material.path(), zh, format!("the {} was refused: {}", title.en, why.message.en)).in_file(material);
                hit.placed(why.page.map(|page| Place { page, area: None })).mend(why.fix.zh.clone(), why.fix.en.clone()).code = Some(why.code.clone());
            }
            FileState::Unjudged(why) => {
                let zh = format!("{}没有读成，什么也没有核对：{}", title.zh, why.zh);
                let en = format!("the {} could not be read, and nothing in it was checked: {}", title.en, why.en);
                let hit = verdict.cannot_tell(material.path(), zh, en).in_file(material);
                hit.mend("照上面说的处理后再检查；仍读不了的，请人工核对这份文件。", "Do as said above and check again; if it still cannot be read, compare the file by hand.");
            }
        }
    }
    verdict
}
