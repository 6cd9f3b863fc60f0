//! Any bytes under any name: what kind of file they are.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (name, content) = bytes.split_at(bytes.len().min(12));
    fuzz::open_and_look(content, &String::from_utf8_lossy(name));
});
