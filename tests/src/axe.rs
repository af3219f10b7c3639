//! Looks over pages with axe-core: what a machine can find of barriers for people who listen, use a
//! keyboard, or see little contrast.
//!
//! `cargo xtask test` installs it with npm and says where; by hand, `MUTAKHIR_AXE` names its
//! `axe.min.js`.

use std::{fs, path::PathBuf};

use serde_json::{Value, json};

use crate::chromium::Browser;

/// Names the file of axe-core.
const VARIABLE: &str = "MUTAKHIR_AXE";
/// Where `cargo xtask test` puts it, below a folder that is named by its version.
const INSTALLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/tools");
const SCRIPT: &str = "node_modules/axe-core/axe.min.js";

/// Every finding as one line, without those of rules that speak of parts of pages only when whole ones
/// are looked at.
const RUN: &str = r"
    const done = arguments[0];
    axe.run(document, { resultTypes: ['violations'] }).then(found => done(
        found.violations.flatMap(({ id, nodes }) => nodes.map(node => {
            const why = [...node.any, ...node.all, ...node.none].map(one => one.message);
            return `${id}: ${node.target.join(' ')} (${why[0] ?? ''})`;
        }))
    ), error => done([String(error)]));
";

/// axe-core, to be put into pages.
pub struct Axe {
    script: String,
    /// What was found so far.
    pub found: Vec<String>,
    /// How many pages were looked at.
    pub n_pages: usize,
}

impl Axe {
    /// Reads it.
    ///
    /// # Panics
    /// When it is not there.
    #[must_use]
    pub fn load() -> Self {
        let path = std::env::var_os(VARIABLE).map(PathBuf::from).or_else(installed);
        let path = path.expect("axe-core is not there: run `cargo xtask test` once");
        let script = fs::read_to_string(&path).expect("axe-core can be read");
        Self { script, found: Vec::new(), n_pages: 0 }
    }

    /// Looks over the page that is open, in light and in dark.
    ///
    /// # Panics
    /// When the browser does not answer.
    pub async fn look(&mut self, browser: &Browser, page: &str) {
        for scheme in ["dark", "light"] {
            let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
            let media = json!({ "features": [feature] });
            browser.devtools("Emulation.setEmulatedMedia", media).await.expect("it is heard");
            browser.shoot(&format!("{page} {scheme}")).await;
            let there = browser.web.execute("return 'axe' in window", vec![]).await;
            if there.expect("the page answers").json() != true {
                let put = browser.web.execute(self.script.as_str(), vec![]).await;
                put.expect("axe-core runs");
            }
            let found = browser.web.execute_async(RUN, vec![]).await.expect("axe-core ends");
            let found = found.json().as_array().cloned().unwrap_or_default();
            let lines = found.iter().filter_map(Value::as_str);
            self.found.extend(lines.map(|line| format!("{page}, {scheme}: {line}")));
        }
        self.n_pages += 1;
    }
}

fn installed() -> Option<PathBuf> {
    let folders = fs::read_dir(INSTALLED).ok()?;
    let files = folders.filter_map(|folder| Some(folder.ok()?.path().join(SCRIPT)));
    files.into_iter().find(|file| file.is_file())
}
