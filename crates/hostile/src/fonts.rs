//! Fonts, their tables of characters, and what a file says of itself.

use crate::kind::{Expected::Taken, Kind};
use crate::pdf::{Pdf, deflated, pdf};

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::told(58, "broken font programs", "PDF-FONT")
            .way("TrueType of noise", || with_program("FontFile2", "/Length1 900", &noise(900)).bytes())
            .way("TrueType whose tables lie", || with_program("FontFile2", "/Length1 900", &lying_tables()).bytes())
            .way("CFF of noise", || with_program("FontFile3", "/Subtype /Type1C", &noise(900)).bytes())
            .way("Type 1 of noise", || with_program("FontFile", "/Length1 9 /Length2 9 /Length3 0", &noise(900)).bytes())
            .way("empty", || with_program("FontFile2", "/Length1 0", b"").bytes()),
        Kind::refused(59, "tables of characters without end", "PDF-TIME")
            .way("4 G characters in a line", || mapped(b"1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange"))
            .way("a thousand lines of a million", || {
                let line = "<000000> <0FFFFF> <0000>\n".repeat(1_000);
                mapped(format!("1000 beginbfrange {line} endbfrange").as_bytes())
            })
            .way("packed, a million lines", || {
                let lines = "<0000> <FFFF> <0000>\n".repeat(1_000_000);
                let table = format!("1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange {lines} endbfrange");
                with_table("/Filter /FlateDecode", &deflated(table.as_bytes()))
            })
            .way("one that uses itself", || with_table("/Type /CMap /CMapName /A /UseCMap 11 0 R", b"1 beginbfchar <61> <0061> endbfchar"))
            .but(Taken, "readers follow such a chain a few steps, and so does ours"),
        Kind::told(60, "metadata with entities", "PDF-METADATA")
            .way("from another file", || described(b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///nothing'>]><x>&a;</x>"))
            .way("from the web", || described(b"<!DOCTYPE x [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/'> %a;]><x/>"))
            .way("a billion laughs", || {
                let rows: String = (1..10).map(|i| format!("<!ENTITY a{i} '{}'>", format!("&a{};", i - 1).repeat(10))).collect();
                described(format!("<!DOCTYPE x [<!ENTITY a0 'ha'>{rows}]><x>&a9;</x>").as_bytes())
            })
            .way("in UTF-16", || {
                let text = "\u{feff}<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///nothing'>]><x>&a;</x>";
                described(&text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>())
            })
            .way("of an image", || {
                pdf()
                    .stream(10, "/Metadata 11 0 R", b"")
                    .stream(11, "/Type /Metadata /Subtype /XML", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")
                    .bytes()
            }),
    ]
}

fn described(xml: &[u8]) -> Vec<u8> {
    pdf().catalog("/Metadata 10 0 R").stream(10, "/Type /Metadata /Subtype /XML", xml).bytes()
}

fn noise(n: u32) -> Vec<u8> {
    (0..n).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect()
}

/// A table of tables whose places are outside.
fn lying_tables() -> Vec<u8> {
    let table = |name: &[u8; 4]| [&name[..], &[0; 4], &[0xff; 4], &[0xff; 4]].concat();
    let names: [&[u8; 4]; 6] = [b"cmap", b"glyf", b"head", b"hhea", b"loca", b"maxp"];
    [&[0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0][..], &names.map(table).concat(), &[0; 100]].concat()
}

/// Some text in a font that brings its own program.
fn with_program(key: &str, keys: &str, program: &[u8]) -> Pdf {
    let kind = if key == "FontFile2" { "TrueType" } else { "Type1" };
    let font = format!(
        "<< /Type /Font /Subtype /{kind} /BaseFont /ABCDEF+Own /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 32 /Widths [500] /FontDescriptor 11 0 R >>"
    );
    let about = format!("<< /Type /FontDescriptor /FontName /ABCDEF+Own /Flags 32 /FontBBox [0 0 9 9] /{key} 12 0 R >>");
    pdf().object(5, font).object(11, about).stream(12, keys, program)
}

fn mapped(table: &[u8]) -> Vec<u8> {
    let head = b"/CIDInit /ProcSet findresource begin begincmap /CMapName /A def 1 begincodespacerange <00> <FFFFFFFF> endcodespacerange ";
    with_table("", &[&head[..], table, b" endcmap end"].concat())
}

fn with_table(keys: &str, table: &[u8]) -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 11 0 R >>";
    pdf().object(5, font).stream(11, keys, table).bytes()
}
