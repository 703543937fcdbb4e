"""Writes tests/vectors/vault/*.txt and the vault's golden files; see reader.py for how to run it.

Each vector tests one thing and is named by it. What a vector expects is written here by hand, next to how its bytes
are made; reader.py and the app must both come to it.
"""

import hashlib
import struct
from dataclasses import replace

import reader
from nacl.bindings import crypto_aead_chacha20poly1305_ietf_encrypt as short_nonce_encrypt
from reader import Header, aead_encrypt, argon2id, hkdf, pad, seal, sealed_context, words_from

VECTORS = reader.HERE / "vault"
GOLDEN = reader.HERE / "../golden"


def fixed(label, length):
    """Bytes that look random and are the same at each run."""
    return hashlib.shake_256(label.encode()).digest(length)


ID, OTHER_ID = fixed("vault id", 16), fixed("other vault id", 16)
KEY, OTHER_KEY, OLD_KEY = fixed("key", 32), fixed("other key", 32), fixed("old key", 32)
SALT = fixed("salt", 16)
NAME = fixed("name", 16)
NONCE = fixed("nonce", 24)
CHEAPEST = (19 * 1024, 2, 1)
LOOKS = bytes([1, 2, 3, 4])
PASSPHRASE = "a window, open"
RECOVERY = words_from(fixed("recovery", 20))
DAY = 20_780
PROOF = "What stayed with you today?".encode()


def wrap(header, at, key, data_key, context=None):
    nonce = fixed(f"slot nonce {at}", 24)
    return nonce + aead_encrypt(data_key, context or header.slot_context(at), nonce, key)


def seal_directory(header, kinds, data_key, previous=None):
    """`kinds` is {index: (kind, day)}."""
    plain = b"".join(struct.pack("<BI", *kinds.get(at, (0, 0))) for at in range(8))
    plain += bytes([1, previous[0]]) + previous[1] if previous else bytes(34)
    nonce = fixed("directory nonce", 24)
    subkey = hkdf(header.id, data_key, b"held/1/directory")
    return nonce + aead_encrypt(plain + bytes(22), header.directory_context(), nonce, subkey)


def sign(header, data_key=KEY):
    return replace(header, mac=header.expected_mac(data_key))


def make(slots, *, data_key=KEY, previous=None, **fields):
    """A header with `slots` as {index: (kind, typed)}; `typed` is None for an open one."""
    flags = int(any(kind == 1 for kind, _ in slots.values()))
    unused = [fixed(f"unused slot {at}", 72) for at in range(8)]
    header = Header(1, 1, 0, flags, 7, ID, SALT, CHEAPEST, LOOKS, unused, b"", bytes(32), 0)
    header = replace(header, **fields)
    for at, (_, typed) in slots.items():
        derived = typed if typed is None else argon2id(typed.encode(), header.salt, *header.kdf)
        header.slots[at] = wrap(header, at, header.wrapping_key(derived), data_key)
    kinds = {at: (kind, DAY + kind) for at, (kind, _) in slots.items()}
    return sign(replace(header, directory=seal_directory(header, kinds, data_key, previous)), data_key)


def vector(file, why, **fields):
    lines = [f"# {why}"] + [f"{key.replace('_', '-')}: {value}".rstrip() for key, value in fields.items()]
    path = VECTORS / f"{file}.txt"
    assert not path.exists(), file
    path.write_text("\n".join(lines) + "\n")


def flip(data, at, bit=0):
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


# Sealed values. The header has an open slot, so that nothing slow stands before the value.

OPEN = make({3: (1, None)})
REKEYING = make({3: (1, None)}, epoch=5, previous=(4, OLD_KEY))


def sealed_vector(name, why, sealed, expect, *, header=OPEN, purpose="record", value_name=NAME):
    vector(
        f"sealed-{name}", why, kind="sealed", header=header.encode().hex(), purpose=purpose,
        name=reader.name_text(value_name), sealed=sealed.hex(), expect=expect,
    )  # fmt: skip


