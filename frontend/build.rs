//! Tells the linker to leave its relocations in the WASM: `cargo xtask build` cuts the apps into
//! chunks after linking, and needs them to know who uses what.
//!
//! Here and not among the compiler's flags, because a flag would compile every crate again.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
