//! The page of all that there is to do.

use client::todo::{Progress, Todo, What};
use leptos::prelude::*;

use super::words;
use crate::{
    field::{
        parts::{
            people::neighbourhood,
            todo::{TodoList, TodoRow, words as todo},
        },
        shell::frame::{HOME, PlainPage},
        words as common,
    },
    ui::{
        each::{Each, Item},
        lang::t,
        list::LinkList,
        live::Live,
        when::When,
    },
};

/// Most rows on screen; who has more chooses.
const ROWS_MAX: usize = 50;

/// Which of them are shown.
#[derive(Clone, Copy)]
struct Chosen {
    what: RwSignal<Option<What>>,
    rt: RwSignal<Option<Rt>>,
    typed: RwSignal<String>,
}

/// A neighbourhood: its village, RW and RT.
type Rt = (u32, Option<u16>, Option<u16>);

fn rt_of(progress: &Progress) -> Rt {
    (progress.village.number(), progress.rw, progress.rt)
}

impl Chosen {
    /// True for what is shown by kind and neighbourhood, tracked.
    fn fits(self, todo: &Todo<'_>) -> bool {
        let rt = todo.village.zip(todo.family);
        let rt = rt.map(|(village, family)| (village.number(), family.rw, family.rt));
        self.what.get().is_none_or(|what| todo.what == what)
            && self.rt.get().is_none_or(|wanted| rt == Some(wanted))
    }
}

/// The page: a box to search, kinds, neighbourhoods, the rows.
#[component]
pub fn Tasks() -> impl IntoView {
    let list = TodoList::follow();
    let chosen = Chosen {
        what: RwSignal::new(None),
        rt: RwSignal::new(None),
        typed: RwSignal::new(String::new()),
    };
    // Counted once for all buttons.
    let counts = Memo::new(move |_| {
        list.with(|todos| {
            let n_of = |what| todos.items.iter().filter(|todo| todo.what == what).count();
            What::ALL.map(n_of)
        })
    });
    let kinds = What::ALL.into_iter().enumerate().map(move |(idx, what)| {
        let n_here = Signal::derive(move || counts.with(|counts| counts[idx]));
        view! { <Kind chosen what=Some(what) n_here/> }.into_any()
    });
    let n_all = Signal::derive(move || counts.with(|counts| counts.iter().sum()));
    view! {
        <PlainPage title=t(&words::TITLE) back=HOME>
            <div class="field">
                <label class="label" for="cari-tugas">
                    {t(&words::SEARCH)}
                </label>
                <input
                    type="search"
                    id="cari-tugas"
                    name="cari-tugas"
                    autocomplete="off"
                    on:input=move |event| chosen.typed.set(event_target_value(&event))
                />
            </div>
            <div class="filters">
                <Kind chosen what=None n_here=n_all/>
                {kinds.collect_view()}
            </div>
            <Neighbourhoods list chosen/>
            <Found list chosen n_all/>
        </PlainPage>
    }
}

/// Chooses a kind of thing to do; hidden where there is none.
#[component]
fn Kind(chosen: Chosen, what: Option<What>, n_here: Signal<usize>) -> impl IntoView {
    let name = what.map_or(words::ALL, todo::name);
    let is_hidden = move || what.is_some() && n_here.get() == 0 && chosen.what.get() != what;
    view! {
        <button
            type="button"
            class="filter"
            hidden=is_hidden
            aria-pressed=move || (chosen.what.get() == what).then_some("true")
            on:click=move |_| chosen.what.set(what)
        >
            <Live words=move || common::counted(n_here.get(), &name)/>
        </button>
    }
}

/// How far each neighbourhood is; a touch chooses one.
#[component]
fn Neighbourhoods(list: TodoList, chosen: Chosen) -> impl IntoView {
    let progress = Memo::new(move |_| list.with(|todos| todos.progress.clone()));
    let total = move || {
        let (seen, all) = progress.with(|rts| {
            let seen = rts.iter().map(|rt| rt.n_seen).sum::<usize>();
            (seen, rts.iter().map(|rt| rt.n_families).sum::<usize>())
        });
        [t(&words::BY_RT), ": ", &of(seen, all)].concat()
    };
    let items = move || {
        let all = (None, String::from(t(&words::ALL_RT)));
        let rts = progress.with(|rts| rts.iter().map(rt_words).collect::<Vec<_>>());
        let buttons = core::iter::once(all).chain(rts).map(|(rt, words)| {
            Item::new(format!("{rt:?} {words}"), move || {
                view! {
                    <button
                        type="button"
                        class="filter"
                        aria-pressed=move || (chosen.rt.get() == rt).then_some("true")
                        on:click=move |_| chosen.rt.set(rt)
                    >
                        {words}
                    </button>
                }
                .into_any()
            })
        });
        buttons.collect::<Vec<_>>()
    };
    view! {
        <When is=Signal::derive(move || progress.with(|rts| !rts.is_empty()))>
            <details data-section="rt">
                <summary>
                    <Live words=total/>
                </summary>
                <div class="filters">
                    <Each items/>
                </div>
            </details>
        </When>
    }
}

/// `RT 03/RW 01: 12 dari 41`.
fn rt_words(progress: &Progress) -> (Option<Rt>, String) {
    let name = neighbourhood(progress.rt, progress.rw);
    let name = name.unwrap_or_else(|| String::from(t(&words::NO_RT)));
    (Some(rt_of(progress)), [&name, ": ", &of(progress.n_seen, progress.n_families)].concat())
}

fn of(part: usize, whole: usize) -> String {
    [&part.to_string(), " ", t(&words::OF), " ", &whole.to_string()].concat()
}

/// What fits.
#[component]
fn Found(list: TodoList, chosen: Chosen, n_all: Signal<usize>) -> impl IntoView {
    let rows = Memo::new(move |_| {
        list.with(|todos| {
            let today = list.today();
            let fit = todos.items.iter().filter(|todo| chosen.fits(todo));
            let rows = fit.map(|todo| TodoRow::of(todo, today));
            chosen.typed.with(|typed| {
                rows.filter(|row| row.has(typed.trim())).take(ROWS_MAX + 1).collect::<Vec<_>>()
            })
        })
    });
    let items =
        move || -> Vec<Item> { rows.get().into_iter().take(ROWS_MAX).map(TodoRow::item).collect() };
    let below = move || match rows.with(Vec::len) {
        0 if n_all.get() == 0 => t(&words::NOTHING),
        0 => t(&words::NONE_FOUND),
        n_rows if n_rows > ROWS_MAX => t(&words::MORE),
        _ => "",
    };
    view! {
        <LinkList name="tasks">
            <Each items/>
        </LinkList>
        <p class="quiet-words" role="status">
            <Live words=move || String::from(below())/>
        </p>
    }
}
