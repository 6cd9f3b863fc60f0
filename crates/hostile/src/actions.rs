//! What a PDF would do.

use crate::kind::Kind;
use crate::pdf::{Pdf, pdf};

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::refused(29, "a script", "PDF-SCRIPT")
            .way("when it opens", || opens(SCRIPT).bytes())
            .way("when the page opens", || pdf().page(&format!("/AA << /O {SCRIPT} >>")).bytes())
            .way("when it is closed", || pdf().catalog(&format!("/AA << /WC {SCRIPT} >>")).bytes())
            .way("by name", || pdf().catalog(&format!("/Names << /JavaScript << /Names [(a) {SCRIPT}] >> >>")).bytes())
            .way("in an annotation", || annotated(&format!("/Subtype /Link /Rect [0 0 9 9] /A {SCRIPT}")).bytes())
            .way("in a field", || {
                pdf().catalog("/AcroForm << /Fields [10 0 R] >>").object(10, format!("<< /FT /Tx /T (a) /AA << /K {SCRIPT} >> >>")).bytes()
            })
            .way("after another action", || opens(&format!("<< /S /GoTo /D [3 0 R /Fit] /Next {SCRIPT} >>")).bytes())
            .way("in the outline", || {
                pdf().catalog("/Outlines << /First 10 0 R /Last 10 0 R >>").object(10, format!("<< /Title (a) /A {SCRIPT} >>")).bytes()
            })
            .way("as a stream", || opens("<< /S /JavaScript /JS 10 0 R >>").stream(10, "", b"app.alert(1)").bytes())
            .way("in a rendition", || annotated("/Subtype /Link /A << /S /Rendition /JS (x) >>").bytes())
            .way("referred to by nothing", || pdf().object(10, SCRIPT).bytes()),
        Kind::refused(30, "a script whose names are written in hexadecimal", "PDF-SCRIPT")
            .way("its kind", || opens("<< /S /J#61vaScript /X (app.alert) >>").bytes())
            .way("its key", || opens("<< /S /X /#4AS (app.alert) >>").bytes())
            .way("every letter", || opens("<< /#53 /#4A#61#76#61#53#63#72#69#70#74 >>").bytes())
            .way("in the names", || pdf().catalog("/Names << /Java#53cript << >> >>").bytes()),
        Kind::refused(31, "a script inside an object stream", "PDF-SCRIPT")
            .way("when it opens", || opens("10 0 R").object(10, SCRIPT).bytes_with_stream_of(&[10]))
            .way("in an annotation", || annotated(&format!("/Subtype /Link /A {SCRIPT}")).bytes_with_stream_of(&[3]))
            .way("spelt in hexadecimal", || opens("10 0 R").object(10, "<< /S /J#61vaScript >>").bytes_with_stream_of(&[10]))
            .way("with the catalog", || opens(SCRIPT).bytes_with_stream_of(&[1, 2, 3])),
        Kind::refused(32, "starts a program", "PDF-LAUNCH")
            .way("when it opens", || opens("<< /S /Launch /F (nothing) >>").bytes())
            .way("in an annotation", || annotated("/Subtype /Link /A << /S /Launch /Win << /F (nothing) /O (open) >> >>").bytes())
            .way("in a button", || annotated("/Subtype /Widget /FT /Btn /AA << /D << /S /Launch /F (nothing) >> >>").bytes())
            .way("after another action", || opens("<< /S /GoTo /D [3 0 R /Fit] /Next [<< /S /Launch /F (nothing) >>] >>").bytes()),
        Kind::told(33, "links to the web", "PDF-LINK")
            .way("in an annotation", || annotated(&format!("/Subtype /Link /Rect [0 0 9 9] /A {URI}")).bytes())
            .way("when it opens", || opens(URI).bytes())
            .way("in the outline", || {
                pdf().catalog("/Outlines << /First 10 0 R /Last 10 0 R >>").object(10, format!("<< /Title (a) /A {URI} >>")).bytes()
            })
            .way("inside an object stream", || annotated(&format!("/Subtype /Link /A {URI}")).bytes_with_stream_of(&[3])),
        Kind::refused(34, "goes to another file", "PDF-EXTERNAL")
            .way("when it opens", || opens("<< /S /GoToR /F (other.pdf) /D [0 /Fit] >>").bytes())
            .way("in an annotation", || {
                annotated("/Subtype /Link /A << /S /GoToR /F << /Type /Filespec /F (//127.0.0.1:9/x) >> /D [0 /Fit] >>").bytes()
            })
            .way("in the outline", || {
                pdf().catalog("/Outlines << /First 10 0 R /Last 10 0 R >>").object(10, "<< /Title (a) /A << /S /GoToR /F (x) >> >>").bytes()
            })
            .way("spelt in hexadecimal", || opens("<< /S /Go#54oR /F (other.pdf) >>").bytes()),
        Kind::refused(35, "goes to a file inside", "PDF-EXTERNAL")
            .way("when it opens", || opens("<< /S /GoToE /T << /R /C /N (a) >> >>").bytes())
            .way("in an annotation", || annotated("/Subtype /Link /A << /S /GoToE /F (x) >>").bytes())
            .way("inside an object stream", || opens("10 0 R").object(10, "<< /S /GoToE >>").bytes_with_stream_of(&[10])),
        Kind::refused(36, "sends its form", "PDF-FORM-ACTION")
            .way("by a button", || annotated(&format!("/Subtype /Widget /FT /Btn /A << /S /SubmitForm /F ({HERE}) >>")).bytes())
            .way("when it opens", || opens(&format!("<< /S /SubmitForm /F << /FS /URL /F ({HERE}) >> /Flags 4 >>")).bytes())
            .way("when the page closes", || pdf().page(&format!("/AA << /C << /S /SubmitForm /F ({HERE}) >> >>")).bytes()),
        Kind::refused(37, "takes data into its form", "PDF-FORM-ACTION")
            .way("when it opens", || opens("<< /S /ImportData /F (x.fdf) >>").bytes())
            .way("by a button", || annotated("/Subtype /Widget /FT /Btn /A << /S /ImportData /F (x.fdf) >>").bytes())
            .way("after another action", || opens("<< /S /GoTo /D [3 0 R /Fit] /Next << /S /ImportData /F (x.fdf) >> >>").bytes()),
        Kind::refused(38, "follows a thread", "PDF-ACTION")
            .way("when it opens", || opens("<< /S /Thread /D 0 >>").bytes())
            .way("in an annotation", || annotated("/Subtype /Link /A << /S /Thread /F (other.pdf) /D 0 >>").bytes())
            .way("inside an object stream", || opens("10 0 R").object(10, "<< /S /Thread /D 0 >>").bytes_with_stream_of(&[10])),
    ]
}

const SCRIPT: &str = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
/// Port 9 of this machine throws away what it is sent, if anybody listens at all.
const HERE: &str = "http://127.0.0.1:9/";
const URI: &str = "<< /S /URI /URI (http://127.0.0.1:9/) >>";

fn opens(action: &str) -> Pdf {
    pdf().catalog(&format!("/OpenAction {action}"))
}

pub fn annotated(keys: &str) -> Pdf {
    pdf().page(&format!("/Annots [ << /Type /Annot {keys} >> ]"))
}
