//! Answers as they are kept and sent: pairs of a numeric tag and a value of a few fixed shapes.
//!
//! What a person typed that does not parse yet stays here as [`Value::Text`] under a field of another
//! shape, so that a draft loses nothing; validation names it.

use core::marker::PhantomData;

use serde::{Deserialize, Serialize};

use crate::{day::Day, sync::limits};

/// The number of a field within its form, group or row. Never reused within a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Tag(pub u16);

/// The number of a row, random, stable while rows are added and removed around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowId(pub u32);

/// One answer. The order of the variants is the wire format: only ever add at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A number in the smallest unit of its field; a NIK, a KK number or a phone number as digits.
    Int(i64),
    /// Words; or what was typed and does not parse.
    Text(String),
    /// The code of one option.
    Choice(u16),
    /// The codes of several options, ascending.
    Choices(Vec<u16>),
    /// A civil day.
    Day(Day),
    /// Identifiers and hashes.
    Bytes(#[serde(with = "crate::codec::blob")] Vec<u8>),
    /// A nested group.
    Group(Values),
    /// A repeated group.
    Rows(Vec<Row>),
}

/// One row of a repeated group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its stable number.
    pub id: RowId,
    /// Its answers.
    pub values: Values,
}

/// The answers of one form, group or row, ascending by tag, each tag once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<(Tag, Value)>")]
pub struct Values(Vec<(Tag, Value)>);

impl TryFrom<Vec<(Tag, Value)>> for Values {
    type Error = &'static str;

    /// Refuses tags out of order or twice, and too many of them.
    fn try_from(pairs: Vec<(Tag, Value)>) -> Result<Self, Self::Error> {
        if pairs.len() > limits::VALUES_MAX {
            return Err("too many answers");
        }
        if pairs.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
            return Err("answers out of order");
        }
        Ok(Self(pairs))
    }
}

impl Values {
    /// No answers.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The answer under a tag.
    #[must_use]
    pub fn at(&self, tag: Tag) -> Option<&Value> {
        let idx = self.0.binary_search_by_key(&tag, |(tag, _)| *tag).ok()?;
        self.0.get(idx).map(|(_, value)| value)
    }

    /// The answer under a tag, to change it.
    pub fn at_mut(&mut self, tag: Tag) -> Option<&mut Value> {
        let idx = self.0.binary_search_by_key(&tag, |(tag, _)| *tag).ok()?;
        self.0.get_mut(idx).map(|(_, value)| value)
    }

    /// Puts or, with `None`, takes away an answer.
    pub fn put(&mut self, tag: Tag, value: Option<Value>) {
        match (self.0.binary_search_by_key(&tag, |(tag, _)| *tag), value) {
            (Ok(idx), Some(value)) => self.0[idx].1 = value,
            (Ok(idx), None) => drop(self.0.remove(idx)),
            (Err(idx), Some(value)) => self.0.insert(idx, (tag, value)),
            (Err(_), None) => {}
        }
    }

    /// The answer under a typed key; `None` when it is missing or of another shape.
    #[must_use]
    pub fn get<T: Shape>(&self, key: Key<T>) -> Option<T> {
        self.at(key.tag).and_then(T::from_value)
    }

    /// Puts an answer under a typed key.
    pub fn set<T: Shape>(&mut self, key: Key<T>, value: T) {
        self.put(key.tag, Some(value.into_value()));
    }

    /// The nested group under a tag.
    #[must_use]
    pub fn group(&self, tag: Tag) -> Option<&Values> {
        match self.at(tag) {
            Some(Value::Group(values)) => Some(values),
            _ => None,
        }
    }

    /// The rows under a tag; none when there are none.
    #[must_use]
    pub fn rows(&self, tag: Tag) -> &[Row] {
        match self.at(tag) {
            Some(Value::Rows(rows)) => rows,
            _ => &[],
        }
    }

