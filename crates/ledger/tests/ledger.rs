//! Logs are built here, and then edited, cut, reordered and continued by somebody else. Beside ours stands another
//! implementation of the same specifications (`tlog_tiles`, `signed_note`): every byte has to be equal.

use std::collections::BTreeMap;
use std::io;

use ledger::export::{self, Beside, Named};
use ledger::{
    Checkpoint, Flaw, Hash, Head, LogKey, Note, Plan, Receipt, Resource, TileId, Tree, Vkey, WitnessKey, bundle, verify_consistency,
    verify_inclusion,
};
use signed_note::{Signer as _, Verifier as _};

const ORIGIN: &str = "example.org/log";

fn log_key() -> LogKey {
    LogKey::from_seed(ORIGIN, &[7; 32]).unwrap()
}

fn witness_key() -> WitnessKey {
    WitnessKey::from_seed("witness.example/w1", &[9; 32]).unwrap()
}

/// A log with everything that whoever runs it keeps.
#[derive(Clone, Default)]
struct Log {
    tree: Tree,
    tiles: BTreeMap<TileId, Vec<u8>>,
    entries: Vec<Vec<u8>>,
}

impl Log {
    fn of(n: u64) -> Log {
        let mut log = Log::default();
        log.append((0..n).map(entry).collect());
        log
    }

    fn append(&mut self, entries: Vec<Vec<u8>>) {
        self.tiles.extend(self.tree.append(&entries).unwrap().into_iter().map(|it| (it.id, it.hashes)));
        self.entries.extend(entries);
    }

    fn prove(&self, plan: Plan) -> Vec<Hash> {
        plan.build(|id| self.tiles.get(&id)).unwrap()
    }

    fn inclusion(&self, index: u64, size: u64) -> Vec<Hash> {
        self.prove(Plan::inclusion(index, size).unwrap())
    }

    fn consistency(&self, old: u64, new: u64) -> Vec<Hash> {
        self.prove(Plan::consistency(old, new).unwrap())
    }

    fn leaf(&self, index: u64) -> Hash {
        Hash::leaf(&self.entries[index as usize])
    }

    fn receipt(&self, index: u64) -> Receipt {
        Receipt { extra: vec![], index, proof: self.inclusion(index, self.tree.size()), note: log_key().sign(self.tree.head()) }
    }

    /// The static folder, as path → bytes.
    fn export(&self) -> BTreeMap<String, Vec<u8>> {
        let mut note = log_key().sign(self.tree.head());
        witness_key().cosign(&mut note, 1_700_000_000).unwrap();
        let part = |resource: Resource| match resource {
            Resource::Checkpoint => note.to_string().into_bytes(),
            Resource::Tile { id, .. } => self.tiles[&id].clone(),
            Resource::Entries { index, .. } => bundle::write(self.entries.chunks(256).nth(index as usize).unwrap()).unwrap(),
        };
        let keys = format!("{}\n{}\n", log_key().vkey(), witness_key().vkey());
        let parts = Resource::all(self.tree.size()).map(|it| (it.to_string(), part(it)));
        parts.chain([(export::VKEY.to_owned(), keys.into_bytes())]).collect()
    }
}

fn entry(n: u64) -> Vec<u8> {
    format!("entry {n}").into_bytes()
}

/// The other implementation: all hashes of all rows, in its own order.
#[derive(Default)]
struct Oracle(Vec<tlog_tiles::Hash>);

impl tlog_tiles::HashReader for Oracle {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|it| self.0[*it as usize]).collect())
    }
}

impl Oracle {
    fn of(n: u64) -> Oracle {
        let mut oracle = Oracle::default();
        for n in 0..n {
            let more = tlog_tiles::stored_hashes(n, &entry(n), &oracle).unwrap();
            oracle.0.extend(more);
        }
        oracle
    }

    fn root(&self, size: u64) -> Hash {
        Hash(tlog_tiles::tree_hash(size, self).unwrap().0)
    }

    fn head(&self, size: u64) -> Head {
        Head { size, root: self.root(size) }
    }

    fn inclusion(&self, index: u64, size: u64) -> Vec<Hash> {
        ours(&tlog_tiles::prove_record(size, index, self).unwrap())
    }

    fn consistency(&self, old: u64, new: u64) -> Vec<Hash> {
        ours(&tlog_tiles::prove_tree(new, old, self).unwrap())
    }

    /// What has to be published after `old` became `new`: path and bytes.
    fn changed(&self, old: u64, new: u64) -> BTreeMap<String, Vec<u8>> {
        let tiles = tlog_tiles::Tile::new_tiles(8, old, new).into_iter();
        // Its paths say the height of tiles first, which c2sp.org/tlog-tiles fixes at 8.
        tiles.map(|it| (it.path().replacen("tile/8/", "tile/", 1), it.read_data(self).unwrap())).collect()
    }
}

fn ours(hashes: &[tlog_tiles::Hash]) -> Vec<Hash> {
    hashes.iter().map(|it| Hash(it.0)).collect()
}

/// A small generator, so that every run sees the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

fn hash_of_hex(hex: &str) -> Hash {
    Hash(std::array::from_fn(|it| u8::from_str_radix(&hex[2 * it..2 * it + 2], 16).unwrap()))
}

// ── Trees and proofs ──

