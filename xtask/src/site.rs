//! Puts together the files of one app as they are served: names by content, fills in the page,
//! tells the service worker what to keep.
//!
//! Works on bytes in memory; [`crate::dist`] writes them.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::app::App;
use crate::bundle::{self, Bundle};
use crate::css;
use crate::english;
use crate::repo::Repo;
use crate::setup::NodeTools;

/// Path below the app's base URL → content.
pub type Site = BTreeMap<String, Vec<u8>>;

/// Tables that the app fetches after it has started, in `shared/data`.
const LAZY: [&str; 2] = ["who", "regions"];

/// The English words, fetched by those who choose them.
const ENGLISH: &str = "english";

/// Assembles everything that is served for an app.
///
/// # Errors
/// When a source file is missing or a template names something unknown.
pub fn assemble(
    repo: &Repo,
    tools: Option<&NodeTools>,
    app: App,
    bundle: Bundle,
    build_day: u64,
) -> Result<Site> {
    let mut site = Site::new();
    let mut marks = Marks::new(app);
    let english = english::collect(repo, app, &bundle.all_wasm())?;
    let boot = bundle::minify_js(repo, tools, &repo.path("frontend/boot.js"))?;
    let style = css::join(repo, app)?.into_bytes();
    marks.add(&mut site, "boot", ("boot", "js"), boot);
    marks.add(&mut site, "js", (app.name(), "js"), bundle.js);
    marks.add(&mut site, "wasm", (app.name(), "wasm"), bundle.wasm);
    marks.add(&mut site, "css", (app.name(), "css"), style);
    site.extend(bundle.snippets);
    let essential: Vec<String> = site.keys().cloned().collect();
    // Their names are in the JavaScript, relative to it.
    site.extend(bundle.chunks);
    marks.add(&mut site, ENGLISH, (ENGLISH, "bin"), english);

    for name in LAZY {
        match fs::read(repo.path("shared/data").join(name).with_extension("bin")) {
            Ok(bytes) => marks.add(&mut site, name, (name, "bin"), bytes),
            Err(_missing) => marks.set(name, String::new()),
        }
    }
    marks.set("build", build_day.to_string());
    let icons = icons(repo)?;
    for icon in &icons {
        // The desk shows the icons of the phone app.
        marks.set(&icon.source, format!("{}{}", App::Field.base(), icon.name));
    }

    let template = read_text(repo, &format!("frontend/{}", app.template()))?;
    let page = minify_html(&marks.fill(&template)?);
    site.insert("index.html".to_owned(), page.into_bytes());
    if app == App::Field {
        site.extend(icons.into_iter().map(|icon| (icon.name, icon.bytes)));
        let manifest = marks.fill(&read_text(repo, "frontend/manifest.webmanifest")?)?;
        let manifest: serde_json::Value = serde_json::from_str(&manifest)
            .context("frontend/manifest.webmanifest is not valid JSON")?;
        site.insert("manifest.webmanifest".to_owned(), manifest.to_string().into_bytes());

        let worker = bundle::minify_js(repo, tools, &repo.path("frontend/sw.js"))?;
        let worker = String::from_utf8(worker).context("frontend/sw.js is not text")?;
        let worker = fill_worker(&worker, &site, &essential)?;
        site.insert("sw.js".to_owned(), worker.into_bytes());
    }
    Ok(site)
}

fn read_text(repo: &Repo, path: &str) -> Result<String> {
    fs::read_to_string(repo.path(path)).with_context(|| format!("cannot read {path}"))
}

struct Icon {
    /// As templates name it: `icons/192.png`.
    source: String,
    /// As it is served: `icons/192-1a2b3c4d.png`.
    name: String,
    bytes: Vec<u8>,
}

fn icons(repo: &Repo) -> Result<Vec<Icon>> {
    let mut icons = Vec::new();
    for entry in fs::read_dir(repo.path("frontend/icons")).context("cannot read frontend/icons")? {
        let path = entry?.path();
        let part = |part: Option<&std::ffi::OsStr>| Some(part?.to_str()?.to_owned());
        let (stem, extension) = part(path.file_stem())
            .zip(part(path.extension()))
            .with_context(|| format!("{} is not named like an icon", path.display()))?;
        let bytes = fs::read(&path)?;
        icons.push(Icon {
            source: format!("icons/{stem}.{extension}"),
            name: format!("icons/{}", pack::fingerprint(&stem, &extension, &bytes)),
            bytes,
        });
    }
    Ok(icons)
}

/// Puts version and lists into the service worker. A browser notices a new release by a byte that
/// differs in this file, hence a version that covers the content of every listed file.
fn fill_worker(source: &str, site: &Site, essential: &[String]) -> Result<String> {
    let mut core = vec!["/".to_owned()];
    core.extend(essential.iter().map(|name| format!("/{name}")));
    let mut lazy: Vec<String> = site
        .keys()
        .filter(|name| !essential.contains(name) && worth_keeping(name))
        .map(|name| format!("/{name}"))
        .collect();
    // Parts of the program first: the person may be waiting for one of them.
    lazy.sort_by_key(|url| !url.ends_with(".wasm"));
    let optional: Vec<String> = lazy.extract_if(.., |url| is_optional(url)).collect();
    let content: Vec<String> = site
        .iter()
        .filter(|(name, _)| worth_keeping(name) || *name == "index.html")
        .map(|(name, bytes)| format!("{name} {}\n", pack::hash(bytes)))
        .collect();
    let version = &pack::hash(content.concat().as_bytes())[..8];

    let mut filled = source.to_owned();
    for (mark, value) in [
        ("__VERSION__", serde_json::to_string(version)?),
        ("__CORE__", serde_json::to_string(&core)?),
        ("__LAZY__", serde_json::to_string(&lazy)?),
        ("__OPTIONAL__", serde_json::to_string(&optional)?),
    ] {
        if filled.matches(mark).count() != 1 {
            bail!("frontend/sw.js must name {mark} exactly once");
        }
        filled = filled.replace(mark, &value);
    }
    Ok(filled)
}

