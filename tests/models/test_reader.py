"""The shipped model: its output, and its errors when its files were changed."""

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.models import load_model
from onrecord.models.reader import CARD, NETWORK, PIECES, Reader

REPORT = (
    "GENEVA — “We will not sign,” the foreign minister, Anna Lindqvist, said on Tuesday. “We will wait until the "
    "U.S. troops have left.”\n\nShe didn’t say when talks would resume. According to a Swiss diplomat, "
    "Dr. Meyer of the O.S.C.E. expects a meeting in March."
)


@pytest.fixture(scope="module")
def weights() -> Iterator[Path]:
    with resources.as_file(resources.files("onrecord.models").joinpath("weights")) as folder:
        yield folder


def copy(weights: Path, to: Path) -> Path:
    return Path(shutil.copytree(weights, to / "weights"))


def test_a_report_is_cut_into_its_sentences_and_tokens() -> None:
    language = load_model().read_one(REPORT)
    ends = [REPORT[: s.end].rsplit(maxsplit=1)[-1] for s in language.sentences]
    assert [e for e in ends if e != "—"] == [
        "Tuesday.",
        "left.”",
        "resume.",
        "March.",
    ]  # a dateline may be a separate sentence
    tokens = [t.text for s in language.sentences for t in s.tokens]
    assert {"U.S.", "did", "n’t", "Dr.", "O.S.C.E."} <= set(tokens)


def test_lemmas_parts_of_speech_and_heads_are_those_of_the_words() -> None:
    language = load_model().read_one("Russia imposed new sanctions on two banks.")
    (sentence,) = language.sentences
    by_word = {t.text: t for t in sentence.tokens}
    assert (by_word["imposed"].lemma, by_word["imposed"].upos, by_word["imposed"].deprel) == (
        "impose",
        "VERB",
        "root",
    )
    assert by_word["sanctions"].deprel == "obj"
    assert sentence.tokens[by_word["Russia"].head].text == "imposed"
    assert "Tense=Past" in by_word["imposed"].feats


def test_names_and_roles_are_found_and_linked() -> None:
    language = load_model().read_one(REPORT)
    assert ("Anna Lindqvist", "PER") in {(n.text, n.label) for n in language.names}
    cues = {r.text for r in language.roles if r.role == "cue"}
    assert "said" in cues
    content = next(r for r in language.roles if r.role == "content")
    assert content.cue is not None
    assert language.roles[content.cue].text == "said"


def test_a_source_ends_with_its_paragraph_also_after_the_initials_of_a_state() -> None:
    text = "“This is wrong,” said Sen. Lindsey Graham, R-S.C.\n\nSchumer said he would fight."
    sources = [r.text for r in load_model().read_one(text).roles if r.role == "source"]
    assert sources == ["Sen. Lindsey Graham, R-S.C.", "Schumer"]


def test_batched_and_single_runs_say_the_same() -> None:
    model = load_model()
    texts = [REPORT, "Short.", REPORT[:150], ""]
    assert model.read(texts) == [model.read_one(t) for t in texts]


def test_threads_share_one_model() -> None:
    model = load_model()
    with ThreadPoolExecutor(4) as pool:
        assert len({str(x) for x in pool.map(model.read_one, [REPORT] * 8)}) == 1


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "a", "“", "\u00ad", "\x00\x07", "😀", "." * 300, "\u200b\u200b"]
)
def test_the_smallest_texts_are_read(text: str) -> None:
    language = load_model().read_one(text)
    for sentence in language.sentences:
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text


@pytest.mark.slow
def test_a_sentence_of_five_thousand_tokens_is_read() -> None:
    language = load_model().read_one("sanctions and " * 2500)
    assert sum(len(s.tokens) for s in language.sentences) == 5000


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_for_any_text_tokens_quote_it_and_trees_are_trees(text: str) -> None:
    language = load_model().read_one(text)
    for sentence in language.sentences:
        assert [t.head for t in sentence.tokens].count(-1) == 1
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert -1 <= token.head < len(sentence.tokens)
    for span in (*language.names, *language.roles):
        assert text[span.start : span.end] == span.text
    for role in language.roles:
        assert role.cue is None or language.roles[role.cue].role == "cue"


def test_a_missing_file_is_named_with_the_way_to_get_it_back(weights: Path, tmp_path: Path) -> None:
    folder = copy(weights, tmp_path)
    (folder / NETWORK).unlink()
    with pytest.raises(ModelError, match=r"reader\.onnx is missing: reinstall"):
        Reader(folder)


def test_a_truncated_file_is_not_accepted(weights: Path, tmp_path: Path) -> None:
    folder = copy(weights, tmp_path)
    (folder / PIECES).write_bytes((folder / PIECES).read_bytes()[:1000])
    with pytest.raises(ModelError, match=r"pieces\.txt \(1,000 bytes\) has sha256 .* expected"):
        Reader(folder)


def test_a_card_that_is_no_json_is_reported(weights: Path, tmp_path: Path) -> None:
    folder = copy(weights, tmp_path)
    (folder / CARD).write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        Reader(folder)


def test_the_card_names_every_label_the_record_can_hold(weights: Path) -> None:
    labels = json.loads((weights / CARD).read_text(encoding="utf-8"))["labels"]
    assert {"B-PER", "B-ORG", "B-LOC", "B-EVENT", "B-MISC"} <= set(labels["name"])
    assert {"B-source", "B-cue", "B-content"} <= set(labels["role"])


def test_int8_and_full_weights_agree(weights: Path) -> None:
    """The full weights do not ship; the card keeps what the export measured on the example reports."""
    agreed = json.loads((weights / CARD).read_text(encoding="utf-8"))["agreement"]
    assert set(agreed) == {"upos", "feats", "lemma", "entity", "join", "sentence", "name", "role"}
    assert all(share >= 0.98 for share in agreed.values()), agreed