def sealed_successes():
    for length, why in [
        (0, "Nothing at all is sealed, as 256 bytes."),
        (1, "One byte is sealed, as 256."),
        (252, "The most that fits 256 bytes."),
        (253, "One byte more than fits 256: 512."),
        (4092, "The most that is padded in steps of 256."),
        (4093, "The least that is padded by Padmé: 4352."),
        (8188, "8192 bytes with their length, which Padmé leaves as they are."),
        (8189, "8193 bytes with their length: 8704."),
    ]:
        content = fixed("content", length)
        sealed = seal(ID, KEY, 0, "record", NAME, NONCE, content)
        sealed_vector(f"{length}-bytes", why, sealed, f"plain {content.hex()}")
    for purpose in reader.PURPOSES:
        sealed = seal(ID, KEY, 0, purpose, NAME, NONCE, PROOF)
        sealed_vector(f"as-{purpose}", f"A {purpose}.", sealed, f"plain {PROOF.hex()}", purpose=purpose)
    current = seal(ID, KEY, 5, "record", NAME, NONCE, PROOF)
    sealed_vector("current-epoch", "Sealed under the key of now.", current, f"plain {PROOF.hex()}", header=REKEYING)
    previous = seal(ID, OLD_KEY, 4, "record", NAME, NONCE, PROOF)
    sealed_vector(
        "previous-epoch", "Sealed under the key before, while values are re-sealed.", previous, f"plain {PROOF.hex()}",
        header=REKEYING,
    )  # fmt: skip
    last = make({3: (1, None)}, epoch=0, previous=(255, OLD_KEY))
    previous = seal(ID, OLD_KEY, 255, "record", NAME, NONCE, PROOF)
    sealed_vector("epoch-before-zero", "Epochs wrap around: 255 goes before 0.", previous, f"plain {PROOF.hex()}", header=last)


