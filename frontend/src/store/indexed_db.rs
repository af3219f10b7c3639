//! [`LocalStore`] over IndexedDB: a thin layer of our own.
//!
//! One database per account, one object store per [`Table`]. A row is the object
//! `{k, r, s, t, p, b}`: key, revision, state, time, parent, bytes. A library for this would add 11
//! to 18 kB (brotli) to what a phone downloads; see `cargo xtask size --why` for what this adds.

use std::cell::RefCell;
use std::rc::Rc;

use client::store::{Batch, Durability, Expect, LocalStore, Row, StoreError, Table, Write};
use js_sys::{Array, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::{
    Event, IdbDatabase, IdbFactory, IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest,
    IdbTransaction, IdbTransactionMode,
};

use super::request;
use crate::browser::{self, get, set};

/// Grows when an object store or an index is added.
const SCHEMA_VERSION: u32 = 1;

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the third argument of `transaction`, which `web-sys` marks unstable.
    type Database;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_durable(
        this: &Database,
        stores: &JsValue,
        mode: IdbTransactionMode,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;

    /// `IDBFactory` with `databases`, which `web-sys` does not have.
    type Factory;

    #[wasm_bindgen(method, catch)]
    fn databases(this: &Factory) -> Result<Promise, JsValue>;

    /// `IDBTransaction` with `commit`, which throws where the browser does not have it.
    type Transaction;

    #[wasm_bindgen(method, catch)]
    fn commit(this: &Transaction) -> Result<(), JsValue>;
}

/// The database of one account.
#[derive(Clone)]
pub struct IndexedDb {
    name: Rc<str>,
    /// `None` while it is closed; opened again by the next call.
    db: Rc<RefCell<Option<IdbDatabase>>>,
}

impl IndexedDb {
    /// Opens the database of this name, which is made if there is none.
    ///
    /// # Errors
    /// When the browser refuses storage or another tab holds an older version open.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let store = Self { name: Rc::from(name), db: Rc::default() };
        store.database().await?;
        Ok(store)
    }

    /// The names of all databases here; none where the browser does not tell.
    pub async fn names() -> Vec<String> {
        let Ok(factory) = factory() else { return Vec::new() };
        let Ok(asked) = factory.unchecked_ref::<Factory>().databases() else { return Vec::new() };
        let told = browser::wait(asked).await.unwrap_or_default();
        let names = Array::from(&told);
        names.iter().filter_map(|database| get(&database, "name").as_string()).collect()
    }

    /// Closes the connection; the next call opens it again.
    pub fn close(&self) {
        if let Some(db) = self.db.take() {
            db.close();
        }
    }

    /// Takes the whole database away.
    ///
    /// # Errors
    /// When the browser refuses or another tab keeps it open.
    pub async fn delete(self) -> Result<(), StoreError> {
        self.close();
        let asked = factory()?.delete_database(&self.name).map_err(|e| request::from_js(&e))?;
        opened(&asked).await.map(drop)
    }

    /// The open database.
    async fn database(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(db) = self.db.borrow().as_ref() {
            return Ok(db.clone());
        }
        let asked = factory()?
            .open_with_u32(&self.name, SCHEMA_VERSION)
            .map_err(|error| request::from_js(&error))?;
        let upgrade = Closure::once_into_js(|event: Event| make_tables(&event));
        asked.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let db: IdbDatabase = opened(&asked).await?.unchecked_into();
        self.forget_when_closed(&db);
        if let Some(other) = self.db.replace(Some(db.clone())) {
            // Two calls opened it at the same time; one connection is enough.
            other.close();
        }
        Ok(db)
    }

    /// Another version of the app must not wait for this tab, and a database that the browser closed
    /// is opened again when it is needed.
    fn forget_when_closed(&self, db: &IdbDatabase) {
        let (slot, gone) = (Rc::downgrade(&self.db), db.clone());
        let forget = Closure::once_into_js(move |_event: Event| {
            gone.close();
            if let Some(slot) = slot.upgrade()
                && slot.borrow().as_ref() == Some(&gone)
            {
                slot.replace(None);
            }
        });
        db.set_onversionchange(Some(forget.unchecked_ref()));
        db.set_onclose(Some(forget.unchecked_ref()));
    }

    /// Begins a transaction; a connection that turns out to be closed is opened once more.
    async fn begin(
        &self,
        tables: &[Table],
        mode: IdbTransactionMode,
        durability: Durability,
    ) -> Result<IdbTransaction, StoreError> {
        let names = Array::new();
        for table in tables {
            names.push(&JsValue::from_str(table.name()));
        }
        let options = Object::new();
        let durability = match durability {
            Durability::Relaxed => "relaxed",
            Durability::Strict => "strict",
        };
        set(&options, "durability", &JsValue::from_str(durability));
        let mut is_second = false;
        loop {
            let db = self.database().await?;
            let db_ref: &Database = db.unchecked_ref();
            match db_ref.transaction_durable(&names, mode, &options) {
                Ok(tx) => return Ok(tx),
                Err(error) => {
                    let error = request::from_js(&error);
                    if is_second || error != StoreError::Closed {
                        return Err(error);
                    }
                    is_second = true;
                    self.db.replace(None);
                }
            }
        }
    }

    async fn read(&self, table: Table, key: Option<&str>) -> Result<JsValue, StoreError> {
        let tx = self.begin(&[table], IdbTransactionMode::Readonly, Durability::Relaxed).await?;
        let found = tx.object_store(table.name()).and_then(|store| match key {
            Some(key) => store.get(&JsValue::from_str(key)),
            None => store.get_all(),
        });
        request::result(&found.map_err(|error| request::from_js(&error))?).await
    }
}