    /// Tags and answers, ascending by tag.
    pub fn iter(&self) -> impl Iterator<Item = (Tag, &Value)> {
        self.0.iter().map(|(tag, value)| (*tag, value))
    }

    /// True without any answer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps the answers for which `keep` holds.
    pub fn retain(&mut self, mut keep: impl FnMut(Tag, &mut Value) -> bool) {
        self.0.retain_mut(|(tag, value)| keep(*tag, value));
    }
}

impl Value {
    /// True for an answer that says nothing: empty words, groups and lists.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Value::Text(text) => text.trim().is_empty(),
            Value::Choices(codes) => codes.is_empty(),
            Value::Bytes(bytes) => bytes.is_empty(),
            Value::Group(values) => values.iter().all(|(_, value)| value.is_blank()),
            Value::Rows(rows) => rows.is_empty(),
            Value::Bool(_) | Value::Int(_) | Value::Choice(_) | Value::Day(_) => false,
        }
    }
}

/// A tag together with the Rust type of its answer.
pub struct Key<T> {
    /// The number of the field.
    pub tag: Tag,
    shape: PhantomData<fn() -> T>,
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Key<T> {}

impl<T> Key<T> {
    /// A key for the field with this number.
    #[must_use]
    pub const fn new(tag: u16) -> Self {
        Self { tag: Tag(tag), shape: PhantomData }
    }
}

/// A Rust type that stands for one shape of [`Value`].
pub trait Shape: Sized {
    /// Takes the value if it has this shape.
    fn from_value(value: &Value) -> Option<Self>;
    /// Makes a value of this shape.
    fn into_value(self) -> Value;
}

/// The code of one option, as a type of its own beside plain numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen(pub u16);

macro_rules! shapes {
    ($($type:ty, $pattern:pat => $read:expr, $own:ident => $write:expr;)*) => {$(
        impl Shape for $type {
            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    $pattern => Some($read),
                    _ => None,
                }
            }
            fn into_value(self) -> Value {
                let $own = self;
                $write
            }
        }
    )*};
}

shapes! {
    bool, Value::Bool(yes) => *yes, own => Value::Bool(own);
    i64, Value::Int(number) => *number, own => Value::Int(own);
    String, Value::Text(text) => text.clone(), own => Value::Text(own);
    Chosen, Value::Choice(code) => Chosen(*code), own => Value::Choice(own.0);
    Vec<u16>, Value::Choices(codes) => codes.clone(), own => Value::Choices(own);
    Day, Value::Day(day) => *day, own => Value::Day(own);
    Values, Value::Group(values) => values.clone(), own => Value::Group(own);
    Vec<Row>, Value::Rows(rows) => rows.clone(), own => Value::Rows(own);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{self, Unreadable};

    fn read(bytes: &[u8]) -> Result<Values, Unreadable> {
        codec::whole(bytes, limits::CONTENT)
    }

    #[test]
    fn answers_survive_their_bytes() {
        let mut values = Values::new();
        values.put(Tag(9), Some(Value::Text("Siti".into())));
        values.put(Tag(2), Some(Value::Int(-5)));
        values.put(
            Tag(4),
            Some(Value::Rows(vec![Row {
                id: RowId(77),
                values: Values(vec![(Tag(1), Value::Bool(true))]),
            }])),
        );
        assert_eq!(read(&codec::encode(&values)), Ok(values));
    }

    #[test]
    fn tags_twice_or_out_of_order_are_refused() {
        for bytes in [vec![2, 1, 0, 1, 1, 0, 0], vec![2, 2, 0, 1, 1, 0, 0]] {
            assert_eq!(read(&bytes), Err(Unreadable::Damaged), "{bytes:?}");
        }
    }

    #[test]
    fn a_key_reads_only_its_own_shape() {
        let mut values = Values::new();
        values.set(Key::<i64>::new(3), 9500);
        assert_eq!(values.get(Key::<i64>::new(3)), Some(9500));
        assert_eq!(values.get(Key::<bool>::new(3)), None);
    }
}
