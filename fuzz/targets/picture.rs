//! JPEG, PNG and TIFF; the first byte chooses which, so that none is lost to another's mark.
#![no_main]

const MARKS: [&[u8]; 4] = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let marked = MARKS.iter().any(|it| bytes.starts_with(it));
    match (marked, bytes.split_first()) {
        (false, Some((which, rest))) => fuzz::open_and_look(&[MARKS[usize::from(*which) % 4], rest].concat(), "material"),
        _ => fuzz::open_and_look(bytes, "material"),
    }
});
