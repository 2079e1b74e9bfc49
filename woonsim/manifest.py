"""The manifest of a run folder: what determines its outcome, and what was played, to recognise it and play it again."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonsim.hookspecs import PROJECT
from woonsim.plugins import providers
from woonsim.schermteksten import tekst
from woonsim.version import __version__

if TYPE_CHECKING:
    from woonsim.pluginfile import PluginFile
    from woonsim.results import Results
    from woonsim.scenario.model import Scenario

_FORMAT = "woonsim-resultaten 1"
EXTRA_KEYS = {
    **dict.fromkeys(("over", "indicatoren", "varianten", "aannames", "doel", "grenzen"), "str"),
    "hoogstens": "int",
}
"""What the identities of a sweep, a comparison and a search have beside that of a run, and its type."""
FEITEN_KEY = "feiten"
"""What the identity of a run has beside that where facts were kept of some replications only: their number."""


@dataclass(frozen=True)
class Identity:
    """What determines the outcome of a run: two runs with equal identities have equal results."""

    scenario_sha256: str
    seed: int
    replicaties: int
    jaren: int
    woonsim: str
    plugins: str
    """The code of policies that are not woonsim's own: packages with their version, files with their sha256."""

    @classmethod
    def of(cls, content: bytes, scenario: Scenario, seed: int, replicaties: int) -> Identity:
        """The identity of a run of this version on a scenario and the bytes of its file."""
        digest, code = sha256(content).hexdigest(), ", ".join(plugin_identities(scenario))
        return cls(digest, seed, replicaties, scenario.looptijd, __version__, code)


def plugin_identities(scenario: Scenario) -> list[str]:
    """What recognises the code of policies that is not woonsim's own: `name version` or `sha256`, sorted."""
    packages = providers()
    named = (packages[regel.soort][1] for regel in scenario.beleid if regel.soort in packages)
    used = {f"{provider.name} {provider.version}" for provider in named if provider.name != PROJECT}
    return sorted(used) + sorted(file.sha256 for file in scenario.plugins)


def stored_names(scenario: Scenario) -> dict[str, PluginFile]:
    """The plugin files of a scenario by the name under which the run folder keeps each."""
    names: dict[str, PluginFile] = {}
    for number, file in enumerate(scenario.plugins):
        taken = {name.lower() for name in names}
        names[f"{number}-{file.name}" if file.name.lower() in taken else file.name] = file
    return names


def manifest_of_run(scenario: bytes, identity: Identity, results: Results) -> bytes:
    """The manifest of a run on the bytes of its scenario."""
    names = sorted({name for replicatie in results.replicaties for name in replicatie.afstanden})
    distances = {name: [replicatie.afstanden[name] for replicatie in results.replicaties] for name in names}
    return _as_json(
        {
            "formaat": _FORMAT,
            "identiteit": asdict(identity),
            "naam": results.scenario.naam,
            "begindatum": results.scenario.begindatum.isoformat(),
            "plugins": list(stored_names(results.scenario)),
            "beleid": [{"soort": regel.soort, "naam": regel.naam} for regel in results.scenario.beleid],
            "versies": _versions(),
            "afstanden": {name: {"gemiddeld": sum(d) / len(d), "hoogste": max(d)} for name, d in distances.items()},
            "scenario": scenario.decode("utf-8-sig"),
        }
    )


def manifest_of(scenario: bytes, identity: Identity, played: Scenario) -> bytes:
    """The manifest of what keeps no facts, such as a sweep."""
    content = {"formaat": _FORMAT, "identiteit": asdict(identity), "naam": played.naam, "versies": _versions()}
    content["plugins"] = list(stored_names(played))
    return _as_json({**content, "scenario": scenario.decode("utf-8-sig")})


def _versions() -> dict[str, str]:
    libraries = {library: version(library) for library in ("numpy", "simpy", "pandas")}
    return {"woonsim": __version__, "python": ".".join(map(str, sys.version_info[:3])), **libraries}


def _as_json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(path: Path) -> dict[str, Any] | None:
    """The manifest, or None when this is not one of ours, or not as we wrote it."""
    try:
        content = json.loads(path.read_bytes())
    except (FileNotFoundError, IsADirectoryError, ValueError, RecursionError):
        return None
    ours = isinstance(content, dict) and content.get("formaat") == _FORMAT
    return content if ours and _is_identity(content.get("identiteit")) and _are_names(content.get("plugins")) else None


def _is_identity(known: object) -> bool:
    """Whether this may be the identity of a run or a sweep; one from before plugins says nothing of them."""
    kinds = {f.name: f.type for f in fields(Identity)}
    if not isinstance(known, dict) or not kinds.keys() <= {"plugins", *known}:
        return False
    kinds |= EXTRA_KEYS | {FEITEN_KEY: "int"}
    if any(type(value).__name__ != kinds.get(name) for name, value in known.items()):
        return False
    return known["seed"] in range(2**63) and known["replicaties"] >= 0 and known["jaren"] in range(1, 101)


def _are_names(names: object) -> bool:
    """Whether these may be the names of the plugin files of a run folder."""
    given = [] if names is None else names
    return isinstance(given, list) and all(
        isinstance(name, str) and name.isprintable() and Path(name).name == name for name in given
    )


def difference(manifest: dict[str, Any], identity: Identity) -> str:
    """Which parts of the identity differ, for a reader."""
    mine, theirs = asdict(identity), manifest["identiteit"]
    return ", ".join(tekst(f"verschil_{key}") for key in {**mine, **theirs} if mine.get(key) != theirs.get(key))
