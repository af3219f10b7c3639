//! The page with files: which records, as which file; what an operator types, and has typed; one's own
//! files; and who took out what.

mod mine;
pub mod model;
mod notes;
mod typing;
mod words;

use leptos::prelude::*;
use shared::{
    day::Day,
    desk::files::{Ask, CHANNELS, MENUS, REASON_CHARS_MAX, REASON_CHARS_MIN, days_to_closing},
    id::RecordId,
    sync::state::RecordState,
    text::{Lang, Text},
};

use self::{mine::Mine, model::Files, notes::Notes, typing::Typing};
use super::{
    desk::{Desk, Session},
    heading::Heading,
    list::{
        filters::Filters,
        places::{self, Place},
    },
    route::{Filter, Route},
    text,
};
use crate::ui::live::Live;

/// The page.
#[component]
pub fn FilesPage(lang: Lang) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let files = expect_context::<Files>();
    let filter = Signal::derive(move || desk.route.get().filter());
    desk.title(words::TITLE.get(lang));
    files.look(desk);
    let (villages, may_read_notes) = desk.session.with_untracked(|session| match session {
        Session::In(me) => {
            (places::places(&me.villages), matches!(me.role.as_str(), "dinsos" | "admin"))
        }
        Session::Opening | Session::Failed(_) | Session::Out(_) => (Vec::new(), false),
    });
    let villages: StoredValue<Vec<Place>> = StoredValue::new(villages);
    let refine = Callback::new(move |(filter, is_typing): (Filter, bool)| {
        desk.route.refine(Route::Files(filter), is_typing);
    });
    let failure = move || {
        files.failure.get().map(|error| {
            view! { <div class="list-failed" role="alert"><p>{text::error(&error, lang)}</p></div> }
        })
    };
    view! {
        <div class="page files">
            <Heading>{words::TITLE.get(lang)}</Heading>
            {failure}
            <section class="card" aria-labelledby="files-list-t">
                <h2 id="files-list-t">{words::LIST.get(lang)}</h2>
                <p>{words::LIST_HELP.get(lang)}</p>
                <Filters lang filter places=villages refine/>
                <ListFile lang files filter/>
            </section>
            <Operator lang files filter/>
            <Mine lang files/>
            {may_read_notes.then(|| view! { <Notes lang files/> })}
        </div>
    }
}

/// The reason and the two buttons.
#[component]
fn ListFile(lang: Lang, files: Files, filter: Signal<Filter>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let reason = RwSignal::new(String::new());
    let wrong: RwSignal<Option<Text>> = RwSignal::new(None);
    let ask = move |what: &str| {
        let filter = filter.get_untracked();
        let typed = reason.get_untracked();
        let n_chars = typed.trim().chars().count();
        let problem = if what == "csv" && filter.kind.is_none() {
            Some(words::CSV_KIND)
        } else if n_chars > 0 && n_chars < REASON_CHARS_MIN {
            Some(words::REASON_SHORT)
        } else {
            None
        };
        wrong.set(problem);
        if problem.is_none() {
            let reason = String::from(typed.trim());
            files.ask(desk, Ask { what: what.into(), reason, ..of_filter(&filter) });
        }
    };
    view! {
        <div class="box files-reason">
            <label for="files-reason">{words::REASON.get(lang)}</label>
            <input
                id="files-reason"
                type="text"
                autocomplete="off"
                maxlength=REASON_CHARS_MAX.to_string()
                aria-describedby="files-reason-help"
                aria-invalid=move || wrong.get().is_some().to_string()
                prop:value=move || reason.get()
                on:input=move |event| {
                    reason.set(event_target_value(&event));
                    wrong.set(None);
                }
            />
            <p id="files-reason-help" class="files-help">{words::REASON_HELP.get(lang)}</p>
        </div>
        <p class="box-error" role="alert">
            {move || wrong.get().map(|words| words.get(lang))}
        </p>
        <p class="files-buttons">
            <button
                type="button" class="button-main" aria-disabled=busy(files)
                on:click=move |_| ask("xlsx")
            >
                {words::MAKE_XLSX.get(lang)}
            </button>
            <button
                type="button" class="button" aria-disabled=busy(files)
                aria-describedby="files-csv-help"
                on:click=move |_| ask("csv")
            >
                {words::MAKE_CSV.get(lang)}
            </button>
        </p>
        <p id="files-csv-help">{words::CSV_WARNING.get(lang)}</p>
    }
}

