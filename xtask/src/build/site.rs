//! The site: `index.html` and the pages of `static/` with their references changed to hashed names.
//!
//! Scripts, styles, fonts and the module get a name with their hash, so that a cache can keep them for ever. Pages,
//! manifests and pictures keep the names that other files know them by. Pages of `static/` move to the top, beside
//! `index.html`; all else keeps its folder. The styles of `index.html` become one file, in the order it lists them.

use super::html::{Tag, rewritten, tags};
use super::module::Module;
use super::names::{hashed, integrity, relative_url, resolved, url};
use super::npm::Tools;
use super::{Plan, licences, plain_names, policy, sums};
use crate::shell::{Result, files_under, read, read_text, root, write};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The page everything starts from.
const INDEX: &str = "index.html";
/// The script that starts the app: it is told where the module is, and comes after the glue.
const BOOT: &str = "static/boot.js";
const WORKER: &str = "static/worker.js";
/// The service worker and what takes it away again. They lie at the top, under names that never change.
const SERVICE_WORKERS: [(&str, &str); 2] =
    [("static/service-worker.js", precache::WORKER), ("static/service-worker-off.js", precache::WORKER_OFF)];

/// What was written, for the list of sizes.
#[derive(Debug)]
pub struct Site {
    pub files: Vec<PathBuf>,
    /// The files a first visit loads before the app takes input.
    pub first: Vec<PathBuf>,
    /// What About shows: the fingerprint of `build.txt`, which lists every file that is the same on every host.
    pub build: String,
}

pub fn build(plan: &Plan, module: &Module, tools: &Tools) -> Result<Site> {
    if plan.out.exists() {
        std::fs::remove_dir_all(&plan.out)
            .map_err(|error| format!("{} cannot be emptied: {error}", plan.out.display()))?;
    }
    let mut writer = Writer { plan, tools, written: BTreeMap::new(), files: Vec::new() };
    let mut first = vec![PathBuf::from(INDEX)];
    let glue = writer.put_hashed(Path::new("held.js"), module.glue.as_bytes())?;
    let (wasm, rest) = match &module.parts {
        Some([first, rest]) => (first, Some(rest)),
        None => (&module.wasm, None),
    };
    let wasm = (writer.put_hashed(Path::new("held.wasm"), wasm)?, integrity(wasm));
    let rest = match rest {
        Some(rest) => Some((writer.put_hashed(Path::new("held-rest.wasm"), rest)?, integrity(rest))),
        None => None,
    };
    let worker = writer.asset(Path::new(WORKER))?;
    let start = Start { glue, wasm, rest, worker };

    let (page, referenced) = writer.page(Path::new(INDEX), Path::new(INDEX), Some(&start))?;
    first.extend(referenced);
    first.extend([start.glue.clone(), start.wasm.0.clone()]);

    for file in files_under(&root().join("static")) {
        let source = file.strip_prefix(root()).unwrap_or(&file).to_owned();
        match extension(&source) {
            _ if SERVICE_WORKERS.iter().any(|(script, _)| source == Path::new(script)) => {}
            "html" => {
                let out = source.strip_prefix("static").unwrap_or(&source).to_owned();
                let (page, _) = writer.page(&source, &out, None)?;
                writer.put(&out, page.as_bytes())?;
            }
            "md" => {}
            _ => {
                writer.asset(&source)?;
            }
        }
    }
    writer.put(Path::new(licences::FILE), module.licences.as_bytes())?;
    writer.put(Path::new(".nojekyll"), b"")?;
    let [worker, off] =
        SERVICE_WORKERS.map(|(source, out)| (script(&root().join(source), plan, tools), Path::new(out)));
    writer.put(off.1, off.0?.as_bytes())?;
    // From here on come files that say which build this is, or that belong to the host.
    let same: Vec<PathBuf> = writer.files.iter().filter(|file| extension(file) != "webmanifest").cloned().collect();
    let build = sums::write_build(&plan.out, &same)?;
    writer.put(Path::new(INDEX), stamped(&page, &build)?.as_bytes())?;
    for name in &plain_names::OTHERS {
        let page = plain_names::start_page(&page, name)?;
        writer.put(Path::new(name.page), stamped(&page, &build)?.as_bytes())?;
    }
    writer.put(Path::new("_headers"), policy::headers_file(&plan.base).as_bytes())?;
    // Last, because it lists all the others.
    precache::seal(&plan.out, &worker.0?)
        .map_err(|error| format!("{} could not be sealed: {error}", plan.out.display()))?;
    writer.files.push(worker.1.to_owned());
    Ok(Site { files: writer.files, first, build })
}

/// A page that says which build it belongs to.
pub fn stamped(page: &str, build: &str) -> Result<String> {
    rewritten(page, |tag| {
        let mut tag = tag.clone();
        tag.set("data-build", build);
        Ok((tag.name == "html").then(|| tag.html()))
    })
}

