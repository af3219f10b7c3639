//! What somebody typed into the search, taken apart: words, neighbourhood, last digits.

use super::names;

/// Terms of one search; a bit for each.
pub const TERMS_MAX: usize = 8;
/// More than so many bytes are not read: nobody remembers more of a person.
const BYTES_MAX: usize = 400;

/// A search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What must be found of each.
    pub terms: Vec<Term>,
    /// Only in this neighbourhood.
    pub rt: Option<u16>,
    /// As above.
    pub rw: Option<u16>,
}

/// One thing that must be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// A folded word; what is found begins with it.
    pub word: String,
    /// The last four digits of a NIK or card; four digits may as well be a word of an address.
    pub digits: Option<u16>,
}

impl Query {
    /// Takes apart what was typed.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let typed = cut(typed, BYTES_MAX);
        let mut query = Query::default();
        let mut titles = Vec::new();
        let mut parts = typed.split(|sign: char| !is_of_part(sign)).filter(|part| !part.is_empty());
        while let Some(part) = parts.next() {
            if query.take_neighbourhood(part, || parts.clone().next()) {
                if is_word_rt(part) {
                    parts.next();
                }
                continue;
            }
            for word in names::words(part) {
                let digits = last_four(&word);
                let list = if names::is_title(&word) { &mut titles } else { &mut query.terms };
                list.push(Term { word, digits });
            }
        }
        // "Mbah" alone is looked for, beside a name it is left away.
        if query.terms.is_empty() && query.rt.is_none() && query.rw.is_none() {
            query.terms = titles;
        }
        query.terms.truncate(TERMS_MAX);
        query
    }

    /// True when nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.rt.is_none() && self.rw.is_none()
    }

    /// Reads `rt 3`, `rt3`, `rt.03`, `rw01`, `03/01`, `rt3/rw1`; false for anything else.
    fn take_neighbourhood<'t>(
        &mut self,
        part: &str,
        next: impl FnOnce() -> Option<&'t str>,
    ) -> bool {
        let Some((first, second)) = part.split_once('/') else {
            return self.take_one(part, next);
        };
        match (neighbourhood(first), neighbourhood(second)) {
            (Some(rt), Some(rw)) => {
                (self.rt, self.rw) = (Some(rt), Some(rw));
                true
            }
            _ => self.take_one(first, || None) && self.take_one(second, || None),
        }
    }

    fn take_one<'t>(&mut self, part: &str, next: impl FnOnce() -> Option<&'t str>) -> bool {
        let Some((what, number)) = part.split_at_checked(2) else { return false };
        let number = match number.trim_start_matches('.') {
            "" => next().and_then(neighbourhood),
            number => neighbourhood(number),
        };
        let (Some(number), small) = (number, what.to_ascii_lowercase()) else { return false };
        match small.as_str() {
            "rt" => self.rt = Some(number),
            "rw" => self.rw = Some(number),
            _ => return false,
        }
        true
    }
}

/// `rt` by itself, so that the number is the next part.
fn is_word_rt(part: &str) -> bool {
    part.trim_end_matches('.').len() == 2
}

fn neighbourhood(text: &str) -> Option<u16> {
    let is_it = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_it { text.parse().ok() } else { None }
}

/// Four digits, or the last four of a whole number.
fn last_four(word: &str) -> Option<u16> {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    match word.len() {
        4 | 16 if is_number => word[word.len() - 4..].parse().ok(),
        _ => None,
    }
}

fn is_of_part(sign: char) -> bool {
    !(sign.is_whitespace() || matches!(sign, ',' | ';' | '•' | '(' | ')'))
}

/// The beginning of a text, at most so many bytes.
fn cut(text: &str, n_bytes: usize) -> &str {
    &text[..text.floor_char_boundary(n_bytes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> (Vec<String>, Option<u16>, Option<u16>) {
        let Query { terms, rt, rw } = Query::parse(typed);
        (terms.into_iter().map(|term| term.word).collect(), rt, rw)
    }

    #[test]
    fn words_neighbourhood_and_digits_come_in_any_order() {
        for (typed, words, rt, rw) in [
            ("siti", &["siti"][..], None, None),
            ("Siti, rt 3", &["siti"], Some(3), None),
            ("RT.03 siti", &["siti"], Some(3), None),
            ("rt3/rw1", &[], Some(3), Some(1)),
            ("rt03 rw 01 karto", &["karto"], Some(3), Some(1)),
            ("03/01", &[], Some(3), Some(1)),
            ("pak karto", &["karto"], None, None),
            ("mbah", &["mbah"], None, None),
            ("utara musala", &["utara", "musala"], None, None),
            ("rt", &["rt"], None, None),
            ("ru 3", &["ru", "3"], None, None),
            ("", &[], None, None),
            (" • , ", &[], None, None),
        ] {
            let words: Vec<String> = words.iter().map(|word| String::from(*word)).collect();
            assert_eq!(parsed(typed), (words, rt, rw), "{typed}");
        }
    }

    #[test]
    fn four_digits_or_a_whole_number_are_last_digits() {
        let digits = |typed: &str| Query::parse(typed).terms.first().and_then(|term| term.digits);
        assert_eq!(digits("9990"), Some(9_990));
        assert_eq!(digits("•••• 0042"), Some(42));
        assert_eq!(digits("3523164111249990"), Some(9_990));
        assert_eq!(digits("999"), None);
        assert_eq!(digits("35231641"), None);
    }

    #[test]
    fn what_is_endless_is_cut() {
        let query = Query::parse(&"ñ🙂 ab".repeat(50_000));
        assert_eq!(query.terms.len(), TERMS_MAX);
        assert!(Query::parse(&"a".repeat(100_000)).terms[0].word.len() <= 400);
    }
}
