"""What the assembly of events makes of acts without errors: `python -m benchmarks.events_oracle`.

The acts that the network marks in the dev part of the corpus are replaced by those of its labels, each certain, as the
training makes them: every mention has the type, mode, status and certainty of its event, the main mention has the words of
all participants, times, places, figures, conditions and word-givers, and each later mention repeats the first. All other
layers are read as usual. What a figure lacks to 1 is lost after the network. Three columns: with the acts of the labels; with
those words alone that the network sees together with the mention (one window, `models/windows.py`); with the network's acts.

    python -m benchmarks.events_oracle              the three columns for all articles
    python -m benchmarks.events_oracle --halves     and for the even and the odd articles
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from benchmarks.corpus_events import document_of
from benchmarks.event_articles import article_scores
from benchmarks.event_labels import labels_of
from benchmarks.event_scores import held_against
from benchmarks.run import SHARED
from corpora.events import read_events, unseal
from corpora.own.events.onrecord_events import Article, Labels, Span
from onrecord.known import Known, load_known
from onrecord.models import Reader
from onrecord.models.windows import pack
from onrecord.read import find_languages, read_language
from onrecord.types import ActMention, Document, Language, Odds, Participation, Token, span_of
from training.act_labels import spans_of_parts

LOG_ODDS = 10.0  # of everything that the labels say
CERTAIN = 1 / (1 + exp(-LOG_ODDS))
FIGURES = (
    "event_f1", "precision", "found_right_type", "whole_of_shown", "roles_whole", "actors_f1", "recipients_f1", "status",
    "certainty", "within", "no_wrong_time", "time_found", "no_wrong_place", "place_found", "condition_found", "figures_f1",
    "headline_right", "quiet_paragraphs",
)  # fmt: skip

WindowOf = Callable[[int], int]  # the number of the window of a word, by its offset


@dataclass(frozen=True)
class Given:
    """Articles with their labels and language layers: read once by the network, judged as often as needed."""

    gold: Sequence[Article]
    documents: Sequence[Document]
    languages: Sequence[Language]

    def half(self, first: int) -> Given:
        """Return every second article, from the article `first` (0 or 1)."""
        return Given(self.gold[first::2], self.documents[first::2], self.languages[first::2])


def read_given(known: Known, part: str = "dev") -> Given:
    """Return the articles of a part of the corpus, read by the network."""
    gold = list(read_events(SHARED, part))
    documents = [document_of(article) for article in gold]
    return Given(gold, documents, find_languages(documents, known))


def scores(given: Given, known: Known) -> dict[str, float]:
    """Read all layers after the language layer; return the scores of `event_scores` and `event_articles`."""
    read = zip(given.documents, given.languages, strict=True)
    system = {str(document.id): labels_of(read_language(document, lang, known)) for document, lang in read}
    wanted = {article.id: unseal(article) for article in given.gold}
    return held_against(wanted, system) | article_scores(given.gold, wanted, system)


# ---- acts from labels --------------------------------------------------------------------------


def with_labels(given: Given, known: Known, *, seen_together: bool = False) -> Given:
    """Return the same with the acts of the labels; `seen_together`: without the words of other windows."""
    windows = windows_of(known, given.documents) if seen_together else [_one_window] * len(given.gold)
    read = zip(given.gold, given.languages, windows, strict=True)
    return replace(
        given, languages=[replace(lang, acts=labelled_acts(article, lang, at)) for article, lang, at in read]
    )


def windows_of(known: Known, documents: Sequence[Document]) -> list[WindowOf]:
    """Return for each text the windows in which the network reads it."""
    assert isinstance(known.model, Reader)
    vocabulary = known.model.vocabulary
    found: list[WindowOf] = []
    for document in documents:
        windows = pack(vocabulary.cut(document.text), document.text)
        number = {atom.start: n for n, window in enumerate(windows) for atom in window.atoms}
        found.append(number.__getitem__)
    return found


def _one_window(_start: int) -> int:
    return 0


def labelled_acts(article: Article, language: Language, window_of: WindowOf) -> tuple[ActMention, ...]:
    """Return the mentions of the labelled events as acts, in text order."""
    words = [token for sentence in language.sentences for token in sentence.tokens]
    mentions = [(span, event) for event in article.labels["events"] for span in event["mentions"]]
    first: dict[str, int] = {}
    found = []
    for n, (span, event) in enumerate(sorted(mentions, key=lambda pair: (pair[0]["start"], pair[0]["end"]))):
        earlier = first.setdefault(event["id"], n)
        is_main = span["start"] == event["trigger"]["start"] and not event["minor"]
        own = [word for word in words if window_of(word.start) == window_of(_inside(words, span)[0].start)]
        parts = tuple(_parts(event, own)) if is_main else ()
        repeats = ((earlier, LOG_ODDS),) if earlier < n else ()
        found.append(_act(article.text or "", span, event, parts, repeats))
    return tuple(found)


def _act(
    text: str,
    span: Span,
    event: Labels,
    parts: tuple[Participation, ...],
    repeats: tuple[tuple[int, float], ...],
) -> ActMention:
    words = span_of(text, span["start"], span["end"])
    return ActMention(
        start=words.start,
        end=words.end,
        text=words.text,
        score=CERTAIN,
        types=_certain(event["type"]),
        modes=_certain(event["mode"] or "O"),
        statuses=_certain(event["status"]),
        certainties=_certain(event["certainty"]),
        parts=parts,
        repeats=repeats,
    )


def _certain(label: str) -> tuple[Odds, ...]:
    return (Odds(label=label, score=CERTAIN),)


def _parts(event: Labels, words: Sequence[Token]) -> Iterator[Participation]:
    """Yield the words that take part in an event, as the training marks them."""
    counts = {figure["span"]["start"]: figure["what"] for figure in event["figures"]}
    for kind, span in spans_of_parts(event):
        for word in _inside(words, span):
            yield Participation(
                start=word.start,
                end=word.end,
                text=word.text,
                kind=kind,  # type: ignore[arg-type]
                counts=counts[span["start"]] if kind == "figure" else None,
                score=CERTAIN,
            )


def _inside(words: Sequence[Token], span: Mapping[str, int]) -> list[Token]:
    return [word for word in words if word.start < span["end"] and span["start"] < word.end]


# ---- output ------------------------------------------------------------------------------------


def table(columns: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield the lines of a table of `FIGURES`, one column for each run."""
    yield " ".join([f"{'':18}", *(f"{name:>9}" for name in columns)])
    for figure in FIGURES:
        values = (column.get(figure) for column in columns.values())
        yield " ".join([f"{figure:18}", *(f"{v:9.3f}" if v is not None else f"{'-':>9}" for v in values)])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--halves", action="store_true", help="the even and the odd articles too")
    halves = parser.parse_args().halves
    known = load_known()
    network = read_given(known)
    runs = {
        "labels": with_labels(network, known),
        "window": with_labels(network, known, seen_together=True),
        "network": network,
    }
    parts: dict[str, Callable[[Given], Given]] = {"all": lambda given: given}
    if halves:
        parts |= {"even": lambda given: given.half(0), "odd": lambda given: given.half(1)}
    for name, part in parts.items():
        print(f"\n{name} articles" if halves else "")
        print("\n".join(table({run: scores(part(given), known) for run, given in runs.items()})))


if __name__ == "__main__":
    main()