def sealed_faults():
    good = seal(ID, KEY, 0, "record", NAME, NONCE, PROOF)
    for value, expect in [(0, "not-sealed"), (2, "newer 2"), (255, "newer 255")]:
        sealed_vector(f"version-{value}", f"The version is {value}.", bytes([value]) + good[1:], expect)
    for value, expect in [(0, "not-sealed"), (2, "newer 1"), (255, "newer 1")]:
        sealed_vector(f"algorithm-{value}", f"The algorithm is {value}.", good[:1] + bytes([value]) + good[2:], expect)
    sealed_vector("unknown-epoch", "An epoch the vault has no key for.", flip(good, 2), "other-key")
    current, previous = (seal(ID, key, at, "record", NAME, NONCE, PROOF) for key, at in [(KEY, 5), (OLD_KEY, 4)])
    for name, sealed in [("current-named-previous", current), ("previous-named-current", previous)]:
        sealed_vector(f"epoch-{name}", "Names the other epoch of the two.", flip(sealed, 2), "altered", header=REKEYING)
    under = seal(ID, OLD_KEY, 0, "record", NAME, NONCE, PROOF)
    sealed_vector("other-key-same-epoch", "Another key under the right epoch.", under, "altered")

    for name, at, bit in [
        ("nonce-first-bit", 3, 0), ("nonce-last-bit", 26, 7), ("ciphertext-first-bit", 27, 0),
        ("ciphertext-middle-bit", 155, 4), ("ciphertext-last-bit", 282, 7), ("tag-first-bit", 283, 0),
        ("tag-last-bit", 298, 7),
    ]:  # fmt: skip
        sealed_vector(f"{name}-flipped", "One bit flipped.", flip(good, at, bit), "altered")
    sealed_vector("nonce-truncated", "One byte of the nonce is missing.", good[:26] + good[27:], "altered")
    sealed_vector("nonce-zeroed", "The nonce is zeros.", good[:3] + bytes(24) + good[27:], "altered")
    sealed_vector("ciphertext-shorter", "A byte of ciphertext is missing.", good[:27] + good[28:], "altered")
    sealed_vector("ciphertext-longer", "A byte of ciphertext too many.", good[:27] + b"\0" + good[27:], "altered")
    sealed_vector("ciphertext-missing", "Only the tag follows the nonce.", good[:27] + good[283:], "altered")
    swapped = good[:27] + good[91:155] + good[27:91] + good[155:]
    sealed_vector("ciphertext-blocks-swapped", "The first two blocks changed places.", swapped, "altered")
    sealed_vector("tag-truncated", "One byte of the tag is missing.", good[:-1], "altered")
    sealed_vector("tag-missing", "No tag.", good[:-16], "altered")
    sealed_vector("tag-zeroed", "The tag is zeros.", good[:-16] + bytes(16), "altered")
    sealed_vector("tag-followed", "A byte follows the tag.", good + b"\0", "altered")
    for length, expect in [(0, "not-sealed"), (1, "not-sealed"), (2, "not-sealed"), (3, "not-sealed"),
                           (27, "not-sealed"), (42, "not-sealed"), (43, "altered")]:  # fmt: skip
        sealed_vector(f"cut-to-{length}", f"Cut to {length} bytes.", good[:length], expect)

    sealed_vector("name-one-bit", "Opened under a name one bit away.", good, "altered", value_name=flip(NAME, 15))
    sealed_vector("name-other", "Opened under another value's name.", good, "altered", value_name=fixed("name 2", 16))
    for was in reader.PURPOSES:
        for claimed in reader.PURPOSES:
            if was != claimed:
                sealed = seal(ID, KEY, 0, was, NAME, NONCE, PROOF)
                why = f"Sealed as a {was}, opened as a {claimed}."
                sealed_vector(f"{was}-as-{claimed}", why, sealed, "altered", purpose=claimed)
    elsewhere = seal(OTHER_ID, KEY, 0, "record", NAME, NONCE, PROOF)
    sealed_vector("vault-other", "Sealed in another vault with the same key.", elsewhere, "altered")

    def by_hand(body=None, subkey=None, context=None):
        context = sealed_context(ID, NAME, "record", good[:3]) if context is None else context
        body = pad(PROOF) if body is None else body
        return good[:27] + aead_encrypt(body, context, NONCE, subkey or hkdf(ID, KEY, b"held/1/record"))

    assert by_hand() == good
    right = sealed_context(ID, NAME, "record", good[:3])
    for name, why, context in [
        ("absent", "No associated data.", b""),
        ("label-other", "Another label.", b"held/2/sealed" + right[13:]),
        ("without-label", "The label left out.", right[13:]),
        ("without-name", "The name left out.", right[:29] + right[45:]),
        ("without-purpose", "The purpose left out.", right[:45] + right[46:]),
        ("without-clear-bytes", "Version, algorithm and epoch left out.", right[:-3]),
        ("purpose-draft", "A draft's associated data under a record's key.", sealed_context(ID, NAME, "draft", good[:3])),
        ("vault-and-name-swapped", "Vault id and name changed places.", sealed_context(NAME, ID, "record", good[:3])),
    ]:  # fmt: skip
        sealed_vector(f"context-{name}", why, by_hand(context=context), "altered")
    for name, why, subkey in [
        ("data-key", "Under the data key itself.", KEY),
        ("label-other", "Under the subkey of version 2's label.", hkdf(ID, KEY, b"held/2/record")),
        ("unsalted", "Under a subkey drawn without the vault id.", hkdf(b"", KEY, b"held/1/record")),
        ("directory", "Under the directory's subkey.", hkdf(ID, KEY, b"held/1/directory")),
    ]:
        sealed_vector(f"key-{name}", why, by_hand(subkey=subkey), "altered")
    short = short_nonce_encrypt(pad(PROOF), right, NONCE[:12], hkdf(ID, KEY, b"held/1/record"))
    sealed_vector("cipher-with-short-nonce", "ChaCha20-Poly1305 with 12 bytes of the nonce.", good[:27] + short, "altered")

    length = len(PROOF)
    body = pad(PROOF)
    big = fixed("content", 8189)
    for name, why, inside in [
        ("empty", "Nothing inside, not even a length.", b""),
        ("length-cut", "Three bytes of a length.", body[:3]),
        ("length-beyond-end", "A length one beyond the end.", struct.pack("<I", 253) + body[4:]),
        ("length-of-4-gb", "The greatest length there is.", b"\xff" * 4 + body[4:]),
        ("length-too-short", "A length that leaves the last byte in the padding.", struct.pack("<I", length - 1) + body[4:]),
        ("length-big-endian", "A length in the wrong order.", struct.pack(">I", length) + body[4:]),
        ("padding-first-byte", "Padding that begins with a one.", flip(body, 4 + length)),
        ("padding-last-byte", "Padding that ends with a one.", flip(body, 255)),
        ("padding-missing", "No padding.", body[: 4 + length]),
        ("padding-short", "255 bytes where 256 belong.", body[:-1]),
        ("padding-long", "512 bytes where 256 suffice.", body + bytes(256)),
        ("padding-by-256-beyond-8-kb", "A step of 256 where Padmé steps by 512.", pad(big)[:8448]),
        ("padding-by-1024-beyond-8-kb", "A step of 1024 where Padmé steps by 512.", pad(big) + bytes(512)),
    ]:  # fmt: skip
        sealed_vector(f"inside-{name}", why, by_hand(inside), "altered")