/// The eight entries with which implementations of RFC 6962 are tested since the first.
#[test]
fn the_published_roots_and_proofs_of_eight_entries() {
    let entries: [&[u8]; 8] = [b"", b"\0", b"\x10", b"\x20\x21", b"\x30\x31", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno"];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut log = Log::default();
    assert_eq!(log.tree.root(), hash_of_hex(roots[0]));
    for (entry, root) in entries.iter().zip(&roots[1..]) {
        log.append(vec![entry.to_vec()]);
        assert_eq!(log.tree.root(), hash_of_hex(root));
    }
    let first_of_eight = [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ];
    assert_eq!(log.inclusion(0, 8), first_of_eight.map(hash_of_hex));
    let six_to_eight = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(log.consistency(6, 8), six_to_eight.map(hash_of_hex));
}

#[test]
fn every_small_size_agrees_with_another_implementation() {
    let (oracle, whole) = (Oracle::of(600), Log::of(600));
    let mut log = Log::default();
    for size in 0..=600 {
        assert_eq!(log.tree.head(), oracle.head(size));
        for index in (0..size).filter(|it| it % 37 == size % 37 || *it < 2 || it + 2 > size) {
            let proof = whole.inclusion(index, size);
            assert_eq!(proof, oracle.inclusion(index, size), "{index} in {size}");
            verify_inclusion(whole.leaf(index), index, log.tree.head(), &proof).unwrap();
        }
        for old in (1..=size).filter(|it| it % 41 == size % 41 || it.is_power_of_two() || it + 2 > size) {
            let proof = whole.consistency(old, size);
            assert_eq!(proof, oracle.consistency(old, size), "{old} to {size}");
            verify_consistency(oracle.head(old), log.tree.head(), &proof).unwrap();
        }
        log.append(vec![entry(size)]);
    }
}

#[test]
fn where_tiles_fill_up_both_implementations_agree() {
    let sizes = [1, 255, 256, 257, 511, 512, 513, 65_279, 65_280, 65_535, 65_536, 65_537, 65_792, 65_800];
    let oracle = Oracle::of(65_800);
    let (mut log, mut old) = (Log::default(), 0);
    for size in sizes {
        let made = log.tree.append(&(old..size).map(entry).collect::<Vec<_>>()).unwrap();
        let paths = made.iter().map(|it| (Resource::tile(it.id, size).unwrap().to_string(), it.hashes.clone()));
        assert_eq!(paths.collect::<BTreeMap<_, _>>(), oracle.changed(old, size), "{old} to {size}");
        assert_eq!(log.tree.head(), oracle.head(size));
        log.tiles.extend(made.into_iter().map(|it| (it.id, it.hashes)));
        for index in [0, 1, 254, 255, 256, 257, 65_278, 65_535, 65_536, 65_791, size / 2, size - 1].into_iter().filter(|it| *it < size) {
            let plan = Plan::inclusion(index, size).unwrap();
            assert!(plan.tiles().len() <= 5, "{:?}", plan.tiles());
            assert_eq!(log.prove(plan), oracle.inclusion(index, size), "{index} in {size}");
            assert_eq!(log.consistency(index + 1, size), oracle.consistency(index + 1, size), "{} to {size}", index + 1);
        }
        old = size;
    }
    // A thousand pairs of sizes, from tiles that hold more by now.
    let mut dice = Dice(5);
    for _ in 0..1000 {
        let new = 1 + dice.below(65_800) as u64;
        let old = 1 + dice.below(new as usize) as u64;
        let proof = log.consistency(old, new);
        assert_eq!(proof, oracle.consistency(old, new), "{old} to {new}");
        verify_consistency(oracle.head(old), oracle.head(new), &proof).unwrap();
    }
}

#[test]
fn however_the_entries_come_the_tiles_are_the_same() {
    let whole = Log::of(1500);
    let mut dice = Dice(1);
    for longest in [1, 2, 7, 300, 1500] {
        let mut log = Log::default();
        while log.tree.size() < 1500 {
            let from = log.tree.size();
            let n = (1 + dice.below(longest) as u64).min(1500 - from);
            // Each batch is appended by a process that knows nothing but the head and the right edge.
            let mut asked = vec![];
            log.tree = Tree::open(log.tree.head(), |id| {
                asked.push(id);
                log.tiles.get(&id)
            })
            .unwrap();
            assert_eq!(asked, TileId::edge(from).collect::<Vec<_>>());
            log.append((from..from + n).map(entry).collect());
        }
        assert_eq!(log.tree.head(), whole.tree.head());
        assert_eq!(log.tiles, whole.tiles);
    }
}

#[test]
fn a_log_whose_edge_is_not_what_was_signed_is_not_continued() {
    let log = Log::of(300);
    let open = |head, tiles: &BTreeMap<TileId, Vec<u8>>| Tree::open(head, |id| tiles.get(&id)).map(|it| it.head());
    assert_eq!(open(log.tree.head(), &log.tiles), Ok(log.tree.head()));

    for id in TileId::edge(300) {
        let mut tiles = log.tiles.clone();
        tiles.get_mut(&id).unwrap()[3] ^= 1;
        assert_eq!(open(log.tree.head(), &tiles), Err(Flaw::RootDiffers));
        tiles.get_mut(&id).unwrap().pop();
        assert_eq!(open(log.tree.head(), &tiles), Err(Flaw::TileMissing(id)));
        tiles.remove(&id);
        assert_eq!(open(log.tree.head(), &tiles), Err(Flaw::TileMissing(id)));
    }
    assert_eq!(open(Head { size: 299, ..log.tree.head() }, &log.tiles), Err(Flaw::RootDiffers));
    for size in [u64::MAX, 1 << 63] {
        assert_eq!(open(Head { size, ..log.tree.head() }, &log.tiles), Err(Flaw::SizeImpossible(size)));
    }
}

#[test]
fn an_entry_too_long_is_refused_before_anything_is_appended() {
    let mut tree = Tree::default();
    let longest = vec![1; 65_535];
    let refused = tree.append(&[longest.clone(), vec![1; 65_536]]).unwrap_err();
    assert_eq!(refused, Flaw::EntryTooLong { place: 1, bytes: 65_536 });
    assert!(refused.to_string().starts_with("第 1 个条目有 65536 字节，超过 65535 字节的上限 · "), "{refused}");
    assert_eq!(tree.head(), Head { size: 0, root: Hash::EMPTY });
    assert_eq!(bundle::read(&bundle::write(&[&longest]).unwrap(), 1), Ok(vec![longest.as_slice()]));
}

// ── What is refused ──

/// What can be done to a proof with one change: bits, hashes left out, doubled, exchanged, added.
fn mutations(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut mutated = Vec::new();
    for place in 0..proof.len() {
        for bit in (0..256).step_by(3) {
            let mut other = proof.to_vec();
            other[place].0[bit / 8] ^= 1 << (bit % 8);
            mutated.push(other);
        }
        let (mut without, mut twice, mut swapped) = (proof.to_vec(), proof.to_vec(), proof.to_vec());
        without.remove(place);
        twice.insert(place, proof[place]);
        swapped.swap(place, (place + 1) % proof.len());
        mutated.extend([without, twice]);
        mutated.extend((swapped != proof).then_some(swapped));
    }
    mutated.push([proof, &[Hash::EMPTY]].concat());
    mutated.push([&[Hash::EMPTY], proof].concat());
    mutated
}

#[test]
fn no_changed_inclusion_proof_is_accepted() {
    let log = Log::of(600);
    let mut n_refused = 0;
    for size in [1, 2, 3, 7, 8, 9, 255, 256, 257, 600] {
        let head = Head { size, root: Log::of(size).tree.root() };
        for index in [0, 1, 6, 7, 254, 255, 256, 599].into_iter().filter(|it| *it < size) {
            let (proof, leaf) = (log.inclusion(index, size), log.leaf(index));
            verify_inclusion(leaf, index, head, &proof).unwrap();
            for mutated in mutations(&proof) {
                assert!(verify_inclusion(leaf, index, head, &mutated).is_err(), "{index} in {size}: {mutated:?}");
                n_refused += 1;
            }
            for other in (0..size + 3).filter(|it| *it != index) {
                assert!(verify_inclusion(leaf, other, head, &proof).is_err(), "{index} in {size} at {other}");
                n_refused += 1;
            }
            assert!(verify_inclusion(Hash::leaf(b"another"), index, head, &proof).is_err());
            assert!(verify_inclusion(leaf, index, Head { root: Hash::EMPTY, size }, &proof).is_err());
        }
    }
    assert!(n_refused > 10_000, "{n_refused}");
}

#[test]
fn no_changed_consistency_proof_is_accepted() {
    let log = Log::of(600);
    let heads: Vec<Head> = (0..=600).map(|it| head_of(&log, it)).collect();
    let head = |size: u64| heads[size as usize];
    let mut n_refused = 0;
    for (old, new) in [(1, 2), (3, 7), (4, 8), (6, 8), (255, 256), (256, 257), (128, 600), (300, 600), (511, 599), (512, 600)] {
        let (one, two, proof) = (head(old), head(new), log.consistency(old, new));
        verify_consistency(one, two, &proof).unwrap();
        for mutated in mutations(&proof) {
            assert_eq!(verify_consistency(one, two, &mutated), Err(Flaw::NotConsistent), "{old} to {new}: {mutated:?}");
            n_refused += 1;
        }
        assert_eq!(verify_consistency(two, one, &proof), Err(Flaw::Shrunk { old: new, new: old }));
        for other in 1..600 {
            if other != old && other <= new {
                assert!(verify_consistency(head(other), two, &proof).is_err(), "{other} for {old} to {new}");
            }
            if other != new && other >= old {
                assert!(verify_consistency(one, head(other), &proof).is_err(), "{old} to {other} for {new}");
            }
        }
    }
    assert!(n_refused > 3_000, "{n_refused}");

    let empty = head(0);
    assert_eq!(verify_consistency(empty, head(5), &[]), Ok(()));
    assert_eq!(verify_consistency(head(5), head(5), &[]), Ok(()));
    assert!(verify_consistency(Head { size: 0, ..head(5) }, head(5), &[]).is_err());
    assert!(verify_consistency(empty, head(5), &[Hash::EMPTY]).is_err());
    assert!(verify_consistency(Head { size: 5, ..head(4) }, head(5), &[]).is_err());
}

/// The head that the log had at this size.
fn head_of(log: &Log, size: u64) -> Head {
    let mut tree = Tree::default();
    tree.append(&log.entries[..size as usize]).unwrap();
    tree.head()
}

#[test]
fn a_witness_refuses_every_fork() {
    let (log, witness) = (Log::of(700), witness_key());
    let mut dice = Dice(3);
    for _ in 0..100 {
        // The witness cosigned `seen`; then somebody changes one entry below it, and grows the log.
        let seen = 1 + dice.below(650) as u64;
        let changed = dice.below(seen as usize);
        let mut entries = log.entries.clone();
        entries[changed].push(b'!');
        let mut fork = Log::default();
        fork.append(entries);

        let (before, after) = (head_of(&log, seen), fork.tree.head());
        let proof = fork.consistency(seen, 700);
        assert_eq!(verify_consistency(before, after, &proof), Err(Flaw::NotConsistent), "entry {changed} changed, {seen} seen");
        assert_eq!(verify_consistency(before, after, &log.consistency(seen, 700)), Err(Flaw::NotConsistent));
        // What continues honestly is cosigned, and the cosignature holds.
        verify_consistency(before, log.tree.head(), &log.consistency(seen, 700)).unwrap();
    }
    let mut note = log_key().sign(log.tree.head());
    witness.cosign(&mut note, 1_700_000_000).unwrap();
    assert_eq!(witness.vkey().cosigned_at(&note), Ok(1_700_000_000));
}

// ── Notes and keys ──

#[test]
fn checkpoints_and_signatures_are_those_of_another_implementation() {
    let (key, log) = (log_key(), Log::of(600));
    let seed_text = base64_of(&[&[1], [7; 32].as_slice()].concat());
    let id = key.vkey().to_string().split('+').nth(1).unwrap().to_owned();
    let signer = signed_note::StandardSigner::new(&format!("PRIVATE+KEY+{ORIGIN}+{id}+{seed_text}")).unwrap();
    let verifier = signed_note::StandardVerifier::new(&key.vkey().to_string()).unwrap();
    for size in [0, 1, 256, 600] {
        let head = head_of(&log, size);
        let note = key.sign(head);
        let checkpoint = tlog_tiles::Checkpoint::new(ORIGIN, size, tlog_tiles::Hash(head.root.0), "").unwrap();
        assert_eq!(note.text().as_bytes(), checkpoint.to_bytes());
        let mut other = signed_note::Note::new(&checkpoint.to_bytes(), &[]).unwrap();
        other.add_sigs(&[&signer]).unwrap();
        assert_eq!(note.to_string().into_bytes(), other.to_bytes());
        assert!(verifier.verify(note.text().as_bytes(), &signer.sign(note.text().as_bytes()).unwrap()));
        assert_eq!(key.vkey().open(&Note::parse(&other.to_bytes()).unwrap()).unwrap().head, head);
    }
}

fn base64_of(bytes: &[u8]) -> String {
    // A hash prints as base64; 33 bytes are not one, so this goes through the other implementation.
    let signature = signed_note::Signature::new("n".to_owned(), u32::from_be_bytes(bytes[..4].try_into().unwrap()), bytes[4..].to_vec());
    String::from_utf8(signature.unwrap().to_bytes()).unwrap().trim_end().rsplit(' ').next().unwrap().to_owned()
}

/// The example of the package in which notes were first defined.
#[test]
fn a_note_of_others_is_verified() {
    let vkey: Vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".parse().unwrap();
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let line = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let open = |text: &str| vkey.open(&Note::parse(format!("{text}\n{line}").as_bytes()).unwrap());
    assert_eq!(open(text), Err(Flaw::CheckpointForm), "the signature is valid; only a checkpoint it is not");
    assert_eq!(open(&text.replace("don't", "do")), Err(Flaw::SignatureInvalid("PeterNeumann".to_owned())));
}

#[test]
fn a_cosignature_says_when_and_binds_the_whole_checkpoint() {
    let (witness, mut note) = (witness_key(), log_key().sign(Log::of(3).tree.head()));
    assert_eq!(witness.vkey().cosigned_at(&note), Err(Flaw::NotSigned("witness.example/w1".to_owned())));
    witness.cosign(&mut note, 5).unwrap();
    witness.cosign(&mut note, 1_679_315_147).unwrap();
    assert_eq!(note.signatures().len(), 2, "a later cosignature takes the place of an earlier one");
    assert_eq!(witness.vkey().cosigned_at(&note), Ok(1_679_315_147));
    assert!(log_key().vkey().open(&note).is_ok(), "the log's signature is untouched");

    // The other implementation agrees on what was signed, given the same key as one of its own kind.
    let as_log = LogKey::from_seed("witness.example/w1", &[9; 32]).unwrap();
    let verifier = signed_note::StandardVerifier::new(&as_log.vkey().to_string()).unwrap();
    let bytes = &note.signatures()[1].bytes;
    let signed = format!("cosignature/v1\ntime 1679315147\n{}", note.text());
    assert_eq!(bytes[..8], 1_679_315_147_u64.to_be_bytes());
    assert!(verifier.verify(signed.as_bytes(), &bytes[8..]));

    let text = note.to_string();
    let moved = Note::parse(text.replacen("\n3\n", "\n4\n", 1).as_bytes()).unwrap();
    assert_eq!(witness.vkey().cosigned_at(&moved), Err(Flaw::SignatureInvalid("witness.example/w1".to_owned())));
    assert_eq!(witness.cosign(&mut note, 1 << 63), Err(Flaw::TimeImpossible(1 << 63)));
    assert_eq!(witness.cosign(&mut unchecked_note(), 5), Err(Flaw::CheckpointForm));
}

fn unchecked_note() -> Note {
    Note::parse("not a checkpoint\n\n— n AAAAAAA=\n".as_bytes()).unwrap()
}

#[test]
fn neither_can_sign_in_the_others_place() {
    let (log, witness) = (log_key(), witness_key());
    let mut note = log.sign(Log::of(3).tree.head());
    witness.cosign(&mut note, 5).unwrap();
    assert_eq!(witness.vkey().open(&note), Err(Flaw::VkeyRole));
    assert_eq!(log.vkey().cosigned_at(&note), Err(Flaw::VkeyRole));
    // The same secret under the other role has another id, and so signed nothing here.
    let as_witness = WitnessKey::from_seed(ORIGIN, &[7; 32]).unwrap();
    assert_eq!(as_witness.vkey().cosigned_at(&note), Err(Flaw::NotSigned(ORIGIN.to_owned())));
    let stranger = LogKey::from_seed(ORIGIN, &[8; 32]).unwrap();
    assert_eq!(stranger.vkey().open(&note), Err(Flaw::NotSigned(ORIGIN.to_owned())));
}

#[test]
fn a_log_does_not_sign_for_another() {
    // The key of `example.org/log` signs a text that begins with another origin.
    let text = format!("example.org/other\n0\n{}\n", Hash::EMPTY);
    let id = log_key().vkey().to_string().split('+').nth(1).unwrap().to_owned();
    let skey = format!("PRIVATE+KEY+{ORIGIN}+{id}+{}", base64_of(&[&[1], [7; 32].as_slice()].concat()));
    let mut note = signed_note::Note::new(text.as_bytes(), &[]).unwrap();
    note.add_sigs(&[&signed_note::StandardSigner::new(&skey).unwrap()]).unwrap();
    let opened = log_key().vkey().open(&Note::parse(&note.to_bytes()).unwrap());
    assert_eq!(opened, Err(Flaw::OriginDiffers { wanted: ORIGIN.to_owned(), found: "example.org/other".to_owned() }));
}

#[test]
fn further_lines_of_a_checkpoint_are_kept_and_empty_ones_refused() {
    let text = format!("o\n7\n{}\nmore\n", Hash::EMPTY);
    let checkpoint: Checkpoint = text.parse().unwrap();
    assert_eq!((checkpoint.head.size, checkpoint.extension.as_slice()), (7, ["more".to_owned()].as_slice()));
    assert_eq!(checkpoint.to_string(), text);
    let root = Hash::EMPTY.to_string();
    let stray_bits = root.replace("uFU=", "uFV=");
    for text in [
        String::new(),
        format!("o\n7\n{root}"),
        format!("\n7\n{root}\n"),
        format!("o\n7\n{root}\n\n"),
        format!("o\n7\n{root}\n\nmore\n"),
        format!("o\n07\n{root}\n"),
        format!("o\n+7\n{root}\n"),
        format!("o\n-7\n{root}\n"),
        format!("o\n\n{root}\n"),
        format!("o\n18446744073709551616\n{root}\n"),
        "o\n7\n\n".to_owned(),
        "o\n7\nAAAA\n".to_owned(),
        format!("o\n7\n{}\n", root.trim_end_matches('=')),
        format!("o\n7\n{stray_bits}\n"),
    ] {
        assert_eq!(text.parse::<Checkpoint>(), Err(Flaw::CheckpointForm), "{text:?}");
    }
}

#[test]
fn malformed_notes_are_refused() {
    let line = "— n AAAAAAA=\n";
    assert!(Note::parse(format!("t\n\n{line}").as_bytes()).is_ok());
    assert_eq!(Note::parse(format!("a\n\nb\n\n{line}").as_bytes()).unwrap().text(), "a\n\nb\n", "the last empty line divides");
    assert!(Note::parse(format!("t\n\n{}", line.repeat(16)).as_bytes()).is_ok());
    for (note, flaw) in [
        (String::new(), Flaw::NoteForm),
        (format!("t\n{line}"), Flaw::NoteForm),
        ("t\n\n— n AAAAAAA=".to_owned(), Flaw::NoteForm),
        (format!("t\n\n{}", line.repeat(101)), Flaw::NoteForm),
        (format!("t\r\n\n{line}"), Flaw::NoteNotText),
        (format!("t\0\n\n{line}"), Flaw::NoteNotText),
        ("t\n\n".to_owned(), Flaw::NoteForm),
        (format!("t\n\n{line}\n"), Flaw::NoteForm),
        (format!("t\n\n{line}- n AAAAAAA=\n"), Flaw::NoteSignature(2)),
        ("t\n\n—  AAAAAAA=\n".to_owned(), Flaw::NoteSignature(1)),
        ("t\n\n— a+b AAAAAAA=\n".to_owned(), Flaw::NoteSignature(1)),
        ("t\n\n— a\u{3000}b AAAAAAA=\n".to_owned(), Flaw::NoteSignature(1)),
        ("t\n\n— n AAAAAA==\n".to_owned(), Flaw::NoteSignature(1)),
        ("t\n\n— n AAAAAAA\n".to_owned(), Flaw::NoteSignature(1)),
        ("t\n\n— n AAAAAAA= \n".to_owned(), Flaw::NoteSignature(1)),
    ] {
        assert_eq!(Note::parse(note.as_bytes()), Err(flaw), "{note:?}");
    }
    assert_eq!(Note::parse(b"t\xff\n\n"), Err(Flaw::NoteNotText));
}

#[test]
fn malformed_vkeys_are_refused() {
    let good = log_key().vkey().to_string();
    assert_eq!(good.parse::<Vkey>().unwrap().to_string(), good);
    let [name, hash, key] = *good.split('+').collect::<Vec<_>>() else { panic!("{good}") };
    for (line, flaw) in [
        (String::new(), Flaw::VkeyForm),
        (name.to_owned(), Flaw::VkeyForm),
        (format!("{name}+{hash}"), Flaw::VkeyForm),
        (format!("{name}+{hash}+{key} "), Flaw::VkeyForm),
        (format!("{name}+{hash}+"), Flaw::VkeyRole),
        (format!("{name}+{hash}+AQ=="), Flaw::VkeyForm),
        (format!("{name}+{hash}+{}", key.replacen('A', "B", 1)), Flaw::VkeyRole),
        (format!("{name}+{}+{key}", hash.to_uppercase()), Flaw::VkeyHash),
        (format!("{name}+0{hash}+{key}"), Flaw::VkeyHash),
        (format!("{name}+00000000+{key}"), Flaw::VkeyHash),
        (format!("{name}x+{hash}+{key}"), Flaw::VkeyHash),
        (format!("+{hash}+{key}"), Flaw::KeyName),
        (format!("a b+{hash}+{key}"), Flaw::KeyName),
    ] {
        assert_eq!(line.parse::<Vkey>(), Err(flaw), "{line:?}");
    }
    assert_eq!(LogKey::from_seed("a+b", &[0; 32]).unwrap_err(), Flaw::KeyName);
    assert_eq!(WitnessKey::from_seed("", &[0; 32]).unwrap_err(), Flaw::KeyName);
}

#[test]
fn a_secret_key_does_not_print() {
    let (log, witness) = (log_key(), witness_key());
    assert_eq!(format!("{log:?}"), format!("LogKey({})", log.vkey()));
    assert_eq!(format!("{witness:#?}"), format!("WitnessKey({})", witness.vkey()));
}

// ── Receipts ──

#[test]
fn a_receipt_stands_alone() {
    let log = Log::of(600);
    for index in [0, 255, 256, 599] {
        let mut receipt = log.receipt(index);
        receipt.extra = if index == 0 { b"for the file".to_vec() } else { vec![] };
        witness_key().cosign(&mut receipt.note, 1_700_000_000).unwrap();
        let text = receipt.to_string();
        assert!(text.starts_with("c2sp.org/tlog-proof@v1\n"));
        let read = Receipt::parse(text.as_bytes()).unwrap();
        assert_eq!((&read, read.to_string()), (&receipt, text.clone()));
        assert_eq!(read.verify(&entry(index), log_key().vkey()).unwrap().head, log.tree.head());
        assert_eq!(witness_key().vkey().cosigned_at(&read.note), Ok(1_700_000_000));
        assert_eq!(read.verify(&entry(index + 1), log_key().vkey()), Err(Flaw::NotIncluded));
        assert!(text.len() < 2_000, "{}", text.len());
    }
    let only = Log::of(1).receipt(0);
    assert_eq!(Receipt::parse(only.to_string().as_bytes()).unwrap().verify(&entry(0), log_key().vkey()).unwrap().head.size, 1);
}

#[test]
fn no_bit_of_a_receipt_may_change() {
    let receipt = Log::of(300).receipt(77);
    let text = receipt.to_string().into_bytes();
    for bit in 0..text.len() * 8 {
        let mut changed = text.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let verified = Receipt::parse(&changed).and_then(|it| it.verify(&entry(77), log_key().vkey()));
        assert!(verified.is_err(), "bit {bit}: {}", String::from_utf8_lossy(&changed));
    }
}

#[test]
fn an_index_or_a_size_that_is_not_the_receipts_own_is_refused() {
    let log = Log::of(300);
    let (receipt, text) = (log.receipt(77), log.receipt(77).to_string());
    for other in (0..400).filter(|it| *it != 77) {
        let moved = Receipt { index: other, ..receipt.clone() };
        assert!(moved.verify(&entry(77), log_key().vkey()).is_err(), "{other}");
    }
    for size in (1..600).filter(|it| *it != 300) {
        let resized = Receipt::parse(text.replacen("\n300\n", &format!("\n{size}\n"), 1).as_bytes()).unwrap();
        assert_eq!(resized.verify(&entry(77), log_key().vkey()), Err(Flaw::SignatureInvalid(ORIGIN.to_owned())), "{size}");
    }
}

#[test]
fn malformed_receipts_are_refused_with_their_line() {
    let hash = Hash::EMPTY;
    let note = log_key().sign(Log::of(2).tree.head());
    let receipt = |head: &str| Receipt::parse(format!("{head}\n\n{note}").as_bytes()).map(|it| it.proof.len());
    let v1 = "c2sp.org/tlog-proof@v1";
    assert_eq!(receipt(&format!("{v1}\nindex 0")), Ok(0));
    assert_eq!(receipt(&format!("{v1}\nindex 0\n{}", vec![hash.to_string(); 64].join("\n"))), Ok(64));
    for (head, line) in [
        (String::new(), 1),
        ("c2sp.org/tlog-proof@v2\nindex 0".to_owned(), 1),
        (v1.to_owned(), 2),
        (format!("{v1}\n{hash}"), 2),
        (format!("{v1}\nindex 00"), 2),
        (format!("{v1}\nindex -1"), 2),
        (format!("{v1}\nindex  1"), 2),
        (format!("{v1}\nextra \nindex 1"), 2),
        (format!("{v1}\nextra !\nindex 1"), 2),
        (format!("{v1}\nextra AA==\nextra AA==\nindex 1"), 3),
        (format!("{v1}\nindex 0\n{hash}\nAAAA"), 4),
        (format!("{v1}\nindex 0\n{hash}\n {hash}"), 4),
        (format!("{v1}\nindex 0\n{}", vec![hash.to_string(); 65].join("\n")), 67),
    ] {
        assert_eq!(receipt(&head), Err(Flaw::ReceiptForm(line)), "{head:?}");
    }
    assert_eq!(Receipt::parse(v1.as_bytes()), Err(Flaw::ReceiptForm(1)));
    assert_eq!(Receipt::parse(&[0xff]), Err(Flaw::NoteNotText));
}

// ── Paths and bundles ──

#[test]
fn paths_are_those_of_the_specification() {
    let tile = |level, index, width| Resource::Tile { id: TileId { level, index }, width };
    for (path, resource) in [
        ("checkpoint", Resource::Checkpoint),
        ("tile/0/000", tile(0, 0, 256)),
        ("tile/1/x001/234.p/56", tile(1, 1234, 56)),
        ("tile/63/x001/x234/067", tile(63, 1_234_067, 256)),
        ("tile/0/x018/x446/x744/x073/x709/x551/615.p/255", tile(0, u64::MAX, 255)),
        ("tile/entries/999", Resource::Entries { index: 999, width: 256 }),
        ("tile/entries/x001/000.p/1", Resource::Entries { index: 1000, width: 1 }),
    ] {
        assert_eq!((resource.to_string(), path.parse()), (path.to_owned(), Ok(resource)));
    }
    for path in [
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/00/000",
        "tile/64/000",
        "tile/x/000",
        "tile/-1/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/0/x001/x000",
        "tile/0/xx001/000",
        "tile/0/+01",
        "tile/0/000/",
        "/tile/0/000",
        "tile/0/../../checkpoint",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
        "tile/entries/1000",
        "checkpoint/",
    ] {
        assert_eq!(path.parse::<Resource>(), Err(Flaw::PathForm), "{path:?}");
    }
}

/// The example of the specification: 273 full tiles of level 0 and one of 112 hashes, one full of level 1 and one of 17, one of 1.
#[test]
fn a_log_of_seventy_thousand_consists_of_these_parts() {
    let parts: Vec<String> = Resource::all(70_000).map(|it| it.to_string()).collect();
    assert_eq!(parts.len(), 1 + 274 + 274 + 2 + 1);
    for path in
        ["checkpoint", "tile/entries/273.p/112", "tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]
    {
        assert!(parts.iter().any(|it| it == path), "{path}");
    }
    assert_eq!(
        Resource::all(256).map(|it| it.to_string()).collect::<Vec<_>>(),
        ["checkpoint", "tile/entries/000", "tile/0/000", "tile/1/000.p/1"]
    );
    assert_eq!(Resource::all(0).count(), 1);
}

#[test]
fn a_bundle_holds_exactly_its_entries() {
    let entries: [&[u8]; 3] = [b"", b"one", b"\0\0"];
    let bytes = bundle::write(&entries).unwrap();
    assert_eq!(bytes, b"\0\0\0\x03one\0\x02\0\0");
    assert_eq!(bundle::read(&bytes, 3), Ok(entries.to_vec()));
    assert_eq!(bundle::read(&bytes, 2), Err(Flaw::BundleCount { wanted: 2, found: 3 }));
    assert_eq!(bundle::read(&bytes, 256), Err(Flaw::BundleCount { wanted: 256, found: 3 }));
    assert_eq!(bundle::read(&[], 1), Err(Flaw::BundleCount { wanted: 1, found: 0 }));
    for cut in [1, 3, 4, 6, 8] {
        assert!(matches!(bundle::read(&bytes[..cut], 3), Err(Flaw::BundleBroken(_))), "{cut}");
    }
    assert!(matches!(bundle::write(&[vec![0; 65_536]]), Err(Flaw::EntryTooLong { .. })));
}

/// Texts from outside, cut, changed and put together at random: an error or a value, and what is a value has one spelling.
#[test]
fn nothing_from_outside_panics() {
    let log = Log::of(300);
    let mut note = log_key().sign(log.tree.head());
    witness_key().cosign(&mut note, 5).unwrap();
    let texts = [note.to_string(), log.receipt(9).to_string(), log_key().vkey().to_string(), "tile/1/x001/234.p/56".to_owned()];
    let mut dice = Dice(11);
    for n in 0..20_000 {
        let mut bytes = texts[n % texts.len()].clone().into_bytes();
        for _ in 0..=dice.below(4) {
            let at = dice.below(bytes.len().max(1));
            match dice.below(4) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at.min(bytes.len()), b"\n +/=x0A"[dice.below(8)]),
                2 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
                _ => bytes.extend_from_within(at.min(bytes.len())..),
            }
        }
        if let Ok(note) = Note::parse(&bytes) {
            assert_eq!(note.to_string().as_bytes(), bytes);
            let _ = (log_key().vkey().open(&note), witness_key().vkey().cosigned_at(&note), note.text().parse::<Checkpoint>());
        }
        if let Ok(receipt) = Receipt::parse(&bytes) {
            assert_eq!(receipt.to_string().as_bytes(), bytes);
            let _ = receipt.verify(b"x", log_key().vkey());
        }
        if let Ok(text) = std::str::from_utf8(&bytes) {
            assert!(text.parse::<Vkey>().is_ok_and(|it| it.to_string() == text) || text.parse::<Vkey>().is_err());
            assert!(text.parse::<Resource>().is_ok_and(|it| it.to_string() == text) || text.parse::<Resource>().is_err());
        }
        let _ = bundle::read(&bytes, 256);
        let nonsense = Head { size: (dice.below(1 << 30) as u64) << dice.below(34), root: Hash::EMPTY };
        let index = dice.below(1 << 30) as u64;
        let _ = verify_inclusion(Hash::EMPTY, index, nonsense, &[Hash::EMPTY; 40]);
        let _ = verify_consistency(Head { size: index, ..nonsense }, nonsense, &[Hash::EMPTY; 40]);
    }
    for size in [u64::MAX, u64::MAX - 1, 1 << 63] {
        let head = Head { size, root: Hash::EMPTY };
        for index in [0, 1, size / 2, size - 1, size] {
            let _ = verify_inclusion(Hash::EMPTY, index, head, &[Hash::EMPTY; 70]);
            let _ = verify_consistency(Head { size: index, ..head }, head, &[Hash::EMPTY; 70]);
            let nothing = |_| None::<Vec<u8>>;
            assert!(Plan::inclusion(index, size).and_then(|it| it.build(nothing)).is_err());
            let _ = Plan::consistency(index, size).and_then(|it| it.build(nothing));
        }
    }
}

