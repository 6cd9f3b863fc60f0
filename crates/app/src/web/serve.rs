//! Opens the platform, listens, reads what is uploaded in the background, and stops when told to: what is underway is finished first.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use actions::demo::{self, SignIn};
use actions::{Opening, Platform, Refusal, case};
use law::Law;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::router::router;

/// After a failure of the store, reading is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(10);

/// What `facefile serve` is asked.
pub struct Serving {
    /// The folder of everything.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// A database server in the place of the file.
    pub database: Option<String>,
    /// The ledger's name.
    pub origin: Option<String>,
    /// Whether it is a demo.
    pub is_demo: bool,
    /// The law in use.
    pub law: &'static Law,
}

/// Serves until it is told to stop. `ready` is told the address and the sign-ins of a demo.
///
/// # Errors
/// The folder, the keys, the database or the address cannot be used.
pub fn serve(serving: Serving, ready: impl FnOnce(SocketAddr, &[SignIn], Duration)) -> Result<(), Refusal> {
    let since = Instant::now();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|err| no_room(&err))?;
    runtime.block_on(async move {
        let opening = Opening {
            data: serving.data.clone(),
            database: serving.database.clone(),
            passphrase: None,
            origin: serving.origin.clone(),
            law: serving.law,
            is_demo: serving.is_demo,
            now: jiff::Timestamp::now,
        };
        let platform = Platform::open(opening).await?;
        let sign_ins = if serving.is_demo { demo::found(&platform, &serving.data).await? } else { Vec::new() };
        let listener = TcpListener::bind(serving.listen).await.map_err(|err| cannot_listen(serving.listen, &err))?;
        let address = listener.local_addr().map_err(|err| cannot_listen(serving.listen, &err))?;
        tokio::spawn(read_uploads(platform.clone()));
        if serving.is_demo {
            tokio::spawn(fill_demo(platform.clone(), sign_ins.clone()));
        }
        ready(address, &sign_ins, since.elapsed());
        let service = router(platform.clone()).into_make_service();
        let served = axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await;
        platform.close().await;
        served.map_err(|err| cannot_listen(address, &err))
    })
}

/// What is uploaded is read one file after the other; whatever waited when the program ended waits still.
async fn read_uploads(platform: Platform) {
    loop {
        if let Err(refusal) = case::read_what_waits(&platform).await {
            tracing::error!(why = %refusal.message.en, "reading.failed");
            tokio::time::sleep(TRY_AGAIN).await;
            continue;
        }
        case::wait_for_reading(&platform).await;
    }
}

async fn fill_demo(platform: Platform, sign_ins: Vec<SignIn>) {
    match demo::fill(&platform, &sign_ins).await {
        Ok(()) => tracing::info!("demo.filled"),
        Err(refusal) => tracing::error!(why = %refusal.message.en, "demo.not_filled"),
    }
}

async fn told_to_stop() {
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

fn cannot_listen(address: SocketAddr, err: &std::io::Error) -> Refusal {
    Refusal::new(
        (format!("不能在 {address} 上监听：{err}。"), format!("Cannot listen on {address}: {err}.")),
        ("请换一个地址或者端口（--listen），或者停掉占用它的程序。", "Choose another address or port (--listen), or stop what uses it."),
    )
}

fn no_room(err: &std::io::Error) -> Refusal {
    Refusal::new(
        (format!("程序没有启动：{err}。"), format!("The program did not start: {err}.")),
        ("请看一下内存和进程数的限制。", "Look at the limits of memory and processes."),
    )
}
