"""Decode the network's outputs for one window into tokens, trees, names and roles.

Only numpy. The products of pairs (arcs, relations, links) are computed here for the words of one
sentence at a time; the graph of the network would compute them for all pieces.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypedDict, cast

import numpy as np
from numpy.typing import NDArray

from onrecord.models.acts import ActDecoder, ActOutputs, SeenAct
from onrecord.models.labels import Labels, apply_rule, mend_lemma
from onrecord.models.pieces import NONE, PARAGRAPH
from onrecord.models.references import Seen
from onrecord.models.tags import FORBIDDEN, best_path
from onrecord.models.trees import best_heads, with_auxiliaries
from onrecord.models.windows import Window
from onrecord.types import DisputedWord, Name, NameLabel, Outlook, Role, RoleLabel, Sentence, Token

Array = NDArray[np.float32]
# The least mean probability of a name, set for the best F1 on GUM dev and CrossNER dev together. There is no
# bound for a person: it would gain nothing there and lose speakers.
LEAST_SURE = {"ORG": 0.85, "LOC": 0.8}
# By how much (log odds) content must be likelier than any other class: the network learns from a teacher that
# finds too much content. Better F1 on either half of PolNeAR dev, flat from .15 to .45.
CONTENT_MARGIN = 0.3
CONTENT = "content"  # the label of a role
LEMMAS = 50_000  # forms whose lemmas are kept, as most words of a text are those of the last one
INFLECTED = frozenset(("VERB", "AUX", "NOUN"))


@dataclass(frozen=True, slots=True)
class Outputs:
    """The network's outputs for one window, (pieces, …); row 0 is the start mark.

    `classes` holds the best UPOS, features, lemma rule and entity; `tags` the scores of join,
    sentence, name and role, in that order; the rest are the projections of the biaffines.
    """

    classes: NDArray[np.int64]
    tags: Array
    arc_dep: Array
    arc_head: Array
    rel_dep: Array
    rel_head: Array
    link_dep: Array
    link_head: Array
    chain_dep: Array
    chain_head: Array
    acts: Array  # the scores of the heads of `acts.HEADS`, in that order
    part: Array
    part_head: Array
    same_dep: Array
    same_head: Array


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The tokens of a window: the first atom of each, and whether it begins a sentence or a paragraph.

    `spans` are their offsets in the text, `rows` the rows of their first pieces in the outputs, where row 0 is the start mark.
    """

    starts: list[int]
    begins_sentence: list[bool]
    begins_paragraph: list[bool]
    spans: list[tuple[int, int]]
    rows: NDArray[np.intp]

    @classmethod
    def of(cls, window: Window, starts: list[int], begins_sentence: list[bool]) -> Segmentation:
        """Return the tokens that begin with the atoms `starts` of a window."""
        atoms, firsts = window.atoms, window.first
        lasts = [*(k - 1 for k in starts[1:]), len(atoms) - 1]
        spans = [(atoms[k].start, atoms[last].end) for k, last in zip(starts, lasts, strict=True)]
        begins_paragraph = [atoms[k].gap == PARAGRAPH for k in starts]
        rows = np.asarray([firsts[k] + 1 for k in starts])
        return cls(starts, begins_sentence, begins_paragraph, spans, rows)


@dataclass(slots=True)
class Run:
    """A run of words with one label, before it becomes a name or a role."""

    label: str
    first: int
    last: int
    scores: list[float]
    continues: bool = False


def segment(window: Window, out: Outputs) -> Segmentation:
    """Return the tokens and sentences that the network sees in a window."""
    first = np.asarray(window.first) + 1
    apart, joined, within, begin = out.tags[first, :4].T
    joins, begins = (joined > apart).tolist(), (begin > within).tolist()
    starts: list[int] = []
    sentence: list[bool] = []
    for k, atom in enumerate(window.atoms):
        if k and joins[k] and atom.gap == NONE:
            continue
        starts.append(k)
        sentence.append(k == 0 or begins[k] or atom.gap == PARAGRAPH)
    return Segmentation.of(window, starts, sentence)


