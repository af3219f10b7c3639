//! Who may know of whom inside a crate, as ARCHITECTURE.md says.

use crate::source::{code_lines, files, paths, read};

/// A folder or file, and what its code may not name.
struct Arrow {
    inside: &'static str,
    except: &'static [&'static str],
    never: &'static [&'static str],
    because: &'static str,
}

const ARROWS: &[Arrow] = &[
    Arrow {
        inside: "shared/src",
        // Packs the WHO tables again in a test; no part of the crate otherwise.
        except: &["shared/src/growth/pack.rs"],
        never: &[
            "std::fs",
            "std::net",
            "std::time",
            "std::env",
            "std::process",
            "SystemTime",
            "tokio",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "rusqlite",
            "axum",
            "leptos",
            "getrandom",
        ],
        because: "shared is pure: no IO, clock, randomness, async, web or SQL",
    },
    Arrow {
        inside: "shared/src",
        except: &["shared/src/codec.rs"],
        never: &["postcard"],
        because: "what is read is read within limits, by shared::codec alone",
    },
    Arrow {
        inside: "frontend/client/src",
        except: &[],
        never: &["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo_", "rusqlite", "axum"],
        because: "the client runs natively in tests and on the command line",
    },
    Arrow {
        inside: "server/src",
        except: &["server/src/store/sqlite"],
        never: &["rusqlite"],
        because: "SQL has one home",
    },
    Arrow {
        inside: "server/src",
        except: &["server/src/store"],
        never: &["crate::store::sqlite", "crate::store::memory", "Store::Sqlite", "Store::Memory"],
        because: "which engine stores everything is decided in store once",
    },
    Arrow {
        inside: "server/src",
        except: &["server/src/http"],
        never: &["axum"],
        because: "HTTP has one home",
    },
    Arrow {
        inside: "server/src/store",
        except: &[],
        never: &[
            "crate::http",
            "crate::sync",
            "crate::desk",
            "crate::auth",
            "crate::demo",
            "crate::json",
            "crate::app",
            "crate::files",
            "crate::blobs",
            "crate::import",
            "crate::restore",
        ],
        because: "arrows run http → sync, desk, auth, blobs → store, never back",
    },
    Arrow {
        inside: "server/src",
        except: &["server/src/blobs/kept.rs"],
        never: &["object_store"],
        because: "where pictures lie is known in one place",
    },
    Arrow {
        inside: "server/src",
        except: &["server/src/blobs"],
        never: &["image::"],
        because: "pictures are decoded in one place, within limits",
    },
    Arrow {
        inside: "server/src/blobs",
        except: &[],
        never: &[
            "crate::http",
            "crate::sync",
            "crate::desk",
            "crate::auth",
            "crate::demo",
            "crate::json",
            "crate::app",
        ],
        because: "arrows run http → blobs → store, and blobs know no record",
    },
    Arrow {
        inside: "server/src/sync",
        except: &[],
        never: &["crate::http", "crate::desk", "crate::auth", "crate::demo", "crate::app", "tokio"],
        because: "merge rules are synchronous and know no HTTP",
    },
    Arrow {
        inside: "server/src/desk",
        except: &[],
        never: &["crate::http", "crate::auth", "crate::demo", "crate::app"],
        because: "arrows run http → desk → store, never back",
    },
    Arrow {
        inside: "server/src/files",
        except: &[],
        never: &["crate::http", "crate::demo", "crate::app", "crate::json"],
        because: "arrows run http → files → desk → store, never back",
    },
    Arrow {
        inside: "server/src",
        except: &["server/src/files"],
        never: &["rust_xlsxwriter"],
        because: "the writer of workbooks has one home",
    },
    Arrow {
        inside: "server/src/auth",
        except: &[],
        never: &[
            "crate::http",
            "crate::sync",
            "crate::desk",
            "crate::demo",
            "crate::json",
            "crate::app",
        ],
        because: "the doorkeeper knows accounts and sessions, not what is behind the door",
    },
    Arrow {
        inside: "server/src/demo",
        except: &[],
        never: &["crate::http", "crate::desk", "crate::json", "crate::app"],
        because: "the demo hands in through sync like a phone and invites through auth",
    },
    Arrow {
        inside: "server/src/cli",
        except: &[],
        never: &[
            "server::http",
            "server::sync::push",
            "server::sync::pull",
            "server::desk",
            "server::json",
            "server::app",
        ],
        because: "the command line speaks to auth and store, and has what was held looked at again",
    },
    Arrow {
        inside: "server/src/import",
        except: &[],
        never: &["crate::http", "crate::sync", "crate::desk", "crate::demo", "crate::app", "tokio"],
        because: "a list is laid over the register by the store alone",
    },
    Arrow {
        inside: "server/src/rescue.rs",
        except: &[],
        never: &["crate::http", "crate::desk", "crate::auth", "crate::json", "crate::app"],
        because: "a rescue file is handed in through sync like what a phone sends",
    },
    Arrow {
        inside: "server/src/jobs.rs",
        except: &[],
        never: &["crate::http", "crate::desk", "crate::auth", "crate::demo", "crate::json"],
        because: "what nobody waits for is work of the merge rules",
    },
    Arrow {
        inside: "server/src/json.rs",
        except: &[],
        never: &["crate::http", "crate::sync", "crate::auth", "crate::demo", "crate::app"],
        because: "a record as JSON is made of its form and its row and nothing else",
    },
    Arrow {
        inside: "server/src/restore.rs",
        except: &[],
        never: &["crate::http", "crate::sync", "crate::desk", "crate::json", "crate::app"],
        because: "going back to a copy moves files and asks the store about them",
    },
    Arrow {
        inside: "frontend/src",
        except: &["frontend/src/browser/prefs.rs"],
        never: &["gloo_storage"],
        because: "preferences have one home",
    },
    Arrow {
        inside: "frontend/src/browser",
        except: &[],
        never: &["crate::app", "crate::field", "crate::office", "crate::ui", "leptos"],
        because: "the rim knows no page, context or signal",
    },
    Arrow {
        inside: "frontend/src/app",
        except: &[],
        never: &[
            "crate::field",
            "crate::office",
            "crate::browser::indexed_db",
            "crate::browser::transport",
            "client::",
        ],
        because: "what both apps need knows neither of them",
    },
    Arrow {
        inside: "frontend/src/ui",
        except: &[],
        never: &[
            "crate::field",
            "crate::office",
            "crate::app",
            "crate::browser",
            "gloo_",
            "client::",
            "Date::now",
        ],
        because: "components get data and callbacks",
    },
    Arrow {
        inside: "frontend/src/field",
        except: &["frontend/src/field/phone"],
        never: &[
            "crate::browser::indexed_db",
            "crate::browser::transport",
            "crate::browser::fetch",
            "crate::browser::tabs",
            "crate::browser::quota",
            "crate::browser::update",
            "gloo_",
            "Date::now",
        ],
        because: "pages ask the phone: they touch no storage, fetch or clock",
    },
    Arrow {
        inside: "frontend/src/field/phone",
        except: &[],
        never: &["crate::ui", "view!", "component"],
        because: "the phone runs behind the pages and draws nothing",
    },
    Arrow {
        inside: "frontend/src/field/form",
        except: &[],
        never: &["crate::field::phone::storage", "crate::field::phone::sync"],
        because: "a practice form works before storage is there",
    },
    Arrow {
        inside: "frontend/src/field/practice",
        except: &[],
        never: &["crate::field::phone::storage", "crate::field::phone::sync"],
        because: "a practice form works before storage is there",
    },
    Arrow {
        inside: "frontend/src/field",
        except: &[],
        never: &["serde_json", "crate::office"],
        because: "a phone pays for every byte, and never for the desk",
    },
    Arrow {
        inside: "frontend/src/office",
        except: &[],
        never: &[
            "crate::field",
            "crate::browser::transport",
            "crate::browser::indexed_db",
            "gloo_storage",
        ],
        because: "the desk is a bundle of its own and keeps no records",
    },
    Arrow {
        inside: "frontend/src/office",
        except: &["frontend/src/office/api.rs"],
        never: &["crate::browser::fetch"],
        because: "the desk's fetch has one home",
    },
    Arrow {
        inside: "frontend/src/office",
        except: &["frontend/src/office/app.rs"],
        never: &["crate::browser::prefs"],
        because: "the desk's preferences are its state's",
    },
    Arrow {
        inside: "frontend/src/office",
        except: &["frontend/src/office/list/model.rs", "frontend/src/office/print_head.rs"],
        never: &["crate::browser::device_ms", "Date::now"],
        because: "the desk asks the clock for its filter of days and on paper only",
    },
    Arrow {
        inside: "frontend/client/src",
        except: &["frontend/client/src/transport"],
        never: &["reqwest"],
        because: "reqwest is one of the two transports and nothing else",
    },
];

