//! The command that opens a copy without a browser, run as a person would run it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::rc::Rc;

use held::app::save::{Change, Keeper};
use held::domain::{Entry, EntryId, Stamp};
use held::platform::random::SystemRandom;
use held::store::memory::{MemoryLocal, MemoryMirror};
use held::vault::{Appearance, Kdf, NewSlot, Salt, Secret, derive};

const PASSPHRASE: &str = "blue kettle";
/// The least the vault accepts, so that the test is quick.
const CHEAP: Kdf = Kdf { memory_kib: 19 * 1024, passes: 2, lanes: 1 };

/// A copy of a journal with two pages, in a file.
fn copy() -> PathBuf {
    let salt = Salt([7; 16]);
    let derived = derive(&Secret::new(PASSPHRASE).expect("long enough"), &salt, CHEAP).expect("a key");
    let page = |ms: i64, words: &str| {
        let at = Stamp { utc_ms: ms, offset_min: 60 };
        Change::Write(Rc::new(Entry::new(EntryId::new(ms as u64, [1; 10]), at, words)))
    };
    // 2023-11-14 22:13 UTC, and a day later.
    let pages = [page(1_700_000_000_000, "The kettle went on."), page(1_700_086_400_000, "A heron.")];
    let copy = pollster::block_on(async {
        let (keeper, _) = Keeper::look(Ok(MemoryLocal::default()), Ok(MemoryMirror::default())).await;
        let at = Stamp { utc_ms: 1_700_086_400_000, offset_min: 60 };
        let slot = NewSlot::Passphrase(&derived);
        keeper.found(slot, salt, CHEAP, Appearance::default(), &pages, at, &mut SystemRandom).await.expect("founded");
        keeper.export_copy().await.expect("a copy")
    });
    let file = std::env::temp_dir().join(format!("notes-{}-{:?}.bin", std::process::id(), std::thread::current().id()));
    std::fs::write(&file, copy).expect("written");
    file
}

fn decrypt(file: &PathBuf, typed: &str) -> Output {
    // Examples are built beside the tests.
    let here = std::env::current_exe().expect("this test");
    let example = here.parent().and_then(|deps| deps.parent()).expect("a target folder").join("examples/decrypt");
    let mut child = Command::new(example)
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("`cargo test` builds the example along with the tests; a run of this file alone does not");
    // A file that is refused is refused before anything is asked: nobody may be there to read this.
    let _ = child.stdin.take().expect("piped").write_all(format!("{typed}\n").as_bytes());
    child.wait_with_output().expect("ended")
}

#[test]
fn the_right_passphrase_prints_every_page_by_day() {
    let file = copy();
    let output = decrypt(&file, PASSPHRASE);
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said, "# 2023-11-14 23:13\n\nThe kettle went on.\n\n# 2023-11-15 23:13\n\nA heron.\n\n");
    let _ = std::fs::remove_file(file);
}

#[test]
fn a_wrong_passphrase_prints_nothing_of_the_journal() {
    let file = copy();
    let output = decrypt(&file, "green kettle");
    assert!(!output.status.success() && output.stdout.is_empty());
    assert_eq!(String::from_utf8_lossy(&output.stderr).trim(), "That didn't open it.");
    let _ = std::fs::remove_file(file);
}

#[test]
fn a_file_that_is_no_copy_is_refused_in_plain_words() {
    let file = std::env::temp_dir().join(format!("none-{}.bin", std::process::id()));
    std::fs::write(&file, "{\"format\":\"other\"}").expect("written");
    let output = decrypt(&file, PASSPHRASE);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("not a copy of a journal"));
    let _ = std::fs::remove_file(file);
}
