//! Any text as a schema file: it is read, or refused with something that can be rendered.
#![no_main]

use dualect_codegen::diagnostic::SourceFile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(problems) = dualect_codegen::schema::parse(&SourceFile::new("schema.toml", text)) {
        assert!(problems.has_errors());
        let _ = problems.render(false);
    }
});
