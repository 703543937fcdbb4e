//! Values that no manifest listed when the journal was opened: words that were never counted in, or leftovers.
//!
//! The rule is union, never subtract. A stray is a leftover only when the manifest had seen its origin (then it was replaced
//! or removed on purpose), or a later value of the same writer stands in its place, or it says nothing different.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::judge::{Contents, Judged};
use super::report::{Damaged, Why};
use super::state::{Best, Framed, Open};
use crate::domain::{Entry, Past, Preferences, order};
use crate::record::Reading;
use crate::record::manifest::{Item, Loose, Manifest, Segment, hash};
use crate::record::value::Origin;
use crate::store::frame;
use crate::vault::{Name, Vault};

/// What is to be done about the strays.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub adopt_loose: Vec<(Loose, Framed)>,
    pub adopt_segments: Vec<(Segment, Framed)>,
    pub preferences: Option<(Item, Preferences)>,
    pub past: Option<(Item, Past)>,
    /// Pages whose words lose a conflict: each becomes a page of its own.
    pub copies: Vec<Rc<Entry>>,
    /// Pages adopted, for whoever shows the journal.
    pub pages: Vec<Rc<Entry>>,
    /// The other side of a conflict is listed and has to be read before it is superseded.
    pub copy_listed: Vec<Best>,
    pub leftovers: Vec<Name>,
    pub damaged: Vec<Damaged>,
    /// Origins that have now been taken into account.
    pub seen: Vec<Origin>,
}

/// A page found in a stray value.
struct Found {
    name: Name,
    origin: Origin,
    page: Rc<Entry>,
    in_segment: bool,
}

pub(super) fn judge(open: &mut Open, head: Option<&Manifest>, strays: Vec<(Name, Judged, Option<u8>)>) -> Verdict {
    let mut verdict = Verdict::default();
    let mut found = Vec::new();
    let mut held: Vec<(Name, Framed, Origin, Option<Vec<(crate::domain::EntryId, u32)>>)> = Vec::new();
    for (name, judged, epoch) in strays {
        if open.listed(name).is_some() {
            continue;
        }
        match judged {
            Ok((framed, origin, contents)) => {
                verdict.seen.push(origin);
                let framed: Framed = framed.into();
                match contents {
                    Contents::Record(Reading::Page(page)) => {
                        held.push((name, framed, origin, None));
                        found.push(Found { name, origin, page, in_segment: false });
                    }
                    Contents::Segment(parts) => {
                        held.push((
                            name,
                            framed,
                            origin,
                            Some(parts.iter().map(|part| (part.id, part.revision)).collect()),
                        ));
                        let pages = parts.iter().filter_map(|part| match part.reading()? {
                            Reading::Page(page) => Some(page),
                            _ => None,
                        });
                        found.extend(pages.map(|page| Found { name, origin, page, in_segment: true }));
                    }
                    Contents::Record(Reading::Preferences(chosen, revision)) => {
                        let listed = open.book.preferences.as_ref();
                        let counts = outdoes(open, head, listed, revision, origin);
                        let found = (item(name, revision, &framed), chosen);
                        verdict.leftovers.extend(best_of(&mut verdict.preferences, found, counts));
                    }
                    Contents::Record(Reading::Past(past, revision)) => {
                        let counts = outdoes(open, head, open.book.past.as_ref(), revision, origin);
                        let found = (item(name, revision, &framed), past);
                        verdict.leftovers.extend(best_of(&mut verdict.past, found, counts));
                    }
                    Contents::Record(Reading::Newer(newer)) => {
                        verdict.damaged.push(Damaged { id: newer.id, name, pages: 1, why: Why::Newer });
                    }
                    Contents::Record(Reading::Draft(_)) => verdict.leftovers.push(name),
                }
            }
            // Not there any more, or a store did not answer: nothing can be said of it.
            Err(Why::Missing) => {}
            Err(Why::OtherKey) if is_past(&open.vault, epoch) => verdict.leftovers.push(name),
            Err(why) => verdict.damaged.push(Damaged { id: None, name, pages: 1, why }),
        }
    }
    // The highest revision first, so that what it supersedes can be told.
    order::by_key(&mut found, |found| {
        (std::cmp::Reverse(found.page.revision), std::cmp::Reverse(found.origin.generation), found.in_segment)
    });
    let mut needed = BTreeSet::new();
    for stray in found {
        place(open, head, stray, &mut needed, &mut verdict);
    }
    for (name, framed, _, parts) in held {
        match parts {
            _ if !needed.contains(&name) => verdict.leftovers.push(name),
            None => {
                let page =
                    verdict.pages.iter().find(|page| open.best.get(&page.id).is_some_and(|best| best.name == name));
                // Needed, but another stray of the same page came to stand above it.
                let Some(page) = page else { continue };
                let loose = Loose { id: page.id, item: item(name, page.revision, &framed) };
                verdict.adopt_loose.push((loose, framed));
            }
            Some(parts) => {
                let theirs = verdict.pages.iter().filter(|page| parts.iter().any(|(id, _)| *id == page.id));
                let Some((from, to)) = super::edit::span(theirs.map(|page| page.day)) else { continue };
                let listed = item(name, 0, &framed);
                let segment = Segment {
                    name,
                    length: listed.length,
                    hash: listed.hash,
                    records: parts.len() as u32,
                    from,
                    to,
                    in_local: true,
                };
                open.contents.insert(name, parts.into());
                verdict.adopt_segments.push((segment, framed));
            }
        }
    }
    verdict
}

