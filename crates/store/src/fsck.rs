//! Compares the state with the ledger: every row has the digest that its latest entry names, and none is missing. It needs the blinding key and no other.

use std::collections::HashMap;

use ledger::Tree;

use crate::digest::{Blinding, Mark};
use crate::row::Table;
use crate::tables::STATE;
use crate::value::{Column as _, Value};
use crate::{Error, Reader};

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
    /// An entry is none of ours.
    Entry(u64),
    /// The entries do not make the head.
    Head,
}

/// What the entries say of each row: its latest digest, or that it was removed.
type Known = HashMap<[u8; 16], Option<[u8; 32]>>;

pub(crate) async fn run(reader: &mut Reader, blinding: &Blinding) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    let mut known = known(reader, &mut faults).await?;
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
async fn known(reader: &mut Reader, faults: &mut Vec<Fault>) -> Result<Known, Error> {
    let head = reader.head().await?;
    let (mut known, mut tree) = (Known::new(), Tree::default());
    while tree.size() < head.size {
        let first = tree.size();
        let wanted = u64::from(PAGE).min(head.size - first) as u16;
        let entries = reader.raw_entries(first, wanted).await?;
        if entries.is_empty() || tree.append(&entries).is_err() {
            break;
        }
        for (bytes, index) in entries.iter().zip(first..) {
            match crate::Entry::parse(index, bytes).and_then(|it| it.marks()) {
                Some(marks) => known.extend(marks.into_iter().map(|it| (it.name, it.digest))),
                None => faults.push(Fault::Entry(index)),
            }
        }
    }
    if tree.head() != head {
        faults.push(Fault::Head);
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
