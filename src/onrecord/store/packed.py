"""Bodies of the assembly that are many and much alike, compressed: of 1,900 bytes of a happening some 400 are left.

The frames are what such bodies have in common. They are part of the schema: another text needs a migration.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import msgspec

LEVEL = 9
_RULES = (
    "names-several names-one actor-same recipient-same actor-words recipient-words figures-agree figures-differ time-same-day "
    "time-overlap report-place-near report-place-apart place-same here-and-then same-row also-named other-words "
    "neighbour-type same-mode other-mode covered-little covered-some words-few words-some reports-unlike reports-distant "
    "reports-related reports-alike reports-close published-far published-later published-next-day published-same-day "
    "lead-both lead-one cast-none cast-one same-report named-again one-ahead"
)
_PART = '{"rule":"%s","words":"0.51","table":null,"line":null,"score":-0.'
FRAMES_OF_PAIRS = (  # which schema 11 kept
    '"joined":false,"by":"person"}'
    + "".join(_PART % rule for rule in _RULES.split())
    + '{"left":{"document":"d_","event":"e_"},"right":{"document":"d_","event":"e_"},"score":-1.2,"parts":['
    '{"rule":"bias","words":null,"table":null,"line":null,"score":-2.082},{"rule":"same-lemma","words":"'
    '","table":null,"line":null,"score":1.642},{"rule":"words-most","words":"0.51","table":null,"line":null,"score":0.725},'
    '{"rule":"lead-none","words":null,"table":null,"line":null,"score":-0.677},{"rule":"same-type","words":"CONSULT",'
    '"table":null,"line":null,"score":0.544},{"rule":"cast-several","words":"5","table":null,"line":null,"score":-0.496},'
    '{"rule":"report-time-overlap","words":"2019-01-01.. / 2019-01-03..","table":null,"line":null,"score":-0.399},'
    '{"rule":"reports-copied","words":"4.00","table":null,"line":null,"score":0.314},{"rule":"report-place-same","words":"'
    '","table":null,"line":null,"score":0.271},{"rule":"covered-most","words":"0.69","table":null,"line":null,"score":0.257},'
    '{"rule":"published-near","words":"2","table":null,"line":null,"score":0.125}],"joined":true,"by":"score"}'
).encode()


_TYPES = "AID SUPPORT CONCEDE COOPERATE RETREAT ACCUSE REJECT REQUEST THREATEN SANCTION COERCE MOBILIZE PROTEST ASSAULT AGREE CONSULT"
FRAMES_OF_HAPPENINGS = (
    '"status":"negated","status":"conditional","status":"expected","status":"requested","certainty":"likely",'
    '"certainty":"possible","voice":{"kind":"document","name":"","voice":{"kind":"unnamed","name":"officials","entity":null},'
    '"figures":[{"what":"injured","low":1,"high":1,"span":{"start":1,"end":2,"text":""},"unit":null},{"what":"killed","low":'
    + "".join(f'"type":"{kind}",' for kind in _TYPES.split())
    + '{"id":"h_","type":"CONSULT","mode":"visit","mode":null,"actors":["n_","recipients":["n_"],"actors":[],"recipients":[],'
    '"location":null,"location_in":null,"location":{"start":1,"end":2,"text":"","name":"","country":"USA","geonames":1,"lat":3,'
    '"lon":-7},"location_in":"d_","earliest":"2020-01-0","latest":"2020-01-0","figures":[],"status":"planned",'
    '"status":"occurred","tellings":[{"document":"d_","event":"e_","trigger":{"start":1,"end":2,"text":"meeting"},'
    '"published":"2020-01-0","status":"occurred","certainty":"certain","source":"n_","voice":{"kind":"named","name":"",'
    '"entity":"n_"},"publisher":"","copy_of":null,"earliest":null,"latest":null,"time_basis":null,"place_basis":null},'
    '{"document":"d_","event":"e_","trigger":{"start":1,"end":2,"text":"talks"},"published":"2020-01-0","status":"planned",'
    '"certainty":"certain","source":null,"voice":{"kind":"publisher","name":"","entity":null},"publisher":"",'
    '"copy_of":"d_","earliest":"2020-01-0","latest":"2020-01-0","time_basis":"report","place_basis":"event"},'
    '"time_basis":"event","place_basis":"report"}],"reports":["d_","d_"],"publishers":["","sources":[{"kind":"publisher",'
    '"name":"","entity":null},{"kind":"named","name":"","entity":"n_"}]}'
).encode()


def pack(body: str, frames: bytes = FRAMES_OF_HAPPENINGS) -> bytes:
    """Return a body as its table keeps it.

    >>> unpack(pack('{"id":"h_1"}'))
    '{"id":"h_1"}'
    """
    press = zlib.compressobj(LEVEL, zdict=frames)
    return press.compress(body.encode("utf-8")) + press.flush()


def unpack(cell: bytes, frames: bytes = FRAMES_OF_HAPPENINGS) -> str:
    """Return a body that was packed."""
    return zlib.decompressobj(zdict=frames).decompress(cell).decode("utf-8")


def body_of(cell: str | bytes) -> str:
    """Return the body of a thing of the assembly as JSON, as its table keeps it: packed, or as it is."""
    return unpack(cell) if isinstance(cell, bytes) else cell


# ---- numbers -----------------------------------------------------------------------------


def pack_rows(rows: Iterable[Sequence[int]]) -> bytes:
    """Return rows of whole numbers as one cell: small numbers are one byte.

    >>> unpack_rows(pack_rows([(1, 2), (3, -400)]), 2)
    [(1, 2), (3, -400)]
    """
    return msgspec.msgpack.encode([number for row in rows for number in row])


def unpack_rows(cell: bytes, width: int) -> list[tuple[int, ...]]:
    """Return the rows of a cell, of so many numbers each."""
    numbers = msgspec.msgpack.decode(cell, type=list[int])
    return list(zip(*[iter(numbers)] * width, strict=True))
