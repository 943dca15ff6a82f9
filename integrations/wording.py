"""Comparing words people typed: headers, labels and names folded to one spelling. No parsing of values."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")  # letters and digits of every script are words


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Lower case without accents, ligatures or punctuation, single spaces: "Début  (réel)" → "debut reel"."""
    text = text.casefold().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return _NOT_WORD.sub(" ", plain).strip()


def name_key(name: str) -> str:
    """The key of a name across editions: letters and digits only; spacing and punctuation do not count.

    A name of nothing but punctuation, such as "???", is its own key: it is not every other one of that kind.
    """
    return folded(name).replace(" ", "") or "".join(name.split())
