// IndexedDB as the phone app needs it: the rows of some tables in, one batch out, all or nothing. A row
// is {k, r, s, t, p, b}: key, revision, state, time, parent, bytes; nothing here looks inside the bytes.
// A promise of this file is broken with a word: "full", "stale", "closed", "newer", "lost", or the browser's own.

// A strict write took 13 ms at the 95th percentile on a slow phone; a busy one may take a hundred
// times as long, but a database that Chromium cannot open sometimes stays silent for ever.
const ANSWER_MS = 10_000;

/** What an exception means. Its message may quote a key but never a value, and keys are ids. */
function word(error) {
  if (typeof error === "string") return error;
  switch (error && error.name) {
    case "QuotaExceededError":
      return "full";
    case "InvalidStateError":
    case "NotFoundError":
      return "closed";
    case "VersionError":
      return "newer";
    default:
      return error ? `${error.name}: ${error.message}` : "closed";
  }
}

/** Waits for a promise, but not for ever. */
function inTime(promise) {
  let timer;
  const late = new Promise((_, fail) => (timer = setTimeout(fail, ANSWER_MS, "timeout")));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Waits for a request. */
function answered(request) {
  return inTime(
    new Promise((keep, fail) => {
      request.onsuccess = () => keep(request.result);
      request.onerror = () => fail(word(request.error));
      // Another tab holds an older version open.
      request.onblocked = () => fail("closed");
    }),
  );
}

/** Waits for the end of a transaction. Its `error` is there when it aborts, not before. */
function ended(tx) {
  return new Promise((keep, fail) => {
    tx.oncomplete = keep;
    tx.onabort = () => fail(word(tx.error));
  });
}

/** What is missing in a damaged row reads as nothing, so that whoever opens it says what is wrong. */
function whole({ k, r, s, t, p, b }) {
  const bytes = b instanceof Uint8Array ? b : new Uint8Array();
  return { k: String(k), r: Number(r) || 0, s, t: Number(t) || 0, p: p ? String(p) : "", b: bytes };
}

/** The names of all databases here; none where the browser does not tell. */
export async function names() {
  if (!indexedDB.databases) return [];
  try {
    return (await indexedDB.databases()).map(({ name }) => name);
  } catch (error) {
    throw word(error);
  }
}

/** One more write for a batch. Expects: the revision that must be there, -1 for any. */
export function put(batch, table, expects, k, s, t, p, b) {
  // The bytes are a window into the program's memory.
  batch.push({ table, expects, k, row: { k, s, t, p, b: b.slice() } });
}

/** As `put`, for a row that goes. */
export function remove(batch, table, expects, k) {
  batch.push({ table, expects, k });
}

/** The database of this name, opened when it is first needed. */
export class Database {
  constructor(name, version, tables) {
    this.name = name;
    this.version = version;
    this.tables = tables;
    // It was open before: from then on a new database under its name means that the old one is gone.
    this.wasOpen = false;
    this.isLost = false;
  }

  /** Takes the database as it is now, after it was found to be lost. */
  adopt() {
    this.isLost = false;
  }

  /** All rows of these tables, table by table, ascending by key. */
  async load(tables) {
    const tx = await this.begin(tables, "readonly");
    const asked = tables.map((table) => tx.objectStore(table).getAll());
    const found = await Promise.all(asked.map(answered));
    return found.map((rows) => rows.map(whole));
  }

  /** One row, or undefined. */
  async read(table, key) {
    const tx = await this.begin([table], "readonly");
    const row = await answered(tx.objectStore(table).get(key));
    return row && whole(row);
  }

  /** Writes a batch and keeps its promise with the new revisions, 0 for what went. */
  async apply(batch, durability) {
    const tables = [...new Set(batch.map(({ table }) => table))];
    const tx = await this.begin(tables, "readwrite", { durability });
    return this.finish(tx, async () => {
      // What goes whatever it is need not be read: a part of a blob is long.
      const asked = batch.map(({ table, expects, k, row }) =>
        row || expects >= 0 ? answered(tx.objectStore(table).get(k)) : undefined,
      );
      const there = await Promise.all(asked);
      // An earlier write of the same batch may have changed the same row.
      const now = new Map();
      const revisions = batch.map(({ table, expects, k, row }, idx) => {
        const place = `${table} ${k}`;
        const before = now.get(place) ?? (there[idx] ? there[idx].r : 0);
        if (expects >= 0 && expects !== before) throw "stale";
        const after = row ? before + 1 : 0;
        now.set(place, after);
        return after;
      });
      batch.forEach(({ table, k, row }, idx) => {
        const store = tx.objectStore(table);
        if (row) store.put({ ...row, r: revisions[idx] });
        else store.delete(k);
      });
      return revisions;
    });
  }

  /** Does the work of a transaction and waits for its end: what it says then is the truth. */
  async finish(tx, work) {
    const end = ended(tx);
    let result;
    try {
      result = await work();
      // The end need not wait until the browser notices that nothing more comes.
      if (tx.commit) tx.commit();
      await inTime(end);
    } catch (error) {
      try {
        tx.abort();
      } catch {
        // Past stopping: it may still be kept, however long it takes.
        await end;
        return result;
      }
      end.catch(() => {});
      throw word(error);
    }
    return result;
  }

  /** Closes the connection; the next call opens it again. */
  close() {
    if (this.db) this.db.close();
    this.db = undefined;
  }

  /**
   * Takes the whole database away. Broken with "stale" while one of the tables that hold work has a
   * row: another tab may have put it there a moment ago.
   */
  async destroy(work) {
    const tx = await this.begin(this.tables, "readwrite", { durability: "strict" });
    await this.finish(tx, async () => {
      const counts = await Promise.all(work.map((table) => answered(tx.objectStore(table).count())));
      if (counts.some((count) => count > 0)) throw "stale";
      for (const table of this.tables) tx.objectStore(table).clear();
    });
    this.close();
    // Another tab may hold it open for a moment more; there is nothing in it.
    await answered(indexedDB.deleteDatabase(this.name)).catch(() => {});
  }

  /** Begins a transaction; a connection that turns out to be closed is opened once more. */
  async begin(tables, mode, options) {
    try {
      return await this.opened(tables, mode, options);
    } catch (error) {
      if (word(error) !== "closed") throw word(error);
      this.close();
      try {
        return await this.opened(tables, mode, options);
      } catch (second) {
        throw word(second);
      }
    }
  }

  async opened(tables, mode, options) {
    const db = await this.open();
    if (this.isLost) throw "lost";
    return db.transaction(tables, mode, options);
  }

  async open() {
    if (this.db) return this.db;
    const asked = indexedDB.open(this.name, this.version);
    asked.onupgradeneeded = ({ oldVersion }) => {
      if (this.wasOpen && oldVersion === 0) this.isLost = true;
      for (const table of this.tables) {
        if (!asked.result.objectStoreNames.contains(table)) {
          asked.result.createObjectStore(table, { keyPath: "k" });
        }
      }
    };
    const db = await answered(asked);
    // Two calls opened it at the same time; one connection is enough.
    if (this.db) db.close();
    else this.db = db;
    // Another version of the app must not wait for this tab, and a database that the browser closed
    // is opened again when it is needed.
    db.onversionchange = db.onclose = (event) => {
      if (this.db === db) this.close();
      // Taken away by somebody, or cleared by the browser: whoever has rows in memory looks at once.
      if (!event.newVersion) dispatchEvent(new Event("storage-gone"));
    };
    this.wasOpen = true;
    return this.db;
  }
}
