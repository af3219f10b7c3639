//! The whole way: activate, lose the network, fill, lose the tab, finish, come back, be seen at the desk.

use shared::{quantity, text::Lang};
use tests::{chromium::Screen, proxy::Line, story::Person};

use crate::stage::{self, Stage};

/// Code of the balita kind.
const BALITA: u16 = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_filled_without_a_network_reaches_the_supervisor() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("field").await;
    let person = Person::new(&browser, "field");

    // The network goes, the phone is restarted, the app opens all the same.
    stage.proxy.set_line(Line::Down);
    browser.set_online(false).await;
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;

    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    person.touches("next").await;
    person.types("pengasuh.nama", "Sulas").await;
    person.reads("Tersimpan di HP ini").await;

    // The tab dies in the middle of a form.
    browser.crash_tab().await;
    let browser = reopened(&stage, browser).await;
    let person = Person::new(&browser, "field-again");
    browser.set_online(false).await;
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-list='drafts']").await;
    person.touches_css("[data-list='drafts'] a").await;
    person.finds("[name='pengasuh.nama']").await;
    let kept = person.finds("[name='pengasuh.nama']").await.prop("value").await;
    assert_eq!(kept.ok().flatten().as_deref(), Some("Sulas"), "the draft is back as it was");

    stage::measures_the_child(&person).await;
    person.finds("[data-fold='ukuran_lain']").await;
    person.opens_details().await;
    person.types("lila_01mm", "14,3").await;
    person.types("lingkar_kepala_01mm", "45,2").await;
    stage::finishes_the_child(&person).await;
    person.open(&stage.proxy.url("/data")).await;
    person.reads("Menunggu kirim · aman di HP ini").await;
    assert_eq!(stage.n_records(BALITA), 0, "nothing left the phone");

    // The network is back: it goes out by itself.
    stage.proxy.set_line(Line::Up);
    browser.set_online(true).await;
    person.reads("Terkirim · sedang diperiksa").await;
    person.reads_no_more("Menunggu kirim").await;
    assert_eq!(stage.n_records(BALITA), 1, "the server has it once");
    assert!(stage.proxy.n_pushes() >= 1);

    // What nobody had at hand is a thing to do.
    person.touches_css("[data-filter='menyusul']").await;
    person.reads("NIK atau KK menyusul").await;
    person.reads("Sukirman").await;
    person.presses("Bagas Pratama").await;
    person.finds("[data-receipt='yes']").await;
    person.reads("Isi bila kartunya sudah ada").await;
    person.reads("Hasil (perkiraan)").await;
    person.reads("bukan keputusan bantuan").await;
    person.opens_details().await;
    for (name, _, centi) in scores() {
        let words = quantity::format_decimal(i64::from(centi), 2, Lang::Id);
        let script =
            "return document.querySelector(`[data-result='${arguments[0]}'] dd`)?.textContent";
        shows(&person, script, name, &format!("{words} SD")).await;
    }
    let to_result =
        "document.querySelector(\"[data-result='tindakan']\").closest('.block').scrollIntoView()";
    browser.web.execute(to_result, vec![]).await.expect("the result is there");
    save_picture(&browser, "field.png").await;
    browser.kill();

    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "desk");
    let (user, password) = stage.process.desk("dinsos");
    supervisor.open(&stage.proxy.url("/kantor/data")).await;
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Masuk").await;
    supervisor.reads("Bagas Pratama").await;
    save_picture(&desk, "office.png").await;
    supervisor.presses("Bagas Pratama").await;
    supervisor.reads("Terkirim · sedang diperiksa").await;
    supervisor.reads("perkiraan").await;
    // The very same numbers, both digits of each.
    for (_, label, centi) in scores() {
        let sign = if centi < 0 { "-" } else { "" };
        let words = format!("{sign}{},{:02}", centi.abs() / 100, centi.abs() % 100);
        let script = "const of = row => row.querySelector('th')?.textContent; \
                      const rows = [...document.querySelectorAll('.result-table tr')]; \
                      return rows.find(row => of(row) === arguments[0])?.querySelector('.z-score')?.textContent";
        shows(&supervisor, script, label, &words).await;
    }
    supervisor.reads("9,5 kg").await;
}

/// What WHO's tables make of the child: name of the answer, its label, hundredths.
fn scores() -> Vec<(&'static str, &'static str, i32)> {
    let tables = shared::growth::Tables::parse(shared::growth::tables::WHO_BIN).expect("whole");
    let child = shared::growth::Measurement {
        sex: shared::sex::Sex::Male,
        age_days: 365,
        weight_g: Some(9_500),
        length_01mm: Some(7_570),
        position: Some(shared::growth::Position::Lying),
        oedema: false,
        muac_01mm: Some(1_430),
        head_01mm: Some(4_520),
    };
    let found = shared::growth::assess(&tables, &child);
    let all = [
        ("haz", found.haz),
        ("waz", found.waz),
        ("whz", found.whz),
        ("baz", found.baz),
        ("muacz", found.muacz),
        ("hcz", found.hcz),
    ];
    let sections = shared::forms::balita::BALITA.sections;
    let fields = || sections.iter().flat_map(|section| section.fields);
    let label = |name| fields().find(|field| field.name == name).map(|field| field.label.id);
    let row = |(name, score): (_, Option<shared::growth::ZScore>)| {
        let centi = score.unwrap_or_else(|| panic!("{name} is computed")).centi;
        (name, label(name).unwrap_or_else(|| panic!("{name} is an answer")), centi)
    };
    all.map(row).to_vec()
}

/// Waits until the text of the element that a script finds, of what `argument` names, is this one.
async fn shows(person: &Person<'_>, script: &str, argument: &str, expected: &str) {
    person
        .until(&format!("to see {argument} as “{expected}”"), async || {
            let text = person.browser.web.execute(script, vec![argument.into()]).await;
            text.is_ok_and(|text| {
                text.json().as_str().is_some_and(|text| text.replace('−', "-").trim() == expected)
            })
        })
        .await;
}

/// Another window of the same browser profile after a crash.
async fn reopened(stage: &Stage, browser: tests::chromium::Browser) -> tests::chromium::Browser {
    // The session of a crashed tab is of no use: end the browser and open it again on its profile.
    browser.kill();
    stage.chromium.open(Screen::Phone).await
}

/// Pictures for the README, written only when asked for.
async fn save_picture(browser: &tests::chromium::Browser, name: &str) {
    if std::env::var_os("UPDATE").is_some() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/shots");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        browser.screenshot(&folder.join(name)).await;
    }
}
