"""Which language a text is in, and when the classifier is asked."""

from onrecord.document.language import find_language
from onrecord.lexicon.furniture import load_furniture

WORDS = load_furniture().classes.common_english_words


def never(text: str) -> tuple[str, float]:
    raise AssertionError("the classifier was asked")


def test_plain_english_is_recognised_without_the_classifier() -> None:
    assert find_language("The ministers met in Geneva and the talks have ended.", WORDS, never) == "en"


def test_english_full_of_foreign_names_stays_english_unless_the_classifier_is_sure() -> None:
    text = "Xi Jinping, Li Qiang, Wang Yi, Zhao Leji of China met Kim Jong Un in Pyongyang"
    assert find_language(text, WORDS, lambda _: ("vi", 0.7)) == "en"


def test_short_text_takes_the_language_that_the_page_states() -> None:
    assert find_language("Ostria: nej", WORDS, never, stated="sv") == "sv"


def test_other_language_is_the_classifiers_word() -> None:
    text = "Utrikesministrarna träffades i Genève på måndagen och enades om ett nytt möte i december."
    assert find_language(text, WORDS, lambda _: ("sv", 0.99)) == "sv"


def test_headline_that_the_classifier_is_not_sure_of_stays_unnamed() -> None:
    assert find_language("Turkey expels ambassadors, recalls envoys", WORDS, lambda _: ("ca", 0.3)) is None
