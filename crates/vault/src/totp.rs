//! Codes of an authenticator program: RFC 6238 with SHA-1, six digits and 30 seconds, which is what all of them know.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::base::{CannotSeal, as_typed, random};
use crate::kdf::padded;

const DIGITS: usize = 6;
const STEP_SECONDS: u64 = 30;

/// 时间步: a span of 30 seconds, counted from 1970. A code belongs to one, and is good once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step(pub u64);

/// 动态口令密钥: the 20 bytes that an authenticator program shares with us. Does not print itself. Kept sealed as [`crate::Kind::TotpSecret`].
#[derive(Clone)]
pub struct TotpSecret(Zeroizing<[u8; 20]>);

impl TotpSecret {
    /// A secret nobody has had before.
    pub fn random() -> Result<TotpSecret, CannotSeal> {
        random().map(TotpSecret)
    }

    /// As it was kept: exactly 20 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<TotpSecret> {
        bytes.try_into().ok().map(|it| TotpSecret(Zeroizing::new(it)))
    }

    /// The bytes to seal.
    pub fn reveal(&self) -> &[u8; 20] {
        &self.0
    }

    /// What is typed into the program where no picture can be taken: 32 letters and digits (RFC 4648, Base32).
    pub fn reveal_base32(&self) -> Zeroizing<String> {
        const LETTERS: [char; 32] = [
            'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y',
            'Z', '2', '3', '4', '5', '6', '7',
        ];
        let five_bytes = |it: &[u8]| it.iter().fold(0_u64, |all, byte| all << 8 | u64::from(*byte));
        let letters = |bits: u64| (0..8).rev().map(move |i| LETTERS[(bits >> (5 * i) & 31) as usize]);
        Zeroizing::new(self.0.chunks(5).map(five_bytes).flat_map(letters).collect())
    }

    /// What the picture to be taken holds: `otpauth://totp/issuer:account?secret=…&issuer=…`.
    pub fn reveal_uri(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let (issuer, account) = (escape(issuer), escape(account));
        Zeroizing::new(format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", *self.reveal_base32()))
    }

    /// Which step the code belongs to, when it is the one of now, or of the step before or after (clocks differ). `unix_seconds` is now.
    /// A step up to `last_used` is refused, so that a code that was seen is not used again: keep the answer.
    pub fn verify(&self, code: &str, unix_seconds: u64, last_used: Option<Step>) -> Option<Step> {
        let code = Zeroizing::new(as_typed(code).chars().filter(|it| !it.is_whitespace()).collect::<String>());
        let now = unix_seconds / STEP_SECONDS;
        let steps = [now.saturating_sub(1), now, now.saturating_add(1)];
        // Every step is looked at, so that the time taken does not tell which.
        let fits = steps.map(|step| bool::from(self.code(step).as_bytes().ct_eq(code.as_bytes())));
        let found = steps.into_iter().zip(fits).find(|(_, fits)| *fits).map(|(step, _)| Step(step));
        found.filter(|step| last_used.is_none_or(|last| *step > last))
    }

    fn code(&self, step: u64) -> Zeroizing<String> {
        Zeroizing::new(format!("{:0DIGITS$}", hotp(&self.0, step) % 10_u32.pow(DIGITS as u32)))
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[totp secret]")
    }
}

/// RFC 4226, 5.3: 31 bits of the HMAC, from where its last four bits say.
fn hotp(key: &[u8; 20], counter: u64) -> u32 {
    let mac = <Hmac<Sha1> as KeyInit>::new((&*padded(key)).into());
    let digest = mac.chain_update(counter.to_be_bytes()).finalize().into_bytes();
    let start = usize::from(digest[19] & 15);
    u32::from_be_bytes([digest[start] & 127, digest[start + 1], digest[start + 2], digest[start + 3]])
}

fn escape(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    text.bytes().map(|it| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the rows of SHA-1: eight digits.
    #[test]
    fn the_codes_of_rfc_6238() {
        let rows: [(u64, u32); 6] = [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ];
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        for (seconds, code) in rows {
            assert_eq!(hotp(secret.reveal(), seconds / 30) % 100_000_000, code, "at {seconds}");
            let six = format!("{:06}", code % 1_000_000);
            assert_eq!(secret.verify(&six, seconds, None), Some(Step(seconds / 30)), "at {seconds}");
        }
    }

    /// RFC 4226, appendix D.
    #[test]
    fn the_codes_of_rfc_4226() {
        let codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        for (counter, code) in (0..).zip(codes) {
            assert_eq!(*secret.code(counter), code);
        }
    }
}
