//! Passwords, codes and tokens.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use vault::password::{LONGEST, Passwords, SHORTEST, Weak, check_strength};
use vault::token::{Token, TokenDigest, TokenKind};
use vault::totp::{Step, TotpSecret};
use vault::{CannotSeal, Cost};

use crate::bench::CHEAP;

#[test]
fn a_password_verifies_and_no_other_does() {
    let passwords = Passwords::new(CHEAP);
    let kept = passwords.hash("正确 horse Ａ").unwrap();
    assert!(kept.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{kept}");
    assert!(passwords.verify("正确 horse Ａ", &kept));
    assert!(passwords.verify("正确 horse A", &kept), "full-width letters are the same");
    for wrong in ["", "正确 horse a", "正确 horse A ", "正确 horse"] {
        assert!(!passwords.verify(wrong, &kept), "{wrong}");
    }
    assert_ne!(passwords.hash("正确 horse Ａ").unwrap(), kept, "each has its own salt");
    assert_eq!(passwords.hash(&"x".repeat(LONGEST + 1)).unwrap_err(), CannotSeal::TooLarge);
    assert!(!passwords.verify(&"x".repeat(LONGEST + 1), &kept));
}

#[test]
fn what_is_no_string_of_ours_is_nobodys() {
    let passwords = Passwords::new(CHEAP);
    let kept = passwords.hash("password").unwrap();
    let others = [
        "",
        "password",
        "$argon2id$",
        &kept[..kept.len() - 30],
        &kept.replace("argon2id", "argon2i"),
        &kept.replace("m=8", "m=4000000000"),
    ];
    for other in others {
        assert!(!passwords.verify("password", other), "{other}");
        assert!(passwords.needs_rehash(other), "{other}");
    }
}

#[test]
fn another_cost_asks_to_be_hashed_anew() {
    let (old, new) = (Passwords::new(CHEAP), Passwords::new(Cost { passes: 2, ..CHEAP }));
    let kept = old.hash("password").unwrap();
    assert!(new.verify("password", &kept) && new.needs_rehash(&kept) && !old.needs_rehash(&kept));
    let kept = new.hash("password").unwrap();
    assert!(!new.needs_rehash(&kept));
}

/// The quickest of several tries, taken in turn, because the machine may be busy.
#[test]
fn an_unknown_account_costs_what_a_known_one_does() {
    let passwords = Passwords::new(Cost { memory_kib: 1024, passes: 1, lanes: 1 });
    let kept = passwords.hash("password").unwrap();
    let ways: [&dyn Fn() -> bool; 3] =
        [&|| passwords.verify("wrong", &kept), &|| passwords.verify_nobody("wrong"), &|| passwords.verify("wrong", "no string")];
    let mut quickest = [Duration::MAX; 3];
    for _ in 0..50 {
        for (way, quickest) in ways.iter().zip(&mut quickest) {
            let start = Instant::now();
            assert!(!way());
            *quickest = start.elapsed().min(*quickest);
        }
    }
    let [known, nobody, unreadable] = quickest;
    assert!(nobody * 2 > known && known * 2 > nobody && unreadable * 2 > known && known * 2 > unreadable, "{quickest:?}");
}

#[test]
fn the_cost_of_signing_in_is_what_was_promised() {
    assert_eq!(Cost::LOGIN, Cost { memory_kib: 19_456, passes: 2, lanes: 1 });
    let passwords = Passwords::default();
    let kept = passwords.hash("password").unwrap();
    assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && passwords.verify("password", &kept) && !passwords.needs_rehash(&kept));
}

/// From the reference implementation of Argon2 (`echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1`).
#[test]
fn a_string_that_another_program_wrote_verifies() {
    let kept = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assert!(Passwords::default().verify("password", kept));
    assert!(!Passwords::default().verify("passwort", kept));
}

#[test]
fn easy_passwords_are_told_what_is_easy_about_them() {
    assert_eq!(check_strength("a2!kd#", &[]), Err(Weak::TooShort));
    assert_eq!(check_strength(&"x".repeat(LONGEST + 1), &[]), Err(Weak::TooLong));
    let easy = ["password", "12345678", "aaaaaaaaaa", "qwertyuiop", "woaini1314", "abcdefghij", "19871012", "Passw0rd!", "1qaz2wsx"];
    for password in easy {
        let weak = check_strength(password, &[]).unwrap_err();
        assert!(matches!(weak, Weak::Guessable(_)), "{password}: {weak:?}");
        let (zh, en) = weak.message();
        assert!(zh.ends_with('。') && en.ends_with('.') && !zh.contains(password) && !en.contains(password), "{zh} {en}");
    }
    assert!(check_strength("qingsuizhilian", &["qingsuizhilian"]).is_err(), "the organisation's own name");
    for good in ["correct horse battery staple", "沂河边的青穗比去年高", "vK9#mTq2xL"] {
        assert_eq!(check_strength(good, &["zhangwei"]), Ok(()), "{good}");
    }
    assert_eq!(Weak::TooShort.message().0, format!("口令至少要有 {SHORTEST} 个字符。"));
}

