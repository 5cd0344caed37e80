"""Bodies of the assembly that are many and much alike, compressed: of 1,300 bytes some 300 are left.

`FRAMES` is what such bodies have in common. It is part of the schema: another text needs a migration.
"""

from __future__ import annotations

import zlib

LEVEL = 6
_RULES = (
    "names-several names-one actor-same recipient-same actor-words recipient-words figures-agree figures-differ time-same-day "
    "time-overlap report-place-near report-place-apart place-same here-and-then same-row also-named other-words "
    "neighbour-type same-mode other-mode covered-little covered-some words-few words-some reports-unlike reports-distant "
    "reports-related reports-alike reports-close published-far published-later published-next-day published-same-day "
    "lead-both lead-one cast-none cast-one same-report named-again one-ahead"
)
_PART = '{"rule":"%s","words":"0.51","table":null,"line":null,"score":-0.'
FRAMES = (
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


def pack(body: str) -> bytes:
    """Return a body as its table keeps it.

    >>> unpack(pack('{"joined":true}'))
    '{"joined":true}'
    """
    press = zlib.compressobj(LEVEL, zdict=FRAMES)
    return press.compress(body.encode("utf-8")) + press.flush()


def unpack(cell: bytes) -> str:
    """Return a body that was packed."""
    return zlib.decompressobj(zdict=FRAMES).decompress(cell).decode("utf-8")
