//! Why nothing was decided, in words: also who decided meanwhile, and when.

use shared::{desk::review::Refusal, text::Lang};

use super::{model::Failure, words};
use crate::{app::dates, office::text};

/// What to tell the person.
#[must_use]
pub fn told(failure: &Failure, lang: Lang) -> String {
    match failure {
        Failure::Failed(error) => text::error(error, lang),
        Failure::Refused(refusal) => refused(refusal, lang),
    }
}

fn refused(refusal: &Refusal, lang: Lang) -> String {
    let mut told = refusal.words.get(lang).to_owned();
    if let Some(by) = &refusal.by {
        told.push_str(&format!(" {by}"));
        if let Some(at_ms) = refusal.at_ms {
            told.push_str(&format!(", {}", dates::moment(at_ms, lang)));
        }
        told.push('.');
    }
    if !refusal.problems.is_empty() {
        told.push_str(&format!(" {}", words::STILL_WRONG.get(lang)));
        for problem in &refusal.problems {
            let path: Vec<&str> = problem.path.iter().map(|words| words.get(lang)).collect();
            told.push_str(&format!(" {}: {}", path.join(" › "), problem.words.get(lang)));
        }
    }
    told
}

/// True when the page shows what is no longer so.
#[must_use]
pub fn needs_a_look(failure: &Failure) -> bool {
    match failure {
        Failure::Failed(_) => false,
        Failure::Refused(refusal) => {
            matches!(refusal.code.as_str(), "changed" | "taken" | "wrong_state" | "unsettled")
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::desk::{Words, sheet::Problem};

    use super::*;

    #[test]
    fn a_refusal_names_who_was_first_and_when() {
        let refusal = Refusal {
            code: "taken".to_owned(),
            words: Words::same("Petugas lain sudah memutuskan data ini.".to_owned()),
            by: Some("Budi".to_owned()),
            at_ms: Some(1_795_453_500_000),
            problems: Vec::new(),
        };
        let failure = Failure::Refused(refusal);
        assert!(needs_a_look(&failure));
        assert_eq!(
            told(&failure, Lang::Id),
            "Petugas lain sudah memutuskan data ini. Budi, 24 Nov 2026, 00.05 WIB."
        );
    }

    #[test]
    fn what_is_wrong_with_a_correction_is_named() {
        let problem = Problem {
            path: vec![Words::same("Anak".to_owned()), Words::same("NIK".to_owned())],
            field_id: String::new(),
            code: String::new(),
            severity: String::new(),
            words: Words::same("Harus 16 angka".to_owned()),
            reason: None,
            others: None,
        };
        let refusal = Refusal { problems: vec![problem], ..Refusal::default() };
        let failure = Failure::Refused(refusal);
        assert!(!needs_a_look(&failure));
        assert!(told(&failure, Lang::Id).ends_with("Anak › NIK: Harus 16 angka"));
    }
}
