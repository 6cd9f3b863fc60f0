//! 回执和证明: that an entry stands in the ledger, in a form that anyone verifies offline without us.

use casework::rights::Act;
use jiff::Timestamp;
use store::CaseId;

use super::dossier::allowed;
use super::step::entries;
use crate::{Ctx, Refusal};

/// 证明: an entry, and the proof that the ledger holds it.
pub struct Proof {
    /// The place of the entry.
    pub index: u64,
    /// When it was written.
    pub at: Timestamp,
    /// The entry, byte for byte: what the proof is about.
    pub entry: Vec<u8>,
    /// The proof with its checkpoint, in the form c2sp.org/tlog-proof@v1.
    pub receipt: String,
    /// The key that the checkpoint is signed with.
    pub vkey: String,
}

/// Proves an entry of a case.
///
/// # Errors
/// The entry is not one of this case, or the case is not this person's to see.
pub async fn prove_receipt(ctx: &Ctx, case: &CaseId, index: u64) -> Result<Proof, Refusal> {
    let mut reader = ctx.platform().store().read_moment().await?;
    let (case, _) = allowed(ctx, &mut reader, case, Act::ProveReceipt).await?;
    let its = entries(&mut reader, &case).await?.into_iter().find(|it| it.index == index).ok_or_else(Refusal::absent)?;
    let at = Timestamp::from_microsecond(its.at).unwrap_or_default();
    let entry = reader.entry_bytes(index).await?.ok_or_else(Refusal::absent)?;
    let receipt = reader.receipt(index).await?.ok_or_else(Refusal::absent)?;
    Ok(Proof { index, at, entry, receipt: receipt.to_string(), vkey: ctx.platform().store().vkey().to_string() })
}
