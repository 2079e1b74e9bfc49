"""How the command line is written and told, in the reader's language: options, help, and what is wrong with usage.

Texts are looked up when they are shown, since the language may be chosen on the command line itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast, get_args

import click

from woonsim.berichten import Taal
from woonsim.schermteksten import tekst

_PIECES = ("opties", "opdracht")
"""Names of texts in the line that shows how a command is called."""


def language_in(arguments: list[str]) -> Taal | None:
    """The last language that --lang asks for, wherever it stands; None: no language that there is."""
    chosen: Taal | None = None
    for flag, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if flag == "--":
            break
        name, _, value = flag.partition("=")
        asked = (value or following).lower()
        if name == "--lang" and asked in get_args(Taal):
            chosen = cast("Taal", asked)
    return chosen


def usage_message(error: click.UsageError) -> str:
    """What is wrong with the command line, in the reader's language, and where the help is."""
    command = error.ctx.command_path if error.ctx else "woonsim"
    return f"woonsim: {_usage_fault(error)}\n{tekst('zie_help', opdracht=command)}"


def _usage_fault(error: click.UsageError) -> str:
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        known = [flag for param in error.ctx.command.params for flag in param.opts] if error.ctx else []
        return tekst("onbekende_optie", naam=error.option_name, misschien=_perhaps(error.option_name, known))
    if isinstance(error, click.MissingParameter):
        return tekst("ontbreekt", naam=error.param.human_readable_name if error.param else "")
    if isinstance(error, click.BadOptionUsage):
        return tekst("waarde_ontbreekt" if "requires" in message else "geen_waarde", naam=error.option_name)
    if isinstance(error, click.BadParameter):
        return tekst("verkeerde_waarde", naam=error.param.opts[0] if error.param else "", reden=error.message)
    if message == "Missing command.":
        return tekst("ontbreekt", naam=tekst("opdracht"))
    return tekst("te_veel", reden=message[message.index("(") + 1 : -1]) if "extra argument" in message else message


def _perhaps(given: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(given, list(known), n=1)
    return tekst("misschien", naam=near[0]) if near else ""


class Whole(click.ParamType[int]):
    """A whole number from `low` to `high`."""

    name = "int"

    def __init__(self, low: int, high: int) -> None:
        """Set the limits."""
        self._low, self._high = low, high

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What stands for the number in the help."""
        return tekst("getal")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails with its limits."""
        try:
            number = int(str(value))
        except ValueError:
            number = self._low - 1
        if not self._low <= number <= self._high:
            self.fail(tekst("niet_in_bereik", waarde=value, laagst=self._low, hoogst=self._high), param, ctx)
        return number


class Feiten(click.ParamType["int | None"]):
    """Of how many replications facts are kept: `alle` (None), `geen` (0) or a number of them."""

    name = "feiten"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """The number; fails with what may be asked."""
        words = {"alle": None, "geen": 0}
        if value in words:
            return words[value]
        if not (str(value).isascii() and str(value).isdigit()):
            self.fail(tekst("geen_aantal_feiten", waarde=value), param, ctx)
        return int(value)


class Option(click.Option):
    """An option whose help and metavar are names of texts, looked up when the help is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option, and what it does."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        shown = (
            "" if self.default in (None, False) or self.multiple else f" [{tekst('standaard', waarde=self.default)}]"
        )
        return record[0], tekst(str(self.help)) + (shown if isinstance(self.default, int) else "")

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for the value."""
        return tekst(self.metavar) if self.metavar else super().make_metavar(ctx)


class Argument(click.Argument):
    """An argument whose metavar is the name of a text."""

    @property
    def human_readable_name(self) -> str:
        """What stands for the value in a message."""
        return self.make_metavar(None)

    def make_metavar(self, ctx: click.Context | None) -> str:
        """What stands for the value in the help."""
        return tekst(str(self.metavar))


class Worded:
    """Help with headings in the reader's language."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        found = cast("click.Command", self).collect_usage_pieces(ctx)
        pieces = " ".join(tekst(piece) if piece in _PIECES else piece for piece in found)
        formatter.write_usage(ctx.command_path, pieces, tekst("kop_gebruik"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(tekst(str(cast("click.Command", self).help)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what can be given with the command."""
        command = cast("click.Command", self)
        options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(tekst("kop_opties")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in the reader's language."""
        option = cast("click.Option | None", super().get_help_option(ctx))  # type: ignore[misc]
        if option is not None:
            option.help = tekst("help_help")
        return option


class Command(Worded, click.Command):
    """One command."""


class Group(Worded, click.Group):
    """The commands together."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(tekst("kop_opdrachten")):
            formatter.write_dl([(name, tekst(str(command.help))) for name, command in self.commands.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command; an unknown one is named with the nearest that exists."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            ctx.fail(tekst("onbekende_opdracht", naam=args[0], misschien=_perhaps(args[0], self.commands)))
        return super().resolve_command(ctx, args)


class Language(click.ParamType[str]):
    """A language that there is."""

    name = "taal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The language; fails with those that there are."""
        if str(value).lower() not in get_args(Taal):
            self.fail(tekst("onbekende_taal", waarde=value), param, ctx)
        return str(value).lower()
