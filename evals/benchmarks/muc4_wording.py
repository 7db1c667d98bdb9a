"""How MUC-4's keys word persons, things and weapons, as the task documentation says (part 2)."""

import re

from wirebrief.service.engines.rules.incident_words import parties
from wirebrief.service.engines.rules.places import gazetteer
from wirebrief.service.reading.truecase import truecase

_INDIVIDUALS = re.compile(
    r"\b(men|man|persons?|individuals?|people|youths?|subjects?|guerrillas?|guerillas?|terrorists?|rebels?|insurgents?"
    r"|extremists?|subversives?|gunm[ae]n|members?|soldiers?|troops|assassins?|killers?|murderers?|kidnappers?"
    r"|commandos?|squads?|criminals?|traffickers?|assailants?|attackers?|bandits?|fighters?|hitm[ae]n|officers?|agents?"
    r"|policem[ae]n|sappers?|units?|groups?|militiam[ae]n|thugs?|delinquents?|elements|someone|snipers?|militants?"
    r"|suspects?|combatants?|paramilitar(?:y|ies)|columns?|mercenaries|lieutenants?|students?|contras?|workers?"
    r"|hijackers?|patrols?|battalion troops|sergeants?|colonel|general)$"
)

FIGHTERS = re.compile(
    r"\b(?:guerrillas?|guerillas?|rebels?|terrorists?|insurgents?|subversives?|commandos?|fighters?)$"
)

_DETERMINERS = re.compile(
    r"^(?:(?:the|a|an|or|this|that|these|those|some|several|many|other|another|more|at "
    r"least|about|approximately|nearly"
    r"|almost|around|over|all|both|each|his|her|its|their|our|other|few|various|numerous|least|than|up to"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty"
    r"|\d[\d,.]*|dozens? of"
    r"|hundreds of|a number of|the number of|number of|a group of|group "
    r"of|presumed|alleged|suspected|supposed)\s+)+"
)

_TITLES = re.compile(
    r"^(?:(?:president|general|colonel|major|captain|lieutenant|sergeant|corporal|father|monsignor|msgr|archbishop"
    r"|bishop|senator|deputy|minister|judge|mayor|governor|ambassador|mr|mrs|dr|gen|col|maj|capt|lt|sgt|doctor"
    r"|congressman|cardinal|sister|professor|engineer|attorney|retired|former|priest|priests|jesuit)\.?\s+)+"
)

COVER = re.compile(
    r"^(?:(?:[a-z-]+ ){0,4}number of )?(?:(?:most|some|one|two|three|several|part|parts|many|all|each)\s+)?"
    r"of\s+(?:the\s+|its\s+|his\s+)?"
)

TAIL = re.compile(
    r",? (?:of (?:that|this|those)|who|which|that|where|wearing|dressed|in|at|near|against|on|from|with"
    r"|during|carrying|located|loaded|belonging"
    r"|this|last|including|for|armed with|yesterday|today|(?<!least )(?:six|two)|km) .*$|[,(\[\"].*$"
)

ADJECTIVES = frozenset(
    "salvadoran colombian peruvian honduran guatemalan chilean bolivian nicaraguan ecuadoran argentine u.s. "
    "maoist "
    "marxist leftist communist jesuit unidentified marxist-leninist cuban panamanian spanish sandinist "
    "american frenchman spaniard englishman dutchman irishman briton swede dane".split()
)

BESIDE_THE_POINT = re.compile(
    r"^(?:(?:same|local|nearby|neighbou?ring|adjacent|large|small|big|huge|modest|new|old|damaged|important"
    r"|undetermined number of|as yet|total of)\s+)+"
)
"""What a key leaves out before the thing, since it does not tell which or what kind."""

_AMMUNITION = re.compile(r"\b(?:bullets?|cartridges?|rounds?|gunshots?)$")
"""What is fired, and does not tell from what: the slot's own list has the weapons."""

_UNHELPFUL_WORDS = re.compile(
    r"^(?:(?:the|an?|this|that|these|those|his|her|its|their|our|another|other|same|so-called|presumed|alleged|suspected"
    r"|supposed|unknown number of)\s+)+"
)

_ANYBODY = re.compile(r"\b(?:men|man|persons?|people|individuals?|subjects?|youths?|suspects?)$")


def plain(wording: str) -> str:
    """In lower case, without marks and what stands in brackets."""
    return " ".join(re.sub(r"\[[^\]]*\]?|\([^)]*\)|[\"]", " ", wording).lower().split())


def bare(wording: str) -> str:
    """Without determiners and quantifiers before it, which the keys leave out."""
    return _DETERMINERS.sub("", wording).removesuffix("'s").strip(" ,\"'") or wording


