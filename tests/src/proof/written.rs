//! A drawn schema as the text of a `schema.toml`.

use std::fmt::Write as _;

use super::schema::{
    Column, Enum, Given, Id, Part, PartKind, SCHEMAS, Schema, Storage, Table, Trigger, Ty, spelled,
};
use super::value::{Value, toml_text};
use crate::engine::Engine;

/// The text; what has another name than in `before` says so.
#[must_use]
pub fn written(schema: &Schema, before: Option<&Schema>) -> String {
    Writer { schema, before }.file()
}

/// The names of the types, without what an enum's is.
fn type_name(ty: &Ty, schema: &Schema) -> String {
    match ty {
        Ty::Bool => "bool".to_owned(),
        Ty::SmallInt => "smallint".to_owned(),
        Ty::Int => "int".to_owned(),
        Ty::BigInt => "bigint".to_owned(),
        Ty::Real => "real".to_owned(),
        Ty::Double => "double".to_owned(),
        Ty::Decimal(precision, scale, _) => format!("decimal({precision},{scale})"),
        Ty::Text => "text".to_owned(),
        Ty::Varchar(length) => format!("varchar({length})"),
        Ty::Bytes => "bytes".to_owned(),
        Ty::Uuid => "uuid".to_owned(),
        Ty::Timestamp(_) => "timestamp".to_owned(),
        Ty::Date => "date".to_owned(),
        Ty::Time => "time".to_owned(),
        Ty::Json => "json".to_owned(),
        Ty::List(item) => format!("{}[]", type_name(item, schema)),
        Ty::Enum(id) => schema
            .an_enum(*id)
            .map(|declared| declared.named.key.clone())
            .unwrap_or_default(),
    }
}

struct Writer<'s> {
    schema: &'s Schema,
    before: Option<&'s Schema>,
}