class Decoder:
    """Turns outputs into values; holds the label sets and the scorer of relations.

    `relations` takes the projections of words and of their heads, (words, width) each, and
    returns (words, relations) scores. `words` are known words: a lemma should be one of them.
    """

    def __init__(
        self, labels: Labels, relations: Callable[[Array, Array], Array], words: Container[str]
    ) -> None:
        self.labels = labels
        self._words = words
        self._relations = relations
        self._root = labels.rel.index("root")
        self._names = slice(4, 4 + len(labels.name))
        self._roles = slice(4 + len(labels.name), 4 + len(labels.name) + len(labels.role))
        margins = [CONTENT_MARGIN if role.endswith("content") else 0.0 for role in labels.role]
        self._role_margins = np.asarray(margins, np.float32)
        self._acts = ActDecoder(labels)
        self._lemma = lru_cache(maxsize=LEMMAS)(self._make_lemma)

    def sentences(self, text: str, out: Outputs, cut: Segmentation) -> list[Sentence]:
        """Return the sentences of a window with their trees."""
        at = cut.rows
        edges = [k for k, begins in enumerate(cut.begins_sentence) if begins] + [len(cut.starts)]
        heads: list[int] = []  # of each word, in the window's words, -1 for a root
        for low, high in itertools.pairwise(edges):
            places = at[low:high]
            heads_at = np.concatenate(([0], places))
            # no matrix product: BLAS wakes its threads for long sentences, and their waiting costs more
            scores = np.einsum("iw,jw->ij", out.arc_dep[places], out.arc_head[heads_at])
            heads.extend(h + low if h >= 0 else -1 for h in best_heads(scores))
        relations = self._relation_classes(out, at, np.asarray(heads)).tolist()
        classes = out.classes[at].tolist()
        return [
            self._sentence(
                text, cut.spans[low:high], heads[low:high], low, relations[low:high], classes[low:high]
            )
            for low, high in itertools.pairwise(edges)
        ]

    def _make_lemma(self, form: str, upos: str, rule: str) -> str:
        lemma = apply_rule(form, rule) or form
        return mend_lemma(form, lemma, self._words) if upos in INFLECTED else lemma

    def _relation_classes(
        self, out: Outputs, at: NDArray[np.intp], heads: NDArray[np.intp]
    ) -> NDArray[np.intp]:
        """Return the class of the relation of each word to its head; only a root is `root`."""
        head_at = np.where(heads >= 0, at[heads], 0)
        scores = self._relations(out.rel_dep[at], out.rel_head[head_at])
        scores[:, self._root] = FORBIDDEN
        best: NDArray[np.intp] = scores.argmax(1)
        best[heads < 0] = self._root
        return best

    def _sentence(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        heads: Sequence[int],
        first: int,
        relations: Sequence[int],
        classes: Sequence[Sequence[int]],
    ) -> Sentence:
        """Return one sentence; `heads` count the words of the window, of which `first` is the sentence's first."""
        labels = self.labels
        tokens = []
        for (start, end), head, relation, (upos, feats, lemma, _) in zip(
            spans, heads, relations, classes, strict=True
        ):
            form = text[start:end]
            tokens.append(
                Token(
                    start=start,
                    end=end,
                    text=form,
                    lemma=self._lemma(form, labels.upos[upos], labels.lemma[lemma]),
                    upos=labels.upos[upos],
                    feats=labels.feats[feats],
                    head=head - first if head >= 0 else -1,
                    deprel=labels.rel[relation],
                )
            )
        return Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tuple(with_auxiliaries(tokens)))

    def names(self, text: str, out: Outputs, cut: Segmentation) -> list[Name]:
        """Return the proper names of a window."""
        runs = self._runs(out, cut, self._names, self.labels.name, cut.begins_sentence)
        return [
            Name(
                **_words(text, cut, run),
                label=cast("NameLabel", run.label),
                score=_mean(run.scores),
            )
            for run in runs
            if _mean(run.scores) >= LEAST_SURE.get(run.label, 0.0)
        ]

    def seen(self, window: Window, out: Outputs, cut: Segmentation, number: int) -> list[Seen]:
        """Return the words of a window, the `number`-th, that head mentions."""
        entities = out.classes[cut.rows, 3].tolist()
        found = []
        for k, at, entity in zip(cut.starts, cut.rows.tolist(), entities, strict=True):
            if entity:
                atom = window.atoms[k]
                found.append(
                    Seen(atom.start, entity, out.chain_dep[at], out.chain_head[at], number, bool(atom.quoted))
                )
        return found

    def acts(
        self, text: str, out: Outputs, cut: Segmentation
    ) -> tuple[list[SeenAct], list[Outlook], list[DisputedWord]]:
        """Return the mentions of acts of a window, the words that may name what lies ahead, and those that may be disputed."""
        return self._acts.decode(text, cut.spans, cut.rows, _outputs_of_acts(out))

    def roles(self, text: str, out: Outputs, cut: Segmentation, before: Sequence[Role]) -> list[Role]:
        """Return `before`, the roles of earlier windows, with those of this window added.

        If a content continues over the edge of the windows, it is one role.
        """
        roles = list(before)
        runs = self._runs(out, cut, self._roles, self.labels.role, margins=self._role_margins)
        runs = [part for run in runs for part in _within_paragraphs(run, cut.begins_paragraph)]
        if runs and runs[0].continues and roles and roles[-1].role == runs[0].label == CONTENT:
            end = cut.spans[runs[0].last][1]
            roles[-1] = replace(roles[-1], end=end, text=text[roles[-1].start : end])
            runs = runs[1:]
        cues = [n for n, run in enumerate(runs) if run.label == "cue"]
        anchors = np.asarray([0, *(cut.rows[runs[n].first] for n in cues)])
        offset = len(roles)
        for n, run in enumerate(runs):
            cue = n if run.label == "cue" else _linked_cue(out, cut, run, cues, anchors)
            roles.append(
                Role(
                    **_words(text, cut, run),
                    role=cast("RoleLabel", run.label),
                    cue=None if cue is None else offset + cue,
                    score=_mean(run.scores),
                )
            )
        return roles

    def _runs(
        self,
        out: Outputs,
        cut: Segmentation,
        columns: slice,
        labels: Sequence[str],
        breaks: Sequence[bool] = (),
        margins: Array | float = 0.0,
    ) -> list[Run]:
        """Return the runs of one BIO layer; a tag I that continues no run begins one."""
        scores = out.tags[cut.rows, columns] - np.asarray(margins, np.float32)
        best = best_path(scores, labels, breaks) if breaks else scores.argmax(1).tolist()
        odds = np.exp(scores - scores.max(1, keepdims=True))
        sure = (odds[np.arange(len(best)), best] / odds.sum(1)).tolist()
        runs: list[Run] = []
        previous: Run | None = None
        for k, label_class in enumerate(best):
            tag, label = labels[label_class][:1], labels[label_class][2:]
            if tag == "O":
                previous = None
            elif previous and previous.label == label and tag == "I" and not (breaks and breaks[k]):
                previous.last = k
                previous.scores.append(sure[k])
            else:
                previous = Run(label, k, k, [sure[k]], continues=k == 0 and tag == "I")
                runs.append(previous)
        return runs


