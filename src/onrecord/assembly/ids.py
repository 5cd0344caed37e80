"""Ids of what is assembled: hashes of content, so that the same reports give the same ids in any order."""

from __future__ import annotations

from hashlib import blake2b

DIGEST_BYTES = 8  # 16 hexadecimal digits: enough for billions of ids without a collision


def content_id(prefix: str, content: str) -> str:
    """Return the id of a thing that its content makes; the prefix says what kind of thing it is.

    >>> content_id("s", "a1")
    's_9f6566910330ed1b'
    """
    return f"{prefix}_{blake2b(content.encode(), digest_size=DIGEST_BYTES).hexdigest()}"
