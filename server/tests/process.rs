//! The program as an administrator starts it: its log, its end, its command line.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use server::clock::Clock;
use shared::day::Day;
use shared::form::content::Content;
use shared::form::value::{Chosen, Values};
use shared::forms::lists;
use shared::forms::visit::{self, VISIT};
use shared::id::{AccountId, ChangeId, DeviceId, RecordId};
use shared::region::VillageCode;
use shared::sync::account::Activate1;
use shared::sync::rescue::Rescue1;
use shared::sync::wire::{self, CODING_PLAIN, Change1, Header1, OP_PUT, Push1};

const PROGRAM: &str = env!("CARGO_BIN_EXE_mutakhir");
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server; killed with the test if it has not ended by itself.
struct Server {
    child: Child,
    log: Receiver<String>,
    lines: Vec<String>,
    addr: String,
}

impl Server {
    fn start(data: &Path, options: &[&str]) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "json", "--data"])
            .arg(data)
            .args(options)
            .env_remove("RUST_LOG")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (send, log) = channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        let mut server = Self { child, log, lines: Vec::new(), addr: String::new() };
        let listening: serde_json::Value =
            serde_json::from_str(&server.wait_for("\"listening\"")).unwrap();
        server.addr = listening["fields"]["addr"].as_str().unwrap().into();
        server
    }

    /// Waits for a line of the log that holds these words.
    fn wait_for(&mut self, words: &str) -> String {
        loop {
            let line = self.log.recv_timeout(PATIENCE).expect("the log goes on");
            self.lines.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
    }

    fn ask(&self, request: &str, body: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.addr).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let head = format!(
            "{request}Host: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.addr,
            body.len()
        );
        stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks it to end as a service manager does, and returns its exit code.
    #[cfg(unix)]
    fn terminate(&mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let code = self.child.wait().unwrap().code();
        while let Ok(line) = self.log.recv_timeout(PATIENCE) {
            self.lines.push(line);
        }
        code
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn account(data: &Path, options: &[&str]) -> Output {
    Command::new(PROGRAM).arg("account").args(options).arg("--data").arg(data).output().unwrap()
}

/// What a command says that does not do what was asked.
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a successful command printed.
fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().into()
}

#[cfg(unix)]
#[test]
fn the_log_tells_every_request_and_nothing_about_anybody() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Server::start(data.path(), &["--demo"]);
    let demo = std::fs::read_to_string(data.path().join("demo.json")).unwrap();
    let demo: serde_json::Value = serde_json::from_str(&demo).unwrap();
    let token = demo["psm"][0]["link"].as_str().unwrap().split_once("#t=").unwrap().1;
    let password = demo["desk"][2]["password"].as_str().unwrap();

    let activate = Activate1 { token: token.into(), device: DeviceId([7; 16]) };
    let bytes = wire::encode(&activate);
    let phone =
        format!("POST /api/v1/activation HTTP/1.1\r\nContent-Type: {}\r\n", wire::MEDIA_TYPE);
    let answer = server.ask(&phone, &bytes);
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let secret = answer.split("__Host-psm=").nth(1).unwrap().split(';').next().unwrap();

    let sign_in = format!("{{\"user\":\"dinsos\",\"password\":\"{password}\"}}");
    let answer = server.ask(
        "POST /api/v1/desk/session HTTP/1.1\r\nContent-Type: application/json\r\n",
        sign_in.as_bytes(),
    );
    let cookie = answer.split("__Host-kantor=").nth(1).unwrap().split(';').next().unwrap();
    let list = "POST /api/v1/desk/records HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\n\
                Content-Type: application/json\r\n";
    let found = server
        .ask(&format!("{list}Cookie: __Host-kantor={cookie}\r\n"), b"{\"q\":\"Agus Santoso\"}");
    let record = found.split("\"record\":\"").nth(1).unwrap().split('"').next().unwrap();
    let detail =
        format!("GET /api/v1/desk/records/{record} HTTP/1.1\r\nCookie: __Host-kantor={cookie}\r\n");
    assert!(server.ask(&detail, b"").starts_with("HTTP/1.1 200 "));
    server.ask(
        "GET /3523170109249990?nik=3523170109249990 HTTP/1.1\r\nX-Forwarded-For: 10.9.8.7\r\n",
        b"",
    );
    // The letters of a method are anybody's to choose, thousands of them.
    server.ask(&format!("{} / HTTP/1.1\r\n", "Z".repeat(3_000)), b"");
    assert_eq!(server.terminate(), Some(0));

    let log = server.lines.join("\n");
    for told in [
        "/api/v1/activation",
        "/api/v1/desk/session",
        "\"route\":\"/api/v1/desk/records\"",
        "/api/v1/desk/records/{id}",
        "\"status\":200",
        "\"ms\":",
        "\"bytes\":",
        "\"method\":\"POST\"",
        "\"method\":\"other\"",
    ] {
        assert!(log.contains(told), "{told} is not in the log:\n{log}");
    }
    for never in [
        token,
        secret,
        cookie,
        password,
        record,
        "Agus",
        "Santoso",
        "dinsos",
        "3523170109249990",
        "10.9.8.7",
        "Plumpang",
        "ZZZ",
    ] {
        assert!(!log.contains(never), "{never} is in the log:\n{log}");
    }
    for line in &server.lines {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn a_server_asked_to_end_leaves_one_whole_file() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Server::start(data.path(), &[]);
    assert!(server.ask("GET /healthz HTTP/1.1\r\n", b"").ends_with("ok"));
    assert_eq!(server.terminate(), Some(0));
    assert_eq!(files_in(data.path()), ["mutakhir.db", "mutakhir.lock"]);
}

fn files_in(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_command_on_the_wrong_folder_makes_no_database_and_says_how_to_begin() {
    let place = tempfile::tempdir().unwrap();
    let mistyped = place.path().join("dta");
    for options in [&["list"][..], &["invite", "Sulastri"], &["switch", "budi", "off"]] {
        for folder in [&mistyped, &place.path().to_path_buf()] {
            let words = refused(&account(folder, options));
            assert!(words.contains("there is no database in the folder"), "{words}");
            assert!(words.contains("mutakhir serve --data"), "{words}");
        }
    }
    assert_eq!(files_in(place.path()), [""; 0]);
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_the_database_also_in_a_folder_that_others_may_open() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let data = tempfile::tempdir().unwrap();
    set_permissions(data.path(), Permissions::from_mode(0o755)).unwrap();
    let mode = |name: &str| {
        std::fs::metadata(data.path().join(name)).unwrap().permissions().mode() & 0o777
    };
    let check = || {
        for name in ["mutakhir.db", "mutakhir.db-wal", "mutakhir.db-shm", "mutakhir.lock"] {
            assert_eq!(mode(name), 0o600, "{name}");
        }
        assert_eq!(mode("."), 0o755, "the folder is somebody's choice");
    };
    let server = Server::start(data.path(), &[]);
    check();
    drop(server);
    // As an earlier version has left them.
    for name in ["mutakhir.db", "mutakhir.db-wal"] {
        set_permissions(data.path().join(name), Permissions::from_mode(0o644)).unwrap();
    }
    let _server = Server::start(data.path(), &[]);
    check();
}

#[test]
fn two_servers_do_not_run_on_one_folder() {
    let data = tempfile::tempdir().unwrap();
    let _server = Server::start(data.path(), &[]);
    let second = Command::new(PROGRAM)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data.path())
        .output()
        .unwrap();
    let words = refused(&second);
    assert!(words.contains("another mutakhir is running on the folder"), "{words}");
}

#[test]
fn a_newer_command_does_not_change_the_tables_under_a_running_server() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), &[]);
    let database = rusqlite::Connection::open(data.path().join("mutakhir.db")).unwrap();
    let version = || database.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    database.pragma_update(None, "user_version", 1).unwrap();
    let words = refused(&account(data.path(), &["list"]));
    assert!(words.contains("a server is running on it: stop the server first"), "{words}");
    assert_eq!(version().unwrap(), 1);
    drop(server);
}

