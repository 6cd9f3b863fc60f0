//! Every reason why something is not what it should be, with its words: Chinese first, English beside it.

use crate::tree::TileId;

/// What is wrong with a log, a proof or a text that claims to be one. Nothing that comes from outside panics: it ends here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// An entry longer than a bundle can say: 65535 bytes.
    #[error("第 {place} 个条目有 {bytes} 字节，超过 65535 字节的上限 · entry {place} of these has {bytes} bytes, above the limit of 65535")]
    EntryTooLong {
        /// Which of those handed in, from 0.
        place: usize,
        /// Its length.
        bytes: usize,
    },
    /// A bundle holds 1 to 256 entries.
    #[error("条目包应含 {wanted} 条，实有 {found} 条 · the bundle should hold {wanted} entries and holds {found}")]
    BundleCount {
        /// How many there should be.
        wanted: usize,
        /// How many there are.
        found: usize,
    },
    /// The length before an entry reaches past the end of the bundle.
    #[error("条目包在其第 {0} 条处中断 · the bundle breaks off at its entry {0}")]
    BundleBroken(usize),
    /// A log of more than 2^63 - 1 entries.
    #[error("日志大小 {0} 不可能 · no log has {0} entries")]
    SizeImpossible(u64),
    /// A tile that is needed is not there, or holds fewer hashes than the size of the log asks for.
    #[error("缺少散列块或其过短：层 {}，序号 {} · a tile is missing or too short: level {}, index {}", .0.level, .0.index, .0.level, .0.index)]
    TileMissing(TileId),
    /// The tiles at the right edge, or the entries, do not make the root they should.
    #[error("与树根不符 · this does not make the root")]
    RootDiffers,
    /// There is no such entry at this size.
    #[error("日志只有 {size} 条，没有序号 {index} · the log has {size} entries, none with index {index}")]
    NotInLog {
        /// The index, from 0.
        index: u64,
        /// The size of the log.
        size: u64,
    },
    /// What should be the later log is the shorter one.
    #[error("日志曾有 {old} 条，现只有 {new} 条 · the log had {old} entries and has only {new}")]
    Shrunk {
        /// The size it had.
        old: u64,
        /// The size it has.
        new: u64,
    },
    /// The hashes of an inclusion proof do not lead from the entry to the root.
    #[error("包含证明不成立：该条目不在此日志的这个位置 · the inclusion proof does not hold: this entry is not at this place in this log")]
    NotIncluded,
    /// The hashes of a consistency proof do not lead to both roots.
    #[error("一致性证明不成立：这不是同一日志的延续 · the consistency proof does not hold: this does not continue the same log")]
    NotConsistent,
    /// Not UTF-8, or with control characters.
    #[error("签名文本不是 UTF-8 或含控制字符 · the note is not UTF-8 or has control characters")]
    NoteNotText,
    /// No text, no empty line, or no signatures after it; or more than 100.
    #[error("签名文本缺少正文、空行或签名行 · the note lacks its text, the empty line or signatures")]
    NoteForm,
    /// A signature line that is none.
    #[error("第 {0} 个签名行格式有误 · signature line {0} is malformed")]
    NoteSignature(usize),
    /// Empty, or with a space, a plus or a control character.
    #[error("密钥名为空，或含空格、加号、控制字符 · the name of a key is empty or has a space, a plus or a control character")]
    KeyName,
    /// Not `name+hash+base64`, or not an Ed25519 key.
    #[error("验证公钥格式有误，应为「名称+散列+base64」 · the verifier key is malformed: `name+hash+base64` is expected")]
    VkeyForm,
    /// The hash in a vkey does not belong to its name and key.
    #[error("验证公钥中的散列与名称和密钥不符 · the hash in the verifier key does not fit its name and key")]
    VkeyHash,
    /// A witness's key where the log's is needed, the other way round, or a kind of key not used here.
    #[error("验证公钥的类型不符 · the verifier key is of another kind than is needed here")]
    VkeyRole,
    /// The note has no signature by this key.
    #[error("没有「{0}」的签名 · no signature by `{0}`")]
    NotSigned(String),
    /// The note has a signature that names this key and is not by it.
    #[error("「{0}」的签名无效 · the signature by `{0}` is not valid")]
    SignatureInvalid(String),
    /// A cosignature's time above 2^63 - 1 seconds.
    #[error("联署时间 {0} 不可能 · no cosignature is of second {0}")]
    TimeImpossible(u64),
    /// The text of a note that should be a checkpoint is none.
    #[error("检查点格式有误，应为来源、大小、树根各一行 · the checkpoint is malformed: origin, size and root are expected, a line each")]
    CheckpointForm,
    /// A checkpoint of another log.
    #[error("检查点来自「{found}」，而非「{wanted}」 · the checkpoint is of `{found}`, not of `{wanted}`")]
    OriginDiffers {
        /// Whose key was given.
        wanted: String,
        /// What the checkpoint says.
        found: String,
    },
    /// A line of a receipt, from 1, that is not what belongs there.
    #[error("回执第 {0} 行格式有误 · line {0} of the receipt is malformed")]
    ReceiptForm(usize),
    /// A file of an export is missing.
    #[error("没有这个文件 · there is no such file")]
    NotThere,
    /// A file of an export could not be read.
    #[error("读不到：{0} · cannot be read: {0}")]
    Unread(String),
    /// The vkey in the export is not the one that was given.
    #[error("导出所附的验证公钥不是给定的那一个 · the export's verifier key is not the one given")]
    VkeyDiffers,
    /// There is no key to verify this with.
    #[error("没有可用的验证公钥，无法核对签名 · without a verifier key the signature cannot be verified")]
    NoVkey,
    /// The entry does not make the hash in its tile, nor the root.
    #[error("条目与其散列不符 · the entry does not fit its hash")]
    EntryDiffers,
    /// The entries make the root, and not this tile.
    #[error("散列块与条目不符，而条目与树根相符 · the tile does not fit the entries, which do fit the root")]
    TileDiffers,
    /// Not a path of a log.
    #[error("不是日志中的路径 · not a path of a log")]
    PathForm,
}
