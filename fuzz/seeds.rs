//! Writes what each target begins with: hostile files and sound ones, the small of them.

use std::fs;
use std::path::Path;

/// Larger files teach a fuzzer little.
const BYTES_MAX: usize = 20_000;

const TSV: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                   5\t1\t1\t1\t1\t1\t200\t300\t400\t40\t95.1\t统一社会信用代码\n5\t1\t1\t1\t1\t2\t620\t300\t500\t40\t91\t91371300MA3TK2XQ1F\n\
                   5\t1\t1\t1\t2\t1\t200\t380\t100\t40\t93\t名称\n5\t2\t1\t1\t1\t1\t200\t300\t400\t40\t88\t授权委托书\n";
const PACKET: &str = "format = 1\nkind = \"first\"\nform = \"template-v0@1\"\n[answers.handler]\nname = \"甲\"\n[[answers.uses]]\nid = \"a\"\n\
                      retention = { length = 90, unit = \"day\" }\n[[materials]]\nslot = \"other\"\nfile = \"materials/a.pdf\"\n";

fn main() -> std::io::Result<()> {
    let into = std::env::args().nth(1).expect("a folder to write into");
    let put = |target: &str, name: &str, bytes: &[u8]| {
        let folder = Path::new(&into).join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), bytes)
    };
    for kind in hostile::kinds() {
        let target = match kind.number {
            ..=60 => "pdf",
            61..=67 => "office",
            _ => "picture",
        };
        for (i, variant) in kind.variants.iter().filter(|it| !it.heavy).enumerate() {
            let bytes = variant.bytes();
            if bytes.len() <= BYTES_MAX {
                put(target, &format!("{}-{i}", kind.number), &bytes)?;
                put("kind", &format!("{}-{i}", kind.number), &[b"material.pdf", &bytes[..]].concat())?;
            }
        }
    }
    put("office", "document", "<w:p><w:r><w:t>文字 &amp; &#x6587;</w:t></w:r><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:p>".as_bytes())?;
    put("office", "sheet", b"<worksheet><row><c t='s'><v>0</v></c></row></worksheet>")?;
    put("archive", "packet", &hostile::archive(&[("packet.toml", PACKET.as_bytes()), ("materials/a.pdf", b"x")]))?;
    put("words", "page", TSV.as_bytes())?;
    put("packet", "small", PACKET.as_bytes())
}
