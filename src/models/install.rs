//! Installing: from a registry, a mirror, a directory or an archive, always checked the same way, whole or not at all.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::error::{InstallError, failed};
use super::fetch::{Fetch, FetchError};
use super::pinned::Pinned;
use super::registry::{Registry, RegistryError};
use super::staging::{LONGEST_FILE, Staged, Wanted, copy, stage, unpack};
use super::store::{Installed, Store};
use crate::translate::firefox::{Contents, FileRecord, MANIFEST, Manifest, Role, Voucher, list, sha256};

/// A registry or manifest is not longer than this.
const LONGEST_LIST: u64 = 64 << 20;
/// How often a download that breaks off without a byte more is taken up again.
const ATTEMPTS: usize = 4;

/// Where a model comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The address of a registry.
    Registry(String),
    /// The address of a directory with a manifest, as an installed model has one.
    Mirror(String),
    /// A directory of files.
    Directory(PathBuf),
    /// A tar archive of files, compressed or not.
    Archive(PathBuf),
}

impl Origin {
    /// What a user means by an address or a path: an address that ends in `.json` is a registry, another one a directory
    /// on a server; of a path to a file of a model the directory counts.
    pub fn parse(given: &str) -> Self {
        if given.starts_with("http://") || given.starts_with("https://") {
            let address = given.trim_end_matches('/').to_owned();
            return if address.ends_with(".json") { Self::Registry(address) } else { Self::Mirror(address) };
        }
        let path = PathBuf::from(given);
        let archive = [".tar", ".tar.gz", ".tgz"].iter().any(|ending| given.ends_with(ending));
        match path.parent() {
            _ if archive => Self::Archive(path),
            Some(parent) if path.is_file() => Self::Directory(parent.to_owned()),
            _ => Self::Directory(path),
        }
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Registry(address) | Self::Mirror(address) => f.write_str(address),
            Self::Directory(path) | Self::Archive(path) => path.display().fmt(f),
        }
    }
}

/// How far a download is.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// The file.
    pub file: &'a str,
    /// Bytes so far.
    pub done: u64,
    /// Bytes in all, if that is known.
    pub total: Option<u64>,
}

/// Installs models into a store.
pub struct Installer<'a> {
    /// The store.
    pub store: &'a Store,
    /// The network.
    pub fetch: &'a dyn Fetch,
    /// Models whose digests are known.
    pub pinned: Vec<Pinned>,
    /// Whether files are taken that nothing vouches for.
    pub trust: bool,
    /// Who is told of progress.
    pub progress: &'a dyn Fn(Progress<'_>),
}

