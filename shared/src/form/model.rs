//! What a form kind is made of: data only, so that it can be shown, checked, documented and sent.

mod condition;
mod field;
mod kind;
mod scene;
mod sign;

pub use condition::{Base, Cond, Num, Ref};
pub use field::{
    Check, ChoiceList, Class, Compared, Field, Kind, Mark, Offer, Opt, ParamOf, Picture,
    REFERENCE_BYTES_MAX, RowRule, Shown, Suggest, TextStyle,
};
pub use kind::{Compute, FormKind, Headline, KindId, Measured, Section, Tone};
pub use scene::{Scene, World};
pub use sign::{Drawing, Pictogram};
