//! The store: one directory with one directory for each installed model.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::pinned::Pinned;
use crate::translate::firefox::{Contents, Manifest, ModelError};

/// The environment variable that names the store.
const VARIABLE: &str = "UMSCHRIFT_MODELS";

/// The name of the file in the store that says that the user wants no model.
const DECLINED: &str = ".declined";

/// The store cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no place for it.
    #[error("there is no directory for models on this machine: name one in UMSCHRIFT_MODELS")]
    Homeless,
    /// The directory cannot be read or written.
    #[error("cannot use the directory for models {place}: {source}; UMSCHRIFT_MODELS names another one")]
    Io {
        /// The directory or file.
        place: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no such model.
    #[error("no model \"{name}\" is installed{installed}; `umschrift model list` shows all")]
    Absent {
        /// What was asked for.
        name: String,
        /// The names of those that are.
        installed: String,
    },
    /// The manifest of a model cannot be read.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// A directory of installed models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    root: PathBuf,
}

/// An installed model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// The name of its directory, `de-en-base-memory`.
    pub name: String,
    /// The directory.
    pub directory: PathBuf,
    /// What was noted at installation.
    pub manifest: Manifest,
}

/// What verifying a model came to.
#[derive(Debug)]
pub struct Verification {
    /// The model.
    pub name: String,
    /// What is wrong.
    pub problem: Option<ModelError>,
}

impl Store {
    /// The store that the environment names (`UMSCHRIFT_MODELS`), or the one in the platform's directory for data.
    ///
    /// # Errors
    /// If the platform has none.
    pub fn locate() -> Result<Self, StoreError> {
        if let Some(root) = std::env::var_os(VARIABLE).filter(|root| !root.is_empty()) {
            return Ok(Self::at(root));
        }
        let platform = etcetera::choose_base_strategy().map_err(|_| StoreError::Homeless)?;
        Ok(Self::at(platform.data_dir().join("umschrift").join("models")))
    }

    /// The store in a directory, which need not exist yet.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Its directory.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All installed models in the order of their names. Directories without a manifest are none.
    ///
    /// # Errors
    /// If the directory cannot be read, or a manifest is not valid.
    pub fn list(&self) -> Result<Vec<Installed>, StoreError> {
        let io = |source| StoreError::Io { place: self.root.clone(), source };
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(io(error)),
        };
        let mut installed = Vec::new();
        for entry in entries {
            let directory = entry.map_err(io)?.path();
            let name = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with('.') || !directory.is_dir() {
                continue;
            }
            if let Some(manifest) = Contents::manifest(&directory)? {
                installed.push(Installed { name, directory, manifest });
            }
        }
        installed.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(installed)
    }

    /// The best installed model of a pair: Mozilla's names sort so that the better architecture comes first.
    ///
    /// # Errors
    /// Those of [`Store::list`].
    pub fn best(&self, source: &str, target: &str) -> Result<Option<Installed>, StoreError> {
        let rank = |model: &Installed| {
            let order = ["base-memory", "base", "tiny"];
            order.iter().position(|known| *known == model.manifest.architecture).unwrap_or(order.len())
        };
        let of_pair = |model: &Installed| model.manifest.source == source && model.manifest.target == target;
        Ok(self.list()?.into_iter().filter(of_pair).min_by_key(rank))
    }

    /// The installed model of a name.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(&self, name: &str) -> Result<Installed, StoreError> {
        let all = self.list()?;
        let names: Vec<&str> = all.iter().map(|model| model.name.as_str()).collect();
        let installed = if names.is_empty() { String::new() } else { format!(" (installed: {})", names.join(", ")) };
        let absent = StoreError::Absent { name: name.to_owned(), installed };
        all.into_iter().find(|model| model.name == name).ok_or(absent)
    }

    /// Whether the user has said that no model is to be offered.
    pub fn is_declined(&self) -> bool {
        self.root.join(DECLINED).exists()
    }

    /// Notes that no model is to be offered any more.
    ///
    /// # Errors
    /// If the note cannot be written.
    pub fn decline(&self) -> Result<(), StoreError> {
        let io = |source| StoreError::Io { place: self.root.clone(), source };
        fs::create_dir_all(&self.root).and_then(|()| fs::write(self.root.join(DECLINED), "")).map_err(io)
    }

    /// Reads all files of a model again and compares them with what was noted.
    pub fn verify(&self, model: &Installed) -> Verification {
        let missing = || {
            let have = crate::translate::firefox::list(&model.directory).ok()?;
            model.manifest.files.iter().find(|file| !have.iter().any(|(role, _)| *role == file.role)).map(|file| {
                ModelError::Missing {
                    place: model.directory.clone(),
                    role: file.role,
                    pattern: "noted in the manifest",
                }
            })
        };
        let problem = Contents::read(&model.directory).err().or_else(missing);
        Verification { name: model.name.clone(), problem }
    }

    /// Takes a model away.
    ///
    /// # Errors
    /// If there is none of that name, or it cannot be removed.
    pub fn remove(&self, name: &str) -> Result<Installed, StoreError> {
        let model = self.named(name)?;
        let io = |source| StoreError::Io { place: model.directory.clone(), source };
        // A rename first, so that nobody finds half a model.
        let away = self.root.join(format!(".removed-{}-{}", model.name, std::process::id()));
        fs::rename(&model.directory, &away).map_err(io)?;
        fs::remove_dir_all(&away).map_err(io)?;
        Ok(model)
    }

    /// The models that this program knows the digests of, and that are not installed.
    ///
    /// # Errors
    /// Those of [`Store::list`].
    pub fn installable(&self) -> Result<Vec<Pinned>, StoreError> {
        let installed = self.list()?;
        let mut known = Pinned::known();
        known.retain(|pinned| {
            !installed.iter().any(|model| {
                let manifest = &model.manifest;
                (&manifest.source, &manifest.target, &manifest.architecture)
                    == (&pinned.source, &pinned.target, &pinned.architecture)
            })
        });
        Ok(known)
    }
}
