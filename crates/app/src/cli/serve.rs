//! `facefile serve`: the desks in a browser.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use actions::Refusal;
use actions::demo::SignIn;
use clap::Args;
use law::Law;
use serde::Deserialize;

use super::{Desk, Exit};
use crate::screen;
use crate::web::{Serving, serve};

/// This machine alone, unless something else is said: whoever opens it to others puts TLS before it.
const LISTEN: &str = "127.0.0.1:8640";
/// Where everything is kept unless something else is said.
const DATA: &str = "facefile-data";

#[derive(Args)]
pub struct ServeArgs {
    /// 存放全部数据的文件夹，默认 facefile-data the folder of everything
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// 监听的地址，默认 127.0.0.1:8640 where to listen
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// 用 PostgreSQL 代替内嵌的数据库 a PostgreSQL in the place of the embedded database
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// 配置文件（TOML）：data、listen、database、origin a file with the same
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// 带演示数据启动，处处标明“演示，非官方” with a demo, marked as one everywhere
    #[arg(long)]
    demo: bool,
}

/// The file that `--config` names. What is typed goes before it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    data: Option<PathBuf>,
    listen: Option<SocketAddr>,
    database: Option<String>,
    origin: Option<String>,
}

pub fn run(desk: Desk, args: ServeArgs) -> Result<Exit, Refusal> {
    let config = args.config.as_deref().map_or_else(|| Ok(Config::default()), read)?;
    let law: &'static Law = match desk.own_law {
        Some(law) => Box::leak(Box::new(law)), // it lives as long as the program
        None => Law::embedded(),
    };
    let serving = Serving {
        data: args.data.or(config.data).unwrap_or_else(|| DATA.into()),
        listen: args.listen.or(config.listen).unwrap_or_else(|| LISTEN.parse().expect("it is an address")),
        database: args.database.or(config.database),
        origin: config.origin,
        is_demo: args.demo,
        law,
    };
    tracing_subscriber::fmt().json().with_writer(std::io::stderr).with_current_span(false).init();
    serve(serving, ready)?;
    Ok(Exit::Clear)
}

fn ready(address: SocketAddr, sign_ins: &[SignIn], took: Duration) {
    let mut text = format!("人脸备案 FaceFile  http://{address}  （{} ms）\n停止：Ctrl-C stop\n", took.as_millis());
    if !sign_ins.is_empty() {
        text += "\n演示，非官方 demo, unofficial\n";
    }
    for it in sign_ins {
        text += &format!("  {:<8} {}   {} · {}\n", it.login, it.password, it.who.0, it.who.1);
    }
    screen::print(&text);
}

fn read(path: &std::path::Path) -> Result<Config, Refusal> {
    let text = fs::read_to_string(path).map_err(|err| Refusal::unreadable(path, &err))?;
    toml::from_str(&text).map_err(|err| {
        let path = path.display();
        let why = err.message();
        Refusal::new(
            (format!("配置文件「{path}」写得不对：{why}。"), format!("The configuration file `{path}` is wrong: {why}.")),
            ("可以写的有 data、listen、database、origin。", "It may hold data, listen, database and origin."),
        )
    })
}
