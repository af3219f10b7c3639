//! Cuts an app into chunks at the functions that are marked with `#[wasm_split]`, and puts the names
//! under which the chunks are served into the script that loads them.
//!
//! The cutting itself is `wasm_split_cli_support`'s. It works on what the compiler wrote, before
//! wasm-bindgen, and leaves a script that wasm-bindgen's script imports and that imports it back.
//! Here the two become one file: so each can carry its hash in its name.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use wasm_split_cli_support::{Options, transform};

/// What the script of the splitter is called until it is joined.
const LINK: &str = "./__wasm_split.js";
/// The module that the page starts with, for wasm-bindgen.
pub const MAIN: &str = "main.wasm";
/// After this long a fetch that has not ended counts as broken, so that another can be tried:
/// 100 kB at 2 kB a second, which is as good as no line at all.
const FETCH_MS: u32 = 50_000;

/// An app that has been cut.
pub struct Cut {
    /// What the page starts with, for wasm-bindgen.
    pub main: PathBuf,
    /// What is fetched later; empty if no function is marked.
    pub chunks: Vec<Chunk>,
    /// The script that loads the chunks; its text.
    link: String,
}

/// One file of an app that is fetched when it is needed.
pub struct Chunk {
    /// As the splitter calls it: `split_records`, or `chunk_2` for what several need.
    file_stem: String,
    /// Where it is, not optimised.
    pub path: PathBuf,
}

impl Chunk {
    /// What it is called where people read it: `records`, `chunk_2`.
    pub fn name(&self) -> &str {
        self.file_stem.strip_prefix("split_").unwrap_or(&self.file_stem)
    }
}

/// Cuts the module that the compiler wrote. `script` is the name of what wasm-bindgen will write.
///
/// # Errors
/// When it cannot be read or was linked without its relocations.
pub fn cut(input: &Path, folder: &Path, script: &str) -> Result<Cut> {
    let wasm = fs::read(input).with_context(|| format!("cannot read {}", input.display()))?;
    let main = folder.join(MAIN);
    let main_module = format!("./{script}");
    let mut options = Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LINK;
    options.main_module = &main_module;
    // Its errors are of a kind that does not take part in the standard library's trait.
    let split = transform(options).map_err(|error| anyhow!("cannot cut the app: {error:#}"))?;
    let mut chunks = Vec::new();
    for path in split.split_modules {
        // What the optimiser joined with another one is written all the same, and never loaded.
        let stem = path.file_stem().and_then(|stem| stem.to_str()).context("a chunk's name")?;
        chunks.push(Chunk { file_stem: stem.to_owned(), path: path.clone() });
    }
    let link =
        fs::read_to_string(folder.join(LINK)).context("cannot read the splitter's script")?;
    chunks.retain(|chunk| link.contains(&url(&chunk.file_stem)));
    Ok(Cut { main, chunks, link })
}

impl Cut {
    /// The script of wasm-bindgen with that of the splitter in it. `names` are the served names of
    /// the chunks, in their order.
    ///
    /// # Errors
    /// When one of the scripts does not look as the versions in Cargo.lock write it.
    pub fn join(&self, script: &str, names: &[String]) -> Result<String> {
        if self.chunks.is_empty() {
            return Ok(script.to_owned());
        }
        let mut link = self.link.clone();
        for (chunk, name) in self.chunks.iter().zip(names) {
            let fetch = format!("fetch(new URL({}, import.meta.url))", url(&chunk.file_stem));
            if link.matches(&fetch).count() != 1 {
                bail!("the splitter's script does not fetch {} as expected", chunk.name());
            }
            link = link
                .replace(&fetch, &format!("fetchInTime(new URL(\"./{name}\", import.meta.url))"));
        }
        joined(script, &link)
    }
}

/// The address of a chunk in the splitter's script.
fn url(file_stem: &str) -> String {
    format!("\"./{file_stem}.wasm\"")
}

