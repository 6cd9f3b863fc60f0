//! The pages of `facefile serve`: what they are made of. Rendered here, complete without script; script only improves.

pub mod ui;

#[cfg(test)]
mod gallery;
