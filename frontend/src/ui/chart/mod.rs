//! A child's growth: the mark of the KMS, the measures on WHO's lines, and all of them as a table.
//!
//! Nothing hangs on a colour alone: lines are told apart by their dashes and the number at their end,
//! a measure that is hardly possible by its shape.

mod plot;
mod table;
mod words;

use leptos::prelude::*;
use shared::{
    growth::{
        Tables,
        picture::{Growth, Picture},
        series::{Child, Gain, Measure},
    },
    text::Lang,
};

use self::{
    plot::{Label, Plot},
    table::Measures,
};
use crate::ui::icon::{Icon, Sign};

/// Draws a child's growth from all its measures.
pub type DrawGrowth = fn(Child, &[Measure], &Tables) -> AnyView;

/// Everything about the growth of one child. The first picture is seen at once, the others are folded.
#[component]
pub fn GrowthView(
    /// What to show.
    growth: Growth,
    /// In which language.
    lang: Lang,
    /// All pictures are seen at once.
    #[prop(optional)]
    is_open: bool,
) -> impl IntoView {
    let gain = growth.gain().map(|gain| view! { <GainLine gain lang/> });
    let Growth { pictures, rows, .. } = growth;
    let mut figures =
        pictures.into_iter().map(|picture| view! { <Figure picture lang/> }.into_any());
    let first = figures.next();
    let others: Vec<AnyView> = figures.collect();
    let pictures = if is_open || others.is_empty() {
        view! {
            <div class="charts">
                {first}
                {others}
            </div>
        }
        .into_any()
    } else {
        view! {
            {first}
            <details>
                <summary>{words::OTHERS.get(lang)}</summary>
                <div class="charts">{others}</div>
            </details>
        }
        .into_any()
    };
    view! {
        <div class="growth">
            {gain} {pictures}
            <details>
                <summary>{words::MEASURES.get(lang)}</summary>
                <Measures rows lang/>
            </details>
            <p class="small">{words::WHY_BOOK_DIFFERS.get(lang)}</p>
        </div>
    }
}

/// N, T or 2T in words, with a sign.
#[component]
fn GainLine(gain: Gain, lang: Lang) -> impl IntoView {
    let (tone, sign) = match gain {
        Gain::Enough => ("well", Sign::Check),
        Gain::NotEnough | Gain::NotEnoughTwice => ("attention", Sign::Alert),
    };
    view! {
        <p class="says" data-tone=tone data-gain=gain.mark()>
            <Icon sign/>
            <span>{gain.words().get(lang)}</span>
        </p>
    }
}

/// One picture with its heading, and what it says in a sentence.
#[component]
fn Figure(picture: Picture, lang: Lang) -> impl IntoView {
    let plot = Plot::of(&picture);
    let name = words::name(picture.index);
    let id = ["chart-", name].concat();
    let (title_id, words_id) = ([&id, "-title"].concat(), [&id, "-words"].concat());
    let title = words::title(picture.index).get(lang);
    let said = words::said(&picture, lang);
    let lines = plot.lines.into_iter().map(|(sd, path)| {
        view! { <path class="sd" data-sd=sd.to_string() d=path></path> }
    });
    let labels = plot.labels.into_iter().map(label).collect_view();
    let units = [
        plot::unit_up(words::unit_up(picture.index)),
        plot::unit_across(words::unit_across(picture.index).get(lang)),
    ];
    view! {
        <figure class="chart" data-chart=name>
            <figcaption id=title_id.clone()>{title}</figcaption>
            <svg
                viewBox=plot::VIEW_BOX
                role="img"
                aria-labelledby=title_id
                aria-describedby=words_id.clone()
            >
                <path class="band" d=plot.band></path>
                <path class="grid" d=plot.grid></path>
                {lines.collect_view()}
                {labels}
                {units.map(label).into_iter().collect_view()}
                <path class="way" d=plot.way></path>
                <path class="dots" d=plot.dots></path>
                <path class="last" d=plot.last></path>
                <path class="odd" d=plot.odd></path>
            </svg>
            <p class="small" id=words_id>{said}</p>
        </figure>
    }
}

/// A number or a word in a picture. The list below says the same, so that it is not read aloud.
fn label(Label { x, y, anchor, words }: Label) -> AnyView {
    view! { <text x=x y=y text-anchor=anchor aria-hidden="true">{words}</text> }.into_any()
}
