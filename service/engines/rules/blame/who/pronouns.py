"""The personal pronouns, by number and gender, and what entities are never parties."""

SPEAKERS = frozenset({"i", "we", "me", "us", "my", "our", "ourselves", "myself", "ours", "mine"})
ALONE = frozenset({"i", "me", "my", "myself"})
SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves", "theirs"})
MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
PERSONAL = SPEAKERS | SINGULAR | PLURAL | MALE | FEMALE | {"you"}
NO_PARTY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
PERSONS = ("er", "or", "ist", "ian", "eer", "ee", "ant", "smith", "herd", "folk", "mate")
"""How nouns for persons end; `parties.no_persons` of the lexicon has the exceptions."""
