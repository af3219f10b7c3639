//! The PSM's phone app, and where it is cut into parts.
#![cfg_attr(target_family = "wasm", no_main)]

use frontend::{
    app::chunk::NotHere,
    field::{
        app,
        chunks::{self, FindKind, Page, Parts},
    },
    ui::{chart::DrawGrowth, form::DrawQuestion},
};
use wasm_split_helpers::wasm_split;

const PARTS: Parts = Parts {
    phone: || Box::pin(phone()),
    work: || Box::pin(work()),
    device: || Box::pin(device()),
    kinds: || Box::pin(kinds()),
    growth: || Box::pin(growth()),
    proof: || Box::pin(proof()),
};

/// Where the page begins. A `main` would bring the start of threads along, which a page has none of.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
fn start() {
    app::start(PARTS);
}

/// Elsewhere it only compiles.
#[cfg(not(target_family = "wasm"))]
fn main() {
    app::start(PARTS);
}

#[wasm_split(phone, fallible)]
fn phone() -> Result<fn(), NotHere> {
    Ok(chunks::run_phone)
}

#[wasm_split(work, fallible)]
fn work() -> Result<Page, NotHere> {
    Ok(chunks::work)
}

#[wasm_split(device, fallible)]
fn device() -> Result<Page, NotHere> {
    Ok(chunks::device)
}

#[wasm_split(kinds, fallible)]
fn kinds() -> Result<FindKind, NotHere> {
    Ok(chunks::kind)
}

#[wasm_split(growth, fallible)]
fn growth() -> Result<DrawGrowth, NotHere> {
    Ok(chunks::growth)
}

#[wasm_split(proof, fallible)]
fn proof() -> Result<DrawQuestion, NotHere> {
    Ok(chunks::proof)
}