#[test]
fn a_copy_is_restored_when_no_server_runs() {
    let data = tempfile::tempdir().unwrap();
    let copy = data.path().join("copy.db");
    let server = Server::start(data.path(), &[]);
    let add = |name: &str| {
        printed(&account(data.path(), &["add-psm", "--name", name, "--village", "35.23.17.2001"]))
    };
    let list = || printed(&account(data.path(), &["list"]));
    add("Sulastri");
    let database = rusqlite::Connection::open(data.path().join("mutakhir.db")).unwrap();
    database.execute("VACUUM INTO ?1", [copy.to_str().unwrap()]).unwrap();
    let epoch = || {
        let database = rusqlite::Connection::open(data.path().join("mutakhir.db")).unwrap();
        database.query_row("SELECT epoch FROM meta", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    drop(database);
    add("Wartini");
    let before = epoch();
    let restore =
        || Command::new(PROGRAM).arg("restore").arg(&copy).arg("--data").arg(data.path()).output();
    let words = refused(&restore().unwrap());
    assert!(words.contains("another mutakhir is running on the folder"), "{words}");
    assert_eq!(list().lines().count(), 2);
    drop(server);

    let told = printed(&restore().unwrap());
    assert!(told.contains("in place: 0 records") && told.contains("kept: "), "{told}");
    let server = Server::start(data.path(), &[]);
    assert!(list().contains("Sulastri") && list().lines().count() == 1, "{}", list());
    assert_ne!(epoch(), before);
    assert!(server.ask("GET /healthz HTTP/1.1\r\n", b"").ends_with("ok"));
}

#[test]
fn the_demo_on_an_open_address_is_refused_in_words() {
    let data = tempfile::tempdir().unwrap();
    let output = Command::new(PROGRAM)
        .args(["serve", "--demo", "--listen", "0.0.0.0:0", "--data"])
        .arg(data.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains("listen on 127.0.0.1"), "{words}");
}

#[test]
fn an_address_in_use_is_told_in_words() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), &[]);
    let output = Command::new(PROGRAM)
        .args(["serve", "--listen", &server.addr, "--data"])
        .arg(data.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains("is another server running there?"), "{words}");
}

