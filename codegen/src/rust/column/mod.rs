//! A column in Rust: its types, and the expressions and words that generated code has for it.

mod coding;
mod default;
mod sql;
mod types;
mod words;

pub(super) use coding::{
    argument_to_value, borrowed_to_value, chain_kind, decode, key_list, tenant_of_scope, to_value,
};
pub(super) use default::insert_value;
pub(super) use sql::{json_element, postgres_element, postgres_type};
pub(super) use types::{argument_type, base_type, field_type, key_type, new_field_type};
pub(super) use words::{default_in_words, in_words};
