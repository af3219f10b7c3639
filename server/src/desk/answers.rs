//! The answers of a record as everybody but its author sees them.

use shared::{
    form::{
        content::Content,
        model::{KindId, Scene, World},
        value::Values,
    },
    forms,
};

use crate::store::desk::{RecordDetail, RecordLine};
use crate::sync::results;

/// The answers of a record's head; as [`read`].
#[must_use]
pub fn of(detail: &RecordDetail, world: World<'_>) -> Option<Content> {
    let RecordLine { kind, kind_version, ref content, .. } = detail.line;
    read((kind, kind_version), content, of_visit(detail).as_ref(), world)
}

/// What was answered as it came, and the results as the server finds them; `None` when the answers do
/// not read. The phone's own results stay in the bytes that it sent.
#[must_use]
pub fn read(
    (kind, kind_version): (u16, u16),
    bytes: &[u8],
    visit: Option<&Values>,
    world: World<'_>,
) -> Option<Content> {
    let content = Content::from_bytes(bytes).ok()?;
    let Some(kind) = forms::kind(KindId(kind)) else { return Some(content) };
    if !(1..=kind.version).contains(&kind_version) {
        // What another version computes is not known here.
        return Some(content);
    }
    let (values, overrides) = (&content.values, &content.overrides);
    let version = kind_version;
    let scene = Scene { kind, version, values, visit, previous: None, overrides, world };
    let values = results::own(&scene).0.into_owned();
    Some(Content { values, ..content })
}

/// The last answers of its visit, where they read.
#[must_use]
pub fn of_visit(detail: &RecordDetail) -> Option<Values> {
    let content = detail.visit_content.as_deref()?;
    Content::from_bytes(content).ok().map(|content| content.values)
}
