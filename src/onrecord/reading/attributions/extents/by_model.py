"""Find attributions by the model: one draft for each cue, with the source and contents linked to it.

The model gives runs of words with one role each and links them to a cue within a window. Here a run without a link
gets a cue, and the contents of a cue become its extents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.grammar import Forest, Quote
from onrecord.reading.attributions.extents.drafts import (
    MODEL,
    WORD,
    Draft,
    Extent,
    joined,
    overlap,
    shared,
    trimmed,
)
from onrecord.reading.attributions.extents.thresholds import Thresholds
from onrecord.types import Reason, Role, RoleLabel

MOSTLY_QUOTED = 0.5  # share of a content inside quotation marks from which on it counts as quoted
LONGEST_LABEL = 6  # words before the colon of a label
SURE_STRAY = 0.7  # score at which a content in another sentence than its cue and the rest is kept
MARKS = '"“”«»'  # at an edge of a content they quote it, though the other mark may be missing
SOURCE_EDGES, CUE_EDGES = frozenset(",;:"), frozenset(",")
SCORE_DIGITS = 3  # of a score in the `basis`


def find_by_model(
    text: str, forest: Forest, roles: Sequence[Role], quotes: Sequence[Quote], limits: Thresholds
) -> tuple[Draft, ...]:
    """Return one draft for each cue of the model, and one for each long content that no cue takes."""
    links = _Links(roles)
    alone = _link_loose(text, links, quotes, limits)
    drafts = [*_with_cue(text, forest, links, quotes), *_without_cue(alone, quotes, limits)]
    return tuple(sorted(drafts, key=lambda d: d.start))


class _Links:
    """Which sources and contents each cue has. It grows while roles without a link find a cue."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self.roles = roles
        self.cues = {n: role for n, role in enumerate(roles) if role.role == "cue"}
        self.contents = [role for role in roles if role.role == "content"]
        self._held: dict[tuple[RoleLabel, int], list[Role]] = {}
        self._cue_by_content: dict[Extent, int] = {}
        for role in self.linked():
            if role.cue is not None:
                self.add(role, role.cue)

    def linked(self) -> list[Role]:
        """Return the sources and contents that the model links to a cue."""
        return [r for r in self.roles if r.role != "cue" and r.cue in self.cues]

    def loose(self) -> list[Role]:
        """Return the sources and contents that the model links to no cue."""
        return [r for r in self.roles if r.role != "cue" and r.cue not in self.cues]

    def add(self, role: Role, cue: int) -> None:
        """Link a source or content to a cue."""
        self._held.setdefault((role.role, cue), []).append(role)
        if role.role == "content":
            self._cue_by_content[role.start, role.end] = cue

    def of(self, label: RoleLabel, cue: int) -> list[Role]:
        """Return the sources or the contents of a cue."""
        return self._held.get((label, cue), [])

    def cue_of(self, content: Role) -> int | None:
        """Return the cue of a content, or None."""
        return self._cue_by_content.get((content.start, content.end))


# ---- a cue for each role that the model links to none -------------------------------------------


def _link_loose(text: str, links: _Links, quotes: Sequence[Quote], limits: Thresholds) -> list[Role]:
    """Link each loose role to a cue where one is near; return the contents that get none."""
    alone = []
    for role in links.loose():
        cue = _find_cue(text, role, links, quotes, limits)
        if cue is not None:
            links.add(role, cue)
        elif role.role == "content":
            alone.append(role)
    return alone


def _find_cue(
    text: str, role: Role, links: _Links, quotes: Sequence[Quote], limits: Thresholds
) -> int | None:
    """Return the nearest cue; for a quoted content without one, the cue of the content beside it."""
    nearest = _nearest_cue(text, role, links, limits.near)
    if nearest is None and role.role == "content" and _is_quoted(role, quotes):
        return _cue_of_neighbour(text, role, links)
    return nearest


def _nearest_cue(text: str, role: Role, links: _Links, near: int) -> int | None:
    """Return the nearest cue that still lacks a role of this kind."""
    gaps = [
        (_gap(role, cue), n)
        for n, cue in links.cues.items()
        if not links.of(role.role, n) and _gap(role, cue) <= near and _is_in_reach(text, role, cue)
    ]
    return min(gaps)[1] if gaps else None


def _gap(a: Role, b: Role) -> int:
    return max(b.start - a.end, a.start - b.end)


def _is_in_reach(text: str, role: Role, cue: Role) -> bool:
    """Return whether a cue stands in the paragraph of `role`, or introduces it by a colon."""
    between = text[min(role.end, cue.end) : max(role.start, cue.start)]
    if "\n" not in between:
        return True
    return cue.end <= role.start and ":" in f"{cue.text[-1:]}{between}" and not WORD.search(between)


def _cue_of_neighbour(text: str, role: Role, links: _Links) -> int | None:
    """Return the cue of the next content in the paragraph if `role` touches it, else of the previous one."""
    n = links.contents.index(role)
    following, previous = links.contents[n + 1 : n + 2], links.contents[max(n - 1, 0) : n]
    for after in following:
        cue = links.cue_of(after)
        gap = text[role.end : after.start]
        if cue is not None and not WORD.search(gap) and "\n" not in gap:
            return cue
    touching = (before for before in previous if not WORD.search(text[before.end : role.start]))
    return next((links.cue_of(before) for before in touching), None)


