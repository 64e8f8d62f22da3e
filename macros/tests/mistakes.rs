//! The derives as the compiler sees them: each mistake is answered at its place, with what to do. What passes is run by the tests
//! of `dualect-tests`, `dualect-systems` and `examples/plugin-notes`.
//!
//! All cases are one run of trybuild, and none of them passes: so the crates below are checked once, and never built.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "mistakes/projects.rs"]
mod projects;

#[test]
fn each_mistake_is_answered_at_its_place() {
    projects::lay_out();
    trybuild::TestCases::new().compile_fail("tests/derive_*/*.rs");
}
