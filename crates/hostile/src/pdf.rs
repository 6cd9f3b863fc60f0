//! A PDF of one typed page, byte by byte, so that each of them can be wrong.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A PDF before it is written: 1 is its catalog, 2 the page tree, 3 the page, 4 what is drawn, 5 a font. Others begin at 10.
pub struct Pdf {
    catalog: String,
    tree: String,
    page: String,
    media_box: String,
    resources: String,
    content: Vec<u8>,
    trailer: String,
    more: Vec<(u32, Vec<u8>)>,
}

/// A sound PDF that says one line.
pub fn pdf() -> Pdf {
    Pdf {
        catalog: String::new(),
        tree: "/Kids [3 0 R] /Count 1".to_owned(),
        page: String::new(),
        media_box: "/MediaBox [0 0 595 842]".to_owned(),
        resources: "/Font << /F 5 0 R >>".to_owned(),
        content: b"BT /F 12 Tf 72 760 Td (some text) Tj ET".to_vec(),
        trailer: String::new(),
        more: Vec::new(),
    }
}

impl Pdf {
    /// More keys of the catalog.
    pub fn catalog(self, more: &str) -> Pdf {
        Pdf { catalog: self.catalog + more, ..self }
    }

    /// All keys of the page tree but its type.
    pub fn tree(self, keys: &str) -> Pdf {
        Pdf { tree: keys.to_owned(), ..self }
    }

    /// More keys of the page.
    pub fn page(self, more: &str) -> Pdf {
        Pdf { page: self.page + more, ..self }
    }

    /// The page's boxes.
    pub fn boxes(self, boxes: &str) -> Pdf {
        Pdf { media_box: boxes.to_owned(), ..self }
    }

    /// More resources of the page.
    pub fn resources(self, more: &str) -> Pdf {
        Pdf { resources: self.resources + more, ..self }
    }

    /// What is drawn after the line of text.
    pub fn draws(mut self, content: impl AsRef<[u8]>) -> Pdf {
        self.content.push(b'\n');
        self.content.extend(content.as_ref());
        self
    }

    /// More keys of the trailer.
    pub fn trailer(self, more: &str) -> Pdf {
        Pdf { trailer: self.trailer + more, ..self }
    }

    /// One more object.
    pub fn object(mut self, number: u32, body: impl Into<Vec<u8>>) -> Pdf {
        self.more.push((number, body.into()));
        self
    }

    /// One more stream; its length is put in.
    pub fn stream(self, number: u32, keys: &str, data: impl AsRef<[u8]>) -> Pdf {
        self.object(number, stream(keys, data.as_ref()))
    }

    /// The objects by number.
    fn objects(&self) -> Vec<(u32, Vec<u8>)> {
        let Pdf { catalog, tree, page, media_box, resources, .. } = self;
        let mut objects = vec![
            (1, format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>").into_bytes()),
            (2, format!("<< /Type /Pages {tree} >>").into_bytes()),
            (3, format!("<< /Type /Page /Parent 2 0 R {media_box} /Contents 4 0 R /Resources << {resources} >> {page} >>").into_bytes()),
            (4, stream("", &self.content)),
            (5, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec()),
        ];
        objects.retain(|(number, _)| self.more.iter().all(|it| it.0 != *number));
        objects.extend(self.more.iter().cloned());
        objects.sort_by_key(|it| it.0);
        objects
    }

    /// With a table of objects as text.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = HEADER.to_vec();
        let objects = self.objects();
        let starts = write_all(&mut bytes, &objects);
        let at = bytes.len();
        let table: String = starts.iter().map(|(number, start)| format!("{number} 1\n{start:010} 00000 n \n")).collect();
        let size = objects.last().map_or(0, |it| it.0) + 1;
        let end = format!(
            "xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {} >>\nstartxref\n{at}\n%%EOF\n",
            self.trailer
        );
        bytes.extend(end.as_bytes());
        bytes
    }

