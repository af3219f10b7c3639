//! Drawing with a finger or a pen on a `canvas`.

use wasm_bindgen::{JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::Element;

#[wasm_bindgen(module = "/src/browser/pen.js")]
extern "C" {
    #[wasm_bindgen(js_name = open)]
    fn open_pen(canvas: &Element, drawn: &JsValue);

    /// Wipes a canvas that is [`open`].
    pub fn wipe(canvas: &Element);
}

/// Lets people draw. `drawn` is called whenever there is a line that is long enough to be a name.
pub fn open(canvas: &Element, drawn: impl FnMut() + 'static) {
    let drawn = Closure::<dyn FnMut()>::wrap(Box::new(drawn)).into_js_value();
    open_pen(canvas, &drawn);
}
