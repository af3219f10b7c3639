//! A real server inside the test, on a port and a folder of its own, and people who use it.

use std::sync::atomic::{AtomicU8, Ordering};

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, header};
use serde_json::{Value, json};
use server::Running;
use server::auth::activation::{invite, link};
use server::auth::password;
use server::clock::Clock;
use server::config::Config;
use server::store::account::{Account, Assignment, Role};
use shared::codec::Message;
use shared::day::Day;
use shared::id::{AccountId, DeviceId};
use shared::region::VillageCode;
use shared::sync::account::{Activate1, Profile1};
use shared::sync::wire::{self, PullReply1, Push1, PushReply1};
use tempfile::TempDir;

/// What every desk account of the tests signs in with.
pub const PASSWORD: &str = "rahasia sekali";

/// A server, its folder and its clock.
pub struct TestServer {
    /// The server.
    pub running: Running,
    /// Its clock, to be moved.
    pub clock: Clock,
    /// Its folder, gone with the test.
    pub data: TempDir,
    client: Client,
    n_accounts: AtomicU8,
}

/// A phone that is signed in.
#[derive(Clone, Debug)]
pub struct Phone {
    /// `name=value` of the cookie.
    pub cookie: String,
    /// Its device key.
    pub device: DeviceId,
    /// Whose it is.
    pub account: AccountId,
}

