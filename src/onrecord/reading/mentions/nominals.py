"""Nominals and pronouns: noun phrases headed by a role noun, and he, she, they, it, who.

A nominal is headed by a noun of roles.tsv ("official", "critics", "the administration"), by a nationality
used as a noun ("the Russians") or by the members of a party ("congressional Democrats"). The mention goes
from the article to the head; phrases and clauses after the head are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.grammar import Tree
from onrecord.grammar.noun_phrase import is_introduced_by, owning_phrases
from onrecord.grammar.tree import has, is_plural_form
from onrecord.lexicon.classes import WordClasses
from onrecord.lexicon.mentions import ROLES, MentionWords, PronounRow, RoleRow
from onrecord.lexicon.tables import row_reason
from onrecord.reading.mentions.candidate import Candidate, CandidateKind, Determiner
from onrecord.reading.mentions.names import Named
from onrecord.reading.mentions.roles import HYPHENS, RoleNoun, covered
from onrecord.reading.mentions.sentence import AnnotatedSentence
from onrecord.reading.mentions.titles import country_in
from onrecord.reading.rules import Rule, first_rule
from onrecord.types import Document, Reason, Span, Token

LONGEST_PHRASE = 8  # tokens of a nominal; in a longer one the possessor's own modifiers are left out
SHORTENED = 2  # tokens kept before the noun of a phrase that is still too long
HYPHENED_TOKENS = 3  # tokens that UD makes of "U.S.-based"
POSSESSIVE = "Poss=Yes"
BEFORE = frozenset(
    {"det", "amod", "compound", "nummod", "nmod", "flat", "punct", "advmod", "case", "acl", "dep"}
)
SUBJECT_RELATIONS = frozenset({"nsubj", "nsubj:pass"})
PEOPLE_POS = ("PROPN", "NOUN", "ADJ")  # of the names of peoples and parties
DESCRIBING = ("MISC", "NORP")  # labels of names that modify a noun: "Russian", "Democratic"
MODIFIER_RELATIONS = frozenset({"compound", "amod", "flat", "goeswith", "compound:prt"})


@dataclass(frozen=True, slots=True)
class _NominalPhrase:
    """A noun phrase by tokens: from its `start` over its noun, which begins at `noun`, to `end` (exclusive)."""

    start: int
    noun: int
    end: int
    head: int
    determiner: Determiner
    is_plural: bool


def nominal_candidates(sentence: AnnotatedSentence) -> Iterator[Candidate]:
    """Yield the nominals of one sentence: those with role nouns first, then peoples and parties."""
    yield from _role_nominals(sentence)
    in_role_noun = covered(sentence.role_nouns) | covered([n for n in sentence.names if n.party is not None])
    tokens = sentence.tree.tokens
    for i in sentence.tree.capitalised:
        if i not in in_role_noun and tokens[i].upos in PEOPLE_POS:
            found = _people(i, sentence)
            if found is not None:
                yield found


# ---- role nouns --------------------------------------------------------------------------


def _role_nominals(sentence: AnnotatedSentence) -> Iterator[Candidate]:
    """Yield the nominals headed by role nouns that are no title before a name and no part of one."""
    named = covered(_actor_names(sentence))
    person_starts = {n.start for n in sentence.names if n.is_person}
    for noun in sentence.role_nouns:
        if noun.end not in person_starts and named.isdisjoint(range(noun.start, noun.end)):
            found = _role_nominal(noun, sentence)
            if found is not None:
                yield found


def _actor_names(sentence: AnnotatedSentence) -> list[Named]:
    """Return the names that do not only modify a noun."""
    return [name for name in sentence.names if name.label not in DESCRIBING]


def _role_nominal(noun: RoleNoun, sentence: AnnotatedSentence) -> Candidate | None:
    """Return the noun phrase of a role noun as a candidate, or None where it refers to nobody."""
    tree, row = sentence.tree, noun.row
    head = _head(tree, noun)
    token = tree.tokens[head]
    if token.upos not in ("NOUN", "PROPN") or token.deprel in MODIFIER_RELATIONS:
        return None
    start = _after_approximators(sentence, _phrase_start(sentence, noun.start, noun.end), noun.start)
    determiner = _determiner(sentence, start, noun.start)
    if determiner is None:
        return None
    phrase = _NominalPhrase(start, noun.start, noun.end, head, determiner, is_plural_form(token))
    if not _refers(tree, phrase, row):
        return None
    found = _candidate(phrase, "group" if phrase.is_plural else row.kind, row, sentence)
    if found.country is None and (
        found.kind == "government" or row.phrase in sentence.words.classes.seated_nouns
    ):
        found = replace(found, country=_seat(head, sentence))
    if found.owner is None:
        found = replace(found, owner=_described_owner(head, sentence))
    return found


def _head(tree: Tree, noun: RoleNoun) -> int:
    """Return the head of a role noun: the token whose own head lies outside it."""
    outer = (i for i in range(noun.start, noun.end) if not noun.holds(tree.tokens[i].head))
    return next(outer, noun.end - 1)


def _after_approximators(sentence: AnnotatedSentence, start: int, end: int) -> int:
    """Return the first token from `start` on, `end` at most, that is no "at least" or "about"."""
    while start < end and sentence.tree.word(start) in sentence.words.classes.approximators:
        start += 1
    return start


def _refers(tree: Tree, phrase: _NominalPhrase, row: RoleRow) -> bool:
    """Return whether a phrase refers to somebody: "police" does, "as president" does not."""
    if phrase.determiner != "none" or phrase.is_plural or row.bare or row.kind == "government":
        return True
    return phrase.start < phrase.noun and tree.tokens[phrase.head].deprel in SUBJECT_RELATIONS


def _seat(head: int, sentence: AnnotatedSentence) -> str | None:
    """Return the country in which an authority sits: "the administration in Bamako"."""
    tree, senses = sentence.tree, sentence.senses
    for i in tree.of(head, "nmod"):
        if is_introduced_by(tree, i, sentence.words.classes.containing_prepositions):
            first = min([i, *tree.of(i, "compound", "flat")])
            place = sentence.text(first, i + 1)
            code = senses.nation(place) or senses.world.capital_country(place)
            if code is not None:
                return code
    return None


def _described_owner(head: int, sentence: AnnotatedSentence) -> Span | None:
    """Return the role noun that owns a noun: "the minister's spokesman", "a spokeswoman for the ministry"."""
    for i in owning_phrases(sentence.tree, head, sentence.words.classes.owner_prepositions):
        for noun in sentence.role_nouns:
            if noun.holds(i):
                return sentence.span(noun.start, noun.end)
    return None


# ---- where the phrase begins -------------------------------------------------------------


def _phrase_start(sentence: AnnotatedSentence, start: int, end: int) -> int:
    """Return where the noun phrase of the noun from `start` to `end` begins.

    It takes in the words to the left that depend on its inside, up to a determiner or possessive pronoun.
    """
    tree = sentence.tree
    i = _before_name(sentence, start)
    while i > 0:
        if _is_hyphened(tree, i):
            i -= HYPHENED_TOKENS  # "U.S. - based", however the parser attached it
            continue
        word = tree.tokens[i - 1]
        left = _taken_in(sentence, i - 1, start, end)
        if left is None:
            break
        i = left
        if _opens_phrase(word, sentence.words):
            break
    while i < start and tree.tokens[i].upos in ("PUNCT", "PART"):
        i += 1
    return _shortened(tree, i, start, end)


def _taken_in(sentence: AnnotatedSentence, i: int, start: int, end: int) -> int | None:
    """Return where the phrase begins with token `i`, the word before it so far, or None if that is outside."""
    token, relation = sentence.tree.tokens[i], sentence.tree.relations[i]
    if relation not in BEFORE or (token.upos == "PUNCT" and token.text not in HYPHENS):
        return None
    if relation == "case":
        return _possessor_start(sentence, i, start, end)
    return i if i < token.head < end else None


def _possessor_start(sentence: AnnotatedSentence, i: int, start: int, end: int) -> int | None:
    """Return where a possessor begins whose "'s" is token `i`: with its name, or with the "'s" for a noun.

    The "'s" depends on the word before it, so that word must depend on the noun.
    """
    token = sentence.tree.tokens[i]
    if token.upos != "PART" or token.head < 0:
        return None
    name = next((n for n in sentence.names if n.end == i), None)
    if name is not None:
        return name.start
    return i if start <= sentence.tree.tokens[token.head].head < end else None


def _opens_phrase(token: Token, words: MentionWords) -> bool:
    """Return whether a word is a determiner or possessive, so that the phrase begins with it."""
    classes, word = words.classes, token.text.lower()
    is_listed = (
        word in classes.referring_determiners
        or word in classes.indefinite_determiners
        or word in classes.non_referring_determiners
    )
    return (token.upos == "DET" and is_listed) or has(token, POSSESSIVE)


def _shortened(tree: Tree, i: int, start: int, end: int) -> int:
    """Return where a phrase from `i` begins if it is too long: after its last "'s", else close to its noun."""
    if end - i <= LONGEST_PHRASE:
        return i
    i = max((k + 1 for k in range(i, start) if tree.tokens[k].upos == "PART"), default=i)
    return i if end - i <= LONGEST_PHRASE else max(start - SHORTENED, i)


def _is_hyphened(tree: Tree, end: int) -> bool:
    """Return whether three tokens written as one word, "U.S.-based", end before token `end`."""
    if end < HYPHENED_TOKENS:
        return False
    first, hyphen, last = tree.tokens[end - HYPHENED_TOKENS : end]
    return hyphen.text in HYPHENS and first.end == hyphen.start and hyphen.end == last.start


def _before_name(sentence: AnnotatedSentence, start: int) -> int:
    """Return where the name right before a noun begins, however the parser attached it, else `start`.

    "White House officials" is one phrase; "in Washington officials say" is not.
    """
    for name in sentence.names:
        if name.end == start and name.label not in DESCRIBING and not _is_set_off(name):
            return name.start
    return start


def _is_set_off(name: Named) -> bool:
    """Return whether a preposition or punctuation mark belongs to a name."""
    return any(name.tree.of(i, "case", "punct") for i in range(name.start, name.end))


# ---- its determiner ----------------------------------------------------------------------


def _determiner(sentence: AnnotatedSentence, start: int, end: int) -> Determiner | None:
    """Return the kind of determiner between the tokens; None where the phrase refers to nobody ("no official").

    The first definite or possessive one decides; without it, any indefinite one.
    """
    found: Determiner | None = "none"
    for token in sentence.tree.tokens[start:end]:
        case = (token, sentence.words.classes)
        rule = first_rule(DETERMINER_RULES, case)
        if rule is not None:
            found = rule.result(case)
            if found != "indefinite":
                return found
    return found


def _is_determiner(token: Token) -> bool:
    return token.upos in ("DET", "PRON")


def _is_possessive(token: Token) -> bool:
    return token.deprel == "nmod:poss" or (token.upos == "PRON" and has(token, POSSESSIVE))


DETERMINER_RULES: tuple[Rule[tuple[Token, WordClasses], Determiner | None], ...] = (
    Rule(
        "negative",
        lambda c: _is_determiner(c[0]) and c[0].text.lower() in c[1].non_referring_determiners,
        lambda _: None,
    ),
    Rule(
        "definite",
        lambda c: _is_determiner(c[0]) and c[0].text.lower() in c[1].referring_determiners,
        lambda _: "definite",
    ),
    Rule("possessive", lambda c: _is_possessive(c[0]), lambda _: "possessive"),
    Rule(
        "indefinite",
        lambda c: c[0].upos == "NUM" or c[0].text.lower() in c[1].indefinite_determiners,
        lambda _: "indefinite",
    ),
)


# ---- peoples and parties -----------------------------------------------------------------


def _people(i: int, sentence: AnnotatedSentence) -> Candidate | None:
    """Return "the Russians", "a Russian", "congressional Democrats" as a candidate."""
    token = sentence.tree.tokens[i]
    if token.deprel in MODIFIER_RELATIONS:
        return None
    is_party = token.text in sentence.words.classes.party_member_nouns
    country = None if is_party else _country_of_people(i, sentence)
    if country is None and not is_party:
        return None
    start = _phrase_start(sentence, i, i + 1)
    determiner = _determiner(sentence, start, i)
    if determiner is None or not _is_people_phrase(token, determiner):
        return None
    is_many = _is_many(token, determiner, country, sentence.words.classes)
    row = RoleRow(token.text.lower(), "person", "PTY" if is_party else None, None, False, False)
    phrase = _NominalPhrase(start, i, i + 1, i, determiner, _is_plural_people(token))
    found = _candidate(phrase, "group" if is_many else "person", row, sentence)
    return found if found.country is not None else replace(found, country=country)


def _country_of_people(i: int, sentence: AnnotatedSentence) -> str | None:
    """Return the country of a people's name; None for a country's own name and inside a longer name."""
    token = sentence.tree.tokens[i]
    if any(n.holds(i) and not n.is_one_word for n in sentence.names):
        return None
    if token.upos != "ADJ" and sentence.senses.country(token.text) is not None:
        return None
    if token.text.isupper() and sentence.senses.world.bodies(token.text):
        return None  # "the EU" is the Union
    return sentence.senses.world.demonym(token.text)


def _is_plural_people(token: Token) -> bool:
    """Return whether a people's or party's name is plural; its "s" counts where the tagger misses it."""
    return is_plural_form(token) or (token.text.endswith("s") and token.upos != "ADJ")


def _is_people_phrase(token: Token, determiner: Determiner) -> bool:
    """Return whether a people's name is a noun here: "a Russian", "Russians", "the British", not "is Russian"."""
    if token.upos == "ADJ":
        return determiner == "definite"
    return _is_plural_people(token) or determiner != "none"


