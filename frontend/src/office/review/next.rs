//! Which record of a list waits next.

use std::collections::BTreeSet;

use shared::{desk::list::Row, id::RecordId, sync::state::RecordState};

/// The first record behind `here` that waits, or the first of all. A list of one state leads through
/// that; any other through what nobody has decided on. What was decided here is left out: the list may
/// not know it yet.
#[must_use]
pub fn next(
    rows: &[Row],
    here: &str,
    state: Option<RecordState>,
    decided: &BTreeSet<String>,
) -> Option<RecordId> {
    let wanted = state.unwrap_or(RecordState::Sent);
    let waits = |row: &&Row| {
        let is_torn = wanted == RecordState::HeldForOffice && row.n_beside > 0;
        (row.state == wanted.name() || is_torn)
            && row.record != here
            && row.waiting.is_none()
            && !decided.contains(&row.record)
    };
    let behind = rows.iter().position(|row| row.record == here).map_or(0, |idx| idx + 1);
    let mut in_turn = rows.iter().skip(behind).chain(rows.iter().take(behind));
    in_turn.find(waits).and_then(|row| RecordId::parse(&row.record))
}

#[cfg(test)]
mod tests {
    use shared::desk::review::Waiting;

    use super::*;

    fn id(number: u8) -> RecordId {
        RecordId([number; 16])
    }

    fn row(number: u8, state: &str) -> Row {
        Row { record: id(number).to_string(), state: state.to_owned(), ..Row::default() }
    }

    #[test]
    fn the_next_one_stands_below_and_then_at_the_top_again() {
        let rows = [row(1, "sent"), row(2, "checked"), row(3, "sent"), row(4, "sent")];
        let none = BTreeSet::new();
        let after = |here: u8| next(&rows, &id(here).to_string(), None, &none);
        assert_eq!(after(1), Some(id(3)), "what was decided is passed over");
        assert_eq!(after(4), Some(id(1)), "the first ones that were left");
        assert_eq!(after(9), Some(id(1)), "a record that the list does not have");
        let decided = BTreeSet::from([id(3).to_string(), id(4).to_string()]);
        assert_eq!(next(&rows, &id(1).to_string(), None, &decided), None);
    }

    #[test]
    fn a_list_of_what_is_held_leads_to_what_has_two_versions_too() {
        let torn = Row { n_beside: 1, ..row(3, "sent") };
        let waiting = Row { waiting: Some(Waiting::default()), ..row(2, "held_office") };
        let rows = [row(1, "held_office"), waiting, torn];
        let held = Some(RecordState::HeldForOffice);
        assert_eq!(next(&rows, &id(1).to_string(), held, &BTreeSet::new()), Some(id(3)));
    }
}
