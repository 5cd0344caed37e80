"""The closed word classes of English that the rules use, each an attribute of `WordClasses`.

`classes.tsv` holds the words and explains each class. If two stages use different lists of one
grammatical class (negators), each list has a separate name and the table says how they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

from onrecord.errors import TableError
from onrecord.lexicon.tables import WrongCellError, read_table


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The word classes of `classes.tsv`."""

    # negation
    negators: frozenset[str]
    cue_negators: frozenset[str]
    plain_negators: frozenset[str]
    absence_determiners: frozenset[str]
    phrase_determiners: frozenset[str]
    negative_pronouns: frozenset[str]
    empty_objects: frozenset[str]
    silence_words: frozenset[str]
    refusals: frozenset[str]
    focus_adverbs: frozenset[str]
    cue_focus_adverbs: frozenset[str]
    deferral_openers: frozenset[str]
    bound_negators: frozenset[str]
    unfulfilled_adverbs: frozenset[str]
    replacing_conjunctions: frozenset[str]
    # determiners
    definite_articles: frozenset[str]
    definite_determiners: frozenset[str]
    referring_determiners: frozenset[str]
    introducing_determiners: frozenset[str]
    indefinite_determiners: frozenset[str]
    non_referring_determiners: frozenset[str]
    generic_determiners: frozenset[str]
    speaker_possessives: frozenset[str]
    speaker_pronouns: frozenset[str]
    approximators: frozenset[str]
    dual_words: frozenset[str]
    pair_words: frozenset[str]
    small_numbers: frozenset[str]
    picking_ordinals: frozenset[str]
    quantifiers: frozenset[str]
    number_marks: frozenset[str]
    articles: frozenset[str]
    singular_numerals: frozenset[str]
    uncounted_number_words: frozenset[str]
    # pronouns
    relative_pronouns: frozenset[str]
    relatives_with_possessive: frozenset[str]
    personal_relatives: frozenset[str]
    interrogatives: frozenset[str]
    reflexives: frozenset[str]
    plural_pronouns: frozenset[str]
    singular_pronouns: frozenset[str]
    thing_pronouns: frozenset[str]
    expletives: frozenset[str]
    # auxiliaries, conjunctions and marks
    modals: frozenset[str]
    tense_auxiliaries: frozenset[str]
    obliging_auxiliaries: frozenset[str]
    ability_modals: frozenset[str]
    has_or_is: frozenset[str]
    genitive_marks: frozenset[str]
    elisions: frozenset[str]
    coordinators: frozenset[str]
    clause_coordinators: frozenset[str]
    speech_particles: frozenset[str]
    line_function_words: frozenset[str]
    topic_prepositions: frozenset[str]
    condition_marks: frozenset[str]
    condition_cancellers: frozenset[str]
    complement_openers: frozenset[str]
    perfect_auxiliaries: frozenset[str]
    past_perfect_auxiliaries: frozenset[str]
    perfect_copulas: frozenset[str]
    be_verbs: frozenset[str]
    support_auxiliaries: frozenset[str]
    adversatives: frozenset[str]
    for_words: frozenset[str]
    from_words: frozenset[str]
    # prepositions
    agent_prepositions: frozenset[str]
    undergoer_prepositions: frozenset[str]
    blame_prepositions: frozenset[str]
    holder_prepositions: frozenset[str]
    partner_prepositions: frozenset[str]
    asked_prepositions: frozenset[str]
    occasion_of_speech_prepositions: frozenset[str]
    capacity_openers: frozenset[str]
    owner_prepositions: frozenset[str]
    membership_prepositions: frozenset[str]
    bare_determiners: frozenset[str]
    beside_prepositions: frozenset[str]
    fiction_nouns: frozenset[str]
    sport_names: frozenset[str]
    place_prepositions: frozenset[str]
    target_place_prepositions: frozenset[str]
    place_within_prepositions: frozenset[str]
    destination_prepositions: frozenset[str]
    reciprocal_prepositions: frozenset[str]
    deep_prepositions: frozenset[str]
    towards_prepositions: frozenset[str]
    clause_prepositions: frozenset[str]
    occasion_prepositions: frozenset[str]
    standing_place_prepositions: frozenset[str]
    standing_government_prepositions: frozenset[str]
    standing_open_prepositions: frozenset[str]
    words_after_head: frozenset[str]
    genitive_prepositions: frozenset[str]
    containing_prepositions: frozenset[str]
    to_words: frozenset[str]
    citing_prepositions: frozenset[str]
    day_prepositions: frozenset[str]
    lasting_prepositions: frozenset[str]
    onset_prepositions: frozenset[str]
    deferral_prepositions: frozenset[str]
    within_prepositions: frozenset[str]
    # verbs
    light_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    planning_words: frozenset[str]
    presupposing_words: frozenset[str]
    subject_control_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    issuing_verbs: frozenset[str]
    impression_verbs: frozenset[str]
    hearsay_verbs: frozenset[str]
    showing_verbs: frozenset[str]
    motion_words: frozenset[str]
    visit_verbs: frozenset[str]
    # nouns and adjectives of people and bodies
    actor_nouns: frozenset[str]
    political_nouns: frozenset[str]
    unspecific_person_nouns: frozenset[str]
    people_or_figures_nouns: frozenset[str]
    prominence_words: frozenset[str]
    partisan_nouns: frozenset[str]
    sole_nouns: frozenset[str]
    kin_nouns: frozenset[str]
    younger_kin_nouns: frozenset[str]
    elder_kin_nouns: frozenset[str]
    younger_words: frozenset[str]
    elder_words: frozenset[str]
    privy_words: frozenset[str]
    publisher_self_nouns: frozenset[str]
    publisher_self_determiners: frozenset[str]
    answer_labels: frozenset[str]
    questioning_verbs: frozenset[str]
    comment_nouns: frozenset[str]
    commenting_verbs: frozenset[str]
    answering_verbs: frozenset[str]
    returning_verbs: frozenset[str]
    request_nouns: frozenset[str]
    unanswered_words: frozenset[str]
    reaching_verbs: frozenset[str]
    available_words: frozenset[str]
    unavailable_words: frozenset[str]
    telling_verbs: frozenset[str]
    persuading_verbs: frozenset[str]
    including_words: frozenset[str]
    adverbial_openers: frozenset[str]
    question_labels: frozenset[str]
    reply_words: frozenset[str]
    quoting_verbs: frozenset[str]
    citing_verbs: frozenset[str]
    quantity_words: frozenset[str]
    tally_nouns: frozenset[str]
    deputy_words: frozenset[str]
    former_words: frozenset[str]
    generic_official_nouns: frozenset[str]
    seated_nouns: frozenset[str]
    foreign_relation_nouns: frozenset[str]
    counterpart_nouns: frozenset[str]
    outside_relation_nouns: frozenset[str]
    side_nouns: frozenset[str]
    state_nouns: frozenset[str]
    head_nouns: frozenset[str]
    national_bodies: frozenset[str]
    leader_named_governments: frozenset[str]
    party_member_nouns: frozenset[str]
    # nouns of acts, measures and time
    act_measure_nouns: frozenset[str]
    quantity_nouns: frozenset[str]
    conversation_nouns: frozenset[str]
    occasion_nouns: frozenset[str]
    time_nouns: frozenset[str]
    calendar_names: frozenset[str]
    # parts of names
    name_connectors: frozenset[str]
    name_suffixes: frozenset[str]
    company_endings: frozenset[str]
    body_endings: frozenset[str]
    lowercase_title_words: frozenset[str]
    tag_joiners: frozenset[str]
    common_english_words: frozenset[str]
    byline_openers: frozenset[str]
    nameless_writers: frozenset[str]
    writer_jobs: frozenset[str]
    publisher_forms: frozenset[str]
    people_endings: frozenset[str]
    # parts of names of places
    hyphened_particles: frozenset[str]
    hyphened_adjectives: frozenset[str]
    leader_nouns: frozenset[str]
    leading_offices: frozenset[str]
    person_acronyms: frozenset[str]
    place_nouns: frozenset[str]
    place_divisions: frozenset[str]
    county_words: frozenset[str]
    city_words: frozenset[str]
    bodies_before_country: frozenset[str]
    named_place_nouns: frozenset[str]
    place_parts: frozenset[str]
    landform_words: frozenset[str]
    quarter_openers: frozenset[str]
    seated_place_endings: frozenset[str]
    building_words: frozenset[str]
    place_openers: frozenset[str]
    place_name_connectors: frozenset[str]
    short_peoples: frozenset[str]
    place_kinds: frozenset[str]
    party_letters: frozenset[str]
    press_cities: frozenset[str]
    deputy_office_words: frozenset[str]
    travel_words: frozenset[str]
    region_bodies: frozenset[str]
    part_peoples: frozenset[str]
    nouns_of_states: frozenset[str]
    chamber_openers: frozenset[str]
    federal_words: frozenset[str]
    federal_office_words: frozenset[str]
    state_offices: frozenset[str]
    # parts of titles of office
    former_title_words: frozenset[str]
    incumbency_words: frozenset[str]
    family_first_countries: frozenset[str]
    two_surname_countries: frozenset[str]
    names_of_other_things: frozenset[str]
    holding_participles: frozenset[str]
    ground_nouns: frozenset[str]
    deputy_title_words: frozenset[str]
    envoy_titles: frozenset[str]
    minister_titles: frozenset[str]
    plural_minister_titles: frozenset[str]
    certain_minister_titles: frozenset[str]
    minister_openers: frozenset[str]
    portfolio_openers: frozenset[str]
    ministry_openers: frozenset[str]
    ministry_nouns: frozenset[str]
    local_ministry_nouns: frozenset[str]
    state_forms: frozenset[str]
    alignment_participles: frozenset[str]
    seat_participles: frozenset[str]
    # dates
    publication_labels: frozenset[str]
    date_labels: frozenset[str]
    date_label_adverbs: frozenset[str]
    second_date_labels: frozenset[str]
    update_labels: frozenset[str]
    change_labels: frozenset[str]
    other_date_labels: frozenset[str]
    date_line_words: frozenset[str]
    # codes
    gathering_types: frozenset[str]
    people_types: frozenset[str]
    ground_types: frozenset[str]
    uttered_types: frozenset[str]
    judging_verbs: frozenset[str]
    refusing_types: frozenset[str]
    political_sectors: frozenset[str]
    unarmed_sectors: frozenset[str]
    political_bodies: frozenset[str]
    first_portfolios: frozenset[str]
    legislator_roles: frozenset[str]
    seated_members: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A row of `classes.tsv`."""

    class_: str
    word: str
    note: str | None

    def __post_init__(self) -> None:
        """Check that the class is an attribute of `WordClasses`."""
        names = [field.name for field in fields(WordClasses)]
        if self.class_ not in names:
            raise WrongCellError("class", self.class_, names)


@lru_cache(maxsize=1)
def load_word_classes() -> WordClasses:
    """Load `classes.tsv`; raises `TableError` if a class has no word."""
    words: dict[str, set[str]] = {field.name: set() for field in fields(WordClasses)}
    for row in read_table("classes.tsv", ClassRow):
        words[row.class_].add(row.word)
    for name, found in words.items():
        if not found:
            raise TableError(
                f"classes.tsv has no row of the class {name}.", file="classes.tsv", column="class"
            )
    return WordClasses(**{name: frozenset(found) for name, found in words.items()})


def any_of(words: Iterable[str]) -> str:
    """Return the regular expression of any of `words`, the longest first.

    >>> any_of(["ex", "one time"])
    '(?:one time|ex)'
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})".replace("\\ ", " ")
