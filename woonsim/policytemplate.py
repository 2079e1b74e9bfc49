"""A new policy to start from: files that work as they are, named after it; what stands there is never replaced."""

from __future__ import annotations

import keyword
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from woonsim.errors import OutputError, UsageError
from woonsim.plugins import installed
from woonsim.schermteksten import reden, tekst

_TEMPLATES = Path(__file__).parent / "data" / "nieuw"
_POLICY, _CASE, _TEST = "mijn_beleid.py", "mijn_beleid.yaml", "test_mijn_beleid.txt"
_CODE = (_POLICY, _TEST)
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*", re.ASCII)
_LONGEST = 40
_TAKEN = {"woonsim", "numpy", "pytest", "pandas", "conftest", "test", "tests"}
"""Names that would hide a module that is needed."""


def check_name(name: str) -> None:
    """Refuse a name that a scenario or Python could not use, or that is taken.

    Raises:
        UsageError: saying which names are allowed.
    """
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        raise UsageError(tekst("naam_beleid_vorm", naam=name, hoogst=_LONGEST))
    used = re.findall(r"\w+", "".join((_TEMPLATES / file).read_text(encoding="utf-8") for file in _CODE))
    used = [word for word in used if not word.endswith("MijnBeleid")]
    is_module = keyword.iskeyword(name) or name in sys.stdlib_module_names or name in _TAKEN
    if is_module or name in installed() or _class_name(name) in used:
        raise UsageError(tekst("naam_beleid_bezet", naam=name))


def _class_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def policy_files(name: str) -> dict[str, str]:
    """The policy, a case and a test of it: the template of each, by file name."""
    return {f"{name}.py": _POLICY, f"{name}.yaml": _CASE, f"test_{name}.py": _TEST}


def package_files(name: str) -> dict[str, str]:
    """The files of a package that offers the policy, by their path in its folder."""
    return {
        "pyproject.toml": "pyproject.toml.txt",
        "README.md": "README.md.txt",
        f"woonsim_{name}.py": _POLICY,
        f"gevallen/{name}.yaml": _CASE,
        f"tests/test_{name}.py": _TEST,
    }


def write_policy(name: str, folder: Path, *, is_package: bool) -> list[Path]:
    """Write the files of a new policy into `folder`, those of a package into a folder of its own in it.

    Raises:
        UsageError: the name cannot be used.
        OutputError: something stands there already, or cannot be written; then nothing has been written.
    """
    check_name(name)
    place = folder / f"woonsim-{name.replace('_', '-')}" if is_package else folder
    texts = {
        file: _filled(template, name, is_package=is_package)
        for file, template in (package_files(name) if is_package else policy_files(name)).items()
    }
    if not folder.is_dir():
        raise OutputError(tekst("map_bestaat_niet", map=folder))
    taken = [path for path in ([place] if is_package else [place / file for file in texts]) if path.exists()]
    if taken:
        raise OutputError(tekst("beleid_bestaat_al", bestanden=", ".join(map(str, taken))))
    return _write(place, texts, is_new=is_package)


def _filled(template: str, name: str, *, is_package: bool) -> str:
    """A template, with the name of the policy in the place of `mijn_beleid`."""
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    words = name.replace("_", " ")
    if is_package:
        text = text.replace("from mijn_beleid import", "from woonsim_mijn_beleid import")
    pairs = {
        "mijn_beleid": name,
        "mijn-beleid": name.replace("_", "-"),
        "MijnBeleid": _class_name(name),
        "Mijn beleid": words.capitalize(),
    }
    for old, new in pairs.items():
        text = text.replace(old, new)
    return text


def _write(place: Path, texts: Mapping[str, str], *, is_new: bool) -> list[Path]:
    """Write all files or none."""
    written: list[Path] = []
    try:
        if is_new:
            place.mkdir()
        for file, text in texts.items():
            path = place / file
            if is_new:
                path.parent.mkdir(exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                written.append(path)
                stream.write(text)
    except OSError as error:
        if is_new and not isinstance(error, FileExistsError):
            shutil.rmtree(place, ignore_errors=True)
        for path in written:
            path.unlink(missing_ok=True)
        raise OutputError(tekst("niet_te_schrijven", map=place, reden=reden(error))) from error
    return written
