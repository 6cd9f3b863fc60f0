//! What a PDF carries, or fetches, beside pages.

use crate::actions::annotated;
use crate::kind::Kind;
use crate::pdf::{Pdf, pdf};

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::refused(39, "sound, film and models", "PDF-MEDIA")
            .way("rich media", || annotated("/Subtype /RichMedia /RichMediaContent << >>").bytes())
            .way("a model", || annotated("/Subtype /3D /3DD 10 0 R").stream(10, "/Type /3D /Subtype /U3D", b"").bytes())
            .way("a sound", || annotated("/Subtype /Sound /Sound 10 0 R").stream(10, "/Type /Sound /R 8000", b"").bytes())
            .way("a film", || annotated("/Subtype /Movie /Movie << /F (x) >>").bytes())
            .way("an action that plays", || pdf().page("/AA << /O << /S /Rendition /OP 0 >> >>").bytes())
            .way("a screen", || annotated("/Subtype /Screen").bytes()),
        Kind::refused(40, "files inside", "PDF-ATTACHMENT")
            .way("by name", || attached().catalog("/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>").bytes())
            .way("in an annotation", || attached().page("/Annots [ << /Subtype /FileAttachment /FS 10 0 R >> ]").bytes())
            .way("associated", || attached().catalog("/AF [10 0 R]").bytes())
            .way("a portfolio", || pdf().catalog("/Collection << /View /D >>").bytes())
            .way("inside an object stream", || attached().catalog("/AF [10 0 R]").bytes_with_stream_of(&[10]))
            .way("referred to by nothing", || pdf().stream(11, "/Type /EmbeddedFile", b"text").bytes()),
        Kind::refused(41, "a form of its own kind (XFA)", "PDF-XFA")
            .way("static", || pdf().catalog("/AcroForm << /Fields [] /XFA 10 0 R >>").stream(10, "", b"<xdp:xdp/>").bytes())
            .way("in parts", || pdf().catalog("/AcroForm << /Fields [] /XFA [(template) 10 0 R] >>").stream(10, "", b"<template/>").bytes())
            .way("dynamic", || {
                pdf().catalog("/NeedsRendering true /AcroForm 10 0 R").object(10, "<< /XFA (x) >>").bytes_with_stream_of(&[10])
            }),
        Kind::refused(42, "a form without appearances", "PDF-FORM")
            .way("in the catalog", || pdf().catalog("/AcroForm << /Fields [] /NeedAppearances true >>").bytes())
            .way("elsewhere", || pdf().catalog("/AcroForm 10 0 R").object(10, "<< /Fields [] /NeedAppearances true >>").bytes())
            .way("inside an object stream", || {
                pdf().catalog("/AcroForm 10 0 R").object(10, "<< /Fields [] /Need#41ppearances true >>").bytes_with_stream_of(&[10])
            }),
        Kind::refused(43, "a stream whose content is elsewhere", "PDF-EXTERNAL")
            .way("in another file", || pdf().stream(10, "/F (other.bin)", b"").bytes())
            .way("in the web", || pdf().stream(10, "/F << /FS /URL /F (http://127.0.0.1:9/) >>", b"").bytes())
            .way("the page's own", || pdf().stream(4, "/F (other.bin) /FFilter /FlateDecode", b"").bytes())
            .way("an image", || pdf().stream(10, "/Type /XObject /Subtype /Image /Width 1 /Height 1 /F (x.jpg)", b"").bytes()),
        Kind::refused(44, "a page of another file in place of its own", "PDF-EXTERNAL")
            .way("as it should be written", || {
                form("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (other.pdf) /Page 0 >>").bytes()
            })
            .way("without its type", || form("/Subtype /Form /BBox [0 0 9 9] /Ref << /F (other.pdf) /Page 0 >>").bytes())
            .way("its reference elsewhere", || {
                form("/Subtype /Form /BBox [0 0 9 9] /Ref 11 0 R").object(11, "<< /F (other.pdf) /Page (one) >>").bytes()
            }),
        Kind::refused(45, "a PostScript program", "PDF-POSTSCRIPT")
            .way("as an object", || form("/Type /XObject /Subtype /PS").bytes())
            .way("as a second kind", || form("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Subtype2 /PS").bytes())
            .way("beside a form", || form("/Subtype /Form /BBox [0 0 9 9] /PS 11 0 R").stream(11, "", b"showpage").bytes())
            .way("without its type", || form("/Subtype /PS /Level1 11 0 R").stream(11, "", b"").bytes()),
        Kind::told(46, "layers that hide text", "PDF-LAYERS")
            .way("off by default", || layered("/OFF [10 0 R]").bytes())
            .way("printed and not shown", || layered("/AS [ << /Event /Print /OCGs [10 0 R] /Category [/Print] >> ]").bytes())
            .way("inside an object stream", || layered("/BaseState /OFF").bytes_with_stream_of(&[1, 10])),
    ]
}

fn attached() -> Pdf {
    let specification = "<< /Type /Filespec /F (a.txt) /EF << /F 11 0 R >> >>";
    pdf().object(10, specification).stream(11, "/Type /EmbeddedFile", b"text")
}

fn form(keys: &str) -> Pdf {
    pdf().resources("/XObject << /X 10 0 R >>").draws("/X Do").stream(10, keys, b"")
}

fn layered(default: &str) -> Pdf {
    pdf()
        .catalog(&format!("/OCProperties << /OCGs [10 0 R] /D << {default} >> >>"))
        .object(10, "<< /Type /OCG /Name (hidden) >>")
        .resources("/Properties << /L 10 0 R >>")
        .draws("/OC /L BDC BT /F 12 Tf 72 700 Td (hidden) Tj ET EMC")
}
