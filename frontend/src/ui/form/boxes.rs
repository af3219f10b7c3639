//! What stands in the boxes of a question, for whoever writes into them from outside.

use shared::form::{edit, model::Kind, value::Value};

use crate::ui::lang;

/// The words of each box of a question with this answer; none for radio buttons and ticks, which
/// follow the answer by themselves.
pub fn words(kind: &Kind, value: Option<&Value>) -> Vec<String> {
    match kind {
        Kind::Day => edit::boxes(value, 3),
        Kind::Month => edit::boxes(value, 2),
        Kind::Choice(_) => vec![match value {
            Some(Value::Choice(code)) => code.to_string(),
            _ => String::new(),
        }],
        Kind::Int { .. }
        | Kind::Decimal { .. }
        | Kind::Text { .. }
        | Kind::Nik { .. }
        | Kind::NoKk
        | Kind::Phone => vec![edit::typed(kind, value, lang::now())],
        Kind::Bool
        | Kind::Choices { .. }
        | Kind::Group(_)
        | Kind::Rows { .. }
        | Kind::Computed(_)
        | Kind::Picture(_)
        | Kind::Reference
        | Kind::Reserved => Vec::new(),
    }
}
