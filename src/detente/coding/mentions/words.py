"""Closed classes of words that bound names and phrases. Open classes (role nouns, titles) are the knowledge base's."""

from __future__ import annotations

PROPER_TAGS = frozenset({"NNP", "NNPS"})
NAME_DEPS = frozenset({"compound", "nmod", "flat", "amod", "appos", "npadvmod"})
MODIFIER_DEPS = frozenset(
    {
        "advmod", "amod", "case", "compound", "det", "nmod", "nummod", "poss", "punct", "quantmod",
    }
)  # fmt: skip
PARTICLES = frozenset(
    {
        "abu", "al", "ap", "as", "ben", "bin", "bint", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du",
        "e", "el", "ibn", "la", "le", "ould", "ter", "ul", "van", "von", "y", "zu",
    }
)  # fmt: skip
CALENDAR = frozenset(
    {
        "a.m.", "apr", "april", "aug", "august", "christmas", "dec", "december", "easter", "edt", "est", "feb",
        "february", "friday", "fridays", "gmt", "god", "i", "internet", "jan", "january", "jul", "july", "jun", "june",
        "mar", "march", "may", "monday", "mondays", "nov", "november", "oct", "october", "p.m.", "ramadan", "saturday",
        "saturdays", "sep", "sept", "september", "sunday", "sundays", "thursday", "thursdays", "tuesday", "tuesdays",
        "wednesday", "wednesdays",
    }
)  # fmt: skip
DIRECTIONS = frozenset(
    {
        "central", "east", "eastern", "lower", "mainland", "north", "northeast", "northeastern", "northern", "northwest",
        "northwestern", "south", "southeast", "southeastern", "southern", "southwest", "southwestern", "upper", "west",
        "western",
    }
)  # fmt: skip
THINGS = frozenset(
    {
        "accord", "accords", "act", "agreement", "agreements", "airport", "anniversary", "archipelago", "avenue",
        "award", "bay", "bill", "boulevard", "bridge", "building", "canal", "cape", "castle", "cathedral",
        "championship", "channel", "charter", "code", "conference", "constitution", "convention", "covid", "covid-19",
        "crisis", "cup", "day", "deal", "declaration", "decree", "desert", "doctrine", "election", "elections", "era",
        "eve", "festival", "forum", "games", "gulf", "highway", "hotel", "initiative", "island", "islands", "lake",
        "law", "mosque", "mount", "mountain", "mountains", "museum", "ocean", "olympic", "olympics", "operation", "pact",
        "palace", "park", "peninsula", "pipeline", "plan", "plaza", "port", "prize", "process", "program", "programme",
        "project", "protocol", "railway", "resolution", "revolution", "river", "road", "route", "sea", "session",
        "shrine", "spring", "square", "stadium", "station", "strait", "straits", "stream", "street", "strip", "summit",
        "syndrome", "system", "talks", "temple", "territory", "theater", "theatre", "tower", "treaties", "treaty",
        "valley", "virus", "war", "wars", "week", "zone",
    }
)  # fmt: skip
AFTER_HYPHEN = frozenset(
    {
        "age", "based", "born", "bound", "build", "built", "class", "day", "deal", "era", "fight", "first", "free",
        "grade", "held", "in", "led", "like", "long", "made", "off", "out", "owned", "part", "party", "plan", "proof",
        "run", "same", "shock", "state", "style", "talk", "ties", "trade", "type", "up", "war", "wide", "year",
    }
)  # fmt: skip
BODY_WORDS = frozenset(
    {
        "airlines", "airways", "association", "bancorp", "bank", "board", "brigades", "bureau", "center", "centre", "club", "co",
        "company", "confederation", "corp", "corporation", "enterprises", "federation", "foundation", "fund", "group", "holdings",
        "inc", "industries", "institute", "institution", "international", "league", "llc", "ltd", "motors", "network", "partners",
        "plc", "resources", "service", "services", "society", "systems", "trust", "union",
    }
)  # fmt: skip
LINKS = frozenset({"of", "for"})
PERSONAL = frozenset(
    {
        "he", "her", "hers", "herself", "him", "himself", "his", "i", "it", "its", "itself", "me", "mine", "my",
        "myself", "our", "ours", "ourselves", "she", "their", "theirs", "them", "themselves", "they", "us", "we", "you",
        "your", "yours",
    }
)  # fmt: skip
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
RELATIVE_TAGS = frozenset({"WP", "WP$", "WDT", "IN", "DT"})
POSSESSIVE = frozenset({"'s", "'", "’s", "’"})
