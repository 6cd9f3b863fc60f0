//! What a child gives up before it reads a byte. Everything here needs no privilege; what the kernel lacks is reported.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr, RulesetCreatedAttr,
    RulesetStatus, Scope,
};
use rustix::process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, TargetArch, apply_filter,
};
use serde::{Deserialize, Serialize};

/// 隔离: how a child is confined on this machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[doc(alias = "隔离")]
pub struct Confinement {
    /// Limits of memory, processor time, open files and core dumps.
    pub limits: bool,
    /// Landlock keeps it from all files but those it is given.
    pub files: bool,
    /// Landlock knows all that was asked of it (network and signals too, on a recent kernel).
    pub files_fully: bool,
    /// Seccomp keeps it from all calls to the system but those it needs.
    pub calls: bool,
}

impl Confinement {
    /// Whether anything keeps a hostile file from the machine. Where nothing does, no file is read.
    pub fn holds(self) -> bool {
        self.limits && (self.files || self.calls)
    }
}

/// What a child may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Address space, in bytes.
    pub memory_bytes: u64,
    /// Processor time, in seconds.
    pub cpu_seconds: u64,
}

/// The parser: no file, no network, no program, no process, and only the calls that memory and its two pipes need.
pub fn parser(budget: Budget) -> Confinement {
    let limits = limit(budget, 8).and_then(|()| end_with_parent()).is_ok();
    let files = restrict_files(&[]);
    let calls = apply(parser_calls()).is_ok();
    Confinement { limits, files: files != RulesetStatus::NotEnforced, files_fully: files == RulesetStatus::FullyEnforced, calls }
}

/// Tesseract: reads its program, libraries and data; no network, no process. It must still be able to start.
pub fn tesseract(budget: Budget, readable: &[PathBuf]) -> Confinement {
    let limits = limit(budget, 64).and_then(|()| end_with_parent()).is_ok();
    let files = restrict_files(readable);
    let calls = apply(no_network_and_no_process()).is_ok();
    Confinement { limits, files: files != RulesetStatus::NotEnforced, files_fully: files == RulesetStatus::FullyEnforced, calls }
}

fn limit(budget: Budget, n_files: u64) -> rustix::io::Result<()> {
    let set = |resource, soft, hard| setrlimit(resource, Rlimit { current: Some(soft), maximum: Some(hard) });
    set(Resource::As, budget.memory_bytes, budget.memory_bytes)?;
    set(Resource::Cpu, budget.cpu_seconds, budget.cpu_seconds + 1)?; // a signal first, the end a second later
    set(Resource::Nofile, n_files, n_files)?;
    set(Resource::Fsize, 0, 0)?;
    set(Resource::Core, 0, 0)
}

/// A parent that is killed can end nobody: the kernel does it then. Becoming another program keeps this.
fn end_with_parent() -> rustix::io::Result<()> {
    set_parent_process_death_signal(Some(Signal::KILL))
}

/// Sets `no_new_privs` as well. A failure is the same as a kernel without Landlock: it is reported, and the rest must hold.
fn restrict_files(readable: &[PathBuf]) -> RulesetStatus {
    let restrict = || {
        let ruleset = Ruleset::default()
            .set_compatibility(CompatLevel::BestEffort)
            .handle_access(AccessFs::from_all(ABI::V5))?
            .handle_access(AccessNet::from_all(ABI::V4))?
            .scope(Scope::from_all(ABI::V6))?
            .create()?;
        let mut rules = readable.iter().filter_map(|it| PathFd::new(it).ok().map(|fd| (it, fd)));
        let ruleset = rules.try_fold(ruleset, |ruleset, (path, fd)| ruleset.add_rule(PathBeneath::new(fd, read_access(path))))?;
        Ok::<_, landlock::RulesetError>(ruleset.restrict_self()?.ruleset)
    };
    restrict().unwrap_or(RulesetStatus::NotEnforced)
}

fn read_access(path: &Path) -> landlock::BitFlags<AccessFs> {
    let access = AccessFs::Execute | AccessFs::ReadFile;
    if path.is_dir() { access | AccessFs::ReadDir } else { access }
}

fn apply(program: Result<BpfProgram, seccompiler::Error>) -> Result<(), seccompiler::Error> {
    apply_filter(&program?)
}

/// The calls that a program with its code in place, one thread and two pipes makes. All others answer EPERM.
fn parser_calls() -> Result<BpfProgram, seccompiler::Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = ALLOWED.iter().map(|it| (*it, Vec::new())).collect();
    // New memory is never code.
    let not_code = SeccompCondition::new(2, SeccompCmpArgLen::Dword, SeccompCmpOp::MaskedEq(libc::PROT_EXEC as u64), 0)?;
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        rules.insert(call, vec![SeccompRule::new(vec![not_code.clone()])?]);
    }
    // A signal only to itself: how a process that must stop stops.
    let own_pid = u64::from(std::process::id());
    let to_itself = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, own_pid)?;
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![to_itself])?]);
    compile(rules, SeccompAction::Errno(libc::EPERM as u32), SeccompAction::Allow)
}

const ALLOWED: &[i64] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_getrandom,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_sched_yield,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Tesseract is a program we did not write: it keeps its calls but for those that reach other machines and other processes,
/// or start any. It is still to become itself, so starting a program in its own place is left to Landlock.
fn no_network_and_no_process() -> Result<BpfProgram, seccompiler::Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = FORBIDDEN.iter().map(|it| (*it, Vec::new())).collect();
    let own_pid = u64::from(std::process::id());
    let to_another = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, own_pid)?;
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![to_another])?]);
    compile(rules, SeccompAction::Allow, SeccompAction::Errno(libc::EPERM as u32))
}

const FORBIDDEN: &[i64] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_clone,
    libc::SYS_clone3,
    #[cfg(target_arch = "x86_64")] // newer machines have only `clone`
    libc::SYS_fork,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_vfork,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_mount,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
];

fn compile(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    otherwise: SeccompAction,
    on_match: SeccompAction,
) -> Result<BpfProgram, seccompiler::Error> {
    let machine = TargetArch::try_from(std::env::consts::ARCH)?;
    Ok(SeccompFilter::new(rules, otherwise, on_match, machine)?.try_into()?)
}