/// Both scripts as one, without the imports of each other.
fn joined(script: &str, link: &str) -> Result<String> {
    let is_import_of = |line: &str, module: &str| {
        line.starts_with("import ") && line.trim_end_matches([';', '"', '\'']).ends_with(module)
    };
    let (imports, script): (Vec<&str>, Vec<&str>) =
        script.lines().partition(|line| is_import_of(line, LINK));
    let (back, link): (Vec<&str>, Vec<&str>) =
        link.lines().partition(|line| line.starts_with("import { initSync } from "));
    if back.len() != 1 || imports.is_empty() {
        bail!("the scripts of wasm-bindgen and of the splitter do not import each other");
    }
    let mut loaders = Vec::new();
    let mut text = script.join("\n");
    text.push('\n');
    for line in link {
        let line = line.strip_prefix("export ").unwrap_or(line);
        if let Some(name) = line.strip_prefix("const ").and_then(|rest| rest.split(' ').next())
            && name.starts_with("__wasm_split_load_")
        {
            loaders.push(name);
        }
        text += line;
        text.push('\n');
    }
    for import in imports {
        // `import * as import1 from …`; names that are imported one by one are there already.
        if let Some(rest) = import.strip_prefix("import * as ") {
            let name = rest.split(' ').next().unwrap_or_default();
            text += &format!("const {name} = {{ {} }};\n", loaders.join(", "));
        }
    }
    text += &format!(
        "function fetchInTime(url) {{\n    const controller = new AbortController();\n    \
         setTimeout(() => controller.abort(), {FETCH_MS});\n    \
         return fetch(url, {{ signal: controller.signal }});\n}}\n"
    );
    Ok(text)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    const SCRIPT: &str = "import * as import1 from \"./__wasm_split.js\"\nimport { a } from './a.js';\n\
                          export { initSync, __wbg_init as default };\n";
    const LINK_SCRIPT: &str = "\
import { initSync } from \"./field.js\";

const __chunk_1 = makeLoad(() => {
    const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));
}, []);
export const __wasm_split_load_records = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL(\"./split_records.wasm\", import.meta.url));
}, [__chunk_1]));
";

    fn cut(link: &str) -> Cut {
        let chunk =
            |stem: &str| Chunk { file_stem: stem.to_owned(), path: PathBuf::from("unused.wasm") };
        let chunks = vec![chunk("chunk_1"), chunk("split_records")];
        Cut { main: PathBuf::new(), chunks, link: link.to_owned() }
    }

    fn names() -> [String; 2] {
        ["chunk_1-00000001.wasm", "records-00000002.wasm"].map(str::to_owned)
    }

    #[test]
    fn both_scripts_become_one_that_fetches_the_served_names() {
        let script = cut(LINK_SCRIPT).join(SCRIPT, &names()).unwrap();
        assert!(!script.contains("__wasm_split.js") && !script.contains("./field.js"), "{script}");
        assert!(script.contains("import { a } from './a.js';"), "{script}");
        assert!(script.contains("const import1 = { __wasm_split_load_records };"), "{script}");
        for name in names() {
            let fetch = format!("= fetchInTime(new URL(\"./{name}\", import.meta.url));");
            assert!(script.contains(&fetch), "{script}");
        }
        assert_eq!(script.matches("export ").count(), 1, "{script}");
    }

    #[test]
    fn a_chunk_that_is_fetched_in_another_way_is_an_error() {
        let other = LINK_SCRIPT.replace("fetch(new URL(\"./split_", "load(new URL(\"./split_");
        let error = cut(&other).join(SCRIPT, &names()).unwrap_err();
        assert!(error.to_string().contains("records"), "{error}");
    }

    #[test]
    fn scripts_that_do_not_know_each_other_are_an_error() {
        assert!(cut(LINK_SCRIPT).join("export {};\n", &names()).is_err());
        let other = LINK_SCRIPT.replace("import { initSync }", "import { init }");
        assert!(cut(&other).join(SCRIPT, &names()).is_err());
    }

    #[test]
    fn an_app_without_chunks_keeps_its_script() {
        let whole = Cut { main: PathBuf::new(), chunks: vec![], link: String::new() };
        assert_eq!(whole.join(SCRIPT, &[]).unwrap(), SCRIPT);
    }
}
