"""Finishes the description of the API: shared components, and an example for every body."""

from .schema import PROBLEM


def complete(result, generator, request, public):
    """The last step of drf-spectacular: nothing here knows a single object."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    return result
