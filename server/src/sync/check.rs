//! What the server says of the answers of a change: why it is held, and what is worth a look.

use std::rc::Rc;

use bytes::Bytes;
use shared::{
    day::Day,
    form::{
        content::Content,
        eval::walk,
        model::{FormKind, KindId, Scene, World},
        problem::{Code, Problem, Severity, at_most},
        review::review,
        validate::blocking,
        value::{Value, Values},
    },
    forms::{
        self, codes, person,
        visit::{self, VISIT},
    },
    id::{AccountId, ChangeId},
    kk::NoKk,
    region::VillageCode,
    register::reference::{About, Reference, about, person_in},
    sync::{
        limits::PROBLEMS_MAX,
        wire::{self, Header1, OP_PUT, OP_WITHDRAW, Problem1},
    },
};

use super::{
    References,
    findings::Findings,
    look::{Looked, LookedAt},
    odd::Haste,
    prepare::Arrived,
    results,
    rights::Rights,
    tasks::Whom,
    visits::{Visit, Visits},
};
use crate::{
    clock::PLAINLY_WRONG_MS,
    store::{StoreError, View, record::Record},
};

/// A change that was made later than it came by more than this is worth a note, milliseconds: a
/// minute. A phone guesses the server's clock to half of a request, which takes 30 s at most.
const MADE_AFTER_MS: u64 = 60_000;
/// The phone's day counts when it is ahead by no more than this, milliseconds: a day.
const DAY_AHEAD_MS: u64 = 24 * 60 * 60 * 1000;
/// The latest time a change is believed to be of, Unix milliseconds: the end of 2199, where the
/// calendar of [`Day`] ends.
const LATEST_MS: u64 = 7_258_093_199_999;

/// Characters of a subject; a name has a hundred at most.
const SUBJECT_CHARS_MAX: usize = 200;

/// A list of problems is at most so long for a change of this length, bytes: a few for any, and one more
/// for each hundred bytes. A problem takes 10 to 20 bytes where it is stored, twice, so that all of them
/// together weigh less than the change.
fn n_listed_max(n_bytes: usize) -> usize {
    (8 + n_bytes / 100).min(PROBLEMS_MAX)
}

/// What answers are compared with. While that is the same, so is what is found in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Basis {
    visit: Visit,
    /// The last revision of the record before about the same person.
    previous: Option<ChangeId>,
    /// When that was finished, Unix milliseconds.
    previous_at_ms: Option<u64>,
    own_kk: Option<NoKk>,
    today: Day,
}

/// One change to be checked.
#[derive(Clone, Copy)]
pub(super) struct Subject<'s> {
    pub(super) header: &'s Header1,
    /// All of it as it came.
    pub(super) bytes: &'s [u8],
    /// What a look at it found.
    pub(super) looked: Option<&'s Looked>,
}

impl<'s> Subject<'s> {
    pub(super) fn of(arrived: &'s Arrived) -> Self {
        let Arrived { header, bytes, looked, .. } = arrived;
        Self { header, bytes, looked: looked.as_ref() }
    }

    /// Its answers, read; `None` when they do not read.
    pub(super) fn content(self) -> Option<Content> {
        let change = wire::decode::<wire::Change1>(self.bytes).ok()?;
        Content::from_bytes(&change.content).ok()
    }
}

/// Checks changes of one author. Knows what was asked for already: the changes of a push are mostly of
/// one visit, and within a transaction the answers stay the same.
pub(super) struct Checker<'r> {
    pub(super) author: AccountId,
    now_ms: u64,
    refs: &'r References,
    /// When forms were made.
    pub(super) haste: Haste,
    /// What the author may do.
    pub(super) rights: Rights,
    /// Visits, with answers that others are compared with.
    pub(super) visits: Visits,
}

impl<'r> Checker<'r> {
    pub(super) fn new(author: AccountId, refs: &'r References, now_ms: u64) -> Self {
        let (rights, visits) = (Rights::new(author), Visits::new(author));
        Self { author, now_ms, refs, haste: Haste::default(), rights, visits }
    }

