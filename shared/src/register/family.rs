//! A family of the register on its way to a phone, version 1, and the events that carry it
//! ([`Feed::REGISTER`]). Frozen, as everything that travels.
//!
//! An event holds families as they are now: each takes the place of the one with its number, so a
//! snapshot and a change are the same. What is not there any more is named by its number.
//!
//! [`Feed::REGISTER`]: crate::sync::feed::Feed::REGISTER

use serde::{Deserialize, Serialize};

use crate::{
    codec::{self, Limits, Message},
    day::Day,
    id::{FamilyId, PersonId},
    sex::Sex,
};

/// First byte of an event that holds [`Families1`].
pub const EVENT_FAMILIES: u8 = 1;
/// First byte of an event that says that the person does not work in the village (now), so that nothing
/// of it stays on the phone. Nothing follows.
pub const EVENT_NOT_HERE: u8 = 2;

/// People in one event of a first answer, about: 200 of 40 bytes are 8 kB, a quarter of a second at
/// 256 kbit/s.
pub const EVENT_PEOPLE: usize = 200;
/// Members of one family that come to a phone, and as many that are not there any more. Forms take 40.
pub const MEMBERS_MAX: usize = 60;
/// A name or an address comes to a phone up to this length, bytes: twice the longest real one.
pub const TEXT_BYTES_MAX: usize = 200;
/// Former numbers, of a card or a person.
pub const FORMER_MAX: usize = 5;
/// Programmes of one family or one person; the list has 21.
pub const PROGRAMMES_MAX: usize = 25;
/// Measures of one child.
pub const MEASURES_MAX: usize = 6;

/// One event: 200 people of at most 600 bytes (name, nickname, numbers, six measures), twice.
pub const EVENT: Limits = Limits { n_bytes: 240_000, n_per_list: 1_000, n_items: 20_000 };
/// A chunk as it lies on a phone: 64 families of one event each would be more, but a village has one
/// address of 200 bytes for many of them at most.
pub const CHUNK: Limits = Limits { n_bytes: 2_000_000, n_per_list: 4_000, n_items: 200_000 };

/// Families that were changed, and families that are not there any more; version 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Families1 {
    /// As they are now.
    pub families: Vec<Family1>,
    /// Families that are not there any more.
    pub gone: Vec<Gone1>,
}

/// One family; version 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family1 {
    /// Its short name within the village.
    pub number: u32,
    /// The id by which a phone named it before it had a number; `None` for one that came from a list.
    pub id: Option<FamilyId>,
    /// The last four digits of its card.
    pub kk: Option<u16>,
    /// The last four digits of cards that were replaced.
    pub former_kk: Vec<u16>,
    /// Neighbourhood numbers.
    pub rt: Option<u16>,
    /// As above.
    pub rw: Option<u16>,
    /// Hamlet (dusun).
    pub hamlet: String,
    /// Address or landmark (patokan).
    pub address: String,
    /// Codes of the programmes that the family as a whole receives.
    pub programmes: Vec<u16>,
    /// When a PSM last visited it.
    pub seen: Option<Day>,
    /// Who lives there, the head of the family first.
    pub members: Vec<Person1>,
    /// Who was a member and is not any more.
    pub gone: Vec<Gone1>,
}

/// One member of a family; version 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person1 {
    /// The person's short name within the village.
    pub number: u32,
    /// The id by which a phone named the person before there was a number.
    pub id: Option<PersonId>,
    /// Name.
    pub name: String,
    /// What the person is called; empty when that is not known.
    pub nickname: String,
    /// BPS code of the sex; 0 when it is not known.
    pub sex: u8,
    /// Date of birth.
    pub birth: Option<Day>,
    /// The date of birth was reckoned from an age.
    pub birth_is_about: bool,
    /// Code of the relation to the head of the family; 0 when it is not known.
    pub relation: u16,
    /// The last four digits of the NIK.
    pub nik: Option<u16>,
    /// Why there is no NIK, a code of the list `alasan_tanpa_nik`; 0 when nobody said so.
    pub no_nik: u16,
    /// The last four digits of numbers that were replaced.
    pub former_nik: Vec<u16>,
    /// Codes of the programmes that the person receives.
    pub programmes: Vec<u16>,
    /// A child's last measures, by day.
    pub measures: Vec<Measure1>,
}

/// A child was measured; version 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure1 {
    /// When.
    pub day: Day,
    /// Weight; 0 when it was not taken.
    pub weight_g: u32,
    /// Length or height, 0.1 mm; 0 when it was not taken.
    pub length_01mm: u32,
    /// Code of the list `posisi_ukur`; 0 when it is not known.
    pub position: u8,
}

/// A family or person that is not there any more; version 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone1 {
    /// Its number.
    pub number: u32,
    /// Why ([`Gone1::MOVED`] and the like).
    pub why: u8,
    /// For one that is the same as another: the number of that one; 0 where it has none here.
    pub into: u32,
}

impl Gone1 {
    /// Moved away.
    pub const MOVED: u8 = 1;
    /// A person died; of a family nobody is left.
    pub const ENDED: u8 = 2;
    /// Is the same as another one.
    pub const MERGED: u8 = 3;
}

impl Message for Families1 {
    const LIMITS: Limits = CHUNK;
}

/// What an event of the register says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Some of the village's families.
    Families(Families1),
    /// The person does not work there (now).
    NotHere,
}

/// Writes an event with families.
#[must_use]
pub fn event(families: &Families1) -> Vec<u8> {
    codec::encode(&(EVENT_FAMILIES, families))
}

/// Writes the event that says that the person does not work there.
#[must_use]
pub fn not_here() -> Vec<u8> {
    vec![EVENT_NOT_HERE]
}

/// Reads an event; `None` for a kind that this program does not know, and for a damaged one.
#[must_use]
pub fn news(event: &[u8]) -> Option<News> {
    match event.split_first()? {
        (&EVENT_FAMILIES, payload) => codec::whole(payload, EVENT).ok().map(News::Families),
        (&EVENT_NOT_HERE, []) => Some(News::NotHere),
        _ => None,
    }
}

impl Person1 {
    /// The sex, where it is known.
    #[must_use]
    pub const fn sex(&self) -> Option<Sex> {
        Sex::from_code(self.sex as u16)
    }

    /// Full years on this day, where there is a date of birth.
    #[must_use]
    pub fn age_on(&self, today: Day) -> Option<i32> {
        self.birth.map(|birth| today.years_since(birth).max(0))
    }
}

impl Family1 {
    /// The head of the family, or who stands first.
    #[must_use]
    pub fn head(&self) -> Option<&Person1> {
        self.members.first()
    }

    /// The member with this number.
    #[must_use]
    pub fn member(&self, number: u32) -> Option<&Person1> {
        self.members.iter().find(|person| person.number == number)
    }
}

/// The last four digits of a number, as a person reads them: `0042`.
#[must_use]
pub fn four_digits(number: u16) -> String {
    let mut digits = number.to_string();
    while digits.len() < 4 {
        digits.insert(0, '0');
    }
    digits
}
