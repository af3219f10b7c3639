//! Cuts the phone app's module in two: what a form needs to be typed into, and the rest, which is
//! fetched while the person looks at the first screen.
//!
//! The two share memory, table and globals. The rest imports what it needs from the first; the first
//! reaches the rest through its table, whose slots the rest fills when it arrives (`rest.js`). That
//! happens only behind the [`GATES`]; `app.rs` opens them when the rest is there.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, ensure};
use walrus::{
    ConstExpr, Data, Element, ElementItems, ElementKind, Export, ExportItem, Function,
    FunctionBuilder, FunctionId, FunctionKind, Global, GlobalId, GlobalKind, ImportedFunction,
    LocalFunction, Module, Table, TableId,
    ir::{self, Value, Visitor},
};

/// What belongs to the rest, by parts of the paths of its functions.
const REST: [&str; 45] = [
    "client::account",
    "client::device",
    "client::driver",
    "client::host",
    "client::outcome",
    "client::rows",
    "client::store",
    "client::transport",
    "shared::sync",
    "shared::text::english",
    "growth::tables",
    "frontend::english",
    "frontend::net",
    "frontend::store::indexed_db",
    "field::account",
    "field::app::run",
    "field::core",
    "field::drafts",
    "field::keep",
    "field::line",
    "field::quota",
    "field::records",
    "field::state::App>::set_lang",
    "field::state::App>::tell",
    "field::sync",
    "field::tables",
    "field::tabs",
    "field::update",
    "pages::activation",
    "pages::damaged",
    "pages::fill::open_form",
    "pages::fill::page",
    "pages::fill::screen::Screen>::delete_button::{closure#1}",
    "pages::fill::screen::Screen>::finish::{closure",
    "pages::fill::session",
    "pages::home",
    "pages::lists",
    "pages::missing",
    "pages::new_visit",
    "pages::opened",
    "pages::record",
    "pages::settings",
    "pages::shell::toast::{closure",
    "pages::sync",
    "pages::visit",
];

/// Where the first module calls into the rest.
const GATES: [&str; 2] = ["frontend::field::app::run", "frontend::field::pages::opened"];

/// In the table stand also small functions that the compiler shares between equal closures of both
/// parts; these stay in the first, unless they call something of the rest. Instructions.
const SHARED_INSTRS_MAX: u64 = 25;

/// What the rest imports comes from here.
const FIRST: &str = "m";
/// The name of the function table; the other things that both use are numbered too.
pub const TABLE: &str = "1";

/// The two modules, with the names of their functions.
pub struct Split {
    /// What a form needs.
    pub first: Vec<u8>,
    /// Everything else.
    pub rest: Vec<u8>,
    /// What by its name belongs to the rest and stays in the first all the same, because of the
    /// caller there: name, caller, size.
    pub kept: Vec<(String, String, u64)>,
}

/// What says where the cut goes: with another list another module comes out.
pub fn lists() -> String {
    [&REST[..], &GATES].map(|names| names.join("\n")).join("\n\n")
}

/// Cuts the phone app's module in two.
///
/// # Errors
/// When the module cannot be read, or a gate or a part of the rest is not in it.
pub fn split(wasm: &[u8]) -> Result<Split> {
    cut(wasm, &REST, &GATES)
}

fn cut(wasm: &[u8], parts: &[&str], gates: &[&str]) -> Result<Split> {
    let (mut first, mut rest) = (Module::from_buffer(wasm)?, Module::from_buffer(wasm)?);
    let plan = Plan::new(&first, parts, gates)?;
    let slots = cut_first(&mut first, &plan)?;
    let shared = cut_rest(&mut rest, &plan, &slots)?;
    for (number, item) in (0_u32..).zip(shared) {
        export(&mut first, &number.to_string(), item)?;
    }
    walrus::passes::gc::run(&mut first);
    Ok(Split { first: first.emit_wasm(), rest: rest.emit_wasm(), kept: plan.kept })
}

/// A function by its position: the same in both copies of the module.
type Position = usize;

/// Which function goes where.
struct Plan {
    in_rest: BTreeSet<Position>,
    gates: Vec<Position>,
    kept: Vec<(String, String, u64)>,
}

