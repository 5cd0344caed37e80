"""Sentence sketches for tests: a dependency tree written in one line, word by word.

    Talks/NOUN/nsubj>fail may/AUX/aux>fail fail/VERB/root/Inf ./PUNCT/punct>fail

Each word is `form/UPOS/relation>head[/shape]`; the head is the form of another word (`#2` after
it picks the second of that form), `root` has none. `form=lemma` gives a lemma if it is not the
form in lower case. A shape is a short name for UD features: see SHAPES. Words are joined with blanks,
except around punctuation, clitics and words written with a leading `+`.
"""

from __future__ import annotations

from onrecord.types import Language, Sentence, Token

SHAPES = {
    "Past": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "Pres": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "Inf": "VerbForm=Inf",
    "Fin": "VerbForm=Fin",
    "Imp": "Mood=Imp|VerbForm=Fin",
    "Pass": "Tense=Past|VerbForm=Part|Voice=Pass",
    "Part": "Tense=Past|VerbForm=Part",
    "Ing": "Tense=Pres|VerbForm=Part",
    "Ger": "VerbForm=Ger",
    "Rel": "PronType=Rel",
    "Plur": "Number=Plur",
    "Sing": "Number=Sing",
    "Poss": "Poss=Yes",
    "Neg": "Polarity=Neg",
}
NO_BLANK_BEFORE = {".", ",", "?", ";", ":", "n't", "'s", "’s", "”", "%"}
NO_BLANK_AFTER = {"“", "$"}


def language_of_sketches(*sketches: str) -> tuple[str, Language]:
    """Return the text that the sketches spell, one after another, and its language layer."""
    text, sentences = "", []
    for sketch in sketches:
        text = f"{text} " if text else ""
        sentence, text = _sentence(sketch.split(), text)
        sentences.append(sentence)
    return text, Language(sentences=tuple(sentences))


def _sentence(items: list[str], text: str) -> tuple[Sentence, str]:
    joined = [
        item.startswith("+") and not item.startswith("+/") for item in items
    ]  # "+/SYM" is the sign itself
    words = [_word(item[1:] if is_joined else item) for item, is_joined in zip(items, joined, strict=True)]
    forms = [word[0] for word in words]
    tokens: list[Token] = []
    for n, (form, lemma, upos, relation, head, shape) in enumerate(words):
        is_joined = joined[n] or form in NO_BLANK_BEFORE
        if n and not is_joined and forms[n - 1] not in NO_BLANK_AFTER:
            text += " "
        tokens.append(
            Token(
                start=len(text),
                end=len(text) + len(form),
                text=form,
                lemma=lemma,
                upos=upos,
                feats=SHAPES[shape] if shape else "_",
                head=_index(forms, head, items[n]),
                deprel=relation,
            )
        )
        text += form
    return Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tuple(tokens)), text


def _word(item: str) -> tuple[str, str, str, str, str | None, str | None]:
    form_and_lemma, upos, link, *shape = item.split("/")
    form, _, lemma = form_and_lemma.partition("=")
    relation, _, head = link.partition(">")
    return form, lemma or form.lower(), upos, relation, head or None, shape[0] if shape else None


def _index(forms: list[str], head: str | None, item: str) -> int:
    if head is None:
        return -1
    form, _, nth = head.partition("#")
    places = [n for n, f in enumerate(forms) if f == form]
    if not places or (len(places) > 1 and not nth):
        raise ValueError(
            f"'{item}' names the head '{head}', which stands {len(places)} times in its sentence."
        )
    return places[int(nth or 1) - 1]
