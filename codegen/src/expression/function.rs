//! The functions that mean the same on both databases, and why others do not.

/// A function of one row's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Lower,
    Upper,
    Length,
    Trim,
    LTrim,
    RTrim,
    Substr,
    Replace,
    Abs,
    Coalesce,
    NullIf,
}

impl Function {
    const ALL: [Self; 11] = [
        Self::Lower,
        Self::Upper,
        Self::Length,
        Self::Trim,
        Self::LTrim,
        Self::RTrim,
        Self::Substr,
        Self::Replace,
        Self::Abs,
        Self::Coalesce,
        Self::NullIf,
    ];

    /// Its name in portable SQL, and in SQLite.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Upper => "upper",
            Self::Length => "length",
            Self::Trim => "trim",
            Self::LTrim => "ltrim",
            Self::RTrim => "rtrim",
            Self::Substr => "substr",
            Self::Replace => "replace",
            Self::Abs => "abs",
            Self::Coalesce => "coalesce",
            Self::NullIf => "nullif",
        }
    }

    /// The fewest and the most arguments.
    pub(crate) const fn arity(self) -> (usize, usize) {
        match self {
            Self::Lower | Self::Upper | Self::Length | Self::Abs => (1, 1),
            Self::Trim | Self::LTrim | Self::RTrim => (1, 2),
            Self::Substr => (2, 3),
            Self::Replace => (3, 3),
            // SQLite's `coalesce` takes no single argument.
            Self::Coalesce => (2, 100),
            Self::NullIf => (2, 2),
        }
    }

    /// The function of that name, in any letter case; other engines' names of the same thing count.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "substring" => return Some(Self::Substr),
            "char_length" | "character_length" => return Some(Self::Length),
            "ifnull" => return Some(Self::Coalesce),
            "btrim" => return Some(Self::Trim),
            _ => {}
        }
        Self::ALL
            .into_iter()
            .find(|function| function.name() == name)
    }

    /// Every name, for the nearest right spelling.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> + Clone {
        Self::ALL
            .into_iter()
            .map(Self::name)
            .chain(Aggregate::ALL.into_iter().map(Aggregate::name))
    }
}

/// A function of many rows' values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aggregate {
    Count,
    Sum,
    Min,
    Max,
    Avg,
    BoolAnd,
    BoolOr,
}

impl Aggregate {
    const ALL: [Self; 7] = [
        Self::Count,
        Self::Sum,
        Self::Min,
        Self::Max,
        Self::Avg,
        Self::BoolAnd,
        Self::BoolOr,
    ];

    /// Its name in portable SQL, and in Postgres.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Min => "min",
            Self::Max => "max",
            Self::Avg => "avg",
            Self::BoolAnd => "bool_and",
            Self::BoolOr => "bool_or",
        }
    }

    /// The aggregate of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        if name == "every" {
            return Some(Self::BoolAnd);
        }
        Self::ALL
            .into_iter()
            .find(|aggregate| aggregate.name() == name)
    }
}

/// Why a well-known function is not in the language; `None` where it is merely unknown.
pub(crate) fn why_not(name: &str) -> Option<&'static str> {
    Some(match name {
        "now"
        | "current_timestamp"
        | "current_date"
        | "current_time"
        | "localtime"
        | "localtimestamp"
        | "clock_timestamp"
        | "statement_timestamp"
        | "transaction_timestamp"
        | "datetime"
        | "julianday"
        | "unixepoch" => {
            "SQLite's clock has milliseconds, Postgres's microseconds; the runtime supplies the time: `default = \"now\"`"
        }
        "random" | "randomblob" | "gen_random_uuid" | "uuid_generate_v4" | "uuidv7" => {
            "the databases draw differently; the runtime supplies ids: `default = \"uuid_v7\"`"
        }
        "round" | "ceil" | "ceiling" | "floor" | "trunc" => {
            "the databases round halves differently, and SQLite rounds floats only"
        }
        "greatest" | "least" => {
            "Postgres's skip NULLs, SQLite's `max(a, b)` and `min(a, b)` are NULL if any is; write a `case`"
        }
        "concat" | "concat_ws" => "NULLs count differently; write `||` with `coalesce(.., '')`",
        "iif" | "if" => "write `case when .. then .. else .. end`",
        "isnull" => "write `is null`",
        "instr" | "strpos" | "position" => {
            "the databases name it differently and only `replace` and `substr` are portable here"
        }
        "date_trunc" | "date_part" | "extract" | "strftime" | "to_char" | "age" | "make_date"
        | "timediff" | "date_bin" => {
            "the databases' calendars, and the session's time zone on Postgres, differ"
        }
        "printf" | "format" | "quote" | "hex" | "encode" => {
            "numbers and bytes are written differently"
        }
        "initcap" | "unaccent" => "SQLite has no such function",
        "group_concat" | "string_agg" | "array_agg" | "json_agg" | "jsonb_agg"
        | "json_group_array" | "total" | "json_object_agg" | "json_group_object" => {
            "its order and its NULLs differ"
        }
        "sqrt" | "power" | "pow" | "exp" | "ln" | "log" | "sin" | "cos" => {
            "the databases' last digits differ"
        }
        "json_extract" | "jsonb_extract_path_text" | "json_extract_path_text" => {
            "write `column ->> 'key'`"
        }
        "row_number" | "rank" | "dense_rank" | "lag" | "lead" | "first_value" | "last_value" => {
            "window functions are not portable here"
        }
        "regexp_replace" | "regexp_matches" | "regexp_like" => "SQLite has no regular expressions",
        _ => return None,
    })
}
