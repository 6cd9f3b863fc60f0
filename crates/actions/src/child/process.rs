//! The parent's side of a child: started, spoken to, timed, and ended by its own id. Every way to die has a sentence.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use casework::words::Wording;

use super::confine::Budget;
use crate::clock;
use crate::disk::NOT_PLAIN;

/// What a child says on its error stream is only looked at for the one thing that names its death.
const COMPLAINT_BYTES_MAX: u64 = 4096;

/// How often it is looked whether a child still works.
const GLANCE: Duration = Duration::from_millis(200);

/// How programs in Rust and in C++ say that there is no more memory.
const OUT_OF_MEMORY: [&str; 2] = ["memory allocation of", "std::bad_alloc"];

/// Why a child did not answer.
#[derive(Debug)]
pub enum Death {
    /// It took longer than it may, in seconds.
    Time(u64),
    /// It worked longer than it may on one thing, in seconds of the processor.
    Work(u64),
    /// It took more memory than it may, in bytes.
    Memory(u64),
    /// It died of a signal.
    Signal(i32),
    /// It ended on its own.
    Exit(Option<i32>),
    /// It answered what makes no sense.
    Nonsense,
    /// It could not be started.
    NotStarted(io::Error),
    /// Nothing confines it on this machine, so it was given nothing.
    Unconfined,
    /// The file could not be read to its end, or changed while it was.
    File(io::Error),
    /// What was unpacked could not be written here.
    Disk(io::Error),
}

impl Death {
    /// What happened, for a person, as a whole sentence with what to do.
    pub fn wording(&self) -> Wording {
        let event = self.event();
        let Some((fix_zh, fix_en)) = self.fix() else { return event };
        Wording::new(
            format!("{}；文件内容未作判断。{fix_zh}。", event.zh),
            format!("{}; nothing in the file was judged. {fix_en}.", event.en),
        )
    }

    /// What happened, without a full stop.
    pub fn event(&self) -> Wording {
        let (zh, en) = match self {
            Death::Time(seconds) | Death::Work(seconds) => {
                (format!("读取超过 {seconds} 秒，已停止"), format!("reading took more than {seconds} s and was stopped"))
            }
            Death::Memory(bytes) => {
                let mib = bytes >> 20;
                (format!("读取需要的内存超过 {mib} MiB，已停止"), format!("reading needed more than {mib} MiB of memory and was stopped"))
            }
            Death::Signal(signal) => (format!("读取程序中途退出（信号 {signal}）"), format!("the reading process died (signal {signal})")),
            Death::Exit(code) => {
                let code = code.map_or("?".to_owned(), |it| it.to_string());
                (format!("读取程序中途退出（状态 {code}）"), format!("the reading process ended early (status {code})"))
            }
            Death::Nonsense => (
                "读取程序的回答前后矛盾，已停止".to_owned(),
                "the reading process gave an answer that contradicts itself and was stopped".to_owned(),
            ),
            Death::NotStarted(error) => {
                (format!("无法启动读取程序（{error}）"), format!("the reading process could not be started ({error})"))
            }
            Death::Unconfined => (
                "本机内核不能隔离读取程序（既无 Landlock 也无 seccomp），为安全起见没有打开文件".to_owned(),
                "this machine's kernel cannot confine the reading process (neither Landlock nor seccomp), so the file was not opened"
                    .to_owned(),
            ),
            Death::File(error) => return unreadable(error),
            Death::Disk(error) => {
                (format!("解压出来的文件写不下去（{error}）"), format!("what was unpacked could not be written ({error})"))
            }
        };
        Wording::new(zh, en)
    }

    fn fix(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Death::Time(_) | Death::Work(_) => ("可用「打印为 PDF」重新生成后再试", "Print it to PDF again and retry"),
            Death::Memory(_) => ("可降低扫描分辨率后再试", "Scan at a lower resolution and retry"),
            Death::Signal(_) | Death::Exit(_) | Death::Nonsense => ("请人工查看这份文件", "Look at the file by hand"),
            Death::NotStarted(_) => (
                "请检查本机的进程数、打开文件数限额，以及 /proc 是否已挂载",
                "Check this machine's limits of processes and open files, and that /proc is mounted",
            ),
            Death::Unconfined => ("请换用 5.13 以上的 Linux 内核", "Use a Linux kernel of 5.13 or later"),
            Death::Disk(_) => ("请腾出空间", "Make room"),
            Death::File(_) => return None,
        })
    }
}

