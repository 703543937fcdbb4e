"""A second reader of the sealed file, beside reader.py and from the same description, sharing no code with the app.

    venv/bin/pip install argon2-cffi pynacl pyppmd
    venv/bin/python tests/vectors/backup.py                          reads every vector and says which ones it disagrees with
    venv/bin/python tests/vectors/backup.py notes-1.txt PASSPHRASE   prints the records of a file, one a line
"""

import base64
import binascii
import hashlib
import json
import struct
import sys

import pyppmd
from reader import HERE, Header, Refused, open_sealed, read_vector

VALUE, RECORD_LIMIT, TOTAL_LIMIT = "h1.v.", 32 << 20, 256 << 20


class Damaged(Exception):
    """One value does not open, or holds nothing readable."""


def crc32c(data):
    table = crc32c.table
    crc = 0xFFFFFFFF
    for byte in data:
        crc = table[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def _table():
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        yield byte


crc32c.table = list(_table())


def unframe(framed):
    if len(framed) < 4 or struct.unpack("<I", framed[:4])[0] != crc32c(framed[4:]):
        raise Damaged
    return framed[4:]


class Bytes:
    """Reads forward."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, length):
        if self.at + length > len(self.data):
            raise Damaged
        self.at += length
        return self.data[self.at - length : self.at]

    def varint(self):
        value = shift = 0
        while True:
            (byte,) = self.take(1)
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def rest(self):
        return self.take(len(self.data) - self.at)


class Reader:
    def __init__(self, text, typed):
        self.stores = self.parse(text)
        self.header = self.find_header()
        key = self.header.unlock(typed)
        _, self.keys = self.header.read_directory(key)
        self.room = TOTAL_LIMIT
        self.damaged = self.newer = 0
        self.pages = {}

    @staticmethod
    def parse(text):
        try:
            file = json.loads(text)
        except json.JSONDecodeError as error:
            if not "".join(text[:40].split()).startswith('{"format":"notes"'):
                raise Refused("foreign") from None
            # What ends in the middle of something is cut short; what is wrong before its end was altered.
            cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
            raise Refused("cut-short" if cut else "altered") from None
        if not isinstance(file, dict) or file.get("format") != "notes" or not isinstance(file.get("version"), int):
            raise Refused("foreign")
        if file["version"] > 1:
            raise Refused("newer-file")
        try:
            decode = lambda store: {key: base64.b64decode(value, validate=True) for key, value in store.items()}
            stores = [decode(file[store]) for store in ("local", "mirror")]
        except (KeyError, AttributeError, TypeError, binascii.Error):
            raise Refused("altered") from None
        stores = [{key: value for key, value in store.items() if key.startswith("h1.")} for store in stores]
        if not any(stores):
            raise Refused("empty")
        return stores

    def copies(self, key):
        return [store[key] for store in self.stores if key in store]

    def find_header(self):
        headers, newer = [], False
        for key in ("h1.k0", "h1.k1"):
            for framed in self.copies(key):
                try:
                    headers.append(Header.decode(unframe(framed)))
                except Damaged:
                    pass
                except Refused as refused:
                    newer |= str(refused).startswith("newer")
        if not headers:
            raise Refused("newer" if newer else "no-header")
        return max(headers, key=lambda header: header.version)

    def unseal(self, purpose, name, framed):
        try:
            return open_sealed(self.header.id, self.keys, purpose, name, unframe(framed))
        except Refused as refused:
            if str(refused).startswith("newer"):
                raise
            raise Damaged from None

    def manifest(self):
        """Names by purpose, and the ids of pages deleted for good, of the highest generation that can be read."""
        best = None
        for slot, key in enumerate(("h1.m0", "h1.m1")):
            for framed in self.copies(key):
                try:
                    plain = Bytes(self.unseal("manifest", bytes(15) + bytes([slot]), framed))
                    if plain.take(1) != b"\x01":
                        continue
                    generation, _ = plain.varint(), plain.take(8)
                    listed, buried = [], set()
                    while plain.at < len(plain.data):
                        (tag,) = plain.take(1)
                        rows = Bytes(plain.take(plain.varint()))
                        while rows.at < len(rows.data):
                            if tag == 1:
                                rows.take(16)
                            if tag in (1, 3):
                                listed.append(("record", rows.take(16)))
                                rows.varint(), rows.varint(), rows.take(8)
                            elif tag == 2:
                                listed.append(("segment", rows.take(16)))
                                rows.varint(), rows.take(8), rows.varint(), rows.varint(), rows.varint()
                            elif tag == 4:
                                buried.add(rows.take(16).hex())
                                rows.varint(), rows.varint()
                            else:
                                rows.rest()
                except (Damaged, Refused):
                    continue
                if best is None or generation > best[0]:
                    best = generation, listed, buried
        return best

    def unblock(self, block):
        codec, length = struct.unpack("<BI", block.take(5))
        self.room -= length
        if length > RECORD_LIMIT or self.room < 0:
            raise Refused("bomb")
        data = block.rest()
        if codec == 0:
            plain = data
        elif codec == 1:
            plain = pyppmd.Ppmd7Decoder(5, 4 << 20).decode(data, length)
        else:
            raise Refused("newer")
        if len(plain) != length:
            raise Damaged
        return plain

    def records(self, purpose, plain):
        plain = Bytes(plain)
        if plain.take(1) != b"\x01":
            raise Refused("newer")
        plain.take(8), plain.varint(), plain.varint()
        if purpose == "record":
            yield self.unblock(plain)
            return
        rows = [(plain.take(16), plain.varint(), plain.varint()) for _ in range(plain.varint())]
        text = Bytes(self.unblock(plain))
        for _, _, length in rows:
            yield text.take(length)

    def read_value(self, purpose, name):
        why = Damaged()
        key = VALUE + base64.b32encode(name).decode().lower().rstrip("=")
        for framed in self.copies(key):
            for purpose in [purpose] if purpose else ["record", "segment"]:
                try:
                    return list(self.records(purpose, self.unseal(purpose, name, framed)))
                except Damaged:
                    pass
                except Refused as refused:
                    if str(refused) == "bomb":
                        raise
                    why = refused
        raise why

    def read(self):
        leading = self.manifest()
        listed, buried = leading[1:] if leading else ([], set())
        if leading is None and (self.copies("h1.m0") or self.copies("h1.m1")):
            self.damaged += 1
        names = {name for _, name in listed}
        keys = sorted({key for store in self.stores for key in store if key.startswith(VALUE)})
        strays = [base64.b32decode(key[len(VALUE) :].upper() + "======") for key in keys]
        for purpose, name in listed + [(None, name) for name in strays if name not in names]:
            try:
                records = self.read_value(purpose, name)
            except Refused as refused:
                if str(refused) == "bomb":
                    raise
                self.newer += 1
                continue
            except Damaged:
                self.damaged += purpose is not None
                continue
            for record in records:
                record = json.loads(record)
                if record["v"] > 1:
                    self.newer += 1
                elif record["kind"] not in ("preferences", "draft") and record["id"] not in buried:
                    known = self.pages.get(record["id"])
                    if known is None or record["rev"] > known["rev"]:
                        self.pages[record["id"]] = record
        return [self.pages[page] for page in sorted(self.pages)]


def judge(vector):
    try:
        reader = Reader(vector["file"], bytes.fromhex(vector["typed"]).decode() if "typed" in vector else None)
        pages = reader.read()
    except Refused as refused:
        return str(refused)
    words = "\n".join(f"{page['id']} {page['rev']} {page['body']}" for page in pages)
    digest = hashlib.sha256(words.encode()).hexdigest()[:16]
    return f"pages {len(pages)} damaged {reader.damaged} newer {reader.newer} words {digest}"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        with open(sys.argv[1], encoding="utf-8-sig") as file:
            for page in Reader(file.read(), sys.argv[2] if len(sys.argv) > 2 else None).read():
                print(json.dumps(page, ensure_ascii=False))
        sys.exit()
    vectors = sorted((HERE / "backup").glob("*.txt"))
    wrong = [path.name for path in vectors if judge(v := read_vector(path)).strip() != v["expect"].strip()]
    print(f"{len(vectors) - len(wrong)} of {len(vectors)} vectors agree", *wrong, sep="\n")
    sys.exit(bool(wrong) or not vectors)