fn place(open: &mut Open, head: Option<&Manifest>, stray: Found, needed: &mut BTreeSet<Name>, verdict: &mut Verdict) {
    let Found { name, origin, page, .. } = stray;
    if open.book.is_buried(page.id) {
        return;
    }
    let seen = has_seen(head, origin);
    let best = Best { revision: page.revision, name, origin };
    let Some(known) = open.best.get(&page.id).copied() else {
        open.best.insert(page.id, best);
        needed.insert(name);
        verdict.pages.push(page);
        return;
    };
    if page.revision > known.revision {
        let knew = |head: &Manifest| head.writer == origin.writer || origin.base >= head.generation;
        let continues = seen || head.is_none_or(knew);
        if !continues {
            // The manifest's own version was not what these words were written over.
            verdict.copy_listed.push(known);
        }
        open.best.insert(page.id, best);
        needed.insert(name);
        verdict.pages.push(page);
        return;
    }
    let later_of_same = known.origin.writer == origin.writer && known.origin.generation >= origin.generation;
    let older_without_head = head.is_none() && page.revision < known.revision;
    if !(seen || later_of_same || older_without_head) {
        verdict.copies.push(page);
    }
}

/// Whether what was found of something there is one of counts more than the one that is listed.
fn outdoes(open: &Open, head: Option<&Manifest>, listed: Option<&Item>, revision: u32, origin: Origin) -> bool {
    let known = listed.map_or(0, |item| item.revision);
    let failed = listed.is_some_and(|item| open.failed.contains_key(&item.name));
    failed || (revision > known && !has_seen(head, origin))
}

/// Puts what was found in its place if it counts and is later than what is there; the name of the one that is left over.
fn best_of<T>(place: &mut Option<(Item, T)>, found: (Item, T), counts: bool) -> Option<Name> {
    let later = place.as_ref().is_none_or(|(item, _)| item.revision < found.0.revision);
    if counts && later { place.replace(found).map(|(item, _)| item.name) } else { Some(found.0.name) }
}

fn has_seen(head: Option<&Manifest>, origin: Origin) -> bool {
    head.is_some_and(|head| head.has_seen(origin))
}

/// Sealed under a key that was replaced: everything under it was sealed again before it was dropped.
fn is_past(vault: &Vault, epoch: Option<u8>) -> bool {
    epoch.is_some_and(|epoch| epoch < vault.epoch() && vault.previous_epoch().is_none_or(|previous| epoch != previous))
}

fn item(name: Name, revision: u32, framed: &Framed) -> Item {
    let sealed = &framed[frame::LENGTH.min(framed.len())..];
    Item { name, revision, length: sealed.len() as u32, hash: hash(sealed) }
}
