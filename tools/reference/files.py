"""Which files the real safetensors library opens and which it refuses, damaged ones for the most part."""

import base64
import json
import random

from safetensors import SafetensorError, deserialize

from common import write


def pack(header, data: bytes, length=None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header, separators=(",", ":")).encode()
    return (len(text) if length is None else length).to_bytes(8, "little") + text + data


def tensor(begin: int, end: int, shape=(2,), dtype="F32") -> dict:
    return {"dtype": dtype, "shape": list(shape), "data_offsets": [begin, end]}


def by_hand() -> list:
    one = {"a": tensor(0, 8)}
    two = {"a": tensor(0, 8), "b": tensor(8, 16)}
    raw = b'{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}%s}'
    deep = b'{"__metadata__":{},"a":' + b"[" * 200 + b"]" * 200 + b"}"
    return [
        pack(one, bytes(8)),
        pack(two, bytes(16)),
        pack({"b": tensor(8, 16), "a": tensor(0, 8)}, bytes(16)),
        pack({}, b""),
        pack({"__metadata__": {"format": "pt"}, **one}, bytes(8)),
        pack({"__metadata__": {"step": 1}, **one}, bytes(8)),
        pack({"__metadata__": "pt", **one}, bytes(8)),
        pack({"a": tensor(0, 0, (0,))}, b""),
        pack({"a": tensor(0, 4, ())}, bytes(4)),
        pack({"a": tensor(0, 1, (1,), "U8"), "b": tensor(1, 9)}, bytes(9)),
        pack(one, bytes(7)),
        pack(one, bytes(9)),
        pack({"a": tensor(8, 16)}, bytes(16)),
        pack({"a": tensor(0, 8), "b": tensor(4, 12)}, bytes(12)),
        pack({"a": tensor(0, 8), "b": tensor(12, 20)}, bytes(20)),
        pack({"a": tensor(8, 0)}, bytes(8)),
        pack({"a": tensor(0, 8, (3,))}, bytes(8)),
        pack({"a": tensor(0, 8, (2**40, 2**40))}, bytes(8)),
        pack({"a": tensor(0, 8, (-2,))}, bytes(8)),
        pack({"a": tensor(0, 8, (2.0,))}, bytes(8)),
        pack({"a": {**tensor(0, 8), "more": 1}}, bytes(8)),
        pack({"a": {"dtype": "F32", "shape": [2]}}, bytes(8)),
        pack({"a": {**tensor(0, 8), "dtype": "F33"}}, bytes(8)),
        pack({"a": {**tensor(0, 8), "data_offsets": [0, 8, 8]}}, bytes(8)),
        pack([], b""),
        pack(b"", b""),
        pack(b"null", b""),
        pack(raw % b"  ", bytes(8)),
        pack(raw % b"" + b"   ", bytes(8)),
        pack(b"  " + raw % b"", bytes(8)),
        pack(b"\xef\xbb\xbf" + raw % b"", bytes(8)),
        pack(raw % b"" + b"x", bytes(8)),
        pack(raw % b",", bytes(8)),
        pack(raw.replace(b"[2]", b"[2e0]") % b"", bytes(8)),
        pack(raw.replace(b"[2]", b"[02]") % b"", bytes(8)),
        pack(raw.replace(b"[0,8]", b"[-0,8]") % b"", bytes(8)),
        pack(raw.replace(b'"a"', b'"\\ud800"') % b"", bytes(8)),
        pack(raw.replace(b'"a"', b'"\xff"') % b"", bytes(8)),
        pack(raw.replace(b'"a"', b'"\t"') % b"", bytes(8)),
        pack(raw.replace(b'"shape":[2]', b'"shape":[2],"shape":[2]') % b"", bytes(8)),
        pack(deep, b""),
        pack(one, bytes(8), 2**63),
        pack(one, bytes(8), 100_000_001),
        pack(one, bytes(8), 3),
        b"",
        bytes(7),
        bytes(8),
    ]


def damaged(count: int) -> list:
    luck = random.Random(12)
    files = []
    for _ in range(count):
        file = bytearray(pack({"__metadata__": {"x": "y"}, "a": tensor(0, 8), "b": tensor(8, 16)}, bytes(16)))
        for _ in range(luck.choice((1, 1, 2))):
            at = luck.randrange(8, len(file))
            kind = luck.randrange(3)
            if kind == 0:
                file[at] = luck.choice(b'{}[]",:0123456789-.e \\a')
            elif kind == 1:
                del file[at]
                file[:8] = (int.from_bytes(file[:8], "little") - (at < len(file) - 16)).to_bytes(8, "little")
            else:
                file.insert(at, luck.choice(b'{}[]",:0123456789-.e \\a'))
                file[:8] = (int.from_bytes(file[:8], "little") + (at < len(file) - 17)).to_bytes(8, "little")
        files.append(bytes(file))
    return files


def opens(file: bytes) -> bool:
    try:
        deserialize(file)
    except SafetensorError:
        return False
    return True


def make() -> None:
    cases = [{"file": base64.b64encode(file).decode(), "opens": opens(file)} for file in by_hand() + damaged(150)]
    write("engine/checkpoint/golden/files.json", "safetensors.deserialize", {"cases": cases}, seed=12)
