//! The child's side: confine, then answer questions about one file until the parent is gone.

use std::io::{self, Read, Write};

use reader::ocr::Raster;
use reader::{Grey, Limits, Opened, archive};

use super::confine;
use super::protocol::{Answer, Escape, Request, receive, send};

/// Answers until the input ends.
pub fn serve(budget: confine::Budget) -> io::Result<()> {
    let (mut from, mut to) = (io::stdin().lock(), io::stdout().lock());
    send(&mut to, &Answer::Ready(confine::parser(budget)), &[])?;
    answer_all(&mut from, &mut to)
}

fn answer_all(from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
    let mut opened = None;
    // The parent is trusted; memory is limited by the kernel.
    while let Some((request, raw)) = receive::<Request>(from, u64::MAX)? {
        match request {
            Request::Open { name, limits } => opened = open(raw, &name, &limits, to)?,
            Request::Unpack { limits } => unpack(&raw, &limits, to)?,
            Request::SelfTest(escape) => self_test(escape, to)?,
            about_the_file => match opened.as_ref().and_then(|file| draw(file, about_the_file)) {
                Some((answer, raw)) => send(to, &answer, &raw)?,
                None => send(to, &Answer::Nothing, &[])?,
            },
        }
    }
    Ok(())
}

/// Opens a file and says so; nothing that was refused stays open.
fn open(raw: Vec<u8>, name: &str, limits: &Limits, to: &mut impl Write) -> io::Result<Option<Opened>> {
    let mut told = Ok(());
    let opened = reader::open_watched(raw, name, limits, &mut |kind, page| {
        if told.is_ok() {
            told = send(to, &Answer::Begins { kind, page }, &[]);
        }
    });
    told?;
    match opened {
        Ok(mut file) => {
            let (facts, texts) = (file.facts.clone(), std::mem::take(&mut file.texts));
            send(to, &Answer::Opened { facts, texts }, &[])?;
            Ok(Some(file))
        }
        Err(refused) => send(to, &Answer::Refused(refused), &[]).map(|()| None),
    }
}

fn draw(file: &Opened, request: Request) -> Option<(Answer, Vec<u8>)> {
    match request {
        Request::Raster { page, quarters } => {
            let Raster { how, grey } = file.raster(page, quarters)?;
            Some((Answer::Raster { how, width: grey.width, height: grey.height }, grey.pixels))
        }
        Request::Crops { how, areas, kind, look } => Some(crops(file.crops(how.page, how.pose, &areas, kind, look)?)),
        Request::Ring { page, area } => Some(crops(file.ring(page, area)?.into())),
        Request::Preview { page, width_px } => Some((Answer::Preview, file.preview(page, width_px)?)),
        Request::Pixels { page } => {
            let picture = file.pixels(page)?;
            Some((Answer::Pixels { width: picture.width, height: picture.height }, picture.rgb))
        }
        Request::Open { .. } | Request::Unpack { .. } | Request::SelfTest(_) => None,
    }
}

fn crops(crops: Vec<Grey>) -> (Answer, Vec<u8>) {
    let sizes = crops.iter().map(|it| (it.width, it.height)).collect();
    (Answer::Crops { sizes }, crops.into_iter().flat_map(|it| it.pixels).collect())
}

fn unpack(raw: &[u8], limits: &Limits, to: &mut impl Write) -> io::Result<()> {
    let mut sent = Ok(());
    let unpacked = archive::unpack(raw, limits, &mut |name, content| {
        if sent.is_ok() {
            sent = send(to, &Answer::Entry { name: name.to_owned() }, &content);
        }
    });
    sent?;
    match unpacked {
        Ok(()) => send(to, &Answer::Unpacked, &[]),
        Err(refused) => send(to, &Answer::Refused(refused), &[]),
    }
}

/// Tries what must not work, so that a test can see that it does not.
fn self_test(escape: Escape, to: &mut impl Write) -> io::Result<()> {
    if escape == Escape::Lie {
        let how = reader::ocr::Prepared { page: 1, dpi: 200.0, pose: reader::Pose::LEVEL };
        return send(to, &Answer::Raster { how, width: 60_000, height: 60_000 }, &[255; 64]);
    }
    send(to, &Answer::Tried(escape.attempt().map_err(|error| error.to_string())), &[])
}
