//! Every address of the server, as its router has them.

use std::path::Path;

/// Method and path of each.
///
/// # Panics
/// When the router's source is not there, or has an address that cannot be read out of it.
#[must_use]
pub fn of_the_router() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src/http/mod.rs");
    let source = std::fs::read_to_string(path).expect("the router is there");
    let mut routes = Vec::new();
    let mut prefix = "";
    for line in source.lines() {
        if line.starts_with("fn api(") {
            prefix = "/api/v1";
        }
        let Some((_, rest)) = line.split_once(".route(\"") else { continue };
        let (path, handlers) = rest.split_once("\", ").expect("a route stands in one line");
        let methods = ["get", "post", "put", "patch", "head", "delete", "options"];
        let before = routes.len();
        for method in methods {
            let is_called = |call: &str| {
                handlers.starts_with(&format!("{method}("))
                    || call.contains(&format!(").{method}("))
            };
            if is_called(handlers) {
                routes.push((method.to_uppercase(), format!("{prefix}{path}")));
            }
        }
        assert!(routes.len() > before, "no method in {line}");
    }
    routes
}
