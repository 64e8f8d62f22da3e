//! Where a call's rows go, and how they come out: the only parts of a call that know their type.
//!
//! Everything between them is compiled once, in this crate, and not once a row type in the generated one.

use std::any::Any;

use super::Counted;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{
    Cursor, Decode, Decoder, InsertedOrFound, Page, Row, Upserted, Versioned, VersionedDelete,
};
use crate::value::Value;

/// What a call has read so far.
pub(crate) trait Rows: Any + Send {
    /// Reads the columns of one row.
    fn read(&mut self, row: &mut Decoder<'_>) -> Result<()>;

    /// How many rows it holds for whoever has asked.
    fn count(&self) -> usize {
        0
    }
}

/// Makes what a call reads into: a call that is run again starts anew.
pub(crate) type Start = fn() -> Box<dyn Rows>;

/// One row; of several the last that was read.
struct One<T>(Option<T>);
/// One column of one row.
struct OneValue<T>(Option<T>);
/// All rows.
struct Many<T>(Vec<T>);

impl<T: Row> Rows for One<T> {
    fn read(&mut self, row: &mut Decoder<'_>) -> Result<()> {
        self.0 = Some(T::decode(row)?);
        Ok(())
    }

    fn count(&self) -> usize {
        usize::from(self.0.is_some())
    }
}

impl<T: Decode + Send + 'static> Rows for OneValue<T> {
    fn read(&mut self, row: &mut Decoder<'_>) -> Result<()> {
        self.0 = Some(row.next()?);
        Ok(())
    }

    fn count(&self) -> usize {
        usize::from(self.0.is_some())
    }
}

impl<T: Row> Rows for Many<T> {
    fn read(&mut self, row: &mut Decoder<'_>) -> Result<()> {
        self.0.push(T::decode(row)?);
        Ok(())
    }

    fn count(&self) -> usize {
        self.0.len()
    }
}

pub(crate) fn one<T: Row>() -> Box<dyn Rows> {
    Box::new(One::<T>(None))
}

pub(crate) fn one_value<T: Decode + Send + 'static>() -> Box<dyn Rows> {
    Box::new(OneValue::<T>(None))
}

pub(crate) fn many<T: Row>() -> Box<dyn Rows> {
    Box::new(Many::<T>(Vec::new()))
}

/// What an operation found or left.
pub(crate) struct Answer {
    pub(crate) rows: Box<dyn Rows>,
    pub(crate) written: Written,
}

/// What became of the row that was to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// There was none, now there is.
    Inserted,
    /// There was one, now it is another.
    Updated,
    /// Nothing: it was read.
    Nothing,
}

impl Counted for Answer {
    fn count(&self) -> u64 {
        self.rows.count() as u64
    }
}

impl Answer {
    /// What was only read.
    pub(super) fn read(rows: Box<dyn Rows>) -> Self {
        let written = Written::Nothing;
        Self { rows, written }
    }

    fn typed<R: Rows>(self) -> Result<R> {
        let rows: Box<dyn Any> = self.rows;
        rows.downcast().map(|rows| *rows).map_err(|_| other())
    }
}

/// No row, or rows of another type than the call has started with: it does not happen, operations see to it.
#[cold]
fn other() -> Error {
    Error::new(ErrorKind::Decode {
        statement: "",
        column: String::new(),
    })
}

/// Gives an answer the type that its call has.
pub(crate) trait Finish<T>: Send {
    fn finish(&self, answer: Answer) -> Result<T>;
}

/// The row, which is there.
pub(crate) struct AsRow;
/// The row, if there is one.
pub(crate) struct AsOption;
/// The column, whose row is there.
pub(crate) struct AsValue;
/// The rows.
pub(crate) struct AsVec;
/// The rows up to a limit, and where the others start.
pub(crate) struct AsPage<T> {
    /// The list's name, which its cursors carry.
    pub(crate) list: &'static str,
    pub(crate) limit: usize,
    pub(crate) position: fn(&T) -> Vec<Value>,
}

impl<T: Row> Finish<T> for AsRow {
    fn finish(&self, answer: Answer) -> Result<T> {
        answer.typed::<One<T>>()?.0.ok_or_else(other)
    }
}

impl<T: Row> Finish<Option<T>> for AsOption {
    fn finish(&self, answer: Answer) -> Result<Option<T>> {
        Ok(answer.typed::<One<T>>()?.0)
    }
}

impl<T: Decode + Send + 'static> Finish<T> for AsValue {
    fn finish(&self, answer: Answer) -> Result<T> {
        answer.typed::<OneValue<T>>()?.0.ok_or_else(other)
    }
}

impl<T: Row> Finish<Vec<T>> for AsVec {
    fn finish(&self, answer: Answer) -> Result<Vec<T>> {
        Ok(answer.typed::<Many<T>>()?.0)
    }
}

/// One row more than asked for tells whether another page follows.
impl<T: Row> Finish<Page<T>> for AsPage<T> {
    fn finish(&self, answer: Answer) -> Result<Page<T>> {
        let mut rows = answer.typed::<Many<T>>()?.0;
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let last = rows.last().filter(|_| more);
        let next = last.map(|row| Cursor::new(self.list, (self.position)(row)));
        Ok(Page { rows, next })
    }
}

impl<T: Row> Finish<Upserted<T>> for AsRow {
    fn finish(&self, answer: Answer) -> Result<Upserted<T>> {
        let written = answer.written;
        let row = self.finish(answer)?;
        Ok(match written {
            Written::Inserted => Upserted::Inserted(row),
            Written::Updated => Upserted::Updated(row),
            Written::Nothing => Upserted::Unchanged(row),
        })
    }
}

impl<T: Row> Finish<InsertedOrFound<T>> for AsRow {
    fn finish(&self, answer: Answer) -> Result<InsertedOrFound<T>> {
        let written = answer.written;
        let row = self.finish(answer)?;
        Ok(match written {
            Written::Inserted => InsertedOrFound::Inserted(row),
            Written::Updated | Written::Nothing => InsertedOrFound::Found(row),
        })
    }
}

impl<T: Row> Finish<Versioned<T>> for AsOption {
    fn finish(&self, answer: Answer) -> Result<Versioned<T>> {
        let written = answer.written;
        let row: Option<T> = self.finish(answer)?;
        Ok(match (row, written) {
            (Some(row), Written::Inserted | Written::Updated) => Versioned::Updated(row),
            (Some(row), Written::Nothing) => Versioned::Stale(row),
            (None, _) => Versioned::Missing,
        })
    }
}

impl<T: Row> Finish<VersionedDelete<T>> for AsOption {
    fn finish(&self, answer: Answer) -> Result<VersionedDelete<T>> {
        let outcome: Versioned<T> = self.finish(answer)?;
        Ok(match outcome {
            Versioned::Updated(row) => VersionedDelete::Deleted(row),
            Versioned::Stale(row) => VersionedDelete::Stale(row),
            Versioned::Missing => VersionedDelete::Missing,
        })
    }
}
