//! Joins the style sheets of an app into one and takes out what a browser does not need.
//!
//! Plain text work, no parser: it removes comments and white space where that cannot change the
//! meaning, and leaves everything else.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::app::App;
use crate::repo::Repo;

/// The style sheet of an app: `style/shared/*.css`, then its own folder, each in the order of the
/// names. Missing folders count as empty.
///
/// # Errors
/// When a file cannot be read.
pub fn join(repo: &Repo, app: App) -> Result<String> {
    let style = repo.path("frontend/style");
    let mut joined = String::new();
    for folder in [style.join("shared"), style.join(app.name())] {
        for file in css_files(&folder)? {
            joined += &fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()))?;
            joined.push('\n');
        }
    }
    Ok(minify(&joined))
}

fn css_files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "css"));
    files.sort();
    Ok(files)
}

/// Removes comments, and white space beside `{`, `}`, `;`, `,`, after `:` and at the ends; other
/// runs of white space become one space. Strings stay as they are.
fn minify(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(char) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
            // A comment separates words as a space does.
            push_space(&mut small);
        } else if matches!(char, '"' | '\'') {
            let end = end_of_string(rest, char);
            small += &rest[..end];
            rest = &rest[end..];
        } else {
            push(&mut small, char);
            rest = &rest[char.len_utf8()..];
        }
    }
    small.trim_end().to_owned()
}

fn push(small: &mut String, char: char) {
    if char.is_ascii_whitespace() {
        push_space(small);
        return;
    }
    if matches!(char, '{' | '}' | ';' | ',') && small.ends_with(' ') {
        small.pop();
    }
    if char == '}' && small.ends_with(';') {
        small.pop();
    }
    small.push(char);
}

/// A space, unless what stands before makes it idle. Before `:` and around `>` and `+` it stays:
/// there it may be a descendant selector or part of `calc()`.
fn push_space(small: &mut String) {
    if !small.is_empty() && !small.ends_with([' ', '{', '}', ';', ',', ':']) {
        small.push(' ');
    }
}

/// The byte after the closing quote, or the end where there is none.
fn end_of_string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (position, char) in text.char_indices().skip(1) {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if char == quote => return position + char.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(css: &str, expected: &str) {
        assert_eq!(minify(css), expected);
    }

    #[test]
    fn white_space_and_comments_go() {
        check(
            "/* Colours. */\n:root {\n  --ink: #123;\n  --gap: 8px;\n}\n\n.a , .b { color: red; }\n",
            ":root{--ink:#123;--gap:8px}.a,.b{color:red}",
        );
    }

    #[test]
    fn spaces_that_mean_something_stay() {
        check(".a :hover { width: calc(1px + 2px) }", ".a :hover{width:calc(1px + 2px)}");
        check("a > b{margin:0 auto}", "a > b{margin:0 auto}");
        check(
            "@media (min-width: 40em) and (hover) { a { top: 0 } }",
            "@media (min-width:40em) and (hover){a{top:0}}",
        );
        check("margin:1px/**/2px", "margin:1px 2px");
    }

    #[test]
    fn strings_are_left_alone() {
        check(
            r#"a::after { content: "; } /* , \" ' " ; }"#,
            r#"a::after{content:"; } /* , \" ' "}"#,
        );
        check("a{content:'a  b'}", "a{content:'a  b'}");
    }

    #[test]
    fn unfinished_input_ends_without_a_loop() {
        check("a { color: red; /* never closed", "a{color:red;");
        check("a{content:\"never closed", "a{content:\"never closed");
    }
}
