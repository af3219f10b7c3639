//! What people with an account are called: read once, where somebody types it.

/// Longer names are a slip, letters.
const NAME_LEN_MAX: usize = 100;
/// Longer user names are refused at the door before anything is looked up, bytes.
pub const USER_BYTES_MAX: usize = 100;

/// Why something cannot be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but spaces.
    #[error("the name is empty")]
    Empty,
    /// A line break, a tab, or a sign that nobody can see.
    #[error("the name holds a sign that cannot be seen, such as a line break; type it again")]
    Invisible,
    /// Too long.
    #[error("the name is longer than {NAME_LEN_MAX} letters")]
    TooLong,
    /// A user name of several words.
    #[error("a user name is one word, without spaces")]
    Words,
}

/// Reads a person's name.
///
/// # Errors
/// [`NameError`].
pub fn person(typed: &str) -> Result<String, NameError> {
    let name = typed.trim();
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    if name.chars().any(is_invisible) {
        return Err(NameError::Invisible);
    }
    if name.chars().count() > NAME_LEN_MAX {
        return Err(NameError::TooLong);
    }
    Ok(String::from(name))
}

/// Reads a name for signing in, which does not care about capitals.
///
/// # Errors
/// [`NameError`].
pub fn user(typed: &str) -> Result<String, NameError> {
    let user = person(typed)?.to_lowercase();
    if user.contains(char::is_whitespace) {
        return Err(NameError::Words);
    }
    if user.len() > USER_BYTES_MAX {
        return Err(NameError::TooLong);
    }
    Ok(user)
}

/// Signs that take no room or turn the direction of what follows: two names that look the same would
/// be different ones, and a list would show them in another order.
fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(
            sign,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_the_spaces_around_them_and_user_names_their_capitals() {
        assert_eq!(person("  Siti Nur'aini, S.Sos. "), Ok("Siti Nur'aini, S.Sos.".into()));
        assert_eq!(user(" Budi.S "), Ok("budi.s".into()));
    }

    #[test]
    fn what_nobody_can_read_is_no_name() {
        for empty in ["", "  ", "\t\n"] {
            assert_eq!(person(empty), Err(NameError::Empty), "{empty:?}");
        }
        for odd in ["Si\nti", "Si\tti", "Si\0ti", "Si\u{1b}[31mti", "Siti\u{202e}x", "Si\u{200b}ti"]
        {
            assert_eq!(person(odd), Err(NameError::Invisible), "{odd:?}");
        }
        assert_eq!(person(&"x".repeat(101)), Err(NameError::TooLong));
        assert_eq!(user("budi santoso"), Err(NameError::Words));
        assert_eq!(user(&"é".repeat(51)), Err(NameError::TooLong));
    }
}
