//! 登录限速: how often somebody may try to sign in to one account, as a state machine on a given clock.
//!
//! The schedule is Kanidm's: the more failures in a day, the longer the wait after each, and after the hundredth nothing more until the day
//! is over. Two things differ. A try is counted *before* the password is looked at and taken back when it was right, so a hundred tries sent
//! at once are not a hundred looks more. And a success ends the wait without clearing the day's count: who signs in at noon does not
//! hand a guesser another hundred guesses.
//!
//! The throttle is per account, whether the account exists or not: an unknown name waits like a known one. A passkey cannot be guessed, so
//! guesses at the password never keep its owner out.

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan};
use law::Wording;
use serde::{Deserialize, Serialize};

/// Under so many failures in a day, a wait of so many seconds after each.
const SCHEDULE: [(u32, i64); 4] = [(3, 1), (9, 3), (25, 5), (100, 10)];

/// Failures after which nothing is looked at until the day is over.
pub const MOST_IN_A_DAY: u32 = 100;

/// Days are those of Asia/Shanghai, which knows no daylight saving.
const ZONE: Offset = Offset::constant(8);

/// 登录凭据: by what somebody proves who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[doc(alias = "登录凭据")]
pub enum Proof {
    /// 密码, and recovery codes
    Password,
    /// 动态口令, of an authenticator program
    Code,
    /// 通行密钥: it cannot be guessed
    Passkey,
}

/// 账户限速: the throttles of one account; kept with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "账户限速")]
pub struct Login {
    /// For passwords and recovery codes.
    password: Throttle,
    /// For codes.
    code: Throttle,
}

/// 限速: tries of one kind at one account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[doc(alias = "限速")]
pub struct Throttle {
    /// Tries in this day that were not right, those still being looked at included.
    n_failures: u32,
    /// What the clock last said, and what follows from it; nothing before the first try of a day.
    times: Option<Times>,
}

/// Times of a throttle. All three move together when the clock is set back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Times {
    seen_at: Timestamp,
    opens_at: Timestamp,
    clears_at: Timestamp,
}

/// 请稍候: a try that is not looked at, right or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "请稍候")]
pub struct Wait {
    /// When the next try is looked at.
    pub until: Timestamp,
    /// For how many seconds from now, rounded up.
    pub seconds: u64,
    /// Whether the day's tries are used up.
    pub for_today: bool,
}

impl Login {
    /// Whether a try may be looked at now; if so, it is counted already. The state is kept in the same transaction, before the password
    /// is looked at. [`Login::succeeded`] takes the try back, a wrong one needs no further word.
    ///
    /// # Errors
    /// How long to wait. A passkey never waits.
    pub fn begin(&mut self, proof: Proof, now: Timestamp) -> Result<(), Wait> {
        match self.throttle(proof) {
            Some(throttle) => throttle.begin(now),
            None => Ok(()),
        }
    }

    /// The try that was begun was right: the wait after it is over, and it counts no more.
    pub fn succeeded(&mut self, proof: Proof, now: Timestamp) {
        if let Some(throttle) = self.throttle(proof) {
            throttle.succeeded(now);
        }
    }

    /// Tries of this kind that were not right in the day that was last seen.
    pub fn n_failures(&self, proof: Proof) -> u32 {
        match proof {
            Proof::Password => self.password.n_failures,
            Proof::Code => self.code.n_failures,
            Proof::Passkey => 0,
        }
    }

    fn throttle(&mut self, proof: Proof) -> Option<&mut Throttle> {
        match proof {
            Proof::Password => Some(&mut self.password),
            Proof::Code => Some(&mut self.code),
            Proof::Passkey => None,
        }
    }
}

impl Throttle {
    fn begin(&mut self, now: Timestamp) -> Result<(), Wait> {
        self.look_at_clock(now);
        if let Some(times) = self.times.filter(|it| now < it.opens_at) {
            return Err(Wait::new(now, times.opens_at, self.n_failures >= MOST_IN_A_DAY));
        }
        self.n_failures += 1;
        let clears_at = self.times.map_or_else(|| end_of_day(now), |it| it.clears_at);
        let wait = SCHEDULE.iter().find(|(under, _)| self.n_failures < *under);
        let opens_at = wait.map_or(clears_at, |(_, seconds)| later(now, SignedDuration::from_secs(*seconds)));
        self.times = Some(Times { seen_at: now, opens_at, clears_at });
        Ok(())
    }

    fn succeeded(&mut self, now: Timestamp) {
        self.look_at_clock(now);
        self.n_failures = self.n_failures.saturating_sub(1);
        if let Some(times) = &mut self.times {
            times.opens_at = if self.n_failures < MOST_IN_A_DAY { now } else { times.clears_at };
        }
    }

    /// A new day clears the count. A clock that was set back takes all times with it: what was left to wait is left to wait still,
    /// neither shorter nor (after a clock that once ran ahead for years) for ever.
    fn look_at_clock(&mut self, now: Timestamp) {
        let Some(times) = &mut self.times else { return };
        if now < times.seen_at {
            let back = times.seen_at.duration_since(now);
            times.opens_at = earlier(times.opens_at, back);
            times.clears_at = earlier(times.clears_at, back);
        }
        times.seen_at = now;
        if now >= times.clears_at {
            self.n_failures = 0;
            times.clears_at = end_of_day(now);
        }
    }
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}

/// Midnight after a moment, in Asia/Shanghai.
fn end_of_day(now: Timestamp) -> Timestamp {
    let day = ZONE.to_datetime(now).date();
    let next = day.checked_add(1.day()).ok().and_then(|it| ZONE.to_timestamp(it.at(0, 0, 0, 0)).ok());
    next.unwrap_or(Timestamp::MAX)
}

impl Wait {
    fn new(now: Timestamp, until: Timestamp, for_today: bool) -> Wait {
        let left = until.duration_since(now);
        let seconds = left.as_secs().unsigned_abs() + u64::from(left.subsec_nanos() > 0);
        Wait { until, seconds, for_today }
    }

    /// What to tell whoever tried. It says nothing on whether the account exists or the password was right.
    pub fn message(&self) -> Wording {
        match self.for_today {
            true => Wording::new(
                "今天试的次数太多，密码登录停到今天24点。有通行密钥的可以照常登录；不是您本人在试的，请明天改密码。",
                "Too many tries today: signing in by password is stopped until midnight. A passkey still works; if it was not you, change the password tomorrow.",
            ),
            false => Wording::new(
                format!("请等 {} 秒再试。这一次没有核对密码。", self.seconds),
                format!("Wait {} s and try again. The password was not looked at this time.", self.seconds),
            ),
        }
    }
}
