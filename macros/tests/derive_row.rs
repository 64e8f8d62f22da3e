//! `derive(Row)` as the compiler sees it: what each mistake is answered with. What passes is run by `dualect`'s own tests.

#[test]
fn derive_row_answers_each_mistake() {
    trybuild::TestCases::new().compile_fail("tests/derive_row/*.rs");
}
