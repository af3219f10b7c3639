//! The places of the phone app and their addresses. Pure: the browser's history is elsewhere.
//!
//! An address never carries what a person typed: ids, the name of a kind, the name of a section, and
//! once the token of an invitation, which stands in the fragment so that it never reaches a log.

use shared::{
    form::model::KindId,
    forms,
    id::{FamilyId, RecordId},
    region::VillageCode,
    register::reference::FamilyRef,
    sync::state::RecordState,
};

use crate::{
    app::router,
    browser::history::{Address, Links},
};

/// A place in the phone app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// What there is to do: `/`.
    Home,
    /// Binds this browser to an invitation: `/aktivasi#t=…`.
    Activation {
        /// The secret of the invitation; `None` when the link was cut.
        token: Option<String>,
    },
    /// Opens a visit, where there are several villages: `/kunjungan/baru`, `/kunjungan/baru/posyandu`.
    NewVisit {
        /// A session of many people, not a house.
        is_session: bool,
    },
    /// One visit with its forms: `/kunjungan/{id}`.
    Visit(RecordId),
    /// Fills a draft: `/isi/{draft}#rumah`.
    Fill {
        /// The record that the draft will be.
        draft: RecordId,
        /// Stable name of the section that is shown; empty for the first.
        section: String,
    },
    /// The list of records: `/data`, `/data/terkirim`.
    Records(Show),
    /// One finished record: `/data/{record}`.
    Record(RecordId),
    /// Telephones for an emergency, and how to ask for an officer in confidence: `/bantuan`.
    Help,
    /// All that there is to do: `/tugas`.
    Tasks,
    /// Families and people of the villages: `/warga`.
    Register,
    /// One family: `/warga/3523161003/42`, or `/warga/{id}` while it has no number.
    Family(FamilyRef),
    /// Adds a family that the register does not know: `/warga/tambah`.
    AddFamily,
    /// What waits to be sent and how sending goes: `/kirim`.
    Sync,
    /// A practice form, without an account and never sent: `/latihan/{kind}#rumah`.
    Practice {
        /// The kind of form.
        kind: KindId,
        /// Stable name of the section that is shown; empty for the first.
        section: String,
    },
    /// Language, text size, storage, signing out: `/atur`.
    Settings,
    /// No such place.
    Unknown,
}

impl router::Route for Route {
    // The page is drawn after the browser would have scrolled.
    const LINKS: Links =
        Links { ours: "/", others: "/kantor /api /healthz", is_scrolled_by_browser: false };

    fn home() -> Self {
        Route::Home
    }

    fn parse(address: Address<'_>) -> Self {
        Route::parse(address.path, address.fragment)
    }

    fn href(&self) -> String {
        Route::href(self)
    }

    fn is_same_page(&self, other: &Self) -> bool {
        self.page() == other.page()
    }

    fn is_step(&self, other: &Self) -> bool {
        matches!(self, Route::Fill { .. } | Route::Practice { .. }) && self.is_same_page(other)
    }
}

/// Which records a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those that are being filled.
    Drafts,
    /// Those that the person must correct.
    ToMend,
    /// Those that lack a number that was not at hand.
    ToFollow,
    /// Those that only this phone has.
    Waiting,
    /// Those that the office must look at before they count.
    Held,
    /// Those that are at the office and not decided.
    Sent,
    /// Those that are decided.
    Done,
    /// Those that were withdrawn.
    Withdrawn,
}

impl Show {
    /// All of them, in the order in which they are offered.
    pub const EACH: [Show; 9] = [
        Show::All,
        Show::Drafts,
        Show::ToMend,
        Show::ToFollow,
        Show::Waiting,
        Show::Held,
        Show::Sent,
        Show::Done,
        Show::Withdrawn,
    ];

    /// Its name in an address; empty for all.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Show::All => "",
            Show::Drafts => "belum",
            Show::ToMend => "perbaiki",
            Show::ToFollow => "menyusul",
            Show::Waiting => "menunggu",
            Show::Held => "ditahan",
            Show::Sent => "terkirim",
            Show::Done => "selesai",
            Show::Withdrawn => "ditarik",
        }
    }

    /// Among which a record in this state is, besides [`Show::All`] and [`Show::ToFollow`].
    #[must_use]
    pub const fn of(state: RecordState) -> Self {
        match state {
            RecordState::Draft => Show::Drafts,
            RecordState::HeldForAuthor | RecordState::Returned | RecordState::Refused => {
                Show::ToMend
            }
            RecordState::Waiting => Show::Waiting,
            RecordState::HeldForOffice => Show::Held,
            RecordState::Sent => Show::Sent,
            RecordState::Checked | RecordState::NotUsed | RecordState::Forwarded => Show::Done,
            RecordState::Withdrawn => Show::Withdrawn,
        }
    }

    fn named(name: &str) -> Option<Self> {
        Show::EACH.into_iter().find(|show| show.name() == name)
    }
}

