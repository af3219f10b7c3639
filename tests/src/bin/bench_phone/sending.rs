//! How long a key press takes until it is stored, and a whole form until it is finished, while photos of
//! the form before are on their way.

use serde_json::{Value, json};
use tests::{
    bench::Table,
    chromium::{Browser, Chromium, Screen},
    doorstep,
    proxy::Proxy,
    server::TestServer,
    story::Person,
};

use super::{PROFILES, VILLAGE, command, slow_down, wait_for};

/// Visits with photos.
const N_ROUNDS: usize = 3;
/// Key presses in a form while they are sent; about as long as the photos of one visit need.
const N_PRESSES: usize = 40;
/// Goal until it is stored, 95th percentile, milliseconds.
const GOAL_MS: f64 = 50.0;

/// Notes how long it takes from a key press, or from a press on "finish", until the transaction that
/// stores it is complete.
const WATCH: &str = r"
window.__stored = []; window.__begun = []; window.__finished = [];
let pressed, finishing;
document.addEventListener('input', () => { pressed ??= performance.now(); }, true);
document.addEventListener('click', event => {
  if (event.target.closest('[data-action=finish]')) finishing = performance.now();
}, true);
const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
  const tx = begin.call(this, stores, mode, ...rest), names = [].concat(stores);
  if (mode === 'readwrite' && names.includes('draft')) {
    const isEnd = names.includes('outbox') && finishing;
    const from = isEnd ? finishing : pressed;
    const list = isEnd ? window.__finished : window.__stored;
    if (isEnd) finishing = undefined; else pressed = undefined;
    if (from && !isEnd) window.__begun.push(performance.now() - from);
    if (from) tx.addEventListener('complete', () => list.push(performance.now() - from));
  }
  return tx;
};
";

/// Chooses a picture for each question that takes one: noise, which is as long as a photo may be.
const PHOTOS: &str = r"
const done = arguments[0];
(async () => {
  const canvas = document.createElement('canvas');
  canvas.width = 1280; canvas.height = 960;
  const pen = canvas.getContext('2d'), noise = pen.createImageData(1280, 960);
  for (let idx = 0; idx < noise.data.length; idx += 4) {
    const grey = 96 + Math.random() * 64;
    noise.data.set([grey, grey, grey, 255], idx);
  }
  pen.putImageData(noise, 0, 0);
  const photo = await new Promise(keep => canvas.toBlob(keep, 'image/jpeg', 0.9));
  for (const box of document.querySelectorAll('input[type=file]')) {
    const chosen = new DataTransfer();
    chosen.items.add(new File([photo], 'foto.jpg', { type: 'image/jpeg' }));
    box.files = chosen.files;
    box.dispatchEvent(new Event('change', { bubbles: true }));
    const field = box.closest('[data-field]');
    while (!field.querySelector('img.shot')) await new Promise(next => setTimeout(next, 50));
  }
  done(true);
})();
";

/// Presses a key, waits until it is stored and a moment more, and again.
const PRESSES: &str = r"
const [name, n, done] = arguments;
(async () => {
  for (let idx = 0; idx < n; idx += 1) {
    const before = window.__stored.length;
    document.querySelector(`[name='${name}']`).focus();
    document.execCommand('insertText', false, 'abcde '[idx % 6]);
    while (window.__stored.length === before) await new Promise(next => setTimeout(next, 5));
    await new Promise(next => setTimeout(next, 120));
  }
  done(true);
})();
";

