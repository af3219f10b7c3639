//! What the server says of the answers of a change: why it is held, and what is worth a look.

use std::collections::BTreeMap;

use shared::{
    day::Day,
    form::{
        content::Content,
        eval::walk,
        model::{FormKind, KindId, Scene, World},
        problem::{Code, Path, Problem},
        validate::{blocking, validate},
        value::{Value, Values},
    },
    forms::{self, codes, visit::VISIT},
    id::AccountId,
    kk::NoKk,
    region::VillageCode,
    sync::{
        state::State,
        verdict::held_state,
        wire::{Header1, OP_PUT, OP_WITHDRAW},
    },
};

use super::{References, results};
use crate::store::{
    StoreError, Tx,
    record::{Record, read_change},
};

/// A clock further ahead of the server's than this is worth a note, milliseconds: a day.
const CLOCK_OFF_MS: u64 = 24 * 60 * 60 * 1000;
/// No change was made before there was this program, Unix milliseconds: 1 January 2026. A form that
/// waited for weeks in a place without a network is no sign of a wrong clock.
const EARLIEST_MS: u64 = 1_767_200_400_000;
/// The latest time a change is believed to be of, Unix milliseconds: the end of 2199, where the
/// calendar of [`Day`] ends.
const LATEST_MS: u64 = 7_258_093_199_999;

/// What was found, and what lists and searches show of the answers.
#[derive(Default)]
pub(super) struct Findings {
    /// Why it is held.
    pub(super) problems: Vec<Problem>,
    /// What is worth a look.
    pub(super) notes: Vec<Problem>,
    /// The words that tell one record from another.
    pub(super) subject: String,
    /// The NIK it is about.
    pub(super) nik: Option<u64>,
}

/// What the author of some changes may do. The changes of a push are mostly of one village and day, and
/// within a transaction the answers stay the same, so each is asked once.
pub(super) struct Rights {
    author: AccountId,
    now_ms: u64,
    is_active: Option<bool>,
    own_kk: Option<Option<NoKk>>,
    is_assigned: BTreeMap<(VillageCode, Day), bool>,
}

impl Rights {
    pub(super) fn new(author: AccountId, now_ms: u64) -> Self {
        Self { author, now_ms, is_active: None, own_kk: None, is_assigned: BTreeMap::new() }
    }

    fn is_active(&mut self, tx: &mut (impl Tx + ?Sized)) -> Result<bool, StoreError> {
        let is_active = match self.is_active {
            Some(is_active) => is_active,
            None => tx.is_active(self.author)?,
        };
        self.is_active = Some(is_active);
        Ok(is_active)
    }

    fn own_kk(&mut self, tx: &mut (impl Tx + ?Sized)) -> Result<Option<NoKk>, StoreError> {
        let own_kk = match self.own_kk {
            Some(own_kk) => own_kk,
            None => tx.own_kk(self.author)?,
        };
        self.own_kk = Some(own_kk);
        Ok(own_kk)
    }

    pub(super) fn is_assigned(
        &mut self,
        tx: &mut (impl Tx + ?Sized),
        village: VillageCode,
        day: Day,
    ) -> Result<bool, StoreError> {
        if let Some(is_assigned) = self.is_assigned.get(&(village, day)) {
            return Ok(*is_assigned);
        }
        let is_assigned = tx.is_assigned(self.author, village, day)?;
        self.is_assigned.insert((village, day), is_assigned);
        Ok(is_assigned)
    }
}

/// What is known of the visit of a form.
#[derive(Clone, Copy)]
pub(super) enum Visit<'v> {
    /// The change is of a visit itself.
    Itself,
    /// Stored.
    Stored {
        /// The last answers it had; `None` when they do not read.
        answers: Option<&'v Values>,
        /// Its author took it back.
        is_withdrawn: bool,
    },
    /// Not stored yet.
    Missing,
}

