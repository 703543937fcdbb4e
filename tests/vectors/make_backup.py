"""Writes tests/vectors/backup/*.txt, one fault or one success each; see backup.py for how to run it."""

import base64
import hashlib
import json
import struct

import pyppmd
from backup import crc32c
from make import CHEAPEST, ID, KEY, PASSPHRASE, RECOVERY, fixed, make
from reader import HERE, name_text, seal

VECTORS = HERE / "backup"
WRITER = b"a writer"


def varint(number):
    low = bytes([number & 127 | (128 if number > 127 else 0)])
    return low if number < 128 else low + varint(number >> 7)


def frame(value):
    return struct.pack("<I", crc32c(value)) + value


def block(plain, codec=None, claimed=None):
    if codec is None:
        codec = 1 if len(plain) >= 200 else 0
    data = plain
    if codec == 1:
        encoder = pyppmd.Ppmd7Encoder(5, 4 << 20)
        data = encoder.encode(plain) + encoder.flush(endmark=False)
    return struct.pack("<BI", codec, len(plain) if claimed is None else claimed) + data


def origin(contents, generation=3):
    return b"\x01" + WRITER + varint(1) + varint(generation) + contents


def page(number, body, rev=1, v=1, **more):
    return {
        "v": v, "kind": "page", "id": f"018bcfe56800770787070707070707{number:02x}", "rev": rev,
        "created": {"ms": 1_700_000_000_000 + number, "offset": 60}, "day": "2023-11-14", "body": body, **more,
    }  # fmt: skip


