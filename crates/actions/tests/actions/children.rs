//! The parser child: what it must not be able to do, and what is told when it tries to cost too much.

use std::fs;

use actions::child::{self, Death, Escape};
use reader::Limits;

const REACHING_OUT: [Escape; 6] = [Escape::OpenFile, Escape::WriteFile, Escape::Connect, Escape::Exec, Escape::Fork, Escape::Signal];

/// The system forbade it; any other error would also come without confinement.
pub fn is_forbidden(said: &str) -> bool {
    said.contains("not permitted") || said.contains("Permission denied")
}

pub fn nothing_is_reached_from_the_parser() {
    for escape in REACHING_OUT {
        let tried = child::self_test(&Limits::default(), escape).expect("the child lives");
        assert!(tried.as_ref().is_err_and(|said| is_forbidden(said)), "{escape:?}: {tried:?}");
    }
}

/// So that the test above can fail.
pub fn the_attempts_work_outside() {
    for escape in REACHING_OUT {
        let tried = escape.attempt().map_err(|error| error.to_string());
        assert!(!tried.as_ref().is_err_and(|said| is_forbidden(said)), "{escape:?}: {tried:?}");
    }
    fs::remove_file(std::env::temp_dir().join("facefile-escaped")).expect("it was written");
}

pub fn limits_are_told_as_limits() {
    let limits = Limits { memory_bytes: 256 << 20, cpu_seconds: 1, wall_seconds: 10, ..Limits::default() };
    let patient = Limits { cpu_seconds: 60, wall_seconds: 1, ..limits.clone() };
    let told = |limits: &Limits, escape| child::self_test(limits, escape).expect_err("it does not live").wording().zh;
    assert!(told(&limits, Escape::Memory).starts_with("读取需要的内存超过 256 MiB，已停止；文件内容未作判断。"));
    assert!(told(&limits, Escape::Spin).starts_with("读取超过 1 秒，已停止；文件内容未作判断。"));
    assert!(told(&patient, Escape::Sleep).starts_with("读取超过 1 秒，已停止；文件内容未作判断。"));
}

pub fn a_lie_is_not_believed() {
    let lied = child::self_test(&Limits::default(), Escape::Lie);
    assert!(matches!(lied, Err(Death::Nonsense)), "{lied:?}");
}

pub fn confinement_is_known() {
    let confinement = child::confinement(&Limits::default()).expect("this kernel confines");
    assert!(confinement.holds() && confinement.limits && confinement.calls, "{confinement:?}");
}
