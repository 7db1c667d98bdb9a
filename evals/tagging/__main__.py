"""Fit the tagger: `python -m wirebrief.evals.tagging fit MINILM` and `… check MINILM --without HANDS`.

`fit` writes the network of the product anew; `check` fits on the files of some hands and says how well it
does on those of the others. Needs torch, safetensors and onnx, which nothing else does (`README.md`).
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import torch

from wirebrief.evals.tagging.export import export
from wirebrief.evals.tagging.items import items, taught
from wirebrief.evals.tagging.model import HEADS, Tagger
from wirebrief.evals.tagging.windows import NONE, Labelled, windows
from wirebrief.service.engines.rules.tagger.pieces import MOST

_PRODUCT = Path(str(files("wirebrief.service"))) / "engines" / "rules" / "tagger"
_SEED = 20261201
_TOGETHER = 16
_RATE, _OF_HEADS, _WARM = 2e-4, 5.0, 0.06
_JOINED = 0.35
"""How often a short item is read behind the one before it, as the sections of a page are."""


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m wirebrief.evals.tagging",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("word", choices=("check", "fit"))
    parser.add_argument("minilm", type=Path, help="the folder of all-MiniLM-L6-v2's model.safetensors")
    parser.add_argument("--without", default="", metavar="HANDS", help="letters of the hands left out")
    parser.add_argument("--epochs", type=int, default=8)
    arguments = parser.parse_args()
    paths = taught()
    fitted = [path for path in paths if path.stem[0] not in arguments.without]
    model = Tagger()
    model.load_pretrained(arguments.minilm)
    fit(model, list(windows(item for path in fitted for item in items(path))), arguments.epochs)
    if arguments.word == "fit":
        export(model, _PRODUCT)
    else:
        kept = [path for path in paths if path not in fitted]
        _say(*_figures(model, list(windows(item for path in kept for item in items(path)))))


def fit(model: Tagger, labelled: Sequence[Labelled], epochs: int) -> None:
    """Fit a network: AdamW, its rate rising for a while and then falling to none."""
    random.seed(_SEED)
    torch.manual_seed(_SEED)
    named = [(name.split(".")[0], p) for name, p in model.named_parameters() if p.requires_grad]
    heads, body = ([p for name, p in named if (name in HEADS) is wanted] for wanted in (True, False))
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": _RATE}, {"params": heads, "lr": _OF_HEADS * _RATE}], weight_decay=0.01
    )
    steps = epochs * -(-len(labelled) // _TOGETHER)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (_WARM * steps)) * max(0.0, 1 - step / steps)
    )
    model.train()
    for epoch in range(epochs):
        whole = 0.0
        batches = list(_batches(_joined(labelled)))
        for batch in batches:
            with torch.autocast("cpu", torch.bfloat16):
                loss = model.loss(batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            whole += float(loss.detach())
        _say(f"epoch {epoch + 1}: loss {whole / len(batches):.2f}")
    model.eval()


def _joined(taught: Sequence[Labelled]) -> list[Labelled]:
    """The windows, some of them joined with the one before."""
    joined: list[Labelled] = []
    for window in taught:
        last = joined[-1] if joined else None
        fits = last is not None and len(last.pieces) + len(window.pieces) <= MOST
        if last is not None and fits and last.file == window.file and random.random() < _JOINED:
            joined[-1] = last + window
        else:
            joined.append(window)
    return joined


def _batches(taught: Sequence[Labelled]) -> list[list[Labelled]]:
    """Windows of about one length together, in no order."""
    ordered = sorted(taught, key=lambda window: len(window.pieces) + 30 * random.random())
    batches = [ordered[at : at + _TOGETHER] for at in range(0, len(ordered), _TOGETHER)]
    random.shuffle(batches)
    return batches


def _figures(model: Tagger, kept: Sequence[Labelled]) -> list[str]:
    """Precision and recall of words that tell of incidents and of acts, type and act included, and of words
    that are said."""
    counted: Counter[tuple[str, str]] = Counter()
    with torch.no_grad():
        for at in range(0, len(kept), _TOGETHER):
            batch = kept[at : at + _TOGETHER]
            hidden = model(batch)
            for name in ("event", "act"):
                labels = [label for window in batch for label in getattr(window, name)]
                for label, best in zip(labels, getattr(model, name)(hidden).argmax(-1).tolist(), strict=True):
                    if label:
                        counted[name, "told"] += best > 0
                        counted[name, "wanted"] += label != NONE
                        counted[name, "right"] += best > 0 and best in label
            said = [tag > 0 for window in batch for tag in window.quote]
            for is_said, best in zip(said, model.quote(hidden).argmax(-1).tolist(), strict=True):
                counted["quote", "told"] += best > 0
                counted["quote", "wanted"] += is_said
                counted["quote", "right"] += is_said and best > 0
    return [
        f"{name}: precision {counted[name, 'right'] / counted[name, 'told']:.3f}, "
        f"recall {counted[name, 'right'] / counted[name, 'wanted']:.3f}"
        for name in ("event", "act", "quote")
    ]


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
