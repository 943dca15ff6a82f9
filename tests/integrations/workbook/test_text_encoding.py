"""Encodings and the repair of damaged characters."""

import codecs

import pytest

from integrations.workbook.text_encoding import repaired
from tests.integrations.files import cells, csv_file

TEXT = "Nom;Coût estimé\nRéseau « État »;7 M€\nŒuvre – phase n°2;12,5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_french_text_is_read_in_every_usual_encoding(encoding):
    assert cells(csv_file(TEXT, encoding))[1] == ("Réseau « État »", "7 M€")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_text_of_older_systems_is_told_from_windows_text(encoding):
    text = "Nom;Durée\n" + "Modernisation de l'équipement à déployer;âgé\n" * 5
    assert cells(csv_file(text, encoding))[1] == ("Modernisation de l'équipement à déployer", "âgé")


def test_a_byte_order_mark_of_big_endian_text_is_honoured():
    data = codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")
    assert cells(csv_file(data))[0] == ("Nom", "Coût estimé")


def test_one_accent_at_the_end_of_a_long_ascii_file_still_counts():
    data = b"name,note\n" + b"Alpha,plain\n" * 200_000 + "Zêta,é\n".encode("cp1252")
    assert cells(csv_file(data))[-1] == ("Zêta", "é")


def test_windows_bytes_pasted_into_a_utf8_file_are_read_as_what_they_were():
    data = "name,note\nÉtoile,réalisé à 50 €\n".encode() + "Beta,déjà £5\n".encode("cp1252") * 1
    assert cells(csv_file(data))[1:] == [("Étoile", "réalisé à 50 €"), ("Beta", "déjà £5")]


def test_a_multibyte_letter_across_two_chunks_is_one_letter():
    data = b"name\n" + b"x" * ((1 << 20) - 6) + "é".encode() + b"\nBeta\n"
    with_break = data.replace(b"x" * 1000, b"x" * 999 + b"\n")
    rows = cells(csv_file(with_break))
    assert rows[-2][0].endswith("é") and rows[-1] == ("Beta",)


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("Ł12.5m", "£12.5m"),
        ("2016/17 TOTAL Baseline Łm", "2016/17 TOTAL Baseline £m"),
        ("-Ł1,234.00", "-£1,234.00"),
        ("Łódź", "Łódź"),
        ("Red \x96 Amber", "Red – Amber"),
        ("rÃ©alisÃ© Ã\xa0 temps", "réalisé à temps"),
        ("the projectâ€™s end", "the project’s end"),
        ("déjà là", "déjà là"),
        ("plain", "plain"),
    ],
)
def test_usual_damage_is_repaired_and_nothing_else(damaged, meant):
    assert repaired(damaged) == meant


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman", "iso8859_15"])
def test_a_short_french_file_is_read_in_the_encoding_its_words_make_sense_in(encoding):
    book = csv_file("Début prévu;Statut\n01/02/2026;terminé\n", encoding=encoding)
    assert cells(book) == [("Début prévu", "Statut"), ("01/02/2026", "terminé")]
