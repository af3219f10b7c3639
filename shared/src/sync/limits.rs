//! Every limit of the conversation between phone and server, each with its arithmetic.

use crate::codec::Limits;

/// Body of one push request as it arrives, bytes. A phone sends at most [`PUSH_BYTES_MAX`] of
/// parcels; a rescue file of a month (300 forms x 300 bytes, in 8 kB parcels) is 90 kB. Room for ten.
pub const BODY_BYTES_MAX: usize = 1_000_000;
/// One parcel after inflating, bytes: [`PARCEL_CHANGES_MAX`] changes of 64 kB would be more, but text
/// packs at most about ten to one and a parcel travels at about 8 kB. A gzip bomb ends here.
pub const PARCEL_INFLATED_BYTES_MAX: usize = 1_000_000;
/// All parcels of one request after inflating, bytes.
pub const PUSH_INFLATED_BYTES_MAX: usize = 4_000_000;
/// Changes in one parcel.
pub const PARCEL_CHANGES_MAX: usize = 100;
/// Changes in one request, over all parcels.
pub const PUSH_CHANGES_MAX: usize = 500;
/// Parcels of one request after inflating are together at most so many times as long as they came, or as
/// long as [`CHANGE_BYTES_MAX`]. Forms pack about two to one, and at most five to one: 64 of their 300
/// bytes are ids and times. What is over waits for the next request. So what a request brings into
/// memory and onto the disk depends on what it weighs.
pub const INFLATION_MAX: usize = 8;
/// Beyond [`PARCEL_CHANGES_MAX`], one request holds a change for so many of its bytes at most; a packed
/// one of the smallest kind, a withdrawal, takes 60 to 70.
pub const BYTES_PER_CHANGE_MIN: usize = 50;
/// Parcels in one request.
pub const PUSH_PARCELS_MAX: usize = 500;
/// One change (header and values), bytes: the largest form with every text filled is about 12 kB.
pub const CHANGE_BYTES_MAX: usize = 64_000;
/// Rows of one pull.
pub const PULL_EVENTS_MAX: u32 = 500;
/// The events of one pull together, bytes: 500 events of usual size (110 bytes) are 55 kB, a quarter of a
/// minute at 32 kbit/s. One with many problems is 4 kB. A phone asks on from its cursor.
pub const PULL_BYTES_MAX: usize = 64_000;
/// Problems and notes in the answer to one push. A phone reads up to 80,000 items of lists
/// ([`PUSH_REPLY`]), a problem has eight, and each of 500 answers takes one. The record's next pull tells
/// them all.
pub const REPLY_PROBLEMS_MAX: usize = 4_000;
/// How deep a message may nest. A form is a step (its content), and three for each group in a group (a
/// list, a pair, a value), five for a row in a group (two lists, a row, a pair, a value). Form, group,
/// row, group and the codes of a choice are 1 + 3 + 3 + 5 + 3 + 1 = 16; one more row and one more group
/// to spare. Everything else that travels is flatter.
pub const DEPTH_MAX: usize = 24;
/// Answers in one group or form.
pub const VALUES_MAX: usize = 400;
/// Items of all lists of one form: answers, rows, codes of choices, and the steps to what was confirmed.
/// The fullest form that there is, a proposal with a family of forty, has 900, and 260 of its answers may
/// be confirmed, each by a way of five steps: with every second one confirmed, which nobody does, it has
/// 1,700 (a test counts them). An item of two bytes takes 32 in memory: 64 kB a form, and some copies of
/// it while it is checked.
pub const FORM_ITEMS_MAX: usize = 2_000;
/// Rows of one repeated group. Only so many are checked; a form with more is held for that.
pub const ROWS_MAX: usize = 60;
/// Problems of one record that are listed; what more of them may hold it is counted. The fullest form
/// that there is has 157 answers, and none of it more than one problem that stays.
pub const PROBLEMS_MAX: usize = 200;