/// Where the parts are that the boot script needs.
struct Start {
    glue: PathBuf,
    /// The module or its first part, and the rest of it, each with its integrity.
    wasm: (PathBuf, String),
    rest: Option<(PathBuf, String)>,
    worker: PathBuf,
}

struct Writer<'a> {
    plan: &'a Plan,
    tools: &'a Tools,
    /// Source file to its name and integrity in the site.
    written: BTreeMap<PathBuf, (PathBuf, String)>,
    files: Vec<PathBuf>,
}

impl Writer<'_> {
    fn put(&mut self, out: &Path, bytes: &[u8]) -> Result {
        write(&self.plan.out.join(out), bytes)?;
        self.files.push(out.to_owned());
        Ok(())
    }

    fn put_hashed(&mut self, name: &Path, bytes: &[u8]) -> Result<PathBuf> {
        let out = hashed(name, bytes);
        self.put(&out, bytes)?;
        self.written.insert(name.to_owned(), (out.clone(), integrity(bytes)));
        Ok(out)
    }

    /// Writes a source file once, under a hashed name where its kind has one, and returns its place.
    fn asset(&mut self, source: &Path) -> Result<PathBuf> {
        if let Some((out, _)) = self.written.get(source) {
            return Ok(out.clone());
        }
        match extension(source) {
            "js" => {
                let text = script(&root().join(source), self.plan, self.tools)?;
                self.put_hashed(source, text.as_bytes())
            }
            "css" => {
                let text = self.styles(&[source.to_owned()], source)?;
                self.put_hashed(source, text.as_bytes())
            }
            "woff2" | "wasm" => self.put_hashed(source, &read(&root().join(source))?),
            _ => {
                let mut bytes = read(&root().join(source))?;
                if extension(source) == "webmanifest" {
                    bytes = identified(&String::from_utf8_lossy(&bytes), &self.plan.base)?.into_bytes();
                }
                self.put(source, &bytes)?;
                self.written.insert(source.to_owned(), (source.to_owned(), integrity(&bytes)));
                Ok(source.to_owned())
            }
        }
    }

    /// Style sheets as one, to stand at `out`, with the files they name written too.
    fn styles(&mut self, sources: &[PathBuf], out: &Path) -> Result<String> {
        let mut all = String::new();
        for source in sources {
            let text = read_text(&root().join(source))?;
            let text = with_urls(&text, source, |target| Ok(relative_url(out, &self.asset(target)?)))?;
            all.push_str(&text);
            all.push('\n');
        }
        if self.plan.dev { Ok(all) } else { self.tools.minified_styles(&all) }
    }

    /// A page with its references changed, and the files it loads at once.
    fn page(&mut self, source: &Path, out: &Path, start: Option<&Start>) -> Result<(String, Vec<PathBuf>)> {
        let text = read_text(&root().join(source))?;
        let sheets = style_sheets(&text, source)?;
        let mut sheet = if sheets.is_empty() {
            None
        } else {
            let name = if start.is_some() { PathBuf::from("held.css") } else { out.with_extension("css") };
            let styles = self.styles(&sheets, &name)?;
            Some((self.put_hashed(&name, styles.as_bytes())?, integrity(styles.as_bytes())))
        };
        let mut referenced: Vec<PathBuf> = sheet.iter().map(|(file, _)| file.clone()).collect();
        // A page beside the app may have a stricter policy of its own.
        let own_policy = start.is_none() && tags(&text).iter().any(is_policy);
        let text = rewritten(&text, |tag| {
            if is_policy(tag) && start.is_some() {
                return Ok(Some(String::new()));
            }
            if !own_policy && tag.name == "meta" && tag.attribute("charset").is_some() {
                let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy::site());
                return Ok(Some(format!("{}\n  {policy}", tag.html())));
            }
            if is_style_sheet(tag) {
                // The first link stands for all of them.
                return Ok(Some(sheet.take().map_or_else(String::new, |(file, integrity)| {
                    let href = relative_url(out, &file);
                    format!("<link rel=\"stylesheet\" href=\"{href}\" integrity=\"{integrity}\">")
                })));
            }
            let Some((attribute, target)) = reference(tag, source)? else { return Ok(None) };
            if extension(&target) == "html" {
                return Ok(None);
            }
            let file = self.asset(&target)?;
            let mut tag = tag.clone();
            tag.set(attribute, &relative_url(out, &file));
            let mut before = String::new();
            if tag.name == "script" {
                tag.set(
                    "integrity",
                    &self.written.get(&target).map(|(_, integrity)| integrity.clone()).unwrap_or_default(),
                );
                referenced.push(file);
            }
            if let Some(start) = start.filter(|_| target == Path::new(BOOT)) {
                before = self.glue_tag(start);
                tag.set("data-wasm", &url(&start.wasm.0));
                tag.set("data-wasm-integrity", &start.wasm.1);
                if let Some((rest, integrity)) = &start.rest {
                    tag.set("data-rest", &url(rest));
                    tag.set("data-rest-integrity", integrity);
                }
                tag.set("data-worker", &url(&start.worker));
                tag.set(precache::VERSION, precache::BLANK);
                tag.set("data-glue", &url(&start.glue));
            }
            Ok(Some(format!("{before}{}", tag.html())))
        })?;
        Ok((without_blank_lines(&text), referenced))
    }

    /// The module is asked for as early as the page is read; its glue is run before the script that starts it.
    fn glue_tag(&self, start: &Start) -> String {
        let integrity =
            self.written.get(Path::new("held.js")).map(|(_, integrity)| integrity.as_str()).unwrap_or_default();
        format!(
            "<link rel=\"preload\" href=\"{}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n  \
             <script src=\"{}\" integrity=\"{integrity}\" defer></script>\n  ",
            url(&start.wasm.0),
            url(&start.glue),
        )
    }
}

