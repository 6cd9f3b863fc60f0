//! What people bring, and what they are told: packets, archives and files as they come, with children and programs that misbehave; and
//! who may do what.
//!
//! This program is also the child, as the real one is: its own `main` asks first whether it is to be one. It is Tesseract too, for the
//! tests in which that one dies: linked under its name. Everything temporary goes to a folder of the run's own, which must be empty at
//! the end.

mod archives;
mod bad_input;
mod children;
mod circle;
mod desk;
mod hostile;
mod interrupted;
mod new_packet;
mod rebuild;
mod recognition;
mod rights;
mod rights_matrix;
mod rights_page;
mod writing;

use std::panic::catch_unwind;
use std::path::Path;
use std::process::{Command, ExitCode};

/// A test by its name.
type Test = (&'static str, fn());

macro_rules! tests {
    ($($room:ident: $($test:ident)+;)+) => { &[$($((concat!(stringify!($room), "::", stringify!($test)), $room::$test)),+),+] };
}

const TESTS: &[Test] = tests! {
    bad_input: a_packet_that_cannot_be_taken a_form_edition_nobody_knows_is_a_finding what_is_not_where_it_should_be kinds_that_are_not_read
        one_bad_file_and_the_rest_is_judged numbers_of_persons_are_not_repeated;
    archives: what_is_refused what_is_taken a_packet_file_inside_is_named_with_its_archive;
    children: nothing_is_reached_from_the_parser the_attempts_work_outside limits_are_told_as_limits a_lie_is_not_believed
        confinement_is_known;
    hostile: every_kind_ends_as_it_should;
    rebuild: a_copy_shows_the_same_and_holds_nothing_else what_was_told_of_is_gone what_has_no_copy_is_told;
    recognition: a_scan_is_read without_tesseract_nothing_is_called_absent a_tesseract_that_fails_costs_the_words_alone
        nothing_is_reached_from_tesseract;
    writing: nothing_is_overwritten_unless_asked a_folder_that_is_there a_place_that_cannot_be;
    new_packet: it_can_be_checked_at_once every_field_is_in_it the_schema_fits_the_sample_and_no_broken_packet;
    interrupted: what_was_unpacked_is_gone;
    circle: from_a_draft_to_the_register;
    rights: every_act_is_permitted_to_somebody roles_agree_with_the_lifecycle a_handler_sees_its_own_cases_only
        an_office_sees_what_was_sent_to_it_or_below a_case_that_was_withdrawn_unsent_stays_the_handlers
        a_case_on_its_way_is_received_where_it_is_sent nobody_is_both_ends_of_a_case readers_and_auditors_only_look
        the_operator_reads_no_case the_system_does_what_the_lifecycle_gives_it without_a_seat_there_is_the_own_account
        a_seat_is_where_it_says;
    rights_matrix: every_cell_is_as_written_by_hand;
    rights_page: the_page_is_printed_from_the_policies;
};

fn main() -> ExitCode {
    if let Some(code) = actions::child::entry(std::env::args()) {
        return code;
    }
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [program, rest @ ..] if program.ends_with("/tesseract") => recognition::misbehave(Path::new(program), rest),
        [_, "--check-until-told-to-stop", packet] => interrupted::check_until_told_to_stop(Path::new(packet)),
        [_, "--make", number, way, place] => hostile::make(number, way, Path::new(place)),
        _ if std::env::var_os(OWN).is_none() => in_a_temporary_folder_of_its_own(&arguments[1..]),
        [_, rest @ ..] => run(rest.iter().find(|it| !it.starts_with('-')).copied().unwrap_or_default()),
        [] => ExitCode::FAILURE,
    }
}

/// Set when this program is on its second start.
const OWN: &str = "FACEFILE_TEST_FOLDER";

fn in_a_temporary_folder_of_its_own(arguments: &[String]) -> ExitCode {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let this = std::env::current_exe().expect("this program");
    let status = Command::new(this).args(arguments).env("TMPDIR", folder.path()).env(OWN, folder.path()).status().expect("a second start");
    let left: Vec<_> = folder.path().read_dir().expect("it is there").flatten().map(|it| it.file_name()).collect();
    assert!(left.is_empty(), "left behind: {left:?}");
    if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(filter: &str) -> ExitCode {
    let chosen: Vec<&Test> = TESTS.iter().filter(|it| it.0.contains(filter)).collect();
    let failed: Vec<&str> = chosen.iter().filter(|it| !passes(it)).map(|it| it.0).collect();
    println!("\n{} tests, {} failed {}", chosen.len(), failed.len(), failed.join(", "));
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn passes((name, test): &Test) -> bool {
    let passed = catch_unwind(test).is_ok();
    println!("test {name} ... {}", if passed { "ok" } else { "FAILED" });
    passed
}
