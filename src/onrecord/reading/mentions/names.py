"""Names: those of the model, repaired with the tree, the world and the rest of the document.

The small name tagger cuts names short, misses some surnames and mislabels some bodies. Four repairs follow:
persons after titles ("Sen."), bodies and countries that the world knows, capitalised words that end in a
word for institutions, and one sense for a name in a document (the surname of a person named in full means
that person elsewhere, too).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.grammar import Forest, Tree
from onrecord.grammar.headline import is_in_capitals
from onrecord.grammar.words import GENITIVES
from onrecord.lexicon.mentions import MentionWords, PartyRow
from onrecord.reading.mentions.roles import HYPHENS, RoleNoun, covered, is_title, role_noun_at
from onrecord.reading.mentions.senses import Senses
from onrecord.types import Document, Language, Name, Reason, Token
from onrecord.world import Entity, World

LONGEST_BODY_NAME = (
    9  # tokens: "the Organization for Security and Co-operation in Europe" without its article
)
LONGEST_PERSON = 4  # tokens of a person's name after a title
SHORTEST_SURNAME = 3  # letters: shorter last words are initials or parts of names, shorter acronyms are words
LONGEST_SYLLABLE = 6  # letters of the last part of a given name with a hyphen: "Jong-un", "Lai Ching-te"
SHORTEST_WITH_SURNAME = 2  # words of a name of which the first may be a title alone: "Pope Francis"
TOWN_PEOPLE = 50_000  # a name of a smaller town is more likely that of a person
CITY_PEOPLE = 300_000  # a city of so many, of nobody's name, is a place in any relation: "Kharkiv protested"
CAPITAL_PEOPLE = 500_000  # a capital of so many is meant though people bear its name: "Paris", not "Hamilton"
MEDIA = "JRN"  # sector of outlets
SPEAKING = ("nsubj", "obj", "iobj", "obl")  # relations of an outlet to a verb of speech: "told the Post"
TOWN_RELATIONS = ("nmod", "obl", "conj")  # of towns: "in Piura and Loja"; a subject is a person
SHORTEST_PORTFOLIO = 3  # tokens of "Ministry of Health", before an "and"
MINIMAL_CLAUSE = 3  # tokens of the shortest sentence with a subject, a verb and a full stop
# parts of speech that the tagger gives to no surname: in "He said" the pronoun is not Liu He
NO_SURNAME = frozenset({"PRON", "DET", "ADP", "ADV", "PART", "CCONJ", "SCONJ", "NUM", "PUNCT", "SYM"})
SEAT = "seat-before-a-member"  # the rule of a constituency
NO_FIRST_WORD = (
    "ADP",
    "SCONJ",
    "CCONJ",
    "PRON",
)  # of a name that only its form shows: "On Friday the Senate", "Her Department"
WELL_KNOWN = 0.9  # weight in the world of a body that a single word can name: "Kremlin", not "Justice"
BY_MODEL, COUNTRY = "name-by-model", "country-name"
# Least mean probability of a body that only the model found; bodies are its least reliable label.
ACRONYM_SCORE = 0.5  # of an acronym
SURE_WORD, SURE_NAME = 0.75, 0.6  # of one word, of several words


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence without its title: its tokens from `start` to `end` (exclusive)."""

    tree: Tree
    start: int
    end: int
    label: str  # PER, ORG, LOC, EVENT, MISC, NORP; FAMILY for a surname in the plural, "the Clintons"
    score: float
    rule: str
    party: PartyRow | None = None  # that a common word means here: "Labour"

    @property
    def reason(self) -> Reason:
        """Return why these words are taken for a name of this kind."""
        return Reason(rule=self.rule, score=round(self.score, 3) if self.rule == BY_MODEL else None)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The name's words."""
        return self.tree.tokens[self.start : self.end]

    @property
    def is_one_word(self) -> bool:
        """Whether the name has one word."""
        return self.end - self.start == 1

    @property
    def is_person(self) -> bool:
        """Whether it is one person's name."""
        return self.label == "PER"

    def holds(self, i: int) -> bool:
        """Return whether token `i` belongs to the name."""
        return self.start <= i < self.end


