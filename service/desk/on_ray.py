"""Slices of an archive on Ray Data, on the cores of this machine or of a cluster.

A slice that was under way on a machine that died is done again elsewhere; its run, in the folder that all
share, holds what was finished. What a model answered is kept in one journal, on the machine that the run was
started on: a worker has an answer written there before it uses it. So a machine that dies takes nothing with
it that was paid for, but the answers to the calls that it had under way.
"""

import asyncio
import logging
import os
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wirebrief.service.desk.extras import needed
from wirebrief.service.desk.slices import Done, Slice, do
from wirebrief.service.engines.select import LLMOptions
from wirebrief.service.errors import ConfigurationError, WirebriefError
from wirebrief.service.function import Summarizer
from wirebrief.service.journal.entry import Recorded
from wirebrief.service.journal.journal import Journal
from wirebrief.service.journal.place import journal_days, journal_path
from wirebrief.service.journal.store import Kept, opened

_STORE = 128 * 2**20
"""Bytes of Ray's own memory for what it passes around, where it is started here: no articles, only slices."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker is to do with its slices.

    Attributes:
        engine: its name; every worker opens one of its own.
        options: settings of the engine; the others are those of the environment of the worker's machine.
        settings: what a summary hangs on besides its article (`desk.run.settings`).
        concurrency: articles at a time, of each worker.
        out: the folder that all share.
    """

    engine: str
    options: LLMOptions
    settings: str
    concurrency: int
    out: Path


def work_through(
    job: Job,
    slices: Sequence[Slice],
    *,
    address: str | None,
    workers: int | None,
    told: Callable[[Done], None],
) -> None:
    """Do all of these slices; Ray is not started for none.

    Args:
        address: of the cluster, as `ray.init` takes it; None for one on this machine, as long as this takes.
        workers: at most so many; by default one for each core of the cluster.
        told: is called when a slice is done.

    Raises:
        MissingExtra: Ray is not installed.
        ConfigurationError: there is no such cluster, or the folder is not one that all share.
        WirebriefError: what stopped a worker, and would stop all others.
    """
    if not slices:
        return
    missing = {slice_.name for slice_ in slices}
    ray = _started(address)
    try:
        keeper = _keeper(ray) if job.engine == "llm" else None
        for name, done in _results(ray, job, keeper, slices, workers):
            if isinstance(done, WirebriefError):
                raise done
            told(done)
            missing.discard(name)
    finally:
        ray.shutdown()
    if missing:
        raise ConfigurationError(f"Nobody has done {min(missing)}.", hint="Run the same command again.")


def _started(address: str | None) -> Any:  # noqa: ANN401 - a library that may be missing
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers of every run
    ray = needed("ray", "The executor 'ray'", extra="scale")
    data = needed("ray.data", "The executor 'ray'", extra="scale")
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    local: dict[str, object] = {"include_dashboard": False, "object_store_memory": _STORE}
    try:
        ray.init(
            address=address or "local",
            log_to_driver=False,
            logging_level="ERROR",
            **({} if address else local),
        )
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise ConfigurationError(
            f"There is no Ray at {address!r}: {error}.", hint="Start one with: ray start --head"
        ) from error
    return ray


def _results(
    ray: Any,  # noqa: ANN401
    job: Job,
    keeper: object,
    slices: Sequence[Slice],
    workers: int | None,
) -> Iterable[tuple[str, Done | WirebriefError]]:
    """Each slice's name and what came of it, as they come."""
    most = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
    rows = [{"slice": slice_.as_row()} for slice_ in slices]
    results = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        Worker,
        fn_constructor_args=(job, keeper),
        batch_size=1,
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=min(most, len(rows))),
    )
    for row in results.iter_rows():
        yield row["slice"], pickle.loads(row["done"])


class Worker:
    """Does slices, one after the other, in a process of Ray's.

    Args:
        keeper: keeps what models answer; None where no model is asked.
    """

    def __init__(self, job: Job, keeper: object) -> None:
        options = job.options
        if keeper is not None:
            options = {**options, "journal": Journal(Path("of the run"), reach=lambda: KeptThere(keeper))}
        self._job = job
        self._summarizer = Summarizer(job.engine, **options)
        self._runner = asyncio.Runner()

    def __call__(self, batch: Mapping[str, Iterable[str]]) -> dict[str, list[object]]:
        slices = [Slice.of_row(row) for row in batch["slice"]]
        return {
            "slice": [slice_.name for slice_ in slices],
            "done": [pickle.dumps(self._done(slice_)) for slice_ in slices],
        }

    def _done(self, slice_: Slice) -> Done | WirebriefError:
        job = self._job
        try:
            return self._runner.run(do(slice_, job.out, self._summarizer, job.settings, job.concurrency))
        except WirebriefError as error:
            return error


class Keeper:
    """The journal of a run, in a process on the machine that the run was started on."""

    def __init__(self, path: Path, days: float) -> None:
        self._store = opened(path, days=days)

    def find(self, endpoint: str, key: str) -> Recorded | None:
        return self._store.find(endpoint, key)

    def write(self, kept: Sequence[Kept]) -> None:
        self._store.write(kept)

    def forget(self, endpoint: str, key: str) -> None:
        self._store.forget(endpoint, key)


def _keeper(ray: Any) -> object:  # noqa: ANN401
    """The keeper of the journal that the environment names; None where it is off."""
    path = journal_path()
    if path is None:
        return None
    here = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(
        ray.get_runtime_context().get_node_id(), soft=False
    )
    keeper = ray.remote(Keeper).options(num_cpus=0, scheduling_strategy=here)
    return keeper.remote(path.absolute(), journal_days())


class KeptThere:
    """What a journal keeps answers in, held by a keeper in another process."""

    def __init__(self, keeper: Any) -> None:  # noqa: ANN401 - a handle that Ray makes
        self._keeper = keeper

    def find(self, endpoint: str, key: str) -> Recorded | None:
        found: Recorded | None = self._asked(self._keeper.find, endpoint, key)
        return found

    def write(self, kept: Iterable[Kept]) -> None:
        self._asked(self._keeper.write, list(kept))

    def forget(self, endpoint: str, key: str) -> None:
        self._asked(self._keeper.forget, endpoint, key)

    def close(self) -> None:
        """The keeper goes on: others use it."""

    def _asked(self, method: Any, *given: object) -> Any:  # noqa: ANN401
        ray = needed("ray", "The executor 'ray'", extra="scale")
        try:
            return ray.get(method.remote(*given))
        except ray.exceptions.RayActorError as error:
            raise sqlite3.OperationalError(f"its keeper has gone: {error}") from error
