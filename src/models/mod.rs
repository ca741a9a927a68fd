//! Models of the engine `firefox` on this machine: which are installed, and how they get here and go.
//!
//! Installing is the only thing that ever touches the network, and only when the user asks for it. A model is installed
//! whole or not at all: files are fetched beside the store, checked against digests, and put in place by one rename.

mod error;
mod fetch;
mod install;
mod pinned;
mod registry;
mod staging;
mod store;

pub use error::InstallError;
pub use fetch::{Body, Fetch, FetchError, Http};
pub use install::{Installer, Origin, Progress};
pub use pinned::Pinned;
pub use registry::{MOZILLA, Registry, RegistryError};
pub use store::{Installed, Store, StoreError, Verification};
