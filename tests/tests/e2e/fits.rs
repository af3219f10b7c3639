//! Everything can be read at 320 pixels and with large letters, and nothing moves under a finger.

use serde_json::json;
use shared::forms;
use tests::{chromium::Screen, story::Person};

use crate::stage::{self, Stage};

/// What does not fit: a page that scrolls sideways, an element that is cut, a word that is broken.
const FAULTS: &str = r#"
    const faults = [], page = document.documentElement;
    if (page.scrollWidth > page.clientWidth) faults.push(`page ${page.scrollWidth}`);
    const name = one => `${one.tagName}.${one.className} "${one.textContent.trim().slice(0, 40)}"`;
    const isHidden = one => !one.checkVisibility() || one.getBoundingClientRect().width <= 1;
    for (const one of document.body.querySelectorAll("*")) {
        if (isHidden(one) || one.closest("svg, dialog")) continue;
        const { left, right } = one.getBoundingClientRect();
        if (left < -1 || right > page.clientWidth + 1) faults.push(`outside: ${name(one)}`);
        const isBox = one.matches("input, textarea, select, progress");
        const isCut = getComputedStyle(one).overflowX !== "visible" && !isBox;
        if (isCut && one.scrollWidth > one.clientWidth + 1) faults.push(`cut: ${name(one)}`);
    }
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
        const node = words.currentNode;
        if (isHidden(node.parentElement) || node.parentElement.closest("noscript, dialog, option")) continue;
        for (const { 0: word, index } of node.data.matchAll(/[\p{L}\d]+/gu)) {
            const range = new Range();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
            if (lines.size > 1) faults.push(`broken: ${word} in ${name(node.parentElement)}`);
        }
    }
    return [...new Set(faults)].join("\n");
"#;

