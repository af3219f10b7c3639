//! Writes `dist`, in such a way that a folder which is there is complete.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::site::Site;

/// Makes `dist/<app>` hold exactly these files. An equal folder is left alone, so that the server
/// is not compiled again. The new one is complete before it takes the place of the old: a build
/// that is killed leaves the old folder or none, and the next build mends that.
///
/// # Errors
/// When the disk refuses.
pub fn replace(dist: &Path, app: &str, site: &Site) -> Result<()> {
    let folder = dist.join(app);
    if read(&folder).is_ok_and(|there| there == *site) {
        return Ok(());
    }
    let new = dist.join(format!(".{app}-new"));
    let old = dist.join(format!(".{app}-old"));
    remove(&new)?;
    remove(&old)?;
    for (name, bytes) in site {
        let file = new.join(name);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    if folder.exists() {
        fs::rename(&folder, &old)?;
    }
    fs::rename(&new, &folder).with_context(|| format!("cannot write {}", folder.display()))?;
    remove(&old)
}

/// Reads a folder as a site.
///
/// # Errors
/// When it is not there or cannot be read.
pub fn read(folder: &Path) -> Result<Site> {
    let mut site = Site::new();
    read_into(folder, "", &mut site)
        .with_context(|| format!("cannot read {}", folder.display()))?;
    Ok(site)
}

fn read_into(folder: &Path, prefix: &str, site: &mut Site) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            read_into(&entry.path(), &format!("{name}/"), site)?;
        } else {
            site.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use std::path::PathBuf;

    use super::*;

    /// A folder below the system's temporary one that goes with the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    fn site(files: &[&str]) -> Site {
        files.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
    }

    #[test]
    fn files_of_an_earlier_build_do_not_stay() {
        let dist = Folder::new("stale");
        replace(&dist.0, "field", &site(&["a-1.js", "icons/a.png"])).unwrap();
        replace(&dist.0, "field", &site(&["a-2.js", "icons/a.png"])).unwrap();
        assert_eq!(read(&dist.0.join("field")).unwrap(), site(&["a-2.js", "icons/a.png"]));
        assert_eq!(fs::read_dir(&dist.0).unwrap().count(), 1);
    }

    #[test]
    fn an_equal_folder_is_not_touched() {
        let dist = Folder::new("equal");
        replace(&dist.0, "field", &site(&["a.js"])).unwrap();
        let file = dist.0.join("field/a.js");
        let written = fs::metadata(&file).unwrap().modified().unwrap();
        replace(&dist.0, "field", &site(&["a.js"])).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), written);
    }

    #[test]
    fn what_a_killed_build_left_is_mended() {
        let dist = Folder::new("killed");
        fs::create_dir_all(dist.0.join(".field-new")).unwrap();
        fs::write(dist.0.join(".field-new/half.js"), "half").unwrap();
        fs::create_dir_all(dist.0.join(".field-old")).unwrap();
        replace(&dist.0, "field", &site(&["a.js"])).unwrap();
        assert_eq!(read(&dist.0.join("field")).unwrap(), site(&["a.js"]));
        assert_eq!(fs::read_dir(&dist.0).unwrap().count(), 1);
    }
}
