//! Files of a model on their way: unpacked, counted and digested as they are put into the staging directory.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::error::{InstallError, failed};
use crate::translate::firefox::{Role, hex};

/// No file of a model is longer than this.
pub(super) const LONGEST_FILE: u64 = 2 << 30;

/// A file in the staging directory.
pub(super) struct Staged {
    pub(super) role: Role,
    pub(super) name: String,
    pub(super) digest: String,
    pub(super) size: u64,
    /// The digest that a list names for it.
    pub(super) listed: Option<String>,
}

/// What a list says about a file.
#[derive(Default)]
pub(super) struct Wanted<'a> {
    pub(super) packed: Option<&'a str>,
    pub(super) packed_size: Option<u64>,
    pub(super) plain: Option<&'a str>,
    pub(super) plain_size: Option<u64>,
}

/// Puts a fetched file plain into its place in the staging directory; gives digest and size.
pub(super) fn stage(
    part: &Path,
    packed: bool,
    goal: &Path,
    address: &str,
    wanted: &Wanted<'_>,
) -> Result<(String, u64), InstallError> {
    let limit = wanted.plain_size.unwrap_or(LONGEST_FILE);
    if let Some(expected) = wanted.packed {
        let mut file = File::open(part).map_err(failed("read", part))?;
        let (found, _) = digest(&mut file, &mut io::sink(), LONGEST_FILE).map_err(failed("read", part))?;
        same_digest(address, expected, found)?;
    }
    let file = File::open(part).map_err(failed("read", part))?;
    let mut out = File::create(goal).map_err(failed("write", goal))?;
    // A server may have unpacked the file on its way.
    let packed = packed && is_gzip(part).map_err(failed("read", part))?;
    let unpacked = if packed {
        digest(&mut MultiGzDecoder::new(file), &mut out, limit)
    } else {
        digest(&mut &file, &mut out, limit)
    };
    let (found, size) =
        unpacked.map_err(|error| InstallError::Packed { place: address.to_owned(), reason: error.to_string() })?;
    if let Some(expected) = wanted.plain {
        same_digest(address, expected, found.clone())?;
    }
    Ok((found, size))
}

fn is_gzip(path: &Path) -> io::Result<bool> {
    let mut magic = Vec::new();
    File::open(path)?.take(2).read_to_end(&mut magic)?;
    Ok(magic == [0x1f, 0x8b])
}

fn same_digest(place: &str, expected: &str, found: String) -> Result<(), InstallError> {
    if expected.eq_ignore_ascii_case(&found) {
        return Ok(());
    }
    Err(InstallError::Digest { place: place.to_owned(), expected: expected.to_owned(), found })
}

/// Copies bytes; gives their SHA-256 and number.
fn digest(from: &mut dyn Read, to: &mut dyn Write, limit: u64) -> io::Result<(String, u64)> {
    let mut hasher = Sha256::new();
    let mut size = 0;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = from.read(&mut buffer)?;
        if count == 0 {
            return Ok((hex(&hasher.finalize()), size));
        }
        size += count as u64;
        if size > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is longer than it should be"));
        }
        hasher.update(&buffer[..count]);
        to.write_all(&buffer[..count])?;
    }
}

/// Copies the files of a model out of a directory, unpacking those that are compressed.
pub(super) fn copy(directory: &Path, staging: &Path) -> Result<Vec<Staged>, InstallError> {
    let mut staged = Vec::new();
    let mut paths: Vec<PathBuf> = fs::read_dir(directory)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(failed("read", directory))?;
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let plain = name.trim_end_matches(".gz");
        let Some(role) = Role::of(plain) else { continue };
        if staged.iter().any(|file: &Staged| file.name == plain) {
            continue;
        }
        let (digest, size) =
            stage(&path, name.ends_with(".gz"), &staging.join(plain), &path.display().to_string(), &Wanted::default())?;
        staged.push(Staged { role, name: plain.to_owned(), digest, size, listed: None });
    }
    Ok(staged)
}

/// Takes the files of a model out of a tar archive, wherever in it they lie.
pub(super) fn unpack(archive: &Path, staging: &Path) -> Result<Vec<Staged>, InstallError> {
    let bad =
        |error: io::Error| InstallError::Packed { place: archive.display().to_string(), reason: error.to_string() };
    let file = File::open(archive).map_err(failed("read", archive))?;
    let packed = archive.extension().is_some_and(|ending| ending != "tar");
    let reader: Box<dyn Read> = if packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut tar = tar::Archive::new(reader);
    let mut staged: Vec<Staged> = Vec::new();
    for entry in tar.entries().map_err(bad)? {
        let mut entry = entry.map_err(bad)?;
        // Only the last part of the path counts, so nothing can be written outside.
        let name = entry.path().map_err(bad)?.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(role) = Role::of(&name).filter(|_| entry.header().entry_type().is_file()) else { continue };
        let goal = staging.join(&name);
        let mut out = File::create(&goal).map_err(failed("write", &goal))?;
        let (digest, size) = digest(&mut entry, &mut out, LONGEST_FILE).map_err(bad)?;
        staged.retain(|file| file.name != name);
        staged.push(Staged { role, name, digest, size, listed: None });
    }
    Ok(staged)
}
