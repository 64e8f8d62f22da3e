//! Indexes of Postgres.

use super::{Reader, named, plain, unread};
use crate::catalog::model::{Index, IndexKey, IndexPart, Nulls, Object, QualifiedName, Spelling};
use crate::catalog::quote;
use crate::ddl;
use crate::drizzle::entity;
use crate::drizzle::postgres_type::is_usual_class;
use crate::inspect::postgres::object_name;
use crate::name::DbName;

impl Reader {
    pub(super) fn index(&mut self, one: &entity::Index) {
        let of = named(one.schema.as_deref(), &one.table);
        let method = one.method.as_deref().filter(|method| *method != "btree");
        let parts = one.columns.iter().map(|part| IndexPart {
            key: if part.is_expression {
                IndexKey::Expression(unread(part.value.clone()))
            } else {
                IndexKey::Column(DbName::new(part.value.as_str()))
            },
            // Other methods have no order.
            descending: !part.asc && method.is_none(),
            nulls: match (method, part.nulls_first, part.asc) {
                (Some(_), ..) | (None, false, true) | (None, true, false) => None,
                (None, true, true) => Some(Nulls::First),
                (None, false, false) => Some(Nulls::Last),
            },
        });
        let index = Index {
            name: DbName::new(one.name.as_str()),
            unique: one.is_unique,
            method: method.map(str::to_owned),
            parts: parts.collect(),
            include: Vec::new(),
            predicate: one
                .predicate
                .clone()
                .filter(|text| !text.is_empty())
                .map(unread),
            spelling: Spelling::default(),
        };
        let held = self.catalog.tables.get(&of);
        let classes = one.columns.iter().map(|part| {
            let class = part.opclass.as_ref().filter(|class| !class.default)?;
            let column =
                held.and_then(|table| table.columns.get(&DbName::new(part.value.as_str())));
            let usual = column.is_some_and(|column| is_usual_class(&class.name, &column.sql_type));
            (!usual).then_some(class.name.as_str())
        });
        let classes: Vec<Option<&str>> = classes.collect();
        let with = one.with.as_deref().filter(|with| !with.is_empty());
        if with.is_none() && classes.iter().all(Option::is_none) {
            if let Some(table) = self.of(&of) {
                table.indexes.push(index);
            }
            return;
        }
        let name = of.beside(index.name.clone());
        self.object(Object {
            create: vec![create_index(&of, &index, &classes, with)],
            drop: vec![ddl::drop_index_if_there(&name)],
            ..plain(object_name("index", &name).as_str(), Some(&of))
        });
    }
}

fn create_index(
    table: &QualifiedName,
    index: &Index,
    classes: &[Option<&str>],
    with: Option<&str>,
) -> String {
    let parts = index.parts.iter().zip(classes).map(|(part, class)| {
        let mut text = match &part.key {
            IndexKey::Column(name) => quote::ident(name).into_owned(),
            IndexKey::Expression(expression) => format!("({})", expression.sql),
        };
        if let Some(class) = class {
            text.push_str(&format!(" {class}"));
        }
        if part.descending {
            text.push_str(" DESC");
        }
        match part.nulls {
            Some(Nulls::First) => text.push_str(" NULLS FIRST"),
            Some(Nulls::Last) => text.push_str(" NULLS LAST"),
            None => {}
        }
        text
    });
    let parts: Vec<String> = parts.collect();
    let unique = if index.unique { "UNIQUE " } else { "" };
    let method = index.method.as_deref().unwrap_or("btree");
    let with = with
        .map(|with| format!(" WITH ({with})"))
        .unwrap_or_default();
    let filter = index
        .predicate
        .as_ref()
        .map(|predicate| format!(" WHERE {}", predicate.sql))
        .unwrap_or_default();
    format!(
        "CREATE {unique}INDEX {} ON {} USING {method} ({}){with}{filter}",
        quote::ident(&index.name),
        quote::qualified(table),
        parts.join(", ")
    )
}