/// The last part of the address of [`Route::NewVisit`] for a session.
const SESSION: &str = "posyandu";
/// The last part of the address of [`Route::AddFamily`].
const ADD: &str = "tambah";
/// Where an invitation's fragment keeps its token.
const TOKEN_KEY: &str = "t=";

impl Route {
    /// Reads the path and the fragment of an address, each with or without its sign in front.
    #[must_use]
    pub fn parse(path: &str, fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let place = (parts.next(), parts.next(), parts.next());
        match place {
            (None, ..) | (Some("index.html"), None, None) => Route::Home,
            (Some("aktivasi"), None, None) => Route::Activation { token: token_in(fragment) },
            (Some("kunjungan"), Some("baru"), None) => Route::NewVisit { is_session: false },
            (Some("kunjungan"), Some("baru"), Some(SESSION)) => {
                Route::NewVisit { is_session: true }
            }
            (Some("kunjungan"), Some(id), None) => with_id(id, Route::Visit),
            (Some("isi"), Some(id), None) => {
                with_id(id, |draft| Route::Fill { draft, section: String::from(fragment) })
            }
            (Some("data"), None, None) => Route::Records(Show::All),
            (Some("data"), Some(part), None) => match Show::named(part) {
                Some(show) => Route::Records(show),
                None => with_id(part, Route::Record),
            },
            (Some("bantuan"), None, None) => Route::Help,
            (Some("tugas"), None, None) => Route::Tasks,
            (Some("warga"), None, None) => Route::Register,
            (Some("warga"), Some(ADD), None) => Route::AddFamily,
            (Some("warga"), Some(id), None) => {
                FamilyId::parse(id).map_or(Route::Unknown, |id| Route::Family(FamilyRef::New(id)))
            }
            (Some("warga"), Some(village), Some(number)) => numbered(village, number),
            (Some("kirim"), None, None) => Route::Sync,
            (Some("latihan"), Some(name), None) => match kind_named(name) {
                Some(kind) => Route::Practice { kind, section: String::from(fragment) },
                None => Route::Unknown,
            },
            (Some("atur"), None, None) => Route::Settings,
            _ => Route::Unknown,
        }
    }

    /// The address of this place: path and, where there is one, fragment.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Route::Home | Route::Unknown => String::from("/"),
            Route::Activation { token: None } => String::from("/aktivasi"),
            Route::Activation { token: Some(token) } => {
                ["/aktivasi#", TOKEN_KEY, token.as_str()].concat()
            }
            Route::NewVisit { is_session: false } => String::from("/kunjungan/baru"),
            Route::NewVisit { is_session: true } => ["/kunjungan/baru/", SESSION].concat(),
            Route::Visit(id) => ["/kunjungan/", &id.to_string()].concat(),
            Route::Fill { draft, section } => {
                with_fragment(["/isi/", &draft.to_string()].concat(), section)
            }
            Route::Records(Show::All) => String::from("/data"),
            Route::Records(show) => ["/data/", show.name()].concat(),
            Route::Record(id) => ["/data/", &id.to_string()].concat(),
            Route::Help => String::from("/bantuan"),
            Route::Tasks => String::from("/tugas"),
            Route::Register => String::from("/warga"),
            Route::Family(FamilyRef::New(id)) => ["/warga/", &id.to_string()].concat(),
            Route::Family(FamilyRef::Numbered { village, number }) => {
                ["/warga/", &village.number().to_string(), "/", &number.to_string()].concat()
            }
            Route::AddFamily => ["/warga/", ADD].concat(),
            Route::Sync => String::from("/kirim"),
            Route::Practice { kind, section } => {
                with_fragment(["/latihan/", kind_name(*kind)].concat(), section)
            }
            Route::Settings => String::from("/atur"),
        }
    }

    /// The address of the page it is on, which is kept while only what it shows changes: another
    /// section of one form, other records of the list.
    #[must_use]
    pub fn page(&self) -> String {
        let section = String::new();
        match self {
            Route::Fill { draft, .. } => Route::Fill { draft: *draft, section }.href(),
            Route::Practice { kind, .. } => Route::Practice { kind: *kind, section }.href(),
            Route::Records(_) => Route::Records(Show::All).href(),
            Route::Unknown => section,
            _ => self.href(),
        }
    }
}

