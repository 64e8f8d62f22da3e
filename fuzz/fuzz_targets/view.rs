//! Any text as a view's query: it is read, or every problem has a place in it.
#![no_main]

use dualect_codegen::query;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(problems) = query::parse(text) {
        assert!(!problems.is_empty());
        for problem in problems {
            assert!(text.get(problem.span).is_some());
        }
    }
});
