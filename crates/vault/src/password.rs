//! Passwords: kept as Argon2id in PHC strings, and refused when they are easy to guess.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier};
use zxcvbn::feedback::Warning;
use zxcvbn::{Score, zxcvbn};

use crate::base::{Both, CannotSeal, as_typed, both, random};
use crate::cost::Cost;

/// The fewest characters of a password.
pub const SHORTEST: usize = 8;
/// The most bytes of a password.
pub const LONGEST: usize = 1024;

/// 口令核对: hashes and verifies at one cost. One try takes that much memory: let only a few run at once.
#[derive(Clone, Copy, Debug)]
pub struct Passwords {
    cost: Cost,
}

impl Default for Passwords {
    /// At [`Cost::LOGIN`].
    fn default() -> Passwords {
        Passwords::new(Cost::LOGIN)
    }
}

impl Passwords {
    /// At this cost. One that Argon2 does not know hashes nothing and verifies nobody.
    pub fn new(cost: Cost) -> Passwords {
        Passwords { cost }
    }

    /// The PHC string to keep. Refuses a password of more than [`LONGEST`] bytes.
    pub fn hash(&self, password: &str) -> Result<String, CannotSeal> {
        if password.len() > LONGEST {
            return Err(CannotSeal::TooLarge);
        }
        let argon2 = self.cost.argon2().ok_or(CannotSeal::NoMemory)?;
        let hash = argon2.hash_password_with_salt(as_typed(password).as_bytes(), &*random::<16>()?);
        hash.map(|it| it.to_string()).map_err(|_| CannotSeal::NoMemory)
    }

    /// Whether the password is the one that was kept. A string that is none of ours is nobody's, and costs as much.
    pub fn verify(&self, password: &str, kept: &str) -> bool {
        match readable(kept) {
            Some((hash, argon2, _)) if password.len() <= LONGEST => argon2.verify_password(as_typed(password).as_bytes(), &hash).is_ok(),
            _ => self.verify_nobody(password),
        }
    }

    /// For an account that does not exist: costs what [`Passwords::verify`] does, and is always false.
    pub fn verify_nobody(&self, password: &str) -> bool {
        let password = if password.len() <= LONGEST { password } else { "" };
        // The result is nobody's; taking it away must not take the work away.
        let _ = std::hint::black_box(self.cost.stretch(password, b"nobody's account"));
        false
    }

    /// Whether what is kept was hashed at another cost than today's. Asked after a password was verified, which is when it can be hashed anew.
    pub fn needs_rehash(&self, kept: &str) -> bool {
        readable(kept).is_none_or(|(_, _, cost)| cost != self.cost)
    }
}

/// An Argon2id string at a cost we are ready to pay.
fn readable(kept: &str) -> Option<(PasswordHash, Argon2<'static>, Cost)> {
    let hash = PasswordHash::new(kept).ok()?;
    let cost = Cost::from(&Params::try_from(&hash).ok()?);
    let ours = hash.algorithm == Algorithm::Argon2id.ident();
    Some((hash, cost.argon2().filter(|_| ours)?, cost))
}

/// 口令太弱: why a password is not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Weak {
    /// Fewer than [`SHORTEST`] characters.
    TooShort,
    /// More than [`LONGEST`] bytes.
    TooLong,
    /// Guessed in less than 10^8 tries (zxcvbn score below 3), and what makes it easy, when that is known.
    Guessable(Option<Warning>),
}

impl Weak {
    /// What is wrong and what to do.
    pub fn message(&self) -> Both {
        match self {
            Weak::TooShort => (format!("口令至少要有 {SHORTEST} 个字符。"), format!("A password has at least {SHORTEST} characters.")),
            Weak::TooLong => (format!("口令最长 {LONGEST} 个字节。"), format!("A password has at most {LONGEST} bytes.")),
            Weak::Guessable(warning) => {
                let (zh, en) = warning.map_or_else(|| both("太容易猜到", "It is easy to guess"), reason);
                (
                    format!("这个口令{zh}。请再加几个不相干的词，不必用符号和大写。"),
                    format!("{en}. Add a few words that have nothing to do with each other; symbols and capitals are not needed."),
                )
            }
        }
    }
}

fn reason(warning: Warning) -> Both {
    use Warning::*;
    match warning {
        StraightRowsOfKeysAreEasyToGuess => both("是键盘上的一排键，很容易猜到", "It is a row of keys and easy to guess"),
        ShortKeyboardPatternsAreEasyToGuess => {
            both("是键盘上的简单走法，很容易猜到", "It is a short pattern on the keyboard and easy to guess")
        }
        RepeatsLikeAaaAreEasyToGuess | RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => {
            both("只是重复，很容易猜到", "It repeats itself and is easy to guess")
        }
        ThisIsATop10Password | ThisIsATop100Password | ThisIsACommonPassword => both("很多人在用", "Many people use it"),
        ThisIsSimilarToACommonlyUsedPassword => both("和很多人用的口令相近", "It is close to one that many people use"),
        SequencesLikeAbcAreEasyToGuess => both("是连续的字母或数字，很容易猜到", "It is a sequence such as abc or 6543 and easy to guess"),
        RecentYearsAreEasyToGuess | DatesAreOftenEasyToGuess => {
            both("像是年份或日期，很容易猜到", "It looks like a year or a date and is easy to guess")
        }
        AWordByItselfIsEasyToGuess => both("只有一个词，很容易猜到", "It is a single word and easy to guess"),
        NamesAndSurnamesByThemselvesAreEasyToGuess | CommonNamesAndSurnamesAreEasyToGuess => {
            both("像是姓名，很容易猜到", "It looks like a name and is easy to guess")
        }
    }
}

/// Whether a password is good enough to be chosen. `personal` is what others know of its owner: sign-in name, names, the organisation's.
pub fn check_strength(password: &str, personal: &[&str]) -> Result<(), Weak> {
    if password.len() > LONGEST {
        return Err(Weak::TooLong);
    }
    let password = as_typed(password);
    if password.chars().count() < SHORTEST {
        return Err(Weak::TooShort);
    }
    let guess = zxcvbn(&password, personal);
    if guess.score() >= Score::Three { Ok(()) } else { Err(Weak::Guessable(guess.feedback().and_then(|it| it.warning()))) }
}
