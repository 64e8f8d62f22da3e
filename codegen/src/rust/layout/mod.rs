//! From a template's text to a file that `cargo fmt --check` leaves alone, without rustfmt at hand.
//!
//! syn has parsed the text (what does not parse is never written), prettyplease gives it one spelling, and [`shape`] breaks
//! lines where rustfmt would: prettyplease has its own width and knows none of rustfmt's limits for short calls, arrays
//! and struct literals (<https://rust-lang.github.io/rustfmt/>, `use_small_heuristics = "Default"`).

mod group;
mod print;
mod shape;

/// The text of a file; doc comments survive, other comments do not.
pub(super) fn format(file: &syn::File) -> String {
    shape::file(&prettyplease::unparse(file))
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
    fn a_chain_past_sixty_columns_is_broken_before_every_dot() {
        assert_formatted(
            "fn a() {\n    vec![\n        self.a_rather_long_column_name\n            .unwrap_or_else(new_uuid_v7)\n            .into(),\n    ]\n}\n",
        );
    }
}
