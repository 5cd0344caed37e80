from typing import Any

from corpora.renamed import Renamer

COUNTRIES = [
    {"iso3": "PER", "name": "Peru", "demonyms": "Peruvian", "capital": "Lima", "population": "31000000"},
    {"iso3": "TCD", "name": "Chad", "demonyms": "Chadian", "capital": "N'Djamena", "population": "15000000"},
    {"iso3": "CHN", "name": "China", "demonyms": "Chinese", "capital": "Beijing", "population": "1300000000"},
    {"iso3": "NOR", "name": "Norway", "demonyms": "Norwegian|Norwegians", "capital": "Oslo", "population": "5000000"},
    {"iso3": "USA", "name": "United States", "demonyms": "American", "capital": "Washington", "population": "300000000"},
    {"iso3": "TUV", "name": "Tuvalu", "demonyms": "Tuvaluan", "capital": "Funafuti", "population": "10000"},
]  # fmt: skip
GENDERS = {"Ana": "f", "Omar": "m", "Ivo": "m"}


def renamer(seed: int = 1) -> Renamer:
    return Renamer(COUNTRIES, GENDERS, ["Kovač", "Diallo", "Brown"], seed)


def labels(text: str, *phrases: str) -> dict[str, Any]:
    spans = [{"start": text.index(p), "end": text.index(p) + len(p)} for p in phrases]
    return {"events": [{"trigger": spans[0], "actors": [{"span": s} for s in spans[1:]]}]}


def quoted(text: str, labelled: dict[str, Any]) -> list[str]:
    event = labelled["events"][0]
    spans = [event["trigger"], *(p["span"] for p in event["actors"])]
    return [text[s["start"] : s["end"]] for s in spans]


def test_a_country_its_people_and_its_capital_become_one_other_everywhere() -> None:
    text = "Peru expelled a Chadian. Lima gave no reason; the Peruvians were glad, Chadians were not."
    found, moved = renamer().renamed(text, labels(text, "expelled", "Peru", "Chadian"))
    act, doer, other = quoted(found, moved)
    forms = {
        "China": ("Beijing", "Chinese", "Chinese"),
        "Norway": ("Oslo", "Norwegian", "Norwegians"),
    }

    assert act == "expelled"
    assert f"{forms[doer][0]} gave no reason; the {forms[doer][2]} were glad" in found
    assert f"{other}s were not" in found or other == "Chinese"


def test_a_person_becomes_another_of_the_same_gender_by_every_name() -> None:
    text = "Ivo Diallo met Ana Kovač. Diallo smiled; Kovač did not."
    for seed in range(20):
        found, moved = renamer(seed).renamed(text, labels(text, "met", "Ivo Diallo", "Ana Kovač"))
        act, first, second = quoted(found, moved)
        assert act == "met"
        assert first.split()[0] in ("Ivo", "Omar")
        assert second.split()[0] == "Ana"
        assert found == f"{first} met {second}. {first.split()[1]} smiled; {second.split()[1]} did not."


def test_what_is_no_name_of_a_person_or_stands_for_much_else_stays() -> None:
    text = "United States officials met Omar Brown in brown coats in Tuvalu, the Ana Times said."
    found, moved = renamer().renamed(text, labels(text, "met", "Omar Brown"))

    assert found == text
    assert moved == labels(text, "met", "Omar Brown")


def test_the_same_seed_gives_the_same_text_and_the_labels_given_stay() -> None:
    text = "Peru and Chad signed a pact in Lima."
    given = labels(text, "signed", "Peru", "Chad")

    assert renamer(4).renamed(text, given) == renamer(4).renamed(text, given)
    assert given == labels(text, "signed", "Peru", "Chad")