// ── Exports ──

fn verdict(export: &BTreeMap<String, Vec<u8>>, beside: &Beside) -> export::Verdict {
    export::verify(|path| export.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into()), beside)
}

fn named(name: &str, text: impl ToString) -> Named {
    Named { name: name.to_owned(), bytes: text.to_string().into_bytes() }
}

/// The path and index of what is found first.
fn first(export: &BTreeMap<String, Vec<u8>>) -> (String, Option<u64>) {
    let fault = verdict(export, &Beside::default()).faults.into_iter().next().expect("something is found");
    (fault.path, fault.index)
}

#[test]
fn a_whole_export_holds_with_what_was_kept_beside_it() {
    let log = Log::of(700);
    let beside = Beside {
        vkey: Some(log_key().vkey().clone()),
        checkpoints: [0, 1, 255, 256, 512, 700].map(|it| named("old", log_key().sign(head_of(&log, it)))).to_vec(),
        receipts: [(0, 1), (5, 256), (300, 301), (699, 700)].map(|(index, size)| named("receipt", Log::of(size).receipt(index))).to_vec(),
    };
    let verdict = verdict(&log.export(), &beside);
    assert_eq!(verdict.faults, []);
    assert!(verdict.holds() && verdict.is_signed && verdict.is_vkey_given);
    assert_eq!(verdict.checkpoint.as_ref().unwrap().head, log.tree.head());
    assert_eq!(verdict.witnesses[0].cosigned_at, Ok(1_700_000_000));
    assert_eq!(
        verdict.to_string(),
        format!(
            "日志 log: example.org/log\n条目数 entries: 700\n树根 root: {}\n签名 signature: 有效 valid\n验证公钥 verifier key: {}\n\
             见证方 witness witness.example/w1: 联署于 1970 年起第 1700000000 秒 · cosigned at second 1700000000 since 1970\n\
             结论：全部相符 · verdict: everything fits\n",
            log.tree.root(),
            log_key().vkey(),
        )
    );
    for size in [0, 1, 255, 256, 257] {
        assert!(self::verdict(&Log::of(size).export(), &Beside::default()).holds(), "{size}");
    }
}