/// Asks everything of a change that does not depend on its place in the record.
///
/// A form that names no visit is checked like one whose visit has not come. `record` is what is
/// stored of the change's record.
pub(super) fn check(
    tx: &mut (impl Tx + ?Sized),
    rights: &mut Rights,
    (header, content): (&Header1, Option<&Content>),
    record: Option<&Record>,
    visit: Visit<'_>,
    refs: &References,
) -> Result<Findings, StoreError> {
    let mut found = Findings::default();
    let (author, now_ms) = (rights.author, rights.now_ms);
    if !rights.is_active(tx)? {
        found.problem(codes::ACCOUNT_OFF);
    }
    let is_ahead = header.made_at_ms > now_ms.saturating_add(CLOCK_OFF_MS);
    if is_ahead || header.made_at_ms < EARLIEST_MS {
        found.note(codes::CLOCK_OFF);
    }
    let is_withdrawal = header.op == OP_WITHDRAW;
    if is_withdrawal && record.is_some() {
        // Whoever made a record may take it back, wherever that was.
        return Ok(found);
    }
    if !rights.is_assigned(tx, header.village, made_on(header))? {
        found.problem(codes::VILLAGE_NOT_YOURS);
    }
    if is_withdrawal {
        return Ok(found);
    }
    if header.op != OP_PUT {
        found.problem(codes::KIND_UNKNOWN);
    }
    let kind = known_kind(header);
    let visit = match visit {
        Visit::Itself if kind.is_some_and(|kind| kind.id != VISIT.id) => Visit::Missing,
        other => other,
    };
    match visit {
        Visit::Missing => found.note(codes::VISIT_MISSING),
        Visit::Stored { is_withdrawn: true, .. } => found.note(codes::VISIT_WITHDRAWN),
        Visit::Stored { .. } | Visit::Itself => {}
    }
    match (kind, content) {
        (None, _) => found.problem(codes::KIND_UNKNOWN),
        (Some(_), None) => found.problem(codes::CONTENT_UNREADABLE),
        (Some(kind), Some(content)) => {
            let own_kk = rights.own_kk(tx)?;
            let world = World { own_kk, ..refs.world(today(now_ms, header.made_at_ms)) };
            found.nik = nik_in(kind, &content.values);
            let previous = match found.nik {
                Some(nik) => previous(tx, header, nik, author)?,
                None => None,
            };
            let visit_values = match visit {
                Visit::Stored { answers, .. } => answers,
                Visit::Itself | Visit::Missing => None,
            };
            let scene = Scene {
                kind,
                version: header.kind_version,
                values: &content.values,
                visit: visit_values,
                previous: previous.as_ref(),
                overrides: &content.overrides,
                world,
            };
            found.subject = kind.subject_of(&content.values);
            if matches!(visit, Visit::Itself) || visit_values.is_some() {
                check_whole(&mut found, &scene);
            } else {
                check_alone(&mut found, &scene);
            }
        }
    }
    if let Some(nik) = found.nik
        && tx.nik_elsewhere(nik, header.village, author)?
    {
        found.note(codes::NIK_ELSEWHERE);
    }
    Ok(found)
}

/// The day in Tuban on which a change was made, which decides whose village it was.
pub(super) fn made_on(header: &Header1) -> Day {
    Day::in_tuban(header.made_at_ms.min(LATEST_MS))
}

/// The day that answers are compared with: today here, or the phone's when its clock runs ahead by
/// less than a day, so that a form finished just before a midnight that is still to come here passes.
fn today(now_ms: u64, made_at_ms: u64) -> Day {
    let is_ahead = made_at_ms > now_ms && made_at_ms - now_ms <= CLOCK_OFF_MS;
    Day::in_tuban(if is_ahead { made_at_ms } else { now_ms })
}

/// The kind of a change, if this version of it is known here. A change of a lower version is checked
/// as that version was, by what the fields say of when they came.
fn known_kind(header: &Header1) -> Option<&'static FormKind> {
    forms::kind(KindId(header.kind))
        .filter(|kind| (1..=kind.version).contains(&header.kind_version))
}

fn nik_in(kind: &FormKind, values: &Values) -> Option<u64> {
    match walk(values, kind.nik?) {
        Some(Value::Int(nik)) => u64::try_from(*nik).ok(),
        _ => None,
    }
}

