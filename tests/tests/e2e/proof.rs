//! Photos by the camera and from files, signatures, places: at the doorstep, with what goes wrong there.

use serde_json::{Value, json};
use tests::{chromium::Browser, doorstep, proxy::Line, story::Person};

use crate::stage::{self, Stage};

pub const FRONT: &str = "[data-field='foto_rumah_depan']";
const CARD: &str = "[data-field='foto_kk']";
const PLACE: &str = "[data-field='lokasi']";
const SIGNATURE: &str = "[data-field='tanda_tangan']";

/// A visit of a family that agrees, up to the screen with the photos.
pub async fn comes_to_the_photos(person: &Person<'_>) {
    person.touches("new-visit").await;
    comes_to_consent(person).await;
    person.chooses("tanpa_saksi", "tidak_ada").await;
    person.touches("next").await;
    goes_on_to_the_photos(person).await;
}

/// To the screen on which somebody agrees.
async fn comes_to_consent(person: &Person<'_>) {
    doorstep::finds_somebody(person).await;
    doorstep::is_agreed_with(person).await;
}

async fn goes_on_to_the_photos(person: &Person<'_>) {
    doorstep::names_the_family(person, "Sukirman").await;
    person.finds(&format!("{FRONT} [data-action='take-photo']")).await;
}

pub async fn shoots(person: &Person<'_>, field: &str, action: &str) {
    person.touches_css(&format!("{field} [data-action='{action}']")).await;
    person.touches_css(&format!("{field} [data-action='shoot']")).await;
    person.finds(&format!("{field} img.shot")).await;
}

/// What a script of the page says; it gets its arguments and, last, what to call with the answer.
async fn asks(browser: &Browser, script: &str, arguments: Vec<Value>) -> Value {
    let answer = browser.web.execute_async(script, arguments).await.expect("the page answers");
    answer.json().clone()
}

