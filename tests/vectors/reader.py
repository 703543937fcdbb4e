"""A second reader of Held's vault format, written from its description and sharing no code with the app.

    python3 -m venv venv && venv/bin/pip install argon2-cffi pynacl
    venv/bin/python tests/vectors/reader.py          reads every vector and says which ones it disagrees with
    venv/bin/python tests/vectors/make.py            writes the vectors and the golden files anew

Argon2id comes from the reference C code (argon2-cffi), XChaCha20-Poly1305 from libsodium (pynacl), HKDF and HMAC from
the standard library. Expected values in the vectors come from here, never from the app.
"""

import base64
import hashlib
import hmac
import pathlib
import struct
import sys
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt as aead_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt as aead_encrypt,
)
from nacl.exceptions import CryptoError

HERE = pathlib.Path(__file__).parent
WORDS = (HERE / "../../src/vault/words.txt").read_text().split()

MAGIC = bytes.fromhex("b5686472")
FORMAT = 1
KINDS = {1: "open", 2: "passphrase", 3: "recovery"}
PURPOSES = {"record": 1, "segment": 2, "manifest": 3, "draft": 4}


class Refused(Exception):
    """The value does not open; the message is the `expect` of a vector."""


# Primitives


def hkdf(salt, material, label):
    """HKDF-SHA-256 (RFC 5869) of one block."""
    prk = hmac.digest(salt, material, "sha256")
    return hmac.digest(prk, label + b"\x01", "sha256")


def argon2id(secret, salt, memory_kib, passes, lanes):
    return hash_secret_raw(secret, salt, passes, memory_kib, lanes, 32, Type.ID, 19)


def name_text(name):
    return base64.b32encode(name).decode().lower().rstrip("=")


# Recovery words


def words_from(entropy):
    """BIP-39: the bits, then as many bits of their SHA-256 as a 32nd of their number; eleven bits a word."""
    check = len(entropy) * 8 // 32
    number = int.from_bytes(entropy) << check | hashlib.sha256(entropy).digest()[0] >> (8 - check)
    count = (len(entropy) * 8 + check) // 11
    return " ".join(WORDS[number >> 11 * at & 2047] for at in reversed(range(count)))


def canonical(typed):
    words = typed.lower().split()
    if len(words) == 15 and all(word in WORDS for word in words):
        number = 0
        for word in words:
            number = number << 11 | WORDS.index(word)
        if words_from((number >> 5).to_bytes(20)) == " ".join(words):
            return " ".join(words)
    return typed


# Padding


