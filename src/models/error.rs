//! Why a model could not be installed.

use std::io;
use std::path::{Path, PathBuf};

use super::fetch::FetchError;
use super::registry::RegistryError;
use crate::translate::firefox::ModelError;

/// A model could not be installed. Nothing of it is in the store then.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InstallError {
    /// Another installation is running.
    #[error("another installation is running in {place}: wait for it to end")]
    Busy {
        /// The store.
        place: PathBuf,
    },
    /// A file cannot be read or written.
    #[error("cannot {action} {place}: {source}{hint}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file or directory.
        place: PathBuf,
        /// Why.
        source: io::Error,
        /// What may help.
        hint: &'static str,
    },
    /// The registry cannot be used.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// An address cannot be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// A download broke off again and again.
    #[error("the download of {address} broke off after {received} bytes: {reason}; run the command again to resume it")]
    Interrupted {
        /// The address.
        address: String,
        /// Bytes that are kept for the next attempt.
        received: u64,
        /// Why.
        reason: String,
    },
    /// A file has not the digest that it should have.
    #[error(
        "{place} has the SHA-256 {found} and should have {expected}: it is damaged or another file; nothing was installed"
    )]
    Digest {
        /// The file or address.
        place: String,
        /// The digest it should have.
        expected: String,
        /// The digest it has.
        found: String,
    },
    /// A file that was fetched is no compressed file, or longer than it says.
    #[error("{place} cannot be unpacked: {reason}; nothing was installed")]
    Packed {
        /// The file or address.
        place: String,
        /// Why.
        reason: String,
    },
    /// Nothing vouches for a file.
    #[error(
        "nothing vouches for {name} (SHA-256 {found}): it is not among the known models, and no registry fetched over TLS names it; --trust installs it all the same"
    )]
    Untrusted {
        /// The file.
        name: String,
        /// Its digest.
        found: String,
    },
    /// It is a model of another language pair.
    #[error("this is a model for {found}, not for {wanted}: --pair {found} installs it")]
    Pair {
        /// The pair it is for.
        found: String,
        /// The pair that was asked for.
        wanted: String,
    },
    /// The files are no sound model.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// The error of an action on a file.
pub(super) fn failed<'a>(action: &'static str, place: &'a Path) -> impl Fn(io::Error) -> InstallError + 'a {
    move |source| {
        let hint = match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "; UMSCHRIFT_MODELS names another directory for models"
            }
            _ => "",
        };
        InstallError::Io { action, place: place.to_owned(), source, hint }
    }
}
