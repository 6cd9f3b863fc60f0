//! Builds again when a file is added to or taken from `law/`: the embedded folder is part of this crate.

fn main() {
    println!("cargo:rerun-if-changed=../../law");
}
