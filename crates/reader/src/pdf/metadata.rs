//! XMP: text in XML that readers are tempted to open. It is not read here, only looked at for what it would make a reader do.

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Whether it has a document type: entities are defined there, and other files named.
pub fn defines_entities(xmp: &[u8]) -> bool {
    let encoding = Encoding::for_bom(xmp).map_or(UTF_8, |it| it.0);
    let (text, ..) = encoding.decode(xmp);
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::DocType(_)) => return true,
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}
