"""Write the language layer as CoNLL-U (universaldependencies.org/format.html).

MISC has the fields for which UD has no column: `start` and `end` (code points in `document.text`), `name`
(`B-PER`, `I-ORG`, ...), `coref` (ids of the actors with a mention that contains the word, the innermost mention
first), and UD's `SpaceAfter=No`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.types import Language, Reading, Sentence, Span


def write_conllu(
    reading: Reading,
    language: Language,
    facts: Iterable[tuple[Span, str]] = (),
    *,
    has_trees: bool = True,
) -> str:
    """Return the sentences of a document in CoNLL-U, each followed by an empty line.

    `facts` are named in MISC at each word that begins in their span; without trees HEAD and DEPREL are empty (`_`).
    """
    document = reading.document
    lines = [f"# newdoc id = {_one_line(document.given_id or document.id)}"]
    starts = [token.start for sentence in language.sentences for token in sentence.tokens]
    more = _More(_name_tags(starts, language), _clusters(starts, reading), _facts(starts, facts))
    for number, sentence in enumerate(language.sentences, 1):
        lines.append(f"# sent_id = {document.id}-{number}")
        lines.append(f"# text = {_one_line(document.text[sentence.start : sentence.end])}")
        lines.extend(_token_lines(sentence, more, document.text, has_trees=has_trees))
        lines.append("")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _More:
    """What MISC says of words, by the start of the word."""

    names: Mapping[int, str]
    coref: Mapping[int, Sequence[str]]
    facts: Mapping[int, Sequence[str]]


def _token_lines(sentence: Sentence, more: _More, text: str, *, has_trees: bool) -> Iterator[str]:
    for number, token in enumerate(sentence.tokens, 1):
        misc = [f"start={token.start}", f"end={token.end}"]
        if token.start in more.names:
            misc.append(f"name={more.names[token.start]}")
        if token.start in more.coref:
            misc.append(f"coref={','.join(more.coref[token.start])}")
        if token.end < len(text) and not text[token.end].isspace():
            misc.append("SpaceAfter=No")
        if token.start in more.facts:
            misc.append(f"facts={','.join(more.facts[token.start])}")
        head, deprel = (str(token.head + 1), token.deprel) if has_trees else ("_", "_")
        form, lemma = _one_line(token.text) or "_", _one_line(token.lemma) or "_"
        columns = (str(number), form, lemma, token.upos, "_", token.feats or "_", head, deprel, "_")
        yield "\t".join((*columns, "|".join(misc)))


def _name_tags(starts: Sequence[int], language: Language) -> dict[int, str]:
    """Return the IOB2 tag of each token inside a name, by the token's start."""
    return {
        start: f"{'I' if n else 'B'}-{name.label}"
        for name in language.names
        for n, start in enumerate(_between(starts, name.start, name.end))
    }


def _facts(starts: Sequence[int], facts: Iterable[tuple[Span, str]]) -> dict[int, list[str]]:
    """Return the facts in whose span a token begins, by the token's start, each once."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for span, name in facts:
        for start in _between(starts, span.start, span.end):
            found[start][name] = None
    return {start: list(names) for start, names in found.items()}


def _clusters(starts: Sequence[int], reading: Reading) -> dict[int, list[str]]:
    """Return the actors with a mention that contains a token, by the token's start, shortest mention first."""
    mentions = sorted(
        (m.end - m.start, m.start, actor.id) for actor in reading.actors for m in actor.mentions
    )
    clusters: dict[int, list[str]] = {}
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
