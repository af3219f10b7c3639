//! What every story begins with: a server with its demo, a line, and an activated phone.

use std::{path::Path, time::Instant};

use server::{
    auth::activation::{invite, link},
    clock::Clock,
    folder::Folder,
    store::{StoreError, Writes},
};
use shared::{day::Day, id::AccountId};
use tempfile::TempDir;
use tests::{
    chromium::{Browser, Chromium, STEP_TIMEOUT, Screen},
    doorstep,
    process::Process,
    proxy::Proxy,
    story::Person,
};

/// Said as soon as everything needed without a network is on the phone.
pub const READY: &str = "Siap dipakai tanpa sinyal";

/// A server, the line to it, and browsers.
pub struct Stage {
    pub process: Process,
    pub proxy: Proxy,
    pub chromium: Chromium,
    data: TempDir,
}

impl Stage {
    /// Sets everything up.
    pub async fn start() -> Self {
        let data = TempDir::new().expect("a folder of our own");
        let program = Path::new(env!("CARGO_BIN_EXE_server_process"));
        let process = Process::start(program, data.path());
        let proxy = Proxy::start(process.address).await.expect("the proxy starts");
        Self { process, proxy, chromium: Chromium::start().await, data }
    }

    /// As [`Self::start`], on phones with a camera.
    pub async fn with_camera() -> Self {
        let mut stage = Self::start().await;
        stage.chromium.has_camera = true;
        stage
    }

    /// The number of the first demo PSM with exactly one village.
    pub fn psm_of_one_village(&self) -> usize {
        let demo = self.process.demo();
        let psm = demo["psm"].as_array().expect("the demo has PSM");
        let is_single =
            |one: &serde_json::Value| one["villages"].as_array().map(Vec::len) == Some(1);
        psm.iter().position(is_single).expect("one of them has one village")
    }

    /// A phone on which a PSM was activated and the app is ready to work offline.
    pub async fn activated_phone(&self, story: &'static str) -> Browser {
        let browser = self.chromium.open(Screen::Phone).await;
        let person = Person::new(&browser, story);
        let link = self.process.activation(self.psm_of_one_village());
        person.open(&self.proxy.url(&link)).await;
        person.touches("activate").await;
        person.finds("[data-action='new-visit']").await;
        person.reads(READY).await;
        person.until("the person's own records", async || has_own_records(&browser).await).await;
        // Chromium writes cookies to disk only every half minute; stories that kill it look at what
        // storage keeps, so the browser is closed in order once and opened again.
        browser.close().await;
        let browser = self.chromium.open(Screen::Phone).await;
        let person = Person::new(&browser, story);
        person.open(&self.proxy.url("/")).await;
        person.finds("[data-action='new-visit']").await;
        browser
    }

    /// The account of [`Self::activated_phone`].
    pub fn account(&self) -> AccountId {
        let account = "SELECT account FROM session WHERE device IS NOT NULL LIMIT 1";
        let account = self.process.database().query_row(account, [], |row| row.get(0));
        AccountId(account.expect("somebody is activated"))
    }

