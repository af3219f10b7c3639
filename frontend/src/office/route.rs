//! Addresses of the desk: what a URL below `/kantor` means, and back.
//!
//! The filters of the list stand in the query, also on the page of one record: reloading, going
//! back and sending the link to a colleague all keep them. The words of a search do not: they are
//! names and identity numbers, and addresses are kept by browsers, proxies and messengers. Pure;
//! the browser is in [`crate::browser`].

use shared::{
    day::Day,
    forms,
    id::{ChangeId, FamilyId, RecordId},
    region::{KecamatanCode, VillageCode},
    sync::state::RecordState,
};

use crate::{
    app::router,
    browser::history::{Address, Links},
};

/// Where the desk lives.
pub const BASE: &str = "/kantor";
/// The records; a slash and an id behind it name one.
const RECORDS: &str = "/data";
/// The families, and before the id of one.
const FAMILIES: &str = "/keluarga";
/// The files.
const FILES: &str = "/berkas";
/// Between the id of a record and that of one of its revisions.
const VERSION: &str = "/versi/";
/// Of the order that begins with what came first, in an address and for the server.
pub const OLDEST: &str = "oldest";

/// A page of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// What waits for this person today.
    Today,
    /// The records that match a filter.
    List(Filter),
    /// One record, and the list it was opened from.
    Record(RecordId, Filter),
    /// One revision of a record, which need not be the newest.
    Version(RecordId, ChangeId, Filter),
    /// The families of the register that match place and words of a filter.
    Families(Filter),
    /// One family of the register.
    Family(FamilyId, Filter),
    /// Files of the records that match a filter.
    Files(Filter),
    /// No page of ours.
    Unknown,
}

/// Which records the list shows. The server filters; this only says by what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this kecamatan.
    pub kecamatan: Option<KecamatanCode>,
    /// Only this village; goes before the kecamatan.
    pub village: Option<VillageCode>,
    /// Only the kind of form with this stable name.
    pub kind: Option<&'static str>,
    /// Only this state.
    pub state: Option<RecordState>,
    /// Only what came on this day in Tuban or later.
    pub from: Option<Day>,
    /// Only what came on this day in Tuban or before.
    pub to: Option<Day>,
    /// What came first stands first.
    pub oldest_first: bool,
    /// Only what these words find; empty for all. Never in an address.
    pub words: String,
}

impl Route {
    /// Reads a path and its query (with or without `?`).
    #[must_use]
    pub fn parse(path: &str, query: &str) -> Self {
        let Some(rest) = path.strip_prefix(BASE) else {
            return Route::Unknown;
        };
        if rest.trim_end_matches('/').is_empty() {
            // The list stood here before, and links to it are still sent around.
            let filter = Filter::parse(query);
            return if filter.is_empty() { Route::Today } else { Route::List(filter) };
        }
        if rest.trim_end_matches('/') == FILES {
            return Route::Files(Filter::parse(query));
        }
        if let Some(rest) = rest.strip_prefix(FAMILIES) {
            let id = rest.strip_prefix('/').filter(|id| !id.is_empty());
            return match id {
                Some(id) => FamilyId::parse(id)
                    .map_or(Route::Unknown, |id| Route::Family(id, Filter::parse(query))),
                None if rest.is_empty() || rest == "/" => Route::Families(Filter::parse(query)),
                None => Route::Unknown,
            };
        }
        let Some(rest) = rest.strip_prefix(RECORDS) else { return Route::Unknown };
        if rest.is_empty() || rest == "/" {
            return Route::List(Filter::parse(query));
        }
        rest.strip_prefix('/')
            .and_then(|rest| match rest.split_once(VERSION) {
                None => Some(Route::Record(RecordId::parse(rest)?, Filter::parse(query))),
                Some((record, change)) => {
                    let (record, change) = (RecordId::parse(record)?, ChangeId::parse(change)?);
                    Some(Route::Version(record, change, Filter::parse(query)))
                }
            })
            .unwrap_or(Route::Unknown)
    }

    /// The address to show and to link.
    #[must_use]
    pub fn href(&self) -> String {
        let (mut href, filter) = match self {
            Route::List(filter) => (format!("{BASE}{RECORDS}"), filter.query()),
            Route::Record(record, filter) => (format!("{BASE}{RECORDS}/{record}"), filter.query()),
            Route::Version(record, change, filter) => {
                (format!("{BASE}{RECORDS}/{record}{VERSION}{change}"), filter.query())
            }
            Route::Families(filter) => (format!("{BASE}{FAMILIES}"), filter.query()),
            Route::Family(id, filter) => (format!("{BASE}{FAMILIES}/{id}"), filter.query()),
            Route::Files(filter) => (format!("{BASE}{FILES}"), filter.query()),
            Route::Today | Route::Unknown => (BASE.to_owned(), String::new()),
        };
        if !filter.is_empty() {
            href.push('?');
            href.push_str(&filter);
        }
        href
    }