def capitals(wording: str) -> str:
    """The proper name in a wording, told by the reading's own truecasing; nationalities and creeds left
    out."""
    cased = [w for w in truecase("x " + wording.upper()).split()[1:] if w.lower() not in ADJECTIVES]
    return " ".join(w for w in cased if w[:1].isupper()).lower()


def is_initials(word: str) -> bool:
    cased = truecase("x " + word.upper())[2:]
    return cased.isupper() and cased.isalpha() and 2 < len(cased) < 6


def are_persons(wording: str) -> bool:
    """Whether a description ends in a word for persons rather than for a body of theirs."""
    last = wording.split(" of ")[0].split()[-1].removesuffix("s")
    persons = parties().people | parties().irregulars
    return bool(_INDIVIDUALS.search(wording) or FIGHTERS.search(wording)) or last in persons


def noun_phrase(wording: str) -> str:
    """A wording without what stands behind its head."""
    return re.split(r" (?:of|in|at|from|for|with|who|near) ", wording)[0]


def head_of(wording: str) -> str:
    """The last word of the noun phrase."""
    return (noun_phrase(wording).split() or [""])[-1]


def is_person_word(word: str) -> bool:
    """Whether a noun by itself is one for persons."""
    known = parties().people | parties().irregulars
    stems = {word, word.removesuffix("s"), word.removesuffix("es"), word.replace("men", "man")}
    return bool(stems & known) or word.endswith(("men", "man")) or word in ("children", "dead", "wounded")


def can_act(wording: str) -> bool:
    """Whether a wording is of persons: by its head, or a people's name ("Colombians", "right-wingers")."""
    head = head_of(wording)
    stem = head.removesuffix("s")
    if is_person_word(head) or stem in parties().armed or head.endswith(("ists", "wingers")):
        return True
    return bool(_INDIVIDUALS.search(noun_phrase(wording)) or capitals(head) or stem in ADJECTIVES)


def individuals(wording: str) -> str:
    """A description of perpetrators. It is a complete noun phrase, and its slot has none beside it for their
    number (task documentation, part 2, slot 9), so that "two men" keeps its number; what names a sort of
    people needs none."""
    whole = _UNHELPFUL_WORDS.sub("", TAIL.sub("", wording)).strip(" ,\"'")
    if _ANYBODY.search(whole) or whole.startswith("one of "):
        return whole
    return bare(COVER.sub("", bare(whole)))


_PART = re.compile(
    r"^(?:[a-z]+ )?(?:fronts?|facades?|doors?|windows?|windshields?|walls?|roofs?|entrances?|gates?|parts?"
    r"|sides?|basements?|corners?|sections?|stretch(?:es)?) of (?:the |an? |some |several )?"
)


def thing(text: str) -> str:
    """A thing's kind or name, without whose it is if that is no name ("the country's power grid"); the whole
    in the place of the part that was hit (part 1, 7.13)."""
    wording = _PART.sub("", bare(TAIL.sub("", COVER.sub("", bare(plain(text))))))
    return BESIDE_THE_POINT.sub("", _ownerless(bare(BESIDE_THE_POINT.sub("", wording)))) or wording


def _ownerless(wording: str) -> str:
    owner, of, owned = wording.partition("'s ")
    return owned if of and not capitals(owner) else wording


def person(wording: str) -> str:
    """The name behind titles and descriptions: the last run of name words."""
    untitled = _TITLES.sub("", TAIL.sub("", wording))
    words = truecase("x " + untitled.upper()).split()[1:]
    run: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() and word not in ("de", "del", "la", "y", "los"):
            break
        run.insert(0, word.lower())
    while len(run) > 1 and _goes_before_name(run[0]):
        run.pop(0)
    return " ".join(run) or untitled


def _goes_before_name(word: str) -> bool:
    """Whether a word says what somebody is: a title, a post, a people; or only joins names."""
    if word in ADJECTIVES or _TITLES.match(word + " ") or word in ("de", "del", "y", "comrade"):
        return True
    return word.removesuffix("s") in parties().people or gazetteer().country_of_word(word) is not None


def weapon(wording: str) -> str:
    """The sort of a weapon without number, size and weight; "" for what is only fired from one."""
    sort = COVER.sub("", bare(plain(wording)))
    if _AMMUNITION.search(sort):
        return ""
    sort = re.sub(r"^(?:or |only |how many |another |homemade |big |second |first )+", "", sort)
    sort = re.sub(r"^(?:average|medium|small|large) ?- ?sized ", "", sort).removesuffix(" fire")
    sort = TAIL.sub("", bare(sort))
    return re.sub(
        r"^(?:kg of |kilos of |pounds of |charges? of (?=explosives)|\d+[- ]?(?:kg|kilos?|pounds?)(?: of)?"
        r"|powerful|small|large|strong|high-power(?:ed)?)\s+",
        "",
        sort,
    )
