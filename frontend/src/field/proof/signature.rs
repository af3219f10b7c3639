//! A signature, drawn on the screen with a finger or a pen. Whoever cannot draw has another answer to the
//! question above it.

use leptos::{html::Canvas, prelude::*, task::spawn_local};
use web_sys::Element;

use super::{
    Step, Taking,
    shown::{Keeping, Still},
    words,
};
use crate::{
    browser::{camera, pen},
    ui::{button::Button, form::BoxSet, lang::t, when::When},
};

/// The question for a signature.
#[component]
pub fn Signature(taking: Taking) -> impl IntoView {
    let (still, paper) = (taking.clone(), taking.clone());
    view! {
        <BoxSet question=taking.question.clone()>
            <When is=taking.is_at(Step::Still)>
                <Still taking=still.clone() empty={
                    let taking = still.clone();
                    move || {
                        let taking = taking.clone();
                        view! {
                            <div class="actions wrap">
                                <Button class="second" action="sign" on_press=move || taking.begin()>
                                    {t(&words::SIGN)}
                                </Button>
                            </div>
                        }
                    }
                }/>
            </When>
            <When is=taking.is_at(Step::Taking)>
                <Paper taking=paper.clone()/>
            </When>
            <When is=taking.is_at(Step::Keeping)>
                <Keeping/>
            </When>
        </BoxSet>
    }
}

/// The box to sign in.
#[component]
fn Paper(taking: Taking) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let shown = StoredValue::new_local(None::<Element>);
    let is_signed = RwSignal::new(false);
    Effect::new(move || {
        let Some(canvas) = canvas.get() else { return };
        let canvas: Element = canvas.into();
        pen::open(&canvas, move || {
            is_signed.try_set(true);
        });
        shown.set_value(Some(canvas));
    });
    let wipe = move || {
        is_signed.set(false);
        if let Some(canvas) = shown.get_value() {
            pen::wipe(&canvas);
        }
    };
    let stop = {
        let taking = taking.clone();
        move || taking.end(None)
    };
    let keep = move || {
        let Some(canvas) = shown.get_value() else { return };
        let taking = taking.clone();
        spawn_local(async move {
            let kept = camera::drawn(&canvas).await;
            taking.keep(kept).await;
        });
    };
    view! {
        <p class="hint">{t(&words::SIGN_HERE)}</p>
        <canvas class="sign-here" node_ref=canvas aria-label=t(&words::SIGN_HERE)></canvas>
        <div class="actions wrap">
            <When is=is_signed>
                <Button class="first" action="keep-signature" on_press=keep.clone()>
                    {t(&words::KEEP)}
                </Button>
            </When>
            <Button class="second" action="wipe" on_press=wipe>{t(&words::WIPE)}</Button>
            <Button class="quiet" on_press=stop>{t(&words::STOP)}</Button>
        </div>
    }
}
