//! From a template's text to a file that `cargo fmt --check` leaves alone, without rustfmt at hand.
//!
//! Two ways lead there, with the same bytes at their end. The short one cuts the text into statements by itself and is for
//! built-in templates, which write a small part of Rust. The long one is for whatever a user's template writes: syn parses
//! the text (what does not parse is never written), and prettyplease gives it one spelling. Either way [`shape`] breaks
//! lines where rustfmt would: prettyplease has its own width and knows none of rustfmt's limits for short calls, arrays
//! and struct literals (<https://rust-lang.github.io/rustfmt/>, `use_small_heuristics = "Default"`).

mod group;
mod one_line;
mod print;
mod printed_text;
mod shape;
mod statement;
mod template_text;

pub(super) use statement::Statement;
pub(super) use template_text::statements;

/// The text of a file; doc comments survive, other comments do not.
pub(super) fn format(file: &syn::File) -> String {
    shape::printed(&prettyplease::unparse(file))
}

/// The text of a file from its [`statements`], by the short way: the same bytes as [`format`]. `None` where a statement is
/// more than the short way knows.
pub(super) fn set<'t>(statements: impl Iterator<Item = Statement<'t>>) -> Option<String> {
    shape::template(statements)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::format;

    fn assert_formatted(text: &str) {
        assert_eq!(format(&syn::parse_file(text).unwrap()), text);
    }

    #[test]
    fn a_call_is_broken_where_its_arguments_pass_sixty_columns() {
        assert_formatted(
            "fn a() {\n    call(aaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbb, ccccccccccccc)\n}\n",
        );
        assert_formatted(
            "fn a() {\n    call(\n        aaaaaaaaaaaaaaaaaaa,\n        bbbbbbbbbbbbbbbbbbbbbbbb,\n        ccccccccccccccccc,\n    )\n}\n",
        );
    }

    #[test]
    fn a_signature_is_broken_past_a_hundred_columns_only() {
        assert_formatted(
            "pub fn list_by_agent<'a>(db: &'a Scoped, agent: &str, other: &str) -> Call<'a, Vec<Session>> {\n    one()\n}\n",
        );
    }

    #[test]
    fn generic_parameters_leave_the_line_of_a_name_that_fills_it() {
        let name = "a".repeat(85);
        assert_formatted(&format!(
            "pub fn {name}<'a>(\n    db: &'a Scoped,\n) -> Call<'a, Vec<Session>> {{\n    one()\n}}\n"
        ));
        assert_formatted(&format!(
            "pub fn {name}b<\n    'a,\n>(\n    db: &'a Scoped,\n) -> Call<'a, Vec<Session>> {{\n    one()\n}}\n"
        ));
    }

    #[test]
    fn a_chain_past_sixty_columns_is_broken_before_every_dot() {
        assert_formatted(
            "fn a() {\n    vec![\n        self.a_rather_long_column_name\n            .unwrap_or_else(new_uuid_v7)\n            .into(),\n    ]\n}\n",
        );
    }
}
