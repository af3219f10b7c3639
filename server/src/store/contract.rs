//! One suite for every engine behind [`super::Tx`].
