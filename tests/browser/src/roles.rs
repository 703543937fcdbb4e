//! Finding by role and name with a script, for engines whose accessibility tree no driver hands out.
//!
//! It follows HTML-AAM and the accessible-name computation as far as this app's markup needs them.

use crate::failure::Result;
use crate::page::Page;
use serde_json::json;
use thirtyfour::WebElement;

impl Page {
    /// The first element of this role and name.
    pub(crate) async fn element_of_role(&self, role: &str, name: &str) -> Result<Option<WebElement>> {
        let script = format!("{SCRIPT} return find(arguments[0], arguments[1]);");
        let found = self.handle().execute(script, vec![json!(role), json!(name)]).await?;
        Ok(if found.json().is_null() { None } else { Some(found.element()?) })
    }

    pub(crate) async fn outline_of_roles(&self) -> Result<String> {
        let script = format!(
            "{SCRIPT} return all().slice(0, 80).map(({{ role, name, element }}) => {{
               const value = element.value ? ` = “${{String(element.value).slice(0, 60)}}”` : '';
               return `    ${{role}} “${{name.slice(0, 90)}}”${{value}}`;
             }}).join('\\n');"
        );
        Ok(self.run_js(&script).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Every element that takes part in driving the page, with the role and the name this script gives it.
    pub(crate) async fn roles(&self) -> Result<Vec<(WebElement, String, String)>> {
        let script = format!("{SCRIPT} return all().map(({{ element }}) => element);");
        let elements = self.handle().execute(script, Vec::new()).await?.elements()?;
        let script = format!("{SCRIPT} return all().map(({{ role, name }}) => [role, name]);");
        let names = self.run_js(&script).await?;
        let text = |at: usize, which: usize| names[at][which].as_str().unwrap_or_default().to_owned();
        Ok(elements.into_iter().enumerate().map(|(at, element)| (element, text(at, 0), text(at, 1))).collect())
    }
}

const SCRIPT: &str = r#"
  const tidy = (text) => text.replace(/\s+/g, ' ').trim();
  const INPUTS = { button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox',
    radio: 'radio', range: 'slider', search: 'searchbox', number: 'spinbutton', hidden: '' };
  const TAGS = { BUTTON: 'button', SUMMARY: 'DisclosureTriangle', TEXTAREA: 'textbox', SELECT: 'combobox', DIALOG: 'dialog',
    MAIN: 'main', NAV: 'navigation', ASIDE: 'complementary', ARTICLE: 'article', UL: 'list', OL: 'list', LI: 'listitem',
    TABLE: 'table', PROGRESS: 'progressbar', OUTPUT: 'status', FIELDSET: 'group', DETAILS: 'group', IMG: 'img',
    H1: 'heading', H2: 'heading', H3: 'heading', H4: 'heading' };
  const FROM_CONTENTS = new Set(['button', 'DisclosureTriangle', 'link', 'heading', 'checkbox', 'radio', 'switch', 'tab', 'option', 'cell',
    'gridcell', 'columnheader', 'rowheader', 'row', 'menuitem']);

  const roleOf = (element) => {
    const said = (element.getAttribute('role') ?? '').trim().split(' ')[0];
    if (said) return said === 'none' || said === 'presentation' ? '' : said;
    if (element.localName === 'a') return element.hasAttribute('href') ? 'link' : '';
    if (element.localName === 'input') return INPUTS[element.type] ?? 'textbox';
    if (element.localName === 'section') return nameOf(element, 'region') ? 'region' : '';
    return TAGS[element.tagName] ?? '';
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const contents = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return '';
    if (node.getAttribute('aria-hidden') === 'true' || !shown(node)) return '';
    return node.getAttribute('aria-label') ?? (node.localName === 'img' ? node.alt : inner(node));
  };
  const inner = (element) => [...element.childNodes].map((node) => {
    const block = node.nodeType === Node.ELEMENT_NODE && !getComputedStyle(node).display.startsWith('inline');
    return block ? ` ${contents(node)} ` : contents(node);
  }).join('');
  const nameOf = (element, role) => {
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
    if (ids.length) {
      const one = (id) => document.getElementById(id);
      return tidy(ids.map((id) => one(id)?.getAttribute('aria-label') ?? (one(id) ? inner(one(id)) : '')).join(' '));
    }
    const label = tidy(element.getAttribute('aria-label') ?? '');
    if (label) return label;
    const labels = [...(element.labels ?? [])].map(inner).join(' ');
    if (tidy(labels)) return tidy(labels);
    if (element.localName === 'img') return tidy(element.alt);
    const legend = element.localName === 'fieldset' ? element.querySelector(':scope > legend') : null;
    if (legend) return tidy(inner(legend));
    const text = FROM_CONTENTS.has(role) ? tidy(inner(element)) : '';
    return text || tidy(element.title || element.getAttribute('placeholder') || '');
  };
  const reachable = (element) => {
    const modal = [...document.querySelectorAll(':modal')].at(-1);
    return shown(element) && !element.closest('[aria-hidden=true], [inert]') && (!modal || modal.contains(element));
  };
  const all = () => [...document.querySelectorAll('body *')].filter(reachable)
    .map((element) => ({ element, role: roleOf(element) })).filter(({ role }) => role)
    .map(({ element, role }) => ({ element, role, name: nameOf(element, role) }));
  const find = (role, name) => {
    const fits = name.endsWith('…') ? (one) => one.startsWith(name.slice(0, -1)) : (one) => one === name;
    for (const element of document.querySelectorAll('body *')) {
      if (roleOf(element) === role && reachable(element) && fits(nameOf(element, role))) return element;
    }
    return null;
  };
"#;