impl Installer<'_> {
    /// Installs a model for a language pair, the best one or that of an architecture.
    ///
    /// # Errors
    /// If it cannot be had, is not sound or nothing vouches for it; nothing is installed then.
    pub fn install(
        &self,
        origin: &Origin,
        (source, target): (&str, &str),
        architecture: Option<&str>,
    ) -> Result<Installed, InstallError> {
        let root = self.store.root();
        fs::create_dir_all(root).map_err(failed("create", root))?;
        let lock_path = root.join(".lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(failed("open", &lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(InstallError::Busy { place: root.to_owned() }),
            Err(TryLockError::Error(error)) => return Err(failed("lock", &lock_path)(error)),
        }
        let staging =
            tempfile::Builder::new().prefix(".installing-").tempdir_in(root).map_err(failed("write into", root))?;
        let mut found_architecture = architecture.map(str::to_owned);
        let staged = match origin {
            Origin::Registry(address) => {
                let registry = Registry::parse(&self.text(address)?, address)?;
                let chosen = registry.choose(source, target, architecture)?;
                found_architecture = Some(chosen.architecture.clone());
                let base = registry.base_url.trim_end_matches('/');
                chosen
                    .files()
                    .into_iter()
                    .map(|(role, file)| {
                        let address = format!("{base}/{}", file.path.trim_start_matches('/'));
                        let wanted = Wanted {
                            packed: file.hash.as_deref(),
                            packed_size: file.size,
                            plain: file.uncompressed_hash.as_deref(),
                            plain_size: file.uncompressed_size,
                        };
                        self.download(&address, role, &wanted, (source, target), staging.path())
                    })
                    .collect::<Result<Vec<_>, _>>()?
            }
            Origin::Mirror(address) => {
                let listing = format!("{address}/{MANIFEST}");
                let manifest: Manifest = serde_json::from_slice(&self.text(&listing)?)
                    .map_err(|error| RegistryError::Malformed { address: listing, reason: error.to_string() })?;
                same_pair(&manifest.source, &manifest.target, (source, target))?;
                found_architecture = Some(manifest.architecture.clone());
                manifest
                    .files
                    .iter()
                    .map(|file| {
                        let wanted =
                            Wanted { plain: Some(&file.sha256), plain_size: Some(file.size), ..Wanted::default() };
                        self.download(
                            &format!("{address}/{}", file.name),
                            file.role,
                            &wanted,
                            (source, target),
                            staging.path(),
                        )
                    })
                    .collect::<Result<Vec<_>, _>>()?
            }
            Origin::Directory(directory) => {
                if let Some(manifest) = Contents::manifest(directory)? {
                    same_pair(&manifest.source, &manifest.target, (source, target))?;
                    found_architecture = found_architecture.or(Some(manifest.architecture));
                }
                copy(directory, staging.path())?
            }
            Origin::Archive(archive) => unpack(archive, staging.path())?,
        };
        if let Some(found) = staged.iter().find_map(|file| pair_of(&file.name)) {
            same_pair(&found.0, &found.1, (source, target))?;
        }
        let (voucher, known) = self.vouch(&staged, origin, (source, target))?;
        // Sound structure, whoever vouches.
        Contents::read(staging.path())?;
        let architecture =
            known.or(found_architecture).filter(|name| is_plain(name)).unwrap_or_else(|| "unknown".to_owned());
        let files = staged.into_iter().map(|file| FileRecord {
            role: file.role,
            name: file.name,
            size: file.size,
            sha256: file.digest,
        });
        let manifest = Manifest {
            source: source.to_owned(),
            target: target.to_owned(),
            architecture,
            origin: origin.to_string(),
            verified_by: voucher,
            files: files.collect(),
        };
        let installed = self.put_in_place(staging, manifest)?;
        let _ = fs::remove_dir_all(self.partial());
        Ok(installed)
    }

    /// What vouches for the files, and the architecture if they are a known model.
    fn vouch(
        &self,
        staged: &[Staged],
        origin: &Origin,
        (source, target): (&str, &str),
    ) -> Result<(Voucher, Option<String>), InstallError> {
        let of_pair = || self.pinned.iter().filter(|pinned| pinned.source == source && pinned.target == target);
        let vocabulary_known = |digest: &str| of_pair().any(|pinned| pinned.vocab.as_deref() == Some(digest));
        let is_known = |pinned: &&Pinned, file: &Staged| {
            pinned.digest(file.role) == Some(&file.digest) || file.role == Role::Vocab && vocabulary_known(&file.digest)
        };
        if let Some(known) = of_pair().find(|pinned| staged.iter().all(|file| is_known(pinned, file))) {
            return Ok((Voucher::Pinned, Some(known.architecture.clone())));
        }
        let over_tls = matches!(origin, Origin::Registry(address) if address.starts_with("https://"));
        let stranger = staged.iter().find(|file| {
            let pinned = of_pair().any(|pinned| is_known(&pinned, file));
            !(pinned || over_tls && file.listed.is_some())
        });
        match stranger {
            None => Ok((Voucher::Registry, None)),
            Some(_) if self.trust => Ok((Voucher::User, None)),
            Some(file) => Err(InstallError::Untrusted { name: file.name.clone(), found: file.digest.clone() }),
        }
    }

    /// Writes the manifest and renames the staging directory to its name in the store.
    fn put_in_place(&self, staging: tempfile::TempDir, manifest: Manifest) -> Result<Installed, InstallError> {
        let place = staging.path().join(MANIFEST);
        let text = serde_json::to_vec_pretty(&manifest).map_err(|error| failed("write", &place)(error.into()))?;
        fs::write(&place, text).map_err(failed("write", &place))?;
        for (_, path) in list(staging.path())? {
            File::open(&path).and_then(|file| file.sync_all()).map_err(failed("write", &path))?;
        }
        let name = format!("{}-{}-{}", manifest.source, manifest.target, manifest.architecture);
        let directory = self.store.root().join(&name);
        let old = self.store.root().join(format!(".removed-{name}-{}", std::process::id()));
        let replaces = directory.exists();
        if replaces {
            fs::rename(&directory, &old).map_err(failed("replace", &directory))?;
        }
        if let Err(error) = fs::rename(staging.path(), &directory) {
            if replaces {
                fs::rename(&old, &directory).map_err(failed("restore", &directory))?;
            }
            return Err(failed("create", &directory)(error));
        }
        // It has moved; there is nothing left to clean up.
        let _ = staging.keep();
        if replaces {
            fs::remove_dir_all(&old).map_err(failed("remove", &old))?;
        }
        Ok(Installed { name, directory, manifest })
    }

    fn partial(&self) -> PathBuf {
        self.store.root().join(".partial")
    }

    /// Fetches a list whole.
    fn text(&self, address: &str) -> Result<Vec<u8>, InstallError> {
        let body = self.fetch.get(address, 0)?;
        let mut bytes = Vec::new();
        let read = body.reader.take(LONGEST_LIST + 1).read_to_end(&mut bytes);
        let interrupted =
            |reason: String| InstallError::Interrupted { address: address.to_owned(), received: 0, reason };
        read.map_err(|error| interrupted(error.to_string()))?;
        match body.length {
            Some(length) if bytes.len() as u64 != length => Err(interrupted("it is shorter than announced".to_owned())),
            _ if bytes.len() as u64 > LONGEST_LIST => Err(interrupted("it does not end".to_owned())),
            _ => Ok(bytes),
        }
    }

    /// Fetches a file, resuming what an earlier attempt left, checks it and puts it plain into the staging directory.
    fn download(
        &self,
        address: &str,
        role: Role,
        wanted: &Wanted<'_>,
        pair: (&str, &str),
        staging: &Path,
    ) -> Result<Staged, InstallError> {
        let partial = self.partial();
        fs::create_dir_all(&partial).map_err(failed("create", &partial))?;
        let base = address.rsplit('/').next().unwrap_or_default();
        let part = partial.join(&sha256(address.as_bytes())[..16]);
        let packed = base.ends_with(".gz");
        let name = file_name(base.trim_end_matches(".gz"), role, pair);
        let goal = staging.join(&name);
        let left_over = fs::metadata(&part).map_or(0, |metadata| metadata.len());
        // An earlier attempt may have fetched all of it.
        let whole = left_over > 0 && (wanted.plain.is_some() || wanted.packed.is_some());
        let done = if whole { stage(&part, packed, &goal, address, wanted).ok() } else { None };
        let (digest, size) = match done {
            Some(done) => done,
            None => {
                self.receive(address, base, &part, wanted.packed_size)?;
                match stage(&part, packed, &goal, address, wanted) {
                    Ok(done) => done,
                    Err(error) => {
                        // What was resumed may have begun as another file: once more from the start, or not at all.
                        let _ = fs::remove_file(&part);
                        if left_over == 0 {
                            return Err(error);
                        }
                        self.receive(address, base, &part, wanted.packed_size)?;
                        stage(&part, packed, &goal, address, wanted).inspect_err(|_| drop(fs::remove_file(&part)))?
                    }
                }
            }
        };
        let listed = wanted.plain.or(wanted.packed).map(str::to_owned);
        Ok(Staged { role, name, digest, size, listed })
    }

    /// Receives a file's bytes behind those that are there.
    fn receive(&self, address: &str, name: &str, part: &Path, total: Option<u64>) -> Result<(), InstallError> {
        let mut reason = String::new();
        let (mut vain, mut farthest) = (0, 0);
        while vain < ATTEMPTS {
            vain += 1;
            let offset = fs::metadata(part).map_or(0, |metadata| metadata.len());
            let body = match self.fetch.get(address, offset) {
                // Nothing behind the offset: it was another file, or all of it.
                Err(FetchError::Status { status: 416, .. }) if offset > 0 => {
                    if total == Some(offset) {
                        return Ok(());
                    }
                    fs::remove_file(part).map_err(failed("remove", part))?;
                    continue;
                }
                body => body?,
            };
            let start = if body.resumed { offset } else { 0 };
            let mut file = File::options()
                .create(true)
                .write(true)
                .truncate(!body.resumed)
                .open(part)
                .and_then(|mut file| io::Seek::seek(&mut file, io::SeekFrom::Start(start)).map(|_| file))
                .map_err(failed("write", part))?;
            let end = body.length.map(|length| start + length).or(total);
            let mut reader = body.reader;
            let mut done = start;
            let mut buffer = vec![0; 1 << 16];
            let broken = loop {
                match reader.read(&mut buffer) {
                    Ok(0) => break None,
                    Ok(count) => {
                        file.write_all(&buffer[..count]).map_err(failed("write", part))?;
                        done += count as u64;
                        if done > LONGEST_FILE {
                            break Some("it does not end".to_owned());
                        }
                        (self.progress)(Progress { file: name, done, total: end });
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => break Some(error.to_string()),
                }
            };
            // A slow line may break off as often as it likes while it brings something.
            if done > farthest.max(offset) {
                vain = 0;
            }
            farthest = farthest.max(done);
            match broken {
                None if end.is_none_or(|end| done >= end) => return Ok(()),
                None => reason = "the server closed the connection".to_owned(),
                Some(why) => reason = why,
            }
        }
        let received = fs::metadata(part).map_or(0, |metadata| metadata.len());
        Err(InstallError::Interrupted { address: address.to_owned(), received, reason })
    }
}

