"""Two versions of a scenario: read, compared, and their differences told in sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from woonsim.load import load_tree
from woonsim.parameterform import parameters_in_words
from woonsim.plugins import available, read_parameters
from woonsim.scenario.verschil import Inhoud, Plaats, Regel, Stap, Verschil, plain
from woonsim.schermteksten import tekst

if TYPE_CHECKING:
    from woonsim.pluginfile import PluginFile
    from woonsim.scenario.model import Beleidsregel
    from woonsim.scenario.overlay import Wijziging

_MOST_LETTERS = 400
"""What is told of a part that is added; the rest is in the file."""


def inhoud_of(
    data: bytes, file: str, wijzigingen: Sequence[Wijziging] = (), plugins: Sequence[PluginFile] = ()
) -> Inhoud:
    """The scenario in the bytes of `file` with `wijzigingen` laid over it, to be compared.

    Raises:
        ScenarioError: it cannot be played; carries every fault found.
    """
    scenario, tree = load_tree(data, file, wijzigingen, plugins)
    return Inhoud.of(scenario, tree.data, tuple(_regel(regel, plugins) for regel in scenario.beleid))


def _regel(regel: Beleidsregel, plugins: Sequence[PluginFile]) -> Regel:
    """A policy with its parameters, and what those left out are."""
    policy, meant = available(plugins)[regel.soort], read_parameters(regel, plugins)
    defaults = {parameter.name: parameter.default for parameter in parameters_in_words(policy)}
    values = {each.name: plain(getattr(meant, each.name)) for each in fields(policy)}
    return Regel(regel.naam, regel.soort, values, regel.parameters, defaults)


def sentences(verschillen: Iterable[Verschil]) -> list[str]:
    """One sentence per difference, in the reader's language."""
    return [_sentence(verschil) for verschil in verschillen]


def _sentence(verschil: Verschil) -> str:
    told = _about_policy(verschil) if verschil.soort.startswith("beleid_") else _about_value(verschil)
    return told[0].upper() + told[1:]


def _about_policy(verschil: Verschil) -> str:
    naam = verschil.pad[-1].tekst
    wie = naam if naam == verschil.beleidssoort else f"{naam} ({verschil.beleidssoort})"
    place, was = (_place(each) for each in (verschil.plaats, verschil.was))
    inhoud = f": {shorten(verschil.naar, _MOST_LETTERS, placeholder='...')}" if verschil.naar else ""
    return tekst(f"diff_{verschil.soort}", wie=wie, plaats=place, was=was, inhoud=inhoud)


def _place(plaats: Plaats | None) -> str:
    if plaats is None:
        return ""
    name = "midden" if all(plaats) else "laatste" if plaats.na else "eerste" if plaats.voor else "enige"
    return tekst(f"diff_plaats_{name}", na=plaats.na, voor=plaats.voor)


def _about_value(verschil: Verschil) -> str:
    pad = verschil.pad[1:] if verschil.pad[0].tekst == "beleid" and len(verschil.pad) > 2 else verschil.pad
    words = [_word(stap) for stap in pad]
    waar = tekst("diff_waar", plaats=", ".join(words[:-1])) if len(words) > 1 else ""
    soort: str = verschil.soort
    if soort == "waarde":
        soort = "waarde" if verschil.van and verschil.naar else "gegeven" if verschil.naar else "niet_gegeven"
    name = f"diff_{soort}_in" if waar else f"diff_{soort}"
    van, naar = (shorten(each, _MOST_LETTERS, placeholder="...") for each in (verschil.van, verschil.naar))
    return tekst(name, waar=waar, wat=_key(pad[-1]) if waar else words[-1], van=van, naar=naar)


def _key(stap: Stap) -> str:
    """A key inside a sentence, as it is written in the file; the name of a part needs no quotes."""
    return stap.tekst if stap.is_naam else f"'{stap.tekst}'"


def _word(stap: Stap) -> str:
    return stap.tekst if stap.is_naam else stap.tekst.replace("_", " ")


def as_json(verschillen: Iterable[Verschil]) -> str:
    """The differences as ``--json`` prints them; what is not given is null."""
    rows = [_row(verschil) for verschil in verschillen]
    return json.dumps({"verschillen": rows}, ensure_ascii=False, indent=1) + "\n"


def _row(verschil: Verschil) -> dict[str, Any]:
    plaats, was = (each._asdict() if each else None for each in (verschil.plaats, verschil.was))
    return {
        "soort": verschil.soort,
        "pad": [stap.tekst for stap in verschil.pad],
        "van": verschil.van or None,
        "naar": verschil.naar or None,
        "plaats": plaats,
        "was": was,
        "zin": _sentence(verschil),
    }
