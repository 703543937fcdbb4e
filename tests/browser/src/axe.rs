//! axe-core on the page.

use crate::failure::{Failure, Outcome, Result};
use crate::page::Page;
use serde_json::Value;

impl Page {
    /// What axe-core objects to, each as `rule: help (where)`. Rules of WCAG 2.2 A and AA and its best practices.
    ///
    /// # Errors
    /// When axe-core is not installed or cannot run.
    pub async fn axe(&self) -> Result<Vec<String>> {
        let source = std::fs::read_to_string(&self.setting.axe)
            .map_err(|error| Failure::new(format!("axe-core is not at {}: {error}", self.setting.axe.display())))?;
        // The script is the body of a function, so it may stand in front of the question.
        let script = format!(
            "if (!globalThis.axe) {{ {source} }}
             return axe.run(document, {{ resultTypes: ['violations'] }}).then(({{ violations }}) => violations.map(
               (one) => `${{one.id}}: ${{one.help}} (${{one.nodes.slice(0, 4).map((node) => node.target.join(' ')).join('; ')}})`));"
        );
        let found = self.run_js(&script).await?;
        Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
    }

    /// Fails with axe-core's list unless it is empty.
    ///
    /// # Errors
    /// When axe-core objects to something.
    pub async fn no_axe_violations(&self, screen: &str) -> Outcome {
        let found = self.axe().await?;
        crate::ensure!(found.is_empty(), "axe-core on {screen}:\n  {}", found.join("\n  "));
        Ok(())
    }
}
