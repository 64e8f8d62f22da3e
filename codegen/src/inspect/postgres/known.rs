//! What has been read, by the server's own numbers, and what is said of it: comments, owners, grants, and what stands on what.

use std::collections::BTreeSet;

use super::table::object_name;
use super::{Reader, rows};
use crate::catalog::model::{
    Part, Piece, QualifiedName, Reference, Relation, Saying, Setting, Subject,
};
use crate::catalog::quote;
use crate::name::{DbName, ObjectName};

/// Something that has been read.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) subject: Subject,
    /// What others stand on, where they can.
    pub(super) reference: Option<Reference>,
    /// What it is, in statements: `TABLE`.
    pub(super) word: &'static str,
    /// What it is called in them.
    pub(super) called: Vec<Piece>,
}

impl Known {
    fn saying(&self, before: &str, after: &str) -> Saying {
        let text = format!("{before} {} ", self.word);
        let called = self.called.iter().cloned();
        Saying::new(
            std::iter::once(Piece::from(text))
                .chain(called)
                .chain([after.into()]),
        )
    }
}

impl Setting {
    /// One that needs nothing taken back before another.
    pub(super) fn overriding(set: Saying, unset: Saying) -> Self {
        Self {
            set: vec![set],
            unset: vec![unset],
            overrides: true,
            access: false,
        }
    }
}

impl Reader {
    pub(super) fn know(&mut self, class: &str, id: i64, known: Known) {
        self.known.insert((class.to_owned(), id), known);
    }

    pub(super) fn say(&mut self, of: Subject, what: impl Into<String>, setting: Setting) {
        self.catalog.settings.insert((of, what.into()), setting);
    }

    /// Says something of a table, or of what stands in it.
    pub(super) fn say_in_words(
        &mut self,
        of: &Subject,
        what: &str,
        set: impl IntoIterator<Item = Piece>,
        unset: impl IntoIterator<Item = Piece>,
    ) {
        let setting = Setting::overriding(Saying::new(set), Saying::new(unset));
        self.say(of.clone(), what, setting);
    }

    /// `fillfactor=70` and the like, each by itself.
    pub(super) fn options(&mut self, of: &Subject, alter: &[Piece], options: Option<Vec<String>>) {
        for option in options.unwrap_or_default() {
            let (name, value) = option.split_once('=').unwrap_or((option.as_str(), "true"));
            let set = format!(" SET ({name} = {})", quote::text(value));
            let unset = format!(" RESET ({name})");
            let words = |text: String| {
                let alter = alter.iter().cloned();
                Saying::new(alter.chain([text.into()]))
            };
            let setting = Setting::overriding(words(set), words(unset));
            self.say(of.clone(), format!("option {name}"), setting);
        }
    }

    pub(super) fn comments(&mut self, comments: Vec<rows::Comment>) {
        for comment in comments {
            let Some(known) = self.known.get(&(comment.class, comment.id)).cloned() else {
                continue;
            };
            // Those of tables, their columns and plain views are in the catalog itself.
            let is_view = matches!(known.subject, Subject::View(_));
            if matches!(known.subject, Subject::Table(_)) || (is_view && comment.column.is_none()) {
                continue;
            }
            let text = format!(" IS {}", quote::text(&comment.text));
            let (known, what) = match &comment.column {
                None => (known, "comment".to_owned()),
                Some(column) => {
                    let mut called = known.called.clone();
                    called.push(format!(".{}", quote::ident_text(column)).into());
                    let known = Known {
                        word: "COLUMN",
                        called,
                        ..known
                    };
                    (known, format!("comment on {column}"))
                }
            };
            let what = match known.word {
                // A constraint and its index have one name.
                "CONSTRAINT" => format!("constraint's {what}"),
                _ => what,
            };
            let said = |text: &str| known.saying("COMMENT ON", text);
            let setting = Setting::overriding(said(&text), said(" IS NULL"));
            self.say(known.subject.clone(), what, setting);
        }
    }

    pub(super) fn access(&mut self, access: Vec<rows::Access>) {
        for one in access {
            let Some(known) = self.known.get(&(one.class, one.id)).cloned() else {
                continue;
            };
            let column = one.column.as_deref();
            let subject = match (&known.subject, column) {
                (Subject::Table(table), Some(column)) => {
                    Subject::Column(table.clone(), DbName::new(column))
                }
                (subject, _) => subject.clone(),
            };
            let mut say = |what: String, set: Saying, unset: Saying, overrides: bool| {
                let setting = Setting {
                    set: vec![set],
                    unset: vec![unset],
                    overrides,
                    access: true,
                };
                self.say(subject.clone(), what, setting);
            };
            if let Some(owner) = one.owner {
                say(
                    // Before grants, in the order of names.
                    "access: owner".to_owned(),
                    known.saying("ALTER", &format!(" OWNER TO {owner}")),
                    known.saying("ALTER", " OWNER TO CURRENT_USER"),
                    true,
                );
            }
            let on = column.map_or(String::new(), |column| format!(" on {column}"));
            let given = one.given.into_iter().flatten().map(|one| (one, true));
            let taken = one.taken.into_iter().flatten().map(|one| (one, false));
            // A domain's are a type's, a view's a table's.
            let granted = Known {
                word: match known.word {
                    "DOMAIN" => "TYPE",
                    "VIEW" | "MATERIALIZED VIEW" | "FOREIGN TABLE" => "TABLE",
                    word => word,
                },
                ..known.clone()
            };
            for (privileges, given) in given.chain(taken) {
                let who = &privileges.grantee;
                let column = column.map_or(String::new(), |column| {
                    format!(" ({})", quote::ident_text(column))
                });
                let list: Vec<String> = privileges
                    .list
                    .iter()
                    .map(|word| format!("{word}{column}"))
                    .collect();
                let list = list.join(", ");
                let option = if privileges.grantable {
                    " WITH GRANT OPTION"
                } else {
                    ""
                };
                let grant =
                    granted.saying(&format!("GRANT {list} ON"), &format!(" TO {who}{option}"));
                let revoke = granted.saying(&format!("REVOKE {list} ON"), &format!(" FROM {who}"));
                let what = format!(
                    "{}{option} {} {who}{on}",
                    if given {
                        "access: grant"
                    } else {
                        "access: no grant"
                    },
                    if given { "to" } else { "for" }
                );
                if given {
                    say(what, grant, revoke, false);
                } else {
                    say(what, revoke, grant, false);
                }
            }
        }
    }