# Headers.


def header_vector(name, why, header, expect, *, typed=PASSPHRASE, **fields):
    data = header if isinstance(header, bytes) else header.encode()
    secret = {} if typed is None else {"typed": typed.encode().hex()}
    vector(f"header-{name}", why, kind="header", header=data.hex(), **secret, **fields, expect=expect)


def proof(key=KEY, epoch=0):
    return {"sealed": seal(ID, key, epoch, "record", bytes(16), NONCE, PROOF).hex(), "plain": PROOF.hex()}


def header_successes():
    for at in range(8):
        header = make({at: (2, PASSPHRASE)})
        header_vector(f"slot-{at}", f"A passphrase in slot {at}.", header, "authentic", slots=f"passphrase {DAY + 2}", **proof())
    header_vector("open", "An open slot.", make({2: (1, None)}), "authentic", typed=None, slots=f"open {DAY + 1}", **proof())
    both = make({6: (2, PASSPHRASE), 1: (3, RECOVERY)})
    slots = f"passphrase {DAY + 2}, recovery {DAY + 3}"
    header_vector("both-by-passphrase", "Passphrase and recovery words; the former.", both, "authentic", slots=slots, **proof())
    header_vector("both-by-words", "Passphrase and recovery words; the latter.", both, "authentic", typed=RECOVERY, slots=slots, **proof())
    for name, why, typed in [
        ("upper-case", "Words in upper case.", RECOVERY.upper()),
        ("title-case", "Words with capitals.", RECOVERY.title()),
        ("spread", "Words with tabs, lines and spaces around.", "\n " + RECOVERY.replace(" ", " \t\r\n ") + "  "),
        ("wide-spaces", "Words apart by no-break and em spaces.", RECOVERY.replace(" ", "\u00a0\u2003")),
    ]:
        header_vector(f"words-{name}", why, both, "authentic", typed=typed, **proof())
    for name, typed in [("four-characters", "ab c"), ("spaces-around", "  kept as typed "), ("not-latin", "тихий вечер 🕯 静か"),
                        ("four-words-of-the-list", "window quiet lantern river"), ("long", "a line that goes on " * 40)]:  # fmt: skip
        header_vector(f"passphrase-{name}", "Taken exactly as typed.", make({0: (2, typed)}), "authentic", typed=typed, **proof())
    later = make({0: (2, PASSPHRASE), 5: (4, "later")})
    header_vector("kind-from-later", "A slot of a kind that is not known yet.", later, "authentic", slots=f"passphrase {DAY + 2}", **proof())
    rekeying = make({4: (2, PASSPHRASE)}, epoch=9, previous=(8, OLD_KEY))
    header_vector("rekeying", "The previous key is in the directory.", rekeying, "authentic", epochs="9 8", **proof(OLD_KEY, 8))
    good = make({0: (2, PASSPHRASE)})
    for count in [1, 2**32 - 1]:
        changed = replace(good, failed=count)
        header_vector(f"count-{count}", "The count of failed unlocks is outside the MAC.", changed, "authentic", **proof())
    header_vector("version-highest", "The greatest rewrite version.", make({0: (2, PASSPHRASE)}, version=2**32 - 1), "authentic")
    header_vector("newer-but-readable", "Format 2 that asks for no more than reader 1.", make({0: (2, PASSPHRASE)}, format=2), "authentic")
    header_vector("looks-unknown", "Looks no one knows yet.", make({0: (2, PASSPHRASE)}, looks=b"\xff" * 4), "authentic")
    header_vector("two-passes-four-lanes", "Another cost.", make({0: (2, PASSPHRASE)}, kdf=(20 * 1024, 3, 4)), "authentic", **proof())


