//! An act on its way through the writer: a closure, what came of it, and who waits for that.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::oneshot;

use crate::tables::idempotency::Kept;
use crate::{Error, Event, Tx, Work};

/// What a closure came to.
pub(crate) enum Step {
    /// Something to record.
    Record(Event),
    /// Nothing that needs an entry: work, or an answer given before.
    Keep,
    /// It refused. Nothing of it is kept.
    Refused,
}

/// The step of an act, while it is being carried out.
pub(crate) type Carrying<'t> = Pin<Box<dyn Future<Output = Step> + 't>>;

/// An act of any type.
pub(crate) trait Act: Send {
    /// Carries out the closure. Called once.
    fn carry_out<'t>(&'t mut self, tx: &'t mut Tx) -> Carrying<'t>;

    /// Takes the place of whatever the closure came to, unless that is a failure already.
    fn fail(&mut self, error: Error);

    /// Answers whoever waits, after the commit.
    fn answer(self: Box<Self>);
}

/// What was done, after it is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded<T> {
    /// What the closure gave.
    pub value: T,
    /// The place of its entry in the ledger, from 0.
    pub index: u64,
    /// Whether this is the answer of an earlier request with the same key.
    pub is_repeated: bool,
}

/// 幂等键: a request that may come twice. The second time it gets the answer of the first.
#[derive(Clone, Debug)]
pub struct Once {
    /// Who asks: keys of two people never meet.
    pub actor: String,
    /// The key that came with the request.
    pub key: String,
    /// SHA-256 of the request: the same key with another request is refused.
    pub request_sha256: [u8; 32],
    /// Now; old answers are forgotten by [`Work::forget_answers`].
    pub at: jiff::Timestamp,
}

/// [`Once`], and how its answer is kept.
pub(crate) struct Remembered<T> {
    once: Once,
    encode: fn(&T) -> Option<Vec<u8>>,
    decode: fn(&[u8]) -> Option<T>,
}

impl<T: Serialize + DeserializeOwned> Remembered<T> {
    pub fn new(once: Once) -> Remembered<T> {
        Remembered { once, encode: |it| serde_json::to_vec(it).ok(), decode: |it| serde_json::from_slice(it).ok() }
    }
}

impl<T> Remembered<T> {
    async fn earlier(&self, tx: &mut Tx) -> Result<Option<Recorded<T>>, Error> {
        let Some(kept) = tx.kept_answer(&self.once.actor, &self.once.key).await? else { return Ok(None) };
        if kept.request_sha256 != self.once.request_sha256 {
            return Err(Error::KeyReused);
        }
        let value = (self.decode)(&kept.answer).ok_or_else(|| Error::Damaged("idempotency".to_owned()))?;
        Ok(Some(Recorded { value, index: kept.entry_seq.try_into().unwrap_or_default(), is_repeated: true }))
    }

    async fn keep(&self, tx: &mut Tx, value: &T) -> Result<(), Error> {
        let kept = Kept {
            actor: self.once.actor.clone(),
            request_key: self.once.key.clone(),
            request_sha256: self.once.request_sha256,
            answer: (self.encode)(value).ok_or_else(|| Error::Damaged("answer".to_owned()))?,
            entry_seq: tx.index.try_into().unwrap_or(i64::MAX),
            kept_at: self.once.at,
        };
        tx.put(&kept).await
    }
}

/// An act that changes the state.
pub(crate) struct Change<F, T, E> {
    closure: Option<F>,
    once: Option<Remembered<T>>,
    result: Waiting<Recorded<T>, E>,
}

impl<F, T, E> Change<F, T, E> {
    pub fn new(closure: F, once: Option<Remembered<T>>) -> (Change<F, T, E>, Waits<Recorded<T>, E>) {
        let (result, waits) = Waiting::new();
        (Change { closure: Some(closure), once, result }, waits)
    }
}

impl<F, T, E> Act for Change<F, T, E>
where
    F: AsyncFnOnce(&mut Tx) -> Result<(T, Event), E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn carry_out<'t>(&'t mut self, tx: &'t mut Tx) -> Carrying<'t> {
        let Some(closure) = self.closure.take() else { return Box::pin(async { Step::Refused }) };
        let once = self.once.as_ref();
        let result = &mut self.result.result;
        Box::pin(async move {
            let (outcome, step) = match caught(change(closure, once, tx)).await {
                Ok((recorded, Some(event))) => (Ok(recorded), Step::Record(event)),
                Ok((recorded, None)) => (Ok(recorded), Step::Keep),
                Err(error) => (Err(error), Step::Refused),
            };
            *result = Some(outcome);
            step
        })
    }

    fn fail(&mut self, error: Error) {
        self.result.fail(error);
    }

    fn answer(self: Box<Self>) {
        self.result.answer();
    }
}

/// The closure, or the answer of an earlier request; and what to record, unless that was done before.
async fn change<F, T, E>(closure: F, once: Option<&Remembered<T>>, tx: &mut Tx) -> Result<(Recorded<T>, Option<Event>), E>
where
    F: AsyncFnOnce(&mut Tx) -> Result<(T, Event), E>,
    E: From<Error>,
{
    if let Some(once) = once
        && let Some(earlier) = once.earlier(tx).await?
    {
        return Ok((earlier, None));
    }
    let (value, event) = closure(tx).await?;
    if let Some(once) = once {
        once.keep(tx, &value).await?;
    }
    Ok((Recorded { value, index: tx.index, is_repeated: false }, Some(event)))
}

/// An act that only helps to work.
pub(crate) struct Chore<F, T, E> {
    closure: Option<F>,
    result: Waiting<T, E>,
}

impl<F, T, E> Chore<F, T, E> {
    pub fn new(closure: F) -> (Chore<F, T, E>, Waits<T, E>) {
        let (result, waits) = Waiting::new();
        (Chore { closure: Some(closure), result }, waits)
    }
}

impl<F, T, E> Act for Chore<F, T, E>
where
    F: AsyncFnOnce(&mut Work) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn carry_out<'t>(&'t mut self, tx: &'t mut Tx) -> Carrying<'t> {
        let Some(closure) = self.closure.take() else { return Box::pin(async { Step::Refused }) };
        let result = &mut self.result.result;
        Box::pin(async move {
            let outcome = caught(async move { closure(&mut tx.work).await }).await;
            let step = if outcome.is_ok() { Step::Keep } else { Step::Refused };
            *result = Some(outcome);
            step
        })
    }

    fn fail(&mut self, error: Error) {
        self.result.fail(error);
    }

    fn answer(self: Box<Self>) {
        self.result.answer();
    }
}

/// Where an answer comes.
pub(crate) type Waits<T, E> = oneshot::Receiver<Result<T, E>>;

/// A result, and who waits for it.
struct Waiting<T, E> {
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E> Waiting<T, E> {
    fn new() -> (Waiting<T, E>, Waits<T, E>) {
        let (reply, waits) = oneshot::channel();
        (Waiting { result: None, reply }, waits)
    }

    fn fail(&mut self, error: Error)
    where
        E: From<Error>,
    {
        if !matches!(self.result, Some(Err(_))) {
            self.result = Some(Err(error.into()));
        }
    }

    /// Whoever asked may have gone away; what was done is done.
    fn answer(self) {
        if let Some(result) = self.result {
            let _ = self.reply.send(result);
        }
    }
}

/// A closure that panics fails alone: the writer goes on.
async fn caught<T, E: From<Error>>(closure: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    let mut closure = pin!(closure);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| closure.as_mut().poll(context)));
        polled.unwrap_or_else(|_| std::task::Poll::Ready(Err(Error::Panicked.into())))
    })
    .await
}
