//! Puts functions that are alike beside each other: brotli spends fewer bits on what it saw a moment
//! ago. The order that `wasm-opt` gives them, by how often they are called, helps only in modules
//! with fewer than 128 functions.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Functions are alike by the runs of so many bytes that they share.
const RUN_BYTES: usize = 5;
/// Runs that so many functions share tell nothing.
const COMMON: usize = 60;
/// Keeps very short functions from winning by one run. Runs.
const SHORT: usize = 30;

/// The same module with its functions in another order.
///
/// # Errors
/// When it cannot be read.
pub fn alike(wasm: &[u8]) -> Result<Vec<u8>> {
    let (n_imported, bodies) = functions(wasm)?;
    let order = chain(&bodies);
    let mut places = vec![0; order.len()];
    for (place, idx) in order.iter().enumerate() {
        places[*idx] = u32::try_from(place)?;
    }
    let mut reordered = Module::new();
    Reordering { n_imported, order, places }
        .parse_core_module(&mut reordered, Parser::new(0), wasm)
        .map_err(|error| anyhow!("the functions cannot be put in another order: {error}"))?;
    Ok(reordered.finish())
}

/// How many functions are imported, and the bytes of the others.
fn functions(wasm: &[u8]) -> Result<(u32, Vec<&[u8]>)> {
    let (mut n_imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    n_imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                bodies.push(wasm.get(body.range()).context("a function ends after the module")?);
            }
            _ => {}
        }
    }
    Ok((n_imported, bodies))
}

/// Positions in an order in which each follows one that it is most like.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<BTreeSet<&[u8]>> =
        bodies.iter().map(|body| body.windows(RUN_BYTES).collect()).collect();
    let mut sharing: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (idx, runs) in runs.iter().enumerate() {
        for run in runs {
            sharing.entry(run).or_default().push(idx);
        }
    }
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = (0..bodies.len()).max_by_key(|idx| runs[*idx].len());
    while let Some(current) = next {
        left.remove(&current);
        order.push(current);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for run in &runs[current] {
            let others = &sharing[run];
            if others.len() < COMMON {
                for other in others.iter().filter(|other| left.contains(other)) {
                    *shared.entry(*other).or_default() += 1;
                }
            }
        }
        // Which part of it is known already, in millionths, so that no float decides.
        let known =
            |(idx, n_shared): &(usize, usize)| n_shared * 1_000_000 / (runs[*idx].len() + SHORT);
        let likest = shared.into_iter().max_by_key(known).map(|(idx, _)| idx);
        next = likest.or_else(|| left.first().copied());
    }
    order
}

struct Reordering {
    n_imported: u32,
    /// Which function stands at a place, without the imported ones.
    order: Vec<usize>,
    /// At which place a function stands.
    places: Vec<u32>,
}

impl Reencode for Reordering {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, func: u32) -> Result<u32, Error<Self::Error>> {
        let Some(own) = func.checked_sub(self.n_imported) else { return Ok(func) };
        let place = usize::try_from(own).ok().and_then(|own| self.places.get(own));
        Ok(place.map_or(func, |place| place + self.n_imported))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for idx in &self.order {
            functions.function(types[*idx]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies: Vec<_> = section.into_iter().collect::<Result<_, _>>()?;
        for idx in self.order.clone() {
            self.parse_function_body(code, bodies[idx].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn the_likest_follows_and_every_function_stays_once() {
        let long = b"abcdefghijklmnop";
        let bodies: [&[u8]; 4] = [b"0123456789", &long[..12], b"01234567", long];
        assert_eq!(chain(&bodies), [3, 1, 0, 2]);
    }

    #[test]
    fn calls_exports_and_tables_follow_their_functions() {
        // Two functions of different types; the second calls the first and is exported.
        let mut module = walrus::Module::default();
        let mut small =
            walrus::FunctionBuilder::new(&mut module.types, &[], &[walrus::ValType::I32]);
        small.func_body().i32_const(7);
        let small = small.finish(vec![], &mut module.funcs);
        let mut big = walrus::FunctionBuilder::new(&mut module.types, &[], &[]);
        for _ in 0..9 {
            big.func_body().call(small).drop();
        }
        let big = big.finish(vec![], &mut module.funcs);
        module.exports.add("big", big);
        module.exports.add("small", small);
        let wasm = module.emit_wasm();
        let reordered = alike(&wasm).unwrap();

        let (before, after) = (functions(&wasm).unwrap().1, functions(&reordered).unwrap().1);
        assert_eq!(before.len(), after.len());
        let read = walrus::Module::from_buffer(&reordered).unwrap();
        for (name, n_results) in [("big", 0), ("small", 1)] {
            let id = read.exports.get_func(name).unwrap();
            let ty = read.types.get(read.funcs.get(id).ty());
            assert_eq!(ty.results().len(), n_results, "{name}");
        }
    }
}
