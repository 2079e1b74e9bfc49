"""The command `woonsim explain`: how a woning was let, or how a huishouden fared, in a stored run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from woonsim import options
from woonsim.errors import UsageError
from woonsim.schermteksten import tekst
from woonsim.usage import Argument, Command, Whole

_MOST = 2**31


class Day(click.ParamType[date]):
    """A day, as 2023-05-01."""

    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; fails with how it is written."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(tekst("uitleg_datum", waarde=value), param, ctx)


@click.command(cls=Command, help="help_explain", options_metavar="opties")
@click.argument("map", cls=Argument, metavar="map_resultaten", type=click.Path(path_type=Path, readable=False))
@options.option("--woning", "woning", "help_woning", type=Whole(0, _MOST))
@options.option("--datum", "datum", "help_datum", type=Day(), metavar="uitleg_dag")
@options.option("--huishouden", "huishouden", "help_huishouden", metavar="uitleg_wie")
@options.option("--replicatie", "replicatie", "help_replicatie", type=Whole(0, _MOST), default=0)
@options.plugins
@options.as_json
@options.lang
def explain(
    map: Path,
    woning: int | None,
    datum: date | None,
    huishouden: str | None,
    replicatie: int,
    plugins: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Play one replication of a stored run again, and tell what is asked."""
    from woonsim.uitleg.resultaat import open_run

    resultaat = open_run(map, replicatie, options.plugin_files(plugins))
    if (woning is None) == (huishouden is None):
        woningen, huishoudens = resultaat.examples()
        voorbeelden = {"woningen": ", ".join(woningen), "huishoudens": ", ".join(huishoudens)}
        raise UsageError(tekst("uitleg_noem_een", map=map, **voorbeelden))
    if datum is not None and woning is None:
        raise UsageError(tekst("uitleg_datum_zonder_woning"))
    from woonsim.uitleg.naspelen import explain_huishouden, explain_woning

    verhaal: Any
    if woning is not None:
        verhaal = explain_woning(resultaat, woning, datum)
    else:
        verhaal = explain_huishouden(resultaat, str(huishouden))
    if as_json:
        from woonsim.uitleg.gegevens import to_json

        options.say(to_json(verhaal))
    elif woning is not None:
        from woonsim.uitleg.woningtekst import render_woning

        options.say(render_woning(verhaal))
    else:
        from woonsim.uitleg.huishoudentekst import render_huishouden

        options.say(render_huishouden(verhaal))
