//! What is wrong with a form does not depend on where it is worked out: the golden vectors say in
//! Chromium what they say natively.

use std::{fs, path::PathBuf};

use tests::chromium::{Chromium, Screen};

/// Runs a module that is handed over as bytes, and waits for its report.
const SCRIPT: &str = r#"
    const done = arguments[arguments.length - 1];
    const bytes = Uint8Array.from(atob(arguments[1]), (sign) => sign.charCodeAt(0));
    const start = new Function(arguments[0] + "; return golden;")();
    start({ module_or_path: bytes.buffer })
        .then(() => done(globalThis.goldenReport), (error) => done("failed: " + error));
"#;

/// The file that `cargo xtask golden` compiled.
fn compiled(name: &str) -> Vec<u8> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target =
        target.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target"));
    let file = target.join("golden").join(name);
    fs::read(&file).unwrap_or_else(|error| {
        panic!("{}: {error}: `cargo xtask golden` compiles it", file.display())
    })
}

#[tokio::test]
async fn a_browser_finds_in_the_golden_forms_what_is_found_natively() {
    let script = String::from_utf8(compiled("golden.js")).expect("a script is text");
    let module = base64(&compiled("golden_bg.wasm"));
    let chromium = Chromium::start().await;
    let browser = chromium.open(Screen::Desk).await;
    // The page that a browser begins with lets no module in.
    browser.web.goto("about:blank").await.expect("an empty page");
    let arguments = vec![script.into(), module.into()];
    let answer = browser.web.execute_async(SCRIPT, arguments).await.expect("the script ends");
    let found = answer.json().as_str().unwrap_or_default().to_owned();
    browser.close().await;

    let native = golden::report();
    let differing = native.lines().zip(found.lines()).find(|(native, found)| native != found);
    assert!(found == native, "the browser differs: {differing:#?}\n{:.300}", found);
}

/// Bytes as a script reads them from a word.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut word = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |idx: usize| u32::from(three.get(idx).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (idx, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let sign = SIGNS[(bits >> shift & 63) as usize];
            word.push(if idx <= three.len() { char::from(sign) } else { '=' });
        }
    }
    word
}
