//! What is to be in a file: a text, or generated Rust that is rendered when it is asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use dualect_codegen::rust::{Rendered, Rendering, RustFile};
use dualect_format::fingerprint::Made;

use crate::error::{Error, Kind, Result};

/// What should be in a file. Generated Rust is rendered when it is asked for, and then not kept: of ten thousand tables all
/// texts together do not fit into a small machine.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content<'g> {
    Text(&'g str),
    Rust(&'g Rendering<'g>, &'g RustFile),
    /// The same, rendered already; and what the lock calls it.
    Rendered(&'g Rendered, &'g str),
}

/// What the lock is to say of files, by their paths within the generated folder.
pub(crate) type Known<'g> = BTreeMap<&'g str, Made>;
/// One entry of it, where there is one.
pub(crate) type KnownFile<'g> = Option<(&'g str, Made)>;

impl<'g> Content<'g> {
    /// The whole text.
    pub(crate) fn text(self) -> Result<Cow<'g, str>> {
        Ok(self.made()?.0)
    }

    /// The whole text, and what the lock is to say of it.
    pub(crate) fn made(self) -> Result<(Cow<'g, str>, KnownFile<'g>)> {
        match self {
            Self::Text(text) => Ok((Cow::Borrowed(text), None)),
            Self::Rust(rendering, file) => {
                let Rendered { text, made } = rendered(rendering, file)?;
                let made = made.map(|made| (rendering.within(file), made));
                Ok((Cow::Owned(text), made))
            }
            Self::Rendered(Rendered { text, made }, within) => {
                let made = made.clone().map(|made| (within, made));
                Ok((Cow::Borrowed(text), made))
            }
        }
    }
}

/// The same, by paths of its own.
pub(super) fn owned(known: &Known<'_>) -> BTreeMap<String, Made> {
    let known = known.iter();
    known
        .map(|(path, made)| ((*path).to_owned(), made.clone()))
        .collect()
}

pub(super) fn rendered(rendering: &Rendering<'_>, file: &RustFile) -> Result<Rendered> {
    let rendered = rendering.draft(file).render();
    rendered.map_err(|error| Error::plain(Kind::Template { error }))
}

/// Room for texts that had to be made to be compared, and are to be written or shown next: for those of the files that one change
/// of the schema concerns, not for all.
#[derive(Debug)]
pub(super) struct Room(AtomicUsize);

impl Default for Room {
    fn default() -> Self {
        const BYTES: usize = 32 << 20;
        Self(AtomicUsize::new(BYTES))
    }
}

impl Room {
    /// The text, if there is room to keep it.
    pub(super) fn keep(&self, rendered: Rendered) -> Option<Rendered> {
        let needed = rendered.text.len();
        let less = |left: usize| left.checked_sub(needed);
        let kept = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        kept.is_ok().then_some(rendered)
    }
}

#[cfg(test)]
mod tests {
    use dualect_codegen::rust::Rendered;

    use super::Room;

    #[test]
    fn texts_are_kept_as_long_as_there_is_room() {
        let room = Room::default();
        let text = |length: usize| Rendered {
            text: "x".repeat(length),
            made: None,
        };
        assert!(room.keep(text(20 << 20)).is_some());
        assert!(room.keep(text(20 << 20)).is_none());
        assert!(room.keep(text(12 << 20)).is_some());
        assert!(room.keep(text(1)).is_none());
    }
}
