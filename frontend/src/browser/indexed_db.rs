//! [`LocalStore`] over IndexedDB: a thin layer of our own.
//!
//! One database per account, one object store per [`Table`]. All rows are in memory too, so that only
//! writing waits. Transactions run in `database.js`: the same in Rust is 13 kB of glue (brotli), and
//! a library for it 11 to 18 kB.

use core::cell::{Ref, RefCell};
use std::rc::Rc;

use client::store::{Batch, Durability, Expect, LocalStore, Row, Rows, StoreError, Table, Write};
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};

use crate::browser;

/// Grows when an object store or an index is added.
const SCHEMA_VERSION: u32 = 1;
/// An [`Expect::Any`] for the script.
const ANY: f64 = -1.0;

#[wasm_bindgen(module = "/src/browser/database.js")]
extern "C" {
    /// A database; see the script.
    type Database;

    #[wasm_bindgen(constructor)]
    fn new(name: &str, version: u32, tables: &Array) -> Database;

    #[wasm_bindgen(method)]
    fn read(this: &Database) -> Promise;

    #[wasm_bindgen(method)]
    fn apply(this: &Database, batch: &Array, durability: &str) -> Promise;

    #[wasm_bindgen(method)]
    fn close(this: &Database);

    #[wasm_bindgen(method)]
    fn destroy(this: &Database, work: &Array) -> Promise;

    fn names() -> Promise;

    fn put(
        batch: &Array,
        table: &str,
        expects: f64,
        key: &str,
        state: u8,
        at_ms: f64,
        parent: &str,
        bytes: &[u8],
    );

    fn remove(batch: &Array, table: &str, expects: f64, key: &str);
}

#[wasm_bindgen]
extern "C" {
    /// A row as it is stored.
    type StoredRow;

    #[wasm_bindgen(method, getter)]
    fn k(this: &StoredRow) -> String;

    #[wasm_bindgen(method, getter)]
    fn r(this: &StoredRow) -> u32;

    #[wasm_bindgen(method, getter)]
    fn s(this: &StoredRow) -> u8;

    #[wasm_bindgen(method, getter)]
    fn t(this: &StoredRow) -> f64;

    #[wasm_bindgen(method, getter)]
    fn p(this: &StoredRow) -> String;

    #[wasm_bindgen(method, getter)]
    fn b(this: &StoredRow) -> Vec<u8>;
}

/// The database of one account. A clone is another handle to the same one.
#[derive(Clone)]
pub struct IndexedDb {
    database: Rc<Database>,
    rows: Rc<RefCell<Rows>>,
}

impl IndexedDb {
    /// Opens the database of this name, which is made if there is none.
    ///
    /// # Errors
    /// When the browser refuses storage or another tab holds an older version open.
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let tables = names_of(&Table::ALL);
        let database = Rc::new(Database::new(name, SCHEMA_VERSION, &tables));
        let store = Self { database, rows: Rc::default() };
        store.read_again().await?;
        Ok(store)
    }

    /// Reads all rows anew: another tab may have changed them.
    ///
    /// # Errors
    /// [`StoreError`]; then the rows stay as they were.
    pub async fn read_again(&self) -> Result<(), StoreError> {
        let found = waited(self.database.read()).await?;
        let mut rows = Rows::default();
        for (table, found) in Table::ALL.into_iter().zip(Array::from(&found).iter()) {
            for row in Array::from(&found).iter() {
                rows.put(table, to_row(row.unchecked_ref()));
            }
        }
        self.rows.replace(rows);
        Ok(())
    }

    /// The names of all databases here; none where the browser does not tell.
    ///
    /// # Errors
    /// When the browser refuses storage, or cannot read it now.
    pub async fn names() -> Result<Vec<String>, StoreError> {
        let told = waited(names()).await?;
        Ok(Array::from(&told).iter().filter_map(|name| name.as_string()).collect())
    }

    /// Closes the connection; the next call opens it again.
    pub fn close(&self) {
        self.database.close();
    }

    /// Takes the whole database away.
    ///
    /// # Errors
    /// [`StoreError::Stale`] while a draft or a parcel is in it, also one that another tab has just
    /// put there; then nothing is taken.
    pub async fn delete(&self) -> Result<(), StoreError> {
        let work = names_of(&[Table::Draft, Table::Outbox]);
        waited(self.database.destroy(&work)).await.map(drop)
    }

    /// Brings the rows in memory to what was written.
    fn take_in(&self, writes: Vec<Write>, revisions: &JsValue) {
        let mut rows = self.rows.borrow_mut();
        for (write, revision) in writes.into_iter().zip(Array::from(revisions).iter()) {
            match write {
                Write::Put { table, row, .. } => {
                    let revision = whole(revision.as_f64().unwrap_or_default());
                    let revision = u32::try_from(revision).unwrap_or_default();
                    rows.put(table, Row { revision, ..row });
                }
                Write::Delete { table, key, .. } => rows.remove(table, &key),
            }
        }
    }
}

impl LocalStore for IndexedDb {
    fn rows(&self) -> Ref<'_, Rows> {
        self.rows.borrow()
    }

    async fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        if batch.writes.is_empty() {
            return Ok(());
        }
        let durability = match batch.durability {
            Durability::Relaxed => "relaxed",
            Durability::Strict => "strict",
        };
        let script = to_script(&batch.writes);
        match waited(self.database.apply(&script, durability)).await {
            Ok(revisions) => {
                self.take_in(batch.writes, &revisions);
                Ok(())
            }
            Err(StoreError::Stale) => {
                // Where this fails too, the next batch is as stale as this one.
                drop(self.read_again().await);
                Err(StoreError::Stale)
            }
            Err(error) => Err(error),
        }
    }
}

async fn waited(promise: Promise) -> Result<JsValue, StoreError> {
    browser::wait(promise).await.map_err(|word| match word.as_string().as_deref() {
        Some("full") => StoreError::Full,
        Some("stale") => StoreError::Stale,
        Some("closed") => StoreError::Closed,
        other => StoreError::Failed(String::from(other.unwrap_or_default())),
    })
}

fn names_of(tables: &[Table]) -> Array {
    let names = Array::new();
    for table in tables {
        names.push(&JsValue::from_str(table.name()));
    }
    names
}

fn to_script(writes: &[Write]) -> Array {
    let batch = Array::new();
    for write in writes {
        let (table, key, expect) = write.place();
        let expects = match expect {
            Expect::Any => ANY,
            Expect::Absent => 0.0,
            Expect::Revision(revision) => f64::from(revision),
        };
        match write {
            Write::Put { row, .. } => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "milliseconds stay exact for 285,000 years"
                )]
                let at_ms = row.at_ms as f64;
                let (parent, bytes) = (&row.parent, &row.bytes);
                put(&batch, table.name(), expects, key, row.state, at_ms, parent, bytes);
            }
            Write::Delete { .. } => remove(&batch, table.name(), expects, key),
        }
    }
    batch
}

fn to_row(row: &StoredRow) -> Row {
    Row {
        key: row.k(),
        revision: row.r(),
        state: row.s(),
        at_ms: whole(row.t()),
        parent: row.p(),
        bytes: row.b(),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "only whole positive numbers are put; anything else reads as the nearest"
)]
const fn whole(number: f64) -> u64 {
    number as u64
}