#[test]
fn a_code_is_good_for_its_step_and_its_neighbours_and_once() {
    let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
    // RFC 6238: 07081804 at 1111111109, which is step 37037036.
    let (code, step) = ("081804", Step(37_037_036));
    let at = |step: u64| step * 30 + 7;
    for (now, answer) in [(step.0 - 2, None), (step.0 - 1, Some(step)), (step.0, Some(step)), (step.0 + 1, Some(step)), (step.0 + 2, None)]
    {
        assert_eq!(secret.verify(code, at(now), None), answer, "{now}");
    }
    assert_eq!(secret.verify("０８１ ８０４", at(step.0), None), Some(step), "as input methods and programs write it");
    assert_eq!(secret.verify(code, at(step.0), Some(Step(step.0 - 1))), Some(step));
    assert_eq!(secret.verify(code, at(step.0), Some(step)), None, "used");
    assert_eq!(secret.verify(code, at(step.0), Some(Step(step.0 + 1))), None, "older than one that was used");
    for wrong in ["", "81804", "0081804", "081805", "abcdef", "08180４x"] {
        assert_eq!(secret.verify(wrong, at(step.0), None), None, "{wrong}");
    }
    for edge in [0, 29, u64::MAX] {
        assert_eq!(secret.verify("081804", edge, None), None);
    }
}

#[test]
fn the_program_is_given_its_secret() {
    let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
    assert_eq!(*secret.reveal_base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assert_eq!(
        *secret.reveal_uri("人脸备案", "li@example.cn"),
        "otpauth://totp/%E4%BA%BA%E8%84%B8%E5%A4%87%E6%A1%88:li%40example.cn\
         ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E4%BA%BA%E8%84%B8%E5%A4%87%E6%A1%88"
    );
    assert!(TotpSecret::from_bytes(&[0; 19]).is_none() && TotpSecret::from_bytes(&[0; 21]).is_none());
    assert_ne!(TotpSecret::random().unwrap().reveal(), TotpSecret::random().unwrap().reveal());
}

const KINDS: [TokenKind; 3] = [TokenKind::Session, TokenKind::OneTime, TokenKind::Recovery];

#[test]
fn a_token_comes_back_as_itself_and_as_no_other_kind() {
    for kind in KINDS {
        let token = Token::random(kind).unwrap();
        let kept = TokenDigest::from_bytes(token.digest().as_bytes()).unwrap();
        let back = Token::parse(kind, token.reveal()).unwrap();
        assert!(back.digest().matches(&kept));
        assert!(!Token::random(kind).unwrap().digest().matches(&kept));
        for other in KINDS.into_iter().filter(|it| *it != kind) {
            assert!(Token::parse(other, token.reveal()).is_none(), "{kind:?} as {other:?}");
        }
        for wrong in [
            "",
            token.reveal().split_at(4).0,
            &token.reveal()[..token.reveal().len() - 1],
            &format!("{}A", token.reveal()),
            &"A".repeat(300),
        ] {
            assert!(Token::parse(kind, wrong).is_none(), "{wrong}");
        }
    }
    assert!(TokenDigest::from_bytes(&[0; 31]).is_none());
}

#[test]
fn tokens_are_recognised_by_their_beginning() {
    let begin = KINDS.map(|it| Token::random(it).unwrap().reveal()[..4].to_owned());
    assert_eq!(begin, ["ffs_", "ffo_", "FFR-"]);
    let many: HashSet<String> = KINDS.iter().flat_map(|it| (0..1000).map(|_| Token::random(*it).unwrap().reveal().to_owned())).collect();
    assert_eq!(many.len(), 3000);
}

#[test]
fn a_recovery_code_may_be_typed_as_people_type() {
    let code = "FFR-01ABC-DEFGH-JKMNP-QRSTV";
    let digest = Token::parse(TokenKind::Recovery, code).unwrap().digest();
    for typed in [
        "ffr-01abc-defgh-jkmnp-qrstv",
        "FFR 01ABC DEFGH JKMNP QRSTV",
        "01ABCDEFGHJKMNPQRSTV",
        "oiabc-defgh-jkmnp-qrstv",
        "OLABC DEFGH JKMNP QRSTV",
        "ＦＦＲ－０１ＡＢＣ－ＤＥＦＧＨ－ＪＫＭＮＰ－ＱＲＳＴＶ",
        "  FFR-01ABC-DEFGH-JKMNP-QRSTV\n",
    ] {
        assert!(Token::parse(TokenKind::Recovery, typed).is_some_and(|it| it.digest().matches(&digest)), "{typed}");
    }
    for wrong in ["FFR-01ABC-DEFGH-JKMNP-QRSTU", "FFX-01ABC-DEFGH-JKMNP-QRSTV", "FFR-01ABC-DEFGH-JKMNP", "01ABC-DEFGH-JKMNP-QRST中"] {
        assert!(Token::parse(TokenKind::Recovery, wrong).is_none(), "{wrong}");
    }
}

#[test]
fn no_code_and_no_token_prints_itself() {
    let (token, totp) = (Token::random(TokenKind::Session).unwrap(), TotpSecret::random().unwrap());
    assert_eq!(format!("{token:?} {token:#?} {totp:?} {totp:#?}"), "[token] [token] [totp secret] [totp secret]");
    assert_eq!(format!("{:?}", TokenDigest::from_bytes(&[0xab; 32]).unwrap()), "[token digest]");
}