def header_faults():
    good = make({2: (2, PASSPHRASE)})
    data = good.encode()
    for at in range(4):
        header_vector(f"magic-{at}", f"Byte {at} of the magic altered.", flip(data, at), "not-a-header")
    header_vector("empty", "No bytes.", b"", "not-a-header")
    header_vector("text", "Something else.", b"Dear diary", "not-a-header")
    for length in [4, 5, 6, 60, 807]:
        header_vector(f"cut-to-{length}", f"Cut to {length} bytes.", data[:length], "damaged")
    header_vector("one-byte-longer", "A byte follows.", data + b"\0", "damaged")
    for reader_version in [2, 255]:
        newer = make({2: (2, PASSPHRASE)}, format=reader_version, min_reader=reader_version)
        header_vector(f"min-reader-{reader_version}", "Asks for a newer reader.", newer, f"newer {reader_version}")
    header_vector("min-reader-2-and-short", "Asks for a newer reader, in fewer bytes.", data[:5] + b"\2", "newer 2")

    for name, at, expect in [
        ("format", 4, "not-authentic"), ("min-reader", 5, "not-authentic"), ("epoch", 6, "not-authentic"),
        ("flags-open", 7, "not-authentic"), ("version", 8, "not-authentic"), ("id", 12, "no-slot"),
        ("salt", 28, "no-slot"), ("theme", 56, "not-authentic"), ("text-size", 57, "not-authentic"),
        ("language", 58, "not-authentic"), ("plain-name", 59, "not-authentic"), ("directory-nonce", 636, "not-authentic"),
        ("directory-ciphertext", 660, "not-authentic"), ("directory-tag", 771, "not-authentic"),
        ("mac-first-byte", 772, "not-authentic"), ("mac-last-byte", 803, "not-authentic"),
    ]:  # fmt: skip
        header_vector(f"{name}-altered", f"Byte {at} altered.", flip(data, at), expect)
    header_vector("flags-unknown", "A flag nobody knows.", flip(data, 7, 7), "not-authentic")
    for name, at, change in [("memory", 44, 2), ("passes", 48, 0), ("lanes", 52, 1)]:
        header_vector(f"cost-{name}-altered", "Another cost than the slots were made with.", flip(data, at, change), "no-slot")
    for at in range(8):
        spoilt = flip(data, 60 + 72 * at + 40)
        used = at == 2
        header_vector(f"slot-{at}-altered", f"{'The used' if used else 'An unused'} slot altered.", spoilt, "no-slot" if used else "not-authentic")
    for name, at in [("nonce", 0), ("tag", 71)]:
        header_vector(f"used-slot-{name}-altered", "The used slot altered.", flip(data, 60 + 72 * 2 + at), "no-slot")

    def with_slot(at, slot):
        slots = list(good.slots)
        slots[2], slots[at] = fixed("emptied", 72), slot
        return sign(replace(good, slots=slots))

    header_vector("slot-moved", "The slot stands in another place.", with_slot(5, good.slots[2]), "no-slot")
    elsewhere = make({2: (2, PASSPHRASE)}, id=OTHER_ID)
    header_vector("slot-of-another-vault", "The same slot of another vault.", with_slot(2, elsewhere.slots[2]), "no-slot")
    derived = argon2id(PASSPHRASE.encode(), SALT, *CHEAPEST)
    for name, why, key, context in [
        ("underived", "Wrapped without HKDF.", derived, None),
        ("label-other", "Wrapped under the open slot's label.", hkdf(ID, derived, b"held/1/open"), None),
        ("unsalted", "Wrapped under a key drawn without the vault id.", hkdf(b"", derived, b"held/1/slot"), None),
        ("unbound", "Wrapped without associated data.", good.wrapping_key(derived), b""),
    ]:
        nonce = fixed("slot nonce 2", 24)
        slot = nonce + aead_encrypt(KEY, good.slot_context(2) if context is None else context, nonce, key)
        header_vector(f"slot-{name}", why, with_slot(2, slot), "no-slot")

    for name, why, kdf, expect in [
        ("memory-below-floor", "A KiB less than is accepted.", (19 * 1024 - 1, 2, 1), "too-cheap"),
        ("passes-below-floor", "One pass.", (19 * 1024, 1, 1), "too-cheap"),
    ]:
        header_vector(f"cost-{name}", why, make({2: (2, PASSPHRASE)}, kdf=kdf), expect)
    for name, why, kdf, expect in [
        ("no-lanes", "No lane at all.", (19 * 1024, 2, 0), "too-cheap"),
        ("memory-zero", "No memory.", (0, 2, 1), "too-cheap"),
        ("memory-above-ceiling", "A KiB more than 1 GiB.", (1024 * 1024 + 1, 2, 1), "too-dear"),
        ("memory-greatest", "All the memory there is.", (2**32 - 1, 2, 1), "too-dear"),
        ("passes-above-ceiling", "Seventeen passes.", (19 * 1024, 17, 1), "too-dear"),
        ("lanes-above-ceiling", "Five lanes.", (19 * 1024, 2, 5), "too-dear"),
    ]:
        header_vector(f"cost-{name}", why, sign(replace(good, kdf=kdf)), expect)

    both = make({6: (2, PASSPHRASE), 1: (3, RECOVERY)})
    words = RECOVERY.split()
    other_last = next(word for word in reader.WORDS if reader.canonical(" ".join(words[:14] + [word.upper()])) != " ".join(words[:14] + [word]))
    for name, why, typed in [
        ("passphrase-wrong", "Another passphrase.", "a window, shut"),
        ("passphrase-capital", "Case matters in a passphrase.", "A window, open"),
        ("passphrase-space-after", "A space matters in a passphrase.", PASSPHRASE + " "),
        ("passphrase-empty-slot", "Nothing opens an unused slot.", "0000"),
        ("words-fourteen", "One word is missing.", " ".join(words[:14])),
        ("words-sixteen", "One word too many.", RECOVERY + " abandon"),
        ("words-swapped", "Two words changed places.", " ".join([words[1], words[0], *words[2:]])),
        ("words-checksum", "The last word does not fit.", " ".join(words[:14] + [other_last])),
        ("words-unlisted", "A word that is not on the list.", " ".join(["lanternn"] + words[1:])),
        ("words-run-together", "No spaces between the words.", "".join(words)),
        ("words-commas", "Commas are no spaces.", ",".join(words)),
    ]:
        header_vector(name, why, both, "no-slot", typed=typed)
    header_vector("open-tried-on-passphrase", "No open slot.", good, "no-slot", typed=None)
    header_vector("passphrase-tried-on-open", "Only an open slot.", OPEN, "no-slot")
    claims = sign(replace(good, flags=1))
    header_vector("open-flag-without-open-slot", "Says it is open and is not.", claims, "no-slot", typed=None)
    header_vector("mac-of-another-key", "Signed with another data key.", sign(good, OTHER_KEY), "not-authentic", **proof())
    header_vector("mac-zeroed", "No MAC.", replace(good, mac=bytes(32)), "not-authentic", **proof())
    stale = replace(make({2: (2, PASSPHRASE)}, version=8), mac=good.mac)
    header_vector("mac-of-an-older-rewrite", "The MAC of the version before.", stale, "not-authentic", **proof())
    lost = replace(good, directory=fixed("no directory", 136))
    header_vector("directory-lost", "Unlocks, and knows nothing of its slots.", sign(lost), "authentic", slots="", **proof())


