//! Little that becomes much.

use std::io::Read;

use crate::kind::Kind;
use crate::pdf::{Pdf, deflated, deflated_mib, object_stream, pdf, stream};

pub fn kinds() -> Vec<Kind> {
    vec![
        Kind::refused(47, "deflated bomb", "PDF-EXPANDS")
            .heavy("what the page draws, 1 GiB", || pdf().stream(4, "/Filter /FlateDecode", deflated_mib(1_024, b' ')).bytes())
            .way("packed twice", || pdf().stream(10, "/Filter [/FlateDecode /FlateDecode]", deflated(&deflated_mib(200, 0))).bytes())
            .way("packed three times", || {
                pdf().stream(10, "/Filter [/FlateDecode /FlateDecode /FlateDecode]", deflated(&deflated(&deflated_mib(200, 0)))).bytes()
            })
            .way("packed before an image's own format", || {
                let image = "/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8";
                drawn(&format!("{image} /Filter [/FlateDecode /DCTDecode]"), &deflated_mib(200, 0))
            })
            .way("written in hexadecimal", || {
                let hex: String = deflated_mib(200, 0).iter().map(|it| format!("{it:02x}")).collect();
                pdf().stream(10, "/Filter [/ASCIIHexDecode /FlateDecode]", hex + ">").bytes()
            })
            .way("a small image's pixels", || {
                drawn(
                    "/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
                    &deflated_mib(200, 0),
                )
            })
            .way("its packing named elsewhere", || {
                pdf().stream(10, "/Filter 11 0 R", deflated_mib(200, 0)).object(11, "[/FlateDecode]").bytes()
            })
            .way("twenty of 30 MiB", || {
                let one = deflated_mib(30, 0);
                (10..30).fold(pdf(), |pdf, number| pdf.stream(number, "/Filter /FlateDecode", &one)).bytes()
            }),
        Kind::refused(48, "bomb of another packing", "PDF-EXPANDS")
            .way("run lengths", || drawn_page("/Filter /RunLengthDecode", &[129, b' '].repeat(2 << 20)))
            .way("LZW", || drawn_page("/Filter /LZWDecode", &lzw_mib(200)))
            .way("run lengths in deflate", || {
                drawn_page("/Filter [/FlateDecode /RunLengthDecode]", &deflated(&[129, b' '].repeat(2 << 20)))
            })
            .way("run lengths in an image", || {
                let image = "/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8";
                drawn(&format!("{image} /Filter /RunLengthDecode"), &[129, 0].repeat(2 << 20))
            }),
        Kind::refused(49, "bomb as an object stream", "PDF-EXPANDS")
            .way("1 : 1000", || holds_stream(stream("/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", &deflated_mib(200, b' '))))
            .way("packed twice", || {
                holds_stream(stream("/Type /ObjStm /N 1 /First 5 /Filter [/FlateDecode /FlateDecode]", &deflated(&deflated_mib(200, b' '))))
            })
            .way("forty of 20 MiB", || {
                let one = stream("/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", &deflated_mib(20, b' '));
                (10..50).fold(pdf(), |pdf, number| pdf.object(number, one.clone())).bytes_with_stream_of(&[5])
            })
            .way("the table itself", || {
                let whole = pdf().bytes();
                let at = whole.len();
                let table = stream("/Type /XRef /W [1 4 2] /Size 9 /Root 1 0 R /Filter /FlateDecode", &deflated_mib(200, 0));
                [&whole[..], b"901 0 obj\n", &table, format!("\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes()].concat()
            }),
        Kind::refused(50, "image whose own format says it is huge", "PDF-IMAGE-SIZE")
            .way("JBIG2", || scanned("/JBIG2Decode", &jbig2(60_000, 60_000)))
            .way("JPEG 2000", || scanned("/JPXDecode", &jpx(50_000, 50_000)))
            .way("fax", || drawn_scan("/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>", &[0; 40]))
            .way("JPEG", || scanned("/DCTDecode", &jpeg(60_000, 60_000)))
            .way("JPEG 2000 of endless tiles", || scanned("/JPXDecode", &jpx(4_000_000_000, 4_000_000_000)))
            .way("JBIG2 with its page in another stream", || {
                let image = format!("{SCAN} /Filter /JBIG2Decode /DecodeParms << /JBIG2Globals 11 0 R >>");
                shows().stream(10, &image, []).stream(11, "", jbig2(60_000, 60_000)).bytes()
            }),
        Kind::refused(51, "image of 4 G pixels", "PDF-IMAGE-SIZE")
            .way("by its dictionary", || {
                drawn("/Type /XObject /Subtype /Image /Width 65536 /Height 65536 /ColorSpace /DeviceRGB /BitsPerComponent 8", b"x")
            })
            .way("in what the page draws", || pdf().draws("q 595 0 0 842 0 0 cm BI /W 65000 /H 65000 /CS /G /BPC 8 ID x EI Q").bytes())
            .way("as a mask", || {
                drawn("/Type /XObject /Subtype /Image /ImageMask true /Width 100000 /Height 100000 /BitsPerComponent 1", b"x")
            })
            .way("as an image's mask", || {
                let image = "/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 11 0 R";
                shows()
                    .stream(10, image, [0; 81])
                    .stream(11, "/Subtype /Image /Width 70000 /Height 70000 /ColorSpace /DeviceGray /BitsPerComponent 8", b"x")
                    .bytes()
            })
            .way("negative", || {
                drawn("/Type /XObject /Subtype /Image /Width -1 /Height -1 /ColorSpace /DeviceRGB /BitsPerComponent 8", b"x")
            })
            .way("its size elsewhere", || {
                let image = "/Type /XObject /Subtype /Image /Width 11 0 R /Height 11 0 R /ColorSpace /DeviceRGB /BitsPerComponent 8";
                shows().stream(10, image, b"x").object(11, "65536").bytes()
            }),
        Kind::refused(52, "a million annotations", "PDF-OBJECTS")
            .way("one a million times", || {
                pdf().page(&format!("/Annots [{}]", "10 0 R ".repeat(1_000_000))).object(10, "<< /Subtype /Link >>").bytes()
            })
            .heavy("a million of them", || pdf().page(&format!("/Annots [{}]", "<</Subtype/Link>>".repeat(1_000_000))).bytes())
            .heavy("in object streams", || {
                let annotations: Vec<(u32, Vec<u8>)> = (1_000..301_000).map(|it| (it, b"<</Subtype/Link>>".to_vec())).collect();
                pdf().object(10, object_stream(&annotations)).bytes_with_stream_of(&[5])
            })
            .way("in an array of millions of numbers", || pdf().object(10, format!("[{}]", "0 ".repeat(3_000_000))).bytes()),
    ]
}

const SCAN: &str = "/Type /XObject /Subtype /Image /Width 2480 /Height 3508 /ColorSpace /DeviceGray /BitsPerComponent 8";

/// A page that shows object 10 as its scan.
fn shows() -> Pdf {
    pdf().resources("/XObject << /X 10 0 R >>").draws("q 595 0 0 842 0 0 cm /X Do Q")
}

fn drawn(keys: &str, data: &[u8]) -> Vec<u8> {
    shows().stream(10, keys, data).bytes()
}

fn drawn_scan(keys: &str, data: &[u8]) -> Vec<u8> {
    drawn(&format!("{SCAN} {keys}"), data)
}

fn scanned(filter: &str, data: &[u8]) -> Vec<u8> {
    drawn_scan(&format!("/Filter {filter}"), data)
}

fn drawn_page(keys: &str, data: &[u8]) -> Vec<u8> {
    pdf().stream(4, keys, data).bytes()
}

fn holds_stream(object: Vec<u8>) -> Vec<u8> {
    pdf().object(10, object).bytes_with_stream_of(&[5])
}

/// So many MiB of zeros in LZW, as PDF wants it: widths change one code early.
fn lzw_mib(n_mib: u64) -> Vec<u8> {
    let mut packed = Vec::new();
    let zeros = std::io::BufReader::new(std::io::repeat(0).take(n_mib << 20));
    let mut packer = weezl::encode::Encoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
    packer.into_stream(&mut packed).encode_all(zeros).status.expect("memory takes everything");
    packed
}

/// A page of that size and nothing on it.
fn jbig2(width: u32, height: u32) -> Vec<u8> {
    let page = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[0; 11]].concat();
    [&[0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19], &page[..], &[0, 0, 0, 1, 49, 0, 1, 0, 0, 0, 0]].concat()
}

/// A code stream's beginning.
fn jpx(width: u32, height: u32) -> Vec<u8> {
    let sizes: Vec<u8> = [width, height, 0, 0, 64, 64, 0, 0].iter().flat_map(|it| it.to_be_bytes()).collect();
    let siz = [&[0, 0][..], &sizes, &[0, 1, 7, 1, 1]].concat();
    let cod = [0, 0, 0, 1, 0, 5, 4, 4, 0, 1];
    let qcd = [&[0x40][..], &[0x40; 16]].concat();
    let segment = |mark: u8, body: &[u8]| [&[0xff, mark][..], &(body.len() as u16 + 2).to_be_bytes(), body].concat();
    let tile = [0xff, 0x90, 0, 10, 0, 0, 0, 0, 0, 14, 0, 1, 0xff, 0x93];
    [&[0xff, 0x4f][..], &segment(0x51, &siz), &segment(0x52, &cod), &segment(0x5c, &qcd), &tile, &[0xff, 0xd9]].concat()
}

/// A JPEG's beginning.
pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let [width, height] = [width, height].map(u16::to_be_bytes);
    let tables = [&[0xff, 0xdb, 0, 67, 0][..], &[1; 64]].concat();
    let frame = [&[0xff, 0xc0, 0, 11, 8][..], &height, &width, &[1, 1, 0x11, 0]].concat();
    let codes = [&[0xff, 0xc4, 0, 20, 0][..], &[1; 1], &[0; 15], &[0], &[0xff, 0xc4, 0, 20, 0x10, 1], &[0; 15], &[0]].concat();
    [&[0xff, 0xd8][..], &tables, &frame, &codes, &[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0, 0xff, 0xd9]].concat()
}
