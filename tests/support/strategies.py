"""Hypothesis strategies that rooms share: texts made as news is, with all that breaks offsets."""

from hypothesis import strategies as st

NAMES = (
    "Ada Bell",
    "Maj. Gen. Otto K. Brandt, Jr.",
    "José Núñez",
    "Mrs. O'Hara",
    "Dr. Li",
    "the minister",
    "李雷",
)
NAMES += ("Jose\u0301 Nun\u0303ez", "al-Hadi", "Sgt. M. Roe", "Acme Inc.", "the U.N.")
CLAUSES = (
    "the ferry sank off the port",
    "two rockets hit the depot at 5 a.m. on Jan. 5, 2020",
    "we saw it ... and then nothing",
    "they re sure the harbour s gate held",
    'No. 5 was 6" wide and 5\'10" tall',
    "the cost rose 3.5 percent (about $1.2 million)",
    "rock 'n' roll isn't dead",
    "the soldiers' families left",
    "it was over 🚢👨\u200d👩\u200d👧",
    "港口已经关闭。没有伤亡！",
    "the na\u0131\u0308ve cafe\u0301 ﬁre",
    "it\u2019s \u201cover\u201d",
    "Tom &amp; Ann&#39;s boat",
    "the word \u200bport\u00ad was [S9] and ⟦Q1⟧",
)
MARKS = (
    ('"', '"'),
    ("“", "”"),
    ("‘", "’"),
    ("'", "'"),
    ("« ", " »"),
    ("«", "»"),
    ("»", "«"),
    ("„", "“"),
    ("‚", "‘"),
    ("``", "''"),
    ("「", "」"),
    ("『", "』"),
    ('""', '""'),
    ("&quot;", "&quot;"),
    ("â€œ", "â€\x9d"),
)
HEADS = (
    "World",
    "Ferry Sinks Off Port",
    "By Ada Bell",
    "5 January 2020",
    "- What next -",
    "SOURCE: AFP",
    "• One",
)
HEADS += ("© 2020 Example News", "Why the gate held", "(Reporting by Ada Bell)")
DATELINES = ("", "", "", "LYON (AFP) — ", "Lyon: ", "OSLO, Jan. 5 -- ")
ENDS = (".", ".", ".", "!", "?", "...", "…", "", "。")
BREAKS = ("\n", "\n", "\r\n", "\n\n", "\r\n\r\n", "\u2028", " \n \n")
SPACES = (" ", " ", " ", "\u00a0", "  ", "\u2009")

clauses = st.sampled_from(CLAUSES)


@st.composite
def quotations(draw: st.DrawFn, *, depth: int = 2) -> str:
    """A clause in marks; at times nested, at times unclosed or unopened."""
    opening, closing = draw(st.sampled_from(MARKS))
    inner = draw(clauses) + draw(st.sampled_from((",", ".", "?", "", "!")))
    if depth and draw(st.integers(0, 3)) == 0:
        inner = f"{draw(clauses)}, {draw(quotations(depth=depth - 1))} {inner}"
    missing = draw(st.integers(0, 9))
    return ("" if missing == 1 else opening) + inner + ("" if missing == 0 else closing)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """One sentence, with or without a quotation."""
    space = draw(st.sampled_from(SPACES))
    shape = draw(st.integers(0, 3))
    name, end = draw(st.sampled_from(NAMES)), draw(st.sampled_from(ENDS))
    if shape == 0:
        return f"{draw(clauses).capitalize()},{space}{name} said{end}"
    if shape == 1:
        return f"{draw(quotations())}{space}{name} said{end}"
    if shape == 2:
        return f"{name} called it {draw(quotations())}{space}on Monday{end}"
    return f"{name} said{space}that {draw(clauses)}{end}"


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """A few sentences after an optional dateline."""
    body = draw(st.lists(sentences(), min_size=1, max_size=4))
    return draw(st.sampled_from(DATELINES)) + draw(st.sampled_from(SPACES)).join(body)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Text shaped like news: furniture and paragraphs, in any order, with any line end."""
    parts = draw(
        st.lists(st.one_of(paragraphs(), paragraphs(), st.sampled_from(HEADS)), min_size=1, max_size=6)
    )
    return "".join(part + draw(st.sampled_from(BREAKS)) for part in parts)


def texts() -> st.SearchStrategy[str]:
    """News-like text, or any characters at all that a text may hold; always with something to read."""
    allowed = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t")
    anything = st.text(allowed, min_size=1, max_size=80)
    return st.one_of(articles(), articles(), anything).filter(lambda text: any(c.isalnum() for c in text))