#[test]
fn accounts_are_made_beside_a_running_server() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), &[]);
    let add = ["add-psm", "--name", "Sulastri", "--village", "35.23.17.2001"];
    printed(&account(data.path(), &add));
    let link = printed(&account(data.path(), &["invite", "Sulastri", "--url", "https://x.id/"]));
    let token = link.strip_prefix("https://x.id/aktivasi#t=").unwrap();
    let activate = Activate1 { token: token.into(), device: DeviceId([7; 16]) };
    let request =
        format!("POST /api/v1/activation HTTP/1.1\r\nContent-Type: {}\r\n", wire::MEDIA_TYPE);
    let answer = server.ask(&request, &wire::encode(&activate));
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("Trutup"), "{answer}");

    let add = [
        "add-desk",
        "--name",
        "Budi",
        "--user",
        "Budi",
        "--role",
        "kecamatan",
        "--area",
        "35.23.17",
    ];
    let first = printed(&account(data.path(), &add));
    let sign_in = |password: &str| {
        let body = format!("{{\"user\":\"budi\",\"password\":\"{password}\"}}");
        let request = "POST /api/v1/desk/session HTTP/1.1\r\nContent-Type: application/json\r\n";
        server.ask(request, body.as_bytes())
    };
    let open = |password: &str| {
        let answer = sign_in(password);
        String::from(answer.split("__Host-kantor=").nth(1).unwrap().split(';').next().unwrap())
    };
    let me = |cookie: &str| {
        let cookie = format!("Cookie: __Host-kantor={cookie}\r\n");
        server.ask(&format!("GET /api/v1/desk/me HTTP/1.1\r\n{cookie}"), b"")
    };
    let sessions = [open(&first), open(&first)];
    assert!(sessions.iter().all(|session| me(session).starts_with("HTTP/1.1 200 ")));
    let changed = account(data.path(), &["password", "budi"]);
    let second = printed(&changed);
    let told = String::from_utf8_lossy(&changed.stderr).into_owned();
    assert!(told.contains("open sessions that were ended: 2"), "{told}");
    assert!(sessions.iter().all(|session| me(session).contains("signed_out")));
    assert!(sign_in(&second).contains("Kecamatan Plumpang"));
    assert!(sign_in(&first).contains("wrong_password"));
    printed(&account(data.path(), &["switch", "budi", "off"]));
    assert!(sign_in(&second).contains("account_off"));

    let assign = ["assign", "Sulastri", "--village", "35.23.17.2002", "--from", "2026-01-31"];
    let villages = printed(&account(data.path(), &assign));
    assert!(
        villages.contains("35.23.17.2001") && villages.contains("from 2026-01-31"),
        "{villages}"
    );
    let end = [&assign[..], &["--to", "2026-02-28"]].concat();
    let villages = printed(&account(data.path(), &end));
    assert!(villages.contains("to 2026-02-28") && villages.lines().count() == 2, "{villages}");

    let kk = |options: &[&str]| {
        printed(&account(data.path(), &[&["kk", "Sulastri"][..], options].concat()))
    };
    assert_eq!(kk(&[]), "-");
    assert_eq!(kk(&["--set", "3523 1702 0312 9991"]), "3523••••••••9991");
    assert_eq!(kk(&[]), "3523••••••••9991");
    assert_eq!((kk(&["--clear"]), kk(&[])), ("-".into(), "-".into()));
    let village = ["--village", "35.23.17.2001"];
    let add =
        [&["add-psm", "--name", "Wartini", "--kk", "3523170203129992"][..], &village].concat();
    printed(&account(data.path(), &add));
    assert_eq!(printed(&account(data.path(), &["kk", "Wartini"])), "3523••••••••9992");
    // Odd, as some cards are: taken, with a word.
    let odd = account(data.path(), &["kk", "Wartini", "--set", "3523174203129992"]);
    assert_eq!(printed(&odd), "3523••••••••9992");
    assert!(String::from_utf8_lossy(&odd.stderr).contains("--set: The date"), "{odd:?}");
    let desk = account(data.path(), &["kk", "budi", "--set", "3523170203129992"]);
    assert!(String::from_utf8_lossy(&desk.stderr).contains("only a PSM"), "{desk:?}");

    let list = printed(&account(data.path(), &["list"]));
    assert!(list.contains("Sulastri") && list.lines().count() == 3, "{list}");
}

