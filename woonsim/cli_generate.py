"""The command `woonsim generate`: a scenario of a gemeente that does not exist, of any size."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from woonsim import options
from woonsim.errors import OutputError, UsageError
from woonsim.schermteksten import reden, tekst
from woonsim.usage import Command, Whole

_FEWEST, _MOST_WONINGEN, _MOST_ZOEKENDEN = 100, 10_000_000, 20_000_000
_FIRST_YEAR, _LAST_YEAR = 2021, 2100
"""The years of which the law is known, and those that a scenario may begin in."""


class _Percentage(click.ParamType[float]):
    """A share, written as a percentage from `low` to `high`."""

    name = "percentage"

    def __init__(self, low: int, high: int) -> None:
        """Set the limits [%]."""
        self._low, self._high = low, high

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What stands for the share in the help."""
        return tekst("procent")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The share; fails with its limits."""
        found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,6})?) ?%", str(value), re.ASCII)
        percentage = float(found[1].replace(",", ".")) if found else -1.0
        if not self._low <= percentage <= self._high:
            self.fail(tekst("generate_procent", waarde=value, laagst=self._low, hoogst=self._high), param, ctx)
        return percentage / 100.0


class _Day(click.ParamType[date]):
    """A date that a scenario can begin on: the first day of a year."""

    name = "datum"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What stands for the date in the help."""
        return tekst("datum")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; fails with the years that there are."""
        try:
            day = date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) else None
        except ValueError:
            day = None
        if day is None or (day.month, day.day) != (1, 1) or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.fail(tekst("generate_datum", waarde=value, eerst=_FIRST_YEAR, laatst=_LAST_YEAR), param, ctx)
        return day


class _OneOf(click.ParamType[str]):
    """One of some words."""

    name = "woord"

    def __init__(self, *words: str) -> None:
        """Set the words."""
        self._words = words

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What stands for the word in the help: all of them."""
        return "|".join(self._words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word; fails with those that there are."""
        if value not in self._words:
            self.fail(tekst("generate_woord", waarde=value, woorden=", ".join(self._words)), param, ctx)
        return str(value)


@click.command(cls=Command, help="help_generate", options_metavar="opties")
@options.option("--woningen", "woningen", "help_woningen", type=Whole(_FEWEST, _MOST_WONINGEN), required=True)
@options.option(
    "--woningzoekenden", "woningzoekenden", "help_woningzoekenden", type=Whole(_FEWEST, _MOST_ZOEKENDEN), required=True
)
@options.option("--naam", "naam", "help_naam", metavar="naam_gemeente")
@options.option("--kernen", "kernen", "help_kernen", type=Whole(1, 1000))
@options.option("--corporaties", "corporaties", "help_corporaties", type=Whole(1, 1000))
@options.option("--mutatiegraad", "mutatiegraad", "help_mutatiegraad", type=_Percentage(1, 30))
@options.option("--actief", "actief", "help_actief", type=_Percentage(1, 60))
@options.option("--reacties", "reacties", "help_reacties", type=Whole(1, 1_000_000))
@options.option("--beleid", "beleid", "help_beleid", type=_OneOf("gewoon", "zonder"))
@options.option("--looptijd", "looptijd", "help_looptijd", type=Whole(1, 100))
@options.option("--begindatum", "begindatum", "help_begindatum", type=_Day())
@options.option("--out", "out", "help_out_generate", type=click.Path(path_type=Path, readable=False), metavar="bestand")
@options.option("--force", "force", "help_force_generate", is_flag=True, default=False)
@options.lang
def generate(out: Path | None, force: bool, **asked: Any) -> None:
    """Write the scenario of a gemeente that does not exist."""
    from woonsim.synthetisch import Synthetisch

    given = {name: value for name, value in asked.items() if value is not None}
    if "naam" in given:
        _check_name(given["naam"])
    text = Synthetisch(**given).text()
    if out is None:
        options.say(text)
    else:
        _write(out, text, force=force)
        options.say(tekst("generate_gemaakt", bestand=out) + "\n")


def _check_name(naam: str) -> None:
    from pydantic import TypeAdapter, ValidationError

    from woonsim.berichten import bericht
    from woonsim.scenario.eenheden import Naam

    try:
        TypeAdapter(Naam).validate_python(naam)
    except ValidationError as error:
        problem = error.errors()[0]["ctx"]["problems"][0]
        raise UsageError(f"--naam: {bericht(problem.name, **problem.values)}") from None


def _write(file: Path, text: str, *, force: bool) -> None:
    """Write a file; one that stands there is replaced with `force` only, and as a whole."""
    if file.exists() and not force:
        raise OutputError(tekst("generate_bestaat", bestand=file))
    draft = file.with_name(f".{file.name}.woonsim")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(tekst("generate_schrijven", bestand=file, reden=reden(error))) from error
