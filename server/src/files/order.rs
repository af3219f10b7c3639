//! What somebody at the desk asks for, read into an order: every text is parsed here.

use shared::{
    day::Day,
    desk::files::{Ask, CHANNELS, REASON_CHARS_MAX, REASON_CHARS_MIN},
    form::edit,
    form::model::{KindId, TextStyle},
    forms,
    id::{AccountId, RecordId},
    region::{KecamatanCode, VillageCode},
    sync::state::RecordState,
};

use super::{list::Wanted, menu::Menu, operator::Typed};
use crate::places;
use crate::store::{Scope, desk::RecordFilter, exports::FileKind};

/// The longest words to search for, characters, as in the desk's box.
const WORDS_CHARS_MAX: usize = 100;

/// A file to be made.
#[derive(Clone, Debug)]
pub struct Order {
    /// Who asked.
    pub account: AccountId,
    /// What it holds.
    pub what: What,
    /// Why with names and numbers; empty without.
    pub reason: String,
    /// Which records, in words, for the note.
    pub words: String,
    /// What the file is called.
    pub name: String,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum What {
    /// A list as a workbook.
    Xlsx(Wanted),
    /// The records of one kind as CSV.
    Csv(Wanted, KindId),
    /// One record as a workbook.
    Record {
        /// What the reader may see.
        scope: Scope,
        /// Which.
        record: RecordId,
        /// Without names and numbers.
        is_masked: bool,
    },
    /// What an operator types.
    Operator {
        /// What the reader may see.
        scope: Scope,
        /// Which.
        typed: Typed,
    },
}

impl What {
    /// What is noted of it.
    #[must_use]
    pub const fn kind(&self) -> FileKind {
        match self {
            What::Xlsx(_) => FileKind::Xlsx,
            What::Csv(..) => FileKind::Csv,
            What::Record { .. } => FileKind::Record,
            What::Operator { .. } => FileKind::Operator,
        }
    }

    /// What the reader could see when he asked.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        match self {
            What::Xlsx(wanted) | What::Csv(wanted, _) => wanted.scope,
            What::Record { scope, .. } | What::Operator { scope, .. } => *scope,
        }
    }

    /// True without names and numbers. An operator needs both.
    #[must_use]
    pub const fn is_masked(&self) -> bool {
        match self {
            What::Xlsx(wanted) | What::Csv(wanted, _) => wanted.is_masked,
            What::Record { is_masked, .. } => *is_masked,
            What::Operator { .. } => false,
        }
    }
}

/// Why there is no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// This part of it cannot be read.
    Wrong(&'static str),
    /// It is about a place that the reader may not see; there is none, as far as he is told.
    NotFound,
}

/// Reads what was asked for.
///
/// # Errors
/// [`Refused`].
pub fn order(ask: &Ask, account: AccountId, scope: Scope, today: Day) -> Result<Order, Refused> {
    let reason = reason(&ask.reason)?;
    let is_masked = reason.is_empty();
    let order = |what: What, words: String, name: String, reason| Order {
        account,
        what,
        reason,
        words,
        name,
    };
    match ask.what.as_str() {
        "xlsx" => {
            let filter = filter(ask, scope)?;
            let (words, name) = (words(ask), format!("mutakhir_daftar_{today}.xlsx"));
            Ok(order(What::Xlsx(Wanted { scope, filter, is_masked }), words, name, reason))
        }
        "csv" => {
            let filter = filter(ask, scope)?;
            let kind = forms::kind_named(&ask.kind).ok_or(Refused::Wrong("kind"))?;
            let name = format!("mutakhir_{}_{today}.csv", kind.name);
            Ok(order(
                What::Csv(Wanted { scope, filter, is_masked }, kind.id),
                words(ask),
                name,
                reason,
            ))
        }
        "record" => {
            let record = RecordId::parse(&ask.record).ok_or(Refused::NotFound)?;
            let name = format!("mutakhir_catatan_{today}.xlsx");
            let words = format!("catatan: {record}");
            Ok(order(What::Record { scope, record, is_masked }, words, name, reason))
        }
        "operator" => {
            let village =
                VillageCode::parse(&ask.village).map_err(|_| Refused::Wrong("village"))?;
            if !scope.holds(village) || places::village(village).is_none() {
                return Err(Refused::NotFound);
            }
            let menu = Menu::named(&ask.menu).ok_or(Refused::Wrong("menu"))?;
            let channel = CHANNELS.iter().find(|(name, _)| *name == ask.channel);
            let (channel, _) = channel.ok_or(Refused::Wrong("channel"))?;
            let typed = Typed { village, menu, channel, today };
            let words = format!(
                "{}; menu: {}; jalur: {channel}",
                places::village_title(village),
                menu.title()
            );
            let name = format!("siksng_{}_{}_{today}.zip", menu.name(), village.number());
            // Its purpose is its reason.
            let reason = if reason.is_empty() { "diketik ke SIKS-NG".into() } else { reason };
            Ok(order(What::Operator { scope, typed }, words, name, reason))
        }
        _ => Err(Refused::Wrong("what")),
    }
}

