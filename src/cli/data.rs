//! With which gazetteers and rules? The flags that every command shares.

use super::failure::Failure;
use detente::{Extractor, Gazetteer, Sources};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct DataArgs {
    /// Folder of your own gazetteer files, on top of the built-in ones; may be repeated
    #[arg(long, value_name = "DIR")]
    gazetteer: Vec<PathBuf>,
    /// Folder of your own rule files, on top of the built-in ones; may be repeated
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// Do not use the built-in files of the kinds for which you give your own
    #[arg(long)]
    no_builtin: bool,
}

impl DataArgs {
    pub(crate) fn sources(&self) -> Result<Sources, Failure> {
        for folder in self.gazetteer.iter().chain(&self.rules) {
            must_be_folder(folder)?;
        }
        if self.no_builtin && self.gazetteer.is_empty() && self.rules.is_empty() {
            return Err(Failure::new(
                "--no-builtin leaves nothing to code with",
                "give your own data with --gazetteer DIR and --rules DIR",
            ));
        }
        let mut sources = Sources::default();
        sources.gazetteers.clone_from(&self.gazetteer);
        sources.rules.clone_from(&self.rules);
        sources.builtin = !self.no_builtin;
        Ok(sources)
    }

    pub(crate) fn gazetteer(&self) -> Result<Gazetteer, Failure> {
        let sources = self.sources()?;
        let alone = !sources.builtin && !sources.gazetteers.is_empty();
        Ok(Gazetteer::layered(&sources.gazetteers, alone)?)
    }

    pub(crate) fn extractor(&self) -> Result<Extractor, Failure> {
        Ok(Extractor::load(&self.sources()?)?)
    }
}

fn must_be_folder(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        return Ok(());
    }
    let what = if folder.exists() { "is not a folder" } else { "does not exist" };
    Err(Failure::new(format!("{} {what}", folder.display()), "give the folder that holds the files"))
}
