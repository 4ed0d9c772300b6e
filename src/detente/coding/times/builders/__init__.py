"""What each rule of rules.tsv makes of the items it found. A builder gives None where the items only look like a time."""

from detente.coding.times.builders import calendar, composite, relative
from detente.coding.times.builders.common import Built, Pair

BUILDERS = calendar.BUILDERS | relative.BUILDERS | composite.BUILDERS
"""Builders by the name that rules.tsv calls them."""

__all__ = ["BUILDERS", "Built", "Pair"]
