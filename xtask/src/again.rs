//! The site and the single file once more, from a copy of the tree in another folder with a target folder of its own:
//! every byte has to be the same.
//!
//! What compiled this program and the npm tools, which the lock file pins, is used by both; nothing that was compiled,
//! bound or shrunk is.

use crate::build::{self, Plan};
use crate::shell::{Result, files_under, read, root, run, say, target};
use std::collections::BTreeSet;
use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is made and not written by hand; it is not copied.
const MADE: [&str; 4] = ["target", "dist", "node_modules", ".git"];

/// Builds the copy and compares it with `dist/`, which must have been built from the tree as it is now.
pub fn differences() -> Result<Vec<String>> {
    let plan = Plan::release();
    let sums = std::fs::read_to_string(plan.out.join("SHA256SUMS")).unwrap_or_default();
    // A quick build has the module in one piece, and is not what people get.
    if !sums.contains("held-rest-") {
        build::build(&plan)?;
    }
    // Outside the tree, where cargo would find this tree's configuration too; a name of its own for each tree.
    let mut hasher = DefaultHasher::new();
    root().hash(&mut hasher);
    let copy = env::temp_dir().join(format!("held-again-{:x}", hasher.finish()));
    let outcome = built_in(&copy).and_then(|()| compared(&plan.out, &copy.join("dist")));
    let _ = std::fs::remove_dir_all(&copy);
    outcome
}

fn built_in(copy: &Path) -> Result {
    say(&format!("Building once more, in {}", copy.display()));
    let _ = std::fs::remove_dir_all(copy);
    copy_tree(&root(), copy)?;
    let other_target = target().join("again");
    share_npm(&other_target)?;
    let program = env::current_exe().map_err(|error| format!("This program does not know where it is: {error}"))?;
    run(Command::new(program)
        .arg("build")
        .env("HELD_TREE", copy)
        .env("CARGO_TARGET_DIR", &other_target)
        .current_dir(copy))
}

fn copy_tree(from: &Path, to: &Path) -> Result {
    let problem = |error| format!("{} cannot be copied: {error}", from.display());
    std::fs::create_dir_all(to).map_err(problem)?;
    for entry in std::fs::read_dir(from).map_err(problem)?.flatten() {
        let (source, aim) = (entry.path(), to.join(entry.file_name()));
        if MADE.iter().any(|made| entry.file_name() == *made) || source == target() {
            continue;
        }
        if source.is_dir() {
            copy_tree(&source, &aim)?;
        } else {
            std::fs::copy(&source, &aim).map_err(|error| format!("{} cannot be copied: {error}", source.display()))?;
        }
    }
    Ok(())
}

/// The npm tools are the same ones, unless they are there already.
fn share_npm(other_target: &Path) -> Result {
    let (here, there) = (target().join("npm"), other_target.join("npm"));
    if there.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(other_target)
        .and_then(|()| std::os::unix::fs::symlink(&here, &there))
        .map_err(|error| format!("{} cannot be shared: {error}", here.display()))
}

/// What differs between two folders, a line each.
fn compared(one: &Path, other: &Path) -> Result<Vec<String>> {
    let names = |folder: &Path| -> BTreeSet<PathBuf> {
        let files = files_under(folder).into_iter();
        files.filter_map(|file| file.strip_prefix(folder).ok().map(Path::to_owned)).collect()
    };
    let mut found = Vec::new();
    for name in names(one).union(&names(other)) {
        let (here, there) = (one.join(name), other.join(name));
        if !here.is_file() || !there.is_file() {
            found.push(format!("{} is in one of them only", name.display()));
            continue;
        }
        let (here, there) = (read(&here)?, read(&there)?);
        if here != there {
            let at = here.iter().zip(&there).take_while(|(one, other)| one == other).count();
            found.push(format!("{} differs from byte {at} on", name.display()));
        }
    }
    Ok(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]
mod tests {
    use super::*;
    use crate::shell::write;

    #[test]
    fn a_byte_that_differs_and_a_file_too_many_are_found() {
        let folder = env::temp_dir().join(format!("held-compared-{}", std::process::id()));
        let (one, other) = (folder.join("one"), folder.join("other"));
        for (site, text) in [(&one, b"same"), (&other, b"sane")] {
            write(&site.join("a/b.txt"), text).unwrap();
            write(&site.join("c.txt"), b"c").unwrap();
        }
        assert_eq!(compared(&one, &one).unwrap(), [""; 0]);
        assert_eq!(compared(&one, &other).unwrap(), ["a/b.txt differs from byte 2 on"]);
        write(&other.join("d.txt"), b"").unwrap();
        assert_eq!(compared(&one, &other).unwrap()[1..], ["d.txt is in one of them only"]);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_was_built_is_not_copied() {
        let folder = env::temp_dir().join(format!("held-copied-{}", std::process::id()));
        for name in ["src/a.rs", "dist/b", "target/c", "xtask/npm/node_modules/d", ".cargo/config.toml"] {
            write(&folder.join("from").join(name), b"").unwrap();
        }
        copy_tree(&folder.join("from"), &folder.join("to")).unwrap();
        let copied: Vec<_> = files_under(&folder.join("to"));
        assert_eq!(copied, [folder.join("to/.cargo/config.toml"), folder.join("to/src/a.rs")]);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
