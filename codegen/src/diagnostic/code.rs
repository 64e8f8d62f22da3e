//! The kinds of things that can be wrong. A code never changes its meaning and is never used again for another.

use std::fmt;

macro_rules! codes {
    ($($variant:ident $code:literal $title:literal)*) => {
        /// What kind of thing is wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $code, "`: ", $title, ".")] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code, such as `S0002`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// A few words on what it stands for.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$variant => $title,)*
                }
            }
        }
    };
}

codes! {
    Syntax "S0001" "the file is not TOML"
    UnknownKey "S0002" "a key that means nothing here"
    WrongType "S0003" "a value of the wrong kind"
    MissingKey "S0004" "a key that has to be there"
    GivenTwice "S0005" "the same thing given twice"
    Empty "S0006" "nothing where something has to be"
    UnknownWord "S0007" "a word that is not one of the choices"
    BadText "S0008" "text that the databases cannot hold"

    Lowering "S0010" "an edition of the lowering rules that this release does not know"
    SqliteVersion "S0011" "an SQLite version that cannot be served"
    OutputPath "S0012" "a folder that cannot be written to"
    PackageName "S0013" "a name that Cargo refuses"
    Include "S0014" "an include that cannot be one"
    RustTables "S0015" "a Rust source that cannot be one"
    UnknownSchema "S0016" "a Postgres schema that the project does not have"
    Count "S0017" "a number that cannot be one of its kind"

    Name "S0020" "a key that is not snake_case"
    DbName "S0021" "a name that the databases cannot hold"
    ReservedName "S0022" "a name that is taken"
    NameCollision "S0023" "two objects of one name in a database"
    RustName "S0024" "a name that Rust refuses"
    RustNameCollision "S0025" "two items of one name in the generated Rust"
    RustType "S0026" "a path that is no Rust type"
    Renamed "S0027" "a former name that cannot be one"

    UnknownType "S0030" "a type that does not exist"
    TypeArguments "S0031" "a type's numbers are wrong"
    ListType "S0032" "a list of what lists cannot hold"
    TooPrecise "S0033" "a decimal that SQLite cannot hold exactly"
    Override "S0034" "a per-dialect override that does not fit the type"
    NativeEnum "S0035" "a native enum that Postgres cannot have"

    NoPrimaryKey "S0040" "a table without a primary key"
    NullableKey "S0041" "a primary key that may be null"
    KeyType "S0042" "a type that cannot be compared the same way on both databases"
    Identity "S0043" "an identity where there cannot be one"
    UnknownColumn "S0044" "a column that does not exist"
    RepeatedColumn "S0045" "a column named twice in one list"
    RepeatedUnique "S0046" "two unique constraints over the same columns"
    Index "S0047" "an index that cannot be made, or would not mean the same on both databases"
    Generated "S0048" "a generated column that cannot be one"

    UnknownReference "S0050" "a reference to what does not exist"
    NotAKey "S0051" "a reference to a column that is not a key"
    ReferenceType "S0052" "a reference whose type is not its key's"
    ReferenceCycle "S0053" "references that follow each other in a circle"
    ActionWithoutReference "S0054" "a foreign key's setting without a foreign key"
    Action "S0055" "a foreign key action that cannot be carried out"
    RepeatedForeignKey "S0056" "two foreign keys over the same columns"
    ForeignKeyColumns "S0057" "a foreign key whose columns do not match its key's"

    DefaultType "S0060" "a default of the wrong kind"
    DefaultRange "S0061" "a default that does not fit the type"
    DefaultUnsupported "S0062" "a default that cannot be written yet"
    Generator "S0063" "a generator on a type that does not have it"

    Tenant "S0070" "a tenant column that cannot be one"
    AppendOnly "S0071" "something that would change rows of an append-only table"
    HashChain "S0072" "a hash chain that cannot be one"
    SoftDelete "S0073" "a column that cannot say when a row was deleted"
    Version "S0074" "a column that cannot count a row's updates"

    MissingBody "S0080" "SQL that is missing for one of the databases"
    RawSql "S0081" "SQL of the file's own that cannot stand where it stands"
    View "S0082" "a view that cannot be one"
    UnknownObject "S0083" "something to come after that does not exist"
    ObjectCycle "S0084" "objects that come after each other in a circle"
    Expression "S0085" "an expression that does not mean the same on both databases"

    MigrationName "M0001" "a migration's name that cannot be one"
    Snapshot "M0002" "a snapshot that cannot be read"
    MissingParent "M0003" "a migration that follows one that is not there"
    TwoHeads "M0004" "two migrations that follow the same one"
    UnplannedChange "M0005" "a change that no migration can make yet"
    Unwritable "M0006" "text that cannot stand in a migration file"
    UnknownConsent "M0008" "a consent to what does not happen"
    OutOfOrder "M0010" "a migration that follows a later one"
    Squash "M0009" "a migration that the history cannot be squashed to"
    Template "M0007" "generated Rust that is not Rust"
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Code;

    #[test]
    fn no_code_is_used_twice() {
        let texts: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(texts.len(), Code::ALL.len());
    }
}