/// Parcels of one request at the start of a session, bytes: 8 kB take a quarter of a second at
/// 256 kbit/s, so a lost request costs little.
pub const PUSH_BYTES_START: usize = 8_000;
/// Never less than this in one request, or a bad line would send one form at a time.
pub const PUSH_BYTES_MIN: usize = 1_000;
/// Never more than this in one request: 2 s at 256 kbit/s.
pub const PUSH_BYTES_MAX: usize = 64_000;
/// A parcel made by packing several changes together stays below this, bytes.
pub const PARCEL_BYTES_MAX: usize = 8_000;

/// Changes that are packed into one parcel are together at most this long before packing, bytes: forms
/// pack about two to one, so the parcel comes out below [`PARCEL_BYTES_MAX`].
pub const PACK_PLAIN_BYTES_MAX: usize = 2 * PARCEL_BYTES_MAX;

/// No answer after this long counts as lost, milliseconds: twice a 64 kB request over 2G (5 s) and
/// a slow server together, and well under the patience of a phone's radio.
pub const REQUEST_TIMEOUT_MS: u64 = 30_000;
/// An answer this quick lets the next request grow, milliseconds.
pub const QUICK_ANSWER_MS: u64 = 5_000;
/// First pause after a failure, milliseconds.
pub const BACKOFF_FIRST_MS: u64 = 2_000;
/// Longest pause after failures, milliseconds.
pub const BACKOFF_MAX_MS: u64 = 300_000;
/// A server's "come again later" is believed up to this long, milliseconds: an hour. A slip in a proxy's
/// configuration must not silence a phone for a week.
pub const RETRY_AFTER_MAX_MS: u64 = 3_600_000;
/// The same failure this many times in a row is shown to the person.
pub const FAILURES_UNTIL_SHOWN: u32 = 3;
/// A change that the server choked on this many times while it answered others no longer holds up later
/// revisions of its record. Overtaking makes a conflict, so a bad day of the server must not suffice.
pub const CHOKES_UNTIL_OVERTAKEN: u32 = 5;
/// How often a phone asks what is new while it is open, milliseconds.
pub const PULL_EVERY_MS: u64 = 300_000;
/// How often a phone asks for a feed that the server does not have, milliseconds: it may have been
/// updated meanwhile, which happens once in weeks.
pub const FEED_ABSENT_MS: u64 = 3_600_000;

/// One blob, bytes: a photo of 1,600 pixels takes 150 to 300 kB. Room for ten.
pub const BLOB_BYTES_MAX: usize = 3_000_000;
/// Pixels of one picture: what the best cameras of cheap phones give. Whoever takes or stores a picture
/// asks its head for this before it is decoded, which takes 4 to 10 bytes a pixel.
pub const PICTURE_PIXELS_MAX: u64 = 24_000_000;
/// The shorter side of a picture, pixels: less shows nothing.
pub const PICTURE_SIDE_MIN: u32 = 16;
/// A blob lies on the phone in parts of this length, bytes: what is sealed and read at once. As long
/// as the longest request ([`PUSH_BYTES_MAX`]), so that one takes two parts at most.
pub const BLOB_PART_BYTES: usize = 64_000;

// How much one message may hold, while it is read. What a phone reads of the server's or of its own
// storage has ten times the room that anything honest needs: refusing it would cost the person a record.

/// The answers of a form.
pub const CONTENT: Limits =
    Limits { n_bytes: CHANGE_BYTES_MAX, n_per_list: VALUES_MAX, n_items: FORM_ITEMS_MAX };
/// A change, its answers still as bytes.
pub const CHANGE: Limits = Limits { n_bytes: CHANGE_BYTES_MAX, n_per_list: 0, n_items: 0 };
/// The changes of a parcel, each still as bytes.
pub const PAYLOAD: Limits = Limits {
    n_bytes: PARCEL_INFLATED_BYTES_MAX,
    n_per_list: PARCEL_CHANGES_MAX,
    n_items: PARCEL_CHANGES_MAX,
};
/// A push, its parcels still as bytes.
pub const PUSH: Limits =
    Limits { n_bytes: BODY_BYTES_MAX, n_per_list: PUSH_PARCELS_MAX, n_items: PUSH_PARCELS_MAX };
