"""Spellings of one name match, names of two people do not."""

from __future__ import annotations

import pytest

from onrecord.world.variants import fold, skeleton, surname


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Shoigu", "Sergey Shoygu"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Abdel Fattah el-Sisi", "Abdul Fattah al-Sissi"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Mohammed bin Salman", "Muhammad bin Salman"),
        ("Alexander Lukashenko", "Aleksandr Lukashenko"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Mike Pompeo", "Michael R. Pompeo"),
        ("Wolfgang Schäuble", "Wolfgang Schaeuble"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Boyko Borisov", "Boiko Borissov"),
    ],
)
def test_common_spellings_of_one_name_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("George Bush", "Jeb Bush"), ("Lee Myung-bak", "Lee Jae-myung"), ("Park Chung-hee", "Park Geun-hye"),
     ("Igor Ivanov", "Sergei Ivanov")],
)  # fmt: skip
def test_names_of_two_people_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_folding_drops_what_never_matters() -> None:
    assert fold("the U.N.") == "un"
    assert fold("Vetëvendosje!") == "vetevendosje"
    assert fold("Al\u00adbania’s") == "albania"


def test_a_surname_keeps_its_particles_and_loses_its_suffix() -> None:
    assert surname("Ursula von der Leyen") == "von der Leyen"
    assert surname("Ferdinand Marcos Jr.") == "Marcos"
