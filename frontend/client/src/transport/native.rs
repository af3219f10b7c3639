//! The native transport: reqwest, with the one session cookie kept by hand, because a cookie jar
//! does not send a `Secure` cookie to `http://127.0.0.1`, and tests and the command line need that.

use std::{cell::RefCell, time::Duration};

use reqwest::{
    Client, Method, RequestBuilder, Response, StatusCode,
    header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, ORIGIN, SET_COOKIE},
};
use shared::{
    codec::Message,
    id::DeviceId,
    sync::{
        account::{Activate1, Profile1},
        blob::REFUSAL_HEADER,
        feed::{self, PullReply2},
        limits,
        wire::{self, MEDIA_TYPE, Push1, PushReply1},
    },
};

use super::{
    Asked, Failure, PATH_ACTIVATION, PATH_END_SESSION, PATH_ME, PATH_PUSH, Transport, failure_of,
    pull_path,
    tus::{Exchange, TusAnswer, TusRequest},
};

/// The cookie of a phone's session.
const COOKIE_NAME: &str = "__Host-psm=";

/// A server reached by reqwest.
#[derive(Debug)]
pub struct NativeTransport {
    client: Client,
    /// Scheme and authority, without a slash at the end.
    origin: String,
    session: RefCell<Option<String>>,
}

impl NativeTransport {
    /// The server at this origin (`https://host:port`), with the session cookie of an earlier run.
    ///
    /// # Errors
    /// When the TLS backend cannot be set up.
    pub fn new(origin: &str, session: Option<String>) -> Result<Self, reqwest::Error> {
        let client =
            Client::builder().timeout(Duration::from_millis(limits::REQUEST_TIMEOUT_MS)).build()?;
        let origin = origin.trim_end_matches('/').to_owned();
        Ok(Self { client, origin, session: RefCell::new(session) })
    }

    /// The session cookie as it stands now (`name=value`), to go on with later.
    #[must_use]
    pub fn session(&self) -> Option<String> {
        self.session.borrow().clone()
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Result<Vec<u8>, Failure> {
        let mut request = self.request(method, path).header(ACCEPT, MEDIA_TYPE);
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, MEDIA_TYPE).body(body);
        }
        let (status, headers, body) = self.answer(request).await?;
        if status.is_success() {
            Ok(body)
        } else {
            Err(failure_of(status.as_u16(), Some(&text(&headers, "retry-after")), &body))
        }
    }

    /// A request with what a browser adds to it.
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let is_reading = matches!(method, Method::GET | Method::HEAD);
        let mut request = self.client.request(method, [self.origin.as_str(), path].concat());
        if let Some(session) = self.session() {
            request = request.header(COOKIE, session);
        }
        if is_reading { request } else { request.header(ORIGIN, &self.origin) }
    }

    /// Sends a request and reads the whole answer.
    async fn answer(
        &self,
        request: RequestBuilder,
    ) -> Result<(StatusCode, HeaderMap, Vec<u8>), Failure> {
        let response = request.send().await.map_err(|error| failure_on_the_way(&error))?;
        self.keep_cookie(&response);
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await.map_err(|error| match failure_on_the_way(&error) {
            Failure::Timeout => Failure::Timeout,
            // The head of the answer came and its body was cut.
            _ => Failure::Damaged,
        })?;
        Ok((status, headers, body.to_vec()))
    }

    fn keep_cookie(&self, response: &Response) {
        let cookies =
            response.headers().get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        for cookie in cookies.filter(|cookie| cookie.starts_with(COOKIE_NAME)) {
            let pair = cookie.split(';').next().unwrap_or_default();
            let is_empty = pair.len() == COOKIE_NAME.len();
            self.session.replace((!is_empty).then(|| String::from(pair)));
        }
    }
}

fn failure_on_the_way(error: &reqwest::Error) -> Failure {
    if error.is_timeout() { Failure::Timeout } else { Failure::Offline }
}

/// A header; empty when there is none.
fn text(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().into()
}

impl Exchange for NativeTransport {
    async fn exchange(&self, request: TusRequest<'_>) -> Result<TusAnswer, Failure> {
        let method = request.method.parse().map_err(|_| Failure::Damaged)?;
        let mut asked = self.request(method, request.path);
        for (name, value) in request.headers {
            asked = asked.header(name, value);
        }
        if let Some(body) = request.body {
            asked = asked.body(body.to_vec());
        }
        let (status, headers, body) = self.answer(asked).await?;
        let status = status.as_u16();
        let [retry_after, location, offset, length, refusal] =
            ["retry-after", "location", "upload-offset", "upload-length", REFUSAL_HEADER]
                .map(|name| text(&headers, name));
        Ok(TusAnswer { status, retry_after, location, offset, length, refusal, body })
    }
}

fn read<T: Message>(body: &[u8]) -> Result<T, Failure> {
    wire::decode(body).map_err(|_| Failure::Damaged)
}

impl Transport for NativeTransport {
    async fn activate(&self, request: &Activate1) -> Result<Profile1, Failure> {
        read(&self.send(Method::POST, PATH_ACTIVATION, Some(wire::encode(request))).await?)
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        read(&self.send(Method::GET, PATH_ME, None).await?)
    }

    async fn push(&self, push: &Push1) -> Result<PushReply1, Failure> {
        read(&self.send(Method::POST, PATH_PUSH, Some(wire::encode(push))).await?)
    }

    async fn pull(&self, device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        let body = self.send(Method::GET, &pull_path(device, asked), None).await?;
        feed::decode_reply(&body).map_err(|_| Failure::Damaged)
    }

    async fn end_session(&self) -> Result<(), Failure> {
        self.send(Method::POST, PATH_END_SESSION, Some(Vec::new())).await.map(drop)
    }
}
