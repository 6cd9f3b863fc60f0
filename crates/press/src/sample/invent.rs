//! Invented people and companies. Their numbers carry right check characters and a division code that no office ever issued
//! (province, then `0099`), so that none of them can be anybody's.

use casework::words::{IdNumber, USCC_ALPHABET, Uscc, organisation_check_character};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

/// The pools that names are made of (`words.toml`).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    given_male: Vec<String>,
    given_female: Vec<String>,
    second: Vec<String>,
    family: Vec<String>,
    nation: Vec<String>,
    brand_head: Vec<String>,
    brand_tail: Vec<String>,
    road: Vec<String>,
    estate: Vec<String>,
    pub(super) department: Vec<String>,
    pub(super) pipo_post: Vec<String>,
    pub(super) device_vendor: Vec<String>,
    pub(super) device_model: Vec<String>,
    pub(super) algorithm: Vec<String>,
    pub(super) cloud: Vec<String>,
    place: Vec<Place>,
    business: Vec<Business>,
}

/// Where a company is registered.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    pub(super) code: String,
    prefix: String,
    pub(super) province: String,
    pub(super) city: String,
    pub(super) district: String,
}

/// What a company does.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Business {
    pub(super) word: String,
    pub(super) scope: String,
    pub(super) site: String,
    pub(super) uses: Vec<String>,
}

/// An invented company, as its register would hold it.
pub(super) struct Company {
    pub(super) name: String,
    pub(super) short: String,
    pub(super) uscc: String,
    pub(super) place: Place,
    pub(super) business: Business,
    pub(super) address: String,
    pub(super) office: String,
    pub(super) capital: String,
    pub(super) founded_on: Date,
}

/// An invented person, as the identity card would show.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) male: bool,
    pub(super) nation: String,
    pub(super) born_on: Date,
    pub(super) number: String,
    pub(super) address: String,
    pub(super) issued_by: String,
    pub(super) phone: String,
}

impl Words {
    pub(super) fn load() -> Words {
        toml::from_str(include_str!("words.toml")).expect("words.toml is ours, and the tests read it")
    }

    pub(super) fn company(&self, rng: &mut Rng, as_of: Date) -> Company {
        let place = pick(rng, &self.place).clone();
        let business = pick(rng, &self.business).clone();
        let short = format!("{}{}", pick(rng, &self.brand_head), pick(rng, &self.brand_tail));
        let street = |rng: &mut Rng| format!("{}{}号", pick(rng, &self.road), rng.u32(2..398));
        let at = format!("{}{}市{}{}", place.province, place.city, place.district, street(rng));
        let address = format!("{at}{}{}号楼{}室", pick(rng, &self.estate), rng.u32(1..9), rng.u32(2..24) * 100 + rng.u32(1..20));
        let office =
            if rng.bool() { address.clone() } else { format!("{}{}市{}{}", place.province, place.city, place.district, street(rng)) };
        Company {
            name: format!("{}{short}{}有限公司", place.city, business.word),
            uscc: uscc(rng, &place),
            capital: format!("{}万元人民币", pick(rng, &["伍佰", "壹仟", "贰仟", "叁仟", "伍仟"])),
            founded_on: days_before(as_of, rng.i32(900..4200)),
            short,
            place,
            business,
            address,
            office,
        }
    }

    pub(super) fn person(&self, rng: &mut Rng, place: &Place, as_of: Date) -> Person {
        let male = rng.bool();
        let born_on = days_before(as_of, rng.i32(26 * 365..56 * 365));
        let given = if male { &self.given_male } else { &self.given_female };
        let name = match rng.u8(0..4) {
            0 => format!("{}{}", pick(rng, &self.family), pick(rng, given)),
            _ => format!("{}{}{}", pick(rng, &self.family), pick(rng, &self.second), pick(rng, given)),
        };
        Person {
            name,
            male,
            nation: pick(rng, &self.nation).clone(),
            born_on,
            number: id_number(rng, place, born_on, male),
            address: format!(
                "{}{}市{}{}{}号{}单元{}室",
                place.province,
                place.city,
                place.district,
                pick(rng, &self.road),
                rng.u32(2..300),
                rng.u32(1..5),
                rng.u32(1..18) * 100 + rng.u32(1..4)
            ),
            issued_by: format!("{}市公安局{}分局", place.city, place.district.trim_end_matches('区')),
            phone: format!("1600000{:04}", rng.u32(0..10_000)), // 160 is given to no subscriber
        }
    }

    /// Another place than this one, for documents that name another company.
    pub(super) fn other_company_name(&self, rng: &mut Rng, name: &str) -> String {
        loop {
            let place = pick(rng, &self.place);
            let other = format!(
                "{}{}{}{}有限公司",
                place.city,
                pick(rng, &self.brand_head),
                pick(rng, &self.brand_tail),
                pick(rng, &self.business).word
            );
            if other != name {
                return other;
            }
        }
    }
}

/// A credit code of an enterprise whose two check characters are right.
pub(super) fn uscc(rng: &mut Rng, place: &Place) -> String {
    let letters: Vec<char> = USCC_ALPHABET.chars().collect();
    let serial: String = (0..6).map(|_| letters[rng.usize(0..letters.len())]).collect();
    uscc_of(&format!("91{}0099", place.prefix), &format!("MA{serial}"))
}

/// A credit code from its first eight places and the first eight of its organisation code.
fn uscc_of(head: &str, organisation: &str) -> String {
    let inner = organisation_check_character(organisation).expect("digits and letters");
    let first_17 = format!("{head}{organisation}{inner}");
    let check = Uscc::check_character(&first_17).expect("characters of the alphabet");
    format!("{first_17}{check}")
}

/// The same code with another organisation code, its check characters right again.
pub(super) fn another_uscc(code: &str) -> String {
    let swapped = |c: char| if c == '7' { '4' } else { '7' };
    let organisation: String = code[8..16].chars().enumerate().map(|(i, c)| if i == 4 { swapped(c) } else { c }).collect();
    uscc_of(&code[..8], &organisation)
}

/// The same code with a wrong check character of the organisation code inside, while the last one is right.
pub(super) fn uscc_with_wrong_inside(code: &str) -> String {
    let wrong = if &code[16..17] == "4" { '7' } else { '4' };
    let first_17 = format!("{}{wrong}", &code[..16]);
    let check = Uscc::check_character(&first_17).expect("characters of the alphabet");
    format!("{first_17}{check}")
}

fn id_number(rng: &mut Rng, place: &Place, born_on: Date, male: bool) -> String {
    let order = rng.u32(0..500) * 2 + u32::from(male);
    let first_17 = format!("{}0099{}{order:03}", place.prefix, born_on.strftime("%Y%m%d"));
    let check = IdNumber::check_character(&first_17).expect("digits");
    format!("{first_17}{check}")
}

/// The same number with one digit of its serial changed, so that its check fails.
pub(super) fn number_with_a_slip(number: &str) -> String {
    let slip = |c: char| if c == '4' { '7' } else { '4' };
    number.chars().enumerate().map(|(i, c)| if i == 15 { slip(c) } else { c }).collect()
}

pub(super) fn pick<'a, T>(rng: &mut Rng, pool: &'a [T]) -> &'a T {
    &pool[rng.usize(0..pool.len())]
}

pub(super) fn days_before(day: Date, n: i32) -> Date {
    day.saturating_sub(n.days())
}

pub(super) fn days_after(day: Date, n: i32) -> Date {
    day.saturating_add(n.days())
}
