//! A child's growth on the phone: what was measured now beside the phone's own earlier records. The
//! code that draws it is fetched when it is first needed.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{model::FormKind, value::Values},
    growth::series::{Child, Measure},
    id::RecordId,
};

use crate::{
    app::chunk::Loading,
    field::{
        phone::{clock::Clock, storage::Storage},
        words,
    },
    ui::{chart::DrawGrowth, form::Filling, lang::t, when::When},
};

/// How that code is fetched; in the context of the whole app.
#[derive(Clone, Copy)]
pub struct LoadGrowth(pub fn() -> Loading<DrawGrowth>);

/// What a form or record says about a child by now.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Now {
    child: Child,
    measure: Measure,
    nik: i64,
}

impl Now {
    fn of(kind: &FormKind, values: &Values) -> Option<Self> {
        let (child, measure) = kind.growth?(values)?;
        Some(Self { child, measure, nik: kind.nik_in(values) })
    }
}

/// How far the code is.
#[derive(Clone, Copy)]
enum Part {
    Loading,
    Here(DrawGrowth),
    Failed,
}

/// The growth in a form while it is filled.
pub fn of_form(form: Filling, record: RecordId) -> AnyView {
    if form.kind.growth.is_none() {
        return ().into_any();
    }
    let now = form.follow(move |_, state| Now::of(form.kind, &state.values));
    view! { <Growth now kind=form.kind record/> }.into_any()
}

/// The growth that a finished record shows.
pub fn of_record(kind: &'static FormKind, values: &Values, record: RecordId) -> AnyView {
    match Now::of(kind, values) {
        Some(now) => view! { <Growth now=Signal::stored(Some(now)) kind record/> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn Growth(
    #[prop(into)] now: Signal<Option<Now>>,
    kind: &'static FormKind,
    /// The record on this page, which is not looked for among the others.
    record: RecordId,
) -> impl IntoView {
    let (storage, clock) = (expect_context::<Storage>(), expect_context::<Clock>());
    let nik = Memo::new(move |_| now.get().map_or(0, |now| now.nik));
    let earlier = Memo::new(move |_| {
        storage.n_changes.track();
        storage.measures(kind, nik.get(), record)
    });
    let part = RwSignal::new(Part::Loading);
    let LoadGrowth(load) = expect_context();
    let fetch = move || {
        spawn_local(async move {
            let loaded = load().await;
            // The page may have been left meanwhile.
            part.try_set(loaded.map_or(Part::Failed, Part::Here));
        });
    };
    fetch();
    let drawn = move || match part.get() {
        Part::Loading => ().into_any(),
        Part::Failed => view! { <p class="small">{t(&words::NO_CHART)}</p> }.into_any(),
        Part::Here(draw) => {
            let (Some(now), Some(tables)) = (now.get(), clock.growth.get()) else {
                return ().into_any();
            };
            let mut measures = earlier.get();
            measures.push(now.measure);
            untrack(|| draw(now.child, &measures, tables))
        }
    };
    view! {
        <When is=move || now.get().is_some() && clock.growth.get().is_some()>
            // It has its room from the start: nothing moves when the drawing comes.
            <div class="growth-place">{drawn}</div>
        </When>
    }
}