/// The answers of the record before about the same person, as the phone looks for it: among the
/// author's own, because a note on somebody else's would tell what stands in it.
///
/// One that is damaged gives no notes, and holds nothing up: its successor is not to blame.
fn previous(
    tx: &mut (impl Tx + ?Sized),
    header: &Header1,
    nik: u64,
    author: AccountId,
) -> Result<Option<Values>, StoreError> {
    match stored_previous(tx, header, nik, author) {
        Err(StoreError::Damaged(what)) => {
            tracing::error!(change = %header.change, what, "the record before cannot be read");
            Ok(None)
        }
        other => other,
    }
}

fn stored_previous(
    tx: &mut (impl Tx + ?Sized),
    header: &Header1,
    nik: u64,
    author: AccountId,
) -> Result<Option<Values>, StoreError> {
    let Some(before) = tx.previous(header, nik, author)? else { return Ok(None) };
    let head = tx.change(before.head)?.ok_or(StoreError::Damaged("a head is missing"))?;
    let change = read_change(&head.bytes)?;
    Ok(Content::from_bytes(&change.content).ok().map(|content| content.values))
}

/// Checks answers when nothing is missing that the checks look at. The results that count are the
/// server's own: what must follow from them is asked whatever the phone computed.
fn check_whole(found: &mut Findings, scene: &Scene<'_>) {
    let (values, differs) = results::own(scene);
    let scene = Scene { values: &values, ..*scene };
    if differs {
        found.note(codes::RESULT_DIFFERS);
    }
    for problem in validate(&scene) {
        if scene.is_blocked_by(&problem) {
            found.problems.push(problem);
        } else if is_told_to_the_office(problem.code) {
            found.notes.push(problem);
        }
    }
}

/// Checks answers without their visit.
fn check_alone(found: &mut Findings, scene: &Scene<'_>) {
    let problems = blocking(scene).into_iter();
    found.problems.extend(problems.filter(|problem| needs_no_visit(problem.code)));
}

/// True for a warning that the office is told, because the author may go on in spite of it: from
/// comparing with the record before, which the phone gives while the form is filled, and that the
/// family is the author's own, which only the server knows.
fn is_told_to_the_office(code: Code) -> bool {
    [codes::SHRUNK, codes::WEIGHT_JUMP, codes::OWN_FAMILY].contains(&code)
}

/// True for a problem of an answer by itself (its shape, its range, a number that cannot be). What is
/// asked and what is required may hang on the visit, and so do the rules of each kind: without the
/// visit they say nothing.
fn needs_no_visit(code: Code) -> bool {
    code != codes::REQUIRED && code.0 < codes::VISIT_OLD.0
}

/// True for what is found of the sender or his phone at the moment of sending.
fn is_of_sending(code: Code) -> bool {
    [codes::ACCOUNT_OFF, codes::CLOCK_OFF].contains(&code)
}

/// True for the note that the visit had not come.
pub(super) fn lacks_visit(notes: &[Problem]) -> bool {
    notes.iter().any(|note| note.code == codes::VISIT_MISSING)
}

/// True when a village holds these problems that is not the author's.
pub(super) fn is_of_foreign_village(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.code == codes::VILLAGE_NOT_YOURS)
}

impl Findings {
    pub(super) fn problem(&mut self, code: Code) {
        self.problems.push(code.at(Path::root(), Vec::new()));
    }

    fn note(&mut self, code: Code) {
        self.notes.push(code.at(Path::root(), Vec::new()));
    }

    /// The state that a change gets by what was found.
    pub(super) fn state(&self, header: &Header1) -> State {
        if !self.problems.is_empty() {
            held_state(&self.problems)
        } else if header.op == OP_WITHDRAW {
            State::Withdrawn
        } else {
            State::Sent
        }
    }

    /// Takes what only the sending itself shows from what was found then: an account that was switched
    /// on again, or a clock, tells nothing of that moment.
    pub(super) fn keep_of_sending(&mut self, before: &Record) {
        let lists = [(&mut self.problems, &before.problems), (&mut self.notes, &before.notes)];
        for (now, then) in lists {
            now.retain(|problem| !is_of_sending(problem.code));
            let kept = then.iter().filter(|problem| is_of_sending(problem.code)).cloned();
            now.splice(0..0, kept);
        }
    }
}