def _is_quoted(role: Role, quotes: Sequence[Quote]) -> bool:
    inside = shared(((role.start, role.end),), [(q.start, q.end) for q in quotes])
    return inside > MOSTLY_QUOTED * (role.end - role.start)


# ---- drafts -----------------------------------------------------------------------------------


def _with_cue(text: str, forest: Forest, links: _Links, quotes: Sequence[Quote]) -> Iterator[Draft]:
    """Yield the drafts of the cues that have a content."""
    others = [(r.start, r.end) for r in links.roles if r.role != "content"]
    for n, cue in links.cues.items():
        contents = _without_strays(links.of("content", n), cue, forest, quotes)
        if contents:
            extents = bridged(joined([(c.start, c.end) for c in contents], text), forest, others)
            extents = _in_paragraph_of(text, extents, cue, quotes) or extents
            yield _draft(text, cue, links.of("source", n), contents, extents)


def _without_strays(
    contents: Sequence[Role], cue: Role, forest: Forest, quotes: Sequence[Quote]
) -> list[Role]:
    """Return the contents without low-scoring ones outside the cue's sentence, unless they are quoted.

    If a content in the cue's sentence is quoted, all unquoted contents outside it are dropped.
    """
    home = forest.at(cue.start)
    beside = [r for r in contents if forest.at(r.start) is home]
    is_quoting = any(_has_mark(r) or _is_quoted(r, quotes) for r in beside)
    kept = [r for r in contents if r in beside or _is_kept_outside(r, quotes, is_quoting)]
    return kept or list(contents)


def _is_kept_outside(content: Role, quotes: Sequence[Quote], is_quoting: bool) -> bool:
    """Return whether a content outside the cue's sentence is kept."""
    return _is_quoted(content, quotes) or (content.score >= SURE_STRAY and not is_quoting)


def _has_mark(role: Role) -> bool:
    return role.text[0] in MARKS or role.text[-1] in MARKS


def bridged(extents: Sequence[Extent], forest: Forest, others: Sequence[Extent]) -> tuple[Extent, ...]:
    """Return `extents`; those of one sentence are joined unless a source or cue stands between them.

    Hardly anything but its own cue interrupts a content ("…," she said, "…"). At any other gap the model was in
    doubt about a word.
    """
    found: list[Extent] = []
    for extent in extents:
        if found and _is_one_content(found[-1], extent, forest, others):
            found[-1] = (found[-1][0], extent[1])
        else:
            found.append(extent)
    return tuple(found)


def _is_one_content(before: Extent, after: Extent, forest: Forest, others: Sequence[Extent]) -> bool:
    tree = forest.at(before[1] - 1)
    if tree is None or after[0] >= tree.sentence.end:
        return False
    return not any(overlap((before[1], after[0]), other) for other in others)


def _in_paragraph_of(
    text: str, extents: Sequence[Extent], cue: Role, quotes: Sequence[Quote]
) -> tuple[Extent, ...]:
    """Return the extents in the paragraph of the cue, and quotations elsewhere; all of them behind a colon.

    The colon of a label, "Ort: No deal", is about its own line only.
    """
    if cue.text.endswith(":") and not is_label(text, cue):
        return tuple(extents)
    marked = [(q.start, q.end) for q in quotes]
    return tuple(e for e in extents if _is_in_paragraph(text, e, cue) or shared((e,), marked))


def is_label(text: str, cue: Role) -> bool:
    """Return whether a cue is the colon behind the few words that open a line, and the line goes on."""
    line = text[text.rfind("\n", 0, cue.start) + 1 :].partition("\n")[0]
    who, _, said = line.partition(":")
    return cue.text.strip() == ":" and bool(said.strip()) and len(who.split()) <= LONGEST_LABEL


def _is_in_paragraph(text: str, extent: Extent, cue: Role) -> bool:
    return "\n" not in text[min(extent[1], cue.end) : max(extent[0], cue.start)]


def _draft(
    text: str, cue: Role, sources: Sequence[Role], contents: Sequence[Role], extents: Sequence[Extent]
) -> Draft:
    """Return the draft of a cue: of several sources the one with the best score, then the nearest."""
    source = max(sources, key=lambda r: (r.score, -abs(r.start - cue.start)), default=None)
    score = min(role.score for role in (cue, *contents))
    return Draft(
        None if source is None else trimmed((source.start, source.end), text, SOURCE_EDGES),
        trimmed((cue.start, cue.end), text, CUE_EDGES),
        tuple(extents),
        (Reason(rule="model-roles", score=round(score, SCORE_DIGITS)),),
        score=MODEL + score,
        source_score=0.0 if source is None else source.score,
    )


def _without_cue(contents: Sequence[Role], quotes: Sequence[Quote], limits: Thresholds) -> Iterator[Draft]:
    """Yield the long contents that no cue takes. Quotations are left out: they get their source later."""
    for role in contents:
        if len(WORD.findall(role.text)) >= limits.loose_words and not _is_quoted(role, quotes):
            reason = Reason(rule="model-content-without-cue", score=round(role.score, SCORE_DIGITS))
            yield Draft(None, None, ((role.start, role.end),), (reason,), score=MODEL)
