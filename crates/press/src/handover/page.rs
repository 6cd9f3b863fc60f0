//! The copy-sheet: as a PDF to lay beside the screen, and as one page with a copy button for each field that is plain text without script.

use std::fmt::Write;

use casework::packet::Packet;
use jiff::civil::Date;
use law::Wording;

use super::{KitFile, Missing, Note};
use crate::engine::PressError;
use crate::form::{self, CopySection};

pub(super) struct Sheet<'a> {
    pub(super) packet: &'a Packet,
    pub(super) sections: &'a [CopySection],
    pub(super) files: &'a [KitFile],
    pub(super) missing: &'a [Missing],
    pub(super) notes: &'a [Note],
}

const TITLE: &str = "填报对照表";

impl Sheet<'_> {
    pub(super) fn pdf(&self, on: Date) -> Result<Vec<u8>, PressError> {
        let files = self.files.iter().map(|it| it.name.clone()).collect();
        let missing = self.missing.iter().map(|it| it.message.zh.clone()).collect();
        let notes = self.notes.iter().map(|it| (it.title.zh.clone(), format!("{}（{}）", it.text.zh, it.source))).collect();
        form::set_copy_sheet(self.packet, TITLE, &[("材料文件", files), ("还缺", missing)], notes, self.sections, on)
    }

    pub(super) fn html(&self) -> String {
        let mut main = String::new();
        for note in self.notes {
            let _ = write!(
                main,
                "<p class=note><b>{}</b> {}<small>{}</small></p>",
                escaped(&note.title.zh),
                both(&note.text),
                escaped(&note.source)
            );
        }
        let files = self.files.iter().map(|it| format!("<li>{}</li>", escaped(&it.name))).collect::<String>();
        let _ = write!(main, "<h2>材料文件 <i>Files</i></h2><ul>{files}</ul>");
        if !self.missing.is_empty() {
            let missing = self.missing.iter().map(|it| format!("<li>{}</li>", both(&it.message))).collect::<String>();
            let _ = write!(main, "<h2>还缺 <i>Still missing</i></h2><ul>{missing}</ul>");
        }
        for section in self.sections {
            let _ = write!(main, "<h2>{}</h2><dl>", escaped(&section.title));
            for field in &section.fields {
                let _ = write!(main, "<div><dt>{}</dt><dd>{}</dd></div>", escaped(&field.label), escaped(&field.value));
            }
            main.push_str("</dl>");
        }
        let handler = escaped(self.packet.answers.handler.name.as_deref().unwrap_or_default());
        include_str!("page.html").replace("{title}", TITLE).replace("{handler}", &handler).replace("{main}", &main)
    }
}

fn both(text: &Wording) -> String {
    format!("{}<i lang=en>{}</i>", escaped(&text.zh), escaped(&text.en))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