class NameFinder:
    """Find the names of one document; built for one call."""

    def __init__(
        self, document: Document, forest: Forest, words: MentionWords, world: World, senses: Senses
    ) -> None:
        self.document = document
        self.forest = forest
        self.words = words
        self.world = world
        self.senses = senses
        self._bodies: dict[str, bool] = {}
        self._countries: frozenset[str] = frozenset()
        self._parts: frozenset[str] = frozenset()  # first and last words of the people named in full
        self._double: dict[str, bool] = {}  # whether a word with a hyphen is a surname: "Rees-Mogg"
        self._headlines: dict[int, bool] = {}  # by the sentence that was asked for
        self._articles = words.classes.referring_determiners | words.classes.indefinite_determiners

    def find(self, language: Language, role_nouns: Sequence[Sequence[RoleNoun]]) -> list[list[Named]]:
        """Return the names of each sentence, left to right, without overlaps."""
        by_model = [[self._hyphened(n) for n in names] for names in self._from_model(language)]
        self._parts = _name_parts(by_model)
        trees = self.forest.trees
        repaired = list(map(self._repaired, trees, by_model, role_nouns))
        by_sentence = self._without_unsure(repaired)
        surnames = self._surnames(by_sentence, role_nouns)
        self._countries = self._countries_of(by_sentence)
        return [self._consistent(t, names, surnames) for t, names in zip(trees, by_sentence, strict=True)]

    # ---- the model's names ---------------------------------------------------------------

    def _from_model(self, language: Language) -> list[list[Named]]:
        """Return the model's names by sentence."""
        found: list[list[Named]] = [[] for _ in self.forest.trees]
        for name in language.names:
            tree = self.forest.at(name.start)
            inside = _tokens_in(tree, name) if tree is not None else []
            if tree is not None and inside:
                found[tree.index].append(
                    Named(tree, inside[0], inside[-1] + 1, name.label, name.score, BY_MODEL)
                )
        return found

    def _repaired(self, tree: Tree, names: Sequence[Named], role_nouns: Sequence[RoleNoun]) -> list[Named]:
        """Return a sentence's names, split and trimmed, with those of the world and those after titles."""
        apart = [part for name in names for part in self._without_seat(name, role_nouns)]
        whole = [self._with_first_word(self._with_suffix(name)) for name in _joined(apart)]
        kept = [part for name in whole for part in self._split(name)]
        kept = _without_overlaps(kept + list(self._known(tree, kept)))
        kept = _without_overlaps([*self._after_titles(tree, kept, role_nouns), *kept])  # a title decides
        kept = [self._of_government(n, role_nouns) for n in kept if not _is_in_role_noun(n, role_nouns)]
        return sorted(kept, key=lambda n: n.start)

    def _without_seat(self, name: Named, role_nouns: Sequence[RoleNoun]) -> Iterator[Named]:
        """Yield a name, the seat before a member as a place: "Perry Barr" of "Perry Barr MP Ayoub Khan"."""
        noun = next(
            (n for n in role_nouns if name.start < n.start <= name.end and self._has_seat(n, name)), None
        )
        if noun is None or name.label not in ("PER", "ORG"):
            yield name
            return
        seat = replace(name, end=noun.start)
        yield seat if self.world.bodies(self._text(seat)) else replace(seat, label="LOC", rule=SEAT)
        if noun.end < name.end:
            yield replace(name, start=noun.end)

    def _has_seat(self, noun: RoleNoun, name: Named) -> bool:
        """Return whether a noun for a member of a parliament stands before another name: "MP", "TD"."""
        behind = name.tree.tokens[noun.end : noun.end + 1]
        is_before_name = bool(behind) and behind[0].upos == "PROPN" and _is_capitalised(behind[0])
        return is_before_name and noun.row.phrase in self.words.classes.seated_members

    def _split(self, name: Named) -> Iterator[Named]:
        """Yield the parts of one tagged name without titles and articles; persons are cut at "and" and commas."""
        pieces = self._persons_in(name) if name.is_person else [name]
        yield from (trimmed for piece in pieces if (trimmed := self._trimmed(piece)) is not None)

    def _persons_in(self, name: Named) -> list[Named]:
        """Return the parts of a person's name between "and" and commas."""
        joiners = {",", *self.words.classes.coordinators}
        breaks = [i for i in range(name.start, name.end) if name.tree.tokens[i].text in joiners]
        edges = [name.start - 1, *breaks, name.end]
        return [replace(name, start=a + 1, end=b) for a, b in pairwise(edges)]

    def _with_suffix(self, name: Named) -> Named:
        """Extend a person's name to a "Jr." after it, and a lone "Jr." to the surname before it."""
        tokens, start, end = name.tree.tokens, name.start, name.end
        if not name.is_person:
            return name
        if not _without_suffixes(name.tokens, self.words) and start > 0 and tokens[start - 1].upos == "PROPN":
            start -= 1
        behind = [t for t in tokens[end : end + 1] if _is_capitalised(t)]
        is_suffix = bool(behind) and not _without_suffixes(behind, self.words)
        return replace(name, start=start, end=end + is_suffix)

    def _hyphened(self, name: Named) -> Named:
        """Return a person's name with all of its words with hyphens: "Kim Jong-un", "Rees-Mogg", "al-Sisi".

        The tagger often ends a name at a hyphen. What a hyphen makes of a name is left out: "Putin-backed".
        """
        if not name.is_person:
            return name
        tokens, start, end = name.tree.tokens, name.start, name.end
        after = _word_end(tokens, end - 1)
        if after > end and self._goes_on(tokens, start, end):
            end = after
        after = _word_end(tokens, end) if end < len(tokens) else end
        if after > end and self._is_of_particle(self._pieces(tokens, end, after)):
            end = after
        before = _word_start(tokens, start)
        pieces = self._pieces(tokens, before, _word_end(tokens, start))
        if before < start and (self._is_of_particle(pieces) or self._is_double(pieces)):
            start = before
        return replace(name, start=start, end=end)

    def _pieces(self, tokens: Sequence[Token], start: int, end: int) -> list[str]:
        """Return the parts of a word between its hyphens."""
        return re.split("[-–]", self.document.text[tokens[start].start : tokens[end - 1].end])

    def _goes_on(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Return whether a name that ends inside a word goes on to the end of the word."""
        opens = _word_start(tokens, end - 1)
        pieces = self._pieces(tokens, opens, _word_end(tokens, end - 1))
        if opens <= start:
            return self._is_of_particle(pieces) or self._is_double(pieces)
        return self._ends_name(pieces)

    def _ends_name(self, pieces: Sequence[str]) -> bool:
        """Return whether a word with a hyphen can be the last of a name: a syllable or a surname ends it."""
        tail = pieces[-1]
        is_syllable = tail.isalpha() and len(tail) <= LONGEST_SYLLABLE
        return tail[:1].isupper() or (is_syllable and tail not in self.words.classes.hyphened_adjectives)

    def _is_of_particle(self, pieces: Sequence[str]) -> bool:
        """Return whether a word is a surname with a particle: "al-Sisi"."""
        is_particle = pieces[0].lower() in self.words.classes.hyphened_particles
        return is_particle and len(pieces) > 1 and pieces[1][:1].isupper()

    def _is_double(self, pieces: Sequence[str]) -> bool:
        """Return whether a word is a double surname of the world: "Rees-Mogg", not "Trump-Putin"."""
        text = "-".join(pieces)
        if text not in self._double:
            are_names = len(pieces) > 1 and all(piece[:1].isupper() for piece in pieces)
            self._double[text] = are_names and bool(self.world.people_by_surname(text))
        return self._double[text]

    def _ends_hyphened(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Return whether the last token of a name is the end of a word with a hyphen: "-Gvir"."""
        opens = _word_start(tokens, end - 1)
        return start <= opens < end - 1 and self._ends_name(self._pieces(tokens, opens, end))

    def _with_first_word(self, name: Named) -> Named:
        """Extend a person's name to the word before it if the world knows that person: "Marine" before "Le Pen"."""
        tokens, start = name.tree.tokens, name.start - 1
        if not name.is_person or start < 0 or not _is_capitalised(tokens[start]):
            return name
        return replace(name, start=start) if self._is_known_in_full(tokens[start : name.end]) else name

    def _trimmed(self, name: Named) -> Named | None:
        """Return a name without articles, punctuation and titles around it, or None if no name is left."""
        tokens, start, end = name.tree.tokens, self._after_articles(name), name.end
        while (
            end > start
            and self._trails(tokens[end - 1], name.label)
            and not (name.is_person and self._ends_hyphened(tokens, start, end))
        ):
            end -= 1
        if name.is_person and not self._is_known_in_full(tokens[start:end]):
            start = self._after_own_title(tokens, start, end)
        is_abbreviation = name.is_person and _is_abbreviation(tokens[start:end])
        if is_abbreviation or not _has_capital_or_digit(tokens[start:end]):
            return None
        return replace(name, start=start, end=end)

    def _is_known_in_full(self, tokens: Sequence[Token]) -> bool:
        """Return whether a name is a person's of the world, and without its first word nobody's: "Marine Le Pen"."""
        if len(tokens) <= SHORTEST_WITH_SURNAME or tokens[0].text in self.words.titles:
            return False
        whole = self.document.text[tokens[0].start : tokens[-1].end]
        rest = self.document.text[tokens[1].start : tokens[-1].end]
        return bool(self.world.people(whole)) and not self.world.people(rest)

    def _after_articles(self, name: Named) -> int:
        """Return where a name begins after articles, prepositions and marks; "The" is cut at the front only."""
        tokens, start = name.tree.tokens, name.start
        while start < name.end and self._leads(tokens[start]):
            start += 1
        opens = start == 0 and name.end > 1 and tokens[0].text in self.words.classes.definite_articles
        return 1 if opens else start

    def _leads(self, token: Token) -> bool:
        """Return whether a first word is no part of a name: an article in small letters, "in", a mark."""
        return token.upos in ("PUNCT", "ADP") or token.text in self._articles

    def _trails(self, token: Token, label: str) -> bool:
        """Return whether a last word is no part of a name: a day after a body, "’s", a word in small letters."""
        is_day = label == "ORG" and token.text in self.words.classes.calendar_names
        return is_day or token.upos in ("PUNCT", "PART") or token.text.islower()

    def _after_own_title(self, tokens: Sequence[Token], start: int, end: int) -> int:
        """Return where a person's name begins after titles that were tagged as part of it."""
        while start < end - 1:
            noun = role_noun_at(tokens, start, self.words)
            if noun is not None and noun.end < end:
                start = noun.end
            elif self._is_title_word(tokens[start]):
                start += 1
            else:
                break
        return start

    def _is_title_word(self, token: Token) -> bool:
        """Return whether a word before a person's name belongs to a title: "Sen.", "Russian", a comma."""
        is_title = token.text in self.words.titles or token.upos == "PUNCT"
        return is_title or self.world.demonym(token.text) is not None

    # ---- what the world knows ------------------------------------------------------------

    def _known(self, tree: Tree, names: Sequence[Named]) -> Iterator[Named]:
        """Yield bodies and countries that the world knows among capitalised words, the longest first."""
        persons = covered([n for n in names if self._is_clear_person(n)])
        for start, end in _capital_runs(tree, self.words.classes.name_connectors):
            i = start
            while i < end:
                found = self._known_from(tree, i, end, persons)
                if found is not None:
                    yield found
                i = found.end if found is not None else i + 1

    def _is_clear_person(self, name: Named) -> bool:
        """Return whether a name is a person's in full, or part of one that the model found elsewhere."""
        return name.is_person and (not name.is_one_word or self._text(name) in self._parts)

    def _known_from(self, tree: Tree, i: int, end: int, persons: set[int]) -> Named | None:
        """Return the longest known body or country from token `i` on that holds no token of `persons`."""
        if not _is_capitalised(tree.tokens[i]):
            return None
        for j in range(min(end, i + LONGEST_BODY_NAME), i, -1):
            if _is_capitalised(tree.tokens[j - 1]) and persons.isdisjoint(range(i, j)):
                found = self._known_at(tree, i, j)
                if found is not None:
                    return found
        return None

    def _known_at(self, tree: Tree, i: int, j: int) -> Named | None:
        """Return the capitalised words from token `i` to `j` as a country or body, or None."""
        text = self.document.text[tree.tokens[i].start : tree.tokens[j - 1].end]
        if j - i == 1 and (text.lower() in self._articles or not self._may_be_name(tree, i)):
            return None
        if j - i == 1 and self._ends_another_name(tree, i):
            return None
        if self.senses.country(text) is not None and not self._is_in_region(tree, i, j):
            return Named(tree, i, j, "LOC", 1.0, COUNTRY)
        if self._is_part_of_a_country(text):
            return Named(tree, i, j, "LOC", 1.0, "region-with-the-name-of-a-country")
        if self._is_body(text, tree.tokens[i]):
            return Named(tree, i, j, "ORG", 1.0, "body-known-to-the-world")
        if self._is_shaped(tree.tokens[i:j]) and not self._is_headline(tree):
            return Named(tree, i, j, "ORG", ACRONYM_SCORE, "body-by-its-capitals")
        return None

    def _is_in_region(self, tree: Tree, i: int, j: int) -> bool:
        """Return whether a country's name ends a listed name of another place: "Latin America", "New Mexico"."""
        if i == 0 or not _is_capitalised(tree.tokens[i - 1]):
            return False
        whole = self.document.text[tree.tokens[i - 1].start : tree.tokens[j - 1].end]
        place = next(iter(self.world.places(whole)), None)
        return place is not None and place.is_main_name and self.world.country(whole) is None

    def _is_shaped(self, tokens: Sequence[Token]) -> bool:
        """Return whether capitalised words have the form of a body: "Foreign Ministry", "Institute for Peace"."""
        last, heads = tokens[-1], self.words.classes.body_endings
        if len(tokens) == 1 or self._is_broken(tokens):
            return False
        if self._is_of_region(tokens):
            return True
        if last.text in heads and last.upos == "PROPN":
            return True
        return any(head.text in heads and case.upos == "ADP" for head, case in pairwise(tokens[:-1]))

    def _is_of_region(self, tokens: Sequence[Token]) -> bool:
        """Return whether words are a region and a name of bodies of many countries: "Texas Senate"."""
        text = self.document.text[tokens[0].start : tokens[-1].end]
        return self.senses.region_of(text, self.words.bodies_of_regions) is not None

    def _is_part_of_a_country(self, text: str) -> bool:
        """Return whether words are a region and end in the name of a country: "Northern Ireland"."""
        first, _, _ = text.partition(" ")
        _, blank, last = text.rpartition(" ")
        if not blank or first.lower() in self._articles or self.world.country(last) is None:
            return False
        best = next(iter(self.world.places(text)), None)
        return best is not None and best.kind == "region" and best.is_main_name

    def _ends_another_name(self, tree: Tree, i: int) -> bool:
        """Return whether a name of bodies of many countries is the last word of another: "Council House".

        A people or a party before it leaves it what it is: "the American Senate", "a Republican House".
        """
        if i == 0 or tree.tokens[i].text.lower() not in self.words.shared_bodies:
            return False
        before, token = tree.tokens[i - 1], tree.tokens[i]
        if before.upos != "PROPN" or not _is_capitalised(before) or self._is_headline(tree):
            return False
        classes, word = self.words.classes, before.text
        is_joined = self.document.text[before.end : token.start] == " "
        is_opener = word in classes.chamber_openers or word in classes.calendar_names
        return is_joined and not (is_opener or self.world.demonym(word) or self.world.country(word))

    def _is_broken(self, tokens: Sequence[Token]) -> bool:
        """Return whether words are no single name: "On Friday the Senate", with "and" inside, or a day at an end."""
        classes = self.words.classes
        if {tokens[0].text, tokens[-1].text} & classes.calendar_names or tokens[0].upos in NO_FIRST_WORD:
            return True
        if tokens[0].text.lower() in self._articles | classes.former_words:
            return True
        joints = (i for i, t in enumerate(tokens) if t.text in self.words.classes.coordinators)
        return any(not self._is_in_portfolio(tokens, i) for i in joints)

    def _is_in_portfolio(self, tokens: Sequence[Token], joint: int) -> bool:
        """Return whether an "and" joins the fields of one body: "Ministry of Health and Sports", not "... and NATO"."""
        if joint < SHORTEST_PORTFOLIO or tokens[1].upos != "ADP":
            return False
        rest = self.document.text[tokens[joint].end : tokens[-1].end].strip()
        is_other_name = rest.isupper() or self.senses.country(rest) is not None or self.world.bodies(rest)
        return tokens[0].text in self.words.classes.body_endings and bool(rest) and not is_other_name

    def _may_be_name(self, tree: Tree, i: int) -> bool:
        """Return whether one capitalised word can be a name; a common noun that opens a sentence cannot."""
        token = tree.tokens[i]
        if token.upos == "PROPN" or (token.upos in ("NOUN", "X") and i > 0):
            return True
        return self._is_articled_acronym(tree, i)

    def _is_articled_acronym(self, tree: Tree, i: int) -> bool:
        """Return whether capitals that spell a word are a name: "the WHO", "WHO chief", not "the man WHO left"."""
        text = tree.tokens[i].text
        if not text.isupper() or len(text) < SHORTEST_SURNAME or self._is_headline(tree):
            return False
        before = tree.word(i - 1) if i else ""
        after = tree.lemma(i + 1) if i + 1 < len(tree.tokens) else ""
        return before in self.words.classes.definite_articles or self.words.role(after) is not None

    def _is_body(self, text: str, first: Token) -> bool:
        """Return whether the world knows a body of this name; of one word only a well-known one."""
        if text not in self._bodies:
            body = next(iter(self.world.bodies(text)), None)
            self._bodies[text] = body is not None and self._fits_body(text, first, body)
        return self._bodies[text]

    def _fits_body(self, text: str, first: Token, body: Entity) -> bool:
        """Return whether words can name a body: "The Guardian" with its article, "House" without."""
        if " " not in text and body.weight < WELL_KNOWN:
            return False
        if first.text.lower() in self._articles and not body.name.startswith(first.text + " "):
            return False
        return body.kind in ("organization", "group")

    # ---- titles --------------------------------------------------------------------------

    def _after_titles(
        self, tree: Tree, names: Sequence[Named], role_nouns: Sequence[RoleNoun]
    ) -> Iterator[Named]:
        """Yield the persons right after a title or a role noun: "President Tokayev"."""
        taken = {i: n for n in names for i in range(n.start, n.end)}
        for start in self._ends_of_titles(tree, role_nouns):
            known = taken.get(start)
            if known is not None and known.start == start:
                if known.label != "PER" and self._is_person_after_title(known):
                    yield replace(known, label="PER", score=1.0, rule="name-after-title")
                continue
            end = self._name_end(tree, start, taken)
            if end > start:
                yield self._hyphened(Named(tree, start, end, "PER", 1.0, "name-after-title"))

    def _is_person_after_title(self, name: Named) -> bool:
        """Return whether a name after a title is a person's: the model's, or a country's after "Congressman"."""
        if name.rule == BY_MODEL:
            return True
        title = name.tree.tokens[name.start - 1]
        is_of_country = name.rule == COUNTRY and name.is_one_word
        is_written_so = is_of_country and _is_capitalised(title) and not self._is_headline(name.tree)
        return is_written_so and title.deprel != "appos"

    def _ends_of_titles(self, tree: Tree, role_nouns: Sequence[RoleNoun]) -> list[int]:
        """Return the tokens that follow a title or a role noun that can be one."""
        after_nouns = {noun.end for noun in role_nouns if is_title(tree, noun)}
        after_titles = {i + 1 for i, token in enumerate(tree.tokens) if token.text in self.words.titles}
        return sorted((after_nouns | after_titles) - {len(tree.tokens)})

    def _name_end(self, tree: Tree, start: int, taken: dict[int, Named]) -> int:
        """Return where the person's name that begins at token `start` ends; `start` itself for none."""
        end = start
        while end < min(len(tree.tokens), start + LONGEST_PERSON) and end not in taken:
            if not self._may_be_of_person(tree.tokens[end]):
                break
            end += 1
        return end

    def _may_be_of_person(self, token: Token) -> bool:
        """Return whether a word can be part of a person's name: a proper noun that is no title, people or day."""
        if token.upos != "PROPN" or not _is_capitalised(token):
            return False
        if token.text in self.words.titles or token.text in self.words.classes.calendar_names:
            return False
        return token.lemma.lower() not in self.words.roles and not self.world.demonym(token.text)

    def _without_unsure(self, by_sentence: Sequence[Sequence[Named]]) -> list[list[Named]]:
        """Return the names without bodies that are doubtful wherever the document names them."""
        bodies = [n for names in by_sentence for n in names if n.label == "ORG"]
        longer = {n.tokens[-1].text for n in bodies if not self._is_outlet_or_thing(n)}
        sure = {self._text(n) for n in bodies if self._is_sure(n)}
        sure -= {
            self._text(n)
            for n in bodies
            if self._is_outlet_or_thing(n) and n.tokens[-1].text not in longer | self._speaking(bodies)
        }
        return [[n for n in names if n.label != "ORG" or self._text(n) in sure] for names in by_sentence]

    def _is_outlet_or_thing(self, name: Named) -> bool:
        """Return whether a name is a word for an outlet and for another thing: "the Post", "CCTV"."""
        if len(name.tokens) > 1 + (name.tokens[0].text.lower() in self._articles):
            return False
        if name.tokens[-1].text not in self.words.classes.names_of_other_things:
            return False
        return any(MEDIA in (body.sector, body.sector2) for body in self.world.bodies(self._text(name))[:1])

    def _speaking(self, bodies: Sequence[Named]) -> set[str]:
        """Return the last words of the bodies that speak, are told, or are called media: "the broadcaster CCTV"."""
        return {n.tokens[-1].text for n in bodies if self._is_outlet_or_thing(n) and self._speaks(n)}

    def _speaks(self, name: Named) -> bool:
        tree, head = name.tree, name.end - 1
        governor = tree.tokens[head].head
        lemma = tree.lemma(governor) if governor >= 0 else ""
        if tree.is_related(head, SPEAKING) and lemma in self.words.classes.speech_verbs:
            return True
        beside = [lemma, *(tree.lemma(i) for i in tree.of(head, "compound", "appos", "amod", "nmod"))]
        roles = (self.words.role(word) for word in beside if word)
        citing = self.words.classes.citing_prepositions
        is_cited = any({tree.lemma(i), tree.word(i)} & citing for i in tree.of(head, "case"))
        return is_cited or any(role is not None and role.sector == MEDIA for role in roles)

    def _is_sure(self, name: Named) -> bool:
        """Return whether a name is no doubtful body: known, with the form of a body, or with a high score."""
        if name.label != "ORG" or name.rule != BY_MODEL:
            return True
        text, last = self._text(name), name.tokens[-1].text
        if self.senses.country(text) is not None or self.world.capital_country(text) is not None:
            return True
        if last in self.words.classes.body_endings or last in self.words.classes.company_endings:
            return not name.is_one_word
        return name.score >= _least_score(text, name)

    def _of_government(self, name: Named, role_nouns: Sequence[RoleNoun]) -> Named:
        """Return a name before "administration" as the person's who leads it."""
        leads = any(noun.start == name.end and noun.row.kind == "government" for noun in role_nouns)
        if not leads or name.label == "PER" or name.end - name.start > 1 or name.rule != BY_MODEL:
            return name
        text = self._text(name)
        if self.world.demonym(text) or self.world.capital_country(text) or self.world.bodies(text):
            return name
        return replace(name, label="PER", rule="name-before-government")

    # ---- one name, one meaning -----------------------------------------------------------

    def _surnames(
        self, by_sentence: Sequence[Sequence[Named]], role_nouns: Sequence[Sequence[RoleNoun]]
    ) -> frozenset[str]:
        """Return the last names of people named in full or with a title in this document."""
        found = set()
        for names, nouns in zip(by_sentence, role_nouns, strict=True):
            titles = {noun.end for noun in nouns if is_title(names[0].tree, noun)} if names else set()
            found |= {_surname(n.tokens, self.words) for n in names if self._is_identified(n, titles)}
        return frozenset(s for s in found if len(s) >= SHORTEST_SURNAME and s[0].isupper())

    def _is_identified(self, name: Named, titles: set[int]) -> bool:
        """Return whether a person's name is in full, or follows a title; `titles` end at these tokens."""
        if not name.is_person:
            return False
        before = name.tree.tokens[name.start - 1].text if name.start else ""
        return not name.is_one_word or name.start in titles or before in self.words.titles

    def _consistent(self, tree: Tree, names: Sequence[Named], surnames: frozenset[str]) -> list[Named]:
        """Return the names in the document's one sense: surnames as persons, places not as persons."""
        kept = []
        for name in names:
            text = self._text(name)
            if not name.is_one_word:
                pass
            elif _is_plural_of(text, surnames):
                name = replace(name, label="FAMILY", rule="surname-in-the-plural")
            elif text in surnames and not name.is_person:
                if name.rule != COUNTRY:
                    name = replace(name, label="PER", rule="surname-of-a-person-here")
            elif name.is_person and text not in surnames | self._parts:
                place = self._as_place(name, text)
                name = replace(name, label="LOC", rule=place) if place else name
            kept.append(name)
        untagged = [self._hyphened(name) for name in _untagged_surnames(tree, kept, surnames)]
        if self._opens_with_surname(tree, covered([*kept, *untagged]), surnames):
            untagged.append(Named(tree, 0, 1, "PER", 1.0, "surname-before-its-verb"))
        return sorted([*kept, *untagged], key=lambda n: n.start)

    def _opens_with_surname(self, tree: Tree, in_name: set[int], surnames: frozenset[str]) -> bool:
        """Return whether a sentence opens with a surname that the tagger took for a word: "Trump said", "May's plan".

        Its bearer is named in this document, or is known everywhere; a finite verb or a possessive follows.
        """
        if 0 in in_name or len(tree.tokens) < MINIMAL_CLAUSE:
            return False
        first = tree.tokens[0]
        if first.upos in NO_SURNAME or not _is_capitalised(first) or self._is_headline(tree):
            return False
        if not _is_before_its_verb(tree.tokens):
            return False
        return first.text in surnames or self._is_famous(first.text)

    def _is_famous(self, surname: str) -> bool:
        """Return whether a surname is that of somebody whom reports everywhere name on the day."""
        date = self.document.published.value
        return date is not None and any(
            person.weight >= WELL_KNOWN and self.world.offices(person, date)
            for person in self.world.people_by_surname(surname, date)
        )

    def _countries_of(self, by_sentence: Sequence[Sequence[Named]]) -> frozenset[str]:
        """Return the codes of the countries that the document names."""
        texts = {self._text(n) for names in by_sentence for n in names if n.label == "LOC"}
        return frozenset(code for text in texts if (code := self.senses.country(text)) is not None)

    def _as_place(self, name: Named, text: str) -> str | None:
        """Return the rule by which a single word that is tagged as a person is a place, or None for a person.

        No person of the document has it as a surname. A country or capital is read in any position ("Lima has
        not agreed"), and so is a large city; a town only in a country that the document names, and not as a subject.
        """
        if self.senses.country(text) is not None:
            return COUNTRY
        capital = self.world.capital_country(text)
        if capital in self._countries:
            return "capital-of-a-country-here"
        if capital is not None and self._is_city(text, CAPITAL_PEOPLE):
            return "large-capital"
        if self.world.people_by_surname(text, self.document.published.value):
            return None
        if capital is not None:
            return "capital-of-nobodys-name"
        if self._is_city(text, CITY_PEOPLE):
            return "city-of-nobodys-name"
        return "town-of-a-country-here" if self._is_town_here(name, text) else None

    def _is_city(self, text: str, people: int) -> bool:
        """Return whether a word is first of all the name of a city with so many people."""
        place = next(iter(self.world.places(text)), None)
        return place is not None and place.kind == "city" and place.population >= people

    def _is_town_here(self, name: Named, text: str) -> bool:
        """Return whether a word is a town of a country in the document, in a relation of towns."""
        place = next(iter(self.world.places(text)), None)
        if place is None or name.tree.tokens[name.start].deprel not in TOWN_RELATIONS:
            return False
        return place.country in self._countries and place.population >= TOWN_PEOPLE

    def _is_headline(self, tree: Tree) -> bool:
        """Return whether a sentence is in capitals, so that a capital does not mark a name."""
        if tree.index not in self._headlines:
            self._headlines[tree.index] = is_in_capitals(tree)
        return self._headlines[tree.index]

    def _text(self, name: Named) -> str:
        return self.document.text[name.tokens[0].start : name.tokens[-1].end]


def _tokens_in(tree: Tree, name: Name) -> list[int]:
    """Return the tokens of a sentence that overlap a name of the model."""
    return list(tree.between(name.start, name.end))


def _least_score(text: str, name: Named) -> float:
    """Return the score from which a body that only the model found is believed."""
    if text.isupper():
        return ACRONYM_SCORE
    return SURE_WORD if name.is_one_word else SURE_NAME


def _untagged_surnames(tree: Tree, names: Sequence[Named], surnames: frozenset[str]) -> Iterator[Named]:
    """Yield the surnames of the document that no name covers; the first word only as a proper noun."""
    if not surnames:
        return
    in_name = covered(names)
    for i, token in enumerate(tree.tokens):
        if token.text in surnames and i not in in_name and (i > 0 or token.upos == "PROPN"):
            yield Named(tree, i, i + 1, "PER", 1.0, "surname-of-a-person-here")


def _is_before_its_verb(tokens: Sequence[Token]) -> bool:
    """Return whether a possessive or a finite verb follows the first word, perhaps after an adverb."""
    following = [token for token in tokens[1:3] if token.upos != "ADV"]
    if not following:
        return False
    return following[0].text in GENITIVES or "VerbForm=Fin" in following[0].feats


def _is_joined(tokens: Sequence[Token], i: int) -> bool:
    """Return whether a hyphen joins token `i` to the next: those of "Jong-un", however they were cut."""
    if not 0 <= i < len(tokens) - 1 or tokens[i].end != tokens[i + 1].start:
        return False
    return tokens[i].text[-1] in HYPHENS or tokens[i + 1].text[0] in HYPHENS


def _word_start(tokens: Sequence[Token], i: int) -> int:
    """Return the first token of the word with hyphens that holds token `i`."""
    while _is_joined(tokens, i - 1):
        i -= 1
    return i


def _word_end(tokens: Sequence[Token], i: int) -> int:
    """Return the token behind the word with hyphens that holds token `i`."""
    while _is_joined(tokens, i):
        i += 1
    return i + 1


def _is_plural_of(text: str, surnames: frozenset[str]) -> bool:
    """Return whether a word is a surname with a plural "s", and no surname itself: "Clintons"."""
    return text not in surnames and text.endswith("s") and text[:-1] in surnames


def _is_in_role_noun(name: Named, role_nouns: Sequence[RoleNoun]) -> bool:
    """Return whether one word taken for a body begins a role noun: "Defense" of "Defense Secretary"."""
    is_word = name.label == "ORG" and name.is_one_word
    return is_word and any(noun.start <= name.start and name.end < noun.end for noun in role_nouns)


def _name_parts(by_sentence: Sequence[Sequence[Named]]) -> frozenset[str]:
    """Return the first and last words of the people whom the model names in full."""
    full = [n for names in by_sentence for n in names if n.is_person and not n.is_one_word]
    return frozenset(word.text for n in full for word in (n.tokens[0], n.tokens[-1]))


def _surname(tokens: Sequence[Token], words: MentionWords) -> str:
    """Return the last word of a personal name that is no "Jr."."""
    own = _without_suffixes(tokens, words) or tokens
    return own[-1].text.lstrip("-–")  # "-Sisi" of "al-Sisi"


def _without_suffixes(tokens: Sequence[Token], words: MentionWords) -> list[Token]:
    """Return the words of a name that are no "Jr." or the like."""
    return [t for t in tokens if t.text.replace(".", "").lower() not in words.classes.name_suffixes]


def _capital_runs(tree: Tree, connectors: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words, with the small words that names have inside: "of", "for"."""
    start = end = 0
    for i in tree.capitalised:
        if i > end and not (i == end + 1 and end > start and tree.tokens[end].text in connectors):
            if end > start:
                yield start, end
            start = i
        end = i + 1
    if end > start:
        yield start, end


def _is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper()


def _has_capital_or_digit(tokens: Sequence[Token]) -> bool:
    return any(t.text[:1].isupper() or t.text[:1].isdigit() for t in tokens)


def _is_abbreviation(tokens: Sequence[Token]) -> bool:
    """Return whether a "person" is a state in brackets: "R-Ga.", "Nev."."""
    texts = [t.text for t in tokens]
    if len(texts) == 1:
        return texts[0].endswith(".")
    return len(texts) > 1 and len(texts[0]) == 1 and texts[1] in HYPHENS


def _joined(names: Sequence[Named]) -> list[Named]:
    """Return the names with adjacent persons joined: "H.R." and "McMaster"."""
    kept: list[Named] = []
    for name in names:
        if kept and name.label == kept[-1].label == "PER" and kept[-1].end == name.start:
            kept[-1] = replace(kept[-1], end=name.end)
        else:
            kept.append(name)
    return kept


def _without_overlaps(names: Sequence[Named]) -> list[Named]:
    """Return the names without overlaps: the longer one is kept, of equals that with the higher score."""
    kept: list[Named] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda n: (n.start - n.end, -n.score, n.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            kept.append(name)
            taken.update(range(name.start, name.end))
    return sorted(kept, key=lambda n: n.start)
