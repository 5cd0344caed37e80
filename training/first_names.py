"""Make `lexicon/first_names.tsv`: given names that indicate the gender of a person.

    python training/first_names.py PEOPLE.tsv.gz > src/onrecord/lexicon/first_names.tsv

`PEOPLE.tsv.gz` is the table of office holders and legislators compiled from Wikidata and
congress-legislators (both CC0): the columns `name` and `gender` are used. A given name is
kept if at least `LEAST` people have it and nearly all of them have one gender.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter, defaultdict
from pathlib import Path

LEAST = 1  # people with the name: even one is usually right, and rare names have no more
SHARE = 0.95  # share of people with the name; excludes "Jean", "Andrea" and "Alex"
GENDERS = ("male", "female")
HEAD = """# Given names that tell a person's gender: 95 % of the bearers are of one gender.
# Derived by training/first_names.py from office holders and legislators in Wikidata and
# congress-legislators (CC0).
# name: the given name, as Wikidata spells it
# gender: male or female
name\tgender"""


def first_names(people: Path) -> list[tuple[str, str]]:
    """Return the given names of `people` with their gender, by name."""
    bearers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(people, "rt", encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            given, _, rest = row["name"].partition(" ")
            if rest and row["gender"] in GENDERS and len(given) > 2 and given.istitle():
                bearers[given][row["gender"]] += 1
    kept = []
    for name, genders in sorted(bearers.items()):
        gender, most = genders.most_common(1)[0]
        if genders.total() >= LEAST and most >= SHARE * genders.total():
            kept.append((name, gender))
    return kept


if __name__ == "__main__":
    print(HEAD)
    for name, gender in first_names(Path(sys.argv[1])):
        print(f"{name}\t{gender}")
