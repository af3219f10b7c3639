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
use crate::repo::Repo;
use crate::setup::NodeTools;

/// Path below the app's base URL → content.
pub type Site = BTreeMap<String, Vec<u8>>;

/// Tables that the app fetches after it has started, in `shared/data`.
const LAZY: [&str; 2] = ["who", "regions"];

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
    let mut page = Page::new(app);
    let boot = bundle::minify_js(repo, tools, &repo.path("frontend/boot.js"))?;
    let style = css::join(repo, app)?.into_bytes();
    page.add(&mut site, "boot", ("boot", "js"), boot);
    page.add(&mut site, "js", (app.name(), "js"), bundle.js);
    page.add(&mut site, "wasm", (app.name(), "wasm"), bundle.wasm);
    page.add(&mut site, "css", (app.name(), "css"), style);
    site.extend(bundle.snippets);
    let essential: Vec<String> = site.keys().cloned().collect();

    for name in LAZY {
        match fs::read(repo.path("shared/data").join(name).with_extension("bin")) {
            Ok(bytes) => page.add(&mut site, name, (name, "bin"), bytes),
            Err(_missing) => page.set(name, String::new()),
        }
    }
    page.set("build", build_day.to_string());

    let template = repo.path("frontend").join(app.template());
    let template = fs::read_to_string(&template)
        .with_context(|| format!("cannot read {}", template.display()))?;
    site.insert("index.html".to_owned(), page.fill(&template)?.into_bytes());
    if app == App::Field {
        add_installable_parts(repo, tools, &mut site, &essential)?;
    }
    Ok(site)
}

/// Manifest, icons and service worker, which only the phone app has.
fn add_installable_parts(
    repo: &Repo,
    tools: Option<&NodeTools>,
    site: &mut Site,
    essential: &[String],
) -> Result<()> {
    let manifest = fs::read(repo.path("frontend/manifest.webmanifest"))
        .context("cannot read frontend/manifest.webmanifest")?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest)
        .context("frontend/manifest.webmanifest is not valid JSON")?;
    site.insert("manifest.webmanifest".to_owned(), manifest.to_string().into_bytes());

    let icons = fs::read_dir(repo.path("frontend/icons")).context("cannot read frontend/icons")?;
    for icon in icons {
        let icon = icon?;
        let name = format!("icons/{}", icon.file_name().to_string_lossy());
        site.insert(name, fs::read(icon.path())?);
    }

    let source = bundle::minify_js(repo, tools, &repo.path("frontend/sw.js"))?;
    let source = String::from_utf8(source).context("frontend/sw.js is not text")?;
    let worker = fill_worker(&source, site, essential)?;
    site.insert("sw.js".to_owned(), worker.into_bytes());
    Ok(())
}

/// Puts version and lists into the service worker. A browser notices a new release by a byte that
/// differs in this file, hence a version that covers the content of every listed file.
fn fill_worker(source: &str, site: &Site, essential: &[String]) -> Result<String> {
    let mut core = vec!["/".to_owned()];
    core.extend(essential.iter().map(|name| format!("/{name}")));
    let lazy: Vec<String> = site
        .keys()
        .filter(|name| !essential.contains(name) && worth_keeping(name))
        .map(|name| format!("/{name}"))
        .collect();
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
    ] {
        if filled.matches(mark).count() != 1 {
            bail!("frontend/sw.js must name {mark} exactly once");
        }
        filled = filled.replace(mark, &value);
    }
    Ok(filled)
}

/// What the phone keeps for offline use. The page is kept as `/`; the large icons are fetched by
/// the system when the app is installed, the worker by the browser itself.
fn worth_keeping(name: &str) -> bool {
    !(name == "index.html" || name == "sw.js" || name.ends_with(".png"))
}

/// The values for the marks `{{…}}` of a page.
struct Page {
    base: &'static str,
    values: BTreeMap<&'static str, String>,
}

impl Page {
    fn new(app: App) -> Self {
        Self { base: app.base(), values: BTreeMap::new() }
    }

    /// Adds a file under a name that carries its hash, and its URL under a mark.
    fn add(
        &mut self,
        site: &mut Site,
        mark: &'static str,
        (stem, extension): (&str, &str),
        bytes: Vec<u8>,
    ) {
        let name = pack::fingerprint(stem, extension, &bytes);
        self.set(mark, format!("{}{name}", self.base));
        site.insert(name, bytes);
    }

    fn set(&mut self, mark: &'static str, value: String) {
        self.values.insert(mark, value);
    }

    /// Fills the template in; comments and indentation go.
    fn fill(&self, template: &str) -> Result<String> {
        let mut page = String::new();
        let mut rest = template;
        while let Some(begin) = rest.find("{{") {
            let (before, after) = rest.split_at(begin);
            let end = after.find("}}").context("a mark {{ of the page is not closed")?;
            let mark = &after[2..end];
            let value = self
                .values
                .get(mark)
                .with_context(|| format!("the page names {{{{{mark}}}}}, which does not exist"))?;
            page += before;
            page += value;
            rest = &after[end + 2..];
        }
        page += rest;
        Ok(minify_html(&page))
    }
}

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
        fill_worker("v(__VERSION__);c(__CORE__);l(__LAZY__)", site, &essential).unwrap()
    }

    const FILES: [(&str, &str); 5] = [
        ("boot-11111111.js", "boot"),
        ("icons/192.png", "icon"),
        ("index.html", "page"),
        ("manifest.webmanifest", "{}"),
        ("who-22222222.bin", "table"),
    ];

    #[test]
    fn the_worker_is_told_what_must_be_there_and_what_may_come_later() {
        let worker = worker(&site(&FILES));
        assert!(worker.contains(r#"c(["/","/boot-11111111.js"])"#), "{worker}");
        assert!(worker.contains(r#"l(["/manifest.webmanifest","/who-22222222.bin"])"#), "{worker}");
    }

    #[test]
    fn the_worker_changes_with_the_page_although_its_url_does_not() {
        let mut changed = FILES;
        changed[2].1 = "another page";
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
        let mut page = Page::new(App::Office);
        page.add(&mut site, "js", ("office", "js"), b"abc".to_vec());
        let html = page.fill("<!-- why -->\n  <a href=\"{{js}}\">\n\n  </a>\n").unwrap();
        assert_eq!(html, "<a href=\"/kantor/office-ba7816bf.js\">\n</a>");
        assert_eq!(site.keys().collect::<Vec<_>>(), ["office-ba7816bf.js"]);
    }

    #[test]
    fn an_unknown_mark_is_an_error_that_names_it() {
        let error = Page::new(App::Field).fill("{{jss}}").unwrap_err();
        assert!(error.to_string().contains("{{jss}}"), "{error}");
    }
}
