"""The corpus of events in the repository: it reads back from lines, and what it says of itself is so."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from corpora.event_edit import format_lines
from corpora.event_lines import Report, read_lines
from corpora.event_statistics import draw, statistics, table, totals
from corpora.events import FOLDER, read_events, read_twice, seal, unseal, write_labels
from corpora.own.events.onrecord_events import CHECKS, Article, digest, spans_of
from corpora.own.events.onrecord_events import read_lines as read_rows
from corpora.regions import read_regions

SHARED = Path(__file__).parent.parent.parent.parent / "shared"
ARTICLES = list(read_events(None))
SAME_STORY = 0.2  # TF-IDF cosine
SAME_STORY_AND_DAYS = 0.15  # between articles that were published at most NEAR_DAYS apart
NEAR_DAYS = 10


@cache
def with_texts() -> list[Article]:
    """Return all articles with their texts; raises if a text or a span does not fit its digest."""
    return list(read_events(SHARED))


def test_our_own_articles_read_back_from_the_lines_that_are_written_of_them(tmp_path: Path) -> None:
    own = [article for article in ARTICLES if article.text is not None and article.split == "train"]
    assert len(own) > 50
    path = tmp_path / "own.lines"
    reports = {a.id: Report(a.id, a.text or "", a.published) for a in own}
    path.write_text("\n".join(format_lines(unseal(a), reports[a.id]) for a in own), encoding="utf-8")
    found = read_lines(path, reports)
    assert found.faults == []
    assert found.labels == {a.id: unseal(a) for a in own}


def test_labels_that_are_put_back_change_their_article_alone(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    for name in ("articles.jsonl", "labels/dev.jsonl"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    article = next(a for a in ARTICLES if a.split == "dev" and a.text and a.labels["events"])
    labels = unseal(article)
    labels["events"] = labels["events"][1:]
    labels["agenda"] = []
    write_labels({article.id: labels}, tmp_path)
    before = {row["id"]: row for row in read_rows(FOLDER / "labels" / "dev.jsonl")}
    after = {row["id"]: row for row in read_rows(tmp_path / "labels" / "dev.jsonl")}
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} == {article.id}


def test_a_text_of_others_leaves_no_words_in_its_spans() -> None:
    sealed = [article for article in ARTICLES if not article.about["text_ships"]]
    spans = [span for a in sealed for span in spans_of([a.labels[layer] for layer in CHECKS])]
    assert len(spans) > 10_000
    assert not [span for span in spans if "text" in span]


def test_sealing_keeps_a_digest_of_the_words() -> None:
    labels = {
        "events": [],
        "agenda": [],
        "disagreements": [],
        "predicates": [{"span": {"start": 0, "end": 4, "text": "Peru"}}],
    }
    assert seal(labels, shipped=True) == labels
    assert seal(labels, shipped=False)["predicates"] == [
        {"span": {"start": 0, "end": 4, "sha1": digest("Peru")}}
    ]


def test_articles_of_one_story_are_in_one_part() -> None:
    parts: dict[int, set[str]] = {}
    for article in ARTICLES:
        parts.setdefault(article.about["story"], set()).add(article.split)
    assert not {story: found for story, found in parts.items() if len(found) > 1}


def test_training_texts_are_far_from_the_texts_of_dev_and_test() -> None:
    if not SHARED.exists():
        pytest.skip("the shared folder is not here; texts of others cannot be compared")
    articles = with_texts()
    others = [a.text or "" for a in articles if a.split not in ("once", "fit") or not a.id.startswith("own:")]
    vectors = tf_idf([article.text or "" for article in articles], others)
    held = [n for n, article in enumerate(articles) if article.split in ("dev", "test")]
    places: dict[str, list[tuple[int, float]]] = {}
    for n in held:
        for word, weight in vectors[n].items():
            places.setdefault(word, []).append((n, weight))
    close = []
    for article, vector in zip(articles, vectors, strict=True):
        if article.split in ("train", "once", "fit"):
            cosines: Counter[int] = Counter()
            for word, weight in vector.items():
                for n, other in places.get(word, ()):
                    cosines[n] += weight * other  # type: ignore[assignment]
            close += [
                (article.id, articles[n].id, round(cosine, 3))
                for n, cosine in cosines.items()
                if cosine >= (SAME_STORY_AND_DAYS if are_near(article, articles[n]) else SAME_STORY)
            ]
    assert not close


def tf_idf(texts: list[str], counted: list[str]) -> list[dict[str, float]]:
    """Return the weights of the words of each text, (1 + ln tf) ln(n / df) over `counted` texts, scaled to length 1."""
    counts = {text: Counter(words(text)) for text in {*texts, *counted}}
    texts_with = Counter(word for text in counted for word in counts[text])
    vectors = []
    for text in texts:
        count = counts[text]
        vector = {
            w: (1 + math.log(k)) * math.log(len(counted) / max(texts_with[w], 1)) for w, k in count.items()
        }
        length = math.hypot(*vector.values()) or 1.0
        vectors.append({word: weight / length for word, weight in vector.items()})
    return vectors


def words(text: str) -> list[str]:
    """Return the words of two letters and more."""
    return re.findall(r"\w\w+", text.lower())


def are_near(first: Article, second: Article) -> bool:
    """Tell whether two articles were published at most `NEAR_DAYS` days apart; False if a day is not known."""
    if not (first.published and second.published):
        return False
    days = dt.date.fromisoformat(first.published) - dt.date.fromisoformat(second.published)
    return abs(days.days) <= NEAR_DAYS


def test_no_topic_of_ecb_is_in_two_parts_of_which_one_is_held_out() -> None:
    parts: dict[str, set[str]] = {}
    for article in ARTICLES:
        if article.about["source"] == "ECB+":
            topic = article.id.removeprefix("ecb:").split("_")[0]
            parts.setdefault(topic, set()).add(article.split)
    assert not {topic: found for topic, found in parts.items() if len(found) > 1 and found & {"dev", "test"}}


def test_the_test_part_was_annotated_twice_and_both_versions_are_kept() -> None:
    kept = [
        {row["id"] for row in read_rows(FOLDER / "twice" / f"{name}.jsonl")} for name in ("first", "second")
    ]
    assert kept[0] == kept[1] == {a.id for a in ARTICLES if a.about["twice"]}
    assert {a.id for a in ARTICLES if a.split == "test"} <= kept[0]


@pytest.mark.parametrize("part", ["once", "fit"])
def test_parts_of_one_pass_have_one_annotation_no_predicates_and_no_grouped_stories(part: str) -> None:
    once = [article for article in ARTICLES if article.split == part]
    assert once
    assert not [a.id for a in once if a.about["twice"] or a.about["predicates"]]
    assert not [a.id for a in once if (a.text is not None) != a.id.startswith("own:")]
    assert len({a.about["story"] for a in once}) == len(once)


def test_predicates_are_labelled_where_the_articles_say_so() -> None:
    assert {a.id for a in ARTICLES if a.labels["predicates"]} == {
        a.id for a in ARTICLES if a.about["predicates"]
    }


def test_statistics_count_every_event_once_and_are_up_to_date() -> None:
    panels = statistics(ARTICLES)
    counted = sum(sum(by_split.values()) for by_split in panels[0].counts.values())
    assert counted == totals(ARTICLES)["all"]["events"]
    assert (FOLDER / "statistics.tsv").read_text(encoding="utf-8") == table(panels), (
        "run python -m corpora.event_statistics"
    )
    assert (FOLDER / "statistics.svg").read_text(encoding="utf-8") == draw(panels)


def test_the_readme_counts_what_the_corpus_holds() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    columns = ("articles", "sentences", "events", "agenda", "disagreements", "predicates")
    for part, count in totals(ARTICLES).items():
        assert f"| {part} | {' | '.join(f'{count.get(name, 0):,}' for name in columns)} |\n" in readme
    sources = Counter(a.about["source"].split(" ")[0] for a in ARTICLES if a.split == "once")
    for source, articles in sources.items():
        assert re.search(rf"\b{re.escape(source)}[a-z ]* \(?{articles}\b", readme), f"{source}: {articles}"


def test_every_country_of_a_place_has_a_region() -> None:
    places = (e["location"]["country"] for a in ARTICLES for e in a.labels["events"] if e["location"])
    assert not {country for country in places if country} - set(read_regions())


def test_the_description_names_every_file() -> None:
    described = {
        r["path"] for r in json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    }
    held = {str(p.relative_to(FOLDER)) for p in FOLDER.rglob("*") if p.suffix in (".jsonl", ".tsv")}
    assert described == held


def test_texts_of_others_are_put_together_from_the_shared_folder() -> None:
    if not SHARED.exists():
        pytest.skip("the shared folder is not here; texts of others cannot be checked")
    articles = with_texts()
    missing = Counter(a.about["source"] for a in articles if a.text is None)
    assert not missing
    first, second, once = (read_twice(SHARED, name, articles) for name in ("first", "second", "once"))
    assert first.keys() == second.keys()
    assert once.keys() < {a.id for a in articles if a.split == "once"}
