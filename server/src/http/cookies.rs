//! The two cookies. Two names because both live at `/`: one name would overwrite the other when a
//! supervisor opens the phone's app in the same browser.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::auth::secret::Secret;

/// One of the cookies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// Of the phone's app.
    Psm,
    /// Of the desk.
    Desk,
}

impl Cookie {
    /// Its name. The prefix makes browsers insist on `Secure`, `Path=/` and no `Domain`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Cookie::Psm => "__Host-psm",
            Cookie::Desk => "__Host-kantor",
        }
    }

    /// The secret that a request carries, if it is one.
    #[must_use]
    pub fn read(self, headers: &HeaderMap) -> Option<Secret> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.name())
            .and_then(|(_, value)| Secret::parse(value))
    }

    /// The header that makes a browser keep a secret so long, seconds.
    #[must_use]
    pub fn set(self, secret: &Secret, max_age_s: u64) -> HeaderValue {
        self.header(&secret.to_text(), max_age_s)
    }

    /// The header that makes a browser forget it.
    #[must_use]
    pub fn forget(self) -> HeaderValue {
        self.header("", 0)
    }

    fn header(self, value: &str, max_age_s: u64) -> HeaderValue {
        let name = self.name();
        let text = format!(
            "{name}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; Secure; SameSite=Strict"
        );
        let mut header = HeaderValue::try_from(text)
            .expect("names, base64url and numbers are all visible ASCII");
        header.set_sensitive(true);
        header
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn each_cookie_finds_its_own_secret_among_others() {
        let (psm, desk) = (Secret::random().unwrap(), Secret::random().unwrap());
        let line = format!("a=b; __Host-kantor={}; __Host-psm={}", desk.to_text(), psm.to_text());
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, line.parse().unwrap());
        assert_eq!(Cookie::Psm.read(&headers).unwrap().hash(), psm.hash());
        assert_eq!(Cookie::Desk.read(&headers).unwrap().hash(), desk.hash());
        assert!(Cookie::Psm.read(&HeaderMap::new()).is_none());
    }

    #[test]
    fn no_script_and_no_other_site_sees_a_cookie() {
        let header = Cookie::Psm.set(&Secret::random().unwrap(), 60);
        let text = header.to_str().unwrap();
        for part in
            ["__Host-psm=", "; Path=/;", "HttpOnly", "Secure", "SameSite=Strict", "Max-Age=60"]
        {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains("Domain"));
    }
}
