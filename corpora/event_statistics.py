"""Count and draw the contents of the corpus of events: `python -m corpora.event_statistics`.

Writes `statistics.svg` and `statistics.tsv` beside the corpus, only from the labels and `articles.jsonl`, so
both can be made without the texts that do not ship.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from corpora.events import FOLDER, read_events
from corpora.own.events.onrecord_events import SPLITS, STATUSES, TYPES, Article
from corpora.regions import read_regions

LENGTH_STEP = 100  # words, of the classes of length
PANEL_WIDTH, BAR_HEIGHT, BAR_GAP, LABEL_WIDTH, MARGIN = 470, 14, 4, 150, 24
COLORS = {"train": "#2f5fa8", "dev": "#8fb1dd", "test": "#d98b3a", "once": "#b9c0c7", "fit": "#7a9a6a"}


@dataclass(frozen=True, slots=True)
class Panel:
    """Counts of one property by value and split; values in the order of the picture."""

    title: str
    counts: Mapping[str, Mapping[str, int]]


def statistics(articles: Sequence[Article]) -> list[Panel]:
    """Return the counts of types, statuses, regions, decades, sources and lengths."""
    regions = read_regions()
    events = [(a, event) for a in articles for event in a.labels["events"]]
    places = ((a, event["location"]["country"]) for a, event in events if event["location"])
    lengths = sorted(articles, key=lambda a: a.about["words"])
    dated = sorted((a for a in articles if a.published), key=lambda a: a.published or "")
    return [
        _panel("Events by type", ((a, e["type"]) for a, e in events), TYPES),
        _panel("Events by status", ((a, e["status"]) for a, e in events), STATUSES),
        _panel("Events by the region of their place", ((a, regions[c]) for a, c in places if c)),
        _panel(
            "Articles by decade of publication",
            ((a, _decade(a.published or "")) for a in dated),
            ordered=True,
        ),
        _panel(
            "Articles by length in words", ((a, _length(a.about["words"])) for a in lengths), ordered=True
        ),
        _panel("Articles by source", ((a, a.about["source"]) for a in articles)),
    ]


def totals(articles: Iterable[Article]) -> dict[str, dict[str, int]]:
    """Return the counts of everything, for each split and for all."""
    found: dict[str, Counter[str]] = {split: Counter() for split in (*SPLITS, "all")}
    for article in articles:
        labels = article.labels
        count = Counter(
            articles=1,
            sentences=article.about["sentences"],
            words=article.about["words"],
            events=len(labels["events"]),
            minor=sum(event["minor"] for event in labels["events"]),
            mentions=sum(len(event["mentions"]) for event in labels["events"]),
            agenda=len(labels["agenda"]),
            disagreements=len(labels["disagreements"]),
            predicates=len(labels["predicates"]),
            with_nothing=not (labels["events"] or labels["agenda"] or labels["disagreements"]),
        )
        found[article.split] += count
        found["all"] += count
    return {split: dict(count) for split, count in found.items()}


def _panel(
    title: str, pairs: Iterable[tuple[Article, str]], values: Sequence[str] = (), *, ordered: bool = False
) -> Panel:
    """Count by value and split, in the order of `values`, else of appearance if `ordered`, else of frequency."""
    counts: dict[str, Counter[str]] = {value: Counter() for value in values}
    for article, value in pairs:
        counts.setdefault(value, Counter())[article.split] += 1
    if values or ordered:
        return Panel(title, counts)
    return Panel(title, dict(sorted(counts.items(), key=lambda item: -sum(item[1].values()))))


def _decade(day: str) -> str:
    return f"{day[:3]}0s"


def _length(words: int) -> str:
    start = words // LENGTH_STEP * LENGTH_STEP
    return f"{start} to {start + LENGTH_STEP - 1}"


# ---- drawing -----------------------------------------------------------------------------------


def draw(panels: Sequence[Panel]) -> str:
    """Return the panels as bars in one SVG, in two columns, with one colour per split."""
    columns = panels[::2], panels[1::2]
    heights = [sum(_height(panel) for panel in column) for column in columns]
    width, height = 2 * PANEL_WIDTH + 3 * MARGIN, max(heights) + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for number, column in enumerate(columns):
        top, left = MARGIN, MARGIN + number * (PANEL_WIDTH + MARGIN)
        for panel in column:
            parts += _draw_panel(panel, left, top)
            top += _height(panel)
    parts += [
        f'<rect x="{MARGIN + n * 90}" y="{height - MARGIN}" width="12" height="12" fill="{color}"/>'
        f'<text x="{MARGIN + n * 90 + 18}" y="{height - MARGIN + 11}">{split}</text>'
        for n, (split, color) in enumerate(COLORS.items())
    ]
    return "\n".join([*parts, "</svg>", ""])


def _height(panel: Panel) -> int:
    return len(panel.counts) * (BAR_HEIGHT + BAR_GAP) + 2 * MARGIN


def _draw_panel(panel: Panel, left: int, top: int) -> list[str]:
    parts = [
        f'<text x="{left}" y="{top + 12}" font-size="14" font-weight="bold">{escape(panel.title)}</text>'
    ]
    longest = max((sum(by_split.values()) for by_split in panel.counts.values()), default=1)
    scale = (PANEL_WIDTH - LABEL_WIDTH - 50) / max(longest, 1)
    for row, (value, by_split) in enumerate(panel.counts.items()):
        y = top + MARGIN + row * (BAR_HEIGHT + BAR_GAP)
        x: float = left + LABEL_WIDTH
        parts.append(f'<text x="{x - 6}" y="{y + 11}" text-anchor="end">{escape(value)}</text>')
        for split in SPLITS:
            size = by_split.get(split, 0) * scale
            parts.append(
                f'<rect x="{x:.1f}" y="{y}" width="{size:.1f}" height="{BAR_HEIGHT}" fill="{COLORS[split]}"/>'
            )
            x += size
        parts.append(f'<text x="{x + 5:.1f}" y="{y + 11}" fill="#555">{sum(by_split.values())}</text>')
    return parts


def table(panels: Sequence[Panel]) -> str:
    """Return the counts as tab-separated lines: property, value, one column per split."""
    lines = ["\t".join(("property", "value", *SPLITS))]
    for panel in panels:
        lines += [
            "\t".join((panel.title, value, *(str(by_split.get(split, 0)) for split in SPLITS)))
            for value, by_split in panel.counts.items()
        ]
    return "\n".join([*lines, ""])


def main() -> None:
    """Write the picture and the table."""
    panels = statistics(list(read_events(None)))
    (FOLDER / "statistics.svg").write_text(draw(panels), encoding="utf-8")
    (FOLDER / "statistics.tsv").write_text(table(panels), encoding="utf-8")


if __name__ == "__main__":
    main()