impl Writer<'_> {
    fn file(&self) -> String {
        let mut text = String::new();
        let schemas: Vec<String> = SCHEMAS.iter().map(|name| toml_text(name)).collect();
        let _ = writeln!(text, "[postgres]\nschemas = [{}]\n", schemas.join(", "));
        for declared in &self.schema.enums {
            self.an_enum(&mut text, declared);
        }
        for table in &self.schema.tables {
            self.table(&mut text, table);
        }
        for view in &self.schema.views {
            let _ = writeln!(text, "[views.{}]", view.named.key);
            if let Some(doc) = &view.doc {
                let _ = writeln!(text, "doc = {}", toml_text(doc));
            }
            if let Some(name) = &view.named.db_name {
                let _ = writeln!(text, "db_name = {}", toml_text(name));
            }
            let sql = spelled(&view.sql, |mark| self.key_of(mark));
            let _ = writeln!(text, "sql = {}\n", toml_text(&sql));
        }
        for trigger in &self.schema.triggers {
            self.trigger(&mut text, trigger);
        }
        text
    }

    fn an_enum(&self, text: &mut String, declared: &Enum) {
        let _ = writeln!(text, "[enums.{}]", declared.named.key);
        let words: Vec<String> = declared
            .values
            .iter()
            .map(|(_, word)| toml_text(word))
            .collect();
        let _ = writeln!(text, "values = [{}]", words.join(", "));
        // A Rust name for each word, whatever is in it.
        let rust: Vec<String> = declared
            .values
            .iter()
            .map(|(id, word)| format!("{} = \"V{id}\"", toml_text(word)))
            .collect();
        let _ = writeln!(text, "rust_names = {{ {} }}", rust.join(", "));
        let old = self
            .before
            .and_then(|before| before.an_enum(declared.named.id));
        if declared.native {
            let schema = declared
                .schema
                .map(|at| format!(", schema = {}", toml_text(SCHEMAS[at])));
            let _ = writeln!(
                text,
                "postgres = {{ native = true{} }}",
                schema.unwrap_or_default()
            );
            if let Some(name) = &declared.named.db_name {
                let _ = writeln!(text, "db_name = {}", toml_text(name));
            }
            if let Some(old) = old.filter(|old| old.native) {
                let (before, now) = (
                    (old.named.name(), old.schema),
                    (declared.named.name(), declared.schema),
                );
                renamed_from(text, before, now);
            }
        }
        let renamed = old
            .into_iter()
            .flat_map(|old| &old.values)
            .filter_map(|(id, old)| {
                let (_, new) = declared.values.iter().find(|(new, _)| new == id)?;
                (new != old).then(|| format!("{} = {}", toml_text(new), toml_text(old)))
            });
        let renamed: Vec<String> = renamed.collect();
        if !renamed.is_empty() {
            let _ = writeln!(text, "renamed_values = {{ {} }}", renamed.join(", "));
        }
        text.push('\n');
    }

    fn table(&self, text: &mut String, table: &Table) {
        let key = &table.named.key;
        let _ = writeln!(text, "[tables.{key}]");
        // So that no two tables have one Rust name.
        let _ = writeln!(text, "rust_name = \"Row{}\"", table.named.id);
        if let Some(name) = &table.named.db_name {
            let _ = writeln!(text, "db_name = {}", toml_text(name));
        }
        if let Some(doc) = &table.doc {
            let _ = writeln!(text, "doc = {}", toml_text(doc));
        }
        let old = self.before.and_then(|before| before.table(table.named.id));
        if let Some(old) = old {
            let (before, now) = (
                (old.named.name(), old.schema),
                (table.named.name(), table.schema),
            );
            renamed_from(text, before, now);
        }
        if let Some(at) = table.schema {
            let _ = writeln!(text, "postgres = {{ schema = {} }}", toml_text(SCHEMAS[at]));
        }
        if table.without_rowid || !table.strict {
            let _ = writeln!(
                text,
                "sqlite = {{ without_rowid = {}, strict = {} }}",
                table.without_rowid, table.strict
            );
        }
        if table.append_only {
            text.push_str("append_only = true\n");
        }
        for (name, column) in [
            ("soft_delete", table.soft_delete),
            ("version", table.version),
        ] {
            if let Some(id) = column {
                let _ = writeln!(text, "{name} = \"{}\"", self.key_of(&id.to_string()));
            }
        }
        if table.key.len() > 1 {
            let _ = writeln!(text, "primary_key = {}", self.keys_of(&table.key));
        }
        let _ = writeln!(text, "\n[tables.{key}.columns]");
        for column in &table.columns {
            self.column(text, table, column, old);
        }
        for (section, is_it) in SECTIONS {
            let mut head = Some(format!("\n[tables.{key}.{section}]\n"));
            for part in table.parts.iter().filter(|part| is_it(&part.kind)) {
                text.push_str(&head.take().unwrap_or_default());
                self.part(text, part);
            }
        }
        text.push('\n');
    }

    fn column(&self, text: &mut String, table: &Table, column: &Column, old: Option<&Table>) {
        let mut settings = Vec::new();
        let reference = table.parts.iter().find(|part| {
            matches!(&part.kind, PartKind::ForeignKey { on, inline: true, .. } if *on == [column.named.id])
        });
        if let Some(Part {
            named,
            kind:
                PartKind::ForeignKey {
                    parent,
                    to,
                    on_delete,
                    on_update,
                    deferrable,
                    ..
                },
        }) = reference
        {
            let target = self.key_of(&to[0].to_string());
            settings.push(format!(
                "references = \"{}.{target}\"",
                self.key_of(&format!("T{parent}"))
            ));
            settings.push(format!("constraint = {}", toml_text(named.name())));
            settings.push(format!("on_delete = \"{on_delete}\""));
            settings.push(format!("on_update = \"{on_update}\""));
            settings.extend(deferrable.map(|how| format!("deferrable = {how}")));
        } else {
            settings.push(format!(
                "type = {}",
                toml_text(&type_name(&column.ty, self.schema))
            ));
        }
        settings.push(format!("rust_name = \"f{}\"", column.named.id));
        if let Some(name) = &column.named.db_name {
            settings.push(format!("db_name = {}", toml_text(name)));
        }
        let before = old.and_then(|old| old.column(column.named.id));
        if let Some(before) = before
            && before.named.name() != column.named.name()
        {
            settings.push(format!("renamed_from = {}", toml_text(before.named.name())));
        }
        if table.key == [column.named.id] {
            settings.push("primary_key = true".to_owned());
        }
        if column.nullable {
            settings.push("nullable = true".to_owned());
        }
        match &column.default {
            None => {}
            Some(Given::Identity) => settings.push("identity = true".to_owned()),
            Some(Given::Now) => settings.push("default = \"now\"".to_owned()),
            Some(Given::UuidV4) => settings.push("default = \"uuid_v4\"".to_owned()),
            Some(Given::UuidV7) => settings.push("default = \"uuid_v7\"".to_owned()),
            Some(Given::Value(value)) => {
                settings.push(format!("default = {}", value.toml(&column.ty, self.schema)));
            }
            Some(Given::Sql(sql)) => {
                settings.push(format!("default = {{ sql = {} }}", toml_text(sql)));
            }
            Some(Given::Raw(sqlite, postgres)) => {
                let (sqlite, postgres) = (toml_text(sqlite), toml_text(postgres));
                settings.push(format!(
                    "default = {{ sqlite = {sqlite}, postgres = {postgres} }}"
                ));
            }
        }
        if let Some(sql) = &column.generated {
            let sql = spelled(sql, |mark| self.key_of(mark));
            settings.push(format!("generated = {}", toml_text(&sql)));
        }
        if let Some(doc) = &column.doc {
            settings.push(format!("doc = {}", toml_text(doc)));
        }
        if column.touched {
            settings.push("on_update = \"now\"".to_owned());
        }
        let (mut sqlite, mut postgres) = (Vec::new(), Vec::new());
        match &column.ty {
            Ty::Timestamp(Storage::Millis) => sqlite.push("storage = \"millis\""),
            Ty::Timestamp(Storage::Seconds) => sqlite.push("storage = \"seconds\""),
            Ty::Timestamp(Storage::Text) | Ty::Decimal(_, _, true) => {
                sqlite.push("storage = \"text\"");
            }
            _ => {}
        }
        if column.collated {
            sqlite.push("collate = \"NOCASE\"");
            postgres.push("collate = \"und-x-icu\"");
        }
        if column.unchecked {
            sqlite.push("check = false");
            postgres.push("check = false");
        }
        for (name, own) in [("sqlite", sqlite), ("postgres", postgres)] {
            if !own.is_empty() {
                settings.push(format!("{name} = {{ {} }}", own.join(", ")));
            }
        }
        let _ = writeln!(text, "{} = {{ {} }}", column.named.key, settings.join(", "));
    }

    fn part(&self, text: &mut String, part: &Part) {
        let mut settings = Vec::new();
        match &part.kind {
            PartKind::Unique(on) => settings.push(format!("on = {}", self.keys_of(on))),
            PartKind::Check(sql) => {
                let sql = spelled(sql, |mark| self.key_of(mark));
                settings.push(format!("expr = {}", toml_text(&sql)));
            }
            PartKind::Index {
                on,
                unique,
                predicate,
                method,
                include,
                on_sqlite,
            } => {
                let on: Vec<String> = on
                    .iter()
                    .map(|sql| toml_text(&spelled(sql, |mark| self.key_of(mark))))
                    .collect();
                settings.push(format!("on = [{}]", on.join(", ")));
                if *unique {
                    settings.push("unique = true".to_owned());
                }
                if let Some(predicate) = predicate {
                    let sql = spelled(predicate, |mark| self.key_of(mark));
                    settings.push(format!("where = {}", toml_text(&sql)));
                }
                let mut postgres = Vec::new();
                postgres.extend(
                    method
                        .as_ref()
                        .map(|method| format!("method = \"{method}\"")),
                );
                if !include.is_empty() {
                    postgres.push(format!("include = {}", self.keys_of(include)));
                }
                if !postgres.is_empty() {
                    settings.push(format!("postgres = {{ {} }}", postgres.join(", ")));
                }
                if !on_sqlite {
                    settings.push("sqlite = false".to_owned());
                }
            }
            PartKind::ForeignKey {
                on,
                parent,
                to,
                on_delete,
                on_update,
                deferrable,
                ..
            } => {
                settings.push(format!("on = {}", self.keys_of(on)));
                let to: Vec<String> = to.iter().map(|id| self.key_of(&id.to_string())).collect();
                let parent = self.key_of(&format!("T{parent}"));
                settings.push(format!("references = \"{parent}({})\"", to.join(", ")));
                settings.push(format!(
                    "on_delete = \"{on_delete}\", on_update = \"{on_update}\""
                ));
                settings.extend(deferrable.map(|how| format!("deferrable = {how}")));
            }
        }
        if let Some(name) = &part.named.db_name {
            settings.push(format!("db_name = {}", toml_text(name)));
        }
        let _ = writeln!(text, "{} = {{ {} }}", part.named.key, settings.join(", "));
    }

    fn trigger(&self, text: &mut String, trigger: &Trigger) {
        let Some(table) = self.schema.table(trigger.on) else {
            return;
        };
        let (key, event) = (&trigger.named.key, trigger.event);
        let on_sqlite = table_name(table, Engine::Sqlite);
        let create = format!(
            "CREATE TRIGGER {key} BEFORE {event} ON {on_sqlite} BEGIN SELECT RAISE(ABORT, 'a trigger has fired'); END"
        );
        let _ = writeln!(
            text,
            "[sqlite.objects.{key}]\non = \"{}\"\ncreate = {}\ndrop = \"DROP TRIGGER {key}\"\n",
            table.named.key,
            toml_text(&create)
        );
        let on_postgres = table_name(table, Engine::Postgres);
        let function = format!(
            "CREATE FUNCTION {key}_fired() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'a trigger has fired'; END $$"
        );
        let _ = writeln!(
            text,
            "[postgres.objects.{key}_function]\ncreate = {}\ndrop = \"DROP FUNCTION {key}_fired()\"\n",
            toml_text(&function)
        );
        let create = format!(
            "CREATE TRIGGER {key} BEFORE {event} ON {on_postgres} FOR EACH ROW EXECUTE FUNCTION {key}_fired()"
        );
        let drop = format!("DROP TRIGGER {key} ON {on_postgres}");
        let _ = writeln!(
            text,
            "[postgres.objects.{key}]\non = \"{}\"\nafter = [\"objects.{key}_function\"]\ncreate = {}\ndrop = {}\n",
            table.named.key,
            toml_text(&create),
            toml_text(&drop)
        );
    }

    /// The key of a table or view (`T1`) or of a column (`1`); an enum's value (`W1`) within quotes.
    fn key_of(&self, mark: &str) -> String {
        let id = |text: &str| text.parse::<Id>().unwrap_or(0);
        if let Some(text) = mark.strip_prefix('W') {
            return Value::Word(id(text))
                .plain(&Ty::Bool, self.schema)
                .replace('\'', "''");
        }
        let found = match mark.strip_prefix('T') {
            Some(text) => {
                let table = self.schema.table(id(text)).map(|table| &table.named);
                let mut views = self.schema.views.iter().map(|view| &view.named);
                table.or_else(|| views.find(|named| named.id == id(text)))
            }
            None => self
                .schema
                .column(id(mark))
                .map(|(_, column)| &column.named),
        };
        found.map(|named| named.key.clone()).unwrap_or_default()
    }

    fn keys_of(&self, columns: &[Id]) -> String {
        let keys: Vec<String> = columns
            .iter()
            .map(|id| format!("\"{}\"", self.key_of(&id.to_string())))
            .collect();
        format!("[{}]", keys.join(", "))
    }
}

