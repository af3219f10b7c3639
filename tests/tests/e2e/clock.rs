//! A phone whose clock is wrong, and is put right while there is no network.

use serde_json::json;
use tests::{chromium::Screen, proxy::Line, story::Person};

use crate::stage::{self, Stage};

const DAY_MS: i64 = 86_400_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_was_twenty_days_behind_and_is_put_right_offline_dates_nothing_ahead() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "clock");
    // The page's clock can be set by the story.
    let source = format!(
        "const real = Date.now.bind(Date); \
         if (localStorage.getItem('shift') === null) localStorage.setItem('shift', '{}'); \
         Date.now = () => real() + Number(localStorage.getItem('shift'));",
        -20 * DAY_MS
    );
    browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }))
        .await
        .expect("the script is taken");
    person.open(&stage.proxy.url(&stage.process.activation(stage.psm_of_one_village()))).await;
    person.touches("activate").await;
    person.finds("[data-clock='wrong']").await;
    person.reads("Jam HP ini terlambat 20 hari").await;
    person.reads(stage::READY).await;

    stage.proxy.set_line(Line::Down);
    browser.web.execute("localStorage.setItem('shift', '0')", vec![]).await.expect("it is set");
    // In the page that is open, and after a restart.
    for is_restarted in [false, true] {
        if is_restarted {
            person.open(&stage.proxy.url("/")).await;
        }
        person.touches("new-visit").await;
        let (day, month, year) = stage::boxes(stage::today());
        person.finds("[name='tanggal_kunjungan.hari']").await;
        for (part, number) in [("hari", day as i32), ("bulan", month as i32), ("tahun", year)] {
            let typed = stage::typed(&person, &format!("tanggal_kunjungan.{part}")).await;
            assert_eq!(typed.parse::<i32>().ok(), Some(number), "{part}");
        }
        person.touches_css("header a").await;
        person.finds("[data-action='new-visit']").await;
    }
    person.finds("[data-clock='wrong']").await;
    person.reads("Jam HP ini baru diubah").await;
}