/// For an attribute of a button that does nothing for the moment.
fn busy(files: Files) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync {
    move || files.is_asking.get().then_some("true")
}

/// What an operator types: the village of the filter, a menu and a way.
#[component]
fn Operator(lang: Lang, files: Files, filter: Signal<Filter>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    // Somebody of one village has no box to choose it in.
    let own = desk.session.with_untracked(|session| match session {
        Session::In(me) if me.villages.len() == 1 => me.villages[0].code.clone(),
        _ => String::new(),
    });
    let village = move || {
        let chosen = filter.get().village.map(|code| code.to_string());
        chosen.unwrap_or_else(|| own.clone())
    };
    let village = Memo::new(move |_| village());
    let (menu, channel) = (RwSignal::new(MENUS[0].0), RwSignal::new(CHANNELS[0].0));
    let make = move |_| {
        let village = village.get_untracked();
        if !village.is_empty() {
            let ask = Ask {
                what: String::from("operator"),
                village,
                menu: String::from(menu.get_untracked()),
                channel: String::from(channel.get_untracked()),
                ..Ask::default()
            };
            files.ask(desk, ask);
        }
    };
    let closing = move || {
        let days = Day::parse(&files.today.get()).map(days_to_closing);
        days.map_or_else(String::new, |days| words::closing(days, lang))
    };
    let is_open = Memo::new(move |_| !village.get().is_empty());
    view! {
        <section class="card" aria-labelledby="files-operator-t">
            <h2 id="files-operator-t">{words::OPERATOR.get(lang)}</h2>
            <p>{words::OPERATOR_HELP.get(lang)}</p>
            <p><strong><Live words=closing/></strong></p>
            <div class="filters">
                <Choice id="files-menu" label=words::MENU.get(lang) lang options=&MENUS chosen=menu/>
                <Choice
                    id="files-channel" label=words::CHANNEL.get(lang) lang
                    options=&CHANNELS chosen=channel
                />
            </div>
            <p class="files-buttons">
                {move || if is_open.get() {
                    view! {
                        <button
                            type="button" class="button-main" aria-disabled=busy(files)
                            on:click=make
                        >
                            {words::MAKE_OPERATOR.get(lang)}
                        </button>
                    }.into_any()
                } else {
                    view! { <span role="status">{words::VILLAGE_FIRST.get(lang)}</span> }.into_any()
                }}
            </p>
            <Typing lang village menu filter/>
        </section>
    }
}

/// A box to choose one of a few names from.
#[component]
fn Choice(
    id: &'static str,
    label: &'static str,
    lang: Lang,
    options: &'static [(&'static str, Text)],
    chosen: RwSignal<&'static str>,
) -> impl IntoView {
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some((name, _)) = options.iter().find(|(one, _)| *one == name) {
            chosen.set(name);
        }
    };
    let option = |(name, words): &'static (&'static str, Text)| {
        view! {
            <option value=*name selected=move || chosen.get() == *name>{words.get(lang)}</option>
        }
    };
    view! {
        <div class="box">
            <label for=id>{label}</label>
            <select id=id on:change=choose>{options.iter().map(option).collect_view()}</select>
        </div>
    }
}

/// What a filter of the list asks of a file.
fn of_filter(filter: &Filter) -> Ask {
    let text = |value: Option<String>| value.unwrap_or_default();
    Ask {
        village: text(filter.village.map(|code| code.to_string())),
        kecamatan: text(filter.kecamatan.map(|code| code.to_string())),
        kind: filter.kind.unwrap_or_default().into(),
        state: filter.state.map(RecordState::name).unwrap_or_default().into(),
        from: text(filter.from.map(|day| day.to_string())),
        to: text(filter.to.map(|day| day.to_string())),
        q: filter.words.trim().into(),
        ..Ask::default()
    }
}

/// Makes a file of one record, without names and numbers, and shows the page with files. For a page
/// that shows that record.
#[component]
pub fn OneRecord(lang: Lang, record: RecordId) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let files = expect_context::<Files>();
    let make = move |_| {
        let record = record.to_string();
        files.ask(desk, Ask { what: String::from("record"), record, ..Ask::default() });
        let filter = desk.route.with_untracked(Route::filter);
        desk.route.go(Route::Files(filter));
    };
    view! {
        <button type="button" class="button-small" on:click=make>{words::ONE.get(lang)}</button>
    }
}