def _is_many(token: Token, determiner: Determiner, country: str | None, classes: WordClasses) -> bool:
    """Return whether a name means several people: a plural, an adjective ("the British"), or "the Chinese"."""
    if token.upos == "ADJ" or _is_plural_people(token):
        return True
    is_people = country is not None and determiner == "definite"
    return is_people and token.text.endswith(tuple(classes.people_endings))


# ---- candidates --------------------------------------------------------------------------


def _candidate(
    phrase: _NominalPhrase, kind: CandidateKind, row: RoleRow, sentence: AnnotatedSentence
) -> Candidate:
    """Return the candidate of a noun phrase."""
    tree = sentence.tree
    core = _after_determiners(tree, phrase)
    span = sentence.span(phrase.start, phrase.end)
    owner = _owner(phrase, sentence)
    is_pronoun_owned = owner is not None and all(
        tree.tokens[n.start].start != owner.start for n in sentence.names
    )
    return Candidate(
        start=span.start,
        end=span.end,
        text=span.text,
        form="nominal",
        kind=kind,
        head=tree.tokens[phrase.head].start,
        core=sentence.text(core, phrase.end),
        role=row,
        determiner=phrase.determiner,
        number="plural" if phrase.is_plural or kind == "group" else "singular",
        gender=row.gender,
        modifiers=tuple(t.text for t in tree.tokens[core : phrase.noun]),
        owner=owner,
        is_pronoun_owned=is_pronoun_owned,
        country=country_in(sentence.document, tree, core, phrase.noun, sentence.senses),
        reason=row_reason(ROLES, row.line, rule="role-noun", words=row.phrase),
    )


