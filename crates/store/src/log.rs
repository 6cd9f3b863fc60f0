//! The ledger as rows: entries, tiles, and the head with its signed checkpoint. Receipts and exports are made of them.
//!
//! The head is signed in the transaction of every group, so a checkpoint always covers everything acknowledged.

use std::collections::HashMap;
use std::path::Path;
use std::{fs, io};

use ledger::tree::{HASH_BYTES, TILE_WIDTH};
use ledger::{Flaw, Hash, Head, LogKey, Note, Plan, Receipt, Resource, Tile, TileId, Tree, bundle, export};

use crate::value::{Column, Value, values};
use crate::writer::NewEntry;
use crate::{Entry, Error, Reader, Subject, Tx};

/// Begins the ledger if there is none yet.
pub(crate) async fn begin(tx: &mut Tx, key: &LogKey) -> Result<(), Error> {
    let head = Tree::default().head();
    let values = values![0_i64, head.root.0, key.sign(head).to_string()];
    let sql = "INSERT INTO ledger_head (one, size, root, note) VALUES (1, $1, $2, $3) ON CONFLICT (one) DO NOTHING";
    tx.run(sql.to_owned(), values).await?;
    // In one statement: another instance may write meanwhile.
    let row = tx.query("SELECT size, root, note FROM ledger_head".to_owned(), vec![]).await?.into_iter().next().unwrap_or_default();
    let note = note_of(row.last().cloned())?;
    let signed = key.vkey().open(&note).map_err(|_| Error::OtherKey)?;
    if signed.head == head_of(&row)? { Ok(()) } else { Err(Error::Damaged("ledger_head".to_owned())) }
}

fn note_of(value: Option<Value>) -> Result<Note, Error> {
    let text = value.and_then(String::from_value).unwrap_or_default();
    Note::parse(text.as_bytes()).map_err(damaged)
}

/// The head from its row.
pub(crate) fn head_of(row: &[Value]) -> Result<Head, Error> {
    let mut values = row.iter().cloned();
    let size = values.next().and_then(i64::from_value).and_then(|it| u64::try_from(it).ok());
    let root = values.next().and_then(<[u8; HASH_BYTES]>::from_value);
    size.zip(root).map(|(size, root)| Head { size, root: Hash(root) }).ok_or_else(|| Error::Damaged("ledger_head".to_owned()))
}

/// The tree that ends in this head, from its right edge.
pub(crate) async fn tree(reader: &mut Reader, head: Head) -> Result<Tree, Error> {
    let tiles = reader.tiles(TileId::edge(head.size)).await?;
    Tree::open(head, |id| tiles.get(&id)).map_err(damaged)
}

/// Appends entries: their rows, the tiles that changed, the new head and its signature.
pub(crate) async fn append(tx: &mut Tx, tree: &mut Tree, entries: &[NewEntry], key: &LogKey) -> Result<(), Error> {
    let first = tree.size();
    let bytes: Vec<&[u8]> = entries.iter().map(|it| it.bytes.as_slice()).collect();
    let tiles = tree.append(&bytes).map_err(damaged)?;
    insert_entries(tx, first, entries).await?;
    upsert_tiles(tx, &tiles).await?;
    let head = tree.head();
    let values = values![signed(head.size), head.root.0, key.sign(head).to_string()];
    tx.run("UPDATE ledger_head SET size = $1, root = $2, note = $3".to_owned(), values).await.map(drop)
}

async fn insert_entries(tx: &mut Tx, first: u64, entries: &[NewEntry]) -> Result<(), Error> {
    let sql = format!("INSERT INTO ledger_entries (seq, subject, bytes) VALUES {}", places(entries.len()));
    let rows = entries.iter().zip(first..).flat_map(|(it, seq)| values![signed(seq), it.subject, it.bytes]);
    tx.run(sql, rows.collect()).await.map(drop)
}

async fn upsert_tiles(tx: &mut Tx, tiles: &[Tile]) -> Result<(), Error> {
    let sql = format!(
        "INSERT INTO ledger_tiles (level, place, hashes) VALUES {} ON CONFLICT (level, place) DO UPDATE SET hashes = excluded.hashes",
        places(tiles.len())
    );
    let rows = tiles.iter().flat_map(|it| values![i64::from(it.id.level), signed(it.id.index), it.hashes]);
    tx.run(sql, rows.collect()).await.map(drop)
}