#[test]
fn one_flipped_bit_anywhere_is_found_and_its_file_named() {
    let export = Log::of(700).export();
    let mut n_flips = 0;
    for (path, bytes) in &export {
        // Of tiles six bits a hash, of entries one in two bytes, of what is signed every one.
        let step = if path.starts_with("tile/entries") {
            17
        } else if path.starts_with("tile/") {
            41
        } else {
            1
        };
        for bit in (0..bytes.len() * 8).step_by(step) {
            let mut flipped = export.clone();
            flipped.get_mut(path).unwrap()[bit / 8] ^= 1 << (bit % 8);
            let (found, index) = first(&flipped);
            assert_eq!(&found, path, "bit {bit}");
            if path.starts_with("tile/0/") {
                let bundle = if path.ends_with("002.p/188") {
                    512
                } else if path.ends_with("001") {
                    256
                } else {
                    0
                };
                assert_eq!(index, Some(bundle + bit as u64 / 256), "bit {bit} of {path}");
            }
            n_flips += 1;
        }
    }
    assert!(n_flips > 10_000, "{n_flips}");
}

#[test]
fn an_entry_that_was_edited_is_named() {
    let (mut log, honest) = (Log::of(700), Log::of(700).export());
    log.entries[300] = b"entry 3oo".to_vec();
    let edited = log.export();
    assert_eq!(first(&edited), ("tile/entries/001".to_owned(), Some(300)));
    let printed = verdict(&edited, &Beside::default()).to_string();
    assert!(
        printed.contains("✗ tile/entries/001（自序号 300 起 from index 300）：条目与其散列不符 · the entry does not fit its hash\n"),
        "{printed}"
    );
    assert!(printed.ends_with("结论：不成立，不符 1 处 · verdict: it does not hold, faults: 1\n"), "{printed}");
    assert!(printed.contains("公钥来自导出本身"), "{printed}");

    // Two entries change places.
    log.entries = Log::of(700).entries;
    log.entries.swap(600, 601);
    assert_eq!(first(&log.export()), ("tile/entries/002.p/188".to_owned(), Some(600)));

    // Whoever edits the tiles too, needs the log's key for the checkpoint.
    let mut rebuilt = Log::default();
    rebuilt.append(log.entries);
    let mut export = rebuilt.export();
    export.insert("checkpoint".to_owned(), honest["checkpoint"].clone());
    assert_eq!(first(&export), ("checkpoint".to_owned(), None));
    // Entries and their tile, and not what is above.
    let mut export = honest.clone();
    for path in ["tile/entries/002.p/188", "tile/0/002.p/188"] {
        export.insert(path.to_owned(), rebuilt.export()[path].clone());
    }
    assert!(!verdict(&export, &Beside::default()).holds());
    let mut export = honest.clone();
    let edited = rebuild_with(300, b"entry 3oo");
    for path in ["tile/entries/001", "tile/0/001"] {
        export.insert(path.to_owned(), edited[path].clone());
    }
    assert_eq!(first(&export), ("tile/1/000.p/2".to_owned(), Some(256)));
}

