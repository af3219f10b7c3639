//! Embeds the built frontend and the notice: compresses what is in `dist` and writes the table of it
//! that `src/http/assets.rs` includes.
//!
//! Without `dist` the table is empty and the server still compiles, so that a clean clone does.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The two apps, each a folder in `dist`.
const APPS: [&str; 2] = ["field", "office"];

/// What the notice is made of, in the repository. The licences of the data follow, whole.
const NOTICES: [&str; 3] =
    ["NOTICE", "shared/data/who/LICENSE.txt", "shared/data/regions/LICENSE.txt"];
/// Then the crates of others, which `cargo xtask build` lists with their licences.
const CRATES: &str = "dist/notice/crates.txt";
/// Beside it, which Cargo.lock that list is of.
const LOCK_OF_CRATES: &str = "dist/notice/lock.txt";
/// Stands there while it has not.
const NO_CRATES: &str =
    "This server was compiled before `cargo xtask build`, which collects them.\n";

fn main() -> Result<(), Box<dyn Error>> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from).ok_or(name);
    let root = variable("CARGO_MANIFEST_DIR")?.join("..");
    let dist = root.join("dist");
    let out = variable("OUT_DIR")?;
    // Cargo takes a watched path that is missing for one that has changed, and would compile the
    // server at every call. Where the folder cannot be made that is all that happens.
    fs::create_dir_all(&dist).ok();
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dist.display());

    let mut table =
        String::from("/// Every file of the frontend.\npub const ASSETS: &[Asset] = &[\n");
    for app in APPS {
        let folder = dist.join(app);
        for path in files(&folder)? {
            table += &format!("    {},\n", asset(app, &folder, &path, &out)?);
        }
    }
    fs::write(out.join("notice.txt"), notice(&root)?)?;
    let notice = asset("notice", &out, "notice.txt", &out)?;
    writeln!(table, "];\n\n/// The notice.\npub const NOTICE: Asset = {notice};")?;
    fs::write(out.join("assets.rs"), table)?;
    Ok(())
}

/// The notice as it is served: every part below its name.
fn notice(root: &Path) -> Result<String, Box<dyn Error>> {
    let mut notice = String::new();
    for name in NOTICES {
        println!("cargo::rerun-if-changed={}", root.join(name).display());
        if !notice.is_empty() {
            write!(notice, "\n\n---- {name} ----\n\n")?;
        }
        notice += fs::read_to_string(root.join(name))
            .map_err(|error| format!("{name}: {error}"))?
            .trim_end();
    }
    notice += "\n\n---- Crates of Rust ----\n\n";
    match fs::read_to_string(root.join(CRATES)) {
        Ok(crates) => {
            let lock = root.join("Cargo.lock");
            println!("cargo::rerun-if-changed={}", lock.display());
            let listed = fs::read_to_string(root.join(LOCK_OF_CRATES)).unwrap_or_default();
            if fs::read(lock).is_ok_and(|lock| pack::hash(&lock) != listed) {
                println!(
                    "cargo::warning=/notice.txt names the crates of another Cargo.lock: \
                     `cargo xtask build` makes it anew"
                );
            }
            notice += &crates;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => notice += NO_CRATES,
        Err(error) => return Err(format!("{CRATES}: {error}").into()),
    }
    Ok(notice)
}

/// All files below a folder, as paths from there with `/`; none if it is missing.
fn files(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name =
            entry.file_name().into_string().map_err(|name| format!("{name:?} is not text"))?;
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?.iter().map(|path| format!("{name}/{path}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

/// The expression of one file, with its compressed forms.
fn asset(app: &str, folder: &Path, path: &str, out: &Path) -> Result<String, Box<dyn Error>> {
    let file = folder.join(path).canonicalize()?;
    let raw = fs::read(&file)?;
    let hash = pack::hash(&raw);
    let name = path.rsplit('/').next().unwrap_or(path);
    let (brotli, gzip) = if path.ends_with(".png") {
        // Already compressed.
        ("None".to_owned(), "None".to_owned())
    } else {
        (
            packed(&raw, pack::brotli, &out.join(format!("{hash}.br")))?,
            packed(&raw, pack::gzip, &out.join(format!("{hash}.gz")))?,
        )
    };
    Ok(format!(
        "Asset {{ app: {app:?}, path: {path:?}, mime: {:?}, immutable: {}, hash: {hash:?}, \
         raw: include_bytes!({file:?}), brotli: {brotli}, gzip: {gzip} }}",
        mime(path)?,
        pack::is_fingerprinted(name),
    ))
}

/// Writes a compressed form, or takes the one an earlier build left, and returns the expression
/// that includes it: `None` where it would not be smaller.
fn packed(
    raw: &[u8],
    pack: impl FnOnce(&[u8]) -> io::Result<Vec<u8>>,
    file: &Path,
) -> Result<String, Box<dyn Error>> {
    if !file.is_file() {
        // Renamed when complete: a build that is killed leaves no half file under the name.
        let unfinished = file.with_extension("new");
        fs::write(&unfinished, pack(raw)?)?;
        fs::rename(&unfinished, file)?;
    }
    if fs::metadata(file)?.len() >= u64::try_from(raw.len())? {
        return Ok("None".to_owned());
    }
    Ok(format!("Some(include_bytes!({file:?}))"))
}

/// Kinds of files that `cargo xtask build` writes; another one is a mistake to be noticed here,
/// since browsers refuse modules and WASM of a wrong type.
fn mime(path: &str) -> Result<&'static str, String> {
    let extension = path.rsplit('.').next().unwrap_or_default();
    Ok(match extension {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "bin" => "application/octet-stream",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return Err(format!("dist holds {path}, whose type is not known to server/build.rs")),
    })
}
