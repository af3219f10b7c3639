//! A posyandu morning: one session, then child after child.

use tests::{proxy::Line, story::Person};

use crate::stage::{self, Stage};

const BALITA: u16 = 12;
const N_CHILDREN: usize = 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_children_of_a_posyandu_session_arrive_once_each() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("session").await;
    let person = Person::new(&browser, "session");
    stage.proxy.set_line(Line::Down);

    person.touches("new-session").await;
    person.types("tempat", "Posyandu Melati").await;
    person.touches("next").await;
    person.finds("[name='catatan']").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.touches("next-child").await;

    for number in 0..N_CHILDREN {
        let name = child(number);
        if number == 1 {
            // The child before comes to the scales again.
            person.types("anak.nama", "ahmad lestari ").await;
            person.reads("Nama ini sudah ada di kunjungan ini").await;
        }
        person.types("anak.nama", &name).await;
        person.reads_no_more("Nama ini sudah ada").await;
        person.chooses("anak.jk", if number % 2 == 0 { "L" } else { "P" }).await;
        let born = stage::today().plus(-400 - 30 * i32::try_from(number).unwrap_or(0));
        person.types_day("anak.tgl_lahir", stage::boxes(born)).await;
        person.types("berat_g", "10,2").await;
        person.types("panjang_tinggi_01mm", "79,5").await;
        person.chooses("persetujuan_anak", "setuju").await;
        let is_last = number + 1 == N_CHILDREN;
        person.touches(if is_last { "finish" } else { "finish-next" }).await;
        if !is_last {
            // The next child's empty form.
            person
                .until("the next form", async || {
                    let name = person.finds("[name='anak.nama']").await.prop("value").await;
                    name.ok().flatten().as_deref() == Some("")
                })
                .await;
        }
    }
    person.reads(&format!("({N_CHILDREN})")).await;
    for number in 0..N_CHILDREN {
        person.reads(&child(number)).await;
    }
    assert_eq!(stage.n_records(BALITA), 0);

    stage.proxy.set_line(Line::Up);
    person.open(&stage.proxy.url("/kirim")).await;
    person.touches("send").await;
    let n_children = i64::try_from(N_CHILDREN).unwrap_or(0);
    stage.until("all children arrive", || stage.n_records(BALITA) == n_children).await;
    person.open(&stage.proxy.url("/data")).await;
    person.reads_no_more("Menunggu kirim · aman di HP ini").await;
    assert_eq!(stage.count_from_phone("COUNT(*)", "r.n_problems > 0"), 0, "no child is held");
    // A batch, not one request a child.
    assert!(stage.proxy.n_pushes() < 6, "{} pushes", stage.proxy.n_pushes());
}

/// Names without digits, which a name may not have.
fn child(number: usize) -> String {
    const NAMES: [&str; N_CHILDREN] =
        ["Ahmad", "Bunga", "Candra", "Dewi", "Eko", "Fitri", "Galih", "Hana", "Irfan", "Jihan"];
    format!("{} Lestari", NAMES[number])
}