/// The manifest of the app at this path. Its identity is written down, so that an installed app stays the same one
/// whatever becomes of its start page.
fn identified(manifest: &str, base: &str) -> Result<String> {
    const ID: &str = "\"id\": \"/";
    let has_one = manifest.matches(ID).count() == 1;
    has_one
        .then(|| manifest.replace(ID, &format!("\"id\": \"{base}")))
        .ok_or_else(|| format!("A manifest without {ID}\"."))
}

/// A script as it is shipped.
pub fn script(file: &Path, plan: &Plan, tools: &Tools) -> Result<String> {
    let text = read_text(file)?;
    if plan.dev { Ok(text) } else { tools.minified_script(&text) }
}

/// The style sheets a page lists, in its order.
pub fn style_sheets(page: &str, source: &Path) -> Result<Vec<PathBuf>> {
    let mut sheets = Vec::new();
    for tag in tags(page).iter().filter(|tag| is_style_sheet(tag)) {
        let (_, target) = reference(tag, source)?
            .ok_or_else(|| format!("{}: a style sheet that is not a file of ours: {}", source.display(), tag.html()))?;
        sheets.push(target);
    }
    Ok(sheets)
}

pub fn is_style_sheet(tag: &Tag) -> bool {
    tag.name == "link" && tag.attribute("rel") == Some("stylesheet")
}

pub fn is_policy(tag: &Tag) -> bool {
    tag.name == "meta" && tag.attribute("http-equiv") == Some("Content-Security-Policy")
}

/// The attribute of a tag that names a file of ours, and the file. It may be written as seen from the page's own
/// folder or from the top. A style or
/// script that is missing stops the build; a missing picture is said.
pub fn reference(tag: &Tag, source: &Path) -> Result<Option<(&'static str, PathBuf)>> {
    for attribute in ["href", "src"] {
        let Some(value) = tag.attribute(attribute) else { continue };
        let candidates = [resolved(source, value), resolved(Path::new(INDEX), value)];
        for target in candidates.iter().flatten() {
            if (target.starts_with("static") || target.starts_with("styles")) && root().join(target).is_file() {
                return Ok(Some((attribute, target.clone())));
            }
        }
        if value.starts_with("static/") || value.starts_with("styles/") {
            let problem = format!("{}: {value} is not there.", source.display());
            if matches!(extension(Path::new(value)), "css" | "js") {
                return Err(problem);
            }
            println!("   {problem}");
        }
    }
    Ok(None)
}

/// A style sheet with each `url(…)` that names a file of ours changed to what `place` answers for it.
pub fn with_urls(text: &str, source: &Path, mut place: impl FnMut(&Path) -> Result<String>) -> Result<String> {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("url(") {
        let (before, inside) = rest.split_at(at + 4);
        let end = inside.find(')').ok_or_else(|| format!("{}: a url( without its end.", source.display()))?;
        let value = inside[..end].trim().trim_matches(['"', '\'']);
        result.push_str(before);
        match resolved(source, value).filter(|target| root().join(target).is_file()) {
            Some(target) => result.push_str(&format!("\"{}\"", place(&target)?)),
            None => result.push_str(&inside[..end]),
        }
        rest = &inside[end..];
    }
    result.push_str(rest);
    if result.contains("@import") {
        return Err(format!("{}: list style sheets in the page instead of importing them.", source.display()));
    }
    Ok(result)
}

fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// Lines that only held a removed tag go.
fn without_blank_lines(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_which_build_it_belongs_to() {
        let page = "<!doctype html><html lang=\"en\"><body></body></html>";
        assert_eq!(
            stamped(page, "abc").unwrap(),
            "<!doctype html><html lang=\"en\" data-build=\"abc\"><body></body></html>"
        );
    }

    #[test]
    fn an_app_below_a_path_has_an_identity_of_its_own() {
        assert_eq!(identified("{ \"id\": \"/\" }", "/somewhere/").unwrap(), "{ \"id\": \"/somewhere/\" }");
        assert_eq!(identified("{ \"id\": \"/b\" }", "/somewhere/").unwrap(), "{ \"id\": \"/somewhere/b\" }");
        assert!(identified("{}", "/").is_err());
    }
}
