//! Domains and composite types.

use super::known::Known;
use super::table::object_name;
use super::{Reader, named, rows};
use crate::catalog::model::{
    Attribute, Kind, Object, OwnType, Piece, QualifiedName, Reference, Saying, Setting, Subject,
};
use crate::catalog::quote;
use crate::ddl;
use crate::name::DbName;

impl Reader {
    pub(super) fn domains(&mut self, domains: Vec<rows::Domain>) {
        for domain in domains {
            let name = named(domain.schema, domain.name);
            let quoted = quote::qualified(&name);
            let mut create = format!("CREATE DOMAIN {quoted} AS {}", domain.ty);
            if let Some(collation) = domain.collation {
                create.push_str(&ddl::collate(&collation));
            }
            let of = self.own_type(
                domain.id,
                "pg_type",
                ("domain", "DOMAIN"),
                &name,
                create,
                Vec::new(),
            );
            let alter =
                |words: String| Saying::new([format!("ALTER DOMAIN {quoted} {words}").into()]);
            if let Some(default) = domain.default {
                let set = alter(format!("SET DEFAULT {default}"));
                let setting = Setting::overriding(set, alter("DROP DEFAULT".to_owned()));
                self.say(of.clone(), "default", setting);
            }
            if domain.not_null {
                let set = alter("SET NOT NULL".to_owned());
                let setting = Setting::overriding(set, alter("DROP NOT NULL".to_owned()));
                self.say(of.clone(), "not null", setting);
            }
            for (check, definition) in domain.checks.into_iter().flatten() {
                let name = quote::ident_text(&check);
                let setting = Setting {
                    set: vec![alter(format!("ADD CONSTRAINT {name} {definition}"))],
                    unset: vec![alter(format!("DROP CONSTRAINT {name}"))],
                    overrides: false,
                    access: false,
                };
                self.say(of.clone(), format!("check {check}"), setting);
            }
        }
    }

    pub(super) fn composites(&mut self, composites: Vec<rows::Composite>) {
        for composite in composites {
            let name = named(composite.schema, composite.name);
            let attributes = composite.fields.into_iter().flatten();
            let attributes: Vec<Attribute> = attributes
                .map(|(name, sql_type)| Attribute {
                    name: DbName::new(name),
                    sql_type,
                })
                .collect();
            let fields: Vec<String> = attributes.iter().map(ddl::attribute).collect();
            let fields = fields.join(", ");
            let create = format!("CREATE TYPE {} AS ({fields})", quote::qualified(&name));
            let of = self.own_type(
                composite.relation,
                "pg_class",
                ("type", "TYPE"),
                &name,
                create,
                attributes,
            );
            if let Some(known) = self
                .known
                .get(&("pg_class".to_owned(), composite.relation))
                .cloned()
            {
                self.know(
                    "pg_type",
                    composite.id,
                    Known {
                        subject: of,
                        ..known
                    },
                );
            }
        }
    }

    fn own_type(
        &mut self,
        id: i64,
        class: &str,
        (what, word): (&str, &'static str),
        name: &QualifiedName,
        create: String,
        attributes: Vec<Attribute>,
    ) -> Subject {
        let quoted = quote::qualified(name).into_owned();
        let key = object_name(what, name);
        let subject = Subject::Object(key.clone());
        let known = Known {
            subject: subject.clone(),
            reference: Some(Reference::Object(key.clone())),
            word,
            called: vec![Piece::Text(quoted.clone())],
        };
        self.know(class, id, known);
        self.object(Object {
            name: key,
            on: None,
            create: vec![create],
            drop: vec![format!("DROP {word} {quoted}")],
            after: Vec::new(),
            opaque: true,
            kind: Kind::Type(OwnType {
                name: name.clone(),
                word,
                attributes,
            }),
        });
        subject
    }
}