impl LocalStore for IndexedDb {
    async fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        if batch.writes.is_empty() {
            return Ok(());
        }
        let tables: Vec<Table> = Table::ALL
            .into_iter()
            .filter(|table| batch.writes.iter().any(|write| place(write).0 == *table))
            .collect();
        let tx = self.begin(&tables, IdbTransactionMode::Readwrite, batch.durability).await?;
        let settled = request::settled(&tx);
        match write_all(&tx, batch.writes).await {
            Ok(()) => {
                // The end need not wait until the browser notices that nothing more comes. Where
                // this is missing or too late it ends by itself.
                drop(tx.unchecked_ref::<Transaction>().commit());
                request::committed(&tx, settled).await
            }
            Err(error) => {
                drop(tx.abort());
                Err(error)
            }
        }
    }

    async fn get(&self, table: Table, key: &str) -> Result<Option<Row>, StoreError> {
        let found = self.read(table, Some(key)).await?;
        Ok((!found.is_undefined()).then(|| to_row(&found)))
    }

    async fn list(&self, table: Table) -> Result<Vec<Row>, StoreError> {
        let found: Array = self.read(table, None).await?.unchecked_into();
        Ok(found.iter().map(|object| to_row(&object)).collect())
    }
}

/// Reads what is there, checks every expectation, then writes.
async fn write_all(tx: &IdbTransaction, writes: Vec<Write>) -> Result<(), StoreError> {
    let asked: Vec<IdbRequest> = writes
        .iter()
        .map(|write| {
            let (table, key, _) = place(write);
            tx.object_store(table.name())?.get(&JsValue::from_str(key))
        })
        .collect::<Result<_, _>>()
        .map_err(|error| request::from_js(&error))?;
    // Requests are answered in the order they were made: the last answer is the end of all.
    if let Some(last) = asked.last() {
        request::result(last).await?;
    }
    let mut revisions: Vec<u32> = Vec::with_capacity(writes.len());
    for (idx, (write, asked)) in writes.iter().zip(&asked).enumerate() {
        let (table, key, expect) = place(write);
        // An earlier write of the same batch may have changed the same row.
        let earlier = (0..idx).rev().find(|other| {
            let (other_table, other_key, _) = place(&writes[*other]);
            (other_table, other_key) == (table, key)
        });
        let there = match earlier {
            Some(other) => revisions[other],
            None => asked.result().map_or(0, |object| revision(&object)),
        };
        let is_as_expected = match expect {
            Expect::Any => true,
            Expect::Absent => there == 0,
            Expect::Revision(revision) => there == revision,
        };
        if !is_as_expected {
            return Err(StoreError::Stale);
        }
        revisions.push(match write {
            Write::Put { .. } => there.saturating_add(1),
            Write::Delete { .. } => 0,
        });
    }
    for (write, revision) in writes.into_iter().zip(revisions) {
        put_or_delete(tx, write, revision).map_err(|error| request::from_js(&error))?;
    }
    Ok(())
}

