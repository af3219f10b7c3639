//! Values as bytes, one after the other: numbers in seven bits a byte, lists after their length. It is
//! the format of postcard 1.
//!
//! What serde and postcard make of a struct asks after each field whether it could be read, and throws
//! away what was read before. Here a [`Reader`] remembers that something was wrong and hands out zeros
//! from then on, so that a struct costs a call for each field.

/// Something that can be written and read. Structs are made with [`frozen!`](crate::frozen).
pub trait Bytes: Sized {
    /// Appends its bytes.
    fn write(&self, into: &mut Vec<u8>);

    /// Takes its bytes. What comes out of damaged ones means nothing.
    fn read(from: &mut Reader<'_>) -> Self;

    /// Appends a list without its length.
    fn write_each(list: &[Self], into: &mut Vec<u8>) {
        for item in list {
            item.write(into);
        }
    }

    /// Takes a list of this length.
    fn read_each(n: usize, from: &mut Reader<'_>) -> Vec<Self> {
        let mut list = Vec::new();
        while list.len() < n && !from.is_damaged {
            list.push(Self::read(from));
        }
        list
    }
}

/// Reads a value; `None` when the bytes are damaged, or more than it needs.
#[must_use]
pub fn whole<T: Bytes>(bytes: &[u8]) -> Option<T> {
    let mut from = Reader::new(bytes);
    let value = T::read(&mut from);
    from.is_done().then_some(value)
}

/// Reads a value that further bytes may follow; `None` when its own are damaged.
#[must_use]
pub fn first<T: Bytes>(bytes: &[u8]) -> Option<T> {
    let mut from = Reader::new(bytes);
    let value = T::read(&mut from);
    (!from.is_damaged).then_some(value)
}

/// Bytes that are being read.
pub struct Reader<'a> {
    rest: &'a [u8],
    is_damaged: bool,
    /// How deep the value being read is nested: a hostile message must not overflow the stack.
    pub(crate) depth: u8,
}

impl<'a> Reader<'a> {
    /// Begins to read.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, is_damaged: false, depth: 0 }
    }

    /// True when everything was read and nothing was wrong.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.rest.is_empty() && !self.is_damaged
    }

    /// Notes that something is wrong; nothing is left to read then.
    pub fn damage(&mut self) {
        self.rest = &[];
        self.is_damaged = true;
    }

    /// The next bytes, or none at all when there are fewer.
    #[inline(never)]
    fn take(&mut self, n: usize) -> &'a [u8] {
        if let Some((taken, rest)) = self.rest.split_at_checked(n) {
            self.rest = rest;
            return taken;
        }
        self.damage();
        &[]
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or_default()
    }

    /// A number that must fit.
    fn number<T: TryFrom<u64> + Default>(&mut self) -> T {
        let number = T::try_from(self.long());
        number.unwrap_or_else(|_| {
            self.damage();
            T::default()
        })
    }

    #[inline(never)]
    fn long(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte();
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                break;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.damage();
        0
    }

    /// The number of a variant, as [`variant`] writes it.
    pub fn variant(&mut self) -> u32 {
        self.number()
    }

    /// The length of a list. Each item has a byte or more, so that no length can be a threat.
    #[inline(never)]
    pub fn length(&mut self) -> usize {
        let n = self.number();
        if n > self.rest.len() {
            self.damage();
            return 0;
        }
        n
    }

    /// A list of bytes where it stands.
    pub fn run(&mut self) -> &'a [u8] {
        let n = self.length();
        self.take(n)
    }
}

#[inline(never)]
fn put_long(mut number: u64, into: &mut Vec<u8>) {
    while number >= 0x80 {
        into.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    into.push(number.to_le_bytes()[0]);
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Bytes for $number {
            fn write(&self, into: &mut Vec<u8>) {
                put_long(u64::from(*self), into);
            }

            fn read(from: &mut Reader<'_>) -> Self {
                from.number()
            }
        }
    )*};
}

numbers!(u16 u32 u64);

