"""Prints the golden digest of tests/prepare/digest_dataset_test.ts."""

import hashlib
from struct import pack


def split(name, sessions, columns):
    events = len(dict((c[0], c[2]) for c in columns)["items"])
    text = f"{name} {sessions} {events}\n".encode()
    for column, kind, values in columns:
        text += f"{column}\n".encode() + pack(f"<{len(values)}{kind}", *values)
    return text


TRAIN = [
    ("offsets", "i", [0, 2, 5]),
    ("items", "i", [2, 3, 1, 2, 2]),
    ("targets", "B", [0, 1, 0, 1, 1]),
    ("carts", "B", [0, 1, 0, 0, 0]),
    ("times", "d", [0, 1, 1_700_000_000_000, 3, 4]),
    ("users", "i", [0, 2]),
    ("brand", "i", [2, 2, 1, 2, 2]),
    ("price", "f", [0, 0.1, -2.5, 3, 4]),
]
EMPTY = [(c, k, [0] if c == "offsets" else []) for c, k, _ in TRAIN]

data = split("train", 2, TRAIN)
data += split("validation", 0, EMPTY) + split("test", 0, EMPTY) + b"{}\n"
print(hashlib.sha256(data).hexdigest())
