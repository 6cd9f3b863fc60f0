//! The table of objects, and objects that are two things at once.

use crate::kind::{
    Expected::{Refused, Told},
    Kind,
};
use crate::pdf::{pdf, replaced, revised, stream, table_at};

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::refused(10, "table of objects missing, looping or endless", "PDF-XREF")
            .way("missing", || {
                let whole = pdf().bytes();
                [&whole[..table_at(&whole)], b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"].concat()
            })
            .way("its own predecessor", || {
                let whole = pdf().bytes();
                let own = format!("/Prev {} ", table_at(&whole));
                replaced(&whole, b"/Root 1 0 R", format!("{own}/Root 1 0 R").as_bytes())
            })
            .way("two that follow each other", || {
                let later = revised(&pdf().trailer("/Prev 0000000").bytes(), &[(10, b"null".to_vec())], "");
                let at = format!("/Prev {:07}", table_at(&later));
                replaced(&later, b"/Prev 0000000", at.as_bytes())
            })
            .way("predecessor before the file", || pdf().trailer("/Prev -40").bytes())
            .way("300 predecessors", || (0..300).fold(pdf().bytes(), |before, _| revised(&before, &[(10, b"null".to_vec())], "")))
            .way("an entry that leads to another object", || {
                let whole = pdf().object(10, "(ten)").object(11, "(eleven)").bytes();
                let [ten, eleven] = ["10 1\n", "11 1\n"].map(|it| entry_of(&whole, it));
                replaced(&whole, &ten, &eleven)
            }),
        Kind::refused(11, "two tables for two kinds of reader, which disagree", "PDF-XREF")
            .way("on the page's content", || hybrid(4))
            .way("on the page", || hybrid(3))
            .way("on the catalog", || hybrid(1))
            .way("or agree, as some word processors write them", || hybrid(900))
            .but(crate::Expected::Taken, "both kinds of reader see the same"),
        Kind::refused(12, "pointer to the table wrong", "PDF-XREF")
            .way("to the first byte", || pointed_to("0"))
            .way("beyond the end", || pointed_to("99999999"))
            .way("no number", || pointed_to("here"))
            .way("into an object", || pointed_to("40"))
            .way("a few bytes off", || {
                let whole = pdf().bytes();
                pointed_to(&(table_at(&whole) - 3).to_string())
            })
            .but(Told("PDF-REPAIRED"), "every reader repairs it the same way, and scanners write it"),
        Kind::refused(18, "one key twice, with two meanings", "PDF-AMBIGUOUS")
            .way("in the page", || pdf().page("/Contents 10 0 R").stream(10, "", b"BT /F 12 Tf (other) Tj ET").bytes())
            .way("in a stream's dictionary", || pdf().object(10, b"<< /Length 3 /Length 4 >>\nstream\nabc\nendstream".to_vec()).bytes())
            .way("spelt in two ways", || pdf().page("/#43ontents 10 0 R").stream(10, "", b"").bytes())
            .way("inside an object stream", || pdf().object(10, b"<< /A 1 /A 2 >>".to_vec()).bytes_with_stream_of(&[10]))
            .way("in the trailer", || pdf().object(10, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()).trailer("/Root 10 0 R").bytes())
            .way("deep inside", || pdf().object(10, b"[ << /A [ << /B 1 /C 2 /B 3 >> ] >> ]".to_vec()).bytes())
            .way("with one meaning", || pdf().page("/Contents 4 0 R").bytes())
            .but(crate::Expected::Taken, "all readers see the same"),
        Kind::refused(19, "object numbers beyond all bounds", "PDF-OBJECTS")
            .way("above 2³²", || in_table("4294967297 1\n0000000015 00000 n \n"))
            .way("near 2³²", || in_table("4294967290 1\n0000000015 00000 n \n"))
            .way("a table that says it has 4 G", || in_table("0 4000000000\n"))
            .way("in a table stream", || {
                // After its own place, so that nothing moves.
                replaced(&pdf().bytes_with_stream_of(&[5]), b"/Index [1 1 ", b"/Index [999999999 1 ")
            }),
        Kind::refused(20, "a stream as long as it does not say", "PDF-STREAM")
            .way("shorter", || lying(b"<< /Length 3 >>"))
            .way("longer, over the next objects", || lying(b"<< /Length 120 >>"))
            .way("longer than the file", || lying(b"<< /Length 99999999 >>"))
            .way("negative", || lying(b"<< /Length -1 >>"))
            .way("no length", || lying(b"<< /Type /X >>"))
            .way("its length elsewhere, and wrong", || {
                pdf().object(10, b"<< /Length 11 0 R >>\nstream\nBT (a) Tj ET\nendstream".to_vec()).object(11, b"5".to_vec()).bytes()
            })
            .way("its length elsewhere, packed, and wrong", || {
                pdf()
                    .object(10, b"<< /Length 11 0 R >>\nstream\nBT (a) Tj ET\nendstream".to_vec())
                    .object(11, b"5".to_vec())
                    .bytes_with_stream_of(&[11])
            })
            .way("its length is itself", || pdf().object(10, b"<< /Length 10 0 R >>\nstream\nBT (a) Tj ET\nendstream".to_vec()).bytes())
            .way("one line end off", || lying(b"<< /Length 13 >>"))
            .but(crate::Expected::Taken, "many programs count the line end, and all readers see the same"),
        Kind::refused(13, "no pages, or objects that cannot be read", "PDF-NO-PAGES")
            .way("no kids", || pdf().tree("/Kids [] /Count 0").bytes())
            .way("no tree", || pdf().object(2, b"null".to_vec()).bytes())
            .way("kids that are not there", || pdf().tree("/Kids [77 0 R] /Count 1").bytes())
            .way("one of two pages not there", || pdf().tree("/Kids [3 0 R 77 0 R] /Count 2").bytes())
            .but(Refused("PDF-PAGE-TREE"), "there is a page, and another is promised")
            .way("an object in use is garbage", || pdf().page("/X 10 0 R").object(10, b"<< /A ".to_vec()).bytes())
            .but(Refused("PDF-XREF"), "there are pages; what is lost is another object"),
    ]
}

