//! 网页: the desks in a browser. A page takes its input into types, calls one action and shows what came of it; it decides nothing.
//!
//! | module | what |
//! |---|---|
//! | [`serve`] | opens the platform, listens, and stops when told to |
//! | [`router`] | every address, in one list |
//! | [`guard`] | what holds for every request: headers, origin, log |
//! | [`visit`] | who visits, in which language; the fields of a form |
//! | [`refused`] | a refusal as a page, or as JSON |
//! | [`shown`] | what several pages show alike |
//! | [`upload`] | resumable uploads (tus) |
//! | [`ui`] | the views of the components in `templates/web/components.html` |
//! | [`account`], [`handler`], [`authority`], [`public`], [`rulebook`] | the pages, desk by desk |

mod account;
mod assets;
mod authority;
mod guard;
mod handler;
mod public;
mod refused;
mod router;
mod rulebook;
mod serve;
mod shown;
mod ui;
mod upload;
mod visit;

#[cfg(test)]
mod gallery;

pub use serve::{Serving, serve};
