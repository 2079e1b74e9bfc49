"""What a parameter of a policy may be, in words: its kind, its range, its default, as a scenario would write them."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from woonsim.berichten import bericht
from woonsim.scenario.grootheid import Grootheid
from woonsim.schermteksten import tekst

_ENDLESS = 1e9
"""A limit from here on is there for the computer, not for the reader."""
_SIMPLE = {str: "soort_tekst", bool: "soort_ja_nee", int: "soort_geheel", float: "soort_getal"}


@dataclass(frozen=True)
class Parameter:
    """One parameter; `default` is None when it must be given."""

    name: str
    kind: str
    range: str
    default: str | None


def parameters_in_words(policy_class: type) -> list[Parameter]:
    """The parameters of a policy class, in its order."""
    hints = get_type_hints(policy_class, include_extras=True)
    return [
        Parameter(field.name, *_form(hints[field.name]), _default(field, hints[field.name]))
        for field in fields(policy_class)
    ]


def _form(hint: Any) -> tuple[str, str]:
    """The kind of value and its range."""
    generic, arguments = get_origin(hint), get_args(hint)
    if generic is Annotated:
        return _annotated(arguments[0], list(_flat(arguments[1:])))
    if generic is Literal:
        return tekst("soort_woord"), " | ".join(str(word) for word in arguments)
    if generic in (Union, types.UnionType):
        forms = [_form(part) for part in arguments if part is not type(None)]
        kinds = [kind for kind, _ in forms] + [tekst("waarde_geen")] * (type(None) in arguments)
        return f" {tekst('of')} ".join(kinds), "; ".join(bounds for _, bounds in forms if bounds)
    if generic in (list, tuple, dict):
        inner = [part for part in arguments if part is not Ellipsis]
        kind, bounds = _form(inner[-1]) if inner else ("", "")
        return tekst("soort_tabel" if generic is dict else "soort_lijst", soort=kind).strip(), bounds
    return (tekst(_SIMPLE[hint]) if hint in _SIMPLE else getattr(hint, "__name__", str(hint))), ""


def _flat(metadata: tuple[Any, ...]) -> Iterator[Any]:
    """Annotations, those inside a `pydantic.Field` too."""
    for each in metadata:
        yield each
        yield from getattr(each, "metadata", ())


def _annotated(base: Any, metadata: list[Any]) -> tuple[str, str]:
    grootheid = next((each for each in metadata if isinstance(each, Grootheid)), None)
    limits = {name: getattr(each, name) for each in metadata for name in ("ge", "gt", "le", "lt") if _has(each, name)}
    if grootheid is None:
        kind, bounds = _form(base)
        return kind, _range(limits, lambda value: f"{value:g}") or bounds
    if not limits and grootheid.low == 0 and grootheid.what == "getal":
        return bericht("what_getal"), ""  # the range is in the name of the kind
    whole = {"ge": grootheid.low, "le": grootheid.high} | limits
    return bericht(f"what_{grootheid.what}"), _range(whole, grootheid.shown)


def _has(each: Any, name: str) -> bool:
    return getattr(each, name, None) is not None and not isinstance(each, Grootheid)


def _range(limits: dict[str, Any], show: Any) -> str:
    """Limits in words: `0% tot 100%`, `meer dan 0`."""
    limits = {name: value for name, value in limits.items() if abs(value) < _ENDLESS}
    if "ge" in limits and "le" in limits and "gt" not in limits and "lt" not in limits:
        return tekst("bereik_tot", laagst=show(limits["ge"]), hoogst=show(limits["le"]))
    told = [tekst(f"bereik_{name}", waarde=show(limits[name])) for name in ("ge", "gt", "le", "lt") if name in limits]
    return ", ".join(told)


def _default(field: Field[Any], hint: Any) -> str | None:
    if field.default is not MISSING:
        return _shown(field.default, hint)
    if field.default_factory is not MISSING:
        return _shown(field.default_factory(), hint)
    return None


def _shown(value: Any, hint: Any) -> str:
    """A value as a scenario would write it."""
    if value is None:
        return tekst("waarde_geen")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        inner = get_args(hint)
        return f"[{', '.join(_shown(each, inner[0] if inner else None) for each in value)}]"
    if isinstance(value, dict):
        inner = get_args(hint)
        cells = (f"{key}: {_shown(each, inner[-1] if inner else None)}" for key, each in value.items())
        return f"{{{', '.join(cells)}}}"
    grootheid = _grootheid(hint)
    return grootheid.shown(value) if grootheid is not None and isinstance(value, int | float) else str(value)


def _grootheid(hint: Any) -> Grootheid | None:
    """The quantity that a hint asks for, alone or as one of several."""
    if get_origin(hint) is Annotated:
        return next((each for each in _flat(get_args(hint)[1:]) if isinstance(each, Grootheid)), None)
    return next((found for part in get_args(hint) if (found := _grootheid(part)) is not None), None)