fn put_or_delete(tx: &IdbTransaction, write: Write, revision: u32) -> Result<(), JsValue> {
    match write {
        Write::Put { table, row, .. } => {
            tx.object_store(table.name())?.put(&from_row(&row, revision))?;
        }
        Write::Delete { table, key, .. } => {
            tx.object_store(table.name())?.delete(&JsValue::from_str(&key))?;
        }
    }
    Ok(())
}

/// Where a write goes and what it expects.
fn place(write: &Write) -> (Table, &str, Expect) {
    match write {
        Write::Put { table, row, expect } => (*table, &row.key, *expect),
        Write::Delete { table, key, expect } => (*table, key, *expect),
    }
}

fn factory() -> Result<IdbFactory, StoreError> {
    match browser::window().indexed_db() {
        Ok(Some(factory)) => Ok(factory),
        Ok(None) => Err(StoreError::Closed),
        Err(error) => Err(request::from_js(&error)),
    }
}

/// Waits for a request to open or delete; one that another tab blocks counts as closed.
async fn opened(asked: &IdbOpenDbRequest) -> Result<JsValue, StoreError> {
    let settled = Promise::new(&mut |resolve, _reject| {
        asked.set_onsuccess(Some(&resolve));
        asked.set_onerror(Some(&resolve));
        asked.set_onblocked(Some(&resolve));
    });
    let event: Event = request::in_time(settled).await?.unchecked_into();
    match event.type_().as_str() {
        "success" => asked.result().map_err(|error| request::from_js(&error)),
        "blocked" => Err(StoreError::Closed),
        _ => Err(request::failure(asked)),
    }
}

fn make_tables(event: &Event) {
    let database = event
        .target()
        .and_then(|asked| asked.unchecked_into::<IdbRequest>().result().ok())
        .map(|db| db.unchecked_into::<IdbDatabase>());
    let Some(db) = database else { return };
    let options = IdbObjectStoreParameters::new();
    options.set_key_path(&JsValue::from_str("k"));
    for table in Table::ALL {
        // Fails only for one that is there already.
        drop(db.create_object_store_with_optional_parameters(table.name(), &options));
    }
}

fn from_row(row: &Row, revision: u32) -> Object {
    let object = Object::new();
    set(&object, "k", &JsValue::from_str(&row.key));
    set(&object, "r", &JsValue::from(revision));
    set(&object, "s", &JsValue::from(row.state));
    #[expect(clippy::cast_precision_loss, reason = "milliseconds stay exact for 285,000 years")]
    set(&object, "t", &JsValue::from(row.at_ms as f64));
    set(&object, "p", &JsValue::from_str(&row.parent));
    set(&object, "b", &Uint8Array::from(row.bytes.as_slice()));
    object
}

/// A row as it was put; what is missing in a damaged one reads as nothing, so that whoever opens its
/// bytes says what is wrong.
fn to_row(object: &JsValue) -> Row {
    let bytes = get(object, "b").dyn_into::<Uint8Array>();
    Row {
        key: get(object, "k").as_string().unwrap_or_default(),
        revision: revision(object),
        state: u8::try_from(number(object, "s")).unwrap_or_default(),
        at_ms: number(object, "t"),
        parent: get(object, "p").as_string().unwrap_or_default(),
        bytes: bytes.map_or_else(|_| Vec::new(), |bytes| bytes.to_vec()),
    }
}

fn revision(object: &JsValue) -> u32 {
    u32::try_from(number(object, "r")).unwrap_or_default()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "only whole positive numbers are put; anything else reads as the nearest"
)]
fn number(object: &JsValue, name: &str) -> u64 {
    get(object, name).as_f64().unwrap_or_default() as u64
}
