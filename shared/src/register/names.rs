//! Words of names and addresses in the form in which different spellings of one word are the same.
//!
//! For searching on the phone and at the desk, and for finding people twice in lists. It is for
//! comparing only: nothing is ever stored or shown in this form.
//!
//! j and y are not the same here, although they were until 1972: Jono and Yono are two men. Whoever
//! searches finds that by tolerating an error.

/// The most words that one name or address is searched by.
const WORDS_MAX: usize = 24;

/// Words that are short for a name or a spelling of it, in their folded form, and the name.
///
/// Ways of writing Muhammad, Siti, Abdul and Ahmad on identity cards and in village lists.
const SAME: [(&str, &str); 20] = [
    ("m", "muhamad"),
    ("md", "muhamad"),
    ("mhd", "muhamad"),
    ("moh", "muhamad"),
    ("mohd", "muhamad"),
    ("muh", "muhamad"),
    ("muhd", "muhamad"),
    ("mohamad", "muhamad"),
    ("mohamed", "muhamad"),
    ("muhamad", "muhamad"),
    ("muhamed", "muhamad"),
    ("st", "siti"),
    ("sti", "siti"),
    ("siti", "siti"),
    ("abd", "abdul"),
    ("abdl", "abdul"),
    ("abdul", "abdul"),
    ("ah", "ahmad"),
    ("ahmad", "ahmad"),
    ("ahmed", "ahmad"),
];

/// Titles and forms of address: they are left away in one list and written in the next. Folded.
const TITLES: [&str; 34] = [
    "h",
    "hj",
    "haji",
    "hajah",
    "hjh",
    "k",
    "kh",
    "kiai",
    "kyai",
    "ustad",
    "ustadz",
    "ust",
    "alm",
    "almh",
    "almarhum",
    "almarhumah",
    "bin",
    "binti",
    "bt",
    "pak",
    "bapak",
    "bpk",
    "bu",
    "ibu",
    "mbah",
    "mas",
    "mbak",
    "mbok",
    "dr",
    "drs",
    "dra",
    "ir",
    "sdr",
    "sdri",
];

/// The folded words of a text, in order, titles among them.
pub fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let is_between = |sign: char| !(sign.is_alphanumeric() || is_inside(sign));
    let words = text.split(is_between).map(fold).filter(|word| !word.is_empty());
    words.take(WORDS_MAX)
}

/// The folded words of a name, each in its full form and without titles. Where there are only titles,
/// those: `Mbah` is a name too.
#[must_use]
pub fn name_words(name: &str) -> Vec<String> {
    let all: Vec<String> = words(name).collect();
    let without: Vec<String> =
        all.iter().filter(|word| !is_title(word)).map(|word| String::from(full(word))).collect();
    if without.is_empty() { all } else { without }
}

/// One text for all ways of writing a name, whatever the order of its words. Two people of one key may
/// still be two people.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut words = name_words(name);
    words.sort_unstable();
    words.join(" ")
}

/// True for a title or a form of address, folded.
#[must_use]
pub fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// The name that a folded word is short for, or the word.
#[must_use]
pub fn full(word: &str) -> &str {
    SAME.iter().find(|(short, _)| *short == word).map_or(word, |(_, name)| name)
}

