//! Statement texts put together when the app is compiled.

/// Joins texts into one when the app is compiled: a statement around a select list.
///
/// Each part is a constant expression of type `&'static str`.
///
/// ```
/// const LIST: &str = "agents.id, agents.name";
/// const SQL: &str = dualect::sql!("SELECT ", LIST, " FROM agents WHERE agents.id = $1");
/// assert_eq!(SQL, "SELECT agents.id, agents.name FROM agents WHERE agents.id = $1");
/// ```
#[macro_export]
macro_rules! sql {
    ($($part:expr),+ $(,)?) => {{
        const PARTS: &[&str] = &[$($part),+];
        const BYTES: [u8; $crate::query::joined_length(PARTS)] = $crate::query::joined(PARTS);
        const TEXT: &str = $crate::query::joined_text(&BYTES);
        TEXT
    }};
}

/// How long the parts are together.
#[doc(hidden)]
#[must_use]
pub const fn joined_length(mut parts: &[&str]) -> usize {
    let mut length = 0;
    while let [part, rest @ ..] = parts {
        length += part.len();
        parts = rest;
    }
    length
}

/// The parts, one after another.
#[doc(hidden)]
#[must_use]
pub const fn joined<const LENGTH: usize>(mut parts: &[&str]) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    let mut rest = bytes.as_mut_slice();
    while let [part, more @ ..] = parts {
        let (head, tail) = rest.split_at_mut(part.len());
        head.copy_from_slice(part.as_bytes());
        rest = tail;
        parts = more;
    }
    bytes
}

/// The text that [`joined`] made.
#[doc(hidden)]
#[must_use]
pub const fn joined_text(bytes: &'static [u8]) -> &'static str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        // Texts joined at their ends are a text.
        Err(_) => "",
    }
}