/// What a file breaks of an arrow: line numbers and the forbidden name. A name is looked for as it stands
/// and as what `super` and groups make of it.
fn breaches(file: &str, text: &str, never: &[&str]) -> Vec<(usize, String)> {
    let is_below = |path: &str, name: &str| {
        path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let paths = paths(file, text);
    let mut found = Vec::new();
    for (number, line) in code_lines(text) {
        for name in never {
            let mut here = paths.iter().filter(|(of, _)| *of == number);
            // `crate::web` is not in `crate::web_sys`: what begins at the root is compared by steps.
            let stands = !name.starts_with("crate::") && line.contains(*name);
            if stands || here.any(|(_, path)| is_below(path, name)) {
                found.push((number, String::from(*name)));
            }
        }
    }
    found
}

/// The files that a rule speaks of.
fn bound(arrow: &Arrow) -> Vec<String> {
    let is_test = |name: &str| name.ends_with("tests.rs") || name.contains("/tests/");
    let is_free = |name: &str| arrow.except.iter().any(|except| name.starts_with(except));
    files(arrow.inside, ".rs").into_iter().filter(|name| !is_test(name) && !is_free(name)).collect()
}

#[test]
fn arrows_between_modules_point_one_way() {
    let mut wrong = Vec::new();
    for arrow in ARROWS {
        let names = bound(arrow);
        assert!(!names.is_empty(), "{} holds no code: mend the rule", arrow.inside);
        for name in names {
            for (line, what) in breaches(&name, &read(&name), arrow.never) {
                wrong.push(format!("{name}:{line} names `{what}`: {}", arrow.because));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_would_see_its_breach() {
    for arrow in ARROWS {
        for except in arrow.except {
            assert!(!files(except, ".rs").is_empty(), "{except} is gone: mend the rule");
        }
        // A file of the rule's own, with a declared test module before the import.
        let file = bound(arrow).pop().expect("the rule speaks of code");
        for name in arrow.never {
            let text = format!("#[cfg(test)]\nmod tests;\nuse {name}::x;\n");
            let found = breaches(&file, &text, arrow.never);
            assert!(found.contains(&(3, String::from(*name))), "{file}: {text}");
        }
    }
}

#[test]
fn a_forbidden_import_would_be_seen() {
    let text =
        "use std::fs;\n// use tokio in words\nfn f() {}\n#[cfg(test)]\nmod tests { use std::net; }";
    let seen = |file: &str, text: &str, never: &[&str]| -> Vec<usize> {
        breaches(file, text, never).into_iter().map(|(number, _)| number).collect()
    };
    assert_eq!(seen("shared/src/id.rs", text, &["std::fs", "tokio"]), [1]);
    assert_eq!(seen("shared/src/id.rs", "use std::{\n    fmt,\n    fs,\n};", &["std::fs"]), [3]);
    let http = &["crate::http"];
    assert_eq!(seen("server/src/sync/push.rs", "use super::super::http::door;", http), [1]);
    assert_eq!(seen("server/src/sync/mod.rs", "use super::http;", http), [1]);
    assert_eq!(seen("server/src/sync/mod.rs", "use crate::{\n    http,\n};", http), [2]);
    let fine = "use super::http;\nuse crate::https;\nuse crate::store::http;";
    assert!(seen("server/src/sync/push.rs", fine, http).is_empty());
}