/// Measures and prints; true when the goal is met.
pub async fn measure(server: &TestServer) -> bool {
    let proxy = Proxy::start(server.running.addr).await.expect("a proxy can start");
    let account = server.psm(&[VILLAGE]).await;
    let link = proxy.url(&format!("/aktivasi#t={}", server.invitation(account).await));
    let chromium = Chromium::start().await;
    let browser = chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "bench-sending");
    person.open(&link).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    person.reads("Siap dipakai tanpa sinyal").await;
    slow_down(&browser, &PROFILES[0], WATCH).await;
    command(&browser, "Page.navigate", json!({ "url": proxy.url("/") })).await;

    let (mut alone, mut beside, mut begun) = (Vec::new(), Vec::new(), Vec::new());
    let mut finished = Vec::new();
    for _ in 0..N_ROUNDS {
        comes_to_the_photos(&person).await;
        alone.extend(presses(&browser, "catatan").await);
        browser.web.execute_async(PHOTOS, vec![]).await.expect("there are photos");
        person.chooses("hasil_pendataan", "lengkap").await;
        person.touches("next").await;
        finished.extend(finishes(&person).await);
        person.touches_css("[data-kind='balita']").await;
        person.finds("[name='anak.nama']").await;
        let n_before = stored(&browser, "__begun").await.len();
        beside.extend(presses(&browser, "anak.nama").await);
        begun.extend(stored(&browser, "__begun").await.split_off(n_before));
        // Otherwise the last of them were measured beside nothing.
        let n_left = n_waiting(&browser).await;
        assert!(n_left > 0, "the photos were sent too soon");
        person.open(&proxy.url("/")).await;
        person.finds("[data-action='new-visit']").await;
        let sent = "return !document.body.innerText.includes('foto menyusul')";
        wait_for(&browser, sent, "the photos are sent").await;
    }
    let mut table = Table::new(&["stored", "n", "median ms", "p95 ms", "max ms", "goal ms", ""]);
    let is_met = p95(&beside) <= GOAL_MS;
    table.row(&row("a key press, nothing is sent", &alone, None));
    table.row(&row("a key press while photos are sent", &beside, Some(is_met)));
    table.row(&row("of it: until the write begins", &begun, None));
    table.row(&row("a visit with three photos, finished", &finished, None));
    println!("{table}");
    is_met
}

/// A visit of a family that agrees, up to the screen with the photos.
async fn comes_to_the_photos(person: &Person<'_>) {
    person.touches("new-visit").await;
    person.finds("[name='cara_data'], [name='responden.nama']").await;
    if person.sees("[name='cara_data']").await {
        doorstep::finds_somebody(person).await;
    }
    doorstep::is_agreed_with(person).await;
    person.chooses("tanpa_saksi", "tidak_ada").await;
    person.touches("next").await;
    doorstep::names_the_family(person, "Sukirman").await;
    person.finds("[data-field='foto_kk'] [data-action='take-photo']").await;
}

/// How long each of some key presses in a box took.
async fn presses(browser: &Browser, name: &str) -> Vec<f64> {
    let n_before = stored(browser, "__stored").await.len();
    let arguments = vec![Value::from(name), Value::from(N_PRESSES)];
    browser.web.execute_async(PRESSES, arguments).await.expect("keys are pressed");
    stored(browser, "__stored").await.split_off(n_before)
}

/// Finishes a form; how long that took.
async fn finishes(person: &Person<'_>) -> Vec<f64> {
    let n_before = stored(person.browser, "__finished").await.len();
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;
    stored(person.browser, "__finished").await.split_off(n_before)
}

async fn stored(browser: &Browser, list: &str) -> Vec<f64> {
    let answer = browser.web.execute(format!("return window.{list} ?? []"), vec![]).await;
    answer.expect("the page answers").convert().expect("numbers")
}

/// Photos that are still on the phone.
async fn n_waiting(browser: &Browser) -> u64 {
    let script = r"
        const done = arguments[0];
        indexedDB.databases().then(all => {
            const open = indexedDB.open(all.find(({ name }) => name.startsWith('mutakhir-')).name);
            open.onsuccess = () => {
                const db = open.result;
                const rows = db.transaction('blob').objectStore('blob').count();
                rows.onsuccess = () => { db.close(); done(rows.result); };
            };
        });
    ";
    let answer = browser.web.execute_async(script, vec![]).await.expect("it is read");
    answer.json().as_u64().unwrap_or(0)
}

fn row(what: &str, times: &[f64], is_met: Option<bool>) -> Vec<String> {
    let verdict = match is_met {
        Some(true) => "met",
        Some(false) => "MISSED",
        None => "",
    };
    vec![
        what.into(),
        times.len().to_string(),
        format!("{:.0}", tests::bench::median(times.iter().copied())),
        format!("{:.0}", p95(times)),
        format!("{:.0}", times.iter().copied().fold(0.0, f64::max)),
        is_met.map_or_else(String::new, |_| format!("{GOAL_MS:.0}")),
        verdict.into(),
    ]
}

/// The 95th percentile; NaN without any.
fn p95(times: &[f64]) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let idx = (times.len() * 95).div_ceil(100).saturating_sub(1);
    times.get(idx).copied().unwrap_or(f64::NAN)
}