    /// The filter that the page keeps.
    #[must_use]
    pub fn filter(&self) -> Filter {
        match self {
            Route::List(filter)
            | Route::Record(_, filter)
            | Route::Version(_, _, filter)
            | Route::Families(filter)
            | Route::Family(_, filter)
            | Route::Files(filter) => filter.clone(),
            Route::Today | Route::Unknown => Filter::default(),
        }
    }

    /// True when both show the same page, whatever the filter.
    #[must_use]
    pub fn is_same_page(&self, other: &Self) -> bool {
        match (self, other) {
            (Route::Today, Route::Today)
            | (Route::List(_), Route::List(_))
            | (Route::Families(_), Route::Families(_))
            | (Route::Files(_), Route::Files(_))
            | (Route::Unknown, Route::Unknown) => true,
            (Route::Record(record, _), Route::Record(other, _)) => record == other,
            (Route::Family(family, _), Route::Family(other, _)) => family == other,
            (Route::Version(record, change, _), Route::Version(other, its, _)) => {
                (record, change) == (other, its)
            }
            (
                Route::Today
                | Route::List(_)
                | Route::Record(..)
                | Route::Version(..)
                | Route::Families(_)
                | Route::Family(..)
                | Route::Files(_)
                | Route::Unknown,
                _,
            ) => false,
        }
    }

    /// Searches by the words of another page; no address tells them.
    pub fn take_words(&mut self, from: &Self) {
        let words = from.filter().words;
        let has_filter = !matches!(from, Route::Today | Route::Unknown);
        if let (Some(filter), true) = (self.filter_mut(), has_filter) {
            filter.words = words;
        }
    }

    /// Searches for nothing.
    pub fn forget_words(&mut self) {
        if let Some(filter) = self.filter_mut() {
            filter.words.clear();
        }
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        match self {
            Route::List(filter)
            | Route::Record(_, filter)
            | Route::Version(_, _, filter)
            | Route::Families(filter)
            | Route::Family(_, filter)
            | Route::Files(filter) => Some(filter),
            Route::Today | Route::Unknown => None,
        }
    }
}

impl router::Route for Route {
    const LINKS: Links = Links { ours: BASE, others: "", is_scrolled_by_browser: true };

    fn home() -> Self {
        Route::Today
    }

    fn parse(address: Address<'_>) -> Self {
        Route::parse(address.path, address.query)
    }

    fn href(&self) -> String {
        Route::href(self)
    }

    fn is_same_page(&self, other: &Self) -> bool {
        Route::is_same_page(self, other)
    }

    fn carry(&mut self, from: &Self) {
        self.take_words(from);
    }
}

impl Filter {
    /// Reads a query. What is unknown or damaged is left out: an old link still opens a list.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let mut filter = Filter::default();
        for pair in query.trim_start_matches('?').split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match name {
                "kecamatan" => filter.kecamatan = parse_kecamatan(value),
                "village" => filter.village = VillageCode::parse(value).ok(),
                "kind" => filter.kind = forms::kind_named(value).map(|kind| kind.name),
                "from" => filter.from = Day::parse(value),
                "to" => filter.to = Day::parse(value),
                "order" => filter.oldest_first = value == OLDEST,
                "state" => {
                    filter.state = RecordState::ALL.into_iter().find(|state| state.name() == value);
                }
                _ => {}
            }
        }
        // A village that is not in the kecamatan would leave nothing to see.
        if let Some(village) = filter.village {
            filter.kecamatan = filter.kecamatan.filter(|code| *code == village.kecamatan());
        }
        filter
    }

    /// The query that [`Filter::parse`] reads; no `?`. Names and codes need no escapes.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = String::new();
        let mut add = |name: &str, value: &str| {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(name);
            query.push('=');
            query.push_str(value);
        };
        if let Some(kecamatan) = self.kecamatan {
            add("kecamatan", &kecamatan.to_string());
        }
        if let Some(village) = self.village {
            add("village", &village.to_string());
        }
        if let Some(kind) = self.kind {
            add("kind", kind);
        }
        if let Some(state) = self.state {
            add("state", state.name());
        }
        if let Some(from) = self.from {
            add("from", &from.to_string());
        }
        if let Some(to) = self.to {
            add("to", &to.to_string());
        }
        if self.oldest_first {
            add("order", OLDEST);
        }
        query
    }

    /// True when it hides nothing, in whatever order.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == self.nothing()
    }

    /// A filter that hides nothing and keeps the order.
    #[must_use]
    pub fn nothing(&self) -> Self {
        Filter { oldest_first: self.oldest_first, ..Filter::default() }
    }
}

