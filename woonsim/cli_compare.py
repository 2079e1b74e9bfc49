"""The command `woonsim compare`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from woonsim import options
from woonsim.errors import UsageError
from woonsim.schermteksten import tekst
from woonsim.usage import Argument, Command

if TYPE_CHECKING:
    from woonsim.comparison import Compare
    from woonsim.pluginfile import PluginFile
    from woonsim.varianten import Versie

_RESULTS = Path("resultaten")
_AUTO = "auto"
_LONGEST = 80
"""Letters of the name of a folder."""
_USUAL, _PER_SET = 30, 3
"""Replications when none are asked for: of a comparison, and of each assumption set."""


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
    metavar="aantal_of_auto",
)
@options.option(
    "--most-replications", "most", "help_most", type=options.Whole(1, options.MOST_REPLICATIONS), default=300
)
@options.option("--aannames", "n_sets", "help_aannames", type=options.Whole(2, 10_000))
@options.option("--aanname", "paden", "help_aanname", multiple=True, metavar="pad")
@options.seed
@options.folder("--out", "out", "help_out_compare")
@options.force
@options.silent("help_quiet")
@options.jobs
@options.lang
def compare(basis: str, varianten: tuple[str, ...], sets: tuple[str, ...], **asked: Any) -> None:
    """Play a basis and its variants on the same chance, keep what differs, show it."""
    from woonsim.comparison import check_terms
    from woonsim.varianten import read_versies

    if _is_asked("most") and asked["replications"] != _AUTO:
        raise UsageError(tekst("most_zonder_auto"))
    files = options.plugin_files(asked["plugins"])
    read = read_versies(basis, varianten, options.given(sets), files)
    n_sets = asked["n_sets"]
    if asked["paden"] and n_sets is None:
        raise UsageError(tekst("aanname_zonder_aantal"))
    asked["replications"] = asked["replications"] or (_PER_SET if n_sets else _USUAL)
    if n_sets and asked["replications"] == _AUTO:
        raise UsageError(tekst("aannames_met_auto"))
    # a comparison keeps no facts: those of one replication are there at a time
    versies = tuple(options.over_years(versie, asked["years"], 1) for versie in read)
    check_terms(versies[0].scenario, {versie.naam: versie.scenario for versie in versies[1:]})
    if n_sets:
        _over_sets(versies, files, asked)
    else:
        _once(versies, asked)


def _is_asked(name: str) -> bool:
    """Whether an option stands on the command line."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def _folder_name(versies: tuple[Versie, ...], kind: str) -> str:
    """What the folder is called when nothing else is asked: the basis, what is done, the variants."""
    words = re.findall(r"[^\W_]+", " ".join(versie.naam for versie in versies[1:]))
    return "-".join([Path(versies[0].file).stem, kind, *words])[:_LONGEST].rstrip("-")


def _kept(versies: tuple[Versie, ...], kind: str, asked: dict[str, Any]) -> dict[str, Any]:
    """What both kinds of comparison are given: what is played, how often, and where it is kept."""
    return {
        "versies": versies,
        "folder": asked["out"] or _RESULTS / _folder_name(versies, kind),
        "n": asked["replications"],
        "seed": asked["seed"],
        "jobs": asked["jobs"] or options.cores(),
        "make_parent": asked["out"] is None,
    }


def _once(versies: tuple[Versie, ...], asked: dict[str, Any]) -> None:
    """Compare under the assumptions of the scenario."""
    from woonsim.comparison import Compare, check_auto
    from woonsim.vergelijking.hoofd import hoofdindicatoren

    if asked["replications"] == _AUTO:
        check_auto(hoofdindicatoren(versies[0].scenario))
    the_compare = Compare(**_kept(versies, "compare", asked), most=asked["most"])
    _show(the_compare, asked["force"], as_json=asked["as_json"], quiet=asked["quiet"])


def _over_sets(versies: tuple[Versie, ...], files: tuple[PluginFile, ...], asked: dict[str, Any]) -> None:
    """Compare over assumption sets."""
    from woonsim.aannametabel import render_aannames
    from woonsim.aannamevraag import Aannamevraag, as_json, draw_aannamesets
    from woonsim.progress import show_progress

    vraag = Aannamevraag(**_kept(versies, "aannames", asked), n_sets=asked["n_sets"], paden=asked["paden"])
    tables = stored = vraag.stored(force=asked["force"])
    if tables is None:
        sets, scenarios = draw_aannamesets(versies, vraag.n_sets, vraag.seed, vraag.paden, files)
        many = vraag.n_sets * len(versies) * vraag.n
        watch = show_progress(versies[0].scenario, many, quiet=asked["quiet"])
        tables = vraag.play(sets, scenarios, watch, force=asked["force"])
    if asked["as_json"]:
        options.say(as_json(tables))
    elif not asked["quiet"]:
        options.say(render_aannames(vraag, tables, is_stored=stored is not None))


def _show(the_compare: Compare, force: bool, *, as_json: bool, quiet: bool) -> None:
    from woonsim.comparetabel import render_compare
    from woonsim.comparison import as_json as to_json
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