    /// Changes what the running server has, as its own commands do.
    pub async fn changes<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn Writes) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        let folder = Folder::beside(self.data.path()).expect("the server made a database");
        let store = folder.open(None).expect("the database opens");
        let done = store.write(work).await.expect("it is written");
        tokio::task::spawn_blocking(move || store.close()).await.expect("it closes");
        done
    }

    /// One more link for the person of [`Self::activated_phone`], as the office makes it.
    pub async fn new_link(&self) -> String {
        let account = self.account();
        let folder = Folder::beside(self.data.path()).expect("the server made a database");
        let store = folder.open(None).expect("the database opens");
        let secret = invite(&store, account, Clock::system().now_ms()).await.expect("a link");
        tokio::task::spawn_blocking(move || store.close()).await.expect("it closes");
        link(&self.proxy.url(""), &secret)
    }

    /// How many records of a kind came from the story's phone, each counted once.
    pub fn n_records(&self, kind: u16) -> i64 {
        self.count_from_phone("COUNT(DISTINCT c.record)", &format!("r.kind = {kind}"))
    }

    /// A number from what phones with a session have sent; the demo's own records have none.
    pub fn count_from_phone(&self, what: &str, condition: &str) -> i64 {
        self.process.count(&format!(
            "SELECT {what} FROM change c JOIN record r ON r.id = c.record WHERE {condition} \
             AND c.device IN (SELECT device FROM session WHERE device IS NOT NULL)"
        ))
    }

    /// The minute in which decisions can be undone has passed.
    pub fn the_minute_is_over(&self) {
        let database = server::folder::database_path(self.data.path());
        let database = rusqlite::Connection::open(database).expect("the database opens");
        database.busy_timeout(STEP_TIMEOUT).expect("it waits for the server");
        let earlier = "UPDATE decision SET made_at = made_at - 60000 WHERE ended = 0";
        database.execute(earlier, []).expect("they were made earlier");
    }

    /// Waits until something about the server is true.
    pub async fn until(&self, what: &str, condition: impl Fn() -> bool) {
        let started = Instant::now();
        while !condition() {
            assert!(started.elapsed() < STEP_TIMEOUT, "waited in vain: {what}");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}

/// True once everything that the office has of the person has come to a fresh phone.
async fn has_own_records(browser: &Browser) -> bool {
    let script = r"
        const done = arguments[0];
        indexedDB.databases().then(all => {
            const open = indexedDB.open(all.find(({ name }) => name.startsWith('mutakhir-')).name);
            open.onsuccess = () => {
                const db = open.result;
                const fresh = db.transaction('meta').objectStore('meta').count('fresh');
                fresh.onsuccess = () => { db.close(); done(fresh.result === 0); };
            };
        });
    ";
    browser.web.execute_async(script, vec![]).await.is_ok_and(|answer| answer.json() == true)
}

/// Today in Tuban.
pub fn today() -> Day {
    Day::in_tuban(Clock::system().now_ms())
}

/// Every letter that the browser keeps in one table of its databases; nothing while there is none.
pub async fn kept(browser: &Browser, table: &str) -> String {
    let script = r"
        const [table, done] = arguments;
        const of = name => new Promise(keep => {
            const open = indexedDB.open(name);
            open.onsuccess = () => {
                const db = open.result;
                const end = words => { db.close(); keep(words); };
                if (!db.objectStoreNames.contains(table)) return end('');
                const rows = db.transaction(table).objectStore(table).getAll();
                const words = row => new TextDecoder().decode(row.b);
                rows.onsuccess = () => end(rows.result.map(words).join('\n'));
            };
        });
        const ours = list => list.map(({ name }) => name).filter(name => name.startsWith('mutakhir-'));
        indexedDB.databases().then(list => Promise.all(ours(list).map(of)))
            .then(words => done(words.join('\n')));
    ";
    let words = browser.web.execute_async(script, vec![table.into()]).await.expect("it is read");
    words.json().as_str().unwrap_or_default().to_owned()
}

/// What stands in a box.
pub async fn typed(person: &Person<'_>, name: &str) -> String {
    let css = format!("[name='{name}']");
    let value = person.finds(&css).await.prop("value").await;
    value.ok().flatten().unwrap_or_default()
}

/// Day, month and year as they are typed.
pub fn boxes(day: Day) -> (u32, u32, i32) {
    let (year, month, day) = day.ymd();
    (day, month, year)
}

/// Goes through a visit of one family to its page with the forms.
pub async fn makes_a_visit(person: &Person<'_>, head: &str) {
    person.touches("new-visit").await;
    fills_a_visit(person, head).await;
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;
}

/// Fills a visit that was begun, to its last screen.
pub async fn fills_a_visit(person: &Person<'_>, head: &str) {
    doorstep::finds_somebody(person).await;
    doorstep::is_agreed_with(person).await;
    person.types("saksi", "Pak Darmo").await;
    person.touches("next").await;
    doorstep::names_the_family(person, head).await;
    person.finds("[name='catatan']").await;
    person.chooses("hasil_pendataan", "lengkap").await;
    person.touches("next").await;
    person.finds("[data-action='finish']").await;
}

/// Goes through a visit that was begun from the register, to the screen with the family. A phone that
/// has earlier visits begins it at its second screen.
pub async fn comes_to_the_family(person: &Person<'_>) {
    let asks_how = "[name='cara_data']";
    let respondent = "[name='responden.nama']";
    person.finds(&format!("{asks_how}, {respondent}")).await;
    if person.sees(asks_how).await {
        person.chooses("cara_data", "kunjungan_rumah").await;
        person.touches("next").await;
    }
    // The head of the family is met, whom the register names.
    person.touches("of-family").await;
    person.chooses("persetujuan", "diberikan").await;
    person.chooses("tanpa_saksi", "tidak_ada").await;
    person.touches("next").await;
}

/// A boy of 365 days, 9.5 kg and 75.7 cm lying: the middle of WHO's tables for his length.
pub const WEIGHT: &str = "9,5";
pub const LENGTH: &str = "75,7";

/// Fills who the child is, the first screen of the form.
pub async fn names_the_child(person: &Person<'_>, name: &str) {
    person.types("anak.nama", name).await;
    person.chooses("anak.jk", "L").await;
    person.types_day("anak.tgl_lahir", boxes(today().plus(-365))).await;
    person.chooses("anak.alasan_tanpa_nik", "belum_dilihat").await;
}

/// Fills the carer and the measures, the second and third screens.
pub async fn measures_the_child(person: &Person<'_>) {
    person.types("pengasuh.nama", "Sulastri").await;
    person.chooses("pengasuh.hubungan", "ibu").await;
    person.touches("next").await;
    person.chooses("sumber_ukur", "diukur_psm").await;
    person.types("berat_g", WEIGHT).await;
    person.types("panjang_tinggi_01mm", LENGTH).await;
    person.chooses("posisi_ukur", "L").await;
    person.chooses("edema", "tidak").await;
    person.touches("next").await;
}

/// From the screen of what may be left out to the end.
pub async fn finishes_the_child(person: &Person<'_>) {
    comes_to_the_result(person).await;
    person.finds("[data-result]").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;
}

/// From the screen of what may be left out to that of the result.
pub async fn comes_to_the_result(person: &Person<'_>) {
    person.finds("[data-fold='ukuran_lain']").await;
    person.touches("next").await;
}
