"""Dates and numbers as French and English readers expect them."""
