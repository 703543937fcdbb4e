//! What every pair of stores promises, as named checks: run on memory by `cargo test`, and on localStorage and
//! IndexedDB by a page in a browser. The checks clear everything of ours that the stores hold.

use super::{Batch, Fault, Guard, Local, Mirror, keys};

/// One check, and what it found.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub name: &'static str,
    pub result: Result<(), String>,
}

/// Runs every check on a pair of stores.
pub async fn run<L: Local, M: Mirror>(local: &L, mirror: &M) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let checks: [(&'static str, fn(&L) -> Check); 7] = [
        ("local: a value comes back byte for byte, whatever its length", local_returns_bytes),
        ("local: a value is replaced whole", local_replaces),
        ("local: what was removed is gone, and removing it again is no error", local_removes),
        ("local: keys lists ours and nothing else", local_lists),
        ("local: a key never written has no value", local_has_nothing),
        ("local: room counts what is held", local_counts),
        ("local: a value too large is refused and the old one stays", local_refuses),
    ];
    for (name, check) in checks {
        let result = clear_local(local).and_then(|()| check(local));
        outcomes.push(Outcome { name, result });
    }
    outcomes
        .push(Outcome { name: "mirror: a batch comes back byte for byte", result: mirror_returns_bytes(mirror).await });
    outcomes.push(Outcome { name: "mirror: puts and removes happen together", result: mirror_batches(mirror).await });
    outcomes
        .push(Outcome { name: "mirror: several reads keep the order asked", result: mirror_reads_many(mirror).await });
    outcomes.push(Outcome { name: "mirror: a guard that fails changes nothing", result: mirror_guards(mirror).await });
    outcomes.push(Outcome {
        name: "mirror: a guard that holds lets the batch through",
        result: mirror_passes(mirror).await,
    });
    outcomes
        .push(Outcome { name: "mirror: erased means empty, and usable again", result: mirror_erases(mirror).await });
    let _ = clear_local(local);
    outcomes
}

type Check = Result<(), String>;

fn clear_local<L: Local>(local: &L) -> Check {
    for key in local.keys().map_err(said)? {
        local.remove(&key).map_err(said)?;
    }
    Ok(())
}

fn local_returns_bytes<L: Local>(local: &L) -> Check {
    for length in [0, 1, 2, 14, 15, 16, 255, 4096, 100_000] {
        let value = sample(length);
        let key = keys::value(length);
        local.set(&key, &value).map_err(said)?;
        same(&format!("{length} bytes"), local.get(&key).map_err(said)?, Some(value))?;
    }
    Ok(())
}

fn local_replaces<L: Local>(local: &L) -> Check {
    local.set("h1.v.a", &sample(900)).map_err(said)?;
    local.set("h1.v.a", &[7]).map_err(said)?;
    same("the second value", local.get("h1.v.a").map_err(said)?, Some(vec![7]))
}

fn local_removes<L: Local>(local: &L) -> Check {
    local.set("h1.v.a", &[1]).map_err(said)?;
    local.remove("h1.v.a").map_err(said)?;
    local.remove("h1.v.a").map_err(said)?;
    same("the value", local.get("h1.v.a").map_err(said)?, None)?;
    same("the keys", local.keys().map_err(said)?, Vec::new())
}

fn local_lists<L: Local>(local: &L) -> Check {
    local.set("other", &[1]).map_err(said)?;
    local.set("h1.v.b", &[1]).map_err(said)?;
    local.set("h1.m0", &[1]).map_err(said)?;
    let mut listed = local.keys().map_err(said)?;
    listed.sort();
    local.remove("other").map_err(said)?;
    same("the keys", listed, vec!["h1.m0".to_owned(), "h1.v.b".to_owned()])
}

fn local_has_nothing<L: Local>(local: &L) -> Check {
    same("the value", local.get("h1.v.none").map_err(said)?, None)
}

fn local_counts<L: Local>(local: &L) -> Check {
    let before = local.room().map_err(said)?;
    local.set("h1.v.a", &sample(15_000)).map_err(said)?;
    let after = local.room().map_err(said)?;
    // 15,000 bytes are 8,000 full units and one for the ending, two quotes, and a key of six.
    same("the units used", after.used - before.used, 8_001 + 2 + 6)?;
    if after.used < after.budget { Ok(()) } else { Err("no room in an empty store".to_owned()) }
}

