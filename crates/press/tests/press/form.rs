//! The papers of a packet, printed and read back.

use casework::packet::Packet;
use jiff::civil::{Date, date};
use press::form::{Paper, print};

const GYM: &str = include_str!("gym.toml");

fn today() -> Date {
    date(2026, 11, 24)
}

#[test]
fn every_paper_is_printed() {
    let packet = Packet::parse(GYM).unwrap();
    for paper in Paper::ALL {
        let started = std::time::Instant::now();
        let printed = print(&packet, law::Law::embedded(), paper, today()).unwrap();
        println!("{}: {:?}, PDF {} B, DOCX {} B", printed.name, started.elapsed(), printed.pdf.len(), printed.docx.len());
        std::fs::write(format!("/tmp/press/{:?}.pdf", paper), &printed.pdf).unwrap();
        std::fs::write(format!("/tmp/press/{:?}.docx", paper), &printed.docx).unwrap();
    }
}
