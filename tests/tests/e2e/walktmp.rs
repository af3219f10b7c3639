use crate::stage::{self, READY, Stage};
use tests::{
    chromium::{Browser, Screen},
    story::Person,
};

async fn long(browser: &Browser, name: &str, desk: bool) {
    let h =
        browser.web.execute("return document.documentElement.scrollHeight", vec![]).await.unwrap();
    let h = h.json().as_u64().unwrap_or(800).clamp(700, 4500);
    let (w, scale) = if desk { (1366, 1) } else { (360, 1) };
    browser.devtools("Emulation.setDeviceMetricsOverride", serde_json::json!({"width": w, "height": h, "deviceScaleFactor": scale, "mobile": !desk})).await.unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    browser.picture(name).await;
    let h = if desk { 768 } else { 800 };
    browser.devtools("Emulation.setDeviceMetricsOverride", serde_json::json!({"width": w, "height": h, "deviceScaleFactor": scale, "mobile": !desk})).await.unwrap();
    println!(
        "{name} overflow {:?}",
        browser
            .web
            .execute("return [document.documentElement.scrollWidth, innerWidth]", vec![])
            .await
            .unwrap()
            .json()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn walk_phone() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "walkphone");
    person.open(&stage.proxy.url(&stage.process.activation(0))).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    person.reads(READY).await;
    person.reads("perbaiki").await;
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    long(&browser, "p01-home", false).await;
    person.open(&stage.proxy.url("/tugas")).await;
    person.finds("h1, h2").await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    long(&browser, "p02-tugas", false).await;
    person.open(&stage.proxy.url("/warga")).await;
    person.finds("[name='cari-warga']").await;
    long(&browser, "p03-warga", false).await;
    person.types("cari-warga", "su").await;
    person.finds("[data-list='people'] a").await;
    long(&browser, "p04-warga-hasil", false).await;
    person.types("cari-warga", "zzqq").await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    long(&browser, "p05-warga-kosong", false).await;
    person.touches("add-family").await;
    person.finds("[name='nama']").await;
    long(&browser, "p06-tambah", false).await;
    person.touches("save-family").await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    long(&browser, "p07-tambah-kosong", false).await;
    person.types("nama", "Mbah Sarmi").await;
    person.types("rt", "4").await;
    person.types("patokan", "Timur sungai").await;
    person.touches("save-family").await;
    person.reads("Baru ditambahkan di HP ini").await;
    long(&browser, "p08-keluarga-baru", false).await;
    let sql = "SELECT h.name FROM person h JOIN family f ON f.id = h.family WHERE h.relation = 1 AND f.no_kk IS NOT NULL AND f.village = (SELECT village FROM assignment WHERE account = (SELECT account FROM session WHERE device IS NOT NULL LIMIT 1) ORDER BY village LIMIT 1) AND (SELECT COUNT(*) FROM person p WHERE p.family=f.id) >= 4 LIMIT 1";
    let head: String = stage.process.database().query_row(sql, [], |r| r.get(0)).unwrap();
    person.open(&stage.proxy.url("/warga")).await;
    person.types("cari-warga", &head).await;
    person.finds("[data-list='people'] a").await;
    person.touches_css("[data-list='people'] a").await;
    person.finds("[data-list='members']").await;
    long(&browser, "p09-keluarga", false).await;
    person.touches_css("[data-action='begin-form']").await;
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    long(&browser, "p10-mulai-orang", false).await;
    person.touches("visit-family").await;
    person.finds("[name='responden.nama'], [name='cara_data']").await;
    long(&browser, "p11-kunjungan-1", false).await;
    stage::comes_to_the_family(&person).await;
    person.reads("Dari register").await;
    long(&browser, "p12-kunjungan-keluarga", false).await;
    person.chooses("kk_cocok", "ya").await;
    person.touches("next").await;
    person.finds("[name='hasil_pendataan']").await;
    long(&browser, "p13-hasil", false).await;
    person.touches("next").await;
    long(&browser, "p14-tinjau", false).await;
    person.touches("finish").await;
    person.finds("[data-kind='bansos']").await;
    long(&browser, "p15-kunjungan-form", false).await;
    person.touches_css("[data-kind='bansos']").await;
    tokio::time::sleep(std::time::Duration::from_millis(800)).await;
    long(&browser, "p16-untuk-siapa", false).await;
    if person.sees("[data-person]").await {
        person.touches_css("[data-person]").await;
    }
    person.chooses("usulan", "usul_baru").await;
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    long(&browser, "p17-usul-baru", false).await;
    for i in 0..6 {
        if person.sees("[data-action='next']").await {
            person.touches("next").await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        long(&browser, &format!("p18-{i}"), false).await;
    }
    person.open(&stage.proxy.url("/")).await;
    person.touches("new-session").await;
    person.types("tempat", "Posyandu Melati").await;
    person.touches("next").await;
    person.finds("[name='catatan']").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.touches("next-child").await;
    person.finds("[name='anak.nama']").await;
    long(&browser, "p20-sesi", false).await;
    person.open(&stage.proxy.url("/setelan")).await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    long(&browser, "p21-setelan", false).await;
    person.open(&stage.proxy.url("/catatan")).await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    long(&browser, "p22-daftar", false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn walk_desk() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let p = Person::new(&desk, "walkdesk");
    let (user, password) = stage.process.desk("kecamatan");
    p.open(&stage.proxy.url("/kantor")).await;
    p.types("user", &user).await;
    p.types("password", &password).await;
    p.presses("Masuk").await;
    p.reads("dari").await;
    p.finds(".row-link").await;
    long(&desk, "d01-daftar", true).await;
    p.open(&stage.proxy.url("/kantor/keluarga")).await;
    p.finds("a[href*='/kantor/keluarga/']").await;
    long(&desk, "d02-keluarga", true).await;
    let sql = "SELECT lower(hex(f.id)) FROM family f WHERE f.village / 10000 = (SELECT village/10000 FROM family LIMIT 1) ORDER BY (SELECT COUNT(*) FROM measure m JOIN person p ON p.id = m.person WHERE p.family = f.id) DESC LIMIT 1";
    if let Ok(id) = stage.process.database().query_row(sql, [], |r| r.get::<_, String>(0)) {
        println!("family {id}");
    }
    p.touches_css("a[href*='/kantor/keluarga/']").await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    long(&desk, "d03-satu-keluarga", true).await;
    for kind in ["balita", "bansos", "mutasi_keluarga", "ats", "kunjungan"] {
        p.open(&stage.proxy.url(&format!("/kantor?kind={kind}"))).await;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        if !p.sees(".row-link").await {
            println!("none {kind}");
            continue;
        }
        p.touches_css(".row-link").await;
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        long(&desk, &format!("d04-{kind}"), true).await;
    }
    desk.devtools(
        "Emulation.setEmulatedMedia",
        serde_json::json!({"features":[{"name":"prefers-color-scheme","value":"dark"}]}),
    )
    .await
    .unwrap();
    p.open(&stage.proxy.url("/kantor/keluarga")).await;
    p.finds("a[href*='/kantor/keluarga/']").await;
    long(&desk, "d05-gelap", true).await;
    p.open(&stage.proxy.url("/kantor?kind=balita")).await;
    p.touches_css(".row-link").await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    long(&desk, "d06-gelap-balita", true).await;
}
