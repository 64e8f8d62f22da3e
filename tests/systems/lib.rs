//! Five real systems: the crate is there for its tests, and `README.md` says what they show.
