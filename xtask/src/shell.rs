//! What every command shares: where things are, and running programs with their output shown.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A problem is a sentence for the person at the terminal.
pub type Result<T = ()> = std::result::Result<T, String>;

/// The folder of the workspace; another one when this program builds a copy of it.
pub fn root() -> PathBuf {
    if let Some(copy) = env::var_os("HELD_TREE") {
        return PathBuf::from(copy);
    }
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// Where cargo puts what it builds; all that is downloaded or made for a while goes there too.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The cargo that runs this program, so that one toolchain does everything.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Says what happens now.
pub fn say(text: &str) {
    println!("== {text}");
    let _ = std::io::stdout().flush();
}

/// Runs a program with its output shown; its failure is a problem.
pub fn run(command: &mut Command) -> Result {
    let shown = shown(command);
    let status = command.status().map_err(|error| format!("`{shown}` could not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed ({status}).")) }
}

/// Runs a program and returns what it printed; its failure is a problem.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("`{shown}` could not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{shown}` failed ({}).", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("`{shown}` printed bytes that are not text."))
}

/// Passes `input` through a program.
pub fn pipe(command: &mut Command, input: &[u8]) -> Result<Vec<u8>> {
    let shown = shown(command);
    let problem = |error: std::io::Error| format!("`{shown}` broke off: {error}");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(problem)?;
    let mut stdin = child.stdin.take().ok_or_else(|| format!("`{shown}` takes no input."))?;
    let input = input.to_vec();
    // A thread of its own: the program may write before it has read everything.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().map_err(problem)?;
    let _ = writer.join();
    if output.status.success() { Ok(output.stdout) } else { Err(format!("`{shown}` failed ({}).", output.status)) }
}

/// Whether a program of this name can be started.
pub fn exists(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

pub fn read_text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).map_err(|_| format!("{} is not UTF-8 text.", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result {
    let problem = |error| format!("{} cannot be written: {error}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(problem)?;
    }
    std::fs::write(path, bytes).map_err(problem)
}

/// The files under a folder, in a fixed order; none when the folder is not there.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    if let Ok(entries) = std::fs::read_dir(folder) {
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                found.extend(files_under(&path));
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    std::iter::once(program.file_name().unwrap_or_default())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
