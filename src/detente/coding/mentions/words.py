"""Closed classes of words that bound names and phrases. Open classes (role nouns, titles) are the knowledge base's."""

from __future__ import annotations

PROPER_TAGS = frozenset({"NNP", "NNPS"})
NAME_DEPS = frozenset({"compound", "nmod", "flat", "amod", "appos", "npadvmod"})
MODIFIER_DEPS = frozenset(
    {"amod", "compound", "nmod", "poss", "case", "det", "nummod", "punct", "advmod", "quantmod"}
)
PARTICLES = frozenset(
    {
        "abu", "al", "ap", "as", "ben", "bin", "bint", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "e", "el",
        "ibn", "la", "le", "ould", "ter", "ul", "van", "von", "y", "zu",
    }
)  # fmt: skip
CALENDAR = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays", "tuesdays", "wednesdays",
        "thursdays", "fridays", "saturdays", "sundays", "christmas", "easter", "ramadan", "gmt", "est", "edt", "a.m.", "p.m.",
        "internet", "god", "i",
    }
)  # fmt: skip
DIRECTIONS = frozenset(
    {
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "northeast", "northwest", "southeast",
        "southwest", "northeastern", "northwestern", "southeastern", "southwestern", "central", "upper", "lower", "mainland",
    }
)  # fmt: skip
THINGS = frozenset(
    {
        "accord", "accords", "act", "agreement", "agreements", "airport", "anniversary", "archipelago", "avenue", "award", "bay",
        "bill", "boulevard", "bridge", "building", "canal", "cape", "castle", "cathedral", "championship", "channel", "charter",
        "code", "conference", "constitution", "convention", "covid-19", "covid", "crisis", "cup", "day", "declaration", "deal",
        "decree", "desert", "doctrine", "elections", "election", "era", "eve", "festival", "forum", "games", "gulf", "highway",
        "hotel", "initiative", "island", "islands", "lake", "law", "mosque", "mount", "mountain", "mountains", "museum", "ocean",
        "olympics", "olympic", "operation", "pact", "palace", "park", "peninsula", "pipeline", "plan", "plaza", "port", "prize",
        "process", "programme", "program", "project", "protocol", "railway", "resolution", "revolution", "river", "road", "route",
        "sea", "session", "shrine", "spring", "square", "stadium", "station", "strait", "straits", "stream", "street", "strip",
        "summit", "syndrome", "system", "talks", "temple", "territory", "theatre", "theater", "tower", "treaties", "treaty",
        "valley", "virus", "war", "wars", "week", "zone",
    }
)  # fmt: skip
LINKS = frozenset({"of", "for"})
PERSONAL = frozenset(
    {
        "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they", "them", "their", "theirs",
        "themselves", "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours",
    }
)  # fmt: skip
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
RELATIVE_TAGS = frozenset({"WP", "WP$", "WDT", "IN", "DT"})
POSSESSIVE = frozenset({"'s", "'", "’s", "’"})