/// The answer to a request, whole.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers.
    pub headers: header::HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl TestServer {
    /// A server with an empty database.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// A server that is set up a little differently.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_with(set_up: impl FnOnce(&mut Config)) -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        let listen = "127.0.0.1:0".parse().expect("an address");
        let mut config = Config::new(data.path().join("data"), listen);
        set_up(&mut config);
        let clock = config.clock.clone();
        let running = server::start(config).await.expect("the server starts");
        Self { running, clock, data, client: Client::new(), n_accounts: AtomicU8::new(1) }
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.addr)
    }

    /// A request to be completed.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path))
    }

    /// Reads, with a cookie if there is one.
    pub async fn get(&self, path: &str, cookie: Option<&str>) -> Answer {
        send(with_cookie(self.request(Method::GET, path), cookie)).await
    }

    /// Posts a message of the phone.
    pub async fn post(&self, path: &str, message: &impl Message, cookie: Option<&str>) -> Answer {
        self.post_bytes(path, wire::encode(message), cookie).await
    }

    /// Posts bytes as if they were a message.
    pub async fn post_bytes(&self, path: &str, bytes: Vec<u8>, cookie: Option<&str>) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(header::ORIGIN, self.url(""))
            .header(header::CONTENT_TYPE, wire::MEDIA_TYPE);
        send(with_cookie(request.body(bytes), cookie)).await
    }

    /// Posts JSON.
    pub async fn post_json(&self, path: &str, body: &Value, cookie: Option<&str>) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(header::ORIGIN, self.url(""))
            .header(header::CONTENT_TYPE, "application/json");
        send(with_cookie(request.body(body.to_string()), cookie)).await
    }

    /// Adds a person.
    ///
    /// # Panics
    /// When the store refuses.
    pub async fn account(&self, role: Role, user: Option<&str>, area: Option<u32>) -> AccountId {
        let number = self.n_accounts.fetch_add(1, Ordering::Relaxed);
        let account = Account {
            id: AccountId::new(u64::from(number), [number; 10]),
            name: format!("Orang {}", char::from(b'A' + number % 26)),
            role,
            user_name: user.map(String::from),
            password_hash: user.map(|_| password::hash(PASSWORD).expect("it can be hashed")),
            phone: None,
            area,
            own_kk: None,
            is_active: true,
        };
        let id = account.id;
        self.running
            .store
            .write(move |tx| tx.add_account(&account))
            .await
            .expect("the account is new");
        id
    }

    /// Adds a PSM who works in these villages, since long.
    ///
    /// # Panics
    /// When the store refuses.
    pub async fn psm(&self, villages: &[VillageCode]) -> AccountId {
        let account = self.account(Role::Psm, None, None).await;
        for village in villages.iter().copied() {
            let from = Day::from_ymd(2023, 1, 1).expect("a day");
            let assignment = Assignment { village, from, to: None };
            let write = self.running.store.write(move |tx| tx.set_assignment(account, &assignment));
            write.await.expect("the assignment is new");
        }
        account
    }

    /// The token of a new invitation.
    ///
    /// # Panics
    /// When the store refuses.
    pub async fn invitation(&self, account: AccountId) -> String {
        let secret = invite(&self.running.store, account, self.clock.now_ms()).await;
        let link = link(&self.url(""), &secret.expect("the invitation is new"));
        link.split_once("#t=").expect("the token is in the fragment").1.into()
    }

    /// Asks to bind a device.
    pub async fn activate(&self, token: &str, device: DeviceId) -> Answer {
        let request = Activate1 { token: token.into(), device };
        self.post("/api/v1/activation", &request, None).await
    }

    /// A new PSM in these villages with a phone that is signed in.
    pub async fn phone(&self, villages: &[VillageCode]) -> Phone {
        let account = self.psm(villages).await;
        self.phone_of(account).await
    }

    /// Another phone of a PSM.
    ///
    /// # Panics
    /// When the activation fails.
    pub async fn phone_of(&self, account: AccountId) -> Phone {
        let token = self.invitation(account).await;
        let number = self.n_accounts.fetch_add(1, Ordering::Relaxed);
        let device = DeviceId::new(u64::from(number), [number; 10]);
        let answer = self.activate(&token, device).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let profile: Profile1 = answer.message();
        assert_eq!(profile.account, account);
        Phone { cookie: answer.cookie().expect("a session"), device, account }
    }

    /// Hands in parcels.
    ///
    /// # Panics
    /// When the answer is no reply to a push.
    pub async fn push(&self, phone: &Phone, parcels: Vec<Vec<u8>>) -> PushReply1 {
        let push = Push1 { device: phone.device, parcels };
        let answer = self.post("/api/v1/sync/push", &push, Some(&phone.cookie)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.message()
    }

    /// Asks what is new.
    ///
    /// # Panics
    /// When the answer is no reply to a pull.
    pub async fn pull(&self, phone: &Phone, after: u64) -> PullReply1 {
        let path = format!("/api/v1/sync/pull?after={after}&limit=100&device={}", phone.device);
        let answer = self.get(&path, Some(&phone.cookie)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.message()
    }

    /// Asks to sign in at the desk.
    pub async fn sign_in(&self, user: &str, password: &str) -> Answer {
        let body = json!({ "user": user, "password": password });
        self.post_json("/api/v1/desk/session", &body, None).await
    }

    /// The cookie of a new person at the desk.
    ///
    /// # Panics
    /// When signing in fails.
    pub async fn desk(&self, role: Role, user: &str, area: Option<u32>) -> String {
        self.account(role, Some(user), area).await;
        let answer = self.sign_in(user, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.cookie().expect("a session")
    }
}

impl Answer {
    /// The body as a message of the phone.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn message<T: Message>(&self) -> T {
        assert_eq!(self.headers[header::CONTENT_TYPE], wire::MEDIA_TYPE);
        wire::decode(&self.body).expect("a message")
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// Status and code of a problem.
    ///
    /// # Panics
    /// When the body is no problem.
    #[must_use]
    pub fn problem(&self) -> (u16, String) {
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        let body = self.json();
        assert_eq!(body["status"], self.status.as_u16());
        assert!(body["title"].as_str().is_some_and(|title| title.ends_with('.')));
        (self.status.as_u16(), body["code"].as_str().expect("a code").into())
    }

    /// `name=value` of the cookie that it sets.
    #[must_use]
    pub fn cookie(&self) -> Option<String> {
        let header = self.headers.get(header::SET_COOKIE)?.to_str().ok()?;
        header.split(';').next().map(String::from)
    }
}

/// Sends a request and reads the whole answer.
///
/// # Panics
/// When there is no answer.
pub async fn send(request: RequestBuilder) -> Answer {
    let response: Response = request.send().await.expect("an answer");
    let (status, headers) = (response.status(), response.headers().clone());
    Answer { status, headers, body: response.bytes().await.expect("a body").to_vec() }
}

/// Adds a cookie. By hand, since clients keep `Secure` cookies to themselves on plain HTTP.
pub fn with_cookie(request: RequestBuilder, cookie: Option<&str>) -> RequestBuilder {
    match cookie {
        Some(cookie) => request.header(header::COOKIE, cookie),
        None => request,
    }
}
