//! One question at its place in a form.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::{
    fix::is_place,
    model::{Cond, Field, Kind, Mark},
    place,
    problem::{Path, Severity},
    value::Value,
};

use super::{
    choice::{Checkboxes, RADIO_MAX, Radios, Select, YesNo},
    day_boxes::{DayBoxes, MonthBoxes},
    filling::{Filling, with_around},
    group::Group,
    known::{self, Known},
    long_list::{LISTED_MAX, LongList},
    row_list::RowList,
    state::FormState,
    typed_box::TypedBox,
    visible,
};
use crate::ui::{
    lang::{self, t},
    when::When,
};

/// What an app draws for a photo, a signature or a place, by context: it takes the camera, storage and
/// the receiver, of which nothing here knows.
#[derive(Clone, Copy)]
pub struct DrawProof(pub Callback<Arc<Question>, AnyView>);

/// Draws a question.
pub type DrawQuestion = fn(Arc<Question>) -> AnyView;

/// Before the words of [`Question::wrong`] while something keeps from going on.
const BLOCKED: char = '!';

/// One question; shared by everything that belongs to it.
pub struct Question {
    /// The form.
    pub form: Filling,
    /// Where in the form.
    pub path: Path,
    /// The id of its box; the ids of its label, hint and problems begin with it.
    pub id: String,
    /// The names on the way, for tests and the browser: `anak.nama`, `program.0.status`.
    pub name: String,
    /// What is asked.
    pub field: &'static Field,
    /// The fields of its section, group or row.
    pub beside: &'static [Field],
    /// The problems that are shown here, as words: changes only when they read differently.
    wrong: ReadSignal<String>,
}

impl Question {
    /// The question at a place of a form, with the names on the way to it.
    pub fn new(
        form: Filling,
        name: String,
        path: Path,
        (field, beside): (&'static Field, &'static [Field]),
    ) -> Arc<Self> {
        let wrong = {
            let path = path.clone();
            form.follow(move |_, state| wrong(state, &path))
        };
        Arc::new(Self { form, id: path.dom_id(), path, name, field, beside, wrong })
    }

    /// The id of something that belongs to its box.
    pub fn id_with(&self, suffix: &str) -> String {
        [self.id.as_str(), suffix].concat()
    }

    /// The words of its label.
    pub fn label(&self) -> &'static str {
        t(&self.field.label)
    }

    /// What `read` makes of its answer, for as long as the current owner lives.
    pub fn follow_answer<T: PartialEq + Send + Sync + 'static>(
        &self,
        read: impl Fn(Option<&Value>) -> T + Send + Sync + 'static,
    ) -> ReadSignal<T> {
        let path = self.path.clone();
        self.form.follow(move |_, state| read(place::at(&state.values, &path)))
    }

    /// Its answer, not tracked: what a box begins with.
    pub fn answer(&self) -> Option<Value> {
        self.form.answer(&self.path)
    }

    /// Puts or takes away its answer.
    pub fn put(&self, value: Option<Value>) {
        self.form.put(&self.path, value);
    }

    /// Somebody answers it: problems appear after a pause.
    pub fn typed(&self) {
        self.form.typed(&self.path);
    }

    /// True while a condition holds, for as long as the current owner lives.
    pub fn follow_cond(&self, cond: Cond) -> Signal<bool> {
        match cond {
            Cond::Always => Signal::stored(true),
            Cond::Never => Signal::stored(false),
            cond => {
                let path = self.path.clone();
                let holds = self.form.follow(move |scene, _| {
                    with_around(scene, &path, |here| scene.holds(here, cond))
                });
                holds.into()
            }
        }
    }

    /// How it is marked for people, for as long as the current owner lives.
    pub fn follow_mark(&self) -> Signal<Mark> {
        let (path, field, beside) = (self.path.clone(), self.field, self.beside);
        if field.either.is_none() && (field.is_unmarked || matches!(field.required, Cond::Always)) {
            return Signal::stored(Mark::Unmarked);
        }
        let mark = self.form.follow(move |scene, _| {
            with_around(scene, &path, |here| scene.mark(here, beside, field))
        });
        mark.into()
    }

    /// True while its answer only repeats the last form, for as long as the current owner lives.
    pub fn follow_as_last(&self) -> Signal<bool> {
        let last = self.form.last_answer(&self.path).filter(|_| self.field.is_remembered);
        let Some(last) = last else { return Signal::stored(false) };
        let path = self.path.clone();
        self.form.follow(move |_, state| state.is_as_last(&path, &last)).into()
    }

    /// Puts an answer that nobody typed, and shows it in its boxes.
    pub fn fill(&self, value: Value) {
        self.form.fill(&self.path, self.field, value);
    }

    /// The question inside of this group for one of its fields.
    pub fn inner(&self, fields: &'static [Field], field: &'static Field) -> Arc<Self> {
        let name = [&self.name, ".", field.name].concat();
        Self::new(self.form, name, self.path.field(field.tag), (field, fields))
    }

    /// Shows what is wrong here from now on.
    pub fn show(&self) {
        self.form.show(&self.path);
    }

    /// Changes when the problems that are shown here do; for tracking only.
    pub fn track_problems(&self) {
        self.wrong.track();
    }

    /// True while a problem that is shown here keeps from going on; tracked.
    pub fn is_wrong(&self) -> bool {
        self.wrong.with(|words| words.starts_with(BLOCKED))
    }
}