def derivations():
    salt = fixed("another salt", 16)
    for name, typed, kdf in [
        ("cheapest", PASSPHRASE, CHEAPEST), ("floor", PASSPHRASE, (64 * 1024, 3, 1)), ("two-lanes", PASSPHRASE, (32 * 1024, 2, 2)),
        ("not-latin", "тихий вечер 🕯 静か", CHEAPEST), ("words-in-capitals", RECOVERY.upper(), CHEAPEST),
        ("words-apart", RECOVERY.replace(" ", "\n"), CHEAPEST),
    ]:  # fmt: skip
        memory, passes, lanes = kdf
        secret = RECOVERY if name.startswith("words") else typed
        vector(
            f"derive-{name}", "Argon2id of the canonical secret.", kind="derive", typed=typed.encode().hex(), salt=salt.hex(),
            memory_kib=memory, passes=passes, lanes=lanes, expect=argon2id(secret.encode(), salt, *kdf).hex(),
        )  # fmt: skip


def recovery_words():
    for name, entropy in [
        ("zeros", bytes(20)), ("ones", b"\xff" * 20), ("7f", b"\x7f" * 20), ("80", b"\x80" * 20), ("counting", bytes(range(20))),
        ("first-bit", b"\x80" + bytes(19)), ("last-bit", bytes(19) + b"\1"), ("drawn", fixed("words", 20)),
    ]:  # fmt: skip
        vector(f"words-of-{name}", "160 bits as fifteen words.", kind="words", entropy=entropy.hex(), expect=words_from(entropy))


