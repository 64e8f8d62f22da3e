//! Whatever the text, reading and checking it ends, and every problem has a place in it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what is wrong by failing"
)]

#[path = "expression/book.rs"]
mod book;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use dualect_codegen::dialect::Dialect;
use dualect_codegen::expression::scope::Scope;
use dualect_codegen::expression::{self, CHAIN, Context, Expectation, NESTING};
use dualect_codegen::query::{self, Relations};
use proptest::prelude::*;

static SCOPE: LazyLock<Scope> = LazyLock::new(book::scope);
static RELATIONS: LazyLock<Relations> = LazyLock::new(book::relations);
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = ["predicates.txt", "values.txt", "edges.txt", "views.txt"];
    let texts = files.map(|file| std::fs::read_to_string(book::folder().join(file)).unwrap());
    let entries = texts.iter().flat_map(|text| book::entries(text));
    entries.map(|entry| entry.text).collect()
});

/// No text may take longer; they take milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

fn survives(text: &str) {
    let started = Instant::now();
    is_read_or_refused(text);
    let taken = started.elapsed();
    let start: String = text.chars().take(60).collect();
    assert!(taken < PATIENCE, "{start}.. takes {taken:?}");
}

/// Reads and checks the text.
fn is_read_or_refused(text: &str) {
    survives_as_query(text);
    survives_as_query(&format!("select {text} as x from t"));
    for context in [Context::Check, Context::View] {
        let checked = expression::parse(text)
            .and_then(|parsed| expression::check(&parsed, &SCOPE, context, &Expectation::Any));
        match checked {
            Ok(expression) => {
                for dialect in Dialect::ALL {
                    assert!(expression.render(dialect).len() < 4 << 20);
                }
            }
            Err(problems) => {
                assert!(!problems.is_empty(), "{text:?} is refused without a reason");
                for problem in problems {
                    let span = problem.span;
                    assert!(
                        text.get(span.clone()).is_some(),
                        "{span:?} is no part of {text:?}"
                    );
                    assert!(!problem.message.is_empty());
                }
            }
        }
    }
}

/// The same as a query.
fn survives_as_query(text: &str) {
    match query::parse(text).and_then(|parsed| query::check(&parsed, &RELATIONS)) {
        Ok(view) => {
            assert!(!view.columns.is_empty());
            for dialect in Dialect::ALL {
                assert!(view.render(dialect).len() < 4 << 20);
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "{text:?} is refused without a reason");
            for problem in problems {
                let span = problem.span;
                assert!(
                    text.get(span.clone()).is_some(),
                    "{span:?} is no part of {text:?}"
                );
            }
        }
    }
}

fn with_a_small_stack(texts: Vec<String>) {
    let work = move || {
        for text in &texts {
            survives(text);
        }
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(work);
    thread.unwrap().join().unwrap();
}

#[test]
fn depth_and_length_of_every_kind_are_refused_or_read() {
    let deep = 10_000;
    let mut texts = vec![
        "(".repeat(deep),
        "(".repeat(NESTING + 1),
        "case when ".repeat(deep),
        "not ".repeat(deep),
        "- ".repeat(deep),
        "-".repeat(deep),
        "a[".repeat(deep),
        "lower(".repeat(deep),
        "cast(".repeat(deep),
        "select ".repeat(deep),
        "(select ".repeat(deep),
        "exists(".repeat(deep),
        "interval ".repeat(deep),
        "date ".repeat(deep),
        "{".repeat(deep),
        "/*".repeat(deep),
        "'".repeat(deep + 1),
        "x'".repeat(deep),
        "array[".repeat(deep),
        "struct<".repeat(deep),
        "a.".repeat(deep),
        "a::".repeat(deep),
        "a collate ".repeat(deep),
        "a at time zone ".repeat(deep),
        "prior ".repeat(deep),
        "a -> ".repeat(deep),
        "a between ".repeat(deep),
        "a is not distinct from ".repeat(deep),
        "a in (".repeat(deep),
    ];
    for count in [NESTING / 2, NESTING - 1, NESTING] {
        texts.push(format!("{}big{} > 0", "(".repeat(count), ")".repeat(count)));
        texts.push(format!(
            "{}name{} > 'a'",
            "lower(".repeat(count),
            ")".repeat(count)
        ));
        texts.push(format!(
            "{}active{}",
            "not (".repeat(count / 2),
            ")".repeat(count / 2)
        ));
        texts.push(format!(
            "{}1{}",
            "case when active then ".repeat(count),
            " end".repeat(count)
        ));
        texts.push(format!(
            "{}1{} = 1",
            "abs(1 + ".repeat(count),
            ")".repeat(count)
        ));
        texts.push(format!(
            "{}1{}",
            "case when big + 1 > ".repeat(count),
            " then 1 end".repeat(count)
        ));
        texts.push(format!("{}1", "-(".repeat(count)));
        texts.push(format!(
            "{}(select 1{}",
            "(".repeat(count),
            ")".repeat(count)
        ));
    }
    for operator in ["+", "*", "||", "and", "or", "=", "is distinct from", "->"] {
        for count in [50, 60, CHAIN, CHAIN + 1] {
            texts.push(format!("big{}", format!(" {operator} big").repeat(count)));
            texts.push(format!(
                "active{}",
                format!(" {operator} active").repeat(count)
            ));
        }
    }
    with_a_small_stack(texts);
}

#[test]
fn long_chains_of_and_and_or_are_read() {
    let scope = &*SCOPE;
    for operator in ["and", "or"] {
        let text = format!("active{}", format!(" {operator} active").repeat(CHAIN));
        let parsed = expression::parse(&text).unwrap();
        let checked = expression::check(&parsed, scope, Context::Check, &Expectation::Condition);
        assert_eq!(checked.unwrap().columns().len(), 1);
    }
}

/// Words that come near to something that means something.
const WORDS: &str = "active big quantity name labels price made_at status ratio 1 0 2.5 'a' 'active' x'00' null true \
    ( ) ( ) , + - * / % || = < <> and or not is in between case when then else end lower( coalesce( \
    nullif( cast( as bigint text :: -> ->> like distinct from select where having join on as t t. \
    child union with limit é -- /* */ . [ ] ; $1 \" ' ` \\ sum( count(*) filter (where over date \
    interval exists any array { } ? @ # ~ ! & | ^ E' U&' N' b' 𝄞";
/// The same with spaces in them.
const PHRASES: [&str; 7] = [
    "from t",
    "group by",
    "left join",
    "order by",
    "as x",
    "\n",
    "\t",
];

fn pieces() -> impl Strategy<Value = String> {
    let words: Vec<&str> = WORDS.split(' ').chain(PHRASES).collect();
    prop::collection::vec(prop::sample::select(words), 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        survives(&text);
    }

    #[test]
    fn any_words_are_read_or_refused(text in pieces()) {
        survives(&text);
    }

    #[test]
    fn any_slip_of_the_finger_is_read_or_refused(
        line in 0_usize..1_000,
        at in 0_usize..200,
        cut in 0_usize..10,
        insert in "[ -~é]{0,3}",
    ) {
        let line = &LINES[line % LINES.len()];
        let mut chars: Vec<char> = line.chars().collect();
        let at = at % (chars.len() + 1);
        let end = (at + cut).min(chars.len());
        chars.splice(at..end, insert.chars());
        survives(&chars.into_iter().collect::<String>());
    }
}
