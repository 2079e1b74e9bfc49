"""The command line: `woonsim run`, `validate` and `schema`.

Whatever takes time to import is imported by the command that needs it.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from woonsim.errors import Exit, OutputError, UsageError, WoonsimError
from woonsim.interrupts import treat_termination_as_interrupt
from woonsim.schermteksten import tekst
from woonsim.version import __version__

_RESULTS = Path("resultaten")
_MOST_YEARS, _MOST_REPLICATIONS, _MOST_SEED, _MOST_JOBS = 100, 100_000, 2**63 - 1, 1024


def main() -> None:
    """Run the command line of this process, and end it with one of the exit statuses of `errors.Exit`."""
    treat_termination_as_interrupt()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(call(sys.argv[1:]))


def call(arguments: list[str]) -> int:
    """Run the command line `arguments` and return the exit status; messages go to stderr, never a traceback."""
    try:
        status = woonsim.main(args=arguments, prog_name="woonsim", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        return _tell(error.format_message(), Exit.bad_input)
    except click.UsageError as error:
        return _tell(_usage_message(error), Exit.bad_input)
    except (KeyboardInterrupt, click.Abort):
        return _tell(tekst("onderbroken"), Exit.interrupted)
    except WoonsimError as error:
        return _tell_error(error)
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of ours is told in one line too
        return _tell(tekst("onze_fout", fout=f"{type(error).__name__}: {error}"), Exit.our_fault)
    return status if isinstance(status, int) else Exit.done


def _tell_error(error: WoonsimError) -> int:
    lines = [str(error), *getattr(error, "__notes__", [])]
    if error.exit == Exit.our_fault and _debugging():
        lines.append(getattr(error, "details", ""))
    return _tell("\n".join(line for line in lines if line), Exit(error.exit))


def _tell(message: str, status: Exit) -> int:
    if _debugging():
        traceback.print_exc()
    click.echo(message, err=True)
    return status


def _debugging() -> bool:
    return os.environ.get("WOONSIM_DEBUG") == "1"


def _say(text: str) -> None:
    """Write to stdout what the command found; a reader that has gone away is no fault."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # the interpreter flushes once more at its end, which must not complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(tekst("niet_te_tonen", reden=error.strerror or error)) from error


def _usage_message(error: click.UsageError) -> str:
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
    return tekst("te_veel", reden=message[message.index("(") + 1 : -1]) if "extra argument" in message else message


def _perhaps(given: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(given, list(known), n=1)
    return tekst("misschien", naam=near[0]) if near else ""


_Function = TypeVar("_Function", bound=Callable[..., Any])


class _Whole(click.ParamType[int]):
    """A whole number from `low` to `high`."""

    name = "int"

    def __init__(self, low: int, high: int) -> None:
        self._low, self._high = low, high

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
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


class _Worded:
    """Help with headings in the reader's language."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        pieces = " ".join(cast("click.Command", self).collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, tekst("kop_gebruik"))

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


class _Command(_Worded, click.Command):
    """One command."""


class _Group(_Worded, click.Group):
    """The commands together."""

    command_class = _Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(tekst("kop_opdrachten")):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command; an unknown one is named with the nearest that exists."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            ctx.fail(tekst("onbekende_opdracht", naam=args[0], misschien=_perhaps(args[0], self.commands)))
        return super().resolve_command(ctx, args)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _option(flag: str, name: str, help_text: str, **settings: Any) -> Callable[[_Function], _Function]:
    default = settings.get("default")
    shown = "" if default in (None, False) else f" [{tekst('standaard', waarde=default)}]"
    return click.option(flag, name, help=tekst(help_text) + shown, **settings)


@click.group(
    cls=_Group, help=tekst("help_woonsim"), subcommand_metavar=tekst("opdracht"), options_metavar=tekst("opties")
)
@click.version_option(__version__, prog_name="woonsim", message="%(prog)s %(version)s", help=tekst("help_version"))
def woonsim() -> None:
    """All commands."""


@woonsim.command(help=tekst("help_run"), options_metavar=tekst("opties"))
@click.argument("bestand", metavar=tekst("bestand"), type=click.Path(path_type=Path, readable=False))
@_option("--json", "as_json", "help_json", is_flag=True, default=False)
@_option("--years", "years", "help_years", type=_Whole(1, _MOST_YEARS))
@_option("--replications", "replications", "help_replications", type=_Whole(1, _MOST_REPLICATIONS), default=30)
@_option("--seed", "seed", "help_seed", type=_Whole(0, _MOST_SEED), default=1)
@_option("--out", "out", "help_out", type=click.Path(path_type=Path, readable=False), metavar=tekst("map"))
@_option("--force", "force", "help_force", is_flag=True, default=False)
@_option("--quiet", "quiet", "help_quiet", is_flag=True, default=False)
@_option("--jobs", "jobs", "help_jobs", type=_Whole(1, _MOST_JOBS))
def run(
    bestand: Path,
    as_json: bool,
    years: int | None,
    replications: int,
    seed: int,
    out: Path | None,
    force: bool,
    quiet: bool,
    jobs: int | None,
) -> None:
    """Play a scenario, keep its results, show them."""
    from woonsim.load import load_bytes
    from woonsim.runs import Run
    from woonsim.scenario.omvang import estimate
    from woonsim.scenario.source import read_bytes

    content = read_bytes(bestand)
    scenario = load_bytes(content, str(bestand))
    if years is not None:
        scenario = scenario.model_copy(update={"looptijd": years})
    refusal = estimate(scenario, replications).refusal()
    if refusal:
        raise UsageError(refusal)
    folder = out or _RESULTS / bestand.stem
    the_run = Run(scenario, content, folder, replications, seed, jobs or _cores(), make_parent=out is None)
    _show(the_run, *_figures(the_run, force=force, quiet=quiet), as_json=as_json, quiet=quiet)


def _figures(the_run: Any, *, force: bool, quiet: bool) -> tuple[Any, bool]:
    """The figures of the run, and whether they were stored already."""
    stored = the_run.stored(force=force)
    if stored is not None:
        return stored, True
    from woonsim.progress import show_progress

    watch = show_progress(the_run.scenario, the_run.replicaties, quiet=quiet)
    return the_run.play(watch, force=force), False


def _show(the_run: Any, figures: Any, is_stored: bool, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        import json

        from woonsim.afspraken import to_json_rows

        rows = to_json_rows(figures["indicator"], figures["afspraak"])
        _say(json.dumps(rows, ensure_ascii=False, allow_nan=False, indent=1) + "\n")
    elif not quiet:
        from woonsim.screen import render

        _say(render(the_run.scenario, figures, the_run.folder, the_run.replicaties, is_stored=is_stored))


@woonsim.command(help=tekst("help_validate"), options_metavar=tekst("opties"))
@click.argument("bestand", metavar=tekst("bestand"), type=click.Path(path_type=Path, readable=False))
def validate(bestand: Path) -> None:
    """Check a scenario, and nothing else."""
    from woonsim.load import load_scenario

    _say(tekst("geldig", bestand=bestand, naam=load_scenario(bestand).naam) + "\n")


@woonsim.command(help=tekst("help_schema"), options_metavar=tekst("opties"))
def schema() -> None:
    """Print the JSON Schema of a scenario."""
    from woonsim.load import policy_schemas
    from woonsim.scenario.schema import schema_text

    _say(schema_text(policy_schemas()))