/// A reason somebody can be asked about: a few letters, on one line.
fn reason(typed: &str) -> Result<String, Refused> {
    let reason = edit::readable(typed.trim(), TextStyle::Line);
    let n_chars = reason.chars().count();
    let is_good = n_chars == 0 || (REASON_CHARS_MIN..=REASON_CHARS_MAX).contains(&n_chars);
    if is_good { Ok(reason) } else { Err(Refused::Wrong("reason")) }
}

fn filter(ask: &Ask, scope: Scope) -> Result<RecordFilter, Refused> {
    if ask.q.trim().chars().count() > WORDS_CHARS_MAX {
        return Err(Refused::Wrong("q"));
    }
    let filter = RecordFilter {
        village: some(&ask.village, |text| VillageCode::parse(text).ok())
            .ok_or(Refused::Wrong("village"))?,
        kecamatan: some(&ask.kecamatan, kecamatan).ok_or(Refused::Wrong("kecamatan"))?,
        kind: some(&ask.kind, |name| forms::kind_named(name).map(|kind| kind.id.0))
            .ok_or(Refused::Wrong("kind"))?,
        state: some(&ask.state, RecordState::named).ok_or(Refused::Wrong("state"))?,
        words: Some(ask.q.clone()).filter(|words| !words.trim().is_empty()),
        from: some(&ask.from, Day::parse).ok_or(Refused::Wrong("from"))?,
        to: some(&ask.to, Day::parse).ok_or(Refused::Wrong("to"))?,
        ..RecordFilter::default()
    };
    // A list of a foreign place would be empty; said as plainly as for one record.
    if filter.span(scope).is_none() { Err(Refused::NotFound) } else { Ok(filter) }
}

/// Reads a parameter: `Some(None)` for an empty one, `None` for one that cannot be read.
pub fn some<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    match text.trim() {
        "" => Some(None),
        text => read(text).map(Some),
    }
}

/// Six digits, dotted or bare.
pub fn kecamatan(text: &str) -> Option<KecamatanCode> {
    let digits: String = text.chars().filter(|char| *char != '.').collect();
    let is_code = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_code { digits.parse().ok().map(KecamatanCode::from_number) } else { None }
}

/// The conditions that were set, in words.
fn words(ask: &Ask) -> String {
    let conditions = [
        ("desa", &ask.village),
        ("kecamatan", &ask.kecamatan),
        ("jenis", &ask.kind),
        ("status", &ask.state),
        ("cari", &ask.q),
        ("dari", &ask.from),
        ("sampai", &ask.to),
    ];
    let set = conditions.into_iter().filter(|(_, value)| !value.trim().is_empty());
    let set: Vec<String> = set.map(|(name, value)| format!("{name}: {}", value.trim())).collect();
    if set.is_empty() { String::from("semua") } else { set.join("; ") }
}
