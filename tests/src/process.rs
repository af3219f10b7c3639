//! A real server process on a folder of its own, to be killed and started again.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};

use serde_json::Value;

/// The folder of a server, and the program that serves it.
pub struct Process {
    program: PathBuf,
    data: PathBuf,
    child: Arc<Mutex<Option<Child>>>,
    /// Where it listens now; another port after each start.
    pub address: SocketAddr,
}

/// Kills one server from anywhere, also from inside the proxy.
#[derive(Clone)]
pub struct Killer(Arc<Mutex<Option<Child>>>);

impl Killer {
    /// SIGKILL, and waits until the process is gone.
    pub fn kill(&self) {
        let child = self.0.lock().ok().and_then(|mut slot| slot.take());
        if let Some(mut child) = child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Process {
    /// Starts the server with its demo on a folder.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(program: &Path, data: &Path) -> Self {
        let (child, address) = spawn(program, data);
        Self {
            program: program.to_path_buf(),
            data: data.to_path_buf(),
            child: Arc::new(Mutex::new(Some(child))),
            address,
        }
    }

    /// What kills it.
    #[must_use]
    pub fn killer(&self) -> Killer {
        Killer(Arc::clone(&self.child))
    }

    /// Starts it again on the same folder after it was killed.
    ///
    /// # Panics
    /// When it does not start.
    pub fn restart(&mut self) {
        self.killer().kill();
        let (child, address) = spawn(&self.program, &self.data);
        self.child = Arc::new(Mutex::new(Some(child)));
        self.address = address;
    }

    /// What the demo says can be opened (`demo.json`).
    ///
    /// # Panics
    /// When the file is not there or no JSON.
    #[must_use]
    pub fn demo(&self) -> Value {
        let text = std::fs::read_to_string(self.data.join("demo.json")).expect("the demo wrote it");
        serde_json::from_str(&text).expect("demo.json is JSON")
    }

    /// The path and fragment of an activation link.
    ///
    /// # Panics
    /// When the demo has no such link.
    #[must_use]
    pub fn activation(&self, idx: usize) -> String {
        let demo = self.demo();
        let link = demo["psm"][idx]["link"].as_str().expect("the demo has links").to_owned();
        let path = link.find("/aktivasi").expect("an activation link");
        link[path..].to_owned()
    }

    /// User and password of a desk role.
    ///
    /// # Panics
    /// When the demo has no such role.
    #[must_use]
    pub fn desk(&self, role: &str) -> (String, String) {
        let demo = self.demo();
        let desk = demo["desk"].as_array().expect("the demo has a desk");
        let one = desk.iter().find(|one| one["role"] == role).expect("the role is there");
        let text = |name: &str| one[name].as_str().expect("text").to_owned();
        (text("user"), text("password"))
    }

    /// The database, opened beside the server for looking.
    ///
    /// # Panics
    /// When it cannot be opened.
    #[must_use]
    pub fn database(&self) -> rusqlite::Connection {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        rusqlite::Connection::open_with_flags(server::folder::database_path(&self.data), flags)
            .expect("the database can be read")
    }

    /// A single number from the database.
    ///
    /// # Panics
    /// When the query fails.
    #[must_use]
    pub fn count(&self, sql: &str) -> i64 {
        self.database().query_row(sql, [], |row| row.get(0)).expect("the query holds a number")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.killer().kill();
    }
}

fn spawn(program: &Path, data: &Path) -> (Child, SocketAddr) {
    let mut child = Command::new(program)
        .arg(data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
    let stdout = child.stdout.take().expect("it is piped");
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line).expect("the server says where it listens");
    let address = line.trim().parse().unwrap_or_else(|_| panic!("no address: {line:?}"));
    (child, address)
}
