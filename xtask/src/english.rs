//! Collects the English words of an app into the file that those who read English fetch.
//!
//! The words stand in the sources beside the Indonesian ones, as `t("…", "…")` or
//! `Text::new("…", "…")`; the module itself carries only the Indonesian ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use shared::text::english;
use syn::LitStr;

use crate::app::App;
use crate::repo::Repo;

/// What joins two languages: [`shared::text::t`] and [`shared::text::Text::new`].
const JOINING: [&str; 2] = ["t", "new"];
/// Sources whose words may be in any app.
const COMMON: [&str; 4] =
    ["shared/src", "frontend/client/src", "frontend/src/app", "frontend/src/ui"];
/// Shorter ones may stand in the module as numbers, and are taken unseen. Bytes.
const SHORT_BYTES: usize = 12;

/// The file for an app: the English of every text that stands in its module.
///
/// # Errors
/// When a source cannot be read, or two texts with the same Indonesian words differ in English.
pub fn collect(repo: &Repo, app: App, wasm: &[u8]) -> Result<Vec<u8>> {
    let own = match app {
        App::Field => "frontend/src/field",
        App::Office => "frontend/src/office",
    };
    let mut words = BTreeMap::new();
    for folder in COMMON.iter().chain([&own]) {
        scan_folder(&repo.path(folder), &mut words)?;
    }
    words.retain(|id, _| !id.is_empty() && (id.len() < SHORT_BYTES || contains(wasm, id)));
    english::pack(&words)
        .context("the English words cannot be told apart; see shared::text::english")
}

fn contains(wasm: &[u8], id: &str) -> bool {
    wasm.windows(id.len()).any(|window| window == id.as_bytes())
}

fn scan_folder(folder: &Path, words: &mut BTreeMap<String, String>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            scan_folder(&path, words)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            scan(&source, words).with_context(|| format!("in {}", path.display()))?;
        }
    }
    Ok(())
}

fn scan(source: &str, words: &mut BTreeMap<String, String>) -> Result<()> {
    let tokens = source.parse().map_err(|error| anyhow!("cannot be read as Rust: {error}"))?;
    scan_tokens(tokens, words)
}

fn scan_tokens(tokens: TokenStream, words: &mut BTreeMap<String, String>) -> Result<()> {
    // The identifiers and colons just before.
    let mut path = String::new();
    for token in tokens {
        match &token {
            TokenTree::Ident(name) if path.ends_with("::") => path += &name.to_string(),
            TokenTree::Ident(name) => path = name.to_string(),
            TokenTree::Punct(mark) if mark.as_char() == ':' => path.push(':'),
            TokenTree::Group(group) => {
                let called = core::mem::take(&mut path);
                if group.delimiter() == Delimiter::Parenthesis {
                    scan_call(&called, group.stream(), words)?;
                } else {
                    scan_tokens(group.stream(), words)?;
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => path.clear(),
        }
    }
    Ok(())
}

/// What stands in parentheses after this path.
fn scan_call(path: &str, args: TokenStream, words: &mut BTreeMap<String, String>) -> Result<()> {
    let name = path.rsplit(':').next().unwrap_or_default();
    if !JOINING.contains(&name) {
        return scan_tokens(args, words);
    }
    if let Some((id, en)) = two_literals(args.clone()) {
        return add(words, id, en);
    }
    let is_text = name == "t" || path.ends_with("Text::new");
    match literal_and_more(args.clone()) {
        Some(id) if is_text => bail!(
            "\"{id}\" has English words that are not written out beside it; nobody would find them"
        ),
        _ => scan_tokens(args, words),
    }
}

fn add(words: &mut BTreeMap<String, String>, id: String, en: String) -> Result<()> {
    match words.get(&id) {
        Some(other) if *other != en => bail!(
            "\"{id}\" is \"{other}\" in English elsewhere and \"{en}\" here; write both the same, or \
             tell them apart in Indonesian"
        ),
        _ => {
            words.insert(id, en);
            Ok(())
        }
    }
}

/// The values of `"…", "…"`, with or without a comma at the end.
fn two_literals(tokens: TokenStream) -> Option<(String, String)> {
    let mut parts = tokens.into_iter().filter(|token| !matches!(token, TokenTree::Punct(_)));
    let mut next = || syn::parse2::<LitStr>(parts.next()?.into()).ok();
    let both = (next()?.value(), next()?.value());
    parts.next().is_none().then_some(both)
}

/// The value of the first of several arguments, if it is a literal.
fn literal_and_more(tokens: TokenStream) -> Option<String> {
    let mut tokens = tokens.into_iter();
    let id = syn::parse2::<LitStr>(tokens.next()?.into()).ok()?;
    let is_next = matches!(tokens.next()?, TokenTree::Punct(mark) if mark.as_char() == ',');
    (is_next && tokens.next().is_some()).then(|| id.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Result<Vec<(String, String)>> {
        let mut words = BTreeMap::new();
        scan(source, &mut words)?;
        Ok(words.into_iter().collect())
    }

    #[test]
    fn texts_are_found_wherever_they_stand() {
        let source = r#"
            const A: Text = t("Satu", "One");
            codes! { B = 2, t(
                "Dua \"kali\"", // a remark
                "Twice",
            ), }
            fn c() -> Text { Text::new("Tiga \u{2026}", "Three …") }
            fn d() { let _ = format("tidak", "not"); at("tidak", "not"); t(id, en); t("satu saja") }
        "#;
        let expected = [("Dua \"kali\"", "Twice"), ("Satu", "One"), ("Tiga …", "Three …")];
        let found = found(source).expect("it is Rust");
        assert_eq!(found, expected.map(|(id, en)| (id.to_owned(), en.to_owned())));
    }

    #[test]
    fn two_english_texts_for_the_same_words_are_refused() {
        let error = found(r#"t("Anak", "Child"); t("Anak", "Children");"#).expect_err("refused");
        assert!(error.to_string().contains("\"Anak\""), "{error}");
        assert!(found(r#"t("Anak", "Child"); t("Anak", "Child");"#).is_ok());
    }

    #[test]
    fn english_words_that_are_not_written_out_are_refused() {
        for source in [
            r#"t("Anak", CHILD)"#,
            r#"shared::text::t("Anak", concat!("Chi", "ld"))"#,
            r#"Text::new("Anak", &format!("Child {number}"))"#,
            r#"view! { <p>{t("Anak", child())}</p> }"#,
        ] {
            let error = found(source).expect_err(source);
            assert!(error.to_string().contains("\"Anak\""), "{source}: {error}");
        }
        for source in [
            r#"Database::new("Anak", version)"#,
            r#"t("Anak".trim(), CHILD)"#,
            r#"t("Anak",)"#,
            r#"at("Anak", CHILD)"#,
            r#"t(id, "Child")"#,
        ] {
            assert_eq!(found(source).expect(source), [], "{source}");
        }
    }
}
