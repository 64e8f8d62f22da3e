//! The folder's migrations as a history of ours.

use dualect_format::hash::sha256_hex;
use dualect_format::statements::normalise;

use super::folder::Folder;
use crate::catalog::model::Catalog;
use crate::snapshot::{Snapshot, write};

/// `down.sql` of a migration that has no way back.
pub const DOWN: &str =
    "-- dualect: irreversible: it was made by drizzle-kit, which writes no way back\n";

/// `snapshot.json` of each migration, in order, where `catalogs` is what a database holds after each.
///
/// The last is where the next migration begins; of the others only what they follow is ever read, as long as no squash ends there.
#[must_use]
pub fn snapshots(folder: &Folder, catalogs: &[Catalog]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut parents: Vec<String> = Vec::new();
    for (migration, catalog) in folder.migrations.iter().zip(catalogs) {
        let snapshot = Snapshot {
            parents: std::mem::take(&mut parents),
            renamed: std::collections::BTreeSet::new(),
            replaces: Vec::new(),
            statements: Some(sha256_hex(normalise(&migration.sql).as_bytes())),
            hazards: Vec::new(),
            catalog: catalog.clone(),
        };
        parents.push(migration.tag.to_string());
        texts.push(write(&snapshot));
    }
    texts
}