def _within_paragraphs(run: Run, begins: Sequence[bool]) -> Iterator[Run]:
    """Yield the parts of a run by paragraph; a content stays whole, as it may hold several.

    Without it, the speaker of "..., said Graham, R-S.C." is one source with the first word of the next paragraph.
    """
    edges = [k for k in range(run.first + 1, run.last + 1) if begins[k]] if run.label != CONTENT else []
    for first, behind in itertools.pairwise((run.first, *edges, run.last + 1)):
        scores = run.scores[first - run.first : behind - run.first]
        yield Run(run.label, first, behind - 1, scores, run.continues and first == run.first)


def _linked_cue(
    out: Outputs, cut: Segmentation, run: Run, cues: Sequence[int], anchors: NDArray[np.intp]
) -> int | None:
    """Return the cue with the most votes of the run's words; None if the window's start mark wins.

    `cues` are places among the runs; `anchors` the rows of the start mark and of each cue.
    """
    places = cut.rows[run.first : run.last + 1]
    votes = (out.link_dep[places] @ out.link_head[anchors].T).sum(0)
    best = int(votes.argmax())
    return cues[best - 1] if best else None


def _outputs_of_acts(out: Outputs) -> ActOutputs:
    return ActOutputs(out.acts, out.part, out.part_head, out.same_dep, out.same_head)


class _Words(TypedDict):
    start: int
    end: int
    text: str


def _words(text: str, cut: Segmentation, run: Run) -> _Words:
    start, end = cut.spans[run.first][0], cut.spans[run.last][1]
    return {"start": start, "end": end, "text": text[start:end]}


def _mean(scores: Sequence[float]) -> float:
    return round(sum(scores) / len(scores), 3)