impl Plan {
    fn new(module: &Module, parts: &[&str], gates: &[&str]) -> Result<Self> {
        let names: Vec<String> = module.funcs.iter().map(path_of).collect();
        let positions = gates.iter().map(|gate| {
            let position = names.iter().position(|name| name == gate);
            position.with_context(|| format!("{gate} is not in the module"))
        });
        let gates = positions.collect::<Result<Vec<_>>>()?;
        let is_idle = |part: &&&str| !names.iter().any(|name| name.contains(**part));
        let idle: Vec<_> = parts.iter().filter(is_idle).copied().collect();
        ensure!(
            idle.is_empty(),
            "no function of the module has this in its name; was it renamed? {}",
            idle.join(", ")
        );
        let is_named = |name: &str| parts.iter().any(|part| name.contains(part));
        let callers = callers(module);
        let calls_rest: BTreeSet<Position> = callers
            .iter()
            .filter(|(callee, _)| is_named(&names[**callee]))
            .flat_map(|(_, callers)| callers.iter().copied())
            .collect();
        let fixed = fixed(module);
        let in_table: BTreeSet<Position> = table_slots(module)?.into_values().collect();
        let mut in_rest = BTreeSet::new();
        for (position, func) in module.funcs.iter().enumerate() {
            let FunctionKind::Local(local) = &func.kind else { continue };
            let is_named = is_named(&names[position]);
            let may_go = if in_table.contains(&position) {
                is_named && (local.size() > SHARED_INSTRS_MAX || calls_rest.contains(&position))
            } else {
                is_named || callers.contains_key(&position)
            };
            if may_go && !fixed.contains(&position) {
                in_rest.insert(position);
            }
        }
        // What the first calls stays there, and then what that calls.
        let mut kept = Vec::new();
        while let Some((position, caller)) = in_rest.iter().find_map(|position| {
            if gates.contains(position) {
                return None;
            }
            let caller = callers.get(position)?.iter().find(|caller| !in_rest.contains(caller))?;
            Some((*position, *caller))
        }) {
            in_rest.remove(&position);
            if is_named(&names[position]) {
                let size = size_at(module, position);
                kept.push((names[position].clone(), names[caller].clone(), size));
            }
        }
        ensure!(gates.iter().all(|gate| in_rest.contains(gate)), "a gate stands in the table");
        Ok(Self { in_rest, gates, kept })
    }
}

/// A function's path without the hashes of crates.
fn path_of(func: &Function) -> String {
    let name = func.name.as_deref().unwrap_or_default();
    let mut path = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        path += before;
        match after.split_once(']') {
            Some((hash, after))
                if hash.len() > 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()) =>
            {
                rest = after;
            }
            _ => {
                path.push('[');
                rest = after;
            }
        }
    }
    path + rest
}

fn size_at(module: &Module, position: Position) -> u64 {
    match module.funcs.iter().nth(position).map(|func| &func.kind) {
        Some(FunctionKind::Local(local)) => local.size(),
        _ => 0,
    }
}

fn positions(module: &Module) -> BTreeMap<FunctionId, Position> {
    module.funcs.iter().enumerate().map(|(position, func)| (func.id(), position)).collect()
}

fn ids(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter().map(Function::id).collect()
}

/// What a function's body names.
#[derive(Default)]
struct Named {
    funcs: BTreeSet<FunctionId>,
    tables: BTreeSet<TableId>,
    globals: BTreeSet<GlobalId>,
}

impl<'a> Visitor<'a> for Named {
    fn visit_function_id(&mut self, func: &FunctionId) {
        self.funcs.insert(*func);
    }

    fn visit_table_id(&mut self, table: &TableId) {
        self.tables.insert(*table);
    }

    fn visit_global_id(&mut self, global: &GlobalId) {
        self.globals.insert(*global);
    }
}

impl Named {
    fn visit(&mut self, local: &LocalFunction) {
        ir::dfs_in_order(self, local, local.entry_block());
    }
}

/// Who calls whom: callee → callers.
fn callers(module: &Module) -> BTreeMap<Position, BTreeSet<Position>> {
    let positions = positions(module);
    let mut callers = BTreeMap::<Position, BTreeSet<Position>>::new();
    for (id, local) in module.funcs.iter_local() {
        let mut named = Named::default();
        named.visit(local);
        for callee in named.funcs {
            callers.entry(positions[&callee]).or_default().insert(positions[&id]);
        }
    }
    callers
}