fn rebuild_with(index: usize, entry: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut entries = Log::of(700).entries;
    entries[index] = entry.to_vec();
    let mut log = Log::default();
    log.append(entries);
    log.export()
}

#[test]
fn what_is_missing_or_cut_is_named() {
    let export = Log::of(700).export();
    for path in export.keys() {
        let mut without = export.clone();
        without.remove(path);
        assert_eq!(&first(&without).0, path);
        let mut cut = export.clone();
        cut.get_mut(path).unwrap().pop();
        assert_eq!(&first(&cut).0, path);
        let mut longer = export.clone();
        longer.get_mut(path).unwrap().push(b'A');
        assert_eq!(&first(&longer).0, path);
    }
    // A checkpoint that claims more than anybody could read ends at the first bundle that is not there.
    let mut claimed = export.clone();
    claimed.insert("checkpoint".to_owned(), log_key().sign(Head { size: u64::MAX, root: Hash::EMPTY }).to_string().into_bytes());
    assert!(verdict(&claimed, &Beside::default()).faults.len() < 10);
}

#[test]
fn a_log_that_was_rolled_back_or_rebuilt_is_found_by_what_others_kept() {
    let (honest, rebuilt) = (Log::of(700), rebuild_with(3, b"entry three"));
    let beside = |checkpoints: Vec<Named>, receipts: Vec<Named>| Beside { vkey: Some(log_key().vkey().clone()), checkpoints, receipts };
    let kept = beside(vec![named("kept.txt", log_key().sign(head_of(&honest, 650)))], vec![named("mine.tlog-proof", honest.receipt(3))]);
    let told = |export: &BTreeMap<String, Vec<u8>>| -> Vec<(String, Flaw)> {
        verdict(export, &kept).faults.into_iter().map(|it| (it.path, it.flaw)).collect()
    };
    assert_eq!(told(&honest.export()), []);
    // The log's own key signed the other history: only those who kept something can tell.
    assert!(verdict(&rebuilt, &Beside::default()).holds());
    assert_eq!(told(&rebuilt), [("kept.txt".to_owned(), Flaw::NotConsistent), ("mine.tlog-proof".to_owned(), Flaw::NotIncluded)]);
    assert_eq!(
        told(&Log::of(600).export()),
        [("kept.txt".to_owned(), Flaw::Shrunk { old: 650, new: 600 }), ("mine.tlog-proof".to_owned(), Flaw::Shrunk { old: 700, new: 600 })]
    );
    assert_eq!(told(&Log::of(2).export())[1].1, Flaw::NotInLog { index: 3, size: 2 });

    // What was kept is trusted no more than the export.
    let stranger = LogKey::from_seed(ORIGIN, &[8; 32]).unwrap();
    let forged = beside(vec![named("forged", stranger.sign(head_of(&honest, 650))), named("empty", "")], vec![named("none", "x")]);
    let flaws: Vec<Flaw> = verdict(&honest.export(), &forged).faults.into_iter().map(|it| it.flaw).collect();
    assert_eq!(flaws, [Flaw::NotSigned(ORIGIN.to_owned()), Flaw::NoteForm, Flaw::ReceiptForm(1)]);
}

#[test]
fn an_export_under_another_key_is_found_by_the_published_one() {
    let mut export = Log::of(10).export();
    let stranger = LogKey::from_seed(ORIGIN, &[8; 32]).unwrap();
    export.insert("vkey".to_owned(), format!("{}\n", stranger.vkey()).into_bytes());
    export.insert("checkpoint".to_owned(), stranger.sign(Log::of(10).tree.head()).to_string().into_bytes());
    assert!(verdict(&export, &Beside::default()).holds(), "consistent with itself");
    let published = Beside { vkey: Some(log_key().vkey().clone()), ..Beside::default() };
    let told = verdict(&export, &published);
    assert!(!told.is_signed);
    assert_eq!(told.faults.iter().map(|it| &it.flaw).collect::<Vec<_>>(), [&Flaw::VkeyDiffers, &Flaw::NotSigned(ORIGIN.to_owned())]);

    // A witness in the log's place, a log in the witness's.
    for keys in [witness_key().vkey().to_string(), format!("{0}\n{0}", log_key().vkey())] {
        export.insert("vkey".to_owned(), format!("{keys}\n").into_bytes());
        assert_eq!(verdict(&export, &published).faults[0].flaw, Flaw::VkeyRole);
    }
}