    /// Looks at the answers of a change; `None` when there are none to look at.
    pub(super) fn look(
        &mut self,
        view: &(impl View + ?Sized),
        arrived: &Arrived,
    ) -> Result<Option<Looked>, StoreError> {
        let subject = Subject::of(arrived);
        let Some(kind) = known_kind(subject.header).filter(|_| subject.header.op != OP_WITHDRAW)
        else {
            return Ok(None);
        };
        let Some(content) = subject.content() else { return Ok(Some(Looked::default())) };
        let visit = self.visit(view, subject.header, kind)?;
        let nik = nik_of(view, subject.header.village, (kind, &content.values))?;
        let basis = self.basis(view, subject.header, nik, visit)?;
        let found = self.compare(view, subject, (kind, &content), basis)?;
        let pack = |problems: Vec<Problem>| {
            wire::encode(&problems.iter().map(Problem1::from).collect::<Vec<_>>())
        };
        Ok(Some(Looked {
            subject: subject_of(kind, &content.values),
            nik,
            urgency: kind.urgency(&content.values),
            whom: whom_in(kind, &content.values),
            found: Some(LookedAt {
                basis,
                problems: pack(found.problems),
                notes: pack(found.notes),
            }),
        }))
    }

    /// Asks everything of a change that does not depend on its place in the record.
    ///
    /// A form that names no visit is checked like one whose visit has not come. `record` is what is
    /// stored of the change's record.
    pub(super) fn check(
        &mut self,
        view: &(impl View + ?Sized),
        subject: Subject<'_>,
        record: Option<&Record>,
    ) -> Result<Findings, StoreError> {
        let header = subject.header;
        let mut found = Findings::default();
        if !self.rights.is_active(view)? {
            found.problem(codes::ACCOUNT_OFF);
        }
        let is_ahead = header.made_at_ms > self.now_ms.saturating_add(MADE_AFTER_MS);
        // A form that waited for weeks in a place without a network is no sign of a wrong clock.
        if is_ahead || header.made_at_ms < PLAINLY_WRONG_MS {
            found.note(codes::CLOCK_OFF);
        }
        let is_withdrawal = header.op == OP_WITHDRAW;
        if is_withdrawal && record.is_some() {
            // Whoever made a record may take it back, wherever that was.
            return Ok(found);
        }
        if !self.rights.is_assigned(view, header.village, made_on(header))? {
            found.problem(codes::VILLAGE_NOT_YOURS);
        }
        if is_withdrawal {
            return Ok(found);
        }
        if header.op != OP_PUT {
            found.problem(codes::KIND_UNKNOWN);
        }
        let kind = known_kind(header);
        let visit = match kind {
            Some(kind) => self.visit(view, header, kind)?,
            None => self.visits.of(view, header)?,
        };
        match visit {
            Visit::Missing => found.note(codes::VISIT_MISSING),
            Visit::Stored { is_withdrawn: true, .. } => found.note(codes::VISIT_WITHDRAWN),
            Visit::Stored { .. } | Visit::Itself => {}
        }
        match kind {
            None => found.problem(codes::KIND_UNKNOWN),
            Some(kind) => {
                self.check_answers(view, subject, (kind, visit), &mut found)?;
                self.note_contradictions(view, subject, kind, &mut found)?;
                self.note_odd(view, header, (kind, visit), &mut found)?;
                self.note_dead(view, subject, &mut found)?;
            }
        }
        if let Some(nik) = found.nik
            && view.nik_elsewhere(nik, header.village, self.author)?
        {
            found.note(codes::NIK_ELSEWHERE);
        }
        Ok(found)
    }

