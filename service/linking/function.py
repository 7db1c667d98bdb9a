"""The Python function: `link_incidents`."""

from collections.abc import Iterable, Iterator

from wirebrief.schemas import ArticleSummary
from wirebrief.schemas.events import Event, Events
from wirebrief.service.desk.summaries import Failure, Summarised
from wirebrief.service.linking.archive import Archive, Held
from wirebrief.service.linking.clustering import cluster
from wirebrief.service.linking.comparison import Comparer, Rarity
from wirebrief.service.linking.events import event_of
from wirebrief.service.linking.mentions import Reader
from wirebrief.service.linking.weights import weights


def link_incidents(summaries: Iterable[ArticleSummary | Summarised | Failure]) -> Events:
    """Join the incidents of many articles into events.

    Two incidents of one article stay two events, unless the article says that they are possibly the same; an
    incident that no other article tells of is an event of one member. Patterns of events (`aggregate`) are
    left out.

    Args:
        summaries: bare ones, whose articles are called by the hash of their text, or those of
            `read_summaries`; of an id that comes twice the last counts.
    """
    return Events(events=list(linked(Held(summaries))))


def linked(archive: Archive) -> Iterator[Event]:
    """The events of an archive, in the order of their days, each made when it is asked for."""
    reader = Reader()
    mentions = [
        mention
        for number, summarised in archive.numbered()
        for mention in reader.mentions(number, summarised.summary)
    ]
    mentions = [mention for mention in mentions if mention.article not in archive.replaced]
    mentions.sort(key=lambda mention: (mention.time, mention.article, mention.incident))
    rarity = Rarity(mentions)
    groups = cluster(mentions, rarity, weights())
    comparer = Comparer(rarity, weights())
    for n, group in enumerate(groups, 1):
        members = [(mentions[m], archive.at(mentions[m].article)) for m in group]
        yield event_of(f"E{n}", members, comparer)
