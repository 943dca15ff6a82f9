"""Names in every script are told apart; accents, case and punctuation do not count."""

import pytest

from integrations.wording import folded, name_key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Début  (réel)", "debut reel"), ("Œuvre n° 2", "oeuvre n 2"), ("STRASSE straße", "strasse strasse"),
        ("København", "københavn"), ("Проект А", "проект а"), ("一期 工程", "一期 工程"), ("a_b", "a b"), ("???", ""),
    ],
)  # fmt: skip
def test_words_are_folded_to_one_spelling(text, words):
    assert folded(text) == words


@pytest.mark.parametrize("one,other", [("Проект 1", "Задача 1"), ("一期", "二期"), ("???", "–"), ("Łódź", "ódź")])
def test_different_names_have_different_keys(one, other):
    assert name_key(one) != name_key(other)
    assert name_key(one)


def test_a_blank_name_has_no_key():
    assert name_key("  ") == ""
