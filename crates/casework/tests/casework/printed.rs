//! Pages printed from the code and kept beside it.

use std::path::Path;

/// Compares a page of the repository with what the code prints now, or writes it when `UPDATE_EXPECT` is set.
pub fn compare(page: &str, printed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(page);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, printed).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == printed, "{page} is not what the code says now; UPDATE_EXPECT=1 cargo test -p casework rewrites it");
}
