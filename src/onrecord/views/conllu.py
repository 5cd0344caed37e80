"""Write the language layer as CoNLL-U (universaldependencies.org/format.html).

MISC has the fields for which UD has no column: `start` and `end` (code points in `document.text`), `name`
(`B-PER`, `I-ORG`, ...), `coref` (ids of the actors with a mention that contains the word, the innermost mention
first), and UD's `SpaceAfter=No`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from onrecord.types import ActorId, Language, Reading, Sentence, Token


def write_conllu(reading: Reading, language: Language) -> str:
    """Return the sentences of a document in CoNLL-U, each followed by an empty line."""
    document = reading.document
    lines = [f"# newdoc id = {_one_line(document.given_id or document.id)}"]
    starts = [token.start for sentence in language.sentences for token in sentence.tokens]
    names, coref = _name_tags(starts, language), _clusters(starts, reading)
    for number, sentence in enumerate(language.sentences, 1):
        lines.append(f"# sent_id = {document.id}-{number}")
        lines.append(f"# text = {_one_line(document.text[sentence.start : sentence.end])}")
        lines.extend(_token_lines(sentence, names, coref, document.text))
        lines.append("")
    return "\n".join(lines) + "\n"


def _token_lines(
    sentence: Sentence,
    names: Mapping[int, str],
    coref: Mapping[int, Sequence[ActorId]],
    text: str,
) -> Iterator[str]:
    for number, token in enumerate(sentence.tokens, 1):
        misc = [f"start={token.start}", f"end={token.end}"]
        if token.start in names:
            misc.append(f"name={names[token.start]}")
        if token.start in coref:
            misc.append(f"coref={','.join(coref[token.start])}")
        if token.end < len(text) and not text[token.end].isspace():
            misc.append("SpaceAfter=No")
        yield "\t".join(_columns(number, token, "|".join(misc)))


def _columns(number: int, token: Token, misc: str) -> tuple[str, ...]:
    form = _one_line(token.text) or "_"
    lemma = _one_line(token.lemma) or "_"
    head = str(token.head + 1)
    return str(number), form, lemma, token.upos, "_", token.feats or "_", head, token.deprel, "_", misc


def _name_tags(starts: Sequence[int], language: Language) -> dict[int, str]:
    """Return the IOB2 tag of each token inside a name, by the token's start."""
    return {
        start: f"{'I' if n else 'B'}-{name.label}"
        for name in language.names
        for n, start in enumerate(_between(starts, name.start, name.end))
    }


def _clusters(starts: Sequence[int], reading: Reading) -> dict[int, list[ActorId]]:
    """Return the actors with a mention that contains a token, by the token's start, shortest mention first."""
    mentions = sorted(
        (m.end - m.start, m.start, actor.id) for actor in reading.actors for m in actor.mentions
    )
    clusters: dict[int, list[ActorId]] = {}
    for length, begin, actor in mentions:
        for start in _between(starts, begin, begin + length):
            found = clusters.setdefault(start, [])
            if actor not in found:
                found.append(actor)
    return clusters


def _between(starts: Sequence[int], begin: int, end: int) -> Sequence[int]:
    return starts[bisect_left(starts, begin) : bisect_left(starts, end)]


def _one_line(text: str) -> str:
    """Return `text` with every run of white space as one blank: a line of CoNLL-U has no other."""
    return " ".join(text.split())
