"""Word tables of mentions, with a user's own titles in them."""

from __future__ import annotations

from onrecord.lexicon.mentions import RoleRow, load_mention_words, with_roles


def test_a_users_title_is_a_role_noun_and_the_others_stay() -> None:
    words = load_mention_words()
    more = with_roles(
        words, [RoleRow("chief harmoniser", "person", "GOV", None, bare=False, relational=False)]
    )
    found = more.roles["chief"]
    assert ("chief", "harmoniser") in [phrase for phrase, _ in found]
    assert set(words.roles["chief"]) < set(found)
    assert {key: value for key, value in more.roles.items() if key != "chief"} == {
        key: value for key, value in words.roles.items() if key != "chief"
    }
