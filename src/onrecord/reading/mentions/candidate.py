"""The result of the mention stage: spans that may refer to actors, with the facts that their words give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.lexicon.mentions import RoleRow
from onrecord.types import MentionForm, Reason, Span

CandidateKind = Literal[
    "person",  # a personal name, or a role noun for one person
    "group",  # several people: "officials", "congressional Democrats", "the Russians"
    "body",  # an institution, company, outlet
    "government",  # "the administration"
    "country",
    "place",  # a town, region or building that takes part in an act
    "pronoun",
]
Determiner = Literal["definite", "indefinite", "possessive", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Span):
    """A span that may refer to an actor, with what is known of it without its context.

    `core` is the phrase without title and article ("John Bolton", "White House officials"), `head` the
    offset of its head word. `title` is the title before a name ("National security adviser"). `role` is the
    row of the role noun: the head of a nominal, or that of the title. `modifiers` are the words between
    article and role noun. `country` is a code that the words themselves give ("Moscow" as a government,
    "U.S. officials", "Russians").
    """

    form: MentionForm
    kind: CandidateKind
    head: int
    core: str
    title: str | None = None
    role: RoleRow | None = None
    determiner: Determiner = "none"
    number: str | None = None
    gender: str | None = None
    modifiers: tuple[str, ...] = ()
    owner: Span | None = (
        None  # the possessor: "Trump" of "the Trump administration", "his" of "his counterpart"
    )
    is_pronoun_owned: bool = False
    country: str | None = None
    use: str | None = None  # of a pronoun: subject, object, possessive, reflexive, relative, any
    chain: int | None = None  # the number of the model's coreference chain that holds it
    takes_part: bool = False  # in an act, or it is spoken to
    reason: Reason
