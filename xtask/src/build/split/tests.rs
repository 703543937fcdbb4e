//! A small program is compiled, linked and taken apart as the app is, and the parts are run.

use super::{Halves, contains, halves, links};
use crate::install;
use crate::shell::{pipe, root, target};
use std::process::Command;

const SAID_AT_ONCE: &str = "what the first screen says";
const SAID_BY_BOTH: &str = "and what both of them say";
const SAID_LATER: [&str; 2] = ["what is only read when somebody acts", "and the last of it, further down"];

const RELOCATIONS: &str = "-Clink-arg=--emit-relocs";

/// Says everything, first with the first part alone and then with the rest. Without the rest, what is later traps.
const RUN: &str = "\
const [first, rest] = require('node:fs').readFileSync(0, 'utf8').split('\\n').map((text) => Buffer.from(text, 'hex'));
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(first), {});
const say = (way, at) => {
  try {
    const length = exports.say(way, at, exports.buffer());
    return Buffer.from(exports.memory.buffer, exports.buffer(), length).toString();
  } catch (error) {
    return error.name;
  }
};
const all = () => [[0, 0], [0, 1], [1, 0], [1, 1], [1, 2], [1, 3]].forEach((one) => console.log(say(...one)));
all();
new WebAssembly.Instance(new WebAssembly.Module(rest), { first: exports });
exports.arrived.value = 1;
all();";

/// `name` is that of a file for a while.
fn linked(name: &str, arguments: &[&str]) -> Vec<u8> {
    install::wasm_target().unwrap();
    let out = target().join(format!("split-{name}-{}.wasm", std::process::id()));
    let source = root().join("xtask/src/build/split/sample.rs");
    let mut command = Command::new("rustc");
    command.args(["--edition=2024", "--crate-type=cdylib", "--target", install::WASM, "-O", "-Cpanic=abort"]);
    command.args(["-Csymbol-mangling-version=v0", "-Cstrip=debuginfo"]).args(arguments).arg(source).arg("-o").arg(&out);
    assert!(command.status().unwrap().success());
    let bytes = std::fs::read(&out).unwrap();
    std::fs::remove_file(out).unwrap();
    bytes
}

fn taken_apart(linked: &[u8]) -> Halves {
    let later = |function: &walrus::Function| function.name.as_deref().is_some_and(|name| name.contains("later"));
    halves(&links::without(linked).unwrap(), linked, later).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn both_parts_together_do_what_the_whole_did_and_the_first_alone_does_its_own() {
    let parts = taken_apart(&linked("said", &[RELOCATIONS]));
    let said =
        pipe(Command::new("node").args(["-e", RUN]), format!("{}\n{}", hex(&parts.first), hex(&parts.rest)).as_bytes());
    let said = String::from_utf8(said.unwrap()).unwrap();
    let trap = "RuntimeError";
    let alone = [SAID_AT_ONCE, SAID_BY_BOTH, trap, trap, trap, trap];
    let together = [SAID_AT_ONCE, SAID_BY_BOTH, SAID_BY_BOTH, SAID_LATER[1], SAID_LATER[0], SAID_LATER[1]];
    assert_eq!(said.lines().collect::<Vec<_>>(), [alone, together].concat());
}

#[test]
fn words_lie_in_the_part_that_reads_them() {
    let parts = taken_apart(&linked("words", &[RELOCATIONS]));
    let holds = |bytes: &[u8], text: &str| contains(bytes, text.as_bytes());
    for text in [SAID_AT_ONCE, SAID_BY_BOTH] {
        assert!(holds(&parts.first, text), "the first part lacks: {text}");
        assert!(!holds(&parts.rest, text), "the rest has also: {text}");
    }
    for text in SAID_LATER {
        assert!(!holds(&parts.first, text), "the first part has: {text}");
        assert!(holds(&parts.rest, text), "the rest lacks: {text}");
    }
}

#[test]
fn a_module_is_not_taken_apart_without_the_word_of_the_linker() {
    let linked = linked("without", &[]);
    let error = halves(&linked, &linked, |_| false).unwrap_err();
    assert!(error.contains("--emit-relocs"), "{error}");
}

#[test]
fn a_module_is_not_taken_apart_by_the_word_about_another() {
    let other = linked("other", &[RELOCATIONS, "-Clink-arg=--global-base=2097152"]);
    let whole = links::without(&linked("this", &[RELOCATIONS])).unwrap();
    assert!(halves(&whole, &other, |_| false).is_err());
}