/// A file that cannot be read, as a whole sentence.
fn unreadable(error: &io::Error) -> Wording {
    match error.kind() {
        io::ErrorKind::PermissionDenied => Wording::new(
            "没有权限读取；文件内容未作判断。请改它的权限，再检查一次。",
            "there is no permission to read it; nothing in the file was judged. Change its permissions and check again.",
        ),
        NOT_PLAIN => Wording::new(
            "它不是普通文件（是文件夹、管道、设备或者链接），没有打开。请把文件本身放进材料包。",
            "it is no plain file (but a folder, pipe, device or link) and was not opened. Put the file itself into the packet.",
        ),
        io::ErrorKind::UnexpectedEof => Wording::new(
            "文件在读取过程中变短了；文件内容未作判断。请等它写完，再检查一次。",
            "the file grew shorter while being read; nothing in it was judged. Let it be written to its end and check again.",
        ),
        _ => Wording::new(
            format!("文件在读取过程中消失、变动或无法读取：{error}。请确认文件还在，再检查一次。"),
            format!("the file vanished, changed or could not be read while being read: {error}. Make sure it is there and check again."),
        ),
    }
}

/// Bytes for a child.
pub enum Input {
    /// From memory.
    Bytes(Vec<u8>),
    /// From a file: this many bytes, no more and no fewer.
    File(File, u64),
}

/// A running child and the threads that carry its words. It ends when this is dropped.
pub struct Process<T> {
    child: Child,
    to_child: Sender<Input>,
    from_child: Receiver<Said<T>>,
    complaint: Receiver<String>,
    budget: Budget,
}

enum Said<T> {
    Word(T),
    Ended,
    Nonsense,
    NoInput(io::Error),
}

/// For glibc's allocator: pictures that are done with are used again, and not given back to the kernel and asked for anew, zeroed.
const MEMORY: [(&str, &str); 2] = [("MALLOC_MMAP_MAX_", "0"), ("MALLOC_TRIM_THRESHOLD_", "1073741824")];