/// What has to stay in the first: what JavaScript calls.
fn fixed(module: &Module) -> BTreeSet<Position> {
    let positions = positions(module);
    let exported = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(func) => Some(func),
        _ => None,
    });
    exported.chain(module.start).map(|func| positions[&func]).collect()
}

/// The function table: slot → function.
fn table_slots(module: &Module) -> Result<BTreeMap<i32, Position>> {
    let positions = positions(module);
    let mut slots = BTreeMap::new();
    for element in module.elements.iter() {
        if let (Some(offset), ElementItems::Functions(funcs)) = (offset_of(element), &element.items)
        {
            slots.extend((offset..).zip(funcs.iter().map(|func| positions[func])));
        }
    }
    ensure!(!slots.is_empty(), "the module has no function table");
    Ok(slots)
}

fn offset_of(element: &Element) -> Option<i32> {
    match element.kind {
        ElementKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } => Some(offset),
        _ => None,
    }
}

fn table_position(module: &Module, id: TableId) -> usize {
    module.tables.iter().position(|table| table.id() == id).unwrap_or_default()
}

fn function_table(module: &Module) -> Result<TableId> {
    module.tables.main_function_table()?.context("the module has no function table")
}

/// Takes the rest out of the first module. Returns which slot each of its functions is to fill.
fn cut_first(module: &mut Module, plan: &Plan) -> Result<BTreeMap<i32, Position>> {
    let ids = ids(module);
    let mut slots = table_slots(module)?;
    slots.retain(|_, position| plan.in_rest.contains(position));
    let table_id = function_table(module)?;

    // A slot that the rest fills later stops the program until then.
    let mut early = FunctionBuilder::new(&mut module.types, &[], &[]);
    early.func_body().unreachable();
    let early = early.finish(Vec::new(), &mut module.funcs);
    for element in module.elements.iter_mut() {
        let Some(offset) = offset_of(element) else { continue };
        if let ElementItems::Functions(funcs) = &mut element.items {
            for (slot, func) in (offset..).zip(funcs) {
                if slots.contains_key(&slot) {
                    *func = early;
                }
            }
        }
    }

    for gate in &plan.gates {
        let table = module.tables.get_mut(table_id);
        let slot = i32::try_from(table.initial)?;
        table.initial += 1;
        table.maximum = table.maximum.map(|maximum| maximum.max(table.initial));
        slots.insert(slot, *gate);
        let ty = module.funcs.get(ids[*gate]).ty();
        let (params, results) = module.types.params_results(ty);
        let (params, results) = (params.to_vec(), results.to_vec());
        let args: Vec<_> = params.iter().map(|param| module.locals.add(*param)).collect();
        let mut thunk = FunctionBuilder::new(&mut module.types, &params, &results);
        let mut body = thunk.func_body();
        for arg in &args {
            body.local_get(*arg);
        }
        body.i32_const(slot).call_indirect(ty, table_id);
        module.funcs.get_mut(ids[*gate]).kind = FunctionKind::Local(thunk.local_func(args));
    }
    Ok(slots)
}

/// Something of the first module that the rest uses.
enum Shared {
    Func(Position),
    Table(usize),
    Memory,
    Global(usize),
}

