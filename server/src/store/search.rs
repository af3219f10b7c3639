//! What is found by the words that somebody at the desk types. Pure, and the same for every engine.

use shared::nik::typed_digits;

/// So many last digits of a NIK are enough to ask for it: as many as a list shows of one.
const LAST_DIGITS_MIN: usize = 4;
/// How many digits a NIK has.
const NIK_DIGITS: usize = 16;

/// How many words of one text are looked at: the longest names have nineteen, and a form of two people
/// has two names.
pub const WORDS_MAX: usize = 40;
/// How many letters of one word are looked at. What an older version indexed with more is found too,
/// since a search is for the beginning of a word.
pub const WORD_CHARS_MAX: usize = 24;

/// Words to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    words: Vec<String>,
    /// Digits of a NIK, when nothing else was typed.
    digits: Option<String>,
}

impl Search {
    /// `None` when nothing was typed.
    #[must_use]
    pub fn of(typed: &str) -> Option<Self> {
        let words = words_of(typed);
        let digits = typed_digits(typed).filter(|digits| digits.len() <= NIK_DIGITS);
        (!typed.trim().is_empty()).then_some(Self { words, digits })
    }

    /// The words that were typed, small and without accents.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The digits that were typed, when nothing else was.
    #[must_use]
    pub fn digits(&self) -> Option<&str> {
        self.digits.as_deref()
    }

    /// True for a record of which words begin with all of the words, in any order, in its subject or its
    /// sender's name, or whose NIK ends with them; or whose NIK has the digits, whatever stands between
    /// them. Names of places have digits, too ("Posyandu 3").
    #[must_use]
    pub fn finds(&self, subject: &str, sender: &str, nik: Option<u64>) -> bool {
        let nik = nik.map_or_else(String::new, |nik| format!("{nik:0NIK_DIGITS$}"));
        if self.digits.as_ref().is_some_and(|digits| has_digits(&nik, digits)) {
            return true;
        }
        let known = [words_of(subject), words_of(sender)].concat();
        let has = |word: &String| {
            known.iter().any(|one| one.starts_with(word.as_str())) || ends_with(&nik, word)
        };
        !self.words.is_empty() && self.words.iter().all(has)
    }
}

/// The words of a subject or a name as they are compared: small, without accents and signs, so that an
/// index can hold them. Of a longer text the first [`WORDS_MAX`] count, and of each its beginning.
#[must_use]
pub fn words_of(text: &str) -> Vec<String> {
    let text = plain(text);
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(WORDS_MAX).map(|word| word.chars().take(WORD_CHARS_MAX).collect()).collect()
}

/// True when so many digits may be the end of a NIK.
#[must_use]
pub fn is_end_of_nik(word: &str) -> bool {
    word.len() >= LAST_DIGITS_MIN && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for a NIK that begins or ends with these digits.
fn has_digits(nik: &str, digits: &str) -> bool {
    nik.starts_with(digits) || ends_with(nik, digits)
}

fn ends_with(nik: &str, digits: &str) -> bool {
    digits.len() >= LAST_DIGITS_MIN && nik.ends_with(digits)
}

/// A text in small letters without accents and apostrophes: "Ma’ruf" and "MARUF" are one name.
fn plain(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(plain_char).collect()
}

/// A letter without its accent; `None` for what stands on or between letters. Of the Latin letters with
/// accents that a keyboard in Indonesia gives.
const fn plain_char(char: char) -> Option<char> {
    Some(match char {
        'à'..='å' | 'ā' | 'ă' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'š' | 'ṣ' => 's',
        'ù'..='ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' => 'z',
        // Accents by themselves, and apostrophes.
        '\u{300}'..='\u{36f}' | '\'' | '`' | '´' | '‘' | '’' | 'ʻ' | 'ʼ' => return None,
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_order_without_accents_also_in_the_name_of_the_sender() {
        let finds = |typed: &str| {
            Search::of(typed)
                .is_some_and(|search| search.finds("Sukarno Hadi, Ma’ruf", "André Wati", None))
        };
        for typed in ["hadi sukarno", "MARUF", "ma'ruf", "andre", "wati  sukar", "Andre\u{301}"] {
            assert!(finds(typed), "{typed}");
        }
        // Not the inside of a word: an index is read from its beginning.
        for typed in ["hadi sukarna", "wati siti", "%", "_", "0000", "karno"] {
            assert!(!finds(typed), "{typed}");
        }
        assert_eq!(Search::of(" \t"), None);
        // Nothing but apostrophes is something that nobody has.
        assert!(!finds("'"));
    }

    #[test]
    fn a_nik_is_found_by_its_beginning_or_its_last_four_digits() {
        let finds = |typed: &str| {
            Search::of(typed).is_some_and(|search| {
                search.finds("Aisyah 77", "Siti", Some(3_523_164_111_240_002))
            })
        };
        for typed in ["3", "3523 16", "0002", "24.0002", "3523164111240002", "77", "0002 siti"] {
            assert!(finds(typed), "{typed}");
        }
        for typed in ["002", "2", "0003", "35231641112400020", "NIK 0002", "0003 siti"] {
            assert!(!finds(typed), "{typed}");
        }
    }
}
