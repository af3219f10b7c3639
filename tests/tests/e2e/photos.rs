//! A photo on its way: from the camera over a line that breaks to the desk.

use tests::{chromium::Screen, proxy::Line, story::Person};

use crate::{
    proof::{FRONT, comes_to_the_photos, shoots},
    stage::Stage,
};

/// Photos that have arrived; the demo has some, too.
const ARRIVED: &str = "SELECT COUNT(*) FROM blob WHERE state = 2";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_follows_the_data_over_a_line_that_breaks_and_stands_at_the_desk() {
    let stage = Stage::with_camera().await;
    let n_before = stage.process.count(ARRIVED);
    let phone = stage.activated_phone("photo-sent").await;
    let person = Person::new(&phone, "photo-sent");
    comes_to_the_photos(&person).await;
    shoots(&person, FRONT, "take-photo").await;
    stage.proxy.set_line(Line::Down);
    person.chooses("hasil_pendataan", "lengkap").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.reads("1 foto menyusul").await;
    person.presses("Selesai, ke beranda").await;

    // Every connection is cut in the middle of the photo, until it has arrived.
    stage.proxy.cut_after(Some(30_000));
    stage.proxy.set_line(Line::Up);
    let sent = async || !person.screen().await.contains("foto menyusul");
    person.until("the photo to be sent", sent).await;
    assert_eq!(stage.process.count(ARRIVED), n_before + 1);
    stage.proxy.cut_after(None);

    // The large one has left the phone; which one it was can still be seen.
    person.open(&stage.proxy.url("/data")).await;
    person.presses("Sukirman").await;
    person.touches("mend").await;
    while !person.sees(FRONT).await {
        person.touches("next").await;
        person.until("the next screen", async || person.sees("[data-action='next']").await).await;
    }
    person.reads("Sudah di kantor").await;
    let width = "return document.querySelector(`${arguments[0]} img.shot`)?.naturalWidth ?? 0";
    let is_small = async || {
        let width = phone.web.execute(width, vec![FRONT.into()]).await;
        width.is_ok_and(|width| matches!(width.json().as_u64(), Some(100..=160)))
    };
    person.until("the small picture to be drawn", is_small).await;
    phone.shoot("photo-at-office").await;

    phone.close().await;
    let record = "SELECT lower(hex(record)) FROM blob WHERE state = 2 \
                  ORDER BY announced_at DESC LIMIT 1";
    let record = stage.process.database().query_row(record, [], |row| row.get::<_, String>(0));
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "photo-seen");
    let (user, password) = stage.process.desk("dinsos");
    let path = format!("/kantor/data/{}", record.expect("it has a record"));
    supervisor.open(&stage.proxy.url(&path)).await;
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Masuk").await;
    supervisor.reads("Semua foto (1) sudah datang.").await;
    supervisor.finds(".photos img").await.scroll_into_view().await.expect("it is on the page");
    let script = "return document.querySelector('.photos img').naturalWidth > 0";
    let is_drawn = async || supervisor.is_true(script).await;
    supervisor.until("the small picture to be drawn", is_drawn).await;
    desk.shoot("desk-photo").await;
}
