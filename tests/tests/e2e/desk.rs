//! The desk on a bad line: what is searched for stays private, what is there stays, and nobody is
//! out who is still in.

use tests::{chromium::Screen, proxy::Line, story::Person};

use crate::stage::Stage;

/// Somebody of the demo's records.
const NAME: &str = "Agus Santoso";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_supervisor_searches_loses_the_line_and_leaves_only_when_it_is_back() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "desk-line");
    let url = async || desk.web.current_url().await.expect("the browser is there").to_string();
    let (user, password) = stage.process.desk("dinsos");
    supervisor.open(&stage.proxy.url("/kantor/data")).await;
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Masuk").await;
    supervisor.reads("dari").await;

    // A name goes into no address, and is still there on the way back.
    supervisor.types("by-words", NAME).await;
    supervisor.reads("Hapus saringan").await;
    assert!(!url().await.contains('?'), "{}", url().await);
    supervisor.presses(NAME).await;
    supervisor.finds(".detail-head").await;
    assert!(!url().await.contains('?'), "{}", url().await);
    supervisor.presses("Kembali ke daftar").await;
    supervisor.reads("Hapus saringan").await;
    let searched = supervisor.finds("#by-words").await.prop("value").await;
    assert_eq!(searched.expect("the box is there").as_deref(), Some(NAME));

    // What is on screen stays when what was asked for does not come.
    stage.proxy.set_line(Line::Down);
    supervisor.presses("Hapus saringan").await;
    supervisor.reads("Daftar di bawah ini masih yang sebelumnya").await;
    supervisor.reads(NAME).await;

    supervisor.touches("sign-out").await;
    supervisor.reads("Anda belum keluar").await;
    supervisor.reads("Kabupaten Tuban").await;
    stage.proxy.set_line(Line::Up);
    supervisor.presses("Coba keluar lagi").await;
    supervisor.reads("Anda sudah keluar").await;
    // A link of an older version loses the words that somebody searched for.
    supervisor.open(&stage.proxy.url("/kantor/data?q=Agus")).await;
    supervisor.reads("Masuk ke kantor").await;
    assert!(!url().await.contains('?'), "{}", url().await);
    assert!(!supervisor.screen().await.contains(NAME));
}
