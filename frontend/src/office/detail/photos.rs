//! The photos of a record: those that are here, and those that are still on the phone.

use leptos::prelude::*;
use shared::{
    desk::record::{Photo, Record},
    text::{Lang, Text, t},
};

const PHOTOS: Text = t("Foto", "Photos");
const OPEN: Text = t("Buka foto:", "Open the photo:");

/// How many are here.
fn arrived(n_here: usize, n: usize, lang: Lang) -> String {
    match lang {
        Lang::Id if n_here == n => format!("Semua foto ({n}) sudah datang."),
        Lang::Id => format!("{n_here} dari {n} foto sudah datang."),
        Lang::En if n_here == n => format!("All photos ({n}) are here."),
        Lang::En => format!("{n_here} of {n} photos are here."),
    }
}

/// The card with all photos that the answers name; nothing where they name none.
pub fn card(lang: Lang, record: &Record) -> Option<AnyView> {
    let inside = of_record(lang, &record.row.record, &record.photos)?;
    Some(
        view! {
            <section class="card" aria-labelledby="photos-t">
                <h2 id="photos-t">{PHOTOS.get(lang)}</h2>
                {inside}
            </section>
        }
        .into_any(),
    )
}

/// Photos of a record, and how many of them are here; nothing where there are none.
pub fn of_record(lang: Lang, record: &str, photos: &[Photo]) -> Option<AnyView> {
    if photos.is_empty() {
        return None;
    }
    let n_here = photos.iter().filter(|photo| photo.is_here()).count();
    let list: Vec<_> = photos.iter().map(|photo| one(lang, record, photo)).collect();
    Some(
        view! {
            <p class="card-why">{arrived(n_here, photos.len(), lang)}</p>
            <ul class="photos">{list}</ul>
        }
        .into_any(),
    )
}

fn one(lang: Lang, record: &str, photo: &Photo) -> AnyView {
    let label = photo.label.get(lang).to_owned();
    if !photo.is_here() {
        let words = photo.words.get(lang).to_owned();
        return view! {
            <li><span class="photo-none">{words}</span><span>{label}</span></li>
        }
        .into_any();
    }
    let address = ["/api/v1/desk/blobs/", record, "/", &photo.blob].concat();
    let small = [&address, "?small=1"].concat();
    let opens = [OPEN.get(lang), " ", &label].concat();
    view! {
        <li>
            <a href=address target="_blank" rel="noopener" aria-label=opens>
                <img src=small alt="" loading="lazy"/>
            </a>
            <span>{label}</span>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_on_the_phone_is_counted() {
        assert_eq!(arrived(2, 3, Lang::Id), "2 dari 3 foto sudah datang.");
        assert_eq!(arrived(3, 3, Lang::Id), "Semua foto (3) sudah datang.");
    }
}
