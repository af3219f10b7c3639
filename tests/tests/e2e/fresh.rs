//! A phone is lost: the next one of the same person gets back what is open, and mends it. A phone that
//! two people share says whose work is not sent.

use tests::{chromium::Chromium, chromium::Screen, proxy::Line, story::Person};

use crate::stage::{self, Stage};

const VISIT: u16 = 1;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fresh_phone_shows_and_mends_what_the_lost_one_sent() {
    let stage = Stage::start().await;
    let lost = stage.activated_phone("lost-phone").await;
    let person = Person::new(&lost, "lost-phone");
    stage::makes_a_visit(&person, "Sukirman").await;
    stage.until("the visit arrives", || stage.n_records(VISIT) == 1).await;
    let link = stage.new_link().await;
    lost.kill();

    let shop = Chromium::start().await;
    let browser = shop.open(Screen::Phone).await;
    let person = Person::new(&browser, "fresh-phone");
    person.open(&link).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    person.open(&stage.proxy.url("/data")).await;
    person.presses("Sukirman").await;
    person.reads("Utara musala").await;
    person.touches("mend").await;
    person.finds("[data-action='next']").await;
    person.open(&stage.proxy.url("/data")).await;
    person.reads("Sukirman").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_that_two_people_share_says_whose_work_is_not_sent() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("shared-phone").await;
    let person = Person::new(&browser, "shared-phone");
    let end = "const done = arguments[0]; \
               fetch('/api/v1/session/end', { method: 'POST' }).then(answer => done(answer.status))";
    browser.web.execute_async(end, vec![]).await.expect("the session ends");
    stage::makes_a_visit(&person, "Sukirman").await;
    person.reads("Perlu tautan baru").await;

    let other = usize::from(stage.psm_of_one_village() == 0);
    person.open(&stage.proxy.url(&stage.process.activation(other))).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    person.open(&stage.proxy.url("/kirim")).await;
    person.reads("Di HP ini juga ada milik").await;
    person.reads("1 menunggu kirim").await;
    assert!(!person.screen().await.contains("Semua data sudah diterima kantor."));
    stage.proxy.set_line(Line::Down);
    person.open(&stage.proxy.url("/kirim")).await;
    person.reads("1 menunggu kirim").await;
    assert!(!person.screen().await.contains("Semua terkirim"));
}