/// A session of a posyandu in a village where nobody works yet, as a phone hands it in.
fn session_in(village: VillageCode, now_ms: u64) -> Vec<u8> {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_SESSION));
    values.set(visit::DATE, Day::in_tuban(now_ms));
    values.set(visit::PLACE, String::from("Posyandu Melati"));
    let header = Header1 {
        change: ChangeId::new(now_ms, [1; 10]),
        record: RecordId::new(now_ms, [1; 10]),
        parent: None,
        visit: None,
        kind: VISIT.id.0,
        kind_version: VISIT.version,
        village,
        made_at_ms: now_ms,
        op: OP_PUT,
    };
    let content = Content { values, overrides: Vec::new() }.to_bytes();
    let change = wire::encode(&Change1 { header, content });
    wire::parcel(CODING_PLAIN, &wire::payload(&[change]))
}

#[test]
fn what_was_held_for_a_village_is_released_with_its_assignment() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), &[]);
    let add = ["add-psm", "--name", "Sulastri", "--village", "35.23.17.2001"];
    printed(&account(data.path(), &add));
    let device = DeviceId([7; 16]);
    let post = |path: &str, cookie: &str, body: &[u8]| {
        let head = format!("POST {path} HTTP/1.1\r\nContent-Type: {}\r\n", wire::MEDIA_TYPE);
        let cookie = format!("Sec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n");
        server.ask(&[head, cookie].concat(), body)
    };
    let link = printed(&account(data.path(), &["invite", "Sulastri"]));
    let activate = Activate1 { token: link.split_once("#t=").unwrap().1.into(), device };
    let bound = post("/api/v1/activation", "", &wire::encode(&activate));
    let secret = bound.split("__Host-psm=").nth(1).unwrap().split(';').next().unwrap();
    let cookie = format!("__Host-psm={secret}");
    let now_ms = Clock::system().now_ms();
    let parcels = vec![session_in(VillageCode::from_number(3_523_172_002), now_ms)];
    let push = wire::encode(&Push1 { device, parcels });
    assert!(post("/api/v1/sync/push", &cookie, &push).starts_with("HTTP/1.1 200 "));

    let assign = |from: Day| {
        let (from, village) = (from.to_string(), "35.23.17.2002");
        let options = ["assign", "Sulastri", "--village", village, "--from", &from];
        let output = account(data.path(), &options);
        (printed(&output), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let today = Day::in_tuban(now_ms);
    let place = "place: Kesamben, Kec. Plumpang\n";
    let (_, told) = assign(today.plus(1));
    let of_today = format!("of days on which the village is not theirs: 1, from {today} on\n");
    assert_eq!(told, [place, "held records that were released: 0\n", &of_today].concat());
    let (villages, told) = assign(today);
    assert_eq!(told, [place, "held records that were released: 1\n"].concat());
    assert_eq!(villages.lines().count(), 3, "{villages}");
    assert_eq!(assign(today).1, [place, "held records that were released: 0\n"].concat());
}

#[test]
fn a_rescue_file_is_handed_in_beside_a_running_server_as_often_as_one_likes() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), &[]);
    let add = ["add-psm", "--name", "Sulastri", "--village", "35.23.17.2001"];
    printed(&account(data.path(), &add));
    let device = DeviceId([7; 16]);
    let link = printed(&account(data.path(), &["invite", "Sulastri"]));
    let activate = Activate1 { token: link.split_once("#t=").unwrap().1.into(), device };
    let request =
        format!("POST /api/v1/activation HTTP/1.1\r\nContent-Type: {}\r\n", wire::MEDIA_TYPE);
    assert!(server.ask(&request, &wire::encode(&activate)).starts_with("HTTP/1.1 200 "));
    let list = printed(&account(data.path(), &["list"]));
    let id = AccountId::parse(list.split_whitespace().next().unwrap()).unwrap();

    let now_ms = Clock::system().now_ms();
    let parcel = session_in(VillageCode::from_number(3_523_172_001), now_ms);
    let rescue = |account, device| Rescue1 {
        account,
        device,
        made_at_ms: now_ms,
        parcels: vec![parcel.clone(), vec![1, 2, 3]],
        drafts: vec![vec![1]],
    };
    let file = data.path().join("HP Sulastri.mutakhir");
    let push = |rescue: &[u8]| {
        std::fs::write(&file, rescue).unwrap();
        Command::new(PROGRAM).arg("push").arg(&file).arg("--data").arg(data.path()).output()
    };
    let first = push(&wire::encode(&rescue(id, device))).unwrap();
    let verdicts = printed(&first);
    assert!(verdicts.contains("accepted"), "{verdicts}");
    assert!(verdicts.contains("parcel 1  refused: ParcelUnreadable"), "{verdicts}");
    let told = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(told.contains("handed in for Sulastri: 2 changes"), "{told}");
    assert!(told.contains("unfinished forms that stay in the file: 1"), "{told}");
    let again = printed(&push(&wire::encode(&rescue(id, device))).unwrap());
    assert!(again.contains("accepted (was here already)"), "{again}");

    for (bytes, words) in [
        (wire::encode(&rescue(AccountId([9; 16]), device)), "of another server"),
        (wire::encode(&rescue(id, DeviceId([8; 16]))), "was never bound to this account"),
        (vec![0; 100], "no rescue file"),
        (vec![1; 10_000_001], "longer than 10000000 bytes"),
    ] {
        let told = refused(&push(&bytes).unwrap());
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn a_phone_is_taken_from_its_account_beside_a_running_server() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), &[]);
    let add = ["add-psm", "--name", "Sulastri", "--village", "35.23.17.2001"];
    printed(&account(data.path(), &add));
    let bind = |number: u8| {
        let link = printed(&account(data.path(), &["invite", "Sulastri"]));
        let token = link.split_once("#t=").unwrap().1.into();
        let activate = Activate1 { token, device: DeviceId([number; 16]) };
        let request =
            format!("POST /api/v1/activation HTTP/1.1\r\nContent-Type: {}\r\n", wire::MEDIA_TYPE);
        let answer = server.ask(&request, &wire::encode(&activate));
        String::from(answer.split("__Host-psm=").nth(1).unwrap().split(';').next().unwrap())
    };
    let me = |cookie: &str| {
        server.ask(&format!("GET /api/v1/me HTTP/1.1\r\nCookie: __Host-psm={cookie}\r\n"), b"")
    };
    let (lost, handing_in) = (bind(7), bind(8));
    let [lost_id, handing_in_id] = [7, 8].map(|number| DeviceId([number; 16]).to_string());
    let devices = || printed(&account(data.path(), &["devices", "Sulastri"]));
    assert_eq!(devices().lines().filter(|line| line.ends_with(" on")).count(), 2, "{}", devices());

    assert!(me(&lost).starts_with("HTTP/1.1 200 "));
    printed(&account(data.path(), &["revoke-device", "Sulastri", &lost_id]));
    assert!(me(&lost).contains("signed_out"));
    let options = ["revoke-device", "Sulastri", &handing_in_id, "--may-hand-in"];
    printed(&account(data.path(), &options));
    assert!(me(&handing_in).contains("device_revoked"));
    assert_eq!(devices().matches("revoked ").count(), 2, "{}", devices());
}