def dumps(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


class Backup:
    """Values and the manifest that lists them."""

    def __init__(self, header):
        self.header, self.values, self.loose, self.segments, self.tombstones = header, {}, b"", b"", b""

    def put(self, purpose, label, plain, listed=True, record=None):
        name = fixed(f"backup {label}", 16)
        sealed = seal(ID, KEY, self.header.epoch, purpose, name, fixed(f"nonce {label}", 24), plain)
        self.values["h1.v." + name_text(name)] = frame(sealed)
        row = varint(len(sealed)) + hashlib.sha256(sealed).digest()[:8]
        if listed and purpose == "record":
            self.loose += bytes.fromhex(record["id"]) + name + varint(record["rev"]) + row
        elif listed:
            self.segments += name + row + varint(2 * 2 + 1) + varint(2 * 646) + varint(0)
        return "h1.v." + name_text(name)

    def record(self, label, record, **how):
        return self.put("record", label, origin(block(dumps(record))), record=record, **how)

    def segment(self, label, records, **how):
        texts = [dumps(record) for record in records]
        rows = b"".join(
            bytes.fromhex(record["id"]) + varint(record["rev"]) + varint(len(text))
            for record, text in zip(records, texts, strict=True)
        )
        return self.put("segment", label, origin(varint(len(records)) + rows + block(b"".join(texts))), **how)

    def bury(self, number):
        self.tombstones += bytes.fromhex(page(number, "")["id"]) + varint(1) + varint(2 * 20_000)

    def stores(self, generation=3):
        sections = [(1, self.loose), (2, self.segments), (4, self.tombstones), (99, b"of a later version")]
        plain = b"\x01" + varint(generation) + WRITER
        plain += b"".join(bytes([tag]) + varint(len(body)) + body for tag, body in sections if body)
        slot = generation % 2
        manifest = seal(ID, KEY, self.header.epoch, "manifest", bytes(15) + bytes([slot]), fixed("m", 24), plain)
        header = frame(self.header.encode())
        return {"h1.k0": header, "h1.k1": header, f"h1.m{slot}": frame(manifest), **self.values}


def text(mirror, local=None, version=1):
    encode = lambda store: {key: base64.b64encode(store[key]).decode() for key in sorted(store)}
    file = {"format": "notes", "version": version, "local": encode(local or {}), "mirror": encode(mirror)}
    return json.dumps(file, separators=(",", ":"))


def expected(pages, damaged=0, newer=0):
    words = "\n".join(f"{page['id']} {page['rev']} {page['body']}" for page in sorted(pages, key=lambda page: page["id"]))
    digest = hashlib.sha256(words.encode()).hexdigest()[:16]
    return f"pages {len(pages)} damaged {damaged} newer {newer} words {digest}"


def vector(file, why, body, expect, typed=PASSPHRASE):
    typed = f"typed: {typed.encode().hex()}\n" if typed else ""
    (VECTORS / f"{file}.txt").write_text(f"# {why}\nkind: backup\n{typed}file: {body}\nexpect: {expect}\n")


LONG = "The kettle went on without a word, and I counted the stairs. " * 12
FIRST, SECOND, THIRD = page(1, "Rain."), page(2, "Été; \"fine\", I said.", rev=4), page(3, LONG, rev=2)


def usual(header=None):
    backup = Backup(header or make({6: (2, PASSPHRASE), 1: (3, RECOVERY)}))
    keys = [backup.record("first", FIRST), backup.segment("older", [SECOND, THIRD])]
    return backup, keys


def write():
    whole = expected([FIRST, SECOND, THIRD])
    backup, keys = usual()
    stores = backup.stores()
    good = text(stores)
    vector("opens-by-passphrase", "A loose record and a compressed segment.", good, whole)
    vector("opens-by-words", "The recovery words open it too.", good, whole, typed=RECOVERY)
    vector("opens-as-copy", "The same values in localStorage's place.", text({}, stores), whole)
    vector("opens-without", "A copy of a journal without a passphrase.", text(usual(make({3: (1, None)}))[0].stores()), whole, typed=None)
    vector("opens-by-the-second-header", "One of the two copies of the header is damaged.", text({**stores, "h1.k0": b"damaged"}), whole)
    vector("wrong-passphrase", "No slot opens.", good, "no-slot", typed="another one")
    vector("cut-short", "The last characters are missing.", good[:-3], "cut-short")
    vector("cut-in-a-value", "It ends in the middle of a value.", good[: len(good) // 2], "cut-short")
    vector("altered-base64", "A character that base64 does not have.", good.replace('"mirror":{"h1.k0":"', '"mirror":{"h1.k0":"%'), "altered")
    vector("altered-json", "A brace where a colon should be.", good.replace('"mirror":', '"mirror"}'), "altered")
    vector("foreign-json", "Another program's file.", '{"metadata":{"version":"1.0"},"entries":[]}', "foreign")
    vector("foreign-text", "No JSON at all.", "Dear diary", "foreign")
    vector("newer-file", "A later version of the file.", text(stores, version=2), "newer-file")
    vector("empty", "Neither store holds anything.", text({}), "empty")
    vector("no-header", "Nothing is left that could open it.", text({k: v for k, v in stores.items() if k[:4] != "h1.k"}), "no-header")
    later = frame(bytes.fromhex("b5686472") + bytes([9, 9]) + bytes(50))
    vector("newer-header", "Both headers ask for a later reader.", text({**stores, "h1.k0": later, "h1.k1": later}), "newer")
    flipped = bytearray(stores[keys[1]])
    flipped[60] ^= 4
    vector("damaged-value", "One bit of the segment's seal.", text({**stores, keys[1]: bytes(flipped)}), expected([FIRST], damaged=1))
    vector("missing-value", "A listed value is not there.", text({k: v for k, v in stores.items() if k != keys[0]}), expected([SECOND, THIRD], damaged=1))
    vector("one-good-copy", "localStorage's copy of a value is damaged, the mirror's is not.", text(stores, {keys[0]: b"damaged"}), whole)
    swapped = {**stores, keys[0]: stores[keys[1]], keys[1]: stores[keys[0]]}
    vector("values-swapped", "Each sealed under the other's name.", text(swapped), expected([], damaged=2))
    damaged = {k: (b"damaged" if k == "h1.m1" else v) for k, v in stores.items()}
    vector("no-manifest", "The manifest is damaged: every value is tried.", text(damaged), expected([FIRST, SECOND, THIRD], damaged=1))
    backup, _ = usual()
    backup.record("stray", page(1, "Rain, later.", rev=2), listed=False)
    vector("stray-is-later", "A value no manifest lists holds a later revision.", text(backup.stores()), expected([page(1, "Rain, later.", rev=2), SECOND, THIRD]))
    backup, _ = usual()
    backup.record("buried", page(9, "Deleted for good."), listed=False)
    backup.bury(9)
    vector("buried-page", "A page with a tombstone does not count.", text(backup.stores()), whole)
    backup, _ = usual()
    backup.record("later", page(8, "?", v=2))
    vector("newer-record", "A record of a later version is counted, not read.", text(backup.stores()), expected([FIRST, SECOND, THIRD], newer=1))
    backup, _ = usual()
    backup.put("record", "bomb", origin(block(bytes(12), codec=1, claimed=64 << 20)), listed=False)
    vector("bomb", "A value that claims to unpack to 64 MiB.", text(backup.stores()), "bomb")
    backup, _ = usual()
    for number in range(20):
        backup.put("record", f"bomb {number}", origin(block(bytes(12), codec=0, claimed=16 << 20)), listed=False)
    vector("many-bombs", "Twenty values that claim 16 MiB each.", text(backup.stores()), "bomb")
    dear = make({6: (2, PASSPHRASE)}, kdf=CHEAPEST)
    for name, kdf in [("too-dear", (0xFFFFFFFF, 2, 1)), ("too-cheap", (8, 1, 1))]:
        dear.kdf = kdf
        vector(name, "A cost no reader should run.", text(usual(dear)[0].stores()), name)


if __name__ == "__main__":
    VECTORS.mkdir(exist_ok=True)
    for old in VECTORS.glob("*.txt"):
        old.unlink()
    write()
    print(len(list(VECTORS.glob("*.txt"))), "vectors written")
