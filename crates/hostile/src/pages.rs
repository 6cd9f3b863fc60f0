//! Pages: too many, too large, in a circle.

use crate::kind::{Expected::Refused, Kind};
use crate::pdf::pdf;

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::refused(14, "page tree in a circle", "PDF-PAGE-TREE")
            .way("the root is its own kid", || pdf().tree("/Kids [3 0 R 2 0 R] /Count 1").bytes())
            .way("two nodes hold each other", || {
                let node = |kid: u32| format!("<< /Type /Pages /Parent 2 0 R /Kids [3 0 R {kid} 0 R] /Count 1 >>");
                pdf().tree("/Kids [10 0 R] /Count 1").object(10, node(11)).object(11, node(10)).bytes()
            })
            .way("one node twice", || {
                pdf().tree("/Kids [10 0 R 10 0 R] /Count 2").object(10, "<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >>").bytes()
            })
            .way("a page that is the tree's parent", || pdf().tree("/Kids [3 0 R] /Count 1 /Parent 3 0 R").page("/Kids [2 0 R]").bytes()),
        Kind::refused(15, "too many pages", "PDF-PAGES")
            .way("2 001", || many(2_001))
            .way("10 000", || many(10_000))
            .heavy("100 000", || many(100_000))
            .way("one page 10 000 times", || pdf().tree(&format!("/Kids [{}] /Count 10000", "3 0 R ".repeat(10_000))).bytes())
            .way("one that says it is more", || pdf().tree("/Kids [3 0 R] /Count 2000000").bytes())
            .but(crate::Expected::Taken, "the pages are counted; what the file says of their number is not used"),
        Kind::refused(16, "pages of no usable size", "PDF-PAGE-SIZE")
            .way("0 × 0", || pdf().boxes("/MediaBox [0 0 0 0]").bytes())
            .way("1 × 1", || pdf().boxes("/MediaBox [0 0 1 1]").bytes())
            .way("200 000 × 200 000", || pdf().boxes("/MediaBox [0 0 200000 200000]").bytes())
            .way("a hair wide", || pdf().boxes("/MediaBox [0 0 0.01 842]").bytes())
            .way("from its parent", || pdf().boxes("").tree("/Kids [3 0 R] /Count 1 /MediaBox [0 0 200000 2]").bytes())
            .way("by its unit", || pdf().page("/UserUnit 1000").bytes())
            .but(crate::Expected::Taken, "the unit is not applied, so nothing grows")
            .way("cropped to nothing", || pdf().boxes("/MediaBox [0 0 595 842] /CropBox [10 10 12 12]").bytes())
            .way("no size at all", || pdf().boxes("").bytes())
            .but(crate::Expected::Taken, "readers take A4 or Letter then, and so does ours")
            .way("no numbers", || pdf().boxes("/MediaBox [0 0 1e99 -1e99]").bytes())
            .but(Refused("PDF-NO-PAGES"), "what is written there is no number, so the page cannot be read"),
        Kind::told(17, "rotation by no right angle", "PDF-ROTATE")
            .way("45", || pdf().page("/Rotate 45").bytes())
            .way("a fraction", || pdf().page("/Rotate 90.5").bytes())
            .way("huge", || pdf().page("/Rotate 9223372036854775807").bytes())
            .way("a word", || pdf().page("/Rotate /Left").bytes())
            .way("from its parent", || pdf().tree("/Kids [3 0 R] /Count 1 /Rotate -17").bytes()),
    ]
}

fn many(n: u32) -> Vec<u8> {
    let kids: String = (1_000..1_000 + n).map(|it| format!("{it} 0 R ")).collect();
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>";
    let all = (1_000..1_000 + n).fold(pdf().tree(&format!("/Kids [{kids}] /Count {n}")), |pdf, it| pdf.object(it, page));
    all.bytes()
}
