//! Language, text size, the account, and how to install.

use client::route::Route;
use shared::text::{Lang, Text};

use super::{
    super::{state::App, text},
    shell, sync, when,
};
use crate::ui::{
    dom::{View, div, el, heading, live, nothing, of, para, say, several, start},
    lang::t,
    parts,
};

/// The page of settings.
pub fn page(app: App) -> View {
    // Each language in itself.
    let mut languages = div("filters");
    for (lang, name) in [(Lang::Id, "Bahasa Indonesia"), (Lang::En, "English")] {
        let choose = parts::button_of("filter", name, move || app.set_lang(lang));
        languages =
            languages.put(choose.flag_of("aria-pressed", "true", move || app.lang() == lang));
    }
    let mut sizes = div("filters");
    for (steps, words) in (0_u8..).zip(text::TEXT_SIZES) {
        let choose = parts::button("filter", &words, move || app.set_text_size(steps));
        sizes = sizes.put(choose.flag_of("aria-pressed", "true", move || app.text_size() == steps));
    }
    let version = [t(&text::VERSION), " ", env!("CARGO_PKG_VERSION")].concat();
    let children = vec![
        el("h1").say(&text::SETTINGS_TITLE).done(),
        block(&text::LANGUAGE, languages.done()),
        block(&text::TEXT_SIZE, sizes.done()),
        live(move || account(app)),
        block(&text::INSTALL, say("", &text::INSTALL_HOW)),
        live(move || sync::storage(app)),
        para("small", &version),
        // In a window of its own: the page is the server's and has no way back.
        of("a", "small")
            .attr("href", "/notice.txt")
            .attr("target", "_blank")
            .say(&text::SOURCES)
            .done(),
    ];
    shell::main_page(app, &Route::Settings, children)
}

fn block(title: &Text, inner: View) -> View {
    of("section", "block").kid(heading(title)).kid(inner).done()
}

fn account(app: App) -> View {
    let profile = app.profile.look();
    let Some(profile) = profile.as_ref() else { return nothing() };
    let mut list = of("dl", "pairs").put(parts::pair(&text::NAME, &profile.name));
    for assignment in &profile.villages {
        list = list.put(parts::pair(&text::VILLAGE, &assignment.title));
    }
    let office = [&profile.office_name, " ", profile.office_phone.as_str()].concat();
    list = list.put(parts::pair(&text::OFFICE, &office));
    block(&text::ACCOUNT, several(vec![list.done(), sign_out(app)]))
}

fn sign_out(app: App) -> View {
    let sure = move || {
        let n_unsent = app.n_waiting();
        let n_drafts = app.drafts.with(Vec::len);
        if n_unsent + n_drafts > 0 {
            return stay(app, (n_unsent, n_drafts));
        }
        let sign_out = move || {
            start(Box::pin(async move {
                match app.sign_out().await {
                    Ok(()) => app.say(text::SIGNED_OUT_DONE),
                    // Who has gone on meanwhile is told as well.
                    Err(trouble) if app.route.get_untracked() != Route::Settings => {
                        app.say(trouble.words());
                    }
                    Err(trouble) => app.trouble.set(trouble.words()),
                }
            }));
        };
        let (titles, yes) =
            ([&text::SIGN_OUT_SURE, &text::CANCEL], (&text::SIGN_OUT_YES, "sign-out-yes"));
        shell::question(app, titles, t(&text::SIGN_OUT_WHAT), yes, sign_out)
    };
    let ask = parts::button("second", &text::SIGN_OUT, move || {
        app.trouble.set(Text::EMPTY);
        app.ask(sure);
    });
    several(vec![shell::trouble(app), ask.attr("data-action", "sign-out").done()])
}

/// Says what is only on this phone, and leads there: signing out would be refused.
fn stay(app: App, (n_unsent, n_drafts): (usize, usize)) -> View {
    let mut words = String::new();
    for (count, what) in [(n_unsent, text::WAITING), (n_drafts, text::UNFINISHED_HERE)] {
        if count > 0 {
            words = [&words, &when::counted(count, t(&what)), ". "].concat();
        }
    }
    words.push_str(t(&text::SIGN_OUT_FIRST));
    let is_unsent = n_unsent > 0;
    let label = if is_unsent { text::SEND_FIRST } else { text::LOOK };
    let go = move || {
        if is_unsent {
            app.kick_sync();
        }
        app.go(if is_unsent { Route::Sync } else { Route::Home });
    };
    let titles = [&text::SIGN_OUT_LATER, &text::CANCEL];
    shell::question(app, titles, &words, (&label, "stay"), go)
}
