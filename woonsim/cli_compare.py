"""The command `woonsim compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from woonsim import options
from woonsim.schermteksten import tekst
from woonsim.usage import Argument, Command

if TYPE_CHECKING:
    from woonsim.compare import Compare

_RESULTS = Path("resultaten")
_AUTO = "auto"


class Replicaties(click.ParamType[Any]):
    """A number of replications, or `auto`."""

    name = "replicaties"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | str:
        """The number or the word; fails with the limits."""
        if value == _AUTO:
            return _AUTO
        try:
            number = int(str(value))
        except ValueError:
            number = 0
        if not 1 <= number <= options.MOST_REPLICATIONS:
            limits = {"laagst": 1, "hoogst": options.MOST_REPLICATIONS}
            self.fail(tekst("geen_aantal_of_auto", waarde=value, **limits), param, ctx)
        return number


@click.command(cls=Command, help="help_compare", options_metavar="opties")
@click.argument("basis", cls=Argument, metavar="basis")
@click.argument("varianten", cls=Argument, metavar="varianten", nargs=-1)
@options.option("--set", "sets", "help_set_compare", multiple=True, metavar="wijziging")
@options.plugins
@options.as_json
@options.years
@options.option(
    "--replications",
    "replications",
    "help_replications_compare",
    type=Replicaties(),
    default=30,
    metavar="aantal_of_auto",
)
@options.option(
    "--most-replications", "most", "help_most", type=options.Whole(1, options.MOST_REPLICATIONS), default=300
)
@options.seed
@options.folder("--out", "out", "help_out_compare")
@options.force
@options.option("--quiet", "quiet", "help_quiet", is_flag=True, default=False)
@options.jobs
@options.lang
def compare(basis: str, varianten: tuple[str, ...], sets: tuple[str, ...], **asked: Any) -> None:
    """Play a basis and its variants on the same chance, keep what differs, show it."""
    from woonsim.compare import Compare, check_auto, check_terms
    from woonsim.varianten import read_versies
    from woonsim.vergelijking.hoofd import hoofdindicatoren

    files = options.plugin_files(asked["plugins"])
    read = read_versies(basis, varianten, options.given(sets), files)
    n, out = asked["replications"], asked["out"]
    at_most = (asked["most"] if n == _AUTO else n) * len(read)
    versies = tuple(options.over_years(versie, asked["years"], at_most) for versie in read)
    check_terms(versies[0].scenario, {versie.naam: versie.scenario for versie in versies[1:]})
    if n == _AUTO:
        check_auto(hoofdindicatoren(versies[0].scenario))
    the_compare = Compare(
        versies=versies,
        folder=out or _RESULTS / f"{versies[0].naam}-compare",
        n=n,
        most=asked["most"],
        seed=asked["seed"],
        jobs=asked["jobs"] or options.cores(),
        make_parent=out is None,
    )
    _show(the_compare, asked["force"], as_json=asked["as_json"], quiet=asked["quiet"])


def _show(the_compare: Compare, force: bool, *, as_json: bool, quiet: bool) -> None:
    from woonsim.compare import as_json as to_json
    from woonsim.comparetabel import render_compare
    from woonsim.progress import show_progress

    tables = stored = the_compare.stored(force=force)
    if tables is None:
        n = the_compare.most if the_compare.n == _AUTO else int(the_compare.n)
        watch = show_progress(the_compare.basis.scenario, n * len(the_compare.versies), quiet=quiet)
        tables = the_compare.play(watch, force=force)
    if as_json:
        options.say(to_json(tables))
    elif not quiet:
        options.say(render_compare(the_compare.versies, tables, the_compare.folder, is_stored=stored is not None))