/// The names of which a folded word may be the beginning of a short form.
pub fn full_of_prefix(prefix: &str) -> impl Iterator<Item = &'static str> + '_ {
    let is_it = move |(idx, (short, name)): &(usize, &(&str, &'static str))| {
        let is_first = SAME[..*idx]
            .iter()
            .all(|(earlier, other)| other != name || !earlier.starts_with(prefix));
        prefix.len() > 1 && short.starts_with(prefix) && is_first
    };
    SAME.iter().enumerate().filter(is_it).map(|(_, (_, name))| *name)
}

/// Signs that stand inside a word and are left away: Ma'ruf, Jum`at.
const fn is_inside(sign: char) -> bool {
    matches!(sign, '\'' | '`' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{0300}'..='\u{036f}')
}

/// One word in small letters, without accents, in today's spelling, with no letter twice in a row.
///
/// Spelling of before 1972 and its remains: oe = u, dj = j, tj = c, sj = sy, nj = ny, ch = kh. Letters
/// that one person writes so and another so: sy = s, kh = ch = h at any place, ae = ai, v = f, q = k,
/// z stays. A prefix of a word folds to a prefix of the folded word, but for its last letter.
#[must_use]
pub fn fold(word: &str) -> String {
    let plain: Vec<char> = word.chars().filter(|sign| !is_inside(*sign)).flat_map(plain).collect();
    let mut folded = String::with_capacity(plain.len());
    let mut rest = plain.as_slice();
    while let [first, after @ ..] = rest {
        let (sign, n_read) = match (first, after.first()) {
            ('o', Some('e')) => ('u', 2),
            ('d', Some('j')) => ('j', 2),
            ('t', Some('j')) => ('c', 2),
            ('s', Some('j' | 'y')) => ('s', 2),
            ('c' | 'k', Some('h')) => ('h', 2),
            ('a', Some('e')) => {
                push(&mut folded, 'a');
                ('i', 2)
            }
            ('n', Some('j')) => {
                push(&mut folded, 'n');
                ('y', 2)
            }
            ('v', _) => ('f', 1),
            ('q', _) => ('k', 1),
            (sign, _) => (*sign, 1),
        };
        push(&mut folded, sign);
        rest = &rest[n_read..];
    }
    folded
}

/// A letter twice in a row is one; a digit is not.
fn push(folded: &mut String, sign: char) {
    if sign.is_ascii_digit() || !folded.ends_with(sign) {
        folded.push(sign);
    }
}

/// A letter in its small form without its accent.
fn plain(sign: char) -> impl Iterator<Item = char> {
    sign.to_lowercase().map(|small| match small {
        'à'..='å' | 'ā' | 'ă' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' => 'e',
        'ì'..='ï' | 'ī' | 'ĭ' => 'i',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ù'..='ü' | 'ū' | 'ŭ' => 'u',
        'ý' | 'ÿ' => 'y',
        'š' | 'ś' => 's',
        'ž' | 'ź' => 'z',
        // A dot that is left over from a Turkish capital.
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_its_spellings_is_one() {
        for spellings in [
            &["Soekarno", "SUKARNO", "sukarno"][..],
            &["Djoko Tjahjono", "Joko Cahjono", "joko  cahjono"],
            &[
                "Moh. Ali",
                "Muh Ali",
                "Moch. Ali",
                "M. Ali",
                "Mohammad Ali",
                "MUHAMMAD ALI",
                "Moehamad Ali",
            ],
            &["Siti Aminah", "St. Aminah", "Sitti Aminah", "Aminah, Siti"],
            &["H. Achmad Zaenal", "Ahmad Zainal", "Akhmad Zainal", "Zainal Ahmad (alm)"],
            &["Khoirul Anam", "Choirul Anam", "Hoirul Anam"],
            &["Syaiful Ma'ruf", "Saiful Maruf", "Saeful Ma\u{2019}ruf"],
            &["Hj. Noer Hajati", "Nur Hajati"],
            &["Abd. Rohman", "Abdul Rohman", "Abdoel Rochman"],
            &["Pak Karto", "Karto", "Mbah Karto"],
            &["José Núñez", "Jose Nunez"],
        ] {
            for spelling in spellings {
                assert_eq!(name_key(spelling), name_key(spellings[0]), "{spelling}");
            }
        }
    }

    #[test]
    fn different_names_stay_different() {
        for (one, other) in
            [("Jono", "Yono"), ("Siti", "Sita"), ("Ali", "Ani"), ("Karto", "Kartono")]
        {
            assert_ne!(name_key(one), name_key(other));
        }
        assert_eq!(name_key("Mbah"), "mbah", "a title alone is a name");
        assert_eq!(name_key(""), "");
        assert_eq!(name_key("-- .."), "");
    }

    #[test]
    fn a_prefix_finds_what_it_may_be_short_for() {
        let names = |prefix| full_of_prefix(prefix).collect::<Vec<_>>();
        assert_eq!(names("moh"), ["muhamad"]);
        assert_eq!(names("mohama"), ["muhamad"]);
        assert_eq!(names("st"), ["siti"]);
        assert_eq!(names("ab"), ["abdul"]);
        assert_eq!(names("m"), [""; 0], "one letter is a prefix already");
        assert_eq!(names("mohtar"), [""; 0]);
    }

    #[test]
    fn strange_text_is_taken_as_it_is() {
        let long = "ş\u{202e}ي🙂 ".repeat(10_000);
        assert!(words(&long).count() <= WORDS_MAX);
        assert_eq!(fold("1122"), "1122", "digits stay as they are");
    }
}
