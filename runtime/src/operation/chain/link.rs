//! One row's place in its chain.

use uuid::Uuid;

use crate::error::{Error, ErrorKind, Result};
use crate::operation::Rows;
use crate::query::{ChainKind, Decoder, HashChain, Value};
use crate::value::canonical;

/// The last row of a chain, which the next one follows.
#[derive(Debug, Clone)]
pub(super) struct Head {
    chain: &'static HashChain,
    hash: Value,
    key: Option<Uuid>,
}

impl Head {
    /// No row yet.
    pub(super) fn new(chain: &'static HashChain) -> Self {
        Self {
            chain,
            hash: Value::Null,
            key: None,
        }
    }

    /// The values of a row that follows, its hashes and its key filled in.
    pub(super) fn next(&mut self, given: &[Value]) -> Vec<Value> {
        let chain = self.chain;
        let mut values = given.to_vec();
        let mut put = |at: usize, value: Value| {
            if let Some(slot) = values.get_mut(at) {
                *slot = value;
            }
        };
        if let Some(at) = chain.key {
            let key = self.next_key();
            put(at, key.into());
            self.key = Some(key);
        }
        put(chain.previous, self.hash.clone());
        let hash = hash(chain, &values);
        if let Some(slot) = values.get_mut(chain.hash) {
            *slot = hash.clone();
        }
        self.hash = hash;
        values
    }

    /// Past the last one, whatever another machine's clock said when that was made.
    fn next_key(&self) -> Uuid {
        let new = crate::new_uuid_v7();
        match self.key {
            Some(last) if last >= new => Uuid::from_u128(last.as_u128().wrapping_add(1)),
            Some(_) | None => new,
        }
    }
}

impl Rows for Head {
    fn read(&mut self, row: &mut Decoder<'_>) -> Result<()> {
        self.hash = stored_kind(self.chain).read(row)?;
        if self.chain.key.is_some() {
            self.key = Some(row.next()?);
        }
        Ok(())
    }
}

/// What a hash is stored as.
fn stored_kind(chain: &HashChain) -> ChainKind {
    chain
        .columns
        .get(chain.hash)
        .map_or(ChainKind::Text, |column| column.kind)
}

/// The hash of a row of normalised values, as its column holds it.
pub(super) fn hash(chain: &HashChain, values: &[Value]) -> Value {
    let mut text = Vec::new();
    for (at, (column, value)) in chain.columns.iter().zip(values).enumerate() {
        if at == chain.hash {
            continue;
        }
        if let Some(bytes) = canonical::bytes(value) {
            canonical::put(&mut text, column.name.as_bytes());
            canonical::put(&mut text, &bytes);
        }
    }
    let hex = dualect_format::hash::sha256_hex(text);
    if stored_kind(chain) == ChainKind::Bytes {
        crate::value::bytes::from_hex(&hex).map_or(Value::Null, Value::from)
    } else {
        Value::from(hex)
    }
}

/// The tenant, whose chain it is.
pub(super) fn tenant(chain: &HashChain, values: &[Value]) -> Vec<Value> {
    let place = chain.tenant.and_then(|at| values.get(at));
    place.into_iter().cloned().collect()
}

/// What Postgres locks while a row is added to a chain: a number that the table's and the tenant's names come to. Two chains
/// of one number only wait for each other.
#[cfg(feature = "postgres")]
pub(super) fn lock(chain: &HashChain, tenant: &[Value]) -> i64 {
    let mut text = b"dualect chain ".to_vec();
    canonical::put(&mut text, chain.head.table.name.as_bytes());
    for value in tenant {
        canonical::put(&mut text, &canonical::bytes(value).unwrap_or_default());
    }
    let hex = dualect_format::hash::sha256_hex(text);
    let number = hex
        .get(..16)
        .and_then(|digits| u64::from_str_radix(digits, 16).ok());
    number.unwrap_or_default().cast_signed()
}

/// Two rows that follow the same one: a transaction has read the chain's end as it was before another one's commit. Run
/// again, it sees the end.
pub(super) fn explained(chain: &HashChain, error: Error) -> Error {
    let is_guard =
        matches!(error.kind(), ErrorKind::Unique { constraint, .. } if constraint == chain.guard);
    if is_guard {
        Error::new(ErrorKind::Serialization).in_statement(error.statement().unwrap_or_default())
    } else {
        error
    }
}
