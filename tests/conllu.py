"""Hand-written trees for tests: from CoNLL-U to a `Language` over a text."""

from __future__ import annotations

from onrecord.types import Language, Name, Role, Sentence, Token


def language_of(
    conllu: str, text: str, names: tuple[Name, ...] = (), roles: tuple[Role, ...] = ()
) -> Language:
    """Return the language layer of `text` as written in `conllu`.

    Each line holds ID FORM LEMMA UPOS FEATS HEAD DEPREL, separated by blanks (or all ten
    CoNLL-U columns, separated by tabs); an empty line ends a sentence. Forms are found in
    `text` from left to right.
    """
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    offset = 0
    for line in [*conllu.splitlines(), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if tokens:
                sentences.append(Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tuple(tokens)))
                tokens = []
            continue
        columns = line.split("\t") if "\t" in line else line.split()
        if len(columns) == 10:
            _, form, lemma, upos, _, feats, head, deprel, _, _ = columns
        else:
            _, form, lemma, upos, feats, head, deprel = columns
        start = text.index(form, offset)
        offset = start + len(form)
        tokens.append(
            Token(
                start=start,
                end=offset,
                text=form,
                lemma=lemma,
                upos=upos,
                feats=feats,
                head=int(head) - 1,
                deprel=deprel,
            )
        )
    return Language(sentences=tuple(sentences), names=names, roles=roles)
