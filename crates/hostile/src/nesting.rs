//! Things inside things, and things inside themselves.

use crate::kind::{Expected::Refused, Kind};
use crate::pdf::{Pdf, pdf};

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::refused(53, "deep arrays and dictionaries", "PDF-NESTING")
            .way("80 arrays", || nested(80, "[", "]"))
            .way("200 000 arrays", || nested(200_000, "[", "]"))
            .way("1 000 dictionaries", || nested(1_000, "<< /A ", ">>"))
            .way("inside an object stream", || pdf().object(10, deep(5_000, "[", "]")).bytes_with_stream_of(&[10]))
            .way("in what the page draws", || pdf().draws(format!("{} Tj", deep(200_000, "[", "]"))).bytes())
            .way("dictionaries in what the page draws", || pdf().draws(format!("/A {} BDC EMC", deep(100_000, "<< /A ", ">>"))).bytes())
            .way("brackets in text", || pdf().object(10, deep(200_000, "(", ")")).bytes())
            .way("in a program of a function", || {
                let program = format!("{{ {} }}", deep(200_000, "{ ", "} "));
                shaded("10 0 R").stream(10, "/FunctionType 4 /Domain [0 1] /Range [0 1]", program).bytes()
            }),
        Kind::refused(54, "deep forms", "PDF-NESTING")
            .way("100 forms", || chain(100))
            .way("5 000 forms", || chain(5_000))
            .way("patterns", || {
                let pattern = |number: u32| format!("{PATTERN} /Resources << /Pattern << /P {} 0 R >> >>", number + 1);
                let drawn = |pdf: Pdf| pdf.resources("/Pattern << /P 10 0 R >>").draws("/Pattern cs /P scn 0 0 99 99 re f");
                (10..110).fold(drawn(pdf()), |pdf, it| pdf.stream(it, &pattern(it), b"/Pattern cs /P scn 0 0 9 9 re f")).bytes()
            })
            .way("masks", || {
                let mask = |number: u32| format!("{FORM} /Group << /S /Transparency >> /Resources << /ExtGState << /G << /SMask << /S /Luminosity /G {} 0 R >> >> >> >>", number + 1);
                let drawn = pdf().resources("/ExtGState << /G << /SMask << /S /Luminosity /G 10 0 R >> >> >>").draws("/G gs 0 0 99 99 re f");
                (10..110).fold(drawn, |pdf, it| pdf.stream(it, &mask(it), b"/G gs 0 0 9 9 re f")).bytes()
            }),
        Kind::refused(55, "forms and letters that draw themselves", "PDF-CYCLE")
            .way("a form", || form("/X Do", "/XObject << /X 10 0 R >>").bytes())
            .way("two forms", || form("/Y Do", "/XObject << /Y 11 0 R >>").stream(11, &format!("{FORM} /Resources << /XObject << /X 10 0 R >> >>"), b"/X Do").bytes())
            .way("a form with its page's resources", || form("/X Do", "").bytes())
            .way("a letter", || letter("BT /T 9 Tf (a) Tj ET"))
            .way("an image's mask in a form", || {
                let mask = "/ExtGState << /G << /SMask << /S /Luminosity /G 10 0 R >> >> >>";
                form("/G gs 0 0 9 9 re f", mask).bytes()
            })
            .way("an annotation's look", || {
                pdf().page("/Annots [ << /Subtype /Stamp /Rect [0 0 99 99] /AP << /N 10 0 R >> >> ]")
                    .stream(10, &format!("{FORM} /Resources << /XObject << /X 10 0 R >> >>"), b"/X Do").bytes()
            })
            .way("only in its resources", || form("0 0 9 9 re f", "/XObject << /X 10 0 R >>").bytes())
            .but(crate::Expected::Taken, "many programs give all forms one list of resources; nothing draws itself"),
        Kind::refused(56, "functions without end", "PDF-TIME")
            .way("a long program at every point", || {
                let program = format!("{{ {} }}", "dup mul sqrt sin cos ".repeat(200_000));
                shaded("10 0 R").stream(10, "/FunctionType 4 /Domain [0 1] /Range [0 1]", program).bytes()
            })
            .way("functions of functions, ten of each", || {
                let of = |number: u32| {
                    let inner = format!("{} 0 R ", number + 1).repeat(10);
                    format!("<< /FunctionType 3 /Domain [0 1] /Functions [{inner}] /Bounds [.1 .2 .3 .4 .5 .6 .7 .8 .9] /Encode [{}] >>", "0 1 ".repeat(10))
                };
                let last = "<< /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1 >>";
                (10..22).fold(shaded("10 0 R"), |pdf, it| pdf.object(it, of(it))).object(22, last).bytes()
            })
            .way("forms of forms, ten of each", || {
                let keys = |number: u32| format!("{FORM} /Resources << /XObject << /X {} 0 R >> >>", number + 1);
                let more = (10..22).fold(pdf(), |pdf, it| pdf.stream(it, &keys(it), "/X Do ".repeat(10)));
                more.stream(22, FORM, b"0 0 9 9 re f").resources("/XObject << /X 10 0 R >>").draws("/X Do").bytes()
            })
            .way("a pattern of hairs", || {
                let pattern = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep .0001 /YStep .0001 /Resources << >>";
                pdf().resources("/Pattern << /P 10 0 R >>").draws("/Pattern cs /P scn 0 0 595 842 re f").stream(10, pattern, b"0 0 1 1 re f").bytes()
            })
            .but(crate::Expected::Taken, "a renderer draws no more of it than there are dots")
            .way("a function of itself", || shaded("10 0 R").object(10, "<< /FunctionType 3 /Domain [0 1] /Functions [10 0 R] /Bounds [] /Encode [0 1] >>").bytes())
            .but(Refused("PDF-CYCLE"), "its cause is known"),
        Kind::refused(57, "patterns of themselves", "PDF-CYCLE")
            .way("one", || pattern("/Pattern cs /P scn 0 0 9 9 re f", "/Pattern << /P 10 0 R >>").bytes())
            .way("two", || {
                let second = format!("{PATTERN} /Resources << /Pattern << /P 10 0 R >> >>");
                pattern("/Pattern cs /Q scn 0 0 9 9 re f", "/Pattern << /Q 11 0 R >>").stream(11, &second, b"/Pattern cs /P scn 0 0 9 9 re f").bytes()
            })
            .way("as lines", || pattern("/Pattern CS /P SCN 0 0 m 9 9 l S", "/Pattern << /P 10 0 R >>").bytes())
            .way("by a form", || {
                let form = format!("{FORM} /Resources << /Pattern << /P 10 0 R >> >>");
                pattern("/X Do", "/XObject << /X 11 0 R >>").stream(11, &form, b"/Pattern cs /P scn 0 0 9 9 re f").bytes()
            }),
    ]
}