fn local_refuses<L: Local>(local: &L) -> Check {
    local.set("h1.v.a", &[7]).map_err(said)?;
    let budget = local.room().map_err(said)?.budget as usize;
    same("the answer", local.set("h1.v.a", &vec![0; budget * 2 + 64]), Err(Fault::Full))?;
    same("the old value", local.get("h1.v.a").map_err(said)?, Some(vec![7]))
}

async fn mirror_returns_bytes<M: Mirror>(mirror: &M) -> Check {
    mirror.erase().await.map_err(said)?;
    let puts: Vec<_> = [0, 1, 15, 4096, 100_000].map(|length| (keys::value(length), sample(length))).into();
    mirror.commit(Batch { puts: puts.clone(), ..Batch::default() }).await.map_err(said)?;
    for (key, value) in puts {
        same(&key, mirror.get(&key).await.map_err(said)?, Some(value))?;
    }
    same("a key never written", mirror.get("h1.v.none").await.map_err(said)?, None)
}

async fn mirror_batches<M: Mirror>(mirror: &M) -> Check {
    mirror.erase().await.map_err(said)?;
    put(mirror, "h1.v.a", 1).await?;
    let batch =
        Batch { puts: vec![("h1.v.b".to_owned(), vec![2])], removes: vec!["h1.v.a".to_owned()], ..Batch::default() };
    mirror.commit(batch).await.map_err(said)?;
    same("the keys", mirror.keys().await.map_err(said)?, vec!["h1.v.b".to_owned()])
}

async fn mirror_reads_many<M: Mirror>(mirror: &M) -> Check {
    mirror.erase().await.map_err(said)?;
    put(mirror, "h1.v.a", 1).await?;
    put(mirror, "h1.v.b", 2).await?;
    let asked = ["h1.v.b", "h1.v.none", "h1.v.a"].map(str::to_owned);
    same("the values", mirror.get_many(&asked).await.map_err(said)?, vec![Some(vec![2]), None, Some(vec![1])])?;
    same("no keys", mirror.get_many(&[]).await.map_err(said)?, Vec::new())
}

async fn mirror_guards<M: Mirror>(mirror: &M) -> Check {
    mirror.erase().await.map_err(said)?;
    put(mirror, "h1.m0", 1).await?;
    for starts in [None, Some(vec![9])] {
        let guards = vec![Guard { key: "h1.m0".to_owned(), starts }];
        let batch = Batch { guards, puts: vec![("h1.v.b".to_owned(), vec![2])], removes: vec!["h1.m0".to_owned()] };
        same("the answer", mirror.commit(batch).await, Err(Fault::Moved))?;
    }
    same("the keys", mirror.keys().await.map_err(said)?, vec!["h1.m0".to_owned()])
}

async fn mirror_passes<M: Mirror>(mirror: &M) -> Check {
    mirror.erase().await.map_err(said)?;
    mirror.commit(Batch { puts: vec![("h1.m0".to_owned(), vec![4, 5, 6])], ..Batch::default() }).await.map_err(said)?;
    let guards = vec![
        Guard { key: "h1.m0".to_owned(), starts: Some(vec![4, 5]) },
        Guard { key: "h1.m1".to_owned(), starts: None },
    ];
    let batch = Batch { guards, puts: vec![("h1.m0".to_owned(), vec![7])], removes: Vec::new() };
    mirror.commit(batch).await.map_err(said)?;
    same("the value", mirror.get("h1.m0").await.map_err(said)?, Some(vec![7]))
}

async fn mirror_erases<M: Mirror>(mirror: &M) -> Check {
    put(mirror, "h1.v.a", 1).await?;
    mirror.erase().await.map_err(said)?;
    same("the keys", mirror.keys().await.map_err(said)?, Vec::new())?;
    put(mirror, "h1.v.a", 1).await?;
    mirror.erase().await.map_err(said)
}

async fn put<M: Mirror>(mirror: &M, key: &str, byte: u8) -> Check {
    mirror.commit(Batch { puts: vec![(key.to_owned(), vec![byte])], ..Batch::default() }).await.map_err(said)
}

/// Bytes that take every value and no short period.
fn sample(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 31 + at / 251) as u8).collect()
}

fn said(fault: Fault) -> String {
    format!("{fault:?}")
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Check {
    if found == expected {
        return Ok(());
    }
    let short = |value: T| format!("{value:?}").chars().take(120).collect::<String>();
    Err(format!("{what}: found {}, expected {}", short(found), short(expected)))
}
