//! `docs/forms.md` says what the forms ask today.

use std::{fs, path::Path};

use tests::forms_doc::forms_markdown;

#[test]
fn docs_forms_md_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/forms.md");
    let text = forms_markdown();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &text).expect("docs can be written");
    }
    let held = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        held == text,
        "docs/forms.md is not current: UPDATE=1 cargo test -p tests --test forms_doc"
    );
}

#[test]
fn every_reference_in_the_document_has_a_name() {
    let text = forms_markdown();
    assert!(!text.contains("`?`") && !text.contains("?`"), "a reference leads nowhere");
    for name in ["kunjungan", "balita", "bansos"] {
        assert!(text.contains(&["`", name, "`, kind"].concat()), "{name}");
    }
}
