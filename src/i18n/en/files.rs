//! Backups, pages brought in, and plain files, in English.

use std::borrow::Cow;

use crate::i18n::Files as F;

pub fn say(words: F<'_>) -> Cow<'static, str> {
    let words: &'static str = match words {
        F::SomePages { one: true, written } => return format!("{written} page").into(),
        F::SomePages { one: false, written } => return format!("{written} pages").into(),
        F::BackupTitle => "Backup",
        F::BackupLink => "Back up, bring pages in",
        F::BackupFirst => "Make a backup first",
        F::BackupMeans => {
            "Everything in one sealed file. It opens with your passphrase or your recovery words, as they are \
             today, and with nothing else. Keep it in a place that is yours."
        }
        F::BackupWithout => {
            "There is no passphrase here, so the file gets one of its own. You need it to bring the pages back."
        }
        F::BackupNow => "Back up now",
        F::BackupLast { name, day } => return format!("Last backup: {name}, {day}.").into(),
        F::BackupNever => "No backup has been made here yet.",
        F::BackupReady => "The backup is ready, and it is good.",
        F::BackupSheetNext => "The next screen belongs to your phone and may suggest people. Choose Save to Files.",
        F::BackupHandOver => "Save it",
        F::BackupFilePassphrase => "A passphrase for the file",
        F::BackupSealing => "Making the backup",
        F::BackupGoodFile { name, pages } => {
            return format!("Saved as {name}. It was opened again where it lies, and it is good: {pages}.").into();
        }
        F::BackupGoodBytes { name, pages } => {
            return format!(
                "Handed over as {name}. What was handed over was opened again, and it is good: {pages}. Look once \
                 whether it arrived."
            )
            .into();
        }
        F::BackupWhereabouts => "It's where you put it, or else in your downloads list, and may sync to a cloud.",
        F::BackupDamaged => "Parts that cannot be read here are in it as they are.",
        F::BackupNotGood => {
            "Opened again, the file was not what it should be. Nothing here was changed. Please try another \
             place."
        }
        F::BackupNotTaken => "The browser would not take the file. Nothing here was changed.",
        F::BackupNotMade => "The backup could not be made. Nothing here was changed.",
        F::BringTitle => "Bring pages in",
        F::BringMeans => "From a backup or a sealed copy. You see first what would change, and nothing goes.",
        F::BringChoose => "Choose a file",
        F::BringPassphrase => "The passphrase of this file, or its recovery words",
        F::BringOpen => "Open the file",
        F::BringWrong => "That didn't open it. A file keeps the passphrase it was made with.",
        F::BringOpening => "Opening the file",
        F::BringReading => "Reading the file",
        F::BringPreview => "What is in it",
        F::BringNew { pages } => return format!("{pages} not here yet").into(),
        F::BringDeleted { pages } => return format!("of them deleted here for good: {pages}").into(),
        F::BringSame { pages } => return format!("{pages} here already, just the same").into(),
        F::BringOlder { pages } => return format!("{pages} newer here: they stay as they are").into(),
        F::BringNewer { pages } => {
            return format!("{pages} newer in the file: they take the place of those here").into();
        }
        F::BringBoth { pages } => return format!("{pages} changed on both sides: both are kept, side by side").into(),
        F::BringDamagedParts { parts } => return format!("Damaged, and left out: {parts}. The rest is whole.").into(),
        F::BringLaterParts { parts } => return format!("Written by a newer version, and left out: {parts}.").into(),
        F::BringCards => "cards: what you kept, hid or did there joins what is here",
        F::BringNothing => "Everything in it is here already.",
        F::BringBeside => {
            "What is kept here and can't be opened stays here. What this file opens of it joins these pages; the rest \
             is put aside, sealed."
        }
        F::BringThese => "Bring these in",
        F::BringFresh => "They become your pages here, with the passphrase of the file.",
        F::BringingIn => "Bringing them in",
        F::BroughtSaid => "They are in.",
        F::BringUndo => "Undo this",
        F::BringUndoMeans => "It can be taken back until this locks. What you have written since stays.",
        F::BringUndone => "Taken back. It is as it was.",
        F::BringFailed => "It could not be kept. Nothing here was changed.",
        F::BringElsewhere => "Something is kept here already, or another tab writes. Nothing was changed.",
        F::RefusedForeign => "This is not a backup of these pages. Nothing was changed.",
        F::RefusedCutShort => {
            "This file ends too early: a part of it is missing. Nothing was changed. Is there another copy?"
        }
        F::RefusedAltered => "This file was altered and cannot be read. Nothing was changed. Is there another copy?",
        F::RefusedTooLarge => "This file holds more than pages ever would. It was not opened.",
        F::RefusedNewer => "A newer version made this file. Reload to get that version, then try again.",
        F::RefusedEmpty => "There is nothing in this file that could be opened.",
        F::RefusedCost => "What this file asks of this device to open it is not safe. It was not opened.",
        F::RefusedUnreadable => "The file could not be read from where it lies. Please choose it again.",
        F::RefusedKey => "This device could not make the key for it now. Close other tabs and try again.",
        F::HouseTitle => "Move to an installed app",
        F::MoveMeans => {
            "On iPhones, iPads and Macs an installed app starts empty, even beside the same page. Your pages move \
             in four steps."
        }
        F::MoveOne => "Back up here, above, and save the file where you find it again.",
        F::MoveTwo => "Install: in the browser's Share menu choose Add to Home Screen, or Add to Dock.",
        F::MoveThree => {
            "Open the installed app. On its first screen choose \u{201c}I have a backup\u{201d}, then the file."
        }
        F::MoveFour => "Look whether your pages are there. Only then remove what is in this browser, if you want to.",
        F::HaveBackup => "I have a backup",
        F::PlainTitle => "Plain files",
        F::PlainMeans => "For reading elsewhere, without any passphrase.",
        F::PlainAsk => "Take pages away unsealed",
        F::PlainRisk => {
            "Anyone who opens these files can read every page: on this device, in its downloads list, and \
             wherever it syncs to. They stay there until you delete them."
        }
        F::PlainMarkdown => "As text files, in one zip",
        F::PlainJson => "As one file for other programs",
        F::PlainSaved => "Handed over, unsealed. Anyone who finds it can read it.",
        F::StopIt => "Cancel",
        F::BackupOffer => "There are pages that no backup holds yet. One file, sealed, and they survive this browser.",
    };
    Cow::Borrowed(words)
}