/// The answers to a push: one for each change or parcel. Each may list what is wrong or was noticed:
/// 20 problems of 8 items (a way of five steps, two parameters) for each of 500.
pub const PUSH_REPLY: Limits =
    Limits { n_bytes: 4_000_000, n_per_list: PUSH_CHANGES_MAX + PUSH_PARCELS_MAX, n_items: 80_000 };
/// The answer to a pull, its events still as bytes: up to 32 kB for each.
pub const PULL_REPLY: Limits = Limits {
    n_bytes: 16_000_000,
    n_per_list: PULL_EVENTS_MAX as usize,
    n_items: PULL_EVENTS_MAX as usize,
};
/// One event of a pull: ten problems for each of the 400 answers of a form, of 8 items.
pub const RECORD_STATUS: Limits = Limits { n_bytes: 1_000_000, n_per_list: 4_000, n_items: 32_000 };
/// How long after it was decided a record still comes to a fresh phone, days: two months, so that the
/// last posyandu session and the one before are there.
pub const OWN_RECORD_DAYS: i32 = 62;
/// An answer with own records ends with the event that makes it this long, bytes: 3 s at 256 kbit/s, and
/// a tenth of what a phone opens at once.
pub const OWN_RECORDS_BYTES: usize = 100_000;
/// One event with an own record: where it stands, and a change as bytes.
pub const OWN_RECORD: Limits = Limits { n_bytes: 1_100_000, ..RECORD_STATUS };
/// What the office says of a whole record, characters: half a page.
pub const COMMENT_CHARS_MAX: usize = 1_000;
/// What the office says at one field, characters: two sentences.
pub const FIELD_COMMENT_CHARS_MAX: usize = 300;
/// Fields that one decision comments on. Whoever has more to say about a form says it to the PSM.
pub const FIELD_COMMENTS_MAX: usize = 40;
/// One event with a decision: a comment of 4 kB, the ways to all 400 answers of a form (ten steps
/// each), and a record with its answers.
pub const REVIEW: Limits =
    Limits { n_bytes: 1_200_000, n_per_list: 4_000, n_items: 4_400 + RECORD_STATUS.n_items };
/// A rescue file: what waited on one phone. A month is 90 kB; as much as ten requests.
pub const RESCUE_BYTES_MAX: usize = 10 * BODY_BYTES_MAX;
/// As above, its parcels and drafts still as bytes: 500 parcels in each of ten requests.
pub const RESCUE: Limits = Limits { n_bytes: RESCUE_BYTES_MAX, n_per_list: 5_000, n_items: 10_000 };

/// A link being used: 60 bytes.
pub const ACTIVATE: Limits = Limits { n_bytes: 1_000, n_per_list: 0, n_items: 0 };
/// Who works where: Tuban has 328 villages, with a few spans of days each.
pub const PROFILE: Limits = Limits { n_bytes: 100_000, n_per_list: 1_000, n_items: 1_000 };
/// Problems of one record, in the server's database: as many as it ever wrote itself.
pub const STORED_PROBLEMS: Limits =
    Limits { n_bytes: 100_000_000, n_per_list: 1_000_000, n_items: 8_000_000 };

/// A form that is being filled, on the phone: as [`CONTENT`], with words of any length.
pub const ROW_DRAFT: Limits = Limits { n_bytes: 1_000_000, ..CONTENT };
/// A finished record on the phone: a form's bytes, its problems, and 5,000 revisions of a hundred bytes.
pub const ROW_RECORD: Limits =
    Limits { n_bytes: 1_000_000, n_per_list: 5_000, n_items: 5_000 + RECORD_STATUS.n_items };
/// A parcel that waits on the phone, its changes still as bytes.
pub const ROW_OUTBOX: Limits = Limits {
    n_bytes: PARCEL_INFLATED_BYTES_MAX,
    n_per_list: PARCEL_CHANGES_MAX,
    n_items: PARCEL_CHANGES_MAX,
};
/// Where the conversation stands: a cursor for each of some feeds.
pub const ROW_BOOK: Limits = Limits { n_bytes: 10_000, n_per_list: 256, n_items: 256 };
/// A row of numbers on the phone.
pub const ROW_NUMBERS: Limits = Limits { n_bytes: 1_000, n_per_list: 0, n_items: 0 };