#[test]
fn mistakes_with_accounts_are_told_in_words() {
    let data = tempfile::tempdir().unwrap();
    let _server = Server::start(data.path(), &[]);
    let dinsos = ["add-desk", "--name", "Budi", "--user", "Budi", "--role", "dinsos"];
    printed(&account(data.path(), &dinsos));
    for (options, words) in [
        (&dinsos[..], "the user name budi is taken; see `account list`"),
        (&["add-psm", "--name", " ", "--village", "35.23.17.2001"], "the name is empty"),
        (&["add-psm", "--name", "Si\nti", "--village", "35.23.17.2001"], "cannot be seen"),
        (&["add-desk", "--name", "X", "--user", "", "--role", "dinsos"], "the name is empty"),
        (&["invite", "nobody"], "nobody is called nobody"),
        (&["assign", "nobody"], "nobody is called nobody"),
        (
            &["assign", "x", "--village", "35.23.17.2001", "--from", "2026-02-30"],
            "write a day that there is",
        ),
        (&["devices", "nobody"], "nobody is called nobody"),
        (&["revoke-device", "nobody", "x"], "no id of a phone"),
        (&["add-psm", "--name", "X", "--village", "35.23.99.2001"], "no village of Tuban"),
        (&["add-psm", "--name", "X", "--village", "x"], "ten digits"),
        (
            &["add-psm", "--name", "X", "--village", "35.23.17.2001", "--kk", "352317020312999"],
            "--kk is no family card number: it has 16 digits, at the top of the card, and here are 15",
        ),
        (&["add-desk", "--name", "X", "--user", "x", "--role", "desa"], "needs --area"),
        (
            &["add-desk", "--name", "X", "--user", "x", "--role", "dinsos", "--area", "35.23.17"],
            "leave --area out",
        ),
    ] {
        let output = account(data.path(), options);
        assert!(!output.status.success(), "{options:?}");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(words), "{options:?}: {error}");
        assert!(!error.contains("352317020312999"), "a number is repeated: {error}");
        assert!(!error.contains("constraint"), "{error}");
    }
    assert_eq!(printed(&account(data.path(), &["list"])).lines().count(), 1);

    // A slip in a digit shows in the name of the place.
    let add = ["add-psm", "--name", "Sulastri", "--village", "35.23.17.2001"];
    let output = account(data.path(), &add);
    assert_eq!(printed(&output).lines().count(), 1, "scripts read the id alone");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "place: Trutup, Kec. Plumpang\n");
}
