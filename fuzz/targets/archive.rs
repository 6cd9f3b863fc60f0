//! A packet as an archive.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = reader::archive::unpack(bytes, &fuzz::limits(), &mut |name, _| assert!(reader::archive::is_safe_name(name)));
});
