//! What is said of things beside their definitions: taken back where it is said no more, and said again of what is made anew.

use std::collections::BTreeSet;

use super::Change;
use crate::catalog::model::{Catalog, QualifiedName, Saying, SettingKey, Subject};
use crate::name::DbName;
use crate::plan::standing::Standing;
use crate::plan::step::Step;

/// What comes, or goes and comes.
pub(super) struct Settings<'a> {
    from: &'a Catalog,
    to: &'a Catalog,
    /// Indexes and constraints that are made.
    parts: BTreeSet<(&'a QualifiedName, &'a DbName)>,
    /// Columns that are made.
    columns: BTreeSet<(&'a QualifiedName, &'a DbName)>,
    standing: &'a Standing<'a>,
    /// Enums that become new types.
    enums: &'a BTreeSet<&'a QualifiedName>,
}

impl<'a> Settings<'a> {
    pub(super) fn new(
        (from, to): (&'a Catalog, &'a Catalog),
        changes: impl Iterator<Item = &'a Change>,
        standing: &'a Standing<'a>,
        enums: &'a BTreeSet<&'a QualifiedName>,
    ) -> Self {
        let mut settings = Self {
            from,
            to,
            parts: BTreeSet::new(),
            columns: BTreeSet::new(),
            standing,
            enums,
        };
        if from.settings.is_empty() && to.settings.is_empty() {
            return settings;
        }
        for change in changes {
            settings.note(change);
        }
        settings
    }

    fn note(&mut self, change: &'a Change) {
        if let Change::AddIndex { table, index } = change {
            self.parts.insert((table, &index.name));
        } else if let Change::AddUnique { table, unique } = change {
            self.parts.insert((table, &unique.name));
        } else if let Change::AddCheck { table, check } = change {
            self.parts.insert((table, &check.name));
        } else if let Change::AddForeignKey { table, foreign_key } = change {
            self.parts.insert((table, &foreign_key.name));
        } else if let Change::SetPrimaryKey {
            table,
            to: Some(key),
            ..
        } = change
        {
            self.parts.insert((table, &key.name));
        } else if let Change::RenameIndex { table, to, .. } = change {
            self.parts.insert((table, &to.name));
        } else if let Change::RenameUnique { table, to, .. } = change {
            self.parts.insert((table, &to.name));
        } else if let Change::RenameCheck { table, to, .. } = change {
            self.parts.insert((table, &to.name));
        } else if let Change::RenameForeignKey { table, to, .. } = change {
            self.parts.insert((table, &to.name));
        } else if let Change::AddColumn { table, column } = change {
            self.columns.insert((table, &column.name));
        } else if let Change::SetGenerated { table, to, .. } = change {
            self.columns.insert((table, &to.name));
        } else if let Change::SetType { table, to, .. } = change {
            // How it is stored follows the type.
            self.columns.insert((table, &to.name));
        }
    }

    /// Whether it was not there, or is made anew.
    fn is_made(&self, of: &Subject) -> bool {
        let is_new = |table: &QualifiedName| !self.from.tables.contains_key(table);
        match of {
            Subject::Database => false,
            Subject::Schema(name) => name.as_str() != "public" && !self.from.schemas.contains(name),
            Subject::Extension(name) => !self.from.extensions.contains(name),
            Subject::Enum(name) => !self.from.enums.contains_key(name) || self.enums.contains(name),
            Subject::Table(name) => is_new(name),
            Subject::Column(table, name) => is_new(table) || self.columns.contains(&(table, name)),
            Subject::Part(table, name) => is_new(table) || self.parts.contains(&(table, name)),
            Subject::View(name) => self.standing.makes_view(name),
            Subject::Object(name) => self.standing.makes(name),
        }
    }

    fn is_there(&self, of: &Subject) -> bool {
        match of {
            Subject::Database => true,
            Subject::Schema(name) => name.as_str() == "public" || self.to.schemas.contains(name),
            Subject::Extension(name) => self.to.extensions.contains(name),
            Subject::Enum(name) => self.to.enums.contains_key(name),
            Subject::Table(name) => self.to.tables.contains_key(name),
            Subject::Column(table, name) => {
                let table = self.to.tables.get(table);
                table.is_some_and(|table| table.columns.contains_key(name))
            }
            // An index that clusters, or identifies rows, is said so by its table.
            Subject::Part(table, name) => self.to.tables.get(table).is_some_and(|table| {
                let mut indexes = table.indexes.iter();
                let mut uniques = table.uniques.iter();
                let mut checks = table.checks.iter();
                let mut keys = table.foreign_keys.iter();
                indexes.any(|index| index.name == *name)
                    || uniques.any(|unique| unique.name == *name)
                    || checks.any(|check| check.name == *name)
                    || keys.any(|key| key.name == *name)
                    || table
                        .primary_key
                        .as_ref()
                        .is_some_and(|key| key.name == *name)
            }),
            Subject::View(name) => self.to.views.contains_key(name),
            Subject::Object(name) => self.to.objects.contains_key(name),
        }
    }

    /// Of what tables can speak of: as soon as that is there.
    pub(super) fn serving(&self) -> Vec<Step> {
        self.steps(|of| matches!(of, Subject::Object(name) if self.standing.serves_tables(name)))
    }

    /// Of everything else, when all is there.
    pub(super) fn last(&self) -> Vec<Step> {
        self.steps(|of| !matches!(of, Subject::Object(name) if self.standing.serves_tables(name)))
    }

    fn steps(&self, is_meant: impl Fn(&Subject) -> bool) -> Vec<Step> {
        let mut steps = Vec::new();
        let push = |steps: &mut Vec<Step>, sayings: &[Saying], of: &Subject| {
            let sql = sayings.iter().map(|saying| saying.of(of));
            steps.extend(sql.map(|sql| Step::new(crate::ddl::closed(&sql))));
        };
        let meant = |key: &&SettingKey| is_meant(&key.0);
        for key in self.from.settings.keys().filter(meant) {
            let (setting, after) = (&self.from.settings[key], self.to.settings.get(key));
            let stays = self.is_there(&key.0) && !self.is_made(&key.0);
            let goes = after.is_none_or(|after| after != setting && !after.overrides);
            if stays && goes {
                push(&mut steps, &setting.unset, &key.0);
            }
        }
        for key in self.to.settings.keys().filter(meant) {
            let setting = &self.to.settings[key];
            let is_new = self.from.settings.get(key) != Some(setting);
            // An extension is made where it shall stand.
            let is_said = matches!(key.0, Subject::Extension(_)) && self.is_made(&key.0);
            if (is_new || self.is_made(&key.0)) && !is_said {
                push(&mut steps, &setting.set, &key.0);
            }
        }
        steps
    }
}
