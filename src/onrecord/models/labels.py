"""The label sets of the heads, and lemmas as edit rules.

A lemma rule turns a form into its lemma: how many characters to drop at the end, what to add, and
whether case is kept, as in UDPipe (Straka 2018). So a fixed set of classes covers an open vocabulary.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Labels:
    """The classes of each head, in the order of the network's outputs."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    rel: tuple[str, ...]
    name: tuple[str, ...]
    role: tuple[str, ...]
    entity: tuple[str, ...] = ()  # the kind of the mention that a word heads
    event: tuple[str, ...] = ()  # the type of the act that a word names
    mode: tuple[str, ...] = ()  # its PLOVER mode
    status: tuple[str, ...] = ()  # how the text presents it
    certainty: tuple[str, ...] = ()
    figure: tuple[str, ...] = ()  # what a number counts
    outlook: tuple[str, ...] = ()  # the time of a predicate: past, present, ahead, hypothetical, negated
    predicate: tuple[str, ...] = ()  # whether a word names an act of any kind
    factual: tuple[str, ...] = ()  # whether a predicate is a fact
    item: tuple[str, ...] = ()  # whether a word names something that is on the agenda
    dispute: tuple[str, ...] = ()  # whether a word is in a claim that is disputed, or in what answers it

    def indexes(self) -> dict[str, dict[str, int]]:
        """Return, for each head, label → class."""
        return {head: {label: i for i, label in enumerate(found)} for head, found in asdict(self).items()}

    def sizes(self) -> dict[str, int]:
        """Return the number of classes of each tag head (the relations have their own matrix)."""
        return {"join": 2, "sentence": 2} | {
            head: len(found) for head, found in asdict(self).items() if head != "rel"
        }


def lemma_rule(form: str, lemma: str) -> str:
    """Return the rule that turns `form` into `lemma`.

    >>> lemma_rule("said", "say"), lemma_rule("Putin", "Putin"), lemma_rule("was", "be")
    ('l2|y', 'k0|', 'l3|be')
    """
    case = "k" if form[:1] == lemma[:1] and not form.islower() else "l"
    base = form if case == "k" else form.lower()
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return f"{case}{len(base) - same}|{lemma[same:]}"


def apply_rule(form: str, rule: str) -> str:
    """Return the lemma that `rule` makes of `form`.

    >>> apply_rule("meetings", "l1|"), apply_rule("Russians", "k1|"), apply_rule("is", "l2|be")
    ('meeting', 'Russian', 'be')
    """
    drop, _, add = rule[1:].partition("|")
    base = form if rule[0] == "k" else form.lower()
    return base[: max(len(base) - int(drop), 0)] + add


LEMMA_ENDINGS = (  # of regular forms, and the possible endings of their lemmas, likeliest first
    ("ied", ("y",)), ("ies", ("y", "ie")), ("ed", ("", "e")), ("ing", ("", "e")), ("es", ("e", "")), ("s", ("",)),
)  # fmt: skip


def mend_lemma(form: str, lemma: str, words: Container[str]) -> str:
    """Return `lemma` if it is a known word, else a known lemma of a regular `form`, else `lemma`.

    The network chooses a rule of edits, and the result may not be a word.

    >>> words = {"impose", "plan", "reject", "deny"}
    >>> [
    ...     mend_lemma(f, x, words)
    ...     for f, x in (("imposed", "impos"), ("planning", "plann"), ("denied", "denie"))
    ... ]
    ['impose', 'plan', 'deny']
    """
    if lemma in words or lemma == form:
        return lemma
    plain = form.lower()
    lemmas = (stem for ending, endings in LEMMA_ENDINGS for stem in _lemmas(plain, ending, endings))
    return next((found for found in lemmas if found in words), lemma)


def _lemmas(form: str, ending: str, endings: Sequence[str]) -> Iterator[str]:
    """Yield the possible lemmas of a form with one regular ending."""
    if not form.endswith(ending):
        return
    stem = form.removesuffix(ending)
    yield from (stem + other for other in endings)
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]  # planned, plan
