"""Closed classes of words that the actors stage reads. Role nouns, titles and names are the knowledge base's."""

from __future__ import annotations

GOVERNMENTS = frozenset(
    {
        "administration", "authorities", "authority", "central government", "chancellery", "civilian government",
        "coalition government", "executive branch", "executive", "federal government", "government",
        "interim government", "junta", "military government", "military junta", "military regime", "national government",
        "presidency", "president's office", "prime minister's office", "regime", "ruling junta", "side",
        "transitional government",
    }
)  # fmt: skip
COUNTRIES = frozenset(
    {
        "country", "kingdom", "nation", "neighbor", "neighbour", "power", "republic", "state", "superpower",
    }
)  # fmt: skip
INDEFINITE = frozenset(
    {
        "a", "an", "another", "any", "each", "every", "few", "many", "more", "most", "no", "one", "several", "some",
    }
)  # fmt: skip
HOME = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "REB", "PRM", "OPP", "PTY"})
ABROAD = frozenset(
    {
        "diplomat", "ambassador", "envoy", "ally", "mediator", "mercenary", "negotiator", "allies", "consul", "peacekeeper",
        "embassy", "consulate", "mission", "donor", "observer", "country", "nation", "state", "republic",
    }
)  # fmt: skip
FOREIGN = frozenset(
    {
        "foreign", "western", "international", "allied", "arab", "european", "african", "overseas", "neighbouring", "neighboring",
    }
)  # fmt: skip
BODIES = frozenset(
    {
        "agency", "airline", "alliance", "army", "association", "bank", "bloc", "board", "body", "campaign", "carrier",
        "cartel", "club", "coalition", "commission", "committee", "company", "corporation", "council", "court",
        "department", "exchange", "faction", "federation", "firm", "fund", "group", "institution", "lender", "lobby",
        "military", "militia", "ministry", "movement", "network", "newspaper", "organisation", "organization",
        "parliament", "party", "regulator", "tribunal", "union", "watchdog",
    }
)  # fmt: skip
SIDES = frozenset(
    {
        "ally", "capital", "country", "enemy", "foe", "government", "nation", "neighbor", "neighbour", "parties",
        "party", "power", "republic", "rival", "side", "state", "superpower",
    }
)  # fmt: skip
FORMER = frozenset(
    {
        "deposed", "erstwhile", "ex", "ex-", "former", "onetime", "ousted", "outgone", "retired",
    }
)  # fmt: skip
BEFORE_HYPHEN = frozenset({"pro", "anti", "ex", "non", "post", "pre"})
NOT_OF = frozenset(
    {
        "administered", "aligned", "allied", "annexed", "appointed", "armed", "backed", "born", "brokered", "built",
        "claimed", "controlled", "designed", "educated", "flagged", "friendly", "funded", "held", "imposed", "inspired",
        "installed", "leaning", "linked", "made", "manufactured", "mediated", "occupied", "provided", "speaking",
        "sponsored", "style", "supplied", "supported", "trained",
    }
)  # fmt: skip
CLOSE = frozenset({"amod", "compound", "nmod", "poss", "of", "npadvmod", "to be"})
SOFT = frozenset({"in", "from", "at", "for", "with"})
LOCATIVE = frozenset(
    {
        "across", "around", "at", "in", "inside", "into", "near", "outside", "through", "throughout", "toward", "within",
    }
)  # fmt: skip
SAYING = frozenset(
    {
        "acknowledge", "add", "admit", "announce", "argue", "ask", "assert", "claim", "comment", "conclude", "continue",
        "declare", "emphasise", "emphasize", "explain", "insist", "note", "pledge", "post", "predict", "promise", "quip",
        "recall", "reiterate", "remark", "repeat", "reply", "report", "respond", "say", "state", "stress", "tell",
        "tweet", "urge", "vow", "warn", "write",
    }
)  # fmt: skip
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
SPEAKER = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
POSSESSIVES = frozenset({"his", "her", "its", "their", "whose", "my", "our", "your"})
MEN = frozenset(
    {
        "baron", "brother", "emir", "emperor", "father", "king", "lord", "mr", "pope", "prince", "sheikh", "sir",
        "sultan",
    }
)  # fmt: skip
WOMEN = frozenset(
    {
        "baroness", "dame", "duchess", "empress", "lady", "madam", "miss", "mrs", "ms", "princess", "queen", "sister",
    }
)  # fmt: skip
MALE_NOUNS = frozenset(
    {
        "boy", "brother", "businessman", "chairman", "congressman", "emir", "father", "gunman", "husband", "king", "man",
        "policeman", "prince", "son", "spokesman", "statesman", "sultan",
    }
)  # fmt: skip
FEMALE_NOUNS = frozenset(
    {
        "businesswoman", "chairwoman", "congresswoman", "daughter", "girl", "mother", "policewoman", "princess", "queen",
        "sister", "spokeswoman", "wife", "woman",
    }
)  # fmt: skip
COMPANY_ENDS = frozenset(
    {
        "ag", "airlines", "airways", "bancorp", "bhd", "co", "company", "corp", "corporation", "gmbh", "group",
        "holdings", "inc", "industries", "llc", "ltd", "motors", "nv", "oil", "plc", "pty", "sa", "spa",
    }
)  # fmt: skip
WARSHIPS = {
    "ARA": "ARG", "ARC": "COL", "BAP": "PER", "BNS": "BGD", "BRP": "PHL", "FGS": "DEU", "HDMS": "DNK", "HMAS": "AUS",
    "HMCS": "CAN", "HMNZS": "NZL", "HMS": "GBR", "HNLMS": "NLD", "HNoMS": "NOR", "HSwMS": "SWE", "HTMS": "THA", "INS": "IND",
    "JS": "JPN", "KRI": "IDN", "LÉ": "IRL", "ORP": "POL", "PNS": "PAK", "RFA": "GBR", "ROKS": "KOR", "ROCS": "TWN",
    "TCG": "TUR", "USCGC": "USA", "USNS": "USA", "USS": "USA",
}  # fmt: skip