def _after_determiners(tree: Tree, phrase: _NominalPhrase) -> int:
    """Return where a phrase begins without its determiners."""
    words = (i for i in range(phrase.start, phrase.noun) if tree.tokens[i].upos != "DET")
    return next(words, phrase.noun)


def _owner(phrase: _NominalPhrase, sentence: AnnotatedSentence) -> Span | None:
    """Return the name or pronoun that owns a noun: before it, or after its "of", "for", "at"."""
    names = _actor_names(sentence)
    before = next((n for n in names if phrase.start <= n.start and n.end <= phrase.noun), None)
    if before is not None:
        return sentence.span(before.start, before.end)
    owners = (_owner_at(i, names, sentence) for i in sentence.tree.of(phrase.head, "nmod"))
    return next((owner for owner in owners if owner is not None), None)


def _owner_at(i: int, names: Sequence[Named], sentence: AnnotatedSentence) -> Span | None:
    """Return the possessive pronoun at token `i`, or the name that holds it, or None."""
    token = sentence.tree.tokens[i]
    if token.upos == "PRON" and token.deprel == "nmod:poss":
        return sentence.span(i, i + 1)
    name = next((n for n in names if n.holds(i)), None)
    return sentence.span(name.start, name.end) if name is not None else None


def pronoun_candidates(document: Document, tree: Tree, words: MentionWords) -> Iterator[Candidate]:
    """Yield the pronouns of one sentence that can refer to an actor."""
    for token in tree.tokens:
        row = words.pronouns.get(token.text.lower()) if token.upos == "PRON" else None
        if row is None or not _is_referring(token, row):
            continue
        is_possessive = row.use == "any" and token.deprel == "nmod:poss"
        yield Candidate(
            start=token.start,
            end=token.end,
            text=document.text[token.start : token.end],
            form="pronoun",
            kind="pronoun",
            head=token.start,
            core=token.text.lower(),
            number=row.number,
            gender=row.gender,
            use="possessive" if is_possessive else row.use,
            reason=Reason(rule="pronoun-of-an-actor"),
        )


def _is_referring(token: Token, row: PronounRow) -> bool:
    """Return whether a pronoun refers: not the "who" of a question, nor the "it" of "it is clear that"."""
    is_question = row.use == "relative" and "PronType=Int" in token.feats
    is_expletive = row.gender == "neuter" and token.deprel == "expl"
    return not is_question and not is_expletive
