"""What a prompt says about an article."""

import hashlib
from collections.abc import Sequence

from wirebrief.prompts.registry import Prompt
from wirebrief.prompts.render import Message, compact
from wirebrief.schemas.failed_item import FailedItem
from wirebrief.schemas.lines import write_line
from wirebrief.service.engines.llm.answer import FACETS
from wirebrief.service.engines.llm.replacement import facet_of
from wirebrief.service.reading.document import Document, Sentence
from wirebrief.service.reading.render import render_sentences


def messages_for(
    used: Prompt, document: Document, shown: Sequence[Sentence], failed: Sequence[FailedItem] = ()
) -> list[Message]:
    """The messages for a question about the sentences of an article that are shown.

    The article stands between marks that hold its own hash, which no article can contain.
    """
    article = "\n".join(render_sentences(document, tuple(shown)))
    lines = used.front.draft == "DraftLines"

    def written(item: FailedItem) -> str:
        facet = facet_of(item)
        return write_line(facet, item.item) if lines and facet in FACETS else compact(item.item)

    return used.render(
        {
            "article": article,
            "fence": hashlib.sha256(article.encode("utf-8", "replace")).hexdigest()[:12],
            "failed": [{"path": f.path, "item": written(f), "problems": f.problems} for f in failed],
        }
    )


def with_line(messages: Sequence[Message], line: str) -> list[Message]:
    """The same conversation with a line added to its last message.

    It keeps the beginning that a provider caches, and some chat templates forbid two messages of one role in
    a row.
    """
    *head, last = messages
    return [*head, Message(last.role, f"{last.content}\n\n{line}")] if line else list(messages)