/// Places for rows of three values.
fn places(n_rows: usize) -> String {
    let rows = (0..n_rows).map(|row| format!("(${}, ${}, ${})", 3 * row + 1, 3 * row + 2, 3 * row + 3));
    rows.collect::<Vec<_>>().join(", ")
}

impl Reader {
    /// The ledger's size and root.
    ///
    /// # Errors
    /// The database fails.
    pub async fn head(&mut self) -> Result<Head, Error> {
        let rows = self.query("SELECT size, root FROM ledger_head".to_owned(), vec![]).await?;
        head_of(rows.first().map_or(&[], Vec::as_slice))
    }

    /// The signed head. It covers every entry that was acknowledged.
    ///
    /// # Errors
    /// The database fails.
    pub async fn checkpoint(&mut self) -> Result<Note, Error> {
        let rows = self.query("SELECT note FROM ledger_head".to_owned(), vec![]).await?;
        note_of(only(rows))
    }

    /// The bytes of an entry, as they were hashed.
    ///
    /// # Errors
    /// The database fails.
    pub async fn entry_bytes(&mut self, index: u64) -> Result<Option<Vec<u8>>, Error> {
        let rows = self.query("SELECT bytes FROM ledger_entries WHERE seq = $1".to_owned(), values![signed(index)]).await?;
        Ok(only(rows).and_then(Vec::from_value))
    }

    /// Entries from a place on, at most so many.
    ///
    /// # Errors
    /// The database fails, or an entry is none of ours.
    pub async fn entries_from(&mut self, index: u64, limit: u16) -> Result<Vec<Entry>, Error> {
        let sql = "SELECT seq, bytes FROM ledger_entries WHERE seq >= $1 ORDER BY seq LIMIT $2";
        entries(self.query(sql.to_owned(), values![signed(index), i64::from(limit)]).await?)
    }

    /// 历史: the entries whose first subject is this, oldest first, after a place (none: from the first on), at most so many.
    ///
    /// # Errors
    /// The database fails, or an entry is none of ours.
    pub async fn entries_about(&mut self, subject: &impl Subject, after: Option<u64>, limit: u16) -> Result<Vec<Entry>, Error> {
        let sql = "SELECT seq, bytes FROM ledger_entries WHERE subject = $1 AND seq > $2 ORDER BY seq LIMIT $3";
        let after = after.map_or(-1, signed);
        entries(self.query(sql.to_owned(), values![subject.subject(), after, i64::from(limit)]).await?)
    }

    /// 回执: proves offline that an entry is in the ledger (`c2sp.org/tlog-proof@v1`). `None` if there is no such entry.
    ///
    /// # Errors
    /// The database fails, or the ledger is damaged.
    pub async fn receipt(&mut self, index: u64) -> Result<Option<Receipt>, Error> {
        let note = self.checkpoint().await?;
        let size = note.text().parse::<ledger::Checkpoint>().map_err(damaged)?.head.size;
        if index >= size {
            return Ok(None);
        }
        let plan = Plan::inclusion(index, size).map_err(damaged)?;
        let tiles = self.tiles(plan.tiles()).await?;
        let proof = plan.build(|id| tiles.get(&id)).map_err(damaged)?;
        Ok(Some(Receipt { extra: vec![], index, proof, note }))
    }

    /// A part of the log as it is served and exported (`c2sp.org/tlog-tiles`); `None` if the log has not come so far.
    ///
    /// # Errors
    /// The database fails.
    pub async fn resource(&mut self, resource: Resource) -> Result<Option<Vec<u8>>, Error> {
        match resource {
            Resource::Checkpoint => Ok(Some(self.checkpoint().await?.to_string().into_bytes())),
            Resource::Tile { id, width } => {
                let hashes = self.tiles([id]).await?.remove(&id);
                Ok(hashes.and_then(|it| it.get(..width * HASH_BYTES).map(<[u8]>::to_vec)))
            }
            Resource::Entries { index, width } => self.bundle(index, width).await,
        }
    }