fn with_id(text: &str, route: impl FnOnce(RecordId) -> Route) -> Route {
    RecordId::parse(text).map_or(Route::Unknown, route)
}

fn numbered(village: &str, number: &str) -> Route {
    match (village.parse(), number.parse()) {
        (Ok(village), Ok(number)) => {
            let village = VillageCode::from_number(village);
            Route::Family(FamilyRef::Numbered { village, number })
        }
        _ => Route::Unknown,
    }
}

fn with_fragment(mut path: String, fragment: &str) -> String {
    if !fragment.is_empty() {
        path.push('#');
        path.push_str(fragment);
    }
    path
}

fn token_in(fragment: &str) -> Option<String> {
    let token = fragment.split('&').find_map(|part| part.strip_prefix(TOKEN_KEY))?;
    (!token.is_empty()).then(|| String::from(token))
}

fn kind_named(name: &str) -> Option<KindId> {
    forms::NAMES.iter().find(|(_, other)| *other == name).map(|(kind, _)| *kind)
}

fn kind_name(id: KindId) -> &'static str {
    forms::NAMES.iter().find(|(kind, _)| *kind == id).map_or("", |(_, name)| *name)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::app::router::Route as _;

    const ID: &str = "019ac3f2-0000-7abc-8000-0123456789ab";

    fn id() -> RecordId {
        RecordId::parse(ID).unwrap()
    }

    fn parse(address: &str) -> Route {
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        Route::parse(path, fragment)
    }

    #[test]
    fn every_place_survives_its_address() {
        let mut places = vec![
            Route::Home,
            Route::Activation { token: None },
            Route::Activation { token: Some("aB3_-x".into()) },
            Route::NewVisit { is_session: false },
            Route::NewVisit { is_session: true },
            Route::Visit(id()),
            Route::Fill { draft: id(), section: String::new() },
            Route::Fill { draft: id(), section: "rumah".into() },
            Route::Record(id()),
            Route::Help,
            Route::Tasks,
            Route::Register,
            Route::AddFamily,
            Route::Family(FamilyRef::New(FamilyId(id().0))),
            Route::Family(FamilyRef::Numbered {
                village: VillageCode::from_number(3_523_161_003),
                number: 42,
            }),
            Route::Sync,
            Route::Settings,
        ];
        places.extend(Show::EACH.map(Route::Records));
        for kind in forms::ALL {
            places.push(Route::Practice { kind: kind.id, section: String::new() });
            places.push(Route::Practice { kind: kind.id, section: "anak".into() });
        }
        for place in places {
            assert_eq!(parse(&place.href()), place, "{}", place.href());
        }
    }

    #[test]
    fn addresses_stay_as_they_were_printed_on_cards_and_bookmarked() {
        for (address, place) in [
            ("/", Route::Home),
            ("", Route::Home),
            ("/index.html", Route::Home),
            ("/aktivasi#t=abc", Route::Activation { token: Some("abc".into()) }),
            ("/aktivasi#x=1&t=abc", Route::Activation { token: Some("abc".into()) }),
            ("/aktivasi#t=", Route::Activation { token: None }),
            ("/aktivasi/", Route::Activation { token: None }),
            ("/data/", Route::Records(Show::All)),
            ("/data/019ac3f200007abc80000123456789ab", Route::Record(id())),
        ] {
            assert_eq!(parse(address), place, "{address}");
        }
    }

    #[test]
    fn an_address_that_means_nothing_is_no_place() {
        for address in
            ["/kunjungan", "/kunjungan/xyz", "/data/1/2", "/latihan/tidak-ada", "/isi", "/kantor"]
        {
            assert_eq!(parse(address), Route::Unknown, "{address}");
        }
    }

    #[test]
    fn another_section_of_a_form_is_the_same_page() {
        let fill = |section: &str| Route::Fill { draft: id(), section: section.into() };
        assert!(fill("").is_same_page(&fill("rumah")));
        assert!(!fill("").is_same_page(&Route::Record(id())));
        assert!(Route::Home.is_same_page(&Route::Home));
        assert!(!Route::Home.is_same_page(&Route::Unknown));
        assert!(Route::Records(Show::All).is_same_page(&Route::Records(Show::Sent)));
    }
}
