//! `[sqlite.objects]` and `[postgres.objects]`.

use super::definition::{Key, Takes};

const STATEMENTS: Takes = Takes::Either(&[Takes::Text, Takes::Texts]);

/// A raw object.
pub(crate) const OBJECT: &[Key] = &[
    Key::new(
        "create",
        STATEMENTS,
        "The statement that makes it, or an array of them.",
    )
    .required(),
    Key::new(
        "drop",
        STATEMENTS,
        "The statement that removes it, or an array of them.",
    )
    .required(),
    Key::new(
        "on",
        Takes::Text,
        "The table that it goes with, as a trigger or a policy does.",
    ),
    Key::new(
        "after",
        Takes::Texts,
        "What has to be there before it: `\"tables.notes\"`, `\"views.x\"`, `\"enums.y\"`, `\"objects.z\"`.",
    ),
];
