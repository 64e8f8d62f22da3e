//! What is known by its statements, and what is said of things.

use super::change::Change;
use crate::catalog::model::{Attribute, Catalog, Kind, Object, Setting, SettingKey};

pub(super) fn diff_objects(from: &Catalog, to: &Catalog, changes: &mut Vec<Change>) {
    let gone = from.objects.values().filter(|object| {
        to.objects
            .get(&object.name)
            .is_none_or(|after| !same_object(object, after) && !stays(object, after))
    });
    changes.extend(gone.map(|object| Change::DropObject {
        object: object.clone(),
    }));
    for object in to.objects.values() {
        match from.objects.get(&object.name) {
            Some(before) if same_object(before, object) => {
                if (&before.drop, &before.after) != (&object.drop, &object.after) {
                    changes.push(Change::SetObjectRemoval {
                        object: object.clone(),
                    });
                }
            }
            Some(before) if stays(before, object) => changes.push(Change::SetObject {
                from: before.clone(),
                to: object.clone(),
            }),
            Some(_) | None => changes.push(Change::AddObject {
                object: object.clone(),
            }),
        }
    }
}

/// Whether one can become the other where it stands.
fn stays(from: &Object, to: &Object) -> bool {
    match (&from.kind, &to.kind) {
        (Kind::Routine(before), Kind::Routine(after)) => before == after,
        (Kind::Sequence(_), Kind::Sequence(_)) => true,
        (Kind::Type(before), Kind::Type(after)) => {
            let kept = |attribute: &&Attribute| after.attributes.contains(attribute);
            let kept = before.attributes.iter().filter(kept);
            let begins = after.attributes.iter().take(kept.clone().count());
            // A new one comes last, and one cannot change its type while a column is of it.
            let is_other =
                |new: &Attribute| before.attributes.iter().any(|old| old.name == new.name);
            let mut new = after.attributes.iter().skip(kept.clone().count());
            !before.attributes.is_empty()
                && !after.attributes.is_empty()
                && kept.eq(begins)
                && !new.any(is_other)
        }
        (Kind::Plain | Kind::Routine(_) | Kind::Sequence(_) | Kind::Type(_), _) => false,
    }
}

pub(super) fn diff_settings(from: &Catalog, to: &Catalog, changes: &mut Vec<Change>) {
    let set = |(of, what): &SettingKey, from: Option<&Setting>, to: Option<&Setting>| {
        Change::SetSetting {
            of: of.clone(),
            what: what.clone(),
            from: from.cloned(),
            to: to.cloned(),
        }
    };
    for (key, setting) in &from.settings {
        if !to.settings.contains_key(key) {
            changes.push(set(key, Some(setting), None));
        }
    }
    for (key, setting) in &to.settings {
        let before = from.settings.get(key);
        if before != Some(setting) {
            changes.push(set(key, before, Some(setting)));
        }
    }
}

/// An object is what its creation made, and the table that takes it along.
fn same_object(from: &Object, to: &Object) -> bool {
    let Object {
        name: _,
        on,
        create,
        drop: _,
        after: _,
        opaque: _,
        kind: _,
    } = to;
    (&from.on, &from.create) == (on, create)
}
