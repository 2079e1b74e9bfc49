"""What is told about policies: a list of all, and everything about one, as text of 80 columns or as JSON."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from textwrap import fill, wrap
from typing import Any

from woonsim import hookspecs
from woonsim.errors import UsageError
from woonsim.parameterform import Parameter, parameters_in_words
from woonsim.plugincode import summary_of
from woonsim.pluginfile import PluginFile
from woonsim.plugins import HOOKS, marked, parameters_of, providers
from woonsim.scenario.problem import hint
from woonsim.schermteksten import tekst
from woonsim.teksten import CATALOGUS

_WIDTH, _NAMES = 79, 26
_SOURCE = re.compile(r"\b(?:Sources?|Bron(?:nen)?): (.+?)(?:\.(?=\s+[A-Z`])|\.?$)")


@dataclass(frozen=True)
class Entry:
    """One policy: its soort, the name of the package or file it comes from, the version of the package, its hooks."""

    name: str
    version: str
    provider: str
    hooks: tuple[str, ...]
    summary: str


@dataclass(frozen=True)
class Description(Entry):
    """Everything about one policy: its whole docstring, the source that this names, its parameters."""

    docstring: str
    source: str
    parameters: tuple[Parameter, ...]


def entries(files: Iterable[PluginFile] = ()) -> list[Entry]:
    """Every policy there is, by the name under which scenarios know it."""
    return [
        Entry(soort, provider.version, provider.name, hooks_of(policy), summary_of(policy))
        for soort, (policy, provider) in providers(files).items()
    ]


def description(name: str, files: Iterable[PluginFile] = ()) -> Description:
    """Everything about the policy `name`.

    Raises:
        UsageError: there is no such policy.
    """
    known = providers(files)
    if name not in known:
        near = hint(name, list(known))
        raise UsageError(tekst("onbekend_beleid", naam=name, misschien=near))
    policy, provider = known[name]
    parameters_of(policy)  # told when a parameter cannot be read
    text = (inspect.getdoc(policy) or "") if summary_of(policy) else ""
    found = _SOURCE.search(" ".join(text.split()))
    return Description(
        name=name,
        version=provider.version,
        provider=provider.name,
        hooks=hooks_of(policy),
        summary=summary_of(policy),
        docstring=text,
        source=found[1] if found else "",
        parameters=tuple(parameters_in_words(policy)),
    )


def hooks_of(policy_class: type) -> tuple[str, ...]:
    """The hooks that a policy implements, in the order of the manual."""
    own = {name for name, _ in marked(policy_class)}
    return tuple(hook for hook in HOOKS if hook in own)


def list_as_json(found: list[Entry]) -> str:
    """The list as ``--json`` prints it."""
    return _to_json({"plugins": [asdict(entry) for entry in found]})


def as_json(found: Description) -> str:
    """One policy as ``--json`` prints it."""
    return _to_json(asdict(found))


def _to_json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def render_list(found: list[Entry]) -> str:
    """The list for a screen of 80 columns, under a heading per package or file."""

    def where(entry: Entry) -> tuple[bool, str, str]:
        return not entry.version, entry.provider, entry.version

    parts = []
    for (_, provider, version), group in groupby(sorted(found, key=where), where):
        parts.append("\n".join([f"{provider} {version}".strip(), *(_listed(entry) for entry in group)]))
    return "\n\n".join(parts) + "\n"


def _listed(entry: Entry) -> str:
    hooks = f"{tekst('kop_hooks')}: {', '.join(entry.hooks)}"
    lines = [_indented(line, 6) for line in (entry.summary, hooks) if line]
    return "\n".join([f"  {entry.name}", *lines])


def _indented(text: str, n: int) -> str:
    return fill(text, _WIDTH, initial_indent=n * " ", subsequent_indent=n * " ", break_long_words=False)


def render(found: Description) -> str:
    """One policy for a screen of 80 columns."""
    blocks = [f"{found.name} ({f'{found.provider} {found.version}'.strip()})"]
    blocks += [_indented(" ".join(part.split()), 2) for part in found.docstring.split("\n\n") if part.strip()]
    if found.source:
        blocks.append(f"{tekst('kop_bron')}\n{_indented(found.source, 2)}")
    hooks = [_row(hook, _what(hook)) for hook in found.hooks]
    blocks.append("\n".join([tekst("kop_hooks").capitalize(), *hooks]))
    rows = [_row(each.name, _told(each)) for each in found.parameters] or [f"  {tekst('waarde_geen')}"]
    blocks.append("\n".join([tekst("kop_parameters"), *rows]))
    return "\n\n".join(blocks) + "\n"


def _what(hook: str) -> str:
    """What a hook decides; in the words of the manual when the catalogue has none."""
    name = f"hook_{hook}"
    return tekst(name) if name in CATALOGUS else (inspect.getdoc(getattr(hookspecs, hook)) or "").partition("\n")[0]


def _told(parameter: Parameter) -> str:
    default = tekst("verplicht") if parameter.default is None else tekst("standaard", waarde=parameter.default)
    return "; ".join(part for part in (parameter.kind, parameter.range, default) if part)


def _row(name: str, text: str) -> str:
    return "\n".join(_cells(name, wrap(text, _WIDTH - _NAMES - 2, break_long_words=False)))


def _cells(name: str, lines: list[str]) -> Iterator[str]:
    """A name with its text beside it; under it when the name is too long."""
    if len(name) >= _NAMES:
        yield f"  {name}"
        name = ""
    for line in lines:
        yield f"  {name:<{_NAMES}}{line}".rstrip()
        name = ""