type Section = (&'static str, fn(&PartKind) -> bool);

const SECTIONS: [Section; 4] = [
    ("uniques", |kind| matches!(kind, PartKind::Unique(_))),
    ("checks", |kind| matches!(kind, PartKind::Check(_))),
    ("indexes", |kind| matches!(kind, PartKind::Index { .. })),
    ("foreign_keys", |kind| {
        matches!(kind, PartKind::ForeignKey { inline: false, .. })
    }),
];

/// The hint, where the name or the schema is another one.
fn renamed_from(text: &mut String, before: (&str, Option<usize>), now: (&str, Option<usize>)) {
    if before != now {
        let schema = before.1.filter(|_| before.1 != now.1);
        let from = schema.map_or_else(
            || before.0.to_owned(),
            |at| format!("{}.{}", SCHEMAS[at], before.0),
        );
        let _ = writeln!(text, "renamed_from = {}", toml_text(&from));
    }
}

/// A name of both engines'.
#[must_use]
pub fn quoted_name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A table's name on an engine.
#[must_use]
pub fn table_name(table: &Table, engine: Engine) -> String {
    let name = quoted_name(table.named.name());
    match (engine, table.schema) {
        (Engine::Postgres, Some(at)) => format!("{}.{name}", quoted_name(SCHEMAS[at])),
        (Engine::Postgres | Engine::Sqlite, _) => name,
    }
}
