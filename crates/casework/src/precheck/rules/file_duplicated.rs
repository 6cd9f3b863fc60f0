//! No file stands in two places.

use std::collections::HashMap;

use law::{Cite, cite};

use crate::facts::MaterialFacts;
use crate::precheck::{Subject, Verdict};

/// Our own rule.
pub const CITE: Cite = cite("house/file-duplicated");

/// The same bytes, said at the later place.
pub fn check(subject: &Subject) -> Verdict {
    let mut verdict = Verdict::not_applicable();
    let mut seen: HashMap<&str, &MaterialFacts> = HashMap::new();
    for (material, file) in subject.facts.files() {
        verdict.look();
        let Some(first) = seen.get(file.sha256.as_str()) else {
            seen.insert(&file.sha256, material);
            continue;
        };
        let (here, there) = (material.title(), first.title());
        let zh = format!("{}的文件与{}的文件一模一样（「{}」与「{}」）", here.zh, there.zh, material.file, first.file);
        let en = format!("the file of the {} is the very file of the {} (`{}` and `{}`)", here.en, there.en, material.file, first.file);
        verdict.fail(material.path(), zh, en).in_file(material);
    }
    verdict
}