    /// The bytes of entries from a place on, as many as there are up to a number.
    pub(crate) async fn raw_entries(&mut self, first: u64, limit: u16) -> Result<Vec<Vec<u8>>, Error> {
        let sql = "SELECT bytes FROM ledger_entries WHERE seq >= $1 ORDER BY seq LIMIT $2";
        let rows = self.query(sql.to_owned(), values![signed(first), i64::from(limit)]).await?;
        Ok(rows.into_iter().filter_map(|it| Vec::from_value(it.into_iter().next()?)).collect())
    }

    /// The same with the subject each is found under.
    pub(crate) async fn entries_with_subjects(&mut self, first: u64, limit: u16) -> Result<(Vec<String>, Vec<Vec<u8>>), Error> {
        let sql = "SELECT subject, bytes FROM ledger_entries WHERE seq >= $1 ORDER BY seq LIMIT $2";
        let rows = self.query(sql.to_owned(), values![signed(first), i64::from(limit)]).await?;
        let entry = |row: Vec<Value>| {
            let [subject, bytes] = row.try_into().ok()?;
            Some((String::from_value(subject)?, Vec::from_value(bytes)?))
        };
        Ok(rows.into_iter().filter_map(entry).unzip())
    }

    async fn bundle(&mut self, index: u64, width: usize) -> Result<Option<Vec<u8>>, Error> {
        let Some(first) = index.checked_mul(TILE_WIDTH as u64) else { return Ok(None) };
        let entries = self.raw_entries(first, width as u16).await?;
        if entries.len() < width { Ok(None) } else { bundle::write(&entries).map(Some).map_err(damaged) }
    }

    pub(crate) async fn tiles(&mut self, ids: impl IntoIterator<Item = TileId>) -> Result<HashMap<TileId, Vec<u8>>, Error> {
        let ids: Vec<TileId> = ids.into_iter().collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let wanted: Vec<String> = (0..ids.len()).map(|at| format!("(level = ${} AND place = ${})", 2 * at + 1, 2 * at + 2)).collect();
        let values = ids.iter().flat_map(|it| values![i64::from(it.level), signed(it.index)]).collect();
        let rows = self.query(format!("SELECT level, place, hashes FROM ledger_tiles WHERE {}", wanted.join(" OR ")), values).await?;
        Ok(rows.into_iter().filter_map(tile).collect())
    }
}

/// Writes the whole ledger into a folder, in the form that `ledger::export::verify` and any other C2SP program reads.
pub(crate) async fn export(reader: &mut Reader, vkey: &str, folder: &Path) -> Result<Head, Error> {
    let note = reader.checkpoint().await?;
    let head = note.text().parse::<ledger::Checkpoint>().map_err(damaged)?.head;
    write(&folder.join(export::VKEY), format!("{vkey}\n").as_bytes())?;
    for resource in Resource::all(head.size) {
        // The log grows meanwhile; its head is the one of the beginning.
        let bytes = match resource {
            Resource::Checkpoint => Some(note.to_string().into_bytes()),
            other => reader.resource(other).await?,
        };
        let bytes = bytes.ok_or_else(|| Error::Damaged(resource.to_string()))?;
        write(&folder.join(resource.to_string()), &bytes)?;
    }
    Ok(head)
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let written = file.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(file, bytes));
    written.map_err(|err| if err.kind() == io::ErrorKind::StorageFull { Error::Full } else { Error::Fault(err.to_string()) })
}

fn tile(row: Vec<Value>) -> Option<(TileId, Vec<u8>)> {
    let [level, place, hashes] = row.try_into().ok()?;
    let level = u8::try_from(i64::from_value(level)?).ok()?;
    let index = u64::try_from(i64::from_value(place)?).ok()?;
    Some((TileId { level, index }, Vec::from_value(hashes)?))
}

fn entries(rows: Vec<Vec<Value>>) -> Result<Vec<Entry>, Error> {
    let entry = |row: Vec<Value>| {
        let [seq, bytes] = row.try_into().ok()?;
        Entry::parse(u64::try_from(i64::from_value(seq)?).ok()?, &Vec::from_value(bytes)?)
    };
    rows.into_iter().map(|it| entry(it).ok_or_else(|| Error::Damaged("ledger_entries".to_owned()))).collect()
}

fn only(rows: Vec<Vec<Value>>) -> Option<Value> {
    rows.into_iter().next()?.into_iter().next()
}

/// A place as the database counts; the ledger itself is never longer.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn damaged(flaw: Flaw) -> Error {
    Error::Damaged(flaw.to_string())
}
