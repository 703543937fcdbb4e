//! Opens an exported copy of the two stores without a browser, and prints every page in it as Markdown.
//!
//! `cargo xtask decrypt notes.bin`. The passphrase or the recovery words are asked for, or read from standard input
//! where that is not a terminal.

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;
use std::rc::Rc;

use held::app::save::{Found, Keeper, Report, Why};
use held::domain::{Entry, Stamp};
use held::platform::random::SystemRandom;
use held::store::{Local, Mirror};
use held::transfer::sealed::NotSealed;
use held::vault::{KdfError, Secret, derive};
use unicode_normalization::UnicodeNormalization;

fn main() -> ExitCode {
    let Some(file) = std::env::args().nth(1) else { return fail("Which copy? Name the file.") };
    let copy = match std::fs::read_to_string(&file) {
        Ok(copy) => copy,
        Err(error) => return fail(&format!("{file} could not be read: {error}")),
    };
    match pollster::block_on(open(&copy)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => fail(&why),
    }
}

fn fail(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}

async fn open(copy: &str) -> Result<(), String> {
    let (keeper, found) = Keeper::from_copy(copy).await.map_err(|error| match error {
        NotSealed::Foreign => "This is not a copy of a journal.".to_owned(),
        NotSealed::CutShort => "This copy ends too early: a part of it is missing.".to_owned(),
        NotSealed::Altered | NotSealed::TooLarge => "This copy is damaged.".to_owned(),
        NotSealed::Newer { .. } => "A newer version made this copy.".to_owned(),
    })?;
    let opened = match found {
        Found::Sealed { open: true, .. } => keeper.unlock_open(&mut SystemRandom),
        Found::Sealed { salt, kdf, .. } => {
            let secret = ask()?;
            let derived = derive(&secret, &salt, kdf).map_err(|error| match error {
                KdfError::OutOfMemory => format!("There are not {} MiB of memory for the key.", kdf.memory_kib / 1024),
                KdfError::TooCheap | KdfError::TooDear => "The lock's parameters are outside what is safe.".to_owned(),
            })?;
            keeper.unlock(&derived, &mut SystemRandom)
        }
        Found::Newer { .. } => return Err("A newer version sealed this copy.".to_owned()),
        Found::Unreadable { values } => return Err(format!("{values} values, and nothing that could open them.")),
        Found::Empty { .. } | Found::NoStorage { .. } | Found::Removing { .. } => {
            return Err("There is nothing in this copy.".to_owned());
        }
    };
    opened.map_err(|_| "That didn't open it.".to_owned())?;
    let (pages, report) = read_all(&keeper).await?;
    pages.iter().for_each(|page| print(page));
    report.damaged.iter().for_each(|damaged| {
        let why = match damaged.why {
            Why::Altered | Why::OtherKey => "damaged or altered",
            Why::Missing => "missing",
            Why::Newer => "written by a newer version",
        };
        eprintln!("{} cannot be read: {why}", damaged.name);
    });
    Ok(())
}

fn ask() -> Result<Secret, String> {
    let typed = if std::io::stdin().is_terminal() {
        rpassword::prompt_password("Passphrase or recovery words: ").map_err(|error| error.to_string())?
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(|error| error.to_string())?;
        line.trim_end_matches(['\n', '\r']).to_owned()
    };
    let typed: String = typed.nfc().collect();
    Secret::new(&typed).map_err(|_| "A passphrase has four characters or more.".to_owned())
}

/// Every page, in the order of days, and what could not be read.
async fn read_all<L: Local, M: Mirror>(keeper: &Keeper<L, M>) -> Result<(Vec<Rc<Entry>>, Report), String> {
    let closed = |error| format!("The copy could not be read: {error:?}");
    let first = keeper.read_first().await.map_err(closed)?;
    let mut pages: std::collections::BTreeMap<_, _> = first.pages.into_iter().map(|page| (page.id, page)).collect();
    let now = Stamp { utc_ms: 0, offset_min: 0 };
    let report = loop {
        let more = keeper.read_more(now, &mut SystemRandom).await.map_err(closed)?;
        pages.extend(more.pages.into_iter().map(|page| (page.id, page)));
        if let Some(report) = more.report {
            break report;
        }
    };
    // Words that were under the pen come after the page they belong to.
    pages.extend(first.drafts.into_iter().map(|page| (page.id, page)));
    let mut pages: Vec<_> = pages.into_values().collect();
    pages.sort_by_key(|page| (page.day, page.created.utc_ms));
    Ok((pages, report))
}

fn print(page: &Entry) {
    let (hour, minute) = page.created.clock();
    let bin = if page.is_binned() { " (in the Bin)" } else { "" };
    println!("# {} {hour:02}:{minute:02}{bin}\n\n{}\n", page.day, page.body);
}
