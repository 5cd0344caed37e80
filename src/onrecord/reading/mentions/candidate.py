"""What the mention stage hands to the actor stage: a span with what its own words say of it."""

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
    "pronoun",
]
Determiner = Literal["definite", "indefinite", "possessive", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Span):
    """A span that may refer to an actor, and what can be read off it without its context.

    `core` is the phrase without title and article ("John Bolton", "White House officials");
    `head` the offset of its head word; `title` what stands before a name ("National security
    adviser"); `role` the row of the role noun, of a nominal's head or of the title; `modifiers`
    the words between article and role noun. `country` is a code that the words give
    themselves ("Moscow" as a government, "U.S. officials", "Russians").
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
    owner: Span | None = None  # whose: "Trump" of "the Trump administration", "his" of "his counterpart"
    is_pronoun_owned: bool = False
    country: str | None = None
    use: str | None = None  # of a pronoun: subject, object, possessive, reflexive, relative, any
    chain: int | None = None  # which of the model's chains it is in
    reason: Reason