def golden():
    """Files of format version 1; every later version opens them."""
    GOLDEN.mkdir(exist_ok=True)
    both = make({6: (2, PASSPHRASE), 1: (3, RECOVERY)}, kdf=(64 * 1024, 3, 1))
    (GOLDEN / "header-v1.bin").write_bytes(both.encode())
    (GOLDEN / "header-v1-open.bin").write_bytes(OPEN.encode())
    (GOLDEN / "header-v1-rekeying.bin").write_bytes(make({4: (2, PASSPHRASE)}, epoch=1, previous=(0, OLD_KEY)).encode())
    for purpose in reader.PURPOSES:
        (GOLDEN / f"sealed-v1-{purpose}.bin").write_bytes(seal(ID, KEY, 0, purpose, NAME, NONCE, PROOF))
    (GOLDEN / "vault-v1.txt").write_text(
        "# What opens the golden files of the vault, format version 1.\n"
        f"passphrase: {PASSPHRASE}\nrecovery: {RECOVERY}\nname: {reader.name_text(NAME)}\nplain: {PROOF.decode()}\n"
    )


if __name__ == "__main__":
    VECTORS.mkdir(exist_ok=True)
    for old in VECTORS.glob("*.txt"):
        old.unlink()
    for write in [sealed_successes, sealed_faults, header_successes, header_faults, derivations, recovery_words, golden]:
        write()
    print(len(list(VECTORS.glob("*.txt"))), "vectors written")
