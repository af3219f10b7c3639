//! What is found in the register by the words that somebody at the desk types. Pure, and the same for
//! every engine.

use shared::{
    nik::typed_digits,
    register::{
        names,
        query::{Query, Term},
    },
};

use super::register::{Family, Former, Person, PersonState};

/// How many digits a NIK and a family card number have.
const NUMBER_DIGITS: usize = 16;

/// What to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilySearch {
    query: Query,
    number: Option<u64>,
}

impl FamilySearch {
    /// Takes apart what was typed. Nothing typed finds every family.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let digits = typed_digits(typed).filter(|digits| digits.len() == NUMBER_DIGITS);
        Self { query: Query::parse(typed), number: digits.and_then(|digits| digits.parse().ok()) }
    }

    /// The whole NIK or card number that was typed, which an engine finds by its indexes.
    #[must_use]
    pub const fn number(&self) -> Option<u64> {
        self.number
    }

    /// True when a former number may be the one that is looked for.
    #[must_use]
    pub fn wants_digits(&self) -> bool {
        self.query.terms.iter().any(|term| term.digits.is_some())
    }

    /// The members who were found, none where the place or the card alone was; `None` for a family that
    /// was not found. Every word must be found in what is known of the family or of one member: names in
    /// all spellings ([`names`]), addresses, the last four digits of present and former numbers.
    #[must_use]
    pub fn finds<'f>(&self, family: &'f Family) -> Option<Vec<&'f Person>> {
        if let Some(number) = self.number {
            let has = |person: &&Person| has_number(person.nik, &person.former_nik, number);
            let people: Vec<_> = family.members.iter().filter(has).collect();
            let is_card = has_number(family.no_kk, &family.former_kk, number);
            return (is_card || !people.is_empty()).then_some(people);
        }
        let Query { terms, rt, rw } = &self.query;
        let is_there = |asked: &Option<u16>, is: Option<u16>| asked.is_none() || *asked == is;
        if !is_there(rt, family.rt) || !is_there(rw, family.rw) {
            return None;
        }
        let of_family = terms.iter().map(|term| {
            is_in(term, [family.address.as_str(), family.hamlet.as_str()])
                || has_end(term, family.no_kk, &family.former_kk)
        });
        let of_family: Vec<bool> = of_family.collect();
        if of_family.iter().all(|is_found| *is_found) {
            return Some(Vec::new());
        }
        let is_found = |person: &&Person| {
            person.state != PersonState::Merged
                && terms.iter().zip(&of_family).all(|(term, is_of_family)| {
                    *is_of_family
                        || is_in(term, [person.name.as_str(), person.nickname.as_str()])
                        || has_end(term, person.nik, &person.former_nik)
                })
        };
        let people: Vec<_> = family.members.iter().filter(is_found).collect();
        (!people.is_empty()).then_some(people)
    }
}

fn has_number(number: Option<u64>, former: &[Former], asked: u64) -> bool {
    all(number, former).any(|number| number == asked)
}

fn all(number: Option<u64>, former: &[Former]) -> impl Iterator<Item = u64> {
    number.into_iter().chain(former.iter().map(|former| former.digits))
}

/// True when one of the numbers ends in the digits.
fn has_end(term: &Term, number: Option<u64>, former: &[Former]) -> bool {
    term.digits.is_some_and(|digits| {
        all(number, former).any(|number| number % 10_000 == u64::from(digits))
    })
}

/// True when a word of the texts begins with the term, or is what the term is short for.
fn is_in(term: &Term, texts: [&str; 2]) -> bool {
    texts.into_iter().flat_map(names::words).any(|word| {
        word.starts_with(&term.word)
            || names::full(&word).starts_with(&term.word)
            || names::full_of_prefix(&term.word).any(|name| name == names::full(&word))
    })
}

#[cfg(test)]
mod tests {
    use shared::{
        id::{FamilyId, PersonId},
        region::VillageCode,
    };

    use super::*;

    fn family() -> Family {
        let mut head = Person::new(PersonId([1; 16]), String::from("MOH. DJOKO SOETRISNO"));
        head.nik = Some(3_523_161_411_240_001);
        head.former_nik = vec![Former { digits: 3_523_161_411_247_777, until: None }];
        let mut wife = Person::new(PersonId([2; 16]), String::from("Siti Ma’ruf"));
        wife.nickname = String::from("Mak Tun");
        Family {
            no_kk: Some(3_523_160_203_129_991),
            former_kk: vec![Former { digits: 3_523_160_203_128_888, until: None }],
            rt: Some(3),
            rw: Some(1),
            hamlet: String::from("Krajan"),
            address: String::from("Utara musala"),
            members: vec![head, wife],
            ..Family::new(FamilyId([9; 16]), VillageCode::from_number(3_523_161_003))
        }
    }

    /// The names of who is found; `None` when the family is not.
    fn found(typed: &str) -> Option<Vec<String>> {
        let family = family();
        let people = FamilySearch::of(typed).finds(&family)?;
        Some(people.into_iter().map(|person| person.name.clone()).collect())
    }

    #[test]
    fn words_in_any_order_and_spelling_find_people_and_places() {
        let (head, wife) = ("MOH. DJOKO SOETRISNO", "Siti Ma’ruf");
        for (typed, who) in [
            ("sutrisno joko", head),
            ("muhammad djoko", head),
            ("JÓKO krajan", head),
            ("pak joko rt 3", head),
            ("0001", head),
            ("7777 joko", head),
            ("3523161411240001", head),
            ("3523 1614 1124 7777", head),
            ("st. maruf", wife),
            ("tun musala", wife),
        ] {
            assert_eq!(found(typed), Some(vec![String::from(who)]), "{typed}");
        }
        for typed in ["", "musala", "rt3/rw1", "krajan utara", "9991", "8888", "3523160203128888"] {
            assert_eq!(found(typed), Some(Vec::new()), "{typed}");
        }
        for typed in ["joko maruf", "rt 4", "joko rt 4", "0002", "3523161411240002", "jono", "%"] {
            // A sign that is no letter asks for nothing.
            let expected = (typed == "%").then(Vec::new);
            assert_eq!(found(typed), expected, "{typed}");
        }
    }

    #[test]
    fn who_turned_out_to_be_another_is_not_found() {
        let mut family = family();
        family.members[0].state = PersonState::Merged;
        assert_eq!(FamilySearch::of("joko").finds(&family), None);
    }
}
