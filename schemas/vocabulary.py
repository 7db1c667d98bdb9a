"""The closed vocabularies of the contract, as `Literal` types.

Each name is the field it belongs to; `values()` lists what a vocabulary allows.
"""

from typing import Literal, get_args

Status = Literal["complete", "partial"]
PublishedBasis = Literal["given", "stated", "inferred", "unknown"]
ArticleKind = Literal[
    "report",
    "live",
    "interview",
    "transcript",
    "opinion",
    "letters",
    "list",
    "press_release",
    "index",
    "other",
]

ActorKind = Literal[
    "person",
    "state",
    "government_body",
    "military",
    "armed_group",
    "political_group",
    "international_body",
    "ngo",
    "media",
    "company",
    "people",
    "other",
]

IncidentType = Literal[
    "armed_clash",
    "shooting",
    "rocket_attack",
    "missile_attack",
    "shelling",
    "drone_attack",
    "airstrike",
    "bombing",
    "suicide_bombing",
    "explosion",
    "stabbing",
    "killing",
    "assassination",
    "abduction",
    "release",
    "arson",
    "looting",
    "riot",
    "protest",
    "arrest",
    "weapons_seizure",
    "weapons_test",
    "territory_change",
    "cyber_attack",
    "sexual_violence",
    "crime",
    "accident",
    "fire",
    "natural_disaster",
    "other",
]
Outcome = Literal["succeeded", "failed", "intercepted", "foiled", "unknown"]
Factuality = Literal["asserted", "reported", "disputed"]
Relation = Literal["same_operation", "possibly_same", "retaliation_for", "part_of"]
TimePrecision = Literal["day", "month", "year", "period", "unknown"]
PlacePrecision = Literal["site", "city", "area", "region", "country"]
WeaponKind = Literal[
    "rocket",
    "missile",
    "mortar",
    "artillery",
    "indirect_fire",
    "drone",
    "aircraft_bomb",
    "bomb",
    "roadside_bomb",
    "vehicle_bomb",
    "suicide_vest",
    "grenade",
    "firearm",
    "blade",
    "vehicle",
    "fire",
    "other",
]
DamageLevel = Literal["none", "minor", "severe", "destroyed", "unspecified"]

Act = Literal[
    "blames",
    "suspects",
    "claims_responsibility",
    "denies_responsibility",
    "confirms",
    "rejects",
    "charges",
    "convicts",
    "clears",
    "no_claim",
]

QuoteKind = Literal["direct", "partial", "indirect"]
Stance = Literal[
    "asserts",
    "denies",
    "asks",
    "promises_or_threatens",
    "calls_for",
    "criticizes",
    "praises",
]
QuotedTextKind = Literal["title", "nickname", "term", "irony", "slogan", "inscription", "other"]

WarningCode = Literal[
    "published_inferred",  # the publication date was worked out from the text
    "published_unknown",  # no publication date: relative dates stay unresolved
    "published_unsure",  # a page's own day of publication may be one before or after the one it gives
    "kind_unread",  # the text is of a kind that the engine was not made for; it says less of it
    "language_unsupported",  # the article is not in a language the engine was made for
    "encoding_repaired",  # characters lost or doubled by an encoding fault were read around
    "unknown_reference",  # a sentence, quotation or record id that does not exist
    "not_found",  # words that the cited sentence does not contain
    "ambiguous",  # words that the cited sentence contains more than once
    "unsupported_value",  # a number, date, name, place or label that the evidence does not bear out
    "unsupported_text",  # free text whose numbers, names or negations its evidence lacks; replaced
    "example_leaked",  # text from a prompt's example that the article does not have
    "duplicate",  # the same record twice; one was kept
    "speaker_unresolved",  # a quotation whose speaker could not be tied to an actor
    "quotation_unaccounted",  # words in marks that are neither a quote nor quoted text
    "report_unaccounted",  # a reporting verb without a record
    "sources_disagree",  # two sources contradict each other on an incident
    "repair_failed",  # the second question for failing items was not answered; they were dropped
    "item_malformed",  # one item of a model's answer was not of the shape asked for; it was dropped
    "facet_missing",  # a whole part of the summary could not be had; the status is partial
    "article_windowed",  # a long article was read in windows
    "fallback_used",  # another engine or model was asked first, and gave no answer
    "not_journalled",  # an answer could not be kept in the journal; asked again it will be paid for again
    "window_missing",  # a window of a long article could not be read; the status is partial
    "answer_truncated",  # a model's answer broke off and the rest could not be had; the status is partial
    "answer_empty",  # a model found nothing of a kind that the article's words point to, asked twice
    "prompt_cut",  # the model's server read less than it was sent; the status is partial
]


def values(vocabulary: object) -> tuple[str, ...]:
    """The labels that one of this module's vocabularies allows, in their published order."""
    return get_args(vocabulary)
