//! `cargo xtask bench phone`: how long a cold phone takes until a form can be typed in, and how long
//! the app takes to open again without a network.
//!
//! Two pages: the practice form, which needs no account, and an activated phone's home, from which a new
//! visit is begun. The second has the goals of the first until it has its own.
//!
//! Chromium with the processor slowed six times and an emulated bad line, an empty profile for each
//! run. Beside ours, from the same run, stands a floor: a bare HTML page with one box, no script, no
//! style, over the same line. What is above the floor is ours.
//!
//! Afterwards: what is typed and finished while photos are sent ([`sending`]); `bench phone sending`
//! measures that alone.

mod sending;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use shared::region::VillageCode;
use tests::{
    bench::{Table, median},
    chromium::{Browser, Chromium, Screen},
    proxy::{Line, Proxy},
    server::TestServer,
    story::Person,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// A line as the project's measurements define it.
struct Profile {
    name: &'static str,
    down_kbps: u32,
    up_kbps: u32,
    round_trip_ms: u32,
    /// Goal until a form can be typed in, milliseconds.
    cold_goal_ms: f64,
}

/// slow3g and 2g as in docs/measures.md.
const PROFILES: [Profile; 2] = [
    Profile {
        name: "slow3g",
        down_kbps: 400,
        up_kbps: 400,
        round_trip_ms: 400,
        cold_goal_ms: 4_600.0,
    },
    Profile { name: "2g", down_kbps: 280, up_kbps: 256, round_trip_ms: 800, cold_goal_ms: 6_400.0 },
];
/// A cheap phone's processor against this machine's.
const CPU_SLOWDOWN: u32 = 6;
const N_RUNS: usize = 5;
/// Where the person of an activated phone works: any village of Tuban.
const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
/// Goal for opening again without a network, milliseconds.
const REOPEN_GOAL_MS: f64 = 800.0;
const RUN_TIMEOUT: Duration = Duration::from_secs(60);

/// Put into every new page: types one digit into the first box as soon as it can be seen, waits for
/// a frame, and notes the time since navigation began.
const WATCH: &str = r"
window.__typed = null; window.__blocked = 0;
try { new PerformanceObserver(list => { for (const task of list.getEntries())
  window.__blocked += Math.max(0, task.duration - 50); }).observe({ type: 'longtask', buffered: true }); } catch {}
const look = () => {
  const box = document.querySelector('main input:not([type=radio]):not([type=checkbox])');
  if (!box || box.offsetParent === null) return requestAnimationFrame(look);
  box.focus(); document.execCommand('insertText', false, '1');
  requestAnimationFrame(() => setTimeout(() => {
    if (box.value.includes('1')) window.__typed = performance.now(); else look();
  }, 0));
};
requestAnimationFrame(look);
";

/// As [`WATCH`], but begins a visit from home first. Its first box holds today's day, which is replaced.
const WATCH_VISIT: &str = r"
window.__typed = null; window.__blocked = 0;
try { new PerformanceObserver(list => { for (const task of list.getEntries())
  window.__blocked += Math.max(0, task.duration - 50); }).observe({ type: 'longtask', buffered: true }); } catch {}
let begun = false;
const look = () => {
  if (!begun) {
    const begin = document.querySelector('[data-action=new-visit]');
    if (begin) { begun = true; begin.click(); }
    return requestAnimationFrame(look);
  }
  const box = document.querySelector('main input:not([type=radio]):not([type=checkbox])');
  if (!box || box.offsetParent === null) return requestAnimationFrame(look);
  box.focus(); box.select(); document.execCommand('insertText', false, '1');
  requestAnimationFrame(() => setTimeout(() => {
    if (box.value === '1') window.__typed = performance.now(); else look();
  }, 0));
};
requestAnimationFrame(look);
";

/// One opening of a page.
#[derive(Clone, Copy)]
struct Opening {
    typed_ms: f64,
    blocked_ms: f64,
    heap_mb: f64,
}

#[tokio::main]
async fn main() -> ExitCode {
    let server = TestServer::start().await;
    let is_met = if std::env::args().any(|arg| arg == "sending") {
        println!("{}\n", tests::bench::machine());
        sending::measure(&server).await
    } else {
        let openings = openings(&server).await;
        sending::measure(&server).await && openings
    };
    if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How long pages take; true when the goals are met.
async fn openings(server: &TestServer) -> bool {
    let floor = serve_floor().await;
    let mut table = Table::new(&[
        "page",
        "line",
        "typed ms",
        "min",
        "max",
        "blocked ms",
        "heap MB",
        "goal ms",
        "",
    ]);
    let mut all_met = true;
    for profile in &PROFILES {
        let mut cold = Vec::new();
        let mut reopened = Vec::new();
        let mut floors = Vec::new();
        let (mut activated, mut activated_offline) = (Vec::new(), Vec::new());
        for _ in 0..N_RUNS {
            // Turn by turn, so that a noisy moment of the machine hits both.
            floors.push(open_cold(&format!("http://{floor}/"), profile).await.0);
            let proxy = Proxy::start(server.running.addr).await.expect("a proxy can start");
            let url = proxy.url("/latihan/balita");
            let (first, kept) = open_cold(&url, profile).await;
            cold.push(first);
            reopened.push(open_again_offline(kept, &proxy, &url).await);
            let (first, again) = open_activated(server, profile).await;
            activated.push(first);
            activated_offline.push(again);
        }
        table.row(&row("floor (bare HTML)", profile.name, &floors, None));
        all_met &= median(cold.iter().map(|one| one.typed_ms)) <= profile.cold_goal_ms;
        table.row(&row("practice, cold", profile.name, &cold, Some(profile.cold_goal_ms)));
        all_met &= median(reopened.iter().map(|one| one.typed_ms)) <= REOPEN_GOAL_MS;
        table.row(&row("practice, offline", profile.name, &reopened, Some(REOPEN_GOAL_MS)));
        // Shown against the goals of the practice form, but not held to them.
        table.row(&row("new visit, cold", profile.name, &activated, Some(profile.cold_goal_ms)));
        table.row(&row(
            "new visit, offline",
            profile.name,
            &activated_offline,
            Some(REOPEN_GOAL_MS),
        ));
    }
    println!("{}", tests::bench::machine());
    println!("Chromium headless, processor ÷ {CPU_SLOWDOWN}, {N_RUNS} runs each, medians.\n");
    println!("{table}");
    println!(
        "The goals of a new visit on an activated phone are those of the practice form: it has none yet."
    );
    all_met
}

fn row(page: &str, line: &str, runs: &[Opening], goal_ms: Option<f64>) -> Vec<String> {
    let typed: Vec<f64> = runs.iter().map(|one| one.typed_ms).collect();
    let middle = median(typed.iter().copied());
    let verdict = match goal_ms {
        Some(goal) if middle <= goal => "met",
        Some(_) => "MISSED",
        None => "",
    };
    vec![
        page.into(),
        line.into(),
        format!("{middle:.0}"),
        format!("{:.0}", typed.iter().copied().fold(f64::INFINITY, f64::min)),
        format!("{:.0}", typed.iter().copied().fold(0.0, f64::max)),
        format!("{:.0}", median(runs.iter().map(|one| one.blocked_ms))),
        format!("{:.1}", median(runs.iter().map(|one| one.heap_mb))),
        goal_ms.map_or_else(String::new, |goal| format!("{goal:.0}")),
        verdict.into(),
    ]
}

/// A browser that has the page in its caches.
struct Kept {
    browser: Browser,
    // Ends the browser when dropped, so it lives as long.
    _chromium: Chromium,
}

async fn open_cold(url: &str, profile: &Profile) -> (Opening, Kept) {
    let chromium = Chromium::start().await;
    let browser = chromium.open(Screen::Phone).await;
    slow_down(&browser, profile, WATCH).await;
    command(&browser, "Page.navigate", json!({ "url": url })).await;
    let opening = wait_until_typed(&browser).await;
    (opening, Kept { browser, _chromium: chromium })
}

/// A phone that somebody works with: first with nothing in its caches but its account and its rows, as
/// when the browser has cleared them, then without a network.
async fn open_activated(server: &TestServer, profile: &Profile) -> (Opening, Opening) {
    let proxy = Proxy::start(server.running.addr).await.expect("a proxy can start");
    let account = server.psm(&[VILLAGE]).await;
    let link = proxy.url(&format!("/aktivasi#t={}", server.invitation(account).await));
    let chromium = Chromium::start().await;
    let browser = chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "bench");
    person.open(&link).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    person.reads("Siap dipakai tanpa sinyal").await;
    command(&browser, "Page.navigate", json!({ "url": "about:blank" })).await;
    let origin = proxy.url("");
    let gone = json!({ "origin": origin, "storageTypes": "service_workers,cache_storage" });
    command(&browser, "Storage.clearDataForOrigin", gone).await;
    command(&browser, "Network.clearBrowserCache", json!({})).await;
    slow_down(&browser, profile, WATCH_VISIT).await;
    let home = proxy.url("/");
    command(&browser, "Page.navigate", json!({ "url": home })).await;
    let cold = wait_until_typed(&browser).await;
    let again = open_again_offline(Kept { browser, _chromium: chromium }, &proxy, &home).await;
    (cold, again)
}

async fn command(browser: &Browser, name: &str, params: Value) {
    browser.devtools(name, params).await.unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// From here on every new page is watched, on a slow processor and a bad line.
async fn slow_down(browser: &Browser, profile: &Profile, watch: &str) {
    command(browser, "Page.enable", json!({})).await;
    command(browser, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await;
    command(browser, "Network.enable", json!({})).await;
    let conditions = json!({
        "offline": false,
        "latency": profile.round_trip_ms,
        "downloadThroughput": profile.down_kbps * 125,
        "uploadThroughput": profile.up_kbps * 125,
    });
    command(browser, "Network.emulateNetworkConditions", conditions).await;
    command(browser, "Emulation.setCPUThrottlingRate", json!({ "rate": CPU_SLOWDOWN })).await;
}

async fn open_again_offline(kept: Kept, proxy: &Proxy, url: &str) -> Opening {
    let script =
        "return navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)";
    wait_for(&kept.browser, script, "the service worker is in charge").await;
    // The lazy files come after the worker is active: they are there once nothing more flows.
    let mut before = (0, 0);
    while proxy.bytes() != before {
        before = proxy.bytes();
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    proxy.set_line(Line::Down);
    let away = json!({ "url": "about:blank" });
    kept.browser.devtools("Page.navigate", away).await.expect("an empty page opens");
    kept.browser
        .devtools("Page.navigate", json!({ "url": url }))
        .await
        .expect("the worker answers");
    wait_until_typed(&kept.browser).await
}

async fn wait_until_typed(browser: &Browser) -> Opening {
    wait_for(browser, "return window.__typed > 0", "a digit was typed").await;
    let script = "return [window.__typed, window.__blocked, (performance.memory?.usedJSHeapSize || 0) / 1e6]";
    let numbers = browser.web.execute(script, vec![]).await.expect("the page answers");
    let numbers: Vec<f64> = numbers.convert().expect("three numbers");
    Opening { typed_ms: numbers[0], blocked_ms: numbers[1], heap_mb: numbers[2] }
}

async fn wait_for(browser: &Browser, script: &str, what: &str) {
    let started = Instant::now();
    loop {
        let answer = browser.web.execute(script, vec![]).await;
        if answer.is_ok_and(|answer| answer.json().as_bool() == Some(true)) {
            return;
        }
        assert!(started.elapsed() < RUN_TIMEOUT, "waited too long until {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Serves the bare page; the loopback's free port is the answer.
async fn serve_floor() -> std::net::SocketAddr {
    const PAGE: &str = "<!doctype html><title>floor</title><main><input></main>";
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port on the loopback");
    let address = listener.local_addr().expect("it has an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = stream.read(&mut request).await;
                let answer = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{PAGE}",
                    PAGE.len()
                );
                let _ = stream.write_all(answer.as_bytes()).await;
            });
        }
    });
    address
}
