//! The accessibility tree of Chromium: what it tells a screen reader.

use crate::failure::{Failure, Result};
use crate::page::Page;
use serde_json::{Value, json};
use thirtyfour::WebElement;

/// A node of the tree.
#[derive(Debug, Clone)]
struct Node {
    role: String,
    name: String,
    value: String,
    depth: usize,
    backend: Option<i64>,
}

impl Page {
    pub(crate) async fn has_node(&self, role: &str, name: &str) -> Result<bool> {
        Ok(self.nodes().await?.iter().any(|node| node.matches(role, name)))
    }

    pub(crate) async fn element_of_node(&self, role: &str, name: &str) -> Result<Option<WebElement>> {
        let nodes = self.nodes().await?;
        let Some(node) = nodes.iter().find(|node| node.matches(role, name)) else { return Ok(None) };
        let Some(backend) = node.backend else { return Ok(None) };
        let object = self.cdp("DOM.resolveNode", json!({ "backendNodeId": backend })).await?;
        let call = json!({
            "objectId": object["object"]["objectId"],
            "functionDeclaration": "function () { globalThis.__found = this; }",
        });
        self.cdp("Runtime.callFunctionOn", call).await?;
        let script = "const found = globalThis.__found; delete globalThis.__found; return found;";
        Ok(Some(self.handle().execute(script, Vec::new()).await?.element()?))
    }

    pub(crate) async fn outline_of_tree(&self) -> Result<String> {
        const SILENT: [&str; 5] = ["generic", "none", "InlineTextBox", "RootWebArea", "StaticText"];
        let nodes = self.nodes().await?;
        let lines = nodes
            .iter()
            .filter(|node| !SILENT.contains(&node.role.as_str()) || node.role == "StaticText" && !node.name.is_empty());
        Ok(lines
            .take(80)
            .map(|node| {
                let value = if node.value.is_empty() { String::new() } else { format!(" = “{:.60}”", node.value) };
                format!("    {}{} “{:.90}”{value}\n", "  ".repeat(node.depth.min(10)), node.role, node.name)
            })
            .collect())
    }

    async fn nodes(&self) -> Result<Vec<Node>> {
        let answer = self.cdp("Accessibility.getFullAXTree", json!({})).await?;
        let list = answer["nodes"].as_array().ok_or_else(|| Failure::new("There is no accessibility tree."))?;
        let mut depths = std::collections::HashMap::new();
        let mut nodes = Vec::with_capacity(list.len());
        for one in list {
            let ignored = one["ignored"] == json!(true);
            let parent = one["parentId"].as_str().and_then(|id| depths.get(id)).copied().unwrap_or(0_usize);
            let own = if ignored { parent } else { parent + 1 };
            depths.insert(one["nodeId"].as_str().unwrap_or_default().to_owned(), own);
            if ignored {
                continue;
            }
            let text = |field: &str| match &one[field]["value"] {
                Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
                Value::Null => String::new(),
                other => other.to_string(),
            };
            nodes.push(Node {
                role: text("role"),
                name: text("name"),
                value: text("value"),
                depth: parent,
                backend: one["backendDOMNodeId"].as_i64(),
            });
        }
        Ok(nodes)
    }
}

impl Node {
    fn matches(&self, role: &str, name: &str) -> bool {
        self.role == role
            && match name.strip_suffix('…') {
                Some(beginning) => self.name.starts_with(beginning),
                None => self.name == name,
            }
    }
}
