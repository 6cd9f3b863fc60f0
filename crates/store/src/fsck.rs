//! Compares the state with the ledger: every row has the digest that its latest entry names, and none is missing; the ledger with its head; and every sealed file
//! with its name. It needs the blinding key and no other, and looks at one moment, so that others may write meanwhile.

use std::collections::HashMap;

use ledger::{TileId, Tree, Vkey};

use crate::digest::{Blinding, Mark};
use crate::row::Table;
use crate::tables::STATE;
use crate::value::{Column as _, Value};
use crate::{BlobId, Blobs, Error, Reader};

/// Rows read at once.
const PAGE: u16 = 500;

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A row is not what its latest entry says.
    Altered {
        /// Where.
        table: &'static str,
        /// Its key as text.
        key: String,
    },
    /// A row that no entry knows, or that one says is removed.
    Unrecorded {
        /// Where.
        table: &'static str,
        /// Its key as text.
        key: String,
    },
    /// So many rows that entries name are not there.
    Missing(u64),
    /// An entry is none of ours, is found under a subject that is not its own, or stands behind the head.
    Entry(u64),
    /// A tile is not what the entries make.
    Tile(TileId),
    /// The entries do not make the head, or it is not signed.
    Head,
    /// A sealed file is not there, or not what its name says.
    Blob(BlobId),
}

/// What the entries say of each row: its latest digest, or that it was removed.
type Known = HashMap<[u8; 16], Option<[u8; 32]>>;

pub(crate) async fn run(reader: &mut Reader, blinding: &Blinding, vkey: &Vkey) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    let mut known = known(reader, vkey, &mut faults).await?;
    for table in STATE {
        compare(reader, blinding, table, &mut known, &mut faults).await?;
    }
    let n_missing = known.values().filter(|it| it.is_some()).count();
    if n_missing > 0 {
        faults.push(Fault::Missing(n_missing as u64));
    }
    Ok(faults)
}

/// Reads all entries once: what they say of rows, and whether they make the head.
async fn known(reader: &mut Reader, vkey: &Vkey, faults: &mut Vec<Fault>) -> Result<Known, Error> {
    let head = reader.head().await?;
    let is_signed = match reader.checkpoint().await {
        Ok(note) => vkey.open(&note).is_ok_and(|it| it.head == head),
        Err(Error::Damaged(_)) => false,
        Err(other) => return Err(other),
    };
    let (mut known, mut tree) = (Known::new(), Tree::default());
    while tree.size() < head.size {
        let first = tree.size();
        let wanted = u64::from(PAGE).min(head.size - first) as u16;
        let (subjects, entries) = reader.entries_with_subjects(first, wanted).await?;
        let Some(made) = tree.append(&entries).ok().filter(|_| !entries.is_empty()) else { break };
        for ((bytes, subject), index) in entries.iter().zip(&subjects).zip(first..) {
            let entry = crate::Entry::parse(index, bytes);
            if entry.as_ref().is_none_or(|it| it.subjects.first().map_or("", String::as_str) != subject) {
                faults.push(Fault::Entry(index));
            }
            match entry.map(|it| it.marks()) {
                Some(Some(marks)) => known.extend(marks.into_iter().map(|it| (it.name, it.digest))),
                Some(None) => faults.push(Fault::Entry(index)),
                None => {}
            }
        }
        let made: Vec<_> = made.into_iter().filter(|it| it.width() == it.id.width_at(head.size)).collect();
        let kept = reader.tiles(made.iter().map(|it| it.id)).await?;
        faults.extend(made.iter().filter(|it| kept.get(&it.id) != Some(&it.hashes)).map(|it| Fault::Tile(it.id)));
    }
    if tree.head() != head || !is_signed {
        faults.push(Fault::Head);
    }
    if !reader.raw_entries(head.size, 1).await?.is_empty() {
        faults.push(Fault::Entry(head.size));
    }
    Ok(known)
}

/// Takes out of `known` what is there and right.
async fn compare(
    reader: &mut Reader,
    blinding: &Blinding,
    table: &'static Table,
    known: &mut Known,
    faults: &mut Vec<Fault>,
) -> Result<(), Error> {
    let mut after: Option<Vec<Value>> = None;
    loop {
        let rows = page(reader, table, after.take()).await?;
        for row in &rows {
            let Mark { name, digest } = blinding.written(table, row);
            match known.remove(&name) {
                Some(Some(told)) if Some(told) == digest => {}
                Some(Some(_)) => faults.push(Fault::Altered { table: table.name, key: shown(table, row) }),
                _ => faults.push(Fault::Unrecorded { table: table.name, key: shown(table, row) }),
            }
        }
        match rows.last() {
            Some(last) => after = Some(table.key_of(last)),
            None => return Ok(()),
        }
    }
}

/// The sealed files that are not there or not what their names say. One that was forgotten meanwhile is none of them: the caller asks again.
pub(crate) async fn broken_files(reader: &mut Reader, blobs: &Blobs) -> Result<Vec<BlobId>, Error> {
    let (mut broken, mut after) = (Vec::new(), String::new());
    loop {
        let sql = "SELECT id FROM blobs WHERE id > $1 ORDER BY id LIMIT $2";
        let rows = reader.query(sql.to_owned(), vec![after.to_value(), i64::from(PAGE).to_value()]).await?;
        let Some(last) = rows.last().and_then(|it| String::from_value(it.first()?.clone())) else { return Ok(broken) };
        let ids: Vec<BlobId> = rows.into_iter().flatten().filter_map(BlobId::from_value).collect();
        let blobs = blobs.clone();
        let looked_at = tokio::task::spawn_blocking(move || ids.into_iter().filter(|it| !blobs.is_whole(it)).collect::<Vec<_>>());
        broken.extend(looked_at.await.map_err(|_| Error::Panicked)?);
        after = last;
    }
}

async fn page(reader: &mut Reader, table: &Table, after: Option<Vec<Value>>) -> Result<Vec<Vec<Value>>, Error> {
    let key = table.key.join(", ");
    let places: Vec<String> = (1..=table.key.len()).map(|at| format!("${at}")).collect();
    let later = after.as_ref().map_or(String::new(), |_| format!("WHERE ({key}) > ({}) ", places.join(", ")));
    reader.query(table.select(&format!("{later}ORDER BY {key} LIMIT {PAGE}")), after.unwrap_or_default()).await
}

fn shown(table: &Table, row: &[Value]) -> String {
    let part = |value: Value| match value {
        Value::Text(Some(text)) => text,
        Value::Bytes(Some(bytes)) => bytes.iter().map(|it| format!("{it:02x}")).collect(),
        other => i64::from_value(other).unwrap_or_default().to_string(),
    };
    table.key_of(row).into_iter().map(part).collect::<Vec<_>>().join("/")
}
