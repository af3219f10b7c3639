//! [`Disk`] over IndexedDB: a thin layer of our own.
//!
//! One database per account, one object store per [`Table`]. Transactions run in `database.js`: the
//! same in Rust is 13 kB of glue (brotli), and a library for it 11 to 18 kB.

use std::rc::Rc;

use client::store::{
    Batch, Disk, Durability, Expect, PassThrough, Row, Store, StoreError, Table, Write,
};
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};

use crate::browser;

/// Grows when an object store or an index is added, or a row that older programs would misread: they
/// cannot open the database any more then. 2: blobs, chunks, a cursor for each feed.
const SCHEMA_VERSION: u32 = 2;
/// An [`Expect::Any`] for the script.
const ANY: f64 = -1.0;

/// Local storage of one account. Nothing is sealed yet.
pub type PhoneStore = Store<IndexedDb, PassThrough>;

#[wasm_bindgen(module = "/src/browser/database.js")]
extern "C" {
    /// A database; see the script.
    type Database;

    #[wasm_bindgen(constructor)]
    fn new(name: &str, version: u32, tables: &Array) -> Database;

    #[wasm_bindgen(method)]
    fn load(this: &Database, tables: &Array) -> Promise;

    #[wasm_bindgen(method)]
    fn read(this: &Database, table: &str, key: &str) -> Promise;

    #[wasm_bindgen(method)]
    fn apply(this: &Database, batch: &Array, durability: &str) -> Promise;

    #[wasm_bindgen(method)]
    fn close(this: &Database);

    #[wasm_bindgen(method)]
    fn adopt(this: &Database);

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

/// The window hears this when a database that was open is taken away.
pub const GONE: &str = "storage-gone";

/// The database of one account. A clone is another door to the same one.
#[derive(Clone)]
pub struct IndexedDb {
    database: Rc<Database>,
}

impl IndexedDb {
    /// Opens the database of this name, which is made if there is none, and reads what is resident.
    ///
    /// # Errors
    /// When the browser refuses storage, another tab holds an older version open, or a newer version
    /// of this program has opened it.
    pub async fn open(name: &str) -> Result<PhoneStore, StoreError> {
        let tables = names_of(Table::ALL);
        let database = Rc::new(Database::new(name, SCHEMA_VERSION, &tables));
        Store::open(Self { database }, PassThrough).await
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
    /// [`StoreError::Stale`] while a draft, a parcel or a blob is in it, also one that another tab has
    /// just put there; then nothing is taken.
    pub async fn delete(&self) -> Result<(), StoreError> {
        let work = names_of([Table::Draft, Table::Outbox, Table::Blob]);
        waited(self.database.destroy(&work)).await.map(drop)
    }
}

impl Disk for IndexedDb {
    async fn load(&self) -> Result<Vec<(Table, Row)>, StoreError> {
        let found = waited(self.database.load(&names_of(Table::resident()))).await?;
        let mut rows = Vec::new();
        for (table, found) in Table::resident().zip(Array::from(&found).iter()) {
            for row in Array::from(&found).iter() {
                rows.push((table, to_row(row.unchecked_ref())));
            }
        }
        Ok(rows)
    }

    fn adopt(&self) {
        self.database.adopt();
    }

    async fn read(&self, table: Table, key: &str) -> Result<Option<Row>, StoreError> {
        let found = waited(self.database.read(table.name(), key)).await?;
        Ok((!found.is_undefined()).then(|| to_row(found.unchecked_ref())))
    }

    async fn write(&self, batch: Batch) -> Result<Vec<u32>, StoreError> {
        let durability = match batch.durability {
            Durability::Relaxed => "relaxed",
            Durability::Strict => "strict",
        };
        let revisions = waited(self.database.apply(&to_script(&batch.writes), durability)).await?;
        let revision = |revision: JsValue| {
            u32::try_from(whole(revision.as_f64().unwrap_or_default())).unwrap_or_default()
        };
        Ok(Array::from(&revisions).iter().map(revision).collect())
    }
}

async fn waited(promise: Promise) -> Result<JsValue, StoreError> {
    browser::wait(promise).await.map_err(|word| match word.as_string().as_deref() {
        Some("full") => StoreError::Full,
        Some("stale") => StoreError::Stale,
        Some("closed") => StoreError::Closed,
        Some("newer") => StoreError::Newer,
        Some("lost") => StoreError::Lost,
        other => StoreError::Failed(String::from(other.unwrap_or_default())),
    })
}

fn names_of(tables: impl IntoIterator<Item = Table>) -> Array {
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
