//! The camera, files of pictures, and pictures as they are kept.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::Element;

use crate::browser;

#[wasm_bindgen(module = "/src/browser/camera.js")]
extern "C" {
    #[wasm_bindgen(js_name = open)]
    fn open_camera(video: &Element, longest: u32, lost: &JsValue) -> Promise;

    /// Switches the camera off, where this `video` has it.
    pub fn close(video: &Element);

    fn take(video: &Element, longest: u32, is_grey: bool, most: u32) -> Promise;

    fn head(input: &Element, most: u32) -> Promise;

    fn shrink(input: &Element, longest: u32, is_grey: bool, most: u32) -> Promise;

    fn png(canvas: &Element) -> Promise;

    /// An address at which the page can show a picture, until [`forget`].
    pub fn address(bytes: &[u8]) -> String;

    /// The address is not needed any more.
    pub fn forget(address: &str);
}

/// How large a picture is kept.
#[derive(Clone, Copy, Debug)]
pub struct Profile {
    /// Its longer side, pixels; a smaller picture stays as it is.
    pub longest: u32,
    /// Without colours.
    pub is_grey: bool,
    /// What it should take, bytes: its quality is lowered for that as far as it stays readable.
    pub most_bytes: u32,
}

/// A picture as it is kept.
pub struct Kept {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Their SHA-256.
    pub sha256: [u8; 32],
    /// A picture of it of a few kB.
    pub small: Vec<u8>,
}

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCamera {
    /// The person or the phone does not let us.
    Refused,
    /// There is none, or the browser gives none.
    Missing,
    /// Another app has it.
    Busy,
    /// Another question has it by now, or the page was left.
    Passed,
    /// It could not be made into a picture, as when memory is short.
    Failed,
}

impl NoCamera {
    /// By the name that the browser gives.
    fn named(error: &JsValue) -> Self {
        match error.as_string().as_deref() {
            Some("NotAllowedError" | "SecurityError") => Self::Refused,
            Some("NotFoundError" | "OverconstrainedError" | "NotSupportedError") => Self::Missing,
            Some("NotReadableError") => Self::Busy,
            Some("AbortError") => Self::Passed,
            _ => Self::Failed,
        }
    }
}

/// Shows the rear camera in a `video`. `lost` is called when it goes off: with true when somebody took it
/// away, with false when another `video` has it now.
///
/// # Errors
/// [`NoCamera`].
pub async fn open(
    video: &Element,
    profile: Profile,
    lost: impl FnMut(bool) + 'static,
) -> Result<(), NoCamera> {
    let lost = Closure::<dyn FnMut(bool)>::wrap(Box::new(lost)).into_js_value();
    let opened = browser::wait(open_camera(video, profile.longest, &lost)).await;
    opened.map(drop).map_err(|error| NoCamera::named(&error))
}

/// What the `video` shows now.
///
/// # Errors
/// [`NoCamera`].
pub async fn shot(video: &Element, profile: Profile) -> Result<Kept, NoCamera> {
    let Profile { longest, is_grey, most_bytes } = profile;
    kept(take(video, longest, is_grey, most_bytes)).await
}

/// The first bytes of the file that was chosen in an `input`; `None` when none was or it cannot be read.
pub async fn head_of(input: &Element, most: u32) -> Option<Vec<u8>> {
    let bytes = browser::wait(head(input, most)).await.ok()?;
    bytes.dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec())
}

/// The file that was chosen in an `input`.
///
/// # Errors
/// [`NoCamera::Failed`].
pub async fn file(input: &Element, profile: Profile) -> Result<Kept, NoCamera> {
    let Profile { longest, is_grey, most_bytes } = profile;
    kept(shrink(input, longest, is_grey, most_bytes)).await
}

/// What stands on a `canvas`.
///
/// # Errors
/// [`NoCamera::Failed`].
pub async fn drawn(canvas: &Element) -> Result<Kept, NoCamera> {
    kept(png(canvas)).await
}

async fn kept(promise: Promise) -> Result<Kept, NoCamera> {
    let three = browser::wait(promise).await.map_err(|error| NoCamera::named(&error))?;
    let three = Array::from(&three);
    let bytes_at = |idx| {
        let bytes = three.get(idx).dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec());
        bytes.map_err(|_| NoCamera::Failed)
    };
    let sha256 = bytes_at(1)?.try_into().map_err(|_| NoCamera::Failed)?;
    Ok(Kept { bytes: bytes_at(0)?, sha256, small: bytes_at(2)? })
}
