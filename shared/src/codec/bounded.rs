//! A deserializer around another one that counts what is read, and stops when it is too much.
//!
//! It stands between a type and the format, so that no type can forget to count: each list pays for
//! all its items before the first one is read (a reader reserves memory by the length that a message
//! claims), and each thing inside another one is a step deeper (a reader calls itself for it, and the
//! stack has an end). What is neither passes through as it is.

use core::{cell::Cell, fmt};

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, SeqAccess, VariantAccess, Visitor,
};

use super::Limits;
use crate::sync::limits::DEPTH_MAX;

/// What one message may still hold.
pub(super) struct Budget {
    n_per_list: usize,
    n_items: Cell<usize>,
    is_spent: Cell<bool>,
}

impl Budget {
    pub(super) const fn new(Limits { n_per_list, n_items, .. }: Limits) -> Self {
        Self { n_per_list, n_items: Cell::new(n_items), is_spent: Cell::new(false) }
    }

    /// A deserializer that pays from this.
    pub(super) const fn around<D>(&self, inner: D) -> Bounded<'_, D> {
        Bounded { inner, room: Room { budget: self, n_deeper: DEPTH_MAX } }
    }

    /// True when the message held more.
    pub(super) const fn is_spent(&self) -> bool {
        self.is_spent.get()
    }
}

/// What is left where reading has come to.
#[derive(Clone, Copy)]
struct Room<'b> {
    budget: &'b Budget,
    n_deeper: usize,
}

impl Room<'_> {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        let n_deeper = self.n_deeper.checked_sub(1).ok_or_else(|| self.spent())?;
        Ok(Self { n_deeper, ..self })
    }

    fn pay<E: Error>(self, n_items: usize) -> Result<(), E> {
        let left = self.budget.n_items.get().checked_sub(n_items);
        let left =
            left.filter(|_| n_items <= self.budget.n_per_list).ok_or_else(|| self.spent())?;
        self.budget.n_items.set(left);
        Ok(())
    }

    fn spent<E: Error>(self) -> E {
        self.budget.is_spent.set(true);
        E::custom("more than one message may hold")
    }
}

/// A part of a format or a type, with the room that it has.
pub(super) struct Bounded<'b, T> {
    inner: T,
    room: Room<'b>,
}

/// A type that waits for what it consists of.
struct Inside<'b, V> {
    visitor: V,
    room: Room<'b>,
    /// True when it has as many items as the message claims, not as many as the type has.
    is_list: bool,
}

macro_rules! simple {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$name(visitor)
        }
    )*};
}

macro_rules! nested {
    ($($name:ident($($arg:ident: $type:ty),*) is_list $is_list:literal)*) => {$(
        fn $name<V: Visitor<'de>>(self $(, $arg: $type)*, visitor: V) -> Result<V::Value, D::Error> {
            let room = self.room.deeper()?;
            self.inner.$name($($arg,)* Inside { visitor, room, is_list: $is_list })
        }
    )*};
}

macro_rules! unused {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, _: V) -> Result<V::Value, D::Error> {
            Err(D::Error::custom("nothing that travels has maps, or a shape that its bytes decide"))
        }
    )*};
}

type Names = &'static [&'static str];

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Bounded<'_, D> {
    type Error = D::Error;

    simple! {
        deserialize_bool deserialize_char deserialize_str deserialize_string
        deserialize_bytes deserialize_byte_buf
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_f32 deserialize_f64
        deserialize_unit deserialize_identifier
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_unit_struct(name, visitor)
    }

    nested! {
        deserialize_seq() is_list true
        deserialize_option() is_list false
        deserialize_newtype_struct(name: &'static str) is_list false
        deserialize_tuple(n_items: usize) is_list false
        deserialize_tuple_struct(name: &'static str, n_items: usize) is_list false
        deserialize_struct(name: &'static str, fields: Names) is_list false
        deserialize_enum(name: &'static str, variants: Names) is_list false
    }

    unused! { deserialize_map deserialize_any deserialize_ignored_any }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Inside<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(Bounded { inner, room: self.room })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(Bounded { inner, room: self.room })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        if self.is_list {
            // postcard has no number for a list that is longer than what is left of the message.
            let n_items = inner.size_hint().ok_or_else(|| A::Error::custom("cut off in a list"))?;
            self.room.pay(n_items)?;
        }
        self.visitor.visit_seq(Bounded { inner, room: self.room })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_enum(Bounded { inner, room: self.room })
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Bounded<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        inner: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.inner.next_element_seed(Bounded { inner, room: self.room })
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Bounded<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Bounded { inner, room: self.room })
    }
}

impl<'de, 'b, A: EnumAccess<'de>> EnumAccess<'de> for Bounded<'b, A> {
    type Error = A::Error;
    type Variant = Bounded<'b, A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        which: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (value, inner) = self.inner.variant_seed(which)?;
        Ok((value, Bounded { inner, room: self.room }))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Bounded<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, inner: S) -> Result<S::Value, A::Error> {
        self.inner.newtype_variant_seed(Bounded { inner, room: self.room })
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        n_items: usize,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let inside = Inside { visitor, room: self.room.deeper()?, is_list: false };
        self.inner.tuple_variant(n_items, inside)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: Names,
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        let inside = Inside { visitor, room: self.room.deeper()?, is_list: false };
        self.inner.struct_variant(fields, inside)
    }
}
