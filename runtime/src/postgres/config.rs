//! A Postgres URL: what the driver reads of it, and what it does not know.

use std::path::PathBuf;
use std::str::FromStr as _;

use tokio_postgres::Config;
use tokio_postgres::config::SslMode;

use super::Settings;
use crate::error::{Error, ErrorKind, Result};

/// How much of an encrypted connection is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verify {
    /// Nothing: it is encrypted, with whomever.
    Nothing,
    /// The certificate's chain.
    Chain,
    /// The chain, and the host's name in the certificate.
    Full,
}

/// What a URL says about encryption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Encryption {
    pub(super) mode: SslMode,
    pub(super) verify: Verify,
    /// The authorities to trust instead of the system's.
    pub(super) roots: Option<PathBuf>,
}

/// Reads the settings' URL.
///
/// `sslmode` means what it means to libpq: `disable` never encrypts, `prefer` (the default) does where the server can, `require`
/// always; none of them checks the certificate, except that `require` with an `sslrootcert` checks its chain. `verify-ca`
/// checks the chain, `verify-full` the host's name too: by `sslrootcert` (a PEM file), else by the system's authorities.
pub(super) fn parse(settings: &Settings) -> Result<(Config, Encryption)> {
    let (address, query) = split(&settings.url);
    let (mut mode, mut roots) = (None, None);
    let mut known = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        match key {
            "sslmode" => mode = Some(value),
            "sslrootcert" => roots = Some(value).filter(|value| *value != "system").map(decoded),
            "sslcert" | "sslkey" => {
                return Err(Error::with_detail(
                    ErrorKind::Unsupported,
                    "client certificates in the database URL",
                ));
            }
            _ => known.push(pair),
        }
    }
    let (mode, verify) = match mode {
        Some("disable") => (SslMode::Disable, Verify::Nothing),
        None | Some("prefer" | "allow") => (SslMode::Prefer, Verify::Nothing),
        Some("require") if roots.is_some() => (SslMode::Require, Verify::Chain),
        Some("require") => (SslMode::Require, Verify::Nothing),
        Some("verify-ca") => (SslMode::Require, Verify::Chain),
        Some("verify-full") => (SslMode::Require, Verify::Full),
        Some(_) => {
            return Err(invalid(
                "sslmode is one of disable, prefer, require, verify-ca, verify-full",
            ));
        }
    };
    let url = if known.is_empty() {
        address.to_owned()
    } else {
        format!("{address}?{}", known.join("&"))
    };
    // The driver's own message may quote a part of the URL.
    let mut config = Config::from_str(&url).map_err(|_| {
        invalid("postgres://user:password@host:port/database; signs such as @ / ? # in a password are percent-encoded")
    })?;
    config.ssl_mode(mode);
    if config.get_application_name().is_none() {
        config.application_name(&settings.application_name);
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(settings.connect_timeout);
    }
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        config.host("localhost");
    }
    Ok((
        config,
        Encryption {
            mode,
            verify,
            roots: roots.map(PathBuf::from),
        },
    ))
}

/// The parameters begin at the first question mark after the password, which may have one too.
fn split(url: &str) -> (&str, &str) {
    let password = url.find('@').unwrap_or(0);
    match url.get(password..).and_then(|rest| rest.find('?')) {
        Some(at) => (
            url.get(..password + at).unwrap_or(url),
            url.get(password + at + 1..).unwrap_or_default(),
        ),
        None => (url, ""),
    }
}

fn invalid(detail: &str) -> Error {
    Error::with_detail(ErrorKind::InvalidUrl, detail)
}

/// Percent-decoding; what is no valid escape stays.
fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let escape = tail.first_chunk::<2>().filter(|_| *first == b'%');
        let byte = escape
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = byte {
            out.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            out.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn settings(url: &str) -> Settings {
        Settings {
            url: url.to_owned(),
            application_name: "tests".to_owned(),
            pool_size: 1,
            busy_timeout: Duration::ZERO,
            statement_timeout: None,
            connect_attempts: 1,
            connect_backoff: Duration::ZERO,
            connect_timeout: Duration::from_secs(1),
        }
    }

    #[test]
    fn each_sslmode_means_what_it_means_to_libpq() {
        for (query, mode, verify) in [
            ("", SslMode::Prefer, Verify::Nothing),
            ("?sslmode=disable", SslMode::Disable, Verify::Nothing),
            ("?sslmode=prefer", SslMode::Prefer, Verify::Nothing),
            ("?sslmode=require", SslMode::Require, Verify::Nothing),
            (
                "?sslmode=require&sslrootcert=/ca.pem",
                SslMode::Require,
                Verify::Chain,
            ),
            ("?sslmode=verify-ca", SslMode::Require, Verify::Chain),
            (
                "?connect_timeout=3&sslmode=verify-full&keepalives=0",
                SslMode::Require,
                Verify::Full,
            ),
        ] {
            let (config, encryption) =
                parse(&settings(&format!("postgres://u:p@h/d{query}"))).unwrap();
            assert_eq!(
                (encryption.mode, encryption.verify),
                (mode, verify),
                "{query}"
            );
            assert_eq!(config.get_ssl_mode(), mode);
        }
    }

    #[test]
    fn what_the_url_says_comes_before_the_options() {
        let (config, encryption) = parse(&settings(
            "postgres://u@h/d?application_name=mine&connect_timeout=3&sslrootcert=%2Fmy%20ca.pem",
        ))
        .unwrap();
        assert_eq!(config.get_application_name(), Some("mine"));
        assert_eq!(config.get_connect_timeout(), Some(&Duration::from_secs(3)));
        assert_eq!(encryption.roots.unwrap(), PathBuf::from("/my ca.pem"));
    }

    #[test]
    fn a_url_that_cannot_be_read_does_not_show_what_is_in_it() {
        for url in [
            "postgres://h/d?secret=1",
            "postgres://u:p@h:notaport/secret",
            "postgres://u:p@h/d?sslmode=secret",
        ] {
            let error = parse(&settings(url)).err().unwrap();
            assert_eq!(error.kind(), &ErrorKind::InvalidUrl, "{url}");
            assert!(!format!("{error} {error:?}").contains("cret"), "{error}");
        }
    }
}
