"""The command `woonsim bench`: how fast woonsim is on this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from woonsim import options
from woonsim.schermteksten import getal, tekst
from woonsim.usage import Command, Whole

_SIZES = (4_000, 20_000, 100_000)
_FEWEST, _MOST, _MOST_YEARS = 500, 10_000_000, 100


@click.command(cls=Command, help="help_bench", options_metavar="opties")
@options.option("--grootte", "sizes", "help_grootte", type=Whole(_FEWEST, _MOST), multiple=True)
@options.option("--years", "years", "help_years_bench", type=Whole(1, _MOST_YEARS), default=10)
@options.as_json
@options.option("--quiet", "quiet", "help_quiet_bench", is_flag=True, default=False)
@options.lang
def bench(sizes: tuple[int, ...], years: int, as_json: bool, quiet: bool) -> None:
    """Measure some sizes, each in a process of its own, and show what was found."""
    from woonsim.bench import tabel
    from woonsim.bench.meting import MetingError, measure

    found, trouble = [], None
    with _progress(len(set(sizes or _SIZES)), quiet=quiet) as tell:
        for number, size in enumerate(sorted(set(sizes or _SIZES))):
            try:
                found.append(measure(size, years, lambda part, n=number, s=size: tell(n + part, s)))  # type: ignore[misc]
            except MetingError as error:
                trouble = error
                break
    if found:
        options.say(tabel.as_json(found) if as_json else tabel.render(found))
    if trouble is not None:
        raise trouble


@contextmanager
def _progress(n: int, *, quiet: bool) -> Iterator[Callable[[float, int], None]]:
    """Something to tell how many of `n` sizes are done and which is measured; a bar, where a terminal watches."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, size: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=float(n))
        yield lambda done, size: progress.update(
            task, completed=done, description=tekst("bench_meet", woningen=getal(size))
        )
