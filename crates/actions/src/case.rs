//! 备案事项, at the handler's desk: from a draft to a receipt. One file for each act; [`dossier`] is what all of them load.

mod add_material;
mod answer_correction;
mod answer_finding;
mod check;
mod discard;
mod dossier;
mod edit;
mod home;
mod letters;
mod open;
mod prove_receipt;
mod reading;
mod remove_material;
mod see;
mod see_material;
mod step;
mod submit;
mod upload;
mod withdraw;

pub use add_material::{NewMaterial, add_material};
pub use answer_correction::answer_correction;
pub use answer_finding::answer_finding;
pub use check::check_case;
pub use discard::discard_draft;
pub use edit::{Edit, Edited, add_use, edit_answer, edit_answers, remove_use};
pub use home::{CaseLine, FilingLine, Home, home};
pub use letters::{LetterLine, letter};
pub use open::open_case;
pub use prove_receipt::{Proof, prove_receipt};
pub use reading::{read_what_waits, wait_for_reading};
pub use remove_material::remove_material;
pub use see::{AskedOf, CaseView, HistoryLine, MaterialLine, see_case};
pub use see_material::{page_picture, page_picture_for};
pub use submit::{Submitted, submit_case};
pub use upload::{Announced, Piece, Progress, begin_upload, cancel_upload, sweep_uploads, upload_progress};
pub use withdraw::withdraw_case;

use dossier::Slotted;
pub(crate) use dossier::{Dossier, allowed, hex};
pub(crate) use letters::{keep_letter, letters_of};
pub(crate) use see::{Desk, asked_of, deadline, history_of, snapshot};
pub(crate) use step::{Step, take};