/// What no screen needs: pictures, and the words of a language that is not everybody's.
fn is_optional(url: &str) -> bool {
    url.starts_with(&format!("/{ENGLISH}-")) || url.starts_with("/icons/")
}

/// What the phone keeps for offline use. The page is kept as `/`; the worker is kept by the browser
/// itself, the large icons by the system when the app is installed.
fn worth_keeping(name: &str) -> bool {
    !(name == "index.html" || name == "sw.js" || name.contains("512"))
}

/// The values for the marks `{{…}}` of page and manifest.
struct Marks {
    base: &'static str,
    values: BTreeMap<String, String>,
}

impl Marks {
    fn new(app: App) -> Self {
        Self { base: app.base(), values: BTreeMap::new() }
    }

    /// Adds a file under a name that carries its hash, and its URL under a mark.
    fn add(
        &mut self,
        site: &mut Site,
        mark: &str,
        (stem, extension): (&str, &str),
        bytes: Vec<u8>,
    ) {
        let name = pack::fingerprint(stem, extension, &bytes);
        self.set(mark, format!("{}{name}", self.base));
        site.insert(name, bytes);
    }

    fn set(&mut self, mark: &str, value: String) {
        self.values.insert(mark.to_owned(), value);
    }

    /// Fills a template in.
    fn fill(&self, template: &str) -> Result<String> {
        let mut filled = String::new();
        let mut rest = template;
        while let Some(begin) = rest.find("{{") {
            let (before, after) = rest.split_at(begin);
            let end = after.find("}}").context("a mark {{ is not closed")?;
            let mark = &after[2..end];
            let value = self
                .values
                .get(mark)
                .with_context(|| format!("the mark {{{{{mark}}}}} stands for nothing"))?;
            filled += before;
            filled += value;
            rest = &after[end + 2..];
        }
        Ok(filled + rest)
    }
}

/// Takes out comments, indentation and empty lines.
fn minify_html(html: &str) -> String {
    let mut without_comments = String::new();
    let mut rest = html;
    while let Some(begin) = rest.find("<!--") {
        without_comments += &rest[..begin];
        rest = rest[begin..].find("-->").map_or("", |end| &rest[begin + end + 3..]);
    }
    without_comments += rest;
    without_comments
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        files
            .iter()
            .map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec()))
            .collect()
    }

    fn worker(site: &Site) -> String {
        let essential = ["boot-11111111.js".to_owned()];
        fill_worker("v(__VERSION__);c(__CORE__);l(__LAZY__);o(__OPTIONAL__)", site, &essential)
            .unwrap()
    }

    const FILES: [(&str, &str); 7] = [
        ("boot-11111111.js", "boot"),
        ("english-44444444.bin", "words"),
        ("icons/512-33333333.png", "icon"),
        ("index.html", "page"),
        ("manifest.webmanifest", "{}"),
        ("records-55555555.wasm", "chunk"),
        ("who-22222222.bin", "table"),
    ];

    #[test]
    fn the_worker_is_told_what_must_be_there_and_what_may_come_later() {
        let worker = worker(&site(&FILES));
        assert!(worker.contains(r#"c(["/","/boot-11111111.js"])"#), "{worker}");
        let lazy =
            "l([\"/records-55555555.wasm\",\"/manifest.webmanifest\",\"/who-22222222.bin\"])";
        assert!(worker.contains(lazy), "{worker}");
        assert!(worker.contains("o([\"/english-44444444.bin\"])"), "{worker}");
    }

    #[test]
    fn the_worker_changes_with_the_page_although_its_url_does_not() {
        let mut changed = FILES;
        changed[3].1 = "another page";
        assert_ne!(worker(&site(&FILES)), worker(&site(&changed)));
        assert_eq!(worker(&site(&FILES)), worker(&site(&FILES)));
    }

    #[test]
    fn a_worker_without_its_marks_is_refused() {
        let error = fill_worker("c(__CORE__)", &site(&FILES), &[]).unwrap_err();
        assert!(error.to_string().contains("__VERSION__"));
    }

    #[test]
    fn a_page_is_filled_in_below_the_base_of_its_app() {
        let mut site = Site::new();
        let mut marks = Marks::new(App::Office);
        marks.add(&mut site, "js", ("office", "js"), b"abc".to_vec());
        let html = marks.fill("<a href=\"{{js}}\"></a>").unwrap();
        assert_eq!(html, "<a href=\"/kantor/office-ba7816bf.js\"></a>");
        assert_eq!(site.keys().collect::<Vec<_>>(), ["office-ba7816bf.js"]);
    }

    #[test]
    fn an_unknown_mark_is_an_error_that_names_it() {
        let error = Marks::new(App::Field).fill("{{jss}}").unwrap_err();
        assert!(error.to_string().contains("{{jss}}"), "{error}");
    }

    #[test]
    fn comments_and_indentation_do_not_travel() {
        let html = "<!-- why -->\n  <p>\n\n    a <!-- two\n lines -->b\n  </p>\n";
        assert_eq!(minify_html(html), "<p>\na b\n</p>");
    }
}