/// Looks at the page that is open in three sizes of text, and at the browser's own at 200 %; adds what
/// does not fit.
pub async fn look(person: &Person<'_>, what: &str, all: &mut String) {
    for (steps, size) in [("0", ""), ("1", ""), ("2", ""), ("0", "36px")] {
        let script = format!(
            "document.documentElement.dataset.text = '{steps}'; \
             document.documentElement.style.fontSize = '{size}'; {FAULTS}"
        );
        let faults = person.browser.web.execute(script, vec![]).await.expect("the page is there");
        let faults = faults.json().as_str().unwrap_or_default().to_owned();
        if !faults.is_empty() {
            all.push_str(&format!("\n{what}, text {steps} {size}:\n{faults}\n"));
        }
    }
    let usual = "document.documentElement.dataset.text = '0'; document.documentElement.style = ''";
    person.browser.web.execute(usual, vec![]).await.expect("the page is there");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_can_be_read_at_320_pixels_and_with_large_letters() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("fits").await;
    let person = Person::new(&browser, "fits");
    let mut all = String::new();
    let narrow = json!({ "width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    browser.devtools("Emulation.setDeviceMetricsOverride", narrow).await.expect("it is heard");
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;
    look(&person, "home", &mut all).await;
    // The chip says something in each of its states.
    person.touches("new-visit").await;
    person.finds("[name='cara_data']").await;
    look(&person, "the visit", &mut all).await;
    stage::fills_a_visit(&person, "Sukirman").await;
    look(&person, "the review", &mut all).await;
    stage.proxy.set_line(tests::proxy::Line::Down);
    browser.set_online(false).await;
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;
    person.reads("menunggu kirim").await;
    look(&person, "the page of a visit", &mut all).await;
    person.touches_css("[data-kind='balita']").await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    look(&person, "the child", &mut all).await;
    person.touches("next").await;
    stage::measures_the_child(&person).await;
    look(&person, "the measures", &mut all).await;
    stage::finishes_the_child(&person).await;
    for path in [
        "/",
        "/tugas",
        "/data",
        "/kirim",
        "/atur",
        "/tidak-ada",
        "/bantuan",
        "/warga",
        "/warga/tambah",
    ] {
        person.open(&stage.proxy.url(path)).await;
        person.finds("h1").await;
        look(&person, path, &mut all).await;
    }
    person.open(&stage.proxy.url("/data")).await;
    person.presses("Bagas Pratama").await;
    person.finds("[data-receipt]").await;
    person.opens_details().await;
    look(&person, "a record", &mut all).await;
    assert!(all.is_empty(), "{all}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_of_every_form_can_be_read_in_both_languages() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("forms-fit").await;
    let person = Person::new(&browser, "forms-fit");
    let narrow = json!({ "width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    browser.devtools("Emulation.setDeviceMetricsOverride", narrow).await.expect("it is heard");
    let mut all = String::new();
    for (lang, heading) in [("Bahasa Indonesia", "Pengaturan"), ("English", "Settings")] {
        person.open(&stage.proxy.url("/atur")).await;
        person.presses(lang).await;
        person.reads(heading).await;
        for kind in forms::ALL {
            // What is asked only after another answer is not there; the first screen stands instead.
            for section in kind.sections {
                let path = format!("/latihan/{}#{}", kind.name, section.name);
                person.open(&stage.proxy.url(&path)).await;
                person.finds("[data-action='next']").await;
                person.opens_details().await;
                look(&person, &format!("{lang}, {path}"), &mut all).await;
            }
        }
    }
    assert!(all.is_empty(), "{all}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_desk_decides_at_320_pixels_and_with_large_letters() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let supervisor = Person::new(&browser, "desk-fits");
    let (user, password) = stage.process.desk("dinsos");
    supervisor.open(&stage.proxy.url("/kantor")).await;
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Masuk").await;
    supervisor.finds("[data-pile='review']").await;
    browser.shoot("narrow today").await;
    supervisor.touches("begin").await;
    supervisor.finds("[data-action='accept']").await;
    browser.shoot("narrow record").await;

    let narrow = json!({ "width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    browser.devtools("Emulation.setDeviceMetricsOverride", narrow).await.expect("it is heard");
    let mut all = String::new();
    supervisor.open(&stage.proxy.url("/kantor")).await;
    supervisor.finds("[data-pile='review']").await;
    look_at_desk(&supervisor, "today", &mut all).await;
    supervisor.touches("begin").await;
    for action in ["return", "not_use", "mend"] {
        supervisor.touches(action).await;
        supervisor.finds(".review-panel textarea").await;
        if action != "not_use" {
            supervisor.touches_css(".at-field").await;
            supervisor.finds(".note-box input, .mend-box .field").await;
        }
        look_at_desk(&supervisor, action, &mut all).await;
        browser.shoot(&format!("narrow {action}")).await;
        supervisor.presses("Batal").await;
    }
    assert!(all.is_empty(), "{all}");
}

/// As [`look`], in the two sizes that a desk's browser has.
pub async fn look_at_desk(person: &Person<'_>, what: &str, all: &mut String) {
    for size in ["", "32px"] {
        let script = format!("document.documentElement.style.fontSize = '{size}'; {FAULTS}");
        let faults = person.browser.web.execute(script, vec![]).await.expect("the page is there");
        let faults = faults.json().as_str().unwrap_or_default().to_owned();
        // Tables scroll by themselves, the skip link waits outside, and no screen of this size has room
        // for the longest names of villages.
        let is_meant = |fault: &&str| {
            ["outside: T", "cut: SECTION.card results", "broken: "]
                .iter()
                .any(|one| fault.starts_with(one))
                || fault.contains("Langsung ke isi")
        };
        let faults: Vec<&str> = faults.lines().filter(|fault| !is_meant(fault)).collect();
        if !faults.is_empty() {
            all.push_str(&format!("\n{what}, {size}:\n{}\n", faults.join("\n")));
        }
    }
    let usual = "document.documentElement.style = ''";
    person.browser.web.execute(usual, vec![]).await.expect("the page is there");
}

/// How far below the upper edge of the screen a box stands.
async fn place(person: &Person<'_>, name: &str) -> i64 {
    let script = "return Math.round(document.querySelector(`[name='${arguments[0]}']`) \
                  .getBoundingClientRect().top)";
    let place = person.browser.web.execute(script, vec![name.into()]).await;
    place.expect("the box is there").json().as_i64().expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_an_update_nor_a_warning_moves_the_form_under_a_finger() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("moves").await;
    let person = Person::new(&browser, "moves");
    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    person.touches("next").await;
    stage::measures_the_child(&person).await;
    stage::finishes_the_child(&person).await;

    person.touches_css("[data-kind='balita']").await;
    person.touches("somebody-else").await;
    person.finds("[name='anak.nama']").await;
    let before = place(&person, "anak.nama").await;
    person.types("anak.nama", "bagas pratama").await;
    person.reads("Nama ini sudah ada di kunjungan ini.").await;
    assert_eq!(place(&person, "anak.nama").await, before, "the warning moved the form");

    let address = format!("http://{}/sw.js", stage.process.address);
    let script = reqwest::get(address).await.expect("an answer").text().await.expect("a script");
    let newer = format!("{script}\n// another release");
    stage.proxy.stand_in("/sw.js", &newer);
    let look = "const done = arguments[0]; \
                navigator.serviceWorker.ready.then(one => one.update()).then(() => done())";
    browser.web.execute_async(look, vec![]).await.expect("it is looked for");
    person.reads("Versi baru siap dipakai.").await;
    assert_eq!(place(&person, "anak.nama").await, before, "the offer moved the form");
}