impl Bytes for u8 {
    fn write(&self, into: &mut Vec<u8>) {
        into.push(*self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.byte()
    }

    fn write_each(list: &[Self], into: &mut Vec<u8>) {
        into.extend_from_slice(list);
    }

    fn read_each(n: usize, from: &mut Reader<'_>) -> Vec<Self> {
        from.take(n).to_vec()
    }
}

impl Bytes for bool {
    fn write(&self, into: &mut Vec<u8>) {
        into.push(u8::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let byte = from.byte();
        if byte > 1 {
            from.damage();
        }
        byte == 1
    }
}

impl Bytes for i64 {
    fn write(&self, into: &mut Vec<u8>) {
        put_long(((self << 1) ^ (self >> 63)).cast_unsigned(), into);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let number = from.long();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }
}

impl Bytes for i32 {
    fn write(&self, into: &mut Vec<u8>) {
        i64::from(*self).write(into);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        i32::try_from(i64::read(from)).unwrap_or_else(|_| {
            from.damage();
            0
        })
    }
}

impl Bytes for String {
    fn write(&self, into: &mut Vec<u8>) {
        write_list(self.as_bytes(), into);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        match core::str::from_utf8(from.run()) {
            Ok(text) => String::from(text),
            Err(_) => {
                from.damage();
                String::new()
            }
        }
    }
}

/// Appends a variant of an enum and what it holds.
pub fn variant<T: Bytes>(number: u8, value: &T, into: &mut Vec<u8>) {
    into.push(number);
    value.write(into);
}

/// Appends a list.
pub fn write_list<T: Bytes>(list: &[T], into: &mut Vec<u8>) {
    put_long(u64::try_from(list.len()).unwrap_or(u64::MAX), into);
    T::write_each(list, into);
}

impl<T: Bytes> Bytes for Vec<T> {
    fn write(&self, into: &mut Vec<u8>) {
        write_list(self, into);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let n = from.length();
        T::read_each(n, from)
    }
}

impl<T: Bytes> Bytes for Option<T> {
    fn write(&self, into: &mut Vec<u8>) {
        self.is_some().write(into);
        if let Some(value) = self {
            value.write(into);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<const N: usize> Bytes for [u8; N] {
    fn write(&self, into: &mut Vec<u8>) {
        into.extend_from_slice(self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.take(N).try_into().unwrap_or([0; N])
    }
}

impl<A: Bytes, B: Bytes> Bytes for (A, B) {
    fn write(&self, into: &mut Vec<u8>) {
        self.0.write(into);
        self.1.write(into);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        (A::read(from), B::read(from))
    }
}

/// Structs whose bytes stay as they are: those of their fields, in their order.
#[macro_export]
macro_rules! frozen {
    ($($(#[$about:meta])* pub struct $name:ident {
        $($(#[$about_field:meta])* pub $field:ident: $type:ty,)*
    })*) => {$(
        $(#[$about])*
        pub struct $name {
            $($(#[$about_field])* pub $field: $type,)*
        }

        impl $crate::bytes::Bytes for $name {
            fn write(&self, into: &mut Vec<u8>) {
                $($crate::bytes::Bytes::write(&self.$field, into);)*
            }

            fn read(from: &mut $crate::bytes::Reader<'_>) -> Self {
                Self { $($field: $crate::bytes::Bytes::read(from),)* }
            }
        }
    )*};
}

/// Structs around one value, with the bytes of that.
macro_rules! around {
    ($($name:ident)*) => {$(
        impl $crate::bytes::Bytes for $name {
            fn write(&self, into: &mut Vec<u8>) {
                self.0.write(into);
            }

            fn read(from: &mut $crate::bytes::Reader<'_>) -> Self {
                Self($crate::bytes::Bytes::read(from))
            }
        }
    )*};
}

pub(crate) use around;

#[cfg(test)]
mod tests {
    use core::fmt::Debug;

    use serde::Serialize;

    use super::*;

    /// A value has the bytes that postcard gives it, and is read from them, but not from fewer or more.
    fn check<T: Bytes + Serialize + PartialEq + Debug>(value: T) {
        let mut bytes = Vec::new();
        value.write(&mut bytes);
        assert_eq!(postcard::to_allocvec(&value).as_ref(), Ok(&bytes), "{value:?}");
        assert_eq!(whole::<T>(&bytes[..bytes.len() - 1]), None, "{value:?}");
        assert_eq!(whole::<T>(&[&bytes[..], &[0]].concat()), None, "{value:?}");
        assert_eq!(first::<T>(&[&bytes[..], &[0]].concat()).as_ref(), Some(&value));
        assert_eq!(whole(&bytes), Some(value));
    }

    #[test]
    fn bytes_are_those_of_postcard() {
        for bits in 0..64 {
            for number in [1 << bits, (1 << bits) - 1, u64::MAX >> bits] {
                check(number);
                check(number.cast_signed());
                check(-(number.cast_signed() >> 1));
                let bytes = number.to_le_bytes();
                check(u16::from_le_bytes([bytes[0], bytes[1]]));
                check(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
                check(i32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
                check(bytes[0]);
                check(bytes);
                check(bytes.to_vec());
            }
        }
        check(i64::MIN);
        check(true);
        check((false, String::from("Siti Aminah, Ngrejeng – 3 balita")));
        check(String::new());
        check(vec![Some(300_u16), None, Some(0)]);
        check(Some(vec![vec![1_u8], Vec::new()]));
    }

    #[test]
    fn what_cannot_be_is_damage() {
        assert_eq!(whole::<bool>(&[2]), None);
        assert_eq!(whole::<Option<u8>>(&[2, 0]), None);
        assert_eq!(whole::<String>(&[1, 0xff]), None, "not UTF-8");
        assert_eq!(whole::<u16>(&[0x80, 0x80, 4]), None, "65,536");
        assert_eq!(whole::<u64>(&[0xff; 11]), None, "no end");
        let mut two_to_64 = [0x80; 10];
        two_to_64[9] = 2;
        assert_eq!(whole::<u64>(&two_to_64), None);
        let mut endless = [0xff; 10];
        endless[9] = 1;
        assert_eq!(whole::<Vec<u16>>(&endless), None, "a list longer than the message");
    }
}
