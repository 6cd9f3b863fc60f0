//! The throttle on a given clock.

use casework::login::{Login, MOST_IN_A_DAY, Proof};
use jiff::{SignedDuration, Timestamp};

use crate::dice::Dice;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn after(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap()
}

/// The waits after each of so many wrong passwords, each tried the moment it may be.
fn waits(login: &mut Login, from: Timestamp, n: usize) -> (Vec<u64>, Timestamp) {
    let (mut now, mut waits) = (from, Vec::new());
    for _ in 0..n {
        login.begin(Proof::Password, now).unwrap();
        let wait = login.begin(Proof::Password, now).unwrap_err();
        waits.push(wait.seconds);
        now = wait.until;
    }
    (waits, now)
}

#[test]
fn the_wait_grows_and_the_hundredth_failure_ends_the_day() {
    let morning = at("2026-11-28T08:00:00+08");
    let mut login = Login::default();
    let (waits, now) = waits(&mut login, morning, 100);
    assert_eq!(waits[..2], [1; 2]); // under 3 failures
    assert_eq!(waits[2..8], [3; 6]); // under 9
    assert_eq!(waits[8..24], [5; 16]); // under 25
    assert_eq!(waits[24..99], [10; 75]); // under 100
    assert_eq!(now, at("2026-11-29T00:00:00+08"), "then to the end of the day");
    assert!(login.begin(Proof::Password, after(now, -1)).unwrap_err().for_today);
    assert_eq!(login.begin(Proof::Password, now), Ok(()), "a new day begins anew");
    assert_eq!(login.n_failures(Proof::Password), 1);
}

/// Ten thousand guesses at one account in a day: a hundred are looked at, and the owner with a passkey gets in twenty times of twenty.
#[test]
fn ten_thousand_guesses_are_a_hundred_looks_and_a_passkey_still_gets_in() {
    let (mut dice, mut login, mut looked_at, mut passkeys) = (Dice::new(11), Login::default(), 0, 0);
    let mut now = at("2026-11-28T00:00:00+08");
    for guess in 0..10_000 {
        now = now.checked_add(SignedDuration::from_millis(dice.upto(8_000) as i64)).unwrap();
        looked_at += u32::from(login.begin(Proof::Password, now).is_ok());
        if guess % 500 == 0 {
            passkeys += u32::from(login.begin(Proof::Passkey, now).is_ok());
            login.succeeded(Proof::Passkey, now);
        }
    }
    assert!(now < at("2026-11-29T00:00:00+08"));
    assert_eq!((looked_at, passkeys), (MOST_IN_A_DAY, 20));
}

#[test]
fn a_hundred_tries_at_once_are_one_look() {
    let (mut login, now) = (Login::default(), at("2026-11-28T09:00:00+08"));
    assert_eq!((0..100).filter(|_| login.begin(Proof::Password, now).is_ok()).count(), 1);
}

#[test]
fn the_owner_who_signs_in_waits_no_more_and_gives_a_guesser_nothing() {
    let (mut login, morning) = (Login::default(), at("2026-11-28T09:00:00+08"));
    let (_, now) = waits(&mut login, morning, 50);
    login.begin(Proof::Password, now).unwrap();
    login.succeeded(Proof::Password, now);
    assert_eq!(login.n_failures(Proof::Password), 50, "the right one counts no more, the wrong ones still do");
    assert_eq!(login.begin(Proof::Password, now), Ok(()), "and nothing is waited for");
    // Codes have a count of their own.
    assert_eq!(login.begin(Proof::Code, now), Ok(()));
}

#[test]
fn a_message_says_how_long_and_nothing_on_the_account() {
    let (mut login, now) = (Login::default(), at("2026-11-28T09:00:00+08"));
    login.begin(Proof::Password, now).unwrap();
    let wait = login.begin(Proof::Password, now).unwrap_err().message();
    assert_eq!(wait.zh, "请等 1 秒再试。这一次没有核对密码。");
    assert_eq!(wait.en, "Wait 1 s and try again. The password was not looked at this time.");
}

#[test]
fn a_clock_set_back_shortens_no_wait_and_makes_none_eternal() {
    let mut login = Login::default();
    // The clock ran ahead by seventy years for one wrong password, and was put right.
    login.begin(Proof::Password, at("2096-11-28T09:00:00+08")).unwrap();
    let now = at("2026-11-28T09:00:00+08");
    assert_eq!(login.begin(Proof::Password, now).unwrap_err().seconds, 1);
    assert_eq!(login.begin(Proof::Password, after(now, 1)), Ok(()));
    // Locked to the day's end, 15 hours off; set back by a day it is 15 hours off still.
    let mut locked = Login::default();
    waits(&mut locked, at("2026-11-28T09:00:00+08"), 99);
    locked.begin(Proof::Password, at("2026-11-28T10:00:00+08")).unwrap();
    let hours = |login: &mut Login, now: &str| login.begin(Proof::Password, at(now)).unwrap_err().seconds / 3600;
    assert_eq!(hours(&mut locked, "2026-11-28T10:00:00+08"), 14);
    assert_eq!(hours(&mut locked, "2026-11-27T10:00:00+08"), 14);
    assert_eq!(hours(&mut locked, "2026-11-27T12:00:00+08"), 12);
}

/// On any clock, forward and back: between two looks that were wrong lies the wait that is owed, measured in time that ran forward; and
/// what is kept comes back as it was.
#[test]
fn on_any_clock_no_look_comes_early() {
    let owed = |n: u32| [(3, 1), (9, 3), (25, 5), (100, 10)].iter().find(|it| n < it.0).map_or(0, |it| it.1 * 1000);
    for seed in 0..300 {
        let (mut dice, mut login, mut now) = (Dice::new(seed), Login::default(), at("2026-11-28T22:00:00+08"));
        let (mut ran, mut waiting, mut looks) = (i64::MAX / 2, 0, 0);
        for _ in 0..400 {
            let step = match dice.upto(12) {
                0 => -(dice.upto(90_000_000) as i64),
                1 => dice.upto(30_000_000) as i64,
                _ => dice.upto(6_000) as i64,
            };
            now = now.checked_add(SignedDuration::from_millis(step)).unwrap();
            ran = ran.saturating_add(step.max(0));
            let before = login.n_failures(Proof::Password);
            if login.begin(Proof::Password, now).is_ok() {
                assert!(ran >= waiting, "seed {seed}: {ran} ms after {before} failures");
                let n = login.n_failures(Proof::Password);
                assert!(n == before + 1 || n == 1);
                (ran, waiting, looks) = (0, owed(n), looks + 1);
            }
            let kept = serde_json::to_string(&login).unwrap();
            assert_eq!(serde_json::from_str::<Login>(&kept).unwrap(), login);
        }
        assert!(looks > 20, "seed {seed}: nobody is kept out for ever");
    }
}