/// The language pair in a file's name: `model.deen.intgemm.alphas.bin`.
fn pair_of(name: &str) -> Option<(String, String)> {
    let pair = name.split('.').find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_lowercase()))?;
    Some((pair[..2].to_owned(), pair[2..].to_owned()))
}

fn same_pair(source: &str, target: &str, (wanted_source, wanted_target): (&str, &str)) -> Result<(), InstallError> {
    if (source, target) == (wanted_source, wanted_target) {
        return Ok(());
    }
    Err(InstallError::Pair { found: format!("{source}-{target}"), wanted: format!("{wanted_source}-{wanted_target}") })
}

/// A name under which the engine recognises the file.
fn file_name(given: &str, role: Role, (source, target): (&str, &str)) -> String {
    if Role::of(given) == Some(role) && !given.contains(['\\', ':']) {
        return given.to_owned();
    }
    let (stem, ending) = match role {
        Role::Model => ("model", "bin"),
        Role::LexicalShortlist => ("lex", "bin"),
        Role::Vocab => ("vocab", "spm"),
        Role::SrcVocab => ("srcvocab", "spm"),
        Role::TrgVocab => ("trgvocab", "spm"),
    };
    format!("{stem}.{source}{target}.{ending}")
}

/// Whether a word from a list may be part of a directory's name.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_told_apart() {
        assert_eq!(
            Origin::parse("https://m.test/db/models.json"),
            Origin::Registry("https://m.test/db/models.json".into())
        );
        assert_eq!(Origin::parse("http://m.test/de-en/"), Origin::Mirror("http://m.test/de-en".into()));
        assert_eq!(Origin::parse("/srv/model.tar.gz"), Origin::Archive("/srv/model.tar.gz".into()));
        assert_eq!(Origin::parse("/no/such"), Origin::Directory("/no/such".into()));
    }

    #[test]
    fn names_from_a_list_cannot_lead_outside() {
        assert_eq!(
            file_name("model.deen.intgemm.alphas.bin", Role::Model, ("de", "en")),
            "model.deen.intgemm.alphas.bin"
        );
        assert_eq!(file_name("..", Role::Vocab, ("de", "en")), "vocab.deen.spm");
        assert_eq!(file_name("model.bin", Role::Vocab, ("de", "en")), "vocab.deen.spm");
        assert!(is_plain("base-memory") && !is_plain("../x") && !is_plain(""));
    }

    #[test]
    fn pairs_are_read_from_names() {
        assert_eq!(pair_of("lex.50.50.deen.s2t.bin"), Some(("de".into(), "en".into())));
        assert_eq!(pair_of("model.bin"), None);
    }
}
