//! What a kind of form and a measure look like: names of drawings, which an app draws.

/// The pictogram of a kind of form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictogram {
    /// A house: a visit.
    House,
    /// A parcel in a hand: assistance.
    Assistance,
    /// People and an arrow: a family changes.
    Family,
    /// A small child.
    Child,
    /// A school bag and a cross: out of school.
    OutOfSchool,
    /// A cross in a heart: health.
    Health,
    /// A book: school.
    School,
    /// A wheelchair.
    Wheelchair,
    /// An umbrella above a person: care and protection.
    Care,
    /// A bell: somebody of the office is needed.
    Bell,
    /// A sheet: whatever has no drawing of its own.
    Sheet,
}

/// How something is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// A child on a scale.
    Scale,
    /// A child lying on a length board, and one standing at a height board.
    LengthAndHeight,
    /// A tape around the upper arm.
    ArmTape,
    /// A tape around the head.
    HeadTape,
    /// A thumb that leaves a dent in a swollen foot.
    SwollenFeet,
}
