//! `cargo xtask …`: everything a person or the continuous integration does with this house, in one place.
//! Nothing here depends on a crate, so that it is built in a second.

mod bench;
#[cfg(test)]
mod decisions;
mod demo;
#[cfg(test)]
mod edges;
mod fuzz;
mod new;
mod packages;
mod pictures;

mod shell;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  run                    装齐所需，带演示数据启动网页，直到 Ctrl-C  install what is missing and serve a demo in the browser, until Ctrl-C
  sample                 造一份带缺陷的样例材料包，检查它，写出报告并说明在哪里
                         make a sample packet with faults, check it, write the report and say where it is
  test                   装齐测试所需，运行全部测试            install what the tests need and run all of them
  test --long            再多跑几轮整包的绘制、扫描和识读      more rounds of whole packets, drawn, scanned and read
  check                  提交之前的快速检查：格式、clippy      the quick part before a commit: format and clippy
  fuzz [MINUTES]         用覆盖率引导的模糊测试轮流试读取器的各种输入，默认 30 分钟
                         coverage-guided fuzzing of all the reader takes in, 30 minutes unless said
  bench check            检查的准确率和花费；cost、accuracy 只量一样   how right a check is and what it costs; cost or accuracy for one
  new rule R063 a-name   一条新规则的两个文件和一行登记        the two files and the line of a new rule
  pictures               重新拍摄 README 里的图                take the pictures of the README again
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run"] => demo::serve(),
        ["sample"] => demo::sample(),
        ["test"] => test::test(false),
        ["test", "--long"] => test::test(true),
        ["check"] => test::check(),
        ["fuzz"] => fuzz::fuzz("30"),
        ["fuzz", minutes] => fuzz::fuzz(minutes),
        ["bench", "check", what @ ..] => bench::check(what),
        ["new", "rule", code, name] => new::rule(code, name),
        ["pictures"] => pictures::take(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("没有这个命令 there is no command `{}`\n\n{HELP}", other.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
