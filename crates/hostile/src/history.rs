//! What was before, and who signed.

use crate::kind::Kind;
use crate::pdf::{pdf, revised, stream};

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::told(21, "changed after it was made", "PDF-REVISIONS")
            .way("shows one text, held another", text_exchanged)
            .way("a mark laid over it", || {
                let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [4 0 R 10 0 R] /Resources << /Font << /F 5 0 R >> >> >>";
                revised(&pdf().bytes(), &[(3, page.into()), (10, stream("", b"1 g 60 750 200 30 re f"))], "")
            })
            .way("a page taken away", || {
                let two = pdf().tree("/Kids [3 0 R 10 0 R] /Count 2").object(10, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");
                revised(&two.bytes(), &[(2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec())], "")
            }),
        Kind::told(22, "digitally signed", "PDF-SIGNED")
            .way("in a field", || {
                let field = "<< /FT /Sig /T (seal) /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R /V 11 0 R >>";
                let form = "/AcroForm << /SigFlags 3 /Fields [10 0 R] >>";
                pdf().catalog(form).object(10, field).object(11, SIGNATURE).bytes()
            })
            .way("as certified", || pdf().catalog("/Perms << /DocMDP 11 0 R >>").object(11, SIGNATURE).bytes())
            .way("inside an object stream", || pdf().catalog("/Perms << /DocMDP 11 0 R >>").object(11, SIGNATURE).bytes_with_stream_of(&[11]))
            .way("a time stamp", || pdf().object(11, "<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <00> >>").bytes()),
    ]
}

const SIGNATURE: &str = "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 10 20 30] /Contents <00> >>";

/// Its second revision shows another text than its first.
pub fn text_exchanged() -> Vec<u8> {
    revised(&pdf().bytes(), &[(4, stream("", b"BT /F 12 Tf 72 760 Td (another text) Tj ET"))], "")
}
