"""What the commands `plugins check` and `plugins bench` say, and the case that they save."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from textwrap import indent, wrap
from typing import Any

from woonsim.errors import OutputError, UsageError
from woonsim.load import read_plugins
from woonsim.plugins import available, found_in, installed
from woonsim.scenario.problem import hint
from woonsim.schermteksten import getal, reden, tekst
from woonsim.testing.bench import Meting
from woonsim.testing.toets import Uitkomst

_WIDTH = 78


def chosen(naam: str, paths: Iterable[Path]) -> dict[str, type]:
    """The policy called `naam`, or all those in the file of that name.

    Raises:
        UsageError: there is none, or a file cannot be read.
        PluginError: the code of a file fails.
    """
    files = read_plugins(paths)
    if naam.endswith(".py"):
        (file,) = read_plugins([naam])
        available([*files, file])  # refuses a name that is taken
        return {soort: policy for soort, (policy, _) in found_in(file).items()}
    known = available(files)
    if naam not in known:
        raise UsageError(tekst("onbekend_beleid", naam=naam, misschien=hint(naam, list(known))))
    return {naam: known[naam]}


def built_in() -> dict[str, type]:
    """The policies of woonsim itself."""
    return {soort: policy for soort, policy in installed().items() if policy.__module__.startswith("woonsim.")}


def parameters_in(given: Iterable[str]) -> dict[str, Any]:
    """The parameters in `naam=waarde`: a value is a number, a list or a table as JSON writes it, else text.

    Raises:
        UsageError: there is no `=` in it.
    """
    found: dict[str, Any] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier():
            raise UsageError(tekst("toets_parameter", tekst=text))
        try:
            found[name] = json.loads(value)
        except ValueError:
            found[name] = value
    return found


def line(outcome: Uitkomst, saved: Path | None) -> str:
    """How one law came out, and of a broken one what it says and its story, indented."""
    word = {True: "toets_houdt", False: "toets_faalt", None: "toets_nvt"}[outcome.houdt]
    figures = f"{getal(outcome.gevallen):>7}  {getal(outcome.seconden, 1):>6} s" if outcome.houdt is not None else ""
    text = f"  {tekst(word):<8} {outcome.wet:<17} {figures}".rstrip() + "\n"
    if outcome.houdt is not False:
        return text
    told = [f"{tekst(f'wet_{outcome.wet}')}: {tekst('toets_niet')}"]
    told += [f"{outcome.hook}: {outcome.verhaal}" if outcome.hook else outcome.uitleg]
    told += [tekst("toets_bewaard", bestand=saved)] if saved else []
    story = "\n".join("\n  ".join(wrap(part, _WIDTH - 6)) for part in "\n".join(told).splitlines())
    return f"{text}{indent(story, ' ' * 6)}\n"


def save_case(outcome: Uitkomst, soort: str, folder: Path) -> Path:
    """Write the case of a broken law to a file of its own, and never over another.

    Raises:
        OutputError: it cannot be written.
    """
    number = 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            path = folder / f"{soort}-{outcome.wet}{f'-{number}' if number > 1 else ''}.yaml"
            try:
                with path.open("x", encoding="utf-8") as file:
                    file.write(outcome.geval)
            except FileExistsError:
                number += 1
            else:
                return path
    except OSError as error:
        raise OutputError(tekst("toets_niet_bewaard", map=folder, reden=reden(error))) from error


def as_json(found: Mapping[str, Sequence[Uitkomst]]) -> str:
    """All outcomes, per policy."""
    rows = {soort: [asdict(outcome) for outcome in outcomes] for soort, outcomes in found.items()}
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def bench_as_json(metingen: Iterable[Meting]) -> str:
    """All measurements."""
    return json.dumps([asdict(meting) for meting in metingen], ensure_ascii=False, indent=1) + "\n"


def render_bench(metingen: Iterable[Meting], asked: set[str]) -> str:
    """A table of microseconds per 1,000 rows; those `asked` for are marked."""
    lines = [f"  {tekst('bench_beleid'):<24} {tekst('bench_hook'):<16} {tekst('bench_tijd'):>24}"]
    for meting in metingen:
        mark = "*" if meting.beleid in asked else " "
        lines.append(f"{mark} {meting.beleid:<24} {meting.hook:<16} {getal(meting.microseconden):>24}")
    return "\n".join(lines) + "\n"
