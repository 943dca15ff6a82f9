"""Imported ratings as health: the table that PMO staff edit, looked up whatever the case and spacing."""

from collections.abc import Mapping

from integrations.wording import folded
from pmo.choices import Health


class RatingMap:
    """`table` is `Organisation.rating_map`: rating as given → health. An unknown rating is not reported."""

    def __init__(self, table: Mapping[str, str]):
        self._by_rating = {folded(rating): health for rating, health in table.items() if health in Health.values}

    def health(self, rating: str | None) -> str:
        return self._by_rating.get(folded(rating or ""), Health.NONE.value)
