//! A real browser: Chromium through chromedriver, each started for one story and killed by its own pid.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver, error::WebDriverResult};

/// What a browser looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A cheap phone: 360 × 800, touch.
    Phone,
    /// An office screen: 1366 × 768.
    Desk,
}

/// The machine has two cores: a step that takes longer than this will not happen at all.
pub const STEP_TIMEOUT: Duration = Duration::from_secs(30);

/// chromedriver and the browsers it starts.
pub struct Chromium {
    driver: Child,
    port: u16,
    /// What the browser keeps; survives [`Browser::kill`] so that the next one finds it.
    pub profile: TempDir,
    /// Its browsers have a camera that shows a drawn picture, and nobody is asked for leave.
    pub has_camera: bool,
}

/// One open browser.
pub struct Browser {
    /// The session.
    pub web: WebDriver,
    profile: PathBuf,
}

fn program(variable: &str, usual: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from)
}

impl Chromium {
    /// Starts chromedriver on a free port with an empty profile.
    ///
    /// # Panics
    /// When chromedriver is not there or does not answer: `cargo xtask test` installs it.
    pub async fn start() -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port on the loopback")
            .port();
        let path = program("MUTAKHIR_CHROMEDRIVER", "/usr/bin/chromedriver");
        let driver = Command::new(&path)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{} does not start ({error}): run `cargo xtask test`", path.display())
            });
        let profile = TempDir::new().expect("a folder of our own");
        let chromium = Self { driver, port, profile, has_camera: false };
        let started = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            assert!(started.elapsed() < STEP_TIMEOUT, "chromedriver does not answer");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        chromium
    }

    /// Opens the browser on this profile.
    ///
    /// # Panics
    /// When Chromium does not start.
    pub async fn open(&self, screen: Screen) -> Browser {
        let web = WebDriver::new(format!("http://127.0.0.1:{}", self.port), self.wishes(screen))
            .await
            .expect("Chromium starts");
        web.set_implicit_wait_timeout(Duration::ZERO).await.expect("no hidden waits");
        Browser { web, profile: self.profile.path().to_path_buf() }
    }

    fn wishes(&self, screen: Screen) -> Capabilities {
        let mut args = vec![
            String::from("--headless"),
            String::from("--no-sandbox"),
            String::from("--disable-gpu"),
            String::from("--disable-quic"),
            String::from("--no-first-run"),
            String::from("--disable-background-networking"),
            String::from("--disable-component-update"),
            String::from("--disable-sync"),
            String::from("--lang=id"),
            format!("--user-data-dir={}", self.profile.path().display()),
        ];
        if self.has_camera {
            args.push(String::from("--use-fake-device-for-media-stream"));
            args.push(String::from("--use-fake-ui-for-media-stream"));
        }
        let mut options = json!({ "binary": program("MUTAKHIR_CHROMIUM", "/usr/bin/chromium") });
        match screen {
            Screen::Phone => {
                options["mobileEmulation"] = json!({
                    "deviceMetrics": { "width": 360, "height": 800, "pixelRatio": 2.0, "touch": true },
                });
            }
            Screen::Desk => args.push(String::from("--window-size=1366,768")),
        }
        options["args"] = json!(args);
        let mut wishes = Capabilities::new();
        let mut wish = |name: &str, value: Value| {
            wishes.set(name, value).expect("JSON is always a capability");
        };
        wish("browserName", json!("chrome"));
        wish("goog:chromeOptions", options);
        wish("unhandledPromptBehavior", json!("accept"));
        wishes
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        kill_browsers_of(self.profile.path());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Browser {
    /// SIGKILL to the whole browser, as when Android takes the memory back.
    pub fn kill(self) {
        kill_browsers_of(&self.profile);
    }

    /// The memory that its processes have for themselves, bytes, after its rubbish was collected: without
    /// what they share or may be asked to give back, such as copies of pictures that were shown.
    ///
    /// # Panics
    /// When the browser is gone.
    pub async fn memory_bytes(&self) -> u64 {
        let collected = self.devtools("HeapProfiler.collectGarbage", json!({})).await;
        collected.expect("the browser runs");
        self.bytes_of("RssAnon:")
    }

    /// The memory that its processes share once the system asks for it, bytes. Chromium keeps copies of
    /// what was drawn there until then, also those of a camera's frames.
    ///
    /// # Panics
    /// When the browser is gone.
    pub async fn shared_bytes_when_asked(&self) -> u64 {
        let asked = json!({ "level": "critical" });
        let asked = self.devtools("Memory.simulatePressureNotification", asked).await;
        asked.expect("the browser runs");
        self.bytes_of("RssShmem:")
    }

    fn bytes_of(&self, line: &str) -> u64 {
        let of_process = |pid: u32| {
            let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
            let found = status.lines().find_map(|other| other.strip_prefix(line));
            let kilobytes =
                found.and_then(|found| found.split_whitespace().next()?.parse::<u64>().ok());
            kilobytes.unwrap_or(0) * 1_024
        };
        processes_of(&self.profile).into_iter().map(of_process).sum()
    }

    /// Closes the browser in order, as a phone does that is switched off properly.
    pub async fn close(self) {
        let _ = self.web.quit().await;
    }

    /// A DevTools command.
    ///
    /// # Errors
    /// What chromedriver says.
    pub async fn devtools(&self, command: &str, params: Value) -> WebDriverResult<Value> {
        self.web.cdp().send_raw(command, params).await
    }

    /// Keeps a picture of the whole page, where `MUTAKHIR_SHOTS` names a folder for people to look into.
    ///
    /// # Panics
    /// When the browser makes none, or it cannot be kept.
    pub async fn shoot(&self, name: &str) {
        let Some(folder) = std::env::var_os("MUTAKHIR_SHOTS").map(PathBuf::from) else { return };
        let name = name.trim_matches('/').replace(['/', ' ', ','], "-");
        let page = self.web.find(thirtyfour::By::Tag("body")).await.expect("there is a page");
        page.screenshot(&folder.join(format!("{name}.png"))).await.expect("a picture");
    }

    /// Keeps what the screen shows now, where `MUTAKHIR_SHOTS` names a folder: for the README.
    ///
    /// # Panics
    /// When the browser makes no picture, or it cannot be kept.
    pub async fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("MUTAKHIR_SHOTS").map(PathBuf::from) else { return };
        self.screenshot(&folder.join(format!("{name}.png"))).await;
    }

    /// Tells pages that there is or is no network (`navigator.onLine`); the proxy does the real thing.
    pub async fn set_online(&self, is_online: bool) {
        let conditions = json!({
            "offline": !is_online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.devtools("Network.enable", json!({})).await.expect("the network domain is there");
        self.devtools("Network.emulateNetworkConditions", conditions)
            .await
            .expect("the network can be emulated");
    }

    /// Crashes the tab, as when it runs out of memory. The session is of no use afterwards: open a
    /// new window of the same profile.
    pub async fn crash_tab(&self) {
        // The command never answers: the page that should is gone.
        let crash = self.devtools("Page.crash", json!({}));
        let _ = tokio::time::timeout(Duration::from_secs(2), crash).await;
    }

    /// Saves what is on the screen.
    pub async fn screenshot(&self, file: &Path) {
        self.web.screenshot(file).await.expect("a screenshot can be written");
    }
}

/// Every process whose command line names this profile, and all its descendants.
fn processes_of(profile: &Path) -> Vec<u32> {
    let wanted = format!("--user-data-dir={}", profile.display());
    let processes = processes();
    let mut found: Vec<u32> = processes
        .iter()
        .filter(|(pid, _)| {
            let line = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            line.split(|byte| *byte == 0).any(|arg| arg == wanted.as_bytes())
        })
        .map(|(pid, _)| *pid)
        .collect();
    let mut n_seen = 0;
    while n_seen < found.len() {
        let parent = found[n_seen];
        let children = processes.iter().filter(|(pid, of)| *of == parent && !found.contains(pid));
        let children: Vec<u32> = children.map(|(pid, _)| *pid).collect();
        found.extend(children);
        n_seen += 1;
    }
    found
}

/// SIGKILL to every process whose command line names this profile and to all its descendants, found in
/// `/proc` by pid; returns when they are gone. A storage process that outlives its browser would hold
/// the database that the next browser opens.
fn kill_browsers_of(profile: &Path) {
    let doomed = processes_of(profile);
    for pid in &doomed {
        let _ = Command::new("kill").args(["-9", &pid.to_string()]).stderr(Stdio::null()).status();
    }
    let started = Instant::now();
    while doomed.iter().any(|pid| is_alive(*pid)) && started.elapsed() < STEP_TIMEOUT {
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Every process and its parent.
fn processes() -> Vec<(u32, u32)> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    let pids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter_map(|pid: u32| Some((pid, stat(pid)?.1))).collect()
}

/// RecordState and parent of a process; `None` when there is none.
fn stat(pid: u32) -> Option<(String, u32)> {
    let line = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in brackets may hold anything: read from behind it.
    let mut rest = line.rsplit(')').next()?.split_whitespace();
    let state = rest.next()?.to_owned();
    Some((state, rest.next()?.parse().ok()?))
}

/// A zombie has let go of everything and only waits to be counted.
fn is_alive(pid: u32) -> bool {
    stat(pid).is_some_and(|(state, _)| state != "Z")
}