    /// With these objects inside an object stream, and the table as a stream.
    pub fn bytes_with_stream_of(&self, packed: &[u32]) -> Vec<u8> {
        let mut bytes = HEADER.to_vec();
        let (inside, mut outside): (Vec<_>, Vec<_>) = self.objects().into_iter().partition(|it| packed.contains(&it.0));
        let (container, table) = (900, 901);
        outside.push((container, object_stream(&inside)));
        let mut entries: Vec<(u32, [u32; 3])> =
            write_all(&mut bytes, &outside).into_iter().map(|(number, start)| (number, [1, start as u32, 0])).collect();
        entries.extend(inside.iter().enumerate().map(|(i, it)| (it.0, [2, container, i as u32])));
        let at = bytes.len();
        entries.push((table, [1, at as u32, 0]));
        entries.sort();
        let index: String = entries.iter().map(|it| format!("{} 1 ", it.0)).collect();
        let rows: Vec<u8> = entries
            .iter()
            .flat_map(|(_, [kind, a, b])| [&[*kind as u8][..], &a.to_be_bytes(), &(*b as u16).to_be_bytes()].concat())
            .collect();
        let keys = format!("/Type /XRef /W [1 4 2] /Index [{index}] /Size 902 /Root 1 0 R {}", self.trailer);
        write_all(&mut bytes, &[(table, stream(&keys, &rows))]);
        bytes.extend(format!("startxref\n{at}\n%%EOF\n").as_bytes());
        bytes
    }
}

const HEADER: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";

/// Writes objects and says where each begins.
fn write_all(bytes: &mut Vec<u8>, objects: &[(u32, Vec<u8>)]) -> Vec<(u32, usize)> {
    let mut starts = Vec::new();
    for (number, body) in objects {
        starts.push((*number, bytes.len()));
        bytes.extend(format!("{number} 0 obj\n").as_bytes());
        bytes.extend(body);
        bytes.extend(b"\nendobj\n");
    }
    starts
}

/// A later revision of a file: some objects anew, a table of them, and a pointer to the table before.
pub fn revised(before: &[u8], objects: &[(u32, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut bytes = before.to_vec();
    let starts = write_all(&mut bytes, objects);
    let at = bytes.len();
    let table: String = starts.iter().map(|(number, start)| format!("{number} 1\n{start:010} 00000 n \n")).collect();
    let end = format!("xref\n{table}trailer\n<< /Size 1000 /Root 1 0 R /Prev {} {trailer} >>\nstartxref\n{at}\n%%EOF\n", table_at(before));
    bytes.extend(end.as_bytes());
    bytes
}

/// Where the last table of a file begins, as it says itself.
pub fn table_at(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(64)..]).into_owned();
    let said = text.rsplit("startxref\n").next().and_then(|it| it.lines().next().map(str::to_owned));
    said.and_then(|it| it.parse().ok()).expect("a file of ours says where its table is")
}

/// A stream of these bytes.
pub fn stream(keys: &str, data: &[u8]) -> Vec<u8> {
    [format!("<< {keys} /Length {} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

/// An object stream of these objects.
pub fn object_stream(objects: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let (mut head, mut body) = (String::new(), Vec::new());
    for (number, object) in objects {
        head += &format!("{number} {} ", body.len());
        body.extend([object, &b"\n"[..]].concat());
    }
    let keys = format!("/Type /ObjStm /N {} /First {} /Filter /FlateDecode", objects.len(), head.len());
    stream(&keys, &deflated(&[head.as_bytes(), &body].concat()))
}

/// Deflated.
pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory takes everything")
}

/// So many MiB of one byte, deflated; never all there at once.
pub fn deflated_mib(n_mib: usize, byte: u8) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    let block = vec![byte; 1 << 20];
    (0..n_mib).for_each(|_| packer.write_all(&block).expect("memory takes everything"));
    packer.finish().expect("memory takes everything")
}

/// The first occurrence of some bytes replaced by others.
pub fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|it| it == from).expect("what is replaced stands there");
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}