impl<T: Send + 'static> Process<T> {
    /// Starts this very program again as a child, with these arguments and an environment that is empty but for [`MEMORY`] and `environment`.
    pub fn start(
        arguments: &[String],
        environment: &[(&str, &str)],
        budget: Budget,
        mut hear: impl FnMut(&mut dyn Read) -> io::Result<Option<T>> + Send + 'static,
    ) -> Result<Process<T>, Death> {
        // Resolved after the fork, so it is this program even if its file was replaced since.
        let mut command = Command::new("/proc/self/exe");
        command.arg(super::HIDDEN).args(arguments).env_clear().envs(MEMORY).envs(environment.iter().copied()).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(Death::NotStarted)?;
        let (mut stdin, mut stdout) = (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
        let stderr = child.stderr.take().expect("piped");

        let (say, from_child) = channel();
        let (to_child, inputs) = channel::<Input>();
        let no_input = say.clone();
        thread::spawn(move || {
            for input in inputs {
                match hand_over(input, &mut stdin) {
                    Ok(()) => {}
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return, // its death is told by the other end
                    Err(error) => return drop(no_input.send(Said::NoInput(error))),
                }
            }
        });
        thread::spawn(move || {
            loop {
                let said = match hear(&mut stdout) {
                    Ok(Some(word)) => Said::Word(word),
                    Ok(None) => Said::Ended,
                    Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Said::Ended,
                    Err(_) => Said::Nonsense,
                };
                let ended = !matches!(said, Said::Word(_));
                if say.send(said).is_err() || ended {
                    return;
                }
            }
        });
        let (complain, complaint) = channel();
        thread::spawn(move || {
            let mut text = Vec::new();
            let mut stderr = stderr;
            let _ = (&mut stderr).take(COMPLAINT_BYTES_MAX).read_to_end(&mut text);
            let _ = io::copy(&mut stderr, &mut io::sink()); // a child that says more must not wait for a reader
            let _ = complain.send(String::from_utf8_lossy(&text).into_owned());
        });
        Ok(Process { child, to_child, from_child, complaint, budget })
    }

    /// Gives it something to read; it is carried over while we go on.
    pub fn give(&self, input: Input) {
        let _ = self.to_child.send(input); // a child that is gone says so when it is asked
    }

    /// Closes its input, so that it knows there is no more.
    pub fn no_more(&mut self) {
        self.to_child = channel().0;
    }

    /// Waits for its next word.
    pub fn hear(&mut self, seconds: u64) -> Result<T, Death> {
        self.hear_within(seconds, u64::MAX)
    }

    /// Waits for its next word, so many seconds by the clock, and no longer than it works so many on it: a busy machine is not its fault.
    pub fn hear_within(&mut self, seconds: u64, work_seconds: u64) -> Result<T, Death> {
        let (until, worked_before) = (Instant::now() + Duration::from_secs(seconds), self.spent());
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.from_child.recv_timeout(left.min(GLANCE)) {
                Ok(Said::Word(word)) => return Ok(word),
                Ok(Said::NoInput(error)) => return Err(Death::File(error)),
                Ok(Said::Nonsense) => return Err(Death::Nonsense),
                Ok(Said::Ended) | Err(RecvTimeoutError::Disconnected) => return Err(self.cause()),
                Err(RecvTimeoutError::Timeout) if left.is_zero() => return Err(Death::Time(seconds)),
                Err(RecvTimeoutError::Timeout) if self.spent().saturating_sub(worked_before).as_secs() >= work_seconds => {
                    return Err(Death::Work(work_seconds));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// After its last word: whether it ended as it should.
    pub fn ended_well(&mut self) -> Result<(), Death> {
        match self.ended_by(Duration::from_secs(2)) {
            Ok(status) if status.success() => Ok(()),
            _ => Err(self.cause()),
        }
    }

    /// Why it ended.
    fn cause(&mut self) -> Death {
        let Ok(status) = self.ended_by(Duration::from_secs(2)) else { return Death::Nonsense };
        let complaint = self.complaint.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
        match status.signal() {
            _ if OUT_OF_MEMORY.iter().any(|it| complaint.contains(it)) => Death::Memory(self.budget.memory_bytes),
            Some(libc::SIGXCPU) => Death::Work(self.budget.cpu_seconds),
            Some(signal) => Death::Signal(signal),
            None => Death::Exit(status.code()),
        }
    }

    /// It closed its output, so its end is near.
    fn ended_by(&mut self, patience: Duration) -> Result<ExitStatus, ()> {
        let until = Instant::now() + patience;
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return Ok(status),
                Ok(None) if Instant::now() < until => thread::sleep(Duration::from_millis(2)),
                _ => return Err(()),
            }
        }
    }

    /// Processor time it has spent so far, as long as nobody asked how it ended.
    pub fn spent(&self) -> Duration {
        clock::spent_by(&self.child.id().to_string())
    }

    /// The most memory it has held so far, in bytes, while it still runs.
    pub fn peak_bytes(&self) -> u64 {
        let status = std::fs::read_to_string(PathBuf::from(format!("/proc/{}/status", self.child.id()))).unwrap_or_default();
        let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) << 10
    }
}

fn hand_over(input: Input, to: &mut impl Write) -> io::Result<()> {
    match input {
        Input::Bytes(bytes) => to.write_all(&bytes)?,
        Input::File(file, n_bytes) => {
            if io::copy(&mut file.take(n_bytes), to)? != n_bytes {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
    to.flush()
}

impl<T> Drop for Process<T> {
    fn drop(&mut self) {
        let _ = self.child.kill(); // by its own id; it may be gone already
        let _ = self.child.wait();
    }
}
