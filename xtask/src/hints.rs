//! Takes out of the code what only advises a browser.
//!
//! Each access to memory says to which power of two its address is aligned; the result is the same
//! whatever it says, and Chromium does not look at it. With "not at all" everywhere both modules
//! together are 1.3 kB of brotli smaller.

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{MemArg, Module};
use wasmparser::Parser;

/// The same module without hints about alignment.
///
/// # Errors
/// When it cannot be read.
pub fn without(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut plain = Module::new();
    Unaligned
        .parse_core_module(&mut plain, Parser::new(0), wasm)
        .map_err(|error| anyhow!("the hints cannot be taken out: {error}"))?;
    Ok(plain.finish())
}

struct Unaligned;

impl Reencode for Unaligned {
    type Error = std::convert::Infallible;

    fn mem_arg(&mut self, arg: wasmparser::MemArg) -> Result<MemArg, Error<Self::Error>> {
        // Atomic accesses must be aligned; the apps have one thread and none of these.
        Ok(MemArg { align: 0, ..utils::mem_arg(self, arg)? })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn an_access_keeps_its_offset_and_loses_its_alignment() {
        // (memory 1) (func i32.const 9, i32.load offset=12 align=4, drop)
        let wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x05\x03\x01\0\x01\
            \x0a\x0a\x01\x08\0\x41\x09\x28\x02\x0c\x1a\x0b";
        let plain = without(wasm).unwrap();
        let load = plain.windows(3).find(|bytes| bytes[0] == 0x28).unwrap();
        assert_eq!(load, b"\x28\0\x0c");
        assert_eq!(plain.len(), wasm.len());
    }
}
