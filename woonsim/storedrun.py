"""A run folder read back: the scenario that was played, with the code of its policies, to play it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from woonsim.errors import UsageError
from woonsim.load import load_bytes
from woonsim.manifest import EXTRA_KEYS, FEITEN_KEY, Identity, read_manifest
from woonsim.pluginfile import PluginFile
from woonsim.schermteksten import tekst
from woonsim.store import MANIFEST, PLUGINS, SCENARIO
from woonsim.version import __version__

if TYPE_CHECKING:
    from woonsim.scenario.model import Scenario


@dataclass(frozen=True)
class StoredRun:
    """What was played: replications 0 to `replicaties` - 1 of `scenario` (with its plugins and term) on `seed`.

    `feiten`: of so many of these the tables hold the facts, the first.
    """

    folder: Path
    scenario: Scenario
    seed: int
    replicaties: int
    feiten: int


def read_run(folder: Path, plugins: Sequence[PluginFile] = ()) -> StoredRun:
    """The run that `woonsim run` kept in `folder`; playing it gives the tables that stand there.

    A folder may be somebody else's, so the code that it keeps is executed only when asked for: `plugins` are the
    files that the run was played with, its own or those in the folder.

    Raises:
        UsageError: there is no such run, or what it was played with is not the same or not given.
        ScenarioError, PluginError: as `woonsim.load.load_scenario`.
    """
    manifest = _manifest_of(folder)
    known: dict[str, Any] = manifest["identiteit"]
    content = _read(folder / SCENARIO)
    if known.get("woonsim") != __version__:
        raise _different(folder, ["woonsim"])
    _check_given(folder, [str(name) for name in manifest.get("plugins", [])], plugins)
    scenario = load_bytes(content, str(folder / SCENARIO), (), plugins).model_copy(update={"looptijd": known["jaren"]})
    now = Identity.of(content, scenario, known["seed"], known["replicaties"])
    changed = [key for key, value in vars(now).items() if known.get(key, "") != value]
    if changed:
        raise _different(folder, changed)
    return StoredRun(folder, scenario, now.seed, now.replicaties, known.get(FEITEN_KEY, now.replicaties))


def _check_given(folder: Path, names: list[str], plugins: Sequence[PluginFile]) -> None:
    """Refuse a run of which a plugin is not among those given; say where it is kept."""
    given = {file.sha256 for file in plugins}
    kept = [folder / PLUGINS / name for name in names]
    missing = [path for path in kept if sha256(_read(path)).hexdigest() not in given]
    if missing:
        asked = " ".join(f"--plugin {path}" for path in missing)
        raise UsageError(tekst("plugin_van_resultaat", map=folder, opties=asked))


def _different(folder: Path, keys: list[str]) -> UsageError:
    told = ", ".join(tekst(f"verschil_{key}") for key in keys)
    return UsageError(tekst("map_niet_na_te_spelen", map=folder, verschil=told))


def _manifest_of(folder: Path) -> dict[str, Any]:
    try:
        manifest = read_manifest(folder / MANIFEST)
    except OSError:
        manifest = None
    if manifest is None or EXTRA_KEYS.keys() & manifest["identiteit"].keys():
        raise UsageError(tekst("geen_resultaat", map=folder))
    return manifest


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise UsageError(tekst("resultaat_onvolledig", bestand=path)) from None
