//! The law folder as it is shipped, and what happens to a broken one.

mod broken;
mod deadlines;
mod forms;
mod texts;
mod values;

use std::path::{Path, PathBuf};

/// The folder in the repository, which is also the one embedded.
fn law_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law")
}