/// The line of the table that stands under this head.
fn entry_of(bytes: &[u8], head: &str) -> Vec<u8> {
    let table = table_at(bytes);
    let at = table + bytes[table..].windows(head.len()).position(|it| it == head.as_bytes()).expect("its head") + head.len();
    bytes[at..at + 20].to_vec()
}

fn pointed_to(place: &str) -> Vec<u8> {
    let whole = pdf().bytes();
    let at = table_at(&whole);
    replaced(&whole, format!("startxref\n{at}").as_bytes(), format!("startxref\n{place}").as_bytes())
}

fn in_table(lines: &str) -> Vec<u8> {
    let whole = pdf().bytes();
    replaced(&whole, b"trailer\n", format!("{lines}trailer\n").as_bytes())
}

/// What it holds is twelve bytes.
fn lying(dictionary: &[u8]) -> Vec<u8> {
    pdf().object(10, [dictionary, b"\nstream\nBT (a) Tj ET\nendstream"].concat()).bytes()
}

/// A table as text, and beside it a table as stream that gives an object another place; or names one the text does not know.
fn hybrid(number: u32) -> Vec<u8> {
    let other = match number {
        1 => b"<< /Type /Catalog /Pages 2 0 R /X 1 >>".to_vec(),
        3 => b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_vec(),
        _ => stream("", b"BT /F 12 Tf 72 760 Td (another text) Tj ET"),
    };
    let whole = pdf().trailer("/XRefStm 0000000").bytes();
    let table = table_at(&whole);
    let mut bytes = whole[..table].to_vec();
    let place = bytes.len() as u32;
    bytes.extend([format!("{number} 0 obj\n").as_bytes(), &other, b"\nendobj\n"].concat());
    let at = bytes.len();
    let row = [&[1][..], &place.to_be_bytes(), &[0, 0]].concat();
    let keys = format!("/Type /XRef /W [1 4 2] /Index [{number} 1] /Size 902 /Root 1 0 R");
    bytes.extend([b"901 0 obj\n", &stream(&keys, &row)[..], b"\nendobj\n"].concat());
    let moved = bytes.len();
    bytes.extend(&whole[table..]);
    let bytes = replaced(&bytes, b"/XRefStm 0000000", format!("/XRefStm {at:07}").as_bytes());
    replaced(&bytes, format!("startxref\n{table}").as_bytes(), format!("startxref\n{moved}").as_bytes())
}