const FORM: &str = "/Type /XObject /Subtype /Form /BBox [0 0 99 99]";
const PATTERN: &str = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9";

fn deep(n: usize, open: &str, close: &str) -> String {
    open.repeat(n) + &close.repeat(n)
}

fn nested(n: usize, open: &str, close: &str) -> Vec<u8> {
    pdf().page("/X 10 0 R").object(10, deep(n, open, close)).bytes()
}

/// A form that draws the next, and so on.
fn chain(n: u32) -> Vec<u8> {
    let keys = |number: u32| format!("{FORM} /Resources << /XObject << /X {} 0 R >> >>", number + 1);
    let more = (10..10 + n).fold(pdf(), |pdf, it| pdf.stream(it, &keys(it), b"/X Do"));
    more.stream(10 + n, FORM, b"0 0 9 9 re f").resources("/XObject << /X 10 0 R >>").draws("/X Do").bytes()
}

fn form(draws: &str, resources: &str) -> Pdf {
    let own = if resources.is_empty() { String::new() } else { format!("/Resources << {resources} >>") };
    pdf().resources("/XObject << /X 10 0 R >>").draws("/X Do").stream(10, &format!("{FORM} {own}"), draws)
}

fn pattern(draws: &str, resources: &str) -> Pdf {
    let keys = format!("{PATTERN} /Resources << {resources} >>");
    pdf().resources("/Pattern << /P 10 0 R >>").draws("/Pattern cs /P scn 0 0 99 99 re f").stream(10, &keys, draws)
}

/// The page is shaded from edge to edge by a function.
fn shaded(function: &str) -> Pdf {
    let shading = format!("<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 595 842] /Function {function} >>");
    pdf().resources(&format!("/Shading << /S {shading} >>")).draws("/S sh")
}

/// A font whose letter a draws something.
fn letter(draws: &str) -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] \
                /CharProcs << /a 11 0 R >> /Encoding << /Differences [97 /a] >> /Resources << /Font << /T 10 0 R >> >> >>";
    let page = pdf().resources("/XObject << >>").object(10, font).stream(11, "", format!("9 0 d0 {draws}"));
    page.object(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        .object(
            3,
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R /T 10 0 R >> >> >>",
        )
        .draws("BT /T 12 Tf 72 700 Td (aa) Tj ET")
        .bytes()
}