/// True for a query that an older version wrote, with what somebody searched for: it has to leave
/// the address.
#[must_use]
pub fn has_words(query: &str) -> bool {
    query.trim_start_matches('?').split('&').any(|pair| pair.starts_with("q="))
}

/// Reads `35.23.16` or `352316`.
fn parse_kecamatan(text: &str) -> Option<KecamatanCode> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_code = digits.len() == 6 && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_code.then(|| digits.parse().ok().map(KecamatanCode::from_number)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD_ID: &str = "0198c2f0-1234-7abc-8def-0123456789ab";

    fn check(path: &str, query: &str, href: &str) {
        let route = Route::parse(path, query);
        assert_eq!(route.href(), href, "{route:?}");
        let (path, query) = href.split_once('?').unwrap_or((href, ""));
        assert_eq!(Route::parse(path, query), route, "an address that the desk made reads back");
    }

    #[test]
    fn filters_survive_the_address() {
        check("/kantor/data/", "", "/kantor/data");
        check("/kantor/data", "?state=held_author", "/kantor/data?state=held_author");
        check(
            "/kantor/data",
            "village=3523161003&kecamatan=352316&kind=balita",
            "/kantor/data?kecamatan=35.23.16&village=35.23.16.1003&kind=balita",
        );
        check(
            "/kantor/data",
            "order=oldest&to=2026-11-30&from=2026-11-01",
            "/kantor/data?from=2026-11-01&to=2026-11-30&order=oldest",
        );
        check("/kantor/data", "?order=newest&from=2026-02-30", "/kantor/data");
        let record = format!("/kantor/data/{RECORD_ID}");
        check(&record, "?kind=balita", &format!("{record}?kind=balita"));
        let version = format!("{record}/versi/{RECORD_ID}");
        check(&version, "?kind=balita", &format!("{version}?kind=balita"));
        let families = "/kantor/keluarga";
        check("/kantor/keluarga/", "?kecamatan=352316", &format!("{families}?kecamatan=35.23.16"));
        check("/kantor/berkas/", "?kind=bansos", "/kantor/berkas?kind=bansos");
        let family = format!("{families}/{RECORD_ID}");
        check(&family, "?kind=balita", &format!("{family}?kind=balita"));
    }

    #[test]
    fn the_desk_opens_with_what_waits_and_old_links_to_the_list_still_lead_there() {
        check("/kantor", "", "/kantor");
        check("/kantor/", "?q=Siti", "/kantor");
        check("/kantor", "?state=sent", "/kantor/data?state=sent");
        assert_eq!(Route::parse("/kantor", ""), Route::Today);
    }

    #[test]
    fn words_go_from_page_to_page_and_into_no_address() {
        let filter = Filter { words: "Siti 3523".to_owned(), ..Filter::default() };
        assert!(!filter.is_empty());
        let list = Route::List(filter);
        assert_eq!(list.href(), "/kantor/data");
        check("/kantor/data", "?q=Siti&kind=balita", "/kantor/data?kind=balita");
        assert!(has_words("?kind=balita&q=Siti") && !has_words("?kind=balita"));
        let mut record = Route::parse(&format!("/kantor/data/{RECORD_ID}"), "");
        record.take_words(&list);
        assert!(!record.href().contains("Siti"));
        let mut back = Route::parse("/kantor/data", "");
        back.take_words(&record);
        assert_eq!(back, list);
        back.forget_words();
        assert_eq!(back, Route::List(Filter::default()));
    }

    #[test]
    fn a_village_goes_before_a_kecamatan_that_it_is_not_in() {
        let query = "kecamatan=35.23.17&village=35.23.16.1003";
        check("/kantor/data", query, "/kantor/data?village=35.23.16.1003");
    }

    #[test]
    fn what_a_link_says_wrongly_is_left_out() {
        let query = "?state=gone&kind=gone&village=12&kecamatan=35231x&color=red&q=";
        check("/kantor/data", query, "/kantor/data");
    }

    #[test]
    fn other_addresses_are_no_pages() {
        let no_version = format!("/kantor/data/{RECORD_ID}/versi/1");
        for path in [
            no_version.as_str(),
            "/",
            "/kantor/datas",
            "/kantor/data/12",
            "/kantors",
            "/kantor/keluargas",
            "/kantor/keluarga/12",
            "/kantor/users",
        ] {
            assert_eq!(Route::parse(path, ""), Route::Unknown, "{path}");
        }
    }
}