def padded_len(content):
    length = 4 + content
    if length <= 4096:
        return -(-length // 256) * 256
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    return -(-length // (1 << low_bits)) << low_bits


def pad(content):
    body = struct.pack("<I", len(content)) + content
    return body + bytes(padded_len(len(content)) - len(body))


def unpad(body):
    if len(body) < 4:
        raise Refused("altered")
    (length,) = struct.unpack_from("<I", body)
    content, padding = body[4 : 4 + length], body[4 + length :]
    if length > len(body) - 4 or any(padding) or len(body) != padded_len(length):
        raise Refused("altered")
    return content


# Sealed values


def sealed_context(vault_id, name, purpose, clear):
    return b"held/1/sealed" + vault_id + name + bytes([PURPOSES[purpose]]) + clear


def seal(vault_id, key, epoch, purpose, name, nonce, content):
    clear = bytes([1, 1, epoch])
    subkey = hkdf(vault_id, key, b"held/1/" + purpose.encode())
    return clear + nonce + aead_encrypt(pad(content), sealed_context(vault_id, name, purpose, clear), nonce, subkey)


def open_sealed(vault_id, keys, purpose, name, sealed):
    """`keys` by epoch."""
    if len(sealed) < 3 or 0 in sealed[:2]:
        raise Refused("not-sealed")
    if sealed[0] > 1 or sealed[1] > 1:
        raise Refused(f"newer {sealed[0]}")
    if len(sealed) < 3 + 24 + 16:
        raise Refused("not-sealed")
    if sealed[2] not in keys:
        raise Refused("other-key")
    subkey = hkdf(vault_id, keys[sealed[2]], b"held/1/" + purpose.encode())
    context = sealed_context(vault_id, name, purpose, sealed[:3])
    try:
        return unpad(aead_decrypt(sealed[27:], context, sealed[3:27], subkey))
    except CryptoError:
        raise Refused("altered") from None


# The header


@dataclass
class Header:
    format: int
    min_reader: int
    epoch: int
    flags: int
    version: int
    id: bytes
    salt: bytes
    kdf: tuple
    looks: bytes
    slots: list
    directory: bytes
    mac: bytes
    failed: int

    LAYOUT = struct.Struct("<4sBBBBI16s16sIII4s576s136s32sI")

    @classmethod
    def decode(cls, data):
        if data[:4] != MAGIC:
            raise Refused("not-a-header")
        if len(data) > 5 and data[5] > FORMAT:
            raise Refused(f"newer {data[5]}")
        if len(data) != cls.LAYOUT.size:
            raise Refused("damaged")
        _, form, reader, epoch, flags, version, vid, salt, m, t, p, looks, slots, *rest = cls.LAYOUT.unpack(data)
        slots = [slots[at : at + 72] for at in range(0, 576, 72)]
        return cls(form, reader, epoch, flags, version, vid, salt, (m, t, p), looks, slots, *rest)

    def encode(self):
        return self.LAYOUT.pack(
            MAGIC, self.format, self.min_reader, self.epoch, self.flags, self.version, self.id, self.salt, *self.kdf,
            self.looks, b"".join(self.slots), self.directory, self.mac, self.failed,
        )  # fmt: skip

    def slot_context(self, at):
        return b"held/1/slot" + self.id + bytes([at]) + struct.pack("<III", *self.kdf) + self.salt

    def directory_context(self):
        return b"held/1/directory" + self.id + bytes([self.epoch])

    def wrapping_key(self, derived):
        """`derived` is None for the open slot, whose key is made of public bytes."""
        if derived is None:
            return hkdf(self.id + self.salt, b"", b"held/1/open")
        return hkdf(self.id, derived, b"held/1/slot")

    def derive(self, typed):
        memory, passes, lanes = self.kdf
        if memory > 1024 * 1024 or passes > 16 or lanes > 4:
            raise Refused("too-dear")
        if memory < 19 * 1024 or passes < 2 or lanes < 1:
            raise Refused("too-cheap")
        return argon2id(canonical(typed).encode(), self.salt, memory, passes, lanes)

    def unlock(self, typed):
        """The data key. `typed` is None for the open slot."""
        key = self.wrapping_key(None if typed is None else self.derive(typed))
        for at, slot in enumerate(self.slots):
            try:
                return aead_decrypt(slot[24:], self.slot_context(at), slot[:24], key)
            except CryptoError:
                pass
        raise Refused("no-slot")

    def expected_mac(self, data_key):
        return hmac.digest(hkdf(self.id, data_key, b"held/1/header-mac"), self.encode()[:772], "sha256")

    def is_authentic(self, data_key):
        return hmac.compare_digest(self.mac, self.expected_mac(data_key))

    def read_directory(self, data_key):
        """Slots as (kind, day) in the order of kinds, and keys by epoch."""
        keys = {self.epoch: data_key}
        try:
            subkey = hkdf(self.id, data_key, b"held/1/directory")
            plain = aead_decrypt(self.directory[24:], self.directory_context(), self.directory[:24], subkey)
        except CryptoError:
            return [], keys
        slots = [struct.unpack_from("<BI", plain, 5 * at) for at in range(8)]
        if plain[40] == 1:
            keys.setdefault(plain[41], plain[42:74])
        return sorted(slot for slot in slots if slot[0] in KINDS), keys


# Vectors


def read_vector(path):
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in lines)


def judge_header(v):
    header = Header.decode(bytes.fromhex(v["header"]))
    key = header.unlock(bytes.fromhex(v["typed"]).decode() if "typed" in v else None)
    slots, keys = header.read_directory(key)
    if "slots" in v:
        assert v["slots"] == ", ".join(f"{KINDS[kind]} {day}" for kind, day in slots)
    for epoch in v.get("epochs", "").split():
        assert int(epoch) in keys
    if "sealed" in v:
        plain = open_sealed(header.id, keys, "record", bytes(16), bytes.fromhex(v["sealed"]))
        assert plain == bytes.fromhex(v["plain"])
    return "authentic" if header.is_authentic(key) else "not-authentic"


def judge_sealed(v):
    header = Header.decode(bytes.fromhex(v["header"]))
    _, keys = header.read_directory(header.unlock(None))
    name = base64.b32decode(v["name"].upper() + "======")
    return "plain " + open_sealed(header.id, keys, v["purpose"], name, bytes.fromhex(v["sealed"])).hex()


def judge_derive(v):
    kdf = tuple(int(v[field]) for field in ("memory-kib", "passes", "lanes"))
    header = Header(1, 1, 0, 0, 0, b"", bytes.fromhex(v["salt"]), kdf, b"", [], b"", b"", 0)
    return header.derive(bytes.fromhex(v["typed"]).decode()).hex()


def judge_words(v):
    return words_from(bytes.fromhex(v["entropy"]))


def judge(v):
    try:
        return {"header": judge_header, "sealed": judge_sealed, "derive": judge_derive, "words": judge_words}[v["kind"]](v)
    except Refused as refused:
        return str(refused)


if __name__ == "__main__":
    vectors = sorted((HERE / "vault").glob("*.txt"))
    wrong = [path.name for path in vectors if judge(v := read_vector(path)).strip() != v["expect"].strip()]
    print(f"{len(vectors) - len(wrong)} of {len(vectors)} vectors agree", *wrong, sep="\n")
    sys.exit(bool(wrong) or not vectors)
