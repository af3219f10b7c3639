//! Who took out what, for those who answer for it.

use leptos::prelude::*;
use shared::{
    desk::files::Note,
    text::{Lang, Text},
};

use super::{model::Files, words};
use crate::{app::dates, office::desk::Desk};

/// The notes, the newest first.
#[component]
pub fn Notes(lang: Lang, files: Files) -> impl IntoView {
    let desk = expect_context::<Desk>();
    // Also after a file of one's own was made.
    let n_ready = Memo::new(move |_| {
        files.exports.with(|all| all.iter().filter(|export| export.state == "ready").count())
    });
    Effect::new(move |_| {
        n_ready.get();
        files.read_notes(desk, false);
    });
    let head = [words::WHO, words::WHEN, words::WHAT, words::WHICH, words::HOW_MANY, words::WHY]
        .map(|words: Text| view! { <th scope="col">{words.get(lang)}</th> });
    let more = move || {
        files.next.get().map(|_| {
            view! {
                <button
                    type="button" class="button"
                    on:click=move |_| files.read_notes(desk, true)
                >
                    {words::OLDER.get(lang)}
                </button>
            }
        })
    };
    view! {
        <section class="card" aria-labelledby="files-notes-t">
            <h2 id="files-notes-t">{words::NOTES.get(lang)}</h2>
            <div class="files-notes" tabindex="0" role="region" aria-labelledby="files-notes-t">
                <table>
                    <thead><tr>{head}</tr></thead>
                    <tbody>
                        <For
                            each=move || files.notes.get()
                            key=|note| note.number
                            children=move |note| line(lang, note)
                        />
                    </tbody>
                </table>
            </div>
            {more}
        </section>
    }
}

fn line(lang: Lang, note: Note) -> impl IntoView {
    let why = if note.is_masked { words::MASKED.get(lang).to_owned() } else { note.reason };
    view! {
        <tr>
            <td>{note.who}</td>
            <td>{dates::moment(note.at_ms, lang)}</td>
            <td>{note.what.get(lang).to_owned()}</td>
            <td>{note.filter}</td>
            <td class="number">{words::number(note.n_rows, lang)}</td>
            <td>{why}</td>
        </tr>
    }
}
