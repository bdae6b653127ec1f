"""Many modules: over the cores of the machine, and only those that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from modulebouwer.build_cache import BuildCache
from modulebouwer.built import Built, Options, Progress
from modulebouwer.source.series import SeriesCache

# Folder, output, options and what was read of series → what came of the module.
Work = Callable[[str, Path, Options, SeriesCache], Built]

# So many modules go to a worker at a time: few enough that none waits long for the last.
HANDFUL = 4
# So many modules a worker builds: the memory of each that went leaves gaps, about a megabyte for seven sections.
LIFETIME = 100


def build_each(
    work: Work,
    folders: Sequence[str],
    output: Path,
    options: Options,
    series: SeriesCache,
    progress: Progress,
) -> list[Built]:
    """What ``work`` makes of every module, in the order of ``folders``.

    With ``options.keep`` what did not change stays as it is. Raises ``WrongUse`` when a package cannot be written.
    """
    # What a package does to who is half-way is found by comparing, each time.
    cache = BuildCache(output, options, series) if options.keep and options.against is None else None
    known = {folder: kept for folder in folders if cache and (kept := cache.known(folder)) is not None}
    left = [folder for folder in folders if folder not in known]
    for one in run(work, left, output, options, series, progress):
        known[one.folder] = one
        if cache is not None:
            cache.keep(one)
    if cache is not None:
        cache.write()
    return [known[folder] for folder in folders]


def run(
    work: Work,
    folders: Sequence[str],
    output: Path,
    options: Options,
    series: SeriesCache,
    progress: Progress,
) -> Iterator[Built]:
    """In this process, or in workers that make room for new ones: what they give back, the system does not get."""
    jobs = min(options.jobs, len(folders))
    if jobs < 2 and len(folders) <= LIFETIME:
        for folder in folders:
            progress(folder)
            yield work(folder, output, options, series)
        return
    # Half as long to import as a small module takes to build.
    from concurrent.futures import ProcessPoolExecutor

    there = partial(in_worker, work, output=output, options=options)
    for start in range(0, len(folders), jobs * LIFETIME):
        some = folders[start : start + jobs * LIFETIME]
        with ProcessPoolExecutor(jobs) as pool:
            for one in pool.map(there, some, chunksize=max(1, min(HANDFUL, len(some) // jobs))):
                progress(one.folder)
                yield one


_series = SeriesCache()


def in_worker(work: Work, folder: str, output: Path, options: Options) -> Built:
    """In a process of its own, which reads each series once."""
    return work(folder, output, options, _series)
