//! The processes of one browser, found through /proc by the profile they were started with.

use crate::failure::{Failure, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

/// Every living process that names the profile on its command line, and all they started.
#[must_use]
pub fn of_profile(profile: &Path) -> BTreeSet<u32> {
    let (mut found, parents) = named(profile);
    loop {
        let children: Vec<u32> = parents
            .iter()
            .filter(|(pid, parent)| found.contains(parent) && !found.contains(pid))
            .map(|(pid, _)| *pid)
            .collect();
        if children.is_empty() {
            return found;
        }
        found.extend(children);
    }
}

/// SIGKILL to every process of the profile's browser, then waits until none is left. Returns how many were killed.
///
/// # Errors
/// When some are still there after ten seconds.
pub fn kill(profile: &Path) -> Result<usize> {
    let deadline = Instant::now() + Duration::from_secs(10);
    let mut killed = BTreeSet::new();
    loop {
        let living = of_profile(profile);
        if living.is_empty() {
            return Ok(killed.len());
        }
        if Instant::now() > deadline {
            return Err(Failure::new(format!("These processes of {} cannot be killed: {living:?}", profile.display())));
        }
        Command::new("kill").arg("-KILL").args(living.iter().map(u32::to_string)).output()?;
        killed.extend(living);
        thread::sleep(Duration::from_millis(20));
    }
}

/// Asks the processes that were started with the profile to end, as closing the window does.
///
/// # Errors
/// When they cannot be asked.
pub fn close(profile: &Path) -> Result<()> {
    let (named, _) = named(profile);
    Command::new("kill").arg("-TERM").args(named.iter().map(u32::to_string)).output()?;
    Ok(())
}

/// The living processes that name the profile on their command line, and the parent of every living one.
fn named(profile: &Path) -> (BTreeSet<u32>, BTreeMap<u32, u32>) {
    let wanted = profile.to_string_lossy().into_owned();
    let mut parents = BTreeMap::new();
    let mut found = BTreeSet::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let Some((parent, state)) = status(pid) else { continue };
        if state == 'Z' || pid == std::process::id() {
            continue;
        }
        parents.insert(pid, parent);
        let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        if String::from_utf8_lossy(&line).contains(&wanted) {
            found.insert(pid);
        }
    }
    (found, parents)
}

/// The parent and the state of a process.
fn status(pid: u32) -> Option<(u32, char)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name stands in brackets and may hold anything, brackets too.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?.chars().next()?;
    Some((fields.next()?.parse().ok()?, state))
}
