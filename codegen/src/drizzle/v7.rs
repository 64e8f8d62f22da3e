//! The snapshot format of before drizzle-kit 1.0, as rows of the later one. What becomes of what follows drizzle-kit's own way up.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::entity::{
    Check, Column, Entity, Enumeration, ForeignKey, Generated, Identity, Index, IndexPart, Key,
    OperatorClass, Policy, Sequence, Table, View, text_of,
};

#[derive(Debug, Deserialize)]
struct Snapshot {
    tables: IndexMap<String, OldTable>,
    #[serde(default)]
    enums: IndexMap<String, Enumeration>,
    #[serde(default)]
    schemas: IndexMap<String, String>,
    #[serde(default)]
    sequences: IndexMap<String, OldSequence>,
    #[serde(default)]
    roles: IndexMap<String, OldRole>,
    #[serde(default)]
    policies: IndexMap<String, OldPolicy>,
    #[serde(default)]
    views: IndexMap<String, OldView>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OldTable {
    name: String,
    #[serde(default)]
    schema: String,
    columns: IndexMap<String, OldColumn>,
    #[serde(default)]
    indexes: IndexMap<String, OldIndex>,
    #[serde(default)]
    foreign_keys: IndexMap<String, OldForeignKey>,
    #[serde(default)]
    composite_primary_keys: IndexMap<String, OldKey>,
    #[serde(default)]
    unique_constraints: IndexMap<String, OldKey>,
    #[serde(default)]
    policies: IndexMap<String, OldPolicy>,
    #[serde(default)]
    check_constraints: IndexMap<String, OldCheck>,
    #[serde(default, rename = "isRLSEnabled")]
    is_rls_enabled: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OldColumn {
    name: String,
    #[serde(rename = "type")]
    ty: String,
    type_schema: Option<String>,
    #[serde(default)]
    primary_key: bool,
    #[serde(default)]
    not_null: bool,
    default: Option<Value>,
    generated: Option<Generated>,
    identity: Option<Identity>,
    /// As versions before 0.22 had it.
    #[serde(default)]
    is_unique: bool,
    unique_name: Option<String>,
    nulls_not_distinct: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OldIndex {
    name: String,
    columns: Vec<OldIndexPart>,
    #[serde(default)]
    is_unique: bool,
    #[serde(rename = "where")]
    predicate: Option<String>,
    method: Option<String>,
    with: Option<serde_json::Map<String, Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OldIndexPart {
    expression: String,
    #[serde(default)]
    is_expression: bool,
    #[serde(default = "yes")]
    asc: bool,
    nulls: Option<String>,
    opclass: Option<String>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OldForeignKey {
    name: String,
    columns_from: Vec<String>,
    table_to: String,
    schema_to: Option<String>,
    columns_to: Vec<String>,
    on_update: Option<String>,
    on_delete: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OldKey {
    name: String,
    columns: Vec<String>,
    #[serde(default)]
    nulls_not_distinct: bool,
}

#[derive(Debug, Deserialize)]
struct OldCheck {
    name: String,
    value: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OldSequence {
    name: String,
    schema: Option<String>,
    increment: Option<Value>,
    start_with: Option<Value>,
    min_value: Option<Value>,
    max_value: Option<Value>,
    cache: Option<Value>,
    cycle: Option<bool>,
}

#[derive(Debug, Deserialize)]
struct OldRole {
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OldPolicy {
    name: String,
    #[serde(rename = "as")]
    kind: Option<String>,
    #[serde(rename = "for")]
    command: Option<String>,
    #[serde(default)]
    to: Vec<String>,
    using: Option<String>,
    with_check: Option<String>,
    on: Option<String>,
    schema: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OldView {
    name: String,
    schema: Option<String>,
    definition: Option<String>,
    #[serde(default)]
    is_existing: bool,
    #[serde(default)]
    materialized: bool,
    with: Option<serde_json::Map<String, Value>>,
    with_no_data: Option<bool>,
    using: Option<Value>,
    tablespace: Option<String>,
}

pub(super) fn entities(text: &str) -> Result<Vec<Entity>, serde_json::Error> {
    let snapshot: Snapshot = serde_json::from_str(text)?;
    let mut found = Vec::new();
    let schemas = snapshot.schemas.into_values();
    found.extend(schemas.map(|name| Entity::Schemas { name }));
    found.extend(snapshot.enums.into_values().map(Entity::Enums));
    found.extend(snapshot.sequences.into_values().map(|sequence| {
        Entity::Sequences(Sequence {
            schema: sequence.schema,
            name: sequence.name,
            increment_by: sequence.increment,
            min_value: sequence.min_value,
            max_value: sequence.max_value,
            start_with: sequence.start_with,
            cache_size: sequence.cache,
            cycle: sequence.cycle,
        })
    }));
    for one in snapshot.tables.into_values() {
        let schema = Some(one.schema.clone()).filter(|schema| !schema.is_empty());
        let own = one.name.clone();
        let on_own = |policy: &OldPolicy| {
            let of = policy.schema.as_deref().unwrap_or("public");
            policy.on.as_deref() == Some(own.as_str())
                && schema.as_deref().unwrap_or("public") == of
        };
        let apart = snapshot.policies.values().any(on_own);
        let has_policies = !one.policies.is_empty() || apart;
        found.push(Entity::Tables(Table {
            schema: schema.clone(),
            name: one.name.clone(),
            is_rls_enabled: one.is_rls_enabled || has_policies,
        }));
        table(one, schema.as_ref(), &mut found);
    }
    found.extend(snapshot.policies.into_values().filter_map(|policy| {
        let (schema, table) = (policy.schema.clone(), policy.on.clone()?);
        Some(Entity::Policies(as_row(policy, schema, table)))
    }));
    let views = snapshot
        .views
        .into_values()
        .filter(|view| !view.is_existing);
    found.extend(views.map(|view| {
        Entity::Views(View {
            schema: view.schema,
            name: view.name,
            definition: view.definition,
            with: view.with,
            with_no_data: view.with_no_data,
            using: view.using,
            tablespace: view.tablespace,
            materialized: view.materialized,
        })
    }));
    let roles = snapshot.roles.into_values();
    found.extend(roles.map(|role| Entity::Roles { name: role.name }));
    Ok(found)
}

fn as_row(policy: OldPolicy, schema: Option<String>, table: String) -> Policy {
    Policy {
        schema,
        table,
        name: policy.name,
        kind: policy.kind,
        command: policy.command,
        roles: policy.to,
        using: policy.using,
        with_check: policy.with_check,
    }
}

fn table(one: OldTable, schema: Option<&String>, found: &mut Vec<Entity>) {
    let (schema, table) = (schema.cloned(), one.name);
    let key = |name: String, columns: Vec<String>, nulls_not_distinct: bool| Key {
        schema: schema.clone(),
        table: table.clone(),
        name,
        columns,
        nulls_not_distinct,
    };
    for column in one.columns.into_values() {
        if column.primary_key {
            let columns = vec![column.name.clone()];
            found.push(Entity::Pks(key(format!("{table}_pkey"), columns, false)));
        }
        if column.is_unique {
            let usual = || format!("{table}_{}_unique", column.name);
            let name = column.unique_name.unwrap_or_else(usual);
            let together = column.nulls_not_distinct.unwrap_or_default();
            found.push(Entity::Uniques(key(
                name,
                vec![column.name.clone()],
                together,
            )));
        }
        let dimensions = column.ty.matches('[').count();
        let base = column.ty.split('[').next().unwrap_or_default().to_owned();
        found.push(Entity::Columns(Box::new(Column {
            schema: schema.clone(),
            table: table.clone(),
            name: column.name,
            ty: base,
            type_schema: column.type_schema,
            not_null: column.not_null,
            dimensions,
            default: column.default,
            generated: column.generated,
            identity: column.identity,
        })));
    }
    let primary = one.composite_primary_keys.into_values();
    found.extend(primary.map(|one| Entity::Pks(key(one.name, one.columns, false))));
    let uniques = one.unique_constraints.into_values();
    found.extend(
        uniques.map(|one| Entity::Uniques(key(one.name, one.columns, one.nulls_not_distinct))),
    );
    found.extend(one.check_constraints.into_values().map(|check| {
        Entity::Checks(Check {
            schema: schema.clone(),
            table: table.clone(),
            name: check.name,
            value: check.value,
        })
    }));
    found.extend(one.indexes.into_values().map(|index| {
        let parts = index.columns.into_iter().map(|part| IndexPart {
            value: part.expression,
            is_expression: part.is_expression,
            asc: part.asc,
            nulls_first: part.nulls.is_some_and(|nulls| nulls != "last"),
            opclass: part.opclass.map(|name| OperatorClass {
                name,
                default: false,
            }),
        });
        let with = index.with.unwrap_or_default();
        let with: Vec<String> = with
            .iter()
            .map(|(key, value)| format!("{key}={}", text_of(value)))
            .collect();
        Entity::Indexes(Index {
            schema: schema.clone(),
            table: table.clone(),
            name: index.name,
            columns: parts.collect(),
            is_unique: index.is_unique,
            predicate: index.predicate,
            with: Some(with.join(", ")),
            method: index.method,
        })
    }));
    found.extend(one.foreign_keys.into_values().map(|key| {
        Entity::Fks(ForeignKey {
            schema: schema.clone(),
            table: table.clone(),
            name: key.name,
            columns: key.columns_from,
            schema_to: key.schema_to,
            table_to: key.table_to,
            columns_to: key.columns_to,
            on_update: key.on_update,
            on_delete: key.on_delete,
        })
    }));
    let policies = one.policies.into_values();
    found.extend(
        policies.map(|policy| Entity::Policies(as_row(policy, schema.clone(), table.clone()))),
    );
}