/// Of each picture on this phone: its state, its length, its first bytes in hex, whether it has remarks,
/// and its width and height.
async fn pictures(browser: &Browser) -> Vec<Value> {
    let script = r"
        const done = arguments[0];
        const all = (db, table) => new Promise(keep => {
            const rows = db.transaction(table).objectStore(table).getAll();
            rows.onsuccess = () => keep(rows.result);
        });
        const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
        (async () => {
            const found = [];
            for (const { name } of await indexedDB.databases()) {
                if (!name.startsWith('mutakhir-')) continue;
                const db = await new Promise(keep => {
                    const open = indexedDB.open(name);
                    open.onsuccess = () => keep(open.result);
                });
                const parts = await all(db, 'blob_part');
                for (const row of await all(db, 'blob')) {
                    const mine = parts.filter(part => part.k.startsWith(row.k));
                    mine.sort((a, b) => a.k < b.k ? -1 : 1);
                    const file = new Blob(mine.map(part => part.b));
                    const bytes = new Uint8Array(await file.arrayBuffer());
                    const text = new TextDecoder('latin1').decode(bytes);
                    const seen = await createImageBitmap(file);
                    const remarks = /Exif|GPS/.test(text);
                    found.push({
                        state: row.s, n: bytes.length, head: hex(bytes.slice(0, 4)), remarks,
                        width: seen.width, height: seen.height,
                    });
                }
                db.close();
            }
            done(found);
        })();
    ";
    asks(browser, script, vec![]).await.as_array().cloned().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_is_photographed_in_the_page_and_its_photo_follows_the_data() {
    let stage = Stage::with_camera().await;
    let browser = stage.activated_phone("photo").await;
    let person = Person::new(&browser, "photo");
    comes_to_the_photos(&person).await;
    browser.shoot("photos-empty").await;
    person.touches_css(&format!("{FRONT} [data-action='take-photo']")).await;
    person.finds(&format!("{FRONT} [data-action='shoot']")).await;
    browser.shoot("photos-camera").await;
    person.touches_css(&format!("{FRONT} [data-action='shoot']")).await;
    person.finds(&format!("{FRONT} img.shot")).await;
    shoots(&person, CARD, "take-photo").await;
    person.reads("Terbaca?").await;
    browser.shoot("photos-taken").await;

    let found = pictures(&browser).await;
    assert_eq!(found.len(), 2, "{found:?}");
    for (one, most) in found.iter().zip([130_000, 250_000]) {
        assert_eq!(one["head"].as_str().map(|head| &head[..6]), Some("ffd8ff"), "{one}");
        assert!(one["n"].as_u64().is_some_and(|n| (1_000..=most).contains(&n)), "{one}");
        assert_eq!(one["remarks"], false, "{one}");
    }

    // Taken away and brought back.
    person.touches_css(&format!("{FRONT} [data-action='remove-picture']")).await;
    person.finds(&format!("{FRONT} [data-action='take-photo']")).await;
    person.touches_css(&format!("{FRONT} [data-action='undo-picture']")).await;
    person.finds(&format!("{FRONT} img.shot")).await;
    // The camera goes off when the page is left, and the picture is there after a reload.
    browser.web.refresh().await.expect("the page is loaded again");
    person.finds(&format!("{FRONT} img.shot")).await;

    // Without a line the data wait, and the photos behind them.
    stage.proxy.set_line(Line::Down);
    person.chooses("hasil_pendataan", "lengkap").await;
    person.touches("next").await;
    person.reads("Ada foto").await;
    person.touches("finish").await;
    person.reads("2 foto menyusul").await;
    browser.shoot("photos-follow").await;
    person.presses("Selesai, ke beranda").await;
    person.reads("2 foto menyusul").await;
}

/// Puts a file into the box of a question that takes photos, as if somebody had chosen it.
async fn chooses_file(browser: &Browser, field: &str, kind: &str) {
    let script = r##"
        const [css, kind, done] = arguments;
        const latin = text => Uint8Array.from(text, char => char.charCodeAt(0));
        const number = n => [n >>> 24, n >>> 16 & 255, n >>> 8 & 255, n & 255];
        const head = (w, h) => Uint8Array.from(
            [...latin("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ...number(w), ...number(h), 8, 2, 0, 0, 0]);
        const drawn = (w, h, type) => new Promise(keep => {
            const canvas = document.createElement("canvas");
            canvas.width = w; canvas.height = h;
            const pen = canvas.getContext("2d");
            pen.fillStyle = "#3a6"; pen.fillRect(0, 0, w, h);
            pen.fillStyle = "#fff"; pen.fillRect(w / 4, h / 4, w / 4, h / 4);
            canvas.toBlob(keep, type);
        });
        // A remark that says: turned by a quarter, taken at (0, 0).
        const exif = latin("\xff\xe1\0\x5eExif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0" +
            "\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0" +
            "\0\x02\0\x02\0\x05\0\0\0\x03\0\0\0\0\0\x04\0\x05\0\0\0\x03\0\0\0\0\0\0\0\0GPS" );
        const turned = async () => {
            const plain = new Uint8Array(await (await drawn(1600, 1200, "image/jpeg")).arrayBuffer());
            const remark = new Uint8Array(0x60);
            remark.set(exif.slice(0, 0x60));
            return [plain.slice(0, 2), remark, plain.slice(2)];
        };
        const parts = {
            pdf: () => [latin("%PDF-1.7 not a photo")],
            empty: () => [],
            heic: () => [latin("\0\0\0\x18ftypheic\0\0\0\0")],
            dot: async () => [await drawn(1, 1, "image/png")],
            bomb: () => [head(30000, 30000)],
            cut: () => [head(640, 480)],
            turned,
        };
        (async () => {
            const file = new File(await parts[kind](), "foto.jpg", { type: "image/jpeg" });
            const chosen = new DataTransfer();
            chosen.items.add(file);
            const box = document.querySelector(css + " input[type=file]");
            box.files = chosen.files;
            box.dispatchEvent(new Event("change", { bubbles: true }));
            done(true);
        })();
    "##;
    asks(browser, script, vec![field.into(), kind.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_no_photo_is_refused_with_words_and_a_turned_one_stands_upright() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("files").await;
    let person = Person::new(&browser, "files");
    comes_to_the_photos(&person).await;
    for (kind, words) in [
        ("pdf", "bukan foto JPEG, PNG atau WebP"),
        ("empty", "Berkas ini kosong"),
        ("heic", "Foto HEIC tidak bisa dibuka"),
        ("dot", "terlalu kecil"),
        ("bomb", "lebih dari 24 megapiksel"),
        ("cut", "rusak dan tidak bisa dibuka"),
    ] {
        chooses_file(&browser, FRONT, kind).await;
        person.reads(words).await;
    }
    browser.shoot("photos-refused").await;
    assert_eq!(pictures(&browser).await, [Value::Null; 0]);
    assert_eq!(stage::typed(&person, "catatan").await, "");

    chooses_file(&browser, FRONT, "turned").await;
    person.finds(&format!("{FRONT} img.shot")).await;
    let found = pictures(&browser).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["remarks"], false, "the place of the phone goes: {found:?}");
    assert_eq!((&found[0]["width"], &found[0]["height"]), (&json!(960), &json!(1280)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_camera_that_is_refused_or_taken_away_keeps_nobody_from_going_on() {
    let stage = Stage::with_camera().await;
    let browser = stage.activated_phone("no-camera").await;
    let person = Person::new(&browser, "no-camera");
    comes_to_the_photos(&person).await;
    person.types("catatan", "Rumah di gang kedua").await;

    // Another app takes it while it is on.
    person.touches_css(&format!("{FRONT} [data-action='take-photo']")).await;
    person.finds(&format!("{FRONT} [data-action='shoot']")).await;
    let taken_away = "document.querySelector('video').srcObject.getVideoTracks()[0]\
                      .dispatchEvent(new Event('ended'))";
    browser.web.execute(taken_away, vec![]).await.expect("there is a camera");
    person.reads("Kamera terputus").await;

    // Only one question has it at a time.
    person.touches_css(&format!("{FRONT} [data-action='take-photo']")).await;
    person.finds(&format!("{FRONT} [data-action='shoot']")).await;
    person.touches_css(&format!("{CARD} [data-action='take-photo']")).await;
    person.finds(&format!("{CARD} [data-action='shoot']")).await;
    person.finds(&format!("{FRONT} [data-action='take-photo']")).await;
    person.touches_css(&format!("{CARD} [data-action='camera-off']")).await;

    // And now nobody may use it.
    let refuse = "navigator.mediaDevices.getUserMedia = () => \
                  Promise.reject(new DOMException('no', 'NotAllowedError'))";
    browser.web.execute(refuse, vec![]).await.expect("it can be refused");
    person.touches_css(&format!("{FRONT} [data-action='take-photo']")).await;
    person.reads("Kamera tidak diizinkan").await;
    browser.shoot("photos-no-camera").await;
    assert_eq!(stage::typed(&person, "catatan").await, "Rumah di gang kedua");
    person.chooses("hasil_pendataan", "lengkap").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_phone_keeps_no_photo_and_everything_else() {
    let stage = Stage::with_camera().await;
    let browser = stage.activated_phone("full").await;
    let person = Person::new(&browser, "full");
    comes_to_the_photos(&person).await;
    person.types("catatan", "Rumah di gang kedua").await;
    person.reads("Tersimpan").await;
    let full = "const put = IDBObjectStore.prototype.put; \
                IDBObjectStore.prototype.put = function (row) { \
                    if (this.name !== 'blob_part') return put.call(this, row); \
                    throw new DOMException('full', 'QuotaExceededError'); }";
    browser.web.execute(full, vec![]).await.expect("the phone is full");
    person.touches_css(&format!("{FRONT} [data-action='take-photo']")).await;
    person.touches_css(&format!("{FRONT} [data-action='shoot']")).await;
    person.reads("penyimpanan HP penuh").await;
    assert_eq!(pictures(&browser).await, [Value::Null; 0]);
    // What is typed is stored as before.
    person.types("catatan", "Rumah di gang ketiga").await;
    browser.web.refresh().await.expect("the page is loaded again");
    person
        .until("what was typed last", async || {
            stage::typed(&person, "catatan").await == "Rumah di gang ketiga"
        })
        .await;
    shoots(&person, FRONT, "take-photo").await;
}

/// Draws a line with a finger, from left to right through the middle of an element.
async fn draws(browser: &Browser, css: &str) {
    let script = "const box = document.querySelector(arguments[0]); \
                  box.scrollIntoView({ block: 'center' }); \
                  const { left, top, width, height } = box.getBoundingClientRect(); \
                  arguments[1]([left, top, width, height])";
    let found = asks(browser, script, vec![css.into()]).await;
    let number = |idx: usize| found[idx].as_f64().expect("a number");
    let at = |part: f64| {
        let y = number(1) + number(3) * (0.5 + 0.3 * (part * 9.0).sin());
        json!([{ "x": number(0) + number(2) * (0.1 + 0.8 * part), "y": y }])
    };
    let touch = async |kind: &str, points: Value| {
        let params = json!({ "type": kind, "touchPoints": points });
        browser.devtools("Input.dispatchTouchEvent", params).await.expect("it is touched");
    };
    touch("touchStart", at(0.0)).await;
    for step in 1..=20 {
        touch("touchMove", at(f64::from(step) / 20.0)).await;
    }
    touch("touchEnd", json!([])).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_agrees_signs_on_the_screen_and_whoever_cannot_says_so() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("signs").await;
    let person = Person::new(&browser, "signs");
    person.touches("new-visit").await;
    comes_to_consent(&person).await;
    person.chooses("bukti", "tanda_tangan").await;
    assert!(!person.sees("[data-field='saksi']").await, "who signs needs no witness");
    person.touches("next").await;
    person.is_told("tanda_tangan", "required").await;
    person.touches_css(&format!("{SIGNATURE} [data-action='sign']")).await;
    person.finds(&format!("{SIGNATURE} canvas")).await;
    assert!(!person.sees("[data-action='keep-signature']").await, "an empty box is no signature");
    draws(&browser, &format!("{SIGNATURE} canvas")).await;
    person.finds("[data-action='keep-signature']").await;
    browser.shoot("signature").await;
    person.touches("wipe").await;
    person
        .until("the box to be empty", async || !person.sees("[data-action='keep-signature']").await)
        .await;
    draws(&browser, &format!("{SIGNATURE} canvas")).await;
    person.touches("keep-signature").await;
    person.finds(&format!("{SIGNATURE} img.shot")).await;
    browser.shoot("signature-kept").await;
    let found = pictures(&browser).await;
    assert_eq!(found[0]["head"], "89504e47", "{found:?}");
    assert!(found[0]["n"].as_u64().is_some_and(|n| n < 60_000), "{found:?}");

    // Whoever cannot sign: a witness, as before, and the signature goes.
    person.chooses("bukti", "lisan").await;
    person.chooses("tanpa_saksi", "tidak_ada").await;
    person.touches("next").await;
    person.finds("[name='nama_kepala_keluarga']").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_says_how_sure_it_is_and_without_one_the_visit_goes_on() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("place").await;
    let person = Person::new(&browser, "place");
    comes_to_the_photos(&person).await;
    let origin = stage.proxy.url("");
    let origin = origin.trim_end_matches('/');
    let allow = async |setting: &str| {
        let params = json!({
            "permission": { "name": "geolocation" }, "setting": setting, "origin": origin,
        });
        browser.devtools("Browser.setPermission", params).await.expect("leave is given or not");
    };
    let stands = async |lat: f64, lng: f64, accuracy: u32| {
        let params = json!({ "latitude": lat, "longitude": lng, "accuracy": accuracy });
        let set = browser.devtools("Emulation.setGeolocationOverride", params).await;
        set.expect("the phone stands somewhere");
        person.touches_css(&format!("{PLACE} [data-action='locate']")).await;
    };
    allow("denied").await;
    stands(-6.897_77, 112.050_12, 12).await;
    person.reads("Lokasi tidak diizinkan").await;
    browser.shoot("place-refused").await;

    allow("granted").await;
    stands(-6.897_77, 112.050_12, 12).await;
    person.reads("Ketelitian 12 m").await;
    browser.shoot("place").await;
    stands(0.0, 0.0, 5).await;
    person.reads("HP belum tahu tempatnya").await;
    person.reads("Ketelitian 12 m").await;
    // Surabaya, roughly.
    stands(-7.257_5, 112.752_1, 350).await;
    person.reads("Ketelitian 350 m").await;
    person.reads("di luar Tuban").await;
    person.reads("meleset 350 m").await;
    browser.shoot("place-far").await;
    person.chooses("hasil_pendataan", "lengkap").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;
}

/// What twenty photos in a row may add to the browser's memory, bytes (issue: flat within 30 MB).
const MEMORY_MAX: u64 = 30_000_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_photos_in_a_row_leave_the_memory_as_it_was() {
    let stage = Stage::with_camera().await;
    let browser = stage.activated_phone("twenty").await;
    let person = Person::new(&browser, "twenty");
    comes_to_the_photos(&person).await;
    shoots(&person, FRONT, "take-photo").await;
    let mut memory = Vec::new();
    for _ in 0..20 {
        let before = picture_on(&person).await;
        person.touches_css(&format!("{FRONT} [data-action='take-again']")).await;
        person.touches_css(&format!("{FRONT} [data-action='shoot']")).await;
        person
            .until("another photo", async || {
                let now = picture_on(&person).await;
                now.is_some() && now != before
            })
            .await;
        memory.push(browser.memory_bytes().await);
    }
    println!(
        "memory after each photo, MB: {:?}",
        memory.iter().map(|n| n / 1_000_000).collect::<Vec<_>>()
    );
    // The first ones warm the camera and the encoder up.
    let grown = memory[19].saturating_sub(memory[3]);
    assert!(grown <= MEMORY_MAX, "{grown} bytes more: {memory:?}");
    // Nothing of ours keeps what the browser shares: it gives it back when the system asks.
    let gives_back = async || browser.shared_bytes_when_asked().await <= MEMORY_MAX;
    person.until("shared memory to be given back", gives_back).await;
}

/// Which picture the house has.
pub async fn picture_on(person: &Person<'_>) -> Option<String> {
    let css = format!("{FRONT} [data-picture]:has(img)");
    person.sees(&css).await.then_some(())?;
    person.finds(&css).await.attr("data-picture").await.ok().flatten()
}
