//! A foreign key's clause.

use super::constraint::called;
use crate::catalog::model::ForeignKey;
use crate::catalog::quote;
use crate::schema::model::{Action, Deferrable};

/// `CONSTRAINT x FOREIGN KEY (a) REFERENCES p (id) ON DELETE CASCADE`.
#[must_use]
pub fn foreign_key(key: &ForeignKey) -> String {
    let columns = quote::idents(&key.columns);
    let name = called(&key.name);
    format!("{name}FOREIGN KEY ({columns}) {}", references(key))
}

/// `REFERENCES p (id) ON DELETE CASCADE`.
#[must_use]
pub fn references(key: &ForeignKey) -> String {
    let mut text = format!("REFERENCES {}", quote::qualified(&key.parent));
    if !key.is_to_key && !key.parent_columns.is_empty() {
        text.push_str(&format!(" ({})", quote::idents(&key.parent_columns)));
    }
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if let Some(words) = words(action) {
            text.push_str(&format!(" ON {event} {words}"));
        }
    }
    match key.deferrable {
        Deferrable::No => {}
        Deferrable::Immediate => text.push_str(" DEFERRABLE INITIALLY IMMEDIATE"),
        Deferrable::Deferred => text.push_str(" DEFERRABLE INITIALLY DEFERRED"),
    }
    text
}

/// `NO ACTION` is what both databases do when nothing is written.
fn words(action: Action) -> Option<&'static str> {
    match action {
        Action::NoAction => None,
        Action::Restrict => Some("RESTRICT"),
        Action::Cascade => Some("CASCADE"),
        Action::SetNull => Some("SET NULL"),
        Action::SetDefault => Some("SET DEFAULT"),
    }
}