fn wrong(state: &FormState, path: &Path) -> String {
    let mut words = String::new();
    for problem in state.visible_at(path) {
        if problem.severity >= Severity::Confirm {
            words.insert(0, BLOCKED);
        }
        words.push_str(&problem.words(lang::now()));
    }
    words
}

/// The questions of a group or row; `inner` stands in their names between its own and theirs.
pub fn inner_questions(
    outer: &Question,
    (path, inner): (&Path, &str),
    fields: &'static [Field],
) -> Vec<AnyView> {
    visible(outer.form, path, fields)
        .map(|field| {
            let (name, path) = ([&outer.name, inner, field.name].concat(), path.field(field.tag));
            question_view(Question::new(outer.form, name, path, (field, fields)), false)
        })
        .collect()
}

/// A question while it is asked. `is_headless` leaves the heading of a group to what stands above.
///
/// Boxed, because a group holds questions that may be groups.
pub fn question_view(question: Arc<Question>, is_headless: bool) -> AnyView {
    let field = question.field;
    if field.since > question.form.version {
        return ().into_any();
    }
    if matches!(field.relevant, Cond::Always) {
        return widget(&question, is_headless);
    }
    let is_asked = question.follow_cond(field.relevant);
    // Nothing can be compared with a number that the register does not have.
    let number = known::number(&question);
    let is_comparable = move || number.is_none_or(|number| number.get() != Known::Nothing);
    let is_asked = Signal::derive(move || is_asked.get() && is_comparable());
    view! { <When is=is_asked>{widget(&question, is_headless)}</When> }.into_any()
}

fn proof(question: Arc<Question>) -> AnyView {
    match use_context::<DrawProof>() {
        Some(DrawProof(draw)) => draw.run(question),
        None => ().into_any(),
    }
}

fn widget(question: &Arc<Question>, is_headless: bool) -> AnyView {
    question.form.suggest(&question.path, question.field);
    let question = Arc::clone(question);
    match &question.field.kind {
        Kind::Bool => view! { <YesNo question/> }.into_any(),
        Kind::Choice(list) if list.options.len() <= RADIO_MAX => {
            view! { <Radios question list/> }.into_any()
        }
        Kind::Choice(list) if list.options.len() > LISTED_MAX => {
            view! { <LongList question list/> }.into_any()
        }
        Kind::Choice(list) => view! { <Select question list/> }.into_any(),
        Kind::Choices { list, none } => view! { <Checkboxes question list none=*none/> }.into_any(),
        Kind::Int { .. }
        | Kind::Decimal { .. }
        | Kind::Text { .. }
        | Kind::Nik { .. }
        | Kind::NoKk
        | Kind::Phone => view! { <TypedBox question/> }.into_any(),
        Kind::Day => view! { <DayBoxes question/> }.into_any(),
        Kind::Month => view! { <MonthBoxes question/> }.into_any(),
        Kind::Picture(_) => proof(question),
        place if is_place(place) => proof(question),
        Kind::Group(fields) => view! { <Group question fields is_headless/> }.into_any(),
        Kind::Rows { fields, max, item, .. } => {
            view! { <RowList question fields max=usize::from(*max) item=t(item)/> }.into_any()
        }
        Kind::Computed(_) | Kind::Reference | Kind::Reserved => ().into_any(),
    }
}
