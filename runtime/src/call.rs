//! The future that every call returns.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::error::Result;
use crate::operation::{Answer, Finish};

/// A call that runs when it is awaited.
///
/// One type for all of them, and no generics in the functions that return it: generated crates compile quickly.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<'a, T>(Kind<'a, T>);

/// A call's work, of one type whatever rows it reads.
pub(crate) type Answering<'a> = Pin<Box<dyn Future<Output = Result<Answer>> + Send + 'a>>;

enum Kind<'a, T> {
    /// Of a type that this crate knows.
    Known(Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>),
    /// Of rows, or of what is made of them.
    Rows {
        answer: Answering<'a>,
        finish: Box<dyn Finish<T>>,
    },
}

impl<'a, T> Call<'a, T> {
    pub(crate) fn new(future: impl Future<Output = Result<T>> + Send + 'a) -> Self {
        Self(Kind::Known(Box::pin(future)))
    }

    pub(crate) fn finished(answer: Answering<'a>, finish: impl Finish<T> + 'static) -> Self {
        let finish = Box::new(finish);
        Self(Kind::Rows { answer, finish })
    }
}

impl<T> Future for Call<'_, T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Kind::Known(future) => future.as_mut().poll(context),
            Kind::Rows { answer, finish } => answer
                .as_mut()
                .poll(context)
                .map(|answer| finish.finish(answer?)),
        }
    }
}

impl<T> fmt::Debug for Call<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").finish_non_exhaustive()
    }
}