    /// Adds what is found in the answers: what a look found, if that still stands.
    fn check_answers(
        &mut self,
        view: &(impl View + ?Sized),
        subject: Subject<'_>,
        (kind, visit): (&'static FormKind, Visit),
        found: &mut Findings,
    ) -> Result<(), StoreError> {
        if let Some(Looked { subject: words, nik, urgency, whom, found: Some(at) }) = subject.looked
            && self.basis(view, subject.header, *nik, visit)? == at.basis
        {
            found.previous_at_ms = at.basis.previous_at_ms;
            found.subject.clone_from(words);
            found.nik = *nik;
            found.urgency = *urgency;
            found.whom = *whom;
            found.problems.append(&mut unpack(&at.problems)?);
            found.notes.append(&mut unpack(&at.notes)?);
            return Ok(());
        }
        let Some(content) = subject.content() else {
            found.problem(codes::CONTENT_UNREADABLE);
            return Ok(());
        };
        found.subject = subject_of(kind, &content.values);
        found.nik = nik_of(view, subject.header.village, (kind, &content.values))?;
        found.urgency = kind.urgency(&content.values);
        found.whom = whom_in(kind, &content.values);
        let basis = self.basis(view, subject.header, found.nik, visit)?;
        found.previous_at_ms = basis.previous_at_ms;
        let mut own = self.compare(view, subject, (kind, &content), basis)?;
        found.problems.append(&mut own.problems);
        found.notes.append(&mut own.notes);
        Ok(())
    }

    /// Takes a change of a visit as stored, though it is still to come.
    pub(super) fn expect_visit(&mut self, header: &Header1, change: Bytes) {
        self.visits.expect(header, change);
    }

    /// The visit of a change of this kind.
    fn visit(
        &mut self,
        view: &(impl View + ?Sized),
        header: &Header1,
        kind: &FormKind,
    ) -> Result<Visit, StoreError> {
        Ok(match self.visits.of(view, header)? {
            // A visit is its own, and so is what belongs to no visit.
            Visit::Itself if kind.id != VISIT.id && !kind.is_confidential => Visit::Missing,
            other => other,
        })
    }

    /// What the answers of a change are to be compared with.
    fn basis(
        &mut self,
        view: &(impl View + ?Sized),
        header: &Header1,
        nik: Option<u64>,
        visit: Visit,
    ) -> Result<Basis, StoreError> {
        // The record before is looked for as the phone does it: among the author's own, because a note
        // on somebody else's would tell what stands in it.
        let previous = match nik {
            Some(nik) => view.previous(header, nik, self.author)?,
            None => None,
        };
        let previous_at_ms = previous.as_ref().map(|before| before.made_at_ms);
        let previous = previous.map(|before| before.head);
        let own_kk = self.rights.own_kk(view)?;
        Ok(Basis {
            visit,
            previous,
            previous_at_ms,
            own_kk,
            today: today(self.now_ms, header.made_at_ms),
        })
    }

    /// What is found in answers by comparing them with this.
    fn compare(
        &mut self,
        view: &(impl View + ?Sized),
        subject: Subject<'_>,
        (kind, content): (&'static FormKind, &Content),
        basis: Basis,
    ) -> Result<Findings, StoreError> {
        let visit = match basis.visit {
            Visit::Stored { answers: Some(change), .. } => self.visits.answers(view, change)?,
            Visit::Stored { answers: None, .. } | Visit::Itself | Visit::Missing => None,
        };
        let previous = match basis.previous {
            Some(change) => self.previous(view, subject.header, change)?,
            None => None,
        };
        let world = World {
            own_kk: basis.own_kk,
            village: Some(subject.header.village),
            ..self.refs.world(basis.today)
        };
        let scene = Scene {
            kind,
            version: subject.header.kind_version,
            values: &content.values,
            visit: visit.as_deref(),
            previous: previous.as_deref(),
            overrides: &content.overrides,
            world,
        };
        let mut found = Findings::default();
        if basis.visit == Visit::Itself || visit.is_some() {
            check_whole(&mut found, &scene);
        } else {
            check_alone(&mut found, &scene);
        }
        let n_max = n_listed_max(subject.bytes.len());
        found.problems = at_most(found.problems, n_max);
        found.notes = at_most(found.notes, n_max);
        Ok(found)
    }

    /// The answers of the record before. One that is damaged gives no notes, and holds nothing up: its
    /// successor is not to blame.
    fn previous(
        &mut self,
        view: &(impl View + ?Sized),
        header: &Header1,
        before: ChangeId,
    ) -> Result<Option<Rc<Values>>, StoreError> {
        match self.visits.answers(view, before) {
            Err(StoreError::Damaged(what)) => {
                tracing::error!(change = %header.change, what, "the record before cannot be read");
                Ok(None)
            }
            other => other,
        }
    }
}

/// Problems as a look left them.
fn unpack(bytes: &[u8]) -> Result<Vec<Problem>, StoreError> {
    let wire: Vec<Problem1> =
        wire::decode(bytes).map_err(|_| StoreError::Damaged("what a look found does not read"))?;
    Ok(wire.into_iter().map(Problem::from).collect())
}

/// The day in Tuban on which a change was made, which decides whose village it was.
pub(super) fn made_on(header: &Header1) -> Day {
    Day::in_tuban(header.made_at_ms.min(LATEST_MS))
}

/// The day that answers are compared with: today here, or the phone's when its clock runs ahead by
/// less than a day, so that a form finished just before a midnight that is still to come here passes.
fn today(now_ms: u64, made_at_ms: u64) -> Day {
    let is_ahead = made_at_ms > now_ms && made_at_ms - now_ms <= DAY_AHEAD_MS;
    Day::in_tuban(if is_ahead { made_at_ms } else { now_ms })
}

/// The kind of a change, if this version of it is known here. A change of a lower version is checked
/// as that version was, by what the fields say of when they came.
fn known_kind(header: &Header1) -> Option<&'static FormKind> {
    forms::kind(KindId(header.kind))
        .filter(|kind| (1..=kind.version).contains(&header.kind_version))
}

/// The words that tell one record from another, as long as two names: lists show them in one line.
fn subject_of(kind: &FormKind, values: &Values) -> String {
    kind.subject_of(values).chars().take(SUBJECT_CHARS_MAX).collect()
}

fn nik_in(kind: &FormKind, values: &Values) -> Option<u64> {
    match walk(values, kind.nik?) {
        Some(Value::Int(nik)) => u64::try_from(*nik).ok(),
        _ => None,
    }
}

/// The NIK of the person that a form is about: typed, or the register's whole one where the answers say
/// that its last four digits are as on the card.
fn nik_of(
    view: &(impl View + ?Sized),
    village: VillageCode,
    (kind, values): (&FormKind, &Values),
) -> Result<Option<u64>, StoreError> {
    if let Some(nik) = nik_in(kind, values) {
        return Ok(Some(nik));
    }
    let matches = person_in(kind, values).and_then(|group| group.get(person::NIK_MATCHES));
    let matches = matches == Some(true);
    match whom_in(kind, values).person {
        // Nobody of another village, or an answer would tell of whom it is not the author's to ask.
        Some(Reference::Numbered { village: there, number }) if matches && there == village => {
            view.register_nik(village, number)
        }
        Some(_) | None => Ok(None),
    }
}

/// Who a form is about by the register, and which family card a visit has.
fn whom_in(kind: &FormKind, values: &Values) -> Whom {
    // Where nobody was met, what was asked for is still to be done.
    if kind.id == VISIT.id && visit::is_in_vain(values) {
        return Whom::default();
    }
    let About { family, person } = about(kind, values);
    let no_kk = (kind.id == VISIT.id).then(|| values.get(visit::KK)).flatten();
    Whom { family, person, no_kk: no_kk.and_then(|number| u64::try_from(number).ok()) }
}

/// Checks answers when nothing is missing that the checks look at. The results that count are the
/// server's own: what must follow from them is asked whatever the phone computed.
fn check_whole(found: &mut Findings, scene: &Scene<'_>) {
    let (values, differs) = results::own(scene);
    let scene = Scene { values: &values, ..*scene };
    if differs {
        found.note(codes::RESULT_DIFFERS);
    }
    let review = review(&scene);
    found.problems.extend(review.blocking(&scene));
    let notes = review.notes(&scene).into_iter();
    found.notes.extend(notes.map(|note| note.problem).filter(is_told_to_the_office));
}

/// Checks answers without their visit.
fn check_alone(found: &mut Findings, scene: &Scene<'_>) {
    let problems = blocking(scene).into_iter();
    found.problems.extend(problems.filter(|problem| needs_no_visit(problem.code)));
}

/// True for a warning that the author passed over. A doubt that was answered with a reason stands among
/// the answers, with the reason; what is merely worth knowing was told to the author.
fn is_told_to_the_office(problem: &Problem) -> bool {
    problem.severity == Severity::Warning
}

/// True for a problem of an answer by itself (its shape, its range, a number that cannot be). What is
/// asked and what is required may hang on the visit, and so do the rules of each kind: without the
/// visit they say nothing.
fn needs_no_visit(code: Code) -> bool {
    code != codes::REQUIRED && code.0 < codes::VISIT_OLD.0
}
