//! The JSON Schema of the language says what the parser does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dualect_codegen::diagnostic::{Code, SourceFile};
use dualect_codegen::schema::{self, Include};
use jsonschema::Validator;
use serde_json::{Map, Value as Json};
use toml::de::{DeTable, DeValue};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn json_schema() -> Json {
    serde_json::from_str(&schema::json_schema()).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft4::new(&json_schema()).unwrap()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The file as an editor's validator sees it; `None` where it is no TOML.
fn instance(text: &str) -> Option<Json> {
    let (table, errors) = DeTable::parse_recoverable(text);
    errors.is_empty().then(|| from_table(table.get_ref()))
}

fn from_table(table: &DeTable<'_>) -> Json {
    let entries = table
        .iter()
        .map(|(key, value)| (key.get_ref().to_string(), from_value(value.get_ref())));
    Json::Object(entries.collect::<Map<_, _>>())
}

fn from_value(value: &DeValue<'_>) -> Json {
    match value {
        DeValue::String(text) => Json::from(text.as_ref()),
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).map_or(Json::Null, Json::from)
        }
        DeValue::Float(float) => float.as_str().parse::<f64>().map_or(Json::Null, Json::from),
        DeValue::Boolean(boolean) => Json::from(*boolean),
        DeValue::Datetime(time) => Json::from(time.to_string()),
        DeValue::Array(array) => array.iter().map(|one| from_value(one.get_ref())).collect(),
        DeValue::Table(table) => from_table(table),
    }
}

fn refuse(validator: &Validator, path: &Path) {
    let instance = instance(&read(path)).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&instance)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
}

/// Every file below a folder whose name ends so.
fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|one| one == extension) {
            found.push(path);
        }
    }
}

#[test]
fn right_schemas_validate() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let validator = validator();
    let mut right = vec![
        root.join("schema.toml"),
        tests().join("schema_everything.toml"),
    ];
    files(&tests().join("schema_everything"), "toml", &mut right);
    files(&tests().join("generated_rust"), "toml", &mut right);
    let mut others = Vec::new();
    files(&root.join("tests/schemas"), "toml", &mut others);
    right.extend(
        others
            .into_iter()
            .filter(|path| path.ends_with("schema.toml")),
    );
    assert!(right.len() > 5, "{right:?}");
    for path in right {
        refuse(&validator, &path);
    }
}

#[test]
fn the_schema_of_every_key_is_right() {
    let path = tests().join("schema_everything.toml");
    let source = SourceFile::new("schema.toml", read(&path));
    let includes: Vec<Include> = schema::includes(&source)
        .into_iter()
        .map(|path| {
            let text = Ok(read(&tests().join(&path)));
            Include { path, text }
        })
        .collect();
    if let Err(mistakes) = schema::parse_with(&source, &includes) {
        panic!("{mistakes}");
    }
}

/// Every key of the schema, as a path with `*` for names of the author's; each with a description.
fn keys(schema: &Json, path: &str, found: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(Json::as_object) {
        assert_eq!(schema["additionalProperties"], Json::Bool(false), "{path}");
        for (key, inner) in properties {
            let path = format!("{path}{key}");
            let description = inner["description"].as_str().unwrap_or_default();
            assert!(description.ends_with(['.', '`']), "{path}: {description}");
            found.insert(path.clone());
            keys(inner, &format!("{path}."), found);
        }
    } else if let Some(inner) = schema.get("additionalProperties") {
        keys(inner, &format!("{path}*."), found);
    }
    for choice in schema
        .get("anyOf")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
    {
        keys(choice, path, found);
    }
}

/// The keys of the schema that a file uses.
fn used(schema: &Json, file: &Json, path: &str, found: &mut BTreeSet<String>) {
    let Some(entries) = file.as_object() else {
        return;
    };
    if let Some(properties) = schema.get("properties").and_then(Json::as_object) {
        for (key, value) in entries {
            if let Some(inner) = properties.get(key) {
                let path = format!("{path}{key}");
                found.insert(path.clone());
                used(inner, value, &format!("{path}."), found);
            }
        }
    } else if let Some(inner) = schema.get("additionalProperties") {
        for value in entries.values() {
            used(inner, value, &format!("{path}*."), found);
        }
    }
    for choice in schema
        .get("anyOf")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
    {
        used(choice, file, path, found);
    }
}

#[test]
fn every_key_has_a_description_and_is_one_that_the_parser_takes() {
    let schema = json_schema();
    let mut known = BTreeSet::new();
    keys(&schema, "", &mut known);
    let mut seen = BTreeSet::new();
    let mut right = vec![tests().join("schema_everything.toml")];
    files(&tests().join("schema_everything"), "toml", &mut right);
    for path in right {
        let file = instance(&read(&path)).unwrap();
        used(&schema, &file, "", &mut seen);
    }
    let missing: Vec<&String> = known.difference(&seen).collect();
    assert!(missing.is_empty(), "no right schema uses {missing:#?}");
}

#[test]
fn unknown_keys_and_values_of_the_wrong_kind_do_not_validate() {
    let validator = validator();
    let mut wrong = Vec::new();
    files(&tests().join("schema_mistakes"), "toml", &mut wrong);
    wrong.retain(|path| path.parent().unwrap().ends_with("schema_mistakes"));
    let mut checked = 0;
    for path in wrong {
        let text = read(&path);
        let Some(instance) = instance(&text) else {
            continue;
        };
        let source = SourceFile::new("schema.toml", text);
        let mistakes = schema::parse(&source).unwrap_err();
        let told = mistakes.iter().any(|one| {
            let of_default = one.message.contains("the default of");
            matches!(one.code, Code::UnknownKey | Code::WrongType) && !of_default
        });
        if told {
            assert!(!validator.is_valid(&instance), "{}", path.display());
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked}");
}