/// Takes everything but the rest out of its module. Returns what it imports from the first, in the
/// order of the numbers that are the names.
fn cut_rest(
    module: &mut Module,
    plan: &Plan,
    slots: &BTreeMap<i32, Position>,
) -> Result<Vec<Shared>> {
    let ids = ids(module);
    let positions = positions(module);
    let table_id = function_table(module)?;
    let memory_id = module.memories.iter().next().context("the module has no memory")?.id();

    let mut named = Named::default();
    for position in &plan.in_rest {
        if let FunctionKind::Local(local) = &module.funcs.get(ids[*position]).kind {
            named.visit(local);
        }
    }

    module.start = None;
    for id in module.exports.iter().map(Export::id).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    for id in module.data.iter().map(Data::id).collect::<Vec<_>>() {
        module.data.delete(id);
    }
    module.memories.get_mut(memory_id).data_segments.clear();
    for id in module.elements.iter().map(Element::id).collect::<Vec<_>>() {
        module.elements.delete(id);
    }

    let mut shared = vec![Shared::Memory, Shared::Table(table_position(module, table_id))];
    let import = module.imports.add(FIRST, "0", memory_id);
    module.memories.get_mut(memory_id).import = Some(import);
    let import = module.imports.add(FIRST, TABLE, table_id);
    module.tables.get_mut(table_id).import = Some(import);
    let mut name_of = |item: Shared| {
        shared.push(item);
        (shared.len() - 1).to_string()
    };
    let table_ids: Vec<_> = module.tables.iter().map(Table::id).collect();
    for id in table_ids {
        module.tables.get_mut(id).elem_segments.clear();
        if named.tables.contains(&id) && id != table_id {
            let name = name_of(Shared::Table(table_position(module, id)));
            let import = module.imports.add(FIRST, &name, id);
            module.tables.get_mut(id).import = Some(import);
        }
    }
    let global_ids: Vec<_> = module.globals.iter().map(Global::id).collect();
    for (position, id) in global_ids.into_iter().enumerate() {
        if named.globals.contains(&id) {
            let import = module.imports.add(FIRST, &name_of(Shared::Global(position)), id);
            module.globals.get_mut(id).kind = GlobalKind::Import(import);
        }
    }
    for id in &named.funcs {
        let position = positions[id];
        if plan.in_rest.contains(&position) {
            continue;
        }
        let name = name_of(Shared::Func(position));
        let func = module.funcs.get_mut(*id);
        if let FunctionKind::Import(imported) = &func.kind {
            // One of JavaScript's: the first hands it on.
            let import = module.imports.get_mut(imported.import);
            FIRST.clone_into(&mut import.module);
            import.name = name;
        } else {
            let ty = func.ty();
            let import = module.imports.add(FIRST, &name, *id);
            func.kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
    }

    for (offset, funcs) in runs(slots) {
        let funcs = funcs.into_iter().map(|position| ids[position]).collect();
        let kind =
            ElementKind::Active { table: table_id, offset: ConstExpr::Value(Value::I32(offset)) };
        let element = module.elements.add(kind, ElementItems::Functions(funcs));
        module.tables.get_mut(table_id).elem_segments.insert(element);
    }
    let n_slots = slots.keys().next_back().map_or(0, |last| last + 1);
    let table = module.tables.get_mut(table_id);
    table.initial = table.initial.max(u64::try_from(n_slots)?);
    table.maximum = table.maximum.map(|maximum| maximum.max(table.initial));
    walrus::passes::gc::run(module);
    Ok(shared)
}

/// Slots that follow each other, together.
fn runs(slots: &BTreeMap<i32, Position>) -> Vec<(i32, Vec<Position>)> {
    let mut runs: Vec<(i32, Vec<Position>)> = Vec::new();
    let mut next = None;
    for (slot, position) in slots {
        match runs.last_mut() {
            Some((_, run)) if next == Some(*slot) => run.push(*position),
            _ => runs.push((*slot, vec![*position])),
        }
        next = slot.checked_add(1);
    }
    runs
}

fn export(module: &mut Module, name: &str, item: Shared) -> Result<()> {
    let item = match item {
        Shared::Func(position) => {
            ExportItem::Function(module.funcs.iter().nth(position).context("a function")?.id())
        }
        Shared::Table(position) => {
            ExportItem::Table(module.tables.iter().nth(position).context("a table")?.id())
        }
        Shared::Memory => {
            ExportItem::Memory(module.memories.iter().next().context("a memory")?.id())
        }
        Shared::Global(position) => {
            ExportItem::Global(module.globals.iter().nth(position).context("a global")?.id())
        }
    };
    module.exports.add(name, item);
    Ok(())
}

#[cfg(test)]
mod tests {
    use walrus::{RefType, ValType};

    use super::*;

    /// What belongs to the rest of [`app`].
    const PARTS: [&str; 2] = ["client::rows", "pages::opened"];

    /// A module like the app's: `main` (exported) → both gates and `shared`; the gate `opened` →
    /// `helper` and `shared`; in the table `client::rows::big` and `other`.
    fn app(gates: &[&str]) -> Vec<u8> {
        let mut module = Module::default();
        module.memories.add_local(false, false, 1, None, None);
        let table = module.tables.add_local(false, 3, Some(3), RefType::FUNCREF);
        let shared = add(&mut module, "shared_by_both", 3, &[]);
        let helper = add(&mut module, "helper", 4, &[]);
        let big = add(&mut module, "client[0123456789abcdef]::rows::big", 60, &[]);
        let other = add(&mut module, "other", 60, &[]);
        let wanted = add(&mut module, "client::rows::wanted", 60, &[]);
        let mut calls = vec![shared, wanted];
        calls.extend(gates.iter().map(|gate| add(&mut module, gate, 5, &[helper, shared])));
        let main = add(&mut module, "main", 2, &calls);
        module.exports.add("main", main);
        let offset = ConstExpr::Value(Value::I32(1));
        let kind = ElementKind::Active { table, offset };
        let element = module.elements.add(kind, ElementItems::Functions(vec![big, other]));
        module.tables.get_mut(table).elem_segments.insert(element);
        module.emit_wasm()
    }

    /// A function of some length that calls others and gives a number back.
    fn add(module: &mut Module, name: &str, n_drops: usize, calls: &[FunctionId]) -> FunctionId {
        let mut function = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        function.name(name.to_owned());
        let mut body = function.func_body();
        for number in 0..n_drops {
            body.i32_const(i32::try_from(number).unwrap_or_default()).drop();
        }
        for call in calls {
            body.call(*call).drop();
        }
        body.i32_const(7);
        function.finish(Vec::new(), &mut module.funcs)
    }

    fn bodies(wasm: &[u8]) -> Result<Vec<String>> {
        let module = Module::from_buffer(wasm)?;
        Ok(module.funcs.iter_local().map(|(id, _)| path_of(module.funcs.get(id))).collect())
    }

    #[test]
    fn the_rest_takes_what_only_it_needs_and_asks_the_first_for_the_others() -> Result<()> {
        let split = cut(&app(&GATES), &PARTS, &GATES)?;
        let (first, rest) = (bodies(&split.first)?, bodies(&split.rest)?);
        for name in ["helper", "client::rows::big"] {
            assert!(rest.iter().any(|other| other == name), "{name}: {rest:?}");
            assert!(first.iter().all(|other| other != name), "{name}: {first:?}");
        }
        for name in ["main", "shared_by_both", "other"] {
            assert!(first.iter().any(|other| other == name), "{name}: {first:?}");
            assert!(rest.iter().all(|other| other != name), "{name}: {rest:?}");
        }

        // What the rest imports, the first exports.
        let (first, rest) = (Module::from_buffer(&split.first)?, Module::from_buffer(&split.rest)?);
        let exported: BTreeSet<_> = first.exports.iter().map(|export| &export.name).collect();
        assert_eq!(rest.imports.iter().count(), 2, "the table and a function; no memory is used");
        for import in rest.imports.iter() {
            assert!(import.module == FIRST && exported.contains(&import.name), "{}", import.name);
        }
        // One slot of the old table and one for each gate are the rest's to fill.
        let filled: BTreeSet<i32> = table_slots(&rest)?.into_keys().collect();
        assert_eq!(filled, BTreeSet::from([1, 3, 4]));
        assert_eq!(first.tables.iter().next().map(|table| table.initial), Some(5));
        Ok(())
    }

    #[test]
    fn what_the_first_calls_stays_there_and_is_told() -> Result<()> {
        let split = cut(&app(&GATES), &PARTS, &GATES)?;
        let told: Vec<_> =
            split.kept.iter().map(|(name, caller, _)| (name.as_str(), caller.as_str())).collect();
        assert_eq!(told, [("client::rows::wanted", "main")]);
        assert!(bodies(&split.first)?.contains(&"client::rows::wanted".to_owned()));
        Ok(())
    }

    #[test]
    fn a_module_without_its_gates_is_refused() {
        let error = cut(&app(&GATES[..1]), &PARTS, &GATES).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("frontend::field::pages::opened is not in the module"));
    }

    #[test]
    fn a_part_of_the_rest_that_is_not_there_is_named() {
        let parts = ["client::rows", "client::rowz", "pages::opened"];
        let error = cut(&app(&GATES), &parts, &GATES).err().map(|error| error.to_string());
        let error = error.unwrap_or_default();
        assert!(error.ends_with("renamed? client::rowz"), "{error}");
    }

    #[test]
    fn slots_that_follow_each_other_are_filled_together() {
        let slots = BTreeMap::from([(1, 10), (2, 11), (4, 12), (5, 13), (9, 14)]);
        assert_eq!(runs(&slots), [(1, vec![10, 11]), (4, vec![12, 13]), (9, vec![14])]);
    }
}
