//! Collects the English words of an app into the file that those who read English fetch.
//!
//! The words stand in the sources beside the Indonesian ones, as `t("…", "…")` or
//! `Text::new("…", "…")`; the modules carry only the Indonesian ones. All sources that an app may be
//! made of are read, so that it does not matter into how many modules it is cut.

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
/// Sources of both apps.
const SOURCES: [&str; 2] = ["shared/src", "frontend"];
/// English words of fewer bytes may stand in a module by chance.
const CHANCE_BYTES: usize = 24;

/// The file for an app: the English of every text that its sources hold.
///
/// # Errors
/// When a source cannot be read, when two English sentences for the same words cannot be told apart, or
/// when English words stand in the module all the same.
pub fn collect(repo: &Repo, app: App, wasm: &[u8]) -> Result<Vec<u8>> {
    let other = match app {
        App::Field => "frontend/src/office",
        App::Office => "frontend/src/field",
    };
    let mut texts = Texts::default();
    for folder in SOURCES {
        texts.scan_folder(&repo.path(folder), &repo.path(other))?;
    }
    texts.expect_outside(wasm)?;
    texts.pack()
}

/// The texts found so far, by their Indonesian words and the mark of the English ones.
#[derive(Default)]
struct Texts(BTreeMap<(String, u16), Found>);

/// English words, and where they were found first.
struct Found {
    en: String,
    place: String,
}

impl Texts {
    fn scan_folder(&mut self, folder: &Path, except: &Path) -> Result<()> {
        let entries =
            fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path == except {
                continue;
            }
            if path.is_dir() {
                self.scan_folder(&path, except)?;
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.display().to_string();
                let source =
                    fs::read_to_string(&path).with_context(|| format!("cannot read {name}"))?;
                self.scan(&name, &source).with_context(|| format!("in {name}"))?;
            }
        }
        Ok(())
    }

    fn scan(&mut self, file: &str, source: &str) -> Result<()> {
        let tokens = source.parse().map_err(|error| anyhow!("cannot be read as Rust: {error}"))?;
        self.scan_tokens(file, tokens)
    }

    fn scan_tokens(&mut self, file: &str, tokens: TokenStream) -> Result<()> {
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
                        self.scan_call(file, &called, group.stream())?;
                    } else {
                        self.scan_tokens(file, group.stream())?;
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => path.clear(),
            }
        }
        Ok(())
    }

    /// What stands in parentheses after this path.
    fn scan_call(&mut self, file: &str, path: &str, args: TokenStream) -> Result<()> {
        let name = path.rsplit(':').next().unwrap_or_default();
        if !JOINING.contains(&name) {
            return self.scan_tokens(file, args);
        }
        if let Some((id, en)) = two_literals(args.clone()) {
            let place = format!("{file}:{}", id.span().start().line);
            return self.add(place, id.value(), en.value());
        }
        let is_text = name == "t" || path.ends_with("Text::new");
        match literal_and_more(args.clone()) {
            Some(id) if is_text => bail!(
                "\"{id}\" has English words that are not written out beside it; nobody would find them"
            ),
            _ => self.scan_tokens(file, args),
        }
    }

    fn add(&mut self, place: String, id: String, en: String) -> Result<()> {
        // An optional text that is left empty.
        if id.is_empty() {
            return Ok(());
        }
        let mark = english::mark(&en);
        let found = self
            .0
            .entry((id, mark))
            .or_insert_with(|| Found { en: en.clone(), place: place.clone() });
        if found.en != en {
            bail!(
                "\"{}\" at {} and \"{en}\" at {place} stand for the same Indonesian words and cannot be \
                 told apart (see shared::text::english::mark); write one of them differently",
                found.en,
                found.place
            );
        }
        Ok(())
    }

    /// Refuses English words inside a module.
    fn expect_outside(&self, wasm: &[u8]) -> Result<()> {
        for ((id, _), Found { en, place }) in &self.0 {
            let is_long = en.len() >= CHANCE_BYTES && id != en;
            if is_long && wasm.windows(en.len()).any(|window| window == en.as_bytes()) {
                bail!("the English words of {place} stand in the module: \"{en}\"");
            }
        }
        Ok(())
    }

    fn pack(&self) -> Result<Vec<u8>> {
        let texts: Vec<_> =
            self.0.iter().map(|((id, _), found)| (id.as_str(), found.en.as_str())).collect();
        english::pack(&texts).context("no seed keeps the keys of the English words apart")
    }
}

/// `"…", "…"`, with or without a comma at the end.
fn two_literals(tokens: TokenStream) -> Option<(LitStr, LitStr)> {
    let mut parts = tokens.into_iter().filter(|token| !matches!(token, TokenTree::Punct(_)));
    let mut next = || syn::parse2::<LitStr>(parts.next()?.into()).ok();
    let both = (next()?, next()?);
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
        let mut texts = Texts::default();
        texts.scan("a.rs", source)?;
        Ok(texts.0.into_iter().map(|((id, _), found)| (id, found.en)).collect())
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
            fn e() -> View { view! { <p class="x">{move || t("Empat", "Four").get(lang)}</p> } }
            const NONE: Text = t("", "");
        "#;
        let expected =
            [("Dua \"kali\"", "Twice"), ("Empat", "Four"), ("Satu", "One"), ("Tiga …", "Three …")];
        let found = found(source).expect("it is Rust");
        assert_eq!(found, expected.map(|(id, en)| (id.to_owned(), en.to_owned())));
    }

    #[test]
    fn the_same_indonesian_may_have_two_english_texts() {
        let both = found(r#"t("Anak", "Child"); t("Anak", "Children"); t("Anak", "Child");"#);
        assert_eq!(both.expect("they differ").len(), 2);
    }

    #[test]
    fn texts_that_cannot_be_told_apart_are_refused_with_both_places() {
        let source = "t(\"Anak\", \"a kid!\");\n\nt(\"Anak\", \"a-kid!\");";
        let error = found(source).expect_err("refused").to_string();
        assert!(error.contains("\"a kid!\" at a.rs:1"), "{error}");
        assert!(error.contains("\"a-kid!\" at a.rs:3"), "{error}");
    }

    #[test]
    fn english_words_inside_a_module_are_refused() {
        let mut texts = Texts::default();
        let source = r#"t("Nama lengkap, seperti di KTP", "Full name as on the card");"#;
        texts.scan("a.rs", source).expect("it is Rust");
        assert!(texts.expect_outside(b"..Nama lengkap, seperti di KTP..").is_ok());
        let error = texts.expect_outside(b"..Full name as on the card..").expect_err("refused");
        assert!(error.to_string().contains("a.rs:1"), "{error}");
    }

    #[test]
    fn the_sources_of_both_apps_make_a_file() {
        let repo = Repo::find().expect("this is the repository");
        for app in App::ALL {
            let file = collect(&repo, app, &[]).expect("all texts can be told apart");
            assert!(english::install(&file), "{app:?}");
        }
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
