//! The copy-sheet: as a PDF to lay beside the screen, and as one page to copy from: a click marks a whole answer, and with script a button copies it.

use std::fmt::Write;

use casework::packet::Packet;
use jiff::civil::Date;
use law::Wording;

use super::{KitFile, Missing, Note};
use crate::engine::PressError;
use crate::form::{self, CopyField, CopySection, case_name, written_day};

pub(super) struct Sheet<'a> {
    pub(super) packet: &'a Packet,
    pub(super) on: Date,
    pub(super) sections: &'a [CopySection],
    pub(super) files: &'a [KitFile],
    pub(super) missing: &'a [Missing],
    pub(super) notes: &'a [Note],
}

const TITLE: &str = "填报对照表";

impl Sheet<'_> {
    pub(super) fn pdf(&self) -> Result<Vec<u8>, PressError> {
        let files = self.files.iter().map(|it| it.name.clone()).collect();
        let missing = self.missing.iter().map(|it| it.message.zh.clone()).collect();
        let notes = self.notes.iter().map(|it| (it.title.zh.clone(), format!("{}（{}）", it.text.zh, it.source))).collect();
        form::set_copy_sheet(self.packet, TITLE, &[("材料文件", files), ("还缺", missing)], notes, self.sections, self.on)
    }

    pub(super) fn html(&self) -> String {
        let handler = self.packet.answers.handler.name.as_deref().unwrap_or_default();
        let parts = [
            ("{title}", TITLE.to_owned()),
            ("{handler}", escaped(handler)),
            ("{case}", escaped(&case_name(self.packet))),
            ("{edition}", escaped(&self.packet.form)),
            ("{on}", written_day(self.on)),
            ("{contents}", self.contents()),
            ("{main}", [self.missing(), self.materials(), self.answers(), self.notes()].concat()),
        ];
        parts.iter().fold(include_str!("page.html").to_owned(), |page, (place, text)| page.replace(place, text))
    }

    /// Where to jump: the groups of each form and use, with the number of answers left open.
    fn contents(&self) -> String {
        let link = |(i, it): &(usize, &CopySection)| {
            let n_open = it.fields.iter().filter(|it| it.value.is_empty()).count();
            let open = if n_open > 0 { format!(" <small>空{n_open}</small>") } else { String::new() };
            format!("<a href=\"#s{}\">{}{open}</a>", i + 1, escaped(&it.group))
        };
        let numbered: Vec<_> = self.sections.iter().enumerate().collect();
        let part = |run: &[(usize, &CopySection)]| {
            format!("<li><b>{}</b><span>{}</span></li>", escaped(&run[0].1.of), run.iter().map(link).collect::<Vec<_>>().join(" "))
        };
        numbered.chunk_by(|a, b| a.1.of == b.1.of).map(part).collect()
    }

    fn missing(&self) -> String {
        if self.missing.is_empty() {
            return String::new();
        }
        let one = |it: &Missing| format!("<li>{}</li>", both(&it.message));
        let missing = self.missing.iter().map(one).collect::<String>();
        format!("<section class=warning id=missing><h2>还缺 <i lang=en>Still missing</i></h2><ul>{missing}</ul></section>")
    }

    fn materials(&self) -> String {
        let one = |it: &KitFile| format!("<li><label><input type=checkbox> {}</label></li>", escaped(&it.name));
        let files = self.files.iter().map(one).collect::<String>();
        format!("<section id=files><h2>材料文件 <i lang=en>Files, in the official order</i></h2><ul class=files>{files}</ul></section>")
    }

    fn answers(&self) -> String {
        let mut page = String::new();
        for (i, section) in self.sections.iter().enumerate() {
            let _ = write!(page, "<section id=s{}><h2>{}</h2><dl>", i + 1, escaped(&section.title()));
            section.fields.iter().for_each(|it| page.push_str(&row(it)));
            page.push_str("</dl></section>");
        }
        page
    }

    fn notes(&self) -> String {
        let one = |it: &Note| {
            let (title, source) = (both(&it.title), escaped(&it.source));
            format!("<div class=note><h3>{title}</h3><p>{}</p><small>{source}</small></div>", with_links(&both(&it.text)))
        };
        let notes = self.notes.iter().map(one).collect::<String>();
        format!("<section id=notes><h2>须知 <i lang=en>What to know</i></h2>{notes}</section>")
    }
}

fn row(field: &CopyField) -> String {
    let label = escaped(&field.label);
    let digits = field.digits.as_ref().map(|it| format!("<dd>{}</dd>", escaped(it))).unwrap_or_default();
    format!("<div><dt>{label}</dt><dd>{}</dd>{digits}<input type=checkbox aria-label=\"已填：{label}\"></div>", escaped(&field.value))
}

fn both(text: &Wording) -> String {
    format!("{}<i lang=en>{}</i>", escaped(&text.zh), escaped(&text.en))
}

/// Official addresses in our own notes can be opened; nothing is fetched by itself.
fn with_links(html: &str) -> String {
    let mut parts = html.split("https://");
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|it: char| !it.is_ascii_alphanumeric() && !"./-_".contains(it)).unwrap_or(part.len());
        let address = part[..end].trim_end_matches('.');
        let _ = write!(page, "<a href=\"https://{address}\" rel=noreferrer>https://{address}</a>{}", &part[address.len()..]);
    }
    page
}

/// Braces too: what was typed is never taken for a place to fill.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
        .replace('{', "&#123;")
}
