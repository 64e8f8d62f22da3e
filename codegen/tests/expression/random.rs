//! Well-typed expressions by chance, every operator in brackets of its own.

use proptest::prelude::*;
use proptest::strategy::BoxedStrategy;

const DEPTH: u32 = 5;
const SIZE: u32 = 24;

fn choice(words: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::select(words).prop_map(str::to_owned).boxed()
}

/// A 64-bit integer. What Postgres holds in fewer bits stands on the right only, so that nothing is cast.
pub(crate) fn integer() -> BoxedStrategy<String> {
    let leaf = choice(&["big", "other", "id"]);
    leaf.prop_recursive(DEPTH, SIZE, 3, |inner| {
        let right = prop_oneof![
            inner.clone(),
            choice(&["1", "-3", "0", "2147483648", "small", "limit"])
        ];
        prop_oneof![
            (inner.clone(), choice(&["+", "-", "*"]), right)
                .prop_map(|(a, op, b)| format!("({a} {op} {b})")),
            (
                inner.clone(),
                choice(&["/", "%"]),
                choice(&["2", "-1", "7", "nullif(other, 0)"])
            )
                .prop_map(|(a, op, b)| format!("({a} {op} {b})")),
            inner.clone().prop_map(|a| format!("(-{a})")),
            inner.clone().prop_map(|a| format!("abs({a})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("coalesce({a}, {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("nullif({a}, {b})")),
            (
                inner.clone(),
                inner.clone(),
                choice(&["active", "maybe", "(maybe is null)"])
            )
                .prop_map(|(a, b, c)| format!("(case when {c} then {a} else {b} end)")),
        ]
    })
    .boxed()
}

/// A text.
pub(crate) fn text() -> BoxedStrategy<String> {
    let leaf = choice(&[
        "name",
        "nickname",
        "code",
        "'a'",
        "'B'",
        "''",
        "(labels ->> 'key')",
    ]);
    leaf.prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.clone().prop_map(|a| format!("lower({a})")),
            inner.clone().prop_map(|a| format!("trim({a})")),
            inner.clone().prop_map(|a| format!("substr({a}, 2, 1)")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("replace({a}, 'a', {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("coalesce({a}, {b})")),
            (inner.clone(), inner)
                .prop_map(|(a, b)| format!("(case when active then {a} else {b} end)")),
        ]
    })
    .boxed()
}

/// True, false or unknown.
pub(crate) fn condition() -> BoxedStrategy<String> {
    let compare = || {
        choice(&[
            "=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "is distinct from",
            "is not distinct from",
        ])
    };
    let leaf = prop_oneof![
        2 => choice(&["active", "maybe", "true", "(status = 'active')"]),
        3 => (integer(), compare(), integer()).prop_map(|(a, op, b)| format!("({a} {op} {b})")),
        2 => (text(), compare(), text()).prop_map(|(a, op, b)| format!("({a} {op} {b})")),
        1 => (integer(), integer(), integer()).prop_map(|(a, b, c)| format!("({a} between {b} and {c})")),
        1 => (integer(), integer()).prop_map(|(a, b)| format!("({a} not in ({b}, 1))")),
        1 => (text(), text()).prop_map(|(a, b)| format!("({a} in ({b}, 'a'))")),
        1 => prop_oneof![integer(), text()].prop_map(|a| format!("({a} is null)")),
    ];
    leaf.boxed()
        .prop_recursive(4, 16, 3, move |inner| {
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} and {b})")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} or {b})")),
                inner.clone().prop_map(|a| format!("(not {a})")),
                inner.clone().prop_map(|a| format!("({a} is not true)")),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} = {b})")),
                (inner.clone(), inner.clone(), inner.clone())
                    .prop_map(|(a, b, c)| format!("(case when {a} then {b} else {c} end)")),
            ]
        })
        .boxed()
}
