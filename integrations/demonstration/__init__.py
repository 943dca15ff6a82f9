"""The demonstration: a made-up French e-commerce company told from a seed, and two published archives.

Everything is relative to the day it is loaded. People and companies are invented.
"""

from integrations.demonstration.loading import Loaded, load_demonstration

__all__ = ["Loaded", "load_demonstration"]