    pub(super) fn default_access(&mut self, defaults: Vec<rows::DefaultAccess>) {
        for one in defaults {
            let rows::DefaultAccess {
                role,
                schema,
                on,
                grantee,
                privilege,
                grantable,
                given,
            } = one;
            let place = schema.map_or(String::new(), |schema| format!(" IN SCHEMA {schema}"));
            let head = format!("ALTER DEFAULT PRIVILEGES FOR ROLE {role}{place}");
            let option = if grantable { " WITH GRANT OPTION" } else { "" };
            let grant = format!("{head} GRANT {privilege} ON {on} TO {grantee}{option}");
            let revoke = format!("{head} REVOKE {privilege} ON {on} FROM {grantee}");
            let (set, unset) = if given {
                (grant, revoke)
            } else {
                (revoke, grant)
            };
            let setting = Setting {
                set: vec![Saying::new([set.clone().into()])],
                unset: vec![Saying::new([unset.into()])],
                overrides: false,
                access: true,
            };
            self.say(Subject::Database, set, setting);
        }
    }

    /// What stands on what, where the server knows it.
    pub(super) fn depends(&mut self, depends: Vec<rows::Depends>) {
        let mut seen = BTreeSet::new();
        for (class, id, part, on_class, on_id) in depends {
            let Some(on) = self.known.get(&(on_class, on_id)) else {
                continue;
            };
            let Some(reference) = on.reference.clone() else {
                continue;
            };
            if class == "part" {
                if let (Some(table), Reference::Object(object), Some(part)) =
                    (self.tables.get(&id), reference, part)
                {
                    let part = match part {
                        rows::Standing::Column(name) => Part::Column(DbName::new(name)),
                        rows::Standing::Named(name) => Part::Named(DbName::new(name)),
                    };
                    self.part_stands_on(&table.clone(), part, object);
                }
                continue;
            }
            let Some(by) = self.known.get(&(class, id)) else {
                continue;
            };
            let subject = by.subject.clone();
            if seen.insert((subject.clone(), reference.clone())) {
                self.stands_on(&subject, reference);
            }
        }
    }

    fn part_stands_on(&mut self, table: &QualifiedName, part: Part, on: ObjectName) {
        if let Part::Named(name) = &part {
            // One that the catalog holds as an object.
            let index = object_name("index", &table.beside(name.clone()));
            let constraint = object_name("constraint", &format!("{table}.{name}"));
            for name in [index, constraint] {
                if self.catalog.objects.contains_key(&name) {
                    self.stands_on(&Subject::Object(name), Reference::Object(on));
                    return;
                }
            }
        }
        let parts = self.catalog.uses.entry(on).or_default();
        parts.push((table.clone(), part));
    }

    fn stands_on(&mut self, subject: &Subject, on: Reference) {
        match subject {
            Subject::View(name) => {
                if let Some(view) = self.catalog.views.get_mut(name) {
                    match on {
                        Reference::Table(table) => add(&mut view.reads, Relation::Table(table)),
                        Reference::View(other) if other != *name => {
                            add(&mut view.reads, Relation::View(other));
                        }
                        Reference::View(_) => {}
                        Reference::Enum(_) | Reference::Object(_) => add(&mut view.after, on),
                    }
                }
            }
            Subject::Object(name) => {
                if on != Reference::Object(name.clone())
                    && let Some(object) = self.catalog.objects.get_mut(name)
                {
                    add(&mut object.after, on);
                }
            }
            Subject::Database
            | Subject::Schema(_)
            | Subject::Extension(_)
            | Subject::Enum(_)
            | Subject::Table(_)
            | Subject::Column(..)
            | Subject::Part(..) => {}
        }
    }

    /// A table's index or constraint.
    pub(super) fn know_part(
        &mut self,
        class: &str,
        id: i64,
        (table, name): (&QualifiedName, &str),
        word: &'static str,
    ) -> Subject {
        let subject = Subject::Part(table.clone(), DbName::new(name));
        let called = match word {
            "CONSTRAINT" => vec![Piece::Name, " ON ".into(), Piece::Whole],
            _ => vec![Piece::Beside],
        };
        let known = Known {
            subject: subject.clone(),
            reference: None,
            word,
            called,
        };
        self.know(class, id, known);
        subject
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
