//! Lets the rest find functions of the first module by their order instead of by name.
//!
//! The rest calls some four hundred of them. As exports each has a number for a name, which stands
//! in both modules: 0.8 kB of brotli. Instead they stand at the end of the first's table, the last
//! one is what the rest imports first, and all these imports have the same name: a browser asks for
//! imports in their order, and `rest.js` answers with one function after the other. wasm-opt would
//! make one import of all that have one name, so this comes after it.

use anyhow::{Context as _, Result, anyhow};
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    ConstExpr, ElementSection, Elements, ExportSection, ImportSection, Module, TableSection,
};
use wasmparser::{
    ElementSectionReader, Export, ExternalKind, ImportSectionReader, Parser, Payload, Table,
    TypeRef,
};

use crate::split::TABLE;

/// The name of every function that the rest imports, as `rest.js` has it.
const NEXT: &str = "f";

/// Both modules without names for the functions that go from one to the other.
///
/// # Errors
/// When one cannot be read, or the first lacks what the rest imports.
pub fn by_order(first: &[u8], rest: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let names = imported_functions(rest)?;
    let giving = Giving::new(first, &names)?;
    Ok((rewritten(first, giving)?, rewritten(rest, Taking)?))
}

fn rewritten<R>(wasm: &[u8], mut how: R) -> Result<Vec<u8>>
where
    R: Reencode,
    R::Error: std::fmt::Display,
{
    let mut module = Module::new();
    how.parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow!("the two modules cannot be linked: {error}"))?;
    Ok(module.finish())
}

fn imported_functions(wasm: &[u8]) -> Result<Vec<&str>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                let import = import?;
                if matches!(import.ty, TypeRef::Func(_)) {
                    names.push(import.name);
                }
            }
        }
    }
    Ok(names)
}

/// Renames the functions that the rest imports.
struct Taking;

impl Reencode for Taking {
    type Error = std::convert::Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for import in section.into_imports() {
            let mut import = import?;
            match &mut import.ty {
                TypeRef::Func(_) => import.name = NEXT,
                // The first's has grown, and must not be larger than the rest allows.
                TypeRef::Table(table) => table.maximum = None,
                _ => {}
            }
            self.parse_import(imports, import)?;
        }
        Ok(())
    }
}

/// Moves functions of the first from its exports to its table.
struct Giving<'a> {
    names: &'a [&'a str],
    /// In the order of the table.
    functions: Vec<u32>,
    /// Which table, and where it ended.
    table: u32,
    end: u32,
    /// How many tables have been read.
    n_tables: u32,
}

impl<'a> Giving<'a> {
    fn new(first: &[u8], names: &'a [&'a str]) -> Result<Self> {
        let (mut exports, mut sizes) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(first) {
            match payload? {
                Payload::TableSection(tables) => {
                    for table in tables {
                        sizes.push(u32::try_from(table?.ty.initial)?);
                    }
                }
                Payload::ExportSection(section) => {
                    exports = section.into_iter().collect::<Result<Vec<_>, _>>()?;
                }
                _ => {}
            }
        }
        let find = |kind, name: &str| {
            let found = exports.iter().find(|export| export.kind == kind && export.name == name);
            found.map(|export| export.index).with_context(|| format!("{name} is not exported"))
        };
        let functions = names.iter().rev().map(|name| find(ExternalKind::Func, name));
        let functions = functions.collect::<Result<Vec<_>>>()?;
        let table = find(ExternalKind::Table, TABLE)?;
        let end = *sizes.get(usize::try_from(table)?).context("the table is imported")?;
        Ok(Self { names, functions, table, end, n_tables: 0 })
    }

    fn n_functions(&self) -> u64 {
        self.functions.len() as u64
    }
}

impl Reencode for Giving<'_> {
    type Error = std::convert::Infallible;

    fn parse_table(
        &mut self,
        tables: &mut TableSection,
        mut table: Table<'_>,
    ) -> Result<(), Error<Self::Error>> {
        if self.n_tables == self.table {
            table.ty.initial += self.n_functions();
            table.ty.maximum = table.ty.maximum.map(|most| most.max(table.ty.initial));
        }
        self.n_tables += 1;
        utils::parse_table(self, tables, table)
    }

    fn parse_element_section(
        &mut self,
        elements: &mut ElementSection,
        section: ElementSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        utils::parse_element_section(self, elements, section)?;
        let table = (self.table != 0).then_some(self.table);
        let offset = ConstExpr::i32_const(self.end.cast_signed());
        elements.active(table, &offset, Elements::Functions(self.functions.as_slice().into()));
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        if export.kind == ExternalKind::Func && self.names.contains(&export.name) {
            return Ok(());
        }
        utils::parse_export(self, exports, export)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use walrus::{ElementItems, FunctionBuilder, RefType};

    use super::*;

    #[test]
    fn what_the_rest_imports_first_is_the_last_of_the_table() {
        let mut first = walrus::Module::default();
        let table = first.tables.add_local(false, 2, Some(2), RefType::FUNCREF);
        first.exports.add(TABLE, table);
        for name in ["7", "8", "main"] {
            let mut function = FunctionBuilder::new(&mut first.types, &[], &[]);
            function.name(name.to_owned());
            let function = function.finish(vec![], &mut first.funcs);
            first.exports.add(name, function);
        }
        let ids: Vec<_> = first.funcs.iter().map(walrus::Function::id).collect();
        let kind = walrus::ElementKind::Active {
            table,
            offset: walrus::ConstExpr::Value(walrus::ir::Value::I32(1)),
        };
        let element = first.elements.add(kind, ElementItems::Functions(vec![ids[2]]));
        first.tables.get_mut(table).elem_segments.insert(element);
        let mut rest = walrus::Module::default();
        let ty = rest.types.add(&[], &[]);
        for name in ["8", "7"] {
            rest.add_import_func("m", name, ty);
        }
        let (first, rest) = by_order(&first.emit_wasm(), &rest.emit_wasm()).unwrap();

        assert_eq!(imported_functions(&rest).unwrap(), [NEXT, NEXT]);
        let first = walrus::Module::from_buffer(&first).unwrap();
        let names: Vec<_> = first.exports.iter().map(|export| export.name.as_str()).collect();
        assert_eq!(names, [TABLE, "main"]);
        assert_eq!(first.tables.iter().next().unwrap().initial, 4);
        let placed = first.elements.iter().last().unwrap();
        let ElementItems::Functions(placed) = &placed.items else { panic!("functions") };
        let name = |id| first.funcs.get(id).name.as_deref().unwrap();
        assert_eq!(placed.iter().map(|id| name(*id)).collect::<Vec<_>>(), ["7", "8"]);
    }
}
