//! One call with its arguments, ready to be made on any database.

use std::fmt;
use std::pin::Pin;
use std::rc::Rc;

use dualect::query::{Cursor, Page};
use dualect::{Result, Session};

use super::Answer;

type Running = Pin<Box<dyn Future<Output = Answer>>>;

/// A call of a generated function.
#[derive(Clone)]
pub struct Operation {
    text: String,
    call: Rc<dyn Fn(Session) -> Running>,
}

impl Operation {
    /// The call that the text describes.
    pub fn new(text: String, call: impl Fn(Session) -> Running + 'static) -> Self {
        Self {
            text,
            call: Rc::new(call),
        }
    }

    /// Makes the call.
    pub async fn answer(&self, session: &Session) -> Answer {
        let answer = (self.call)(session.clone()).await;
        if self.text.contains("::delete") {
            answer.of_a_delete()
        } else {
            answer
        }
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Operation")
            .field(&self.text)
            .finish()
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// All pages of a list to its end: the rows of each, and the cursor as it would be handed to a client.
///
/// A cursor goes through its text, as it does in an app. A walk that does not end is cut off.
pub(super) async fn walk<T: fmt::Debug>(
    limits: &[u32],
    page: impl AsyncFn(Option<&Cursor>, u32) -> Result<Page<T>>,
) -> Result<Vec<(Vec<T>, Option<String>)>> {
    const MOST_PAGES: usize = 2000;

    let mut pages = Vec::new();
    let mut after: Option<Cursor> = None;
    for limit in limits.iter().cycle().take(MOST_PAGES) {
        let Page { rows, next } = page(after.as_ref(), *limit).await?;
        let next = next.map(|cursor| cursor.to_string());
        after = next.as_deref().map(str::parse).transpose()?;
        pages.push((rows, next));
        if after.is_none() {
            break;
        }
    }
    Ok(pages)
}

/// Writes an [`Operation`]: the arguments are drawn once, and cloned for each time that the call is made.
///
/// A body in braces is taken out of them: what it borrows from has to live until it is awaited.
macro_rules! call {
    ($name:expr, [$($arguments:tt)*], |$db:ident| { $call:expr }) => {
        call!($name, [$($arguments)*], |$db| $call)
    };
    ($name:expr, [$($argument:ident = $value:expr),* $(,)?], |$db:ident| $call:expr) => {{
        $(
            #[allow(clippy::redundant_locals, reason = "an argument may be drawn before, under the same name")]
            let $argument = $value;
        )*
        let arguments: Vec<String> = vec![$(format!("{}: {:?}", stringify!($argument), $argument)),*];
        $crate::differential::Operation::new(
            format!("{}({})", $name, arguments.join(", ")),
            move |$db| {
                $(let $argument = $argument.clone();)*
                Box::pin(async move { $crate::differential::Answer::of($call.await) })
            },
        )
    }};
}

/// Draws one of the calls that every table has. `on` is what the functions take: the session, or a scope of it.
macro_rules! usual_call {
    (
        $random:ident, $table:ident,
        scope [$($scope:ident = $of:expr),*], |$db:ident| $on:expr,
        key [$($key:ident = $value:expr),+] => ($($pass:expr),+),
        keys |$one:ident| $tuple:expr => |$keys:ident| $slice:expr,
        new $new:expr, patch $patch:expr $(,)?
    ) => {{
        use $crate::differential::operation::{call, walk};
        use parity_db::$table;
        let named = |function: &str| format!("{}::{function}", stringify!($table));
        match $random.below(24) {
            0 | 1 => call!(named("get"), [$($scope = $of,)* $($key = $value),+], |$db| $table::get($on, $($pass),+)),
            2 => call!(named("exists"), [$($scope = $of,)* $($key = $value),+], |$db| $table::exists($on, $($pass),+)),
            3 => call!(
                named("get_many"),
                [$($scope = $of,)* $keys = $random.several(|$one| $tuple)],
                |$db| $table::get_many($on, $slice)
            ),
            4 => call!(named("count"), [$($scope = $of),*], |$db| $table::count($on)),
            5 => call!(
                named("page"),
                [$($scope = $of,)* limits = $random.limits()],
                |$db| walk(&limits, async |after, limit| $table::page($on, after, limit).await)
            ),
            6 => call!(
                named("page"),
                [$($scope = $of,)* limit = $random.pick(&[0, u32::MAX])],
                |$db| $table::page($on, None, limit)
            ),
            7..=11 => call!(named("insert"), [$($scope = $of,)* new = $new], |$db| $table::insert($on, new)),
            12 | 13 => call!(
                named("insert_many"),
                [$($scope = $of,)* new = (0..$random.row_count()).map(|_| $new).collect::<Vec<_>>()],
                |$db| $table::insert_many($on, new)
            ),
            14..=16 => call!(named("upsert"), [$($scope = $of,)* new = $new], |$db| $table::upsert($on, new)),
            17 => call!(
                named("insert_or_get"),
                [$($scope = $of,)* new = $new],
                |$db| $table::insert_or_get($on, new)
            ),
            18..=20 => call!(
                named("update"),
                [$($scope = $of,)* $($key = $value,)+ patch = $patch],
                |$db| $table::update($on, $($pass,)+ patch)
            ),
            21 | 22 => call!(
                named("delete"),
                [$($scope = $of,)* $($key = $value),+],
                |$db| $table::delete($on, $($pass),+)
            ),
            _ => call!(
                named("delete_many"),
                [$($scope = $of,)* $keys = $random.several(|$one| $tuple)],
                |$db| $table::delete_many($on, $slice)
            ),
        }
    }};
}

pub(super) use {call, usual_call};
