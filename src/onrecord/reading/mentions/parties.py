"""Parties that a country's reports call by a common word: "Labour", "the Greens", "Reform".

A word of party_words.tsv is the party of a country only if the report names that country, or comes from there and
is about no other. In any other report it stays the word that it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.grammar import Forest, Tree
from onrecord.grammar.headline import is_in_capitals
from onrecord.lexicon.mentions import MentionWords, PartyRow
from onrecord.reading.mentions.names import Named
from onrecord.reading.mentions.roles import covered
from onrecord.reading.mentions.senses import Senses

PARTY = "party-by-a-common-word"
ABOUT = 3  # times that a report names a country which it is about, not its outlet's
MODIFYING = ("compound", "amod", "flat")  # relations of a word inside another noun phrase: "Labour shortages"
SELECTING = ("amod", "nummod", "compound", "flat")  # of words that make it some people or another thing


@dataclass(frozen=True, slots=True)
class PartyFinder:
    """The parties that the words of one document can mean; built for one call."""

    rows: Mapping[str, PartyRow]  # by the word
    written: frozenset[str]  # words that the document capitalises inside a sentence
    words: MentionWords

    def with_parties(self, tree: Tree, names: Sequence[Named]) -> list[Named]:
        """Return the names of a sentence with the parties in it."""
        parties = [p for p in self._parties(tree) if not self._is_inside(p, names)] if self.rows else []
        taken = covered(parties)
        kept = [n for n in names if taken.isdisjoint(range(n.start, n.end))]
        return sorted([*kept, *parties], key=lambda name: name.start)

    def _parties(self, tree: Tree) -> Iterator[Named]:
        for i, token in enumerate(tree.tokens):
            pair = f"{token.text} {tree.tokens[i + 1].text}" if i + 1 < len(tree.tokens) else ""
            row = self.rows.get(pair) or self.rows.get(token.text)
            if row is not None:
                end = i + 1 + row.word.count(" ")
                if self._is_party(tree, i, end, row):
                    yield Named(tree, i, end, "ORG", 1.0, PARTY, row)

    def _is_inside(self, party: Named, names: Sequence[Named]) -> bool:
        """Return whether a word is part of a longer name, its article apart: "Reform" of "Reform Judaism"."""
        articles = self.words.classes.definite_articles
        starts = ((n, n.start + (n.tokens[0].text.lower() in articles)) for n in names)
        size = party.end - party.start
        return any(n.end - start > size and start < party.end and party.start < n.end for n, start in starts)

    def _is_party(self, tree: Tree, start: int, end: int, row: PartyRow) -> bool:
        """Return whether words are a party by their syntax: alone, or with the article that the word takes."""
        head = end - 1
        if tree.is_related(head, MODIFYING):
            return False
        if any(child < start for child in tree.of(head, *SELECTING)):
            return False
        articles = [tree.word(d) for d in tree.of(head, "det")]
        if row.form == "people":
            return all(a in self.words.classes.definite_articles for a in articles)
        return not articles and (start > 0 or self._opens_clause(tree, head, row))

    def _opens_clause(self, tree: Tree, head: int, row: PartyRow) -> bool:
        """Return whether the first word of a sentence acts or owns: "Labour won", not "Labour is scarce"."""
        token = tree.tokens[head]
        if row.common and row.word not in self.written:
            return False
        is_doer = token.deprel == "nsubj" and token.head >= 0 and tree.tokens[token.head].upos == "VERB"
        return is_doer or token.deprel == "nmod:poss"


def party_finder(
    forest: Forest, words: MentionWords, senses: Senses, outlet_country: Callable[[], str | None]
) -> PartyFinder:
    """Return a finder of the parties of the countries that a document is about.

    `outlet_country` gives the country of its publisher; it is asked only where the document has a word for a party.
    """
    texts = {token.text for tree in forest.trees for token in tree.tokens}
    met = {word: rows for word, rows in words.parties.items() if word.partition(" ")[0] in texts}
    if not met:
        return PartyFinder({}, frozenset(), words)
    outlet = outlet_country()
    counts = senses.countries(without=frozenset(words.parties))
    found = {word: _fitting(rows, counts, outlet) for word, rows in met.items()}
    written = frozenset(
        t.text
        for tree in forest.trees
        if not is_in_capitals(tree)
        for t in tree.tokens[1:]
        if t.text.istitle()
    )
    parties = {word: row for word, row in found.items() if row is not None and row.party is not None}
    return PartyFinder(parties, written, words)


def _fitting(rows: Sequence[PartyRow], counts: Counter[str], outlet: str | None) -> PartyRow | None:
    """Return the row of the country that the report names most, or of its outlet's; None for none, or for two."""
    ranked = sorted(rows, key=lambda row: -counts[row.country])
    if counts[ranked[0].country] > 0:
        is_tie = len(ranked) > 1 and counts[ranked[0].country] == counts[ranked[1].country]
        return None if is_tie else ranked[0]
    is_about_others = max(counts.values(), default=0) >= ABOUT
    return None if is_about_others else next((row for row in rows if row.country == outlet), None)
