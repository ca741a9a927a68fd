//! Finished sentences on disk, so that an interrupted job goes on where it stopped and nothing is paid for twice.
//!
//! One file of JSON lines an engine, only ever appended to, one line a sentence: a crash can cost the last line and no
//! other. The file holds German and English in clear; it is created for its owner alone (mode 0600 in a directory
//! of mode 0700, where the system has modes). Whoever works with confidential text and shares the machine's disk goes without it.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::RemoteError;

/// Finished sentences of one engine.
pub struct Cache {
    path: PathBuf,
    state: Mutex<State>,
}

struct State {
    file: File,
    english: HashMap<(u64, String), String>,
}

#[derive(Serialize, Deserialize)]
struct Line<'a> {
    context: u64,
    #[serde(borrow)]
    de: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    en: std::borrow::Cow<'a, str>,
}

impl Cache {
    /// Opens the cache of an engine in a directory, which is made if it is not there. Lines that cannot be read, as an interrupted one, are
    /// passed over.
    ///
    /// # Errors
    /// [`RemoteError::Cache`] if the file cannot be made, read or written.
    pub fn open(directory: &Path, engine: &str) -> Result<Self, RemoteError> {
        let path = directory.join(format!("{engine}.jsonl"));
        Self::read(directory, &path)
            .map(|state| Self { path: path.clone(), state: Mutex::new(state) })
            .map_err(|source| RemoteError::Cache { file: path.display().to_string(), source })
    }

    fn read(directory: &Path, path: &Path) -> std::io::Result<State> {
        make_private_directory(directory)?;
        let mut file = private(OpenOptions::new().read(true).append(true).create(true)).open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        if bytes.last().is_some_and(|last| *last != b'\n') {
            file.write_all(b"\n")?;
        }
        let mut english = HashMap::new();
        for line in bytes.split(|byte| *byte == b'\n') {
            if let Ok(line) = serde_json::from_slice::<Line<'_>>(line) {
                english.insert((line.context, line.de.into_owned()), line.en.into_owned());
            }
        }
        Ok(State { file, english })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The English of a sentence in a context, which is the [`fingerprint`] of all that decides the English besides.
    pub fn get(&self, context: u64, german: &str) -> Option<String> {
        let state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.english.get(&(context, german.to_owned())).cloned()
    }

    /// Keeps a finished sentence; it is on disk when this returns.
    ///
    /// # Errors
    /// [`RemoteError::Cache`] if it cannot be written: to go on would mean to pay again after the next interruption.
    pub fn put(&self, context: u64, german: &str, english: &str) -> Result<(), RemoteError> {
        let fail = |source| RemoteError::Cache { file: self.path.display().to_string(), source };
        let mut line = serde_json::to_vec(&Line { context, de: german.into(), en: english.into() })
            .map_err(|error| fail(error.into()))?;
        line.push(b'\n');
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // One call: a second process that appends to the same file cannot come between.
        state.file.write_all(&line).map_err(fail)?;
        state.english.insert((context, german.to_owned()), english.to_owned());
        Ok(())
    }
}

/// A stable fingerprint (FNV-1a, 64 bits). Sentences are compared in full; only what they depend on is told apart by this.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

fn make_private_directory(directory: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_there_after_reopening_and_a_broken_line_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path().join("a/b");
        let cache = Cache::open(&directory, "x").unwrap();
        cache.put(1, "Kim „sagt“\tja.", "Kim says \"yes\".").unwrap();
        cache.put(1, "Nein.", "No.").unwrap();
        let path = cache.path().to_owned();
        drop(cache);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            assert_eq!(std::fs::metadata(&directory).unwrap().permissions().mode() & 0o777, 0o700);
        }
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.truncate(bytes.len() - 4);
        std::fs::write(&path, bytes).unwrap();
        let cache = Cache::open(&directory, "x").unwrap();
        assert_eq!(cache.get(1, "Kim „sagt“\tja.").as_deref(), Some("Kim says \"yes\"."));
        assert_eq!(cache.get(2, "Kim „sagt“\tja."), None);
        assert_eq!(cache.get(1, "Nein."), None);
        cache.put(1, "Nein.", "No.").unwrap();
        drop(cache);
        assert_eq!(Cache::open(&directory, "x").unwrap().get(1, "Nein.").as_deref(), Some("No."));
    }
}
