//! What is measured in Node: compressors, and the peers that are libraries.

use held_browser_tests::{Failure, Result};
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a script with `input` as JSON on its standard input and returns the JSON it prints.
pub fn ask(script: &str, peers: &Path, input: &Value) -> Result<Value> {
    let mut child = Command::new("node")
        .args(["-e", script])
        .env("NODE_PATH", peers)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::new(format!("node could not start: {error}")))?;
    let mut stdin = child.stdin.take().ok_or_else(|| Failure::new("node takes no input"))?;
    let text = serde_json::to_vec(input)?;
    let writer = std::thread::spawn(move || stdin.write_all(&text));
    let output = child.wait_with_output()?;
    let _ = writer.join();
    if !output.status.success() {
        return Err(Failure::new(format!("node ended with {}", output.status)));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Bytes that each file becomes under brotli at its slowest, as a host would keep it.
pub fn brotli(files: &[std::path::PathBuf]) -> Result<Vec<u64>> {
    const SCRIPT: &str = "const z = require('node:zlib'), fs = require('node:fs');
        const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = z.constants;
        console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8')).map((file) => {
          const bytes = fs.readFileSync(file);
          const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
          return z.brotliCompressSync(bytes, { params }).length;
        })));";
    let sizes = ask(SCRIPT, Path::new(""), &serde_json::to_value(files)?)?;
    Ok(serde_json::from_value(sizes)?)
}
