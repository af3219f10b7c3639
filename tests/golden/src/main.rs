//! Works out the report: natively to print it, in a browser to leave it where the page's script looks.

fn main() {
    let report = golden::report();
    #[cfg(not(target_family = "wasm"))]
    print!("{report}");
    #[cfg(target_family = "wasm")]
    {
        let page = js_sys::global();
        let put = js_sys::Reflect::set(&page, &"goldenReport".into(), &report.into());
        put.expect("a page takes properties");
    }
}
