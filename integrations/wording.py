"""Comparing words people typed: headers, labels and names folded to one spelling. No parsing of values."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Lower case without accents, ligatures or punctuation, single spaces: "Début  (réel)" → "debut reel"."""
    text = text.casefold().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain).strip()


def name_key(name: str) -> str:
    """The key of a name across editions: letters and digits only; spacing and punctuation do not count."""
    return folded(name).replace(" ", "")
