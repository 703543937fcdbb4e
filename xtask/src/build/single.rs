//! `held.html`: the whole app in one file that opens from a disk and asks for nothing.
//!
//! The page is the site's own. Its styles, scripts and pictures move inside; the module and the worker lie in blocks of
//! data that boot.js reads. What the page must do at once stays in the head; what waits for it moves to its end.

use super::html::{Tag, rewritten, tags};
use super::module::Module;
use super::names::{base64, integrity};
use super::npm::Tools;
use super::site::{is_policy, is_style_sheet, reference, script, stamped, style_sheets, with_urls};
use super::{Plan, policy};
use crate::shell::{Result, read, read_text, root, write};
use std::path::Path;

const INDEX: &str = "index.html";
/// The page that Exit goes to. In one file it is carried along, to be drawn in place.
const CALENDAR: [&str; 2] = ["static/calendar.css", "static/calendar.js"];

pub fn write_page(plan: &Plan, module: &Module, tools: &Tools, build: &str) -> Result {
    let source = Path::new(INDEX);
    let text = read_text(&root().join(INDEX))?;
    let mut inside = Inside { plan, tools, scripts: Vec::new(), styles: Vec::new() };

    let mut sheets = String::new();
    for sheet in style_sheets(&text, source)? {
        sheets.push_str(&inside.style_text(&sheet)?);
    }
    let mut sheets = Some(inside.style(&sheets, &[])?);
    let [calendar_style, calendar_script] = CALENDAR.map(Path::new);
    let calendar_style = inside.style_text(calendar_style)?;
    let calendar_style = inside.style(&calendar_style, &[("data-calendar", "")])?;
    let mut at_the_end = vec![inside.script_file(calendar_script)?];

    let mut page = rewritten(&text, |tag| {
        if tag.name == "html" {
            let mut tag = tag.clone();
            tag.set("data-single", "");
            return Ok(Some(tag.html()));
        }
        if is_policy(tag) {
            return Ok(Some(String::new()));
        }
        if is_style_sheet(tag) {
            return Ok(Some(sheets.take().map_or_else(String::new, |sheets| format!("{sheets}\n  {calendar_style}"))));
        }
        if tag.attribute("data-exit").is_some() && tag.attribute("href").is_some() {
            // Beside a file on a disk there is no calendar to go to before the scripts run.
            let mut tag = tag.clone();
            tag.set("href", "about:blank");
            return Ok(Some(tag.html()));
        }
        let Some((attribute, target)) = reference(tag, source)? else { return Ok(None) };
        if tag.name == "script" {
            let script = inside.script_file(&target)?;
            if tag.attribute("defer").is_none() {
                return Ok(Some(script));
            }
            if target.ends_with("boot.js") {
                at_the_end.push(inside.script(&module.glue, &[("id", "held-glue")]));
                at_the_end.push(inside.data("held-wasm", &base64(&module.wasm)));
                at_the_end.push(inside.data("held-worker", &script_text(&inside, Path::new("static/worker.js"))?));
                at_the_end.push(inside.data("held-licences", &module.licences));
            }
            at_the_end.push(script);
            return Ok(Some(String::new()));
        }
        let is_icon = tag.attribute("rel").is_some_and(|rel| rel == "icon");
        if tag.name == "link" && !is_icon {
            // A manifest and the icons of installed apps mean nothing to a file.
            return Ok(Some(String::new()));
        }
        let mut tag = tag.clone();
        tag.set(attribute, &data_url(&target)?);
        Ok(Some(tag.html()))
    })?;

    let end = page.rfind("</body>").ok_or_else(|| format!("{INDEX} has no </body>."))?;
    page.insert_str(end, &format!("{}\n", at_the_end.join("\n")));
    let policy = policy::single(&inside.scripts, &inside.styles);
    let charset = tags(&page).into_iter().find(|tag| tag.attribute("charset").is_some());
    let after = charset.ok_or_else(|| format!("{INDEX} does not name its encoding."))?.span.end;
    page.insert_str(after, &format!("\n  <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"));
    write(&plan.out.join("held.html"), stamped(&page, build)?.as_bytes())
}

/// What the page carries, and the hashes that its policy allows.
struct Inside<'a> {
    plan: &'a Plan,
    tools: &'a Tools,
    scripts: Vec<String>,
    styles: Vec<String>,
}

impl Inside<'_> {
    fn script_file(&mut self, source: &Path) -> Result<String> {
        let text = script_text(self, source)?;
        Ok(self.script(&text, &[]))
    }

    fn script(&mut self, text: &str, attributes: &[(&str, &str)]) -> String {
        let text = enclosed(text);
        self.scripts.push(integrity(text.as_bytes()));
        Tag::new("script", attributes, &text).html()
    }

    /// A block that is not run, only read.
    fn data(&self, id: &str, text: &str) -> String {
        Tag::new("script", &[("type", "text/plain"), ("id", id)], &enclosed(text)).html()
    }

    /// A style sheet with the pictures and fonts it names inside it.
    fn style_text(&self, source: &Path) -> Result<String> {
        let text = read_text(&root().join(source))?;
        let text = with_urls(&text, source, data_url)?;
        if self.plan.dev { Ok(text) } else { self.tools.minified_styles(&text) }
    }

    fn style(&mut self, text: &str, attributes: &[(&str, &str)]) -> Result<String> {
        if text.contains("</style") {
            return Err("A style sheet holds the end of a style element.".to_owned());
        }
        self.styles.push(integrity(text.as_bytes()));
        Ok(Tag::new("style", attributes, text).html())
    }
}

fn script_text(inside: &Inside<'_>, source: &Path) -> Result<String> {
    script(&root().join(source), inside.plan, inside.tools)
}

/// A script that cannot end its element early. Within a string or a pattern, which is where such words stand, the
/// changed ones mean the same.
fn enclosed(script: &str) -> String {
    script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
}

fn data_url(target: &Path) -> Result<String> {
    let kind = match target.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => return Err(format!("{} cannot be carried inside a page.", target.display())),
    };
    Ok(format!("data:{kind};base64,{}", base64(&read(&root().join(target))?)))
}

#[cfg(test)]
mod tests {
    use super::enclosed;

    #[test]
    fn a_script_cannot_end_its_own_element() {
        assert_eq!(enclosed("a = '</script>' + \"<!-- b\""), "a = '<\\/script>' + \"<\\!-- b\"");
    }
}
