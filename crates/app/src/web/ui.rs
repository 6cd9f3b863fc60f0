//! What the macros of `templates/web/components.html` render: plain views, their texts already in the page's language.
//!
//! A page is a template with a field `shell: Shell` that extends `web/base.html`. Nothing here knows requests, rows or actions.

mod field;
mod finding;
mod list;
mod shell;

pub use field::*;
pub use finding::*;
pub use list::*;
pub use shell::*;
