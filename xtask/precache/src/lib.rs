//! The last step of a build: a version for the site, and a service worker that knows every file with its digest.
//!
//! What is listed is what lies in the folder, so no file can be forgotten. A browser fills its cache from the list as a
//! whole and refuses a file whose digest is another.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The worker, beside `index.html`: the folder it lies in is what it answers for. Its name never changes.
pub const WORKER: &str = "service-worker.js";
/// What takes the worker away again, once it is put in its place.
pub const WORKER_OFF: &str = "service-worker-off.js";
/// The attribute of a page that says which version it is. It is as long before it is filled as after.
pub const VERSION: &str = "data-version";
/// What stands there until then.
pub const BLANK: &str = "0000000000000000";

/// Files of the folder that a page never asks for. Beside these, names that begin with a dot or an underscore are meant
/// for the host.
const LEFT_OUT: [&str; 5] = [WORKER, WORKER_OFF, "held.html", "build.txt", "SHA256SUMS"];
/// Nor for what lies here: a browser shows these pictures when it asks whether to install, and never again. Nobody should
/// carry them along for good.
const FOLDER_LEFT_OUT: &str = "static/screenshots/";

/// The value of an `integrity` attribute, and, in single quotes, a source in a policy.
#[must_use]
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// Writes the version into the pages of a built site, and its worker, made of `script` and the list. Returns the version:
/// 16 hexadecimal digits of a digest over every file and the script, the pages taken with their version left blank.
///
/// # Errors
/// When a file cannot be read or written.
pub fn seal(site: &Path, script: &str) -> io::Result<String> {
    let mut files = BTreeMap::new();
    gather(site, "", &mut files)?;
    let mut all = Sha256::new();
    for (url, bytes) in &mut files {
        if let Some(page) = page(url, bytes) {
            *bytes = with_version(page, BLANK).into_bytes();
        }
        all.update(format!("{url} {}\n", integrity(bytes)));
    }
    all.update(script);
    let version: String = all.finalize().iter().take(BLANK.len() / 2).map(|byte| format!("{byte:02x}")).collect();

    let mut list = Vec::new();
    for (url, bytes) in &mut files {
        if let Some(page) = page(url, bytes) {
            *bytes = with_version(page, &version).into_bytes();
            fs::write(site.join(url), &bytes)?;
        }
        list.push(format!("{{\"url\":\"{url}\",\"integrity\":\"{}\"}}", integrity(bytes)));
    }
    let known = format!("const SITE = {{\"version\":\"{version}\",\"files\":[{}]}};", list.join(","));
    fs::write(site.join(WORKER), format!("{known}\n{script}"))?;
    Ok(version)
}

/// The same for a site that was sealed before and has changed since, with the worker it has.
///
/// # Errors
/// When a file cannot be read or written.
pub fn seal_again(site: &Path) -> io::Result<String> {
    let worker = fs::read_to_string(site.join(WORKER))?;
    let script = worker.split_once('\n').map_or("", |(_, script)| script);
    seal(site, script)
}

/// Every file below `folder` that a page may ask for, by its address from the top.
fn gather(site: &Path, folder: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(site.join(folder))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let url = format!("{folder}{name}");
        if entry.file_type()?.is_dir() {
            if format!("{url}/") == FOLDER_LEFT_OUT {
                continue;
            }
            gather(site, &format!("{url}/"), files)?;
        } else if !name.starts_with(['.', '_']) && !LEFT_OUT.contains(&url.as_str()) {
            files.insert(url, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// The text of a page that says its version.
fn page<'a>(url: &str, bytes: &'a [u8]) -> Option<&'a str> {
    let text = std::str::from_utf8(bytes).ok().filter(|_| url.ends_with(".html"))?;
    text.contains(&format!("{VERSION}=\"")).then_some(text)
}

fn with_version(page: &str, version: &str) -> String {
    let mark = format!("{VERSION}=\"");
    let mut parts = page.split(&mark);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(&mark);
        text.push_str(version);
        text.push_str(part.get(version.len()..).unwrap_or_default());
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn site(name: &str) -> PathBuf {
        let site = std::env::temp_dir().join(format!("held-precache-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&site);
        fs::create_dir_all(site.join("static/screenshots")).unwrap();
        fs::write(site.join("index.html"), format!("<script {VERSION}=\"{BLANK}\" src=\"a.js\">")).unwrap();
        fs::write(site.join("static/a.js"), "alert('Hello, world.');").unwrap();
        for beside in
            ["_headers", ".nojekyll", "held.html", "build.txt", "SHA256SUMS", WORKER_OFF, "static/screenshots/a.webp"]
        {
            fs::write(site.join(beside), "beside").unwrap();
        }
        site
    }

    fn worker(site: &Path) -> String {
        fs::read_to_string(site.join(WORKER)).unwrap()
    }

    #[test]
    fn the_worker_knows_every_file_of_the_site_and_none_beside_it() {
        let site = site("list");
        let version = seal(&site, "work();\n").unwrap();
        let page = fs::read(site.join("index.html")).unwrap();
        // The digest of the script is the one the Subresource Integrity specification gives as its example.
        let expected = format!(
            "const SITE = {{\"version\":\"{version}\",\"files\":[\
             {{\"url\":\"index.html\",\"integrity\":\"{}\"}},\
             {{\"url\":\"static/a.js\",\"integrity\":\"sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=\"}}]}};\n\
             work();\n",
            integrity(&page)
        );
        assert_eq!(worker(&site), expected);
        assert_eq!(String::from_utf8(page).unwrap(), format!("<script {VERSION}=\"{version}\" src=\"a.js\">"));
    }

    #[test]
    fn the_version_is_another_when_a_file_or_the_worker_changes_and_else_the_same() {
        let site = site("version");
        let first = seal(&site, "work();").unwrap();
        let sealed = worker(&site);
        assert_eq!(seal_again(&site).unwrap(), first);
        assert_eq!(worker(&site), sealed);
        fs::write(site.join("held.html"), "beside, changed").unwrap();
        assert_eq!(seal_again(&site).unwrap(), first);

        let mut seen = vec![first, seal(&site, "work(2);").unwrap()];
        fs::write(site.join("static/a.js"), "changed").unwrap();
        seen.push(seal_again(&site).unwrap());
        let page = fs::read_to_string(site.join("index.html")).unwrap();
        fs::write(site.join("index.html"), page.replace("a.js", "b.js")).unwrap();
        seen.push(seal_again(&site).unwrap());
        for (at, version) in seen.iter().enumerate() {
            assert_eq!(version.len(), BLANK.len());
            assert!(!seen[..at].contains(version), "{seen:?}");
        }
    }
}
