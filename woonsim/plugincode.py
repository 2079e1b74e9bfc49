"""The code of a plugin: executed, asked what policies it offers, and pointed into when something is wrong.

A file is executed once per path and content, in a module of its own that nothing imports by name: scenarios that
are given other code, under the same names, never meet. A file stands alone: it cannot import one beside it, since
a result is recognised by the files that were given.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any

from woonsim.errors import PluginError
from woonsim.hookspecs import PROJECT
from woonsim.pluginfile import PluginFile
from woonsim.schermteksten import tekst

REGISTER = "register_beleid"
_MODULE = "woonsim_plugin_"
_SHOWN = 60
"""Letters of a thing that are shown."""
_MOST_LETTERS = 1000


@cache
def module_of(file: PluginFile) -> ModuleType:
    """The module that the code of `file` makes.

    Raises:
        PluginError: the code cannot be read, or raises; told with file and line.
    """
    name = _MODULE + sha256(f"{file.path}\0{file.sha256}".encode()).hexdigest()
    module = ModuleType(name)
    module.__file__ = file.path
    # dataclasses and annotations look up the module of a class here
    sys.modules[name] = module
    try:
        exec(compile(file.content, file.path, "exec", dont_inherit=True), module.__dict__)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        del sys.modules[name]
        raise _not_imported(file.path, error, file.path) from error
    return module


def package_module(entry: EntryPoint, package: str) -> ModuleType:
    """The module that an entry point of an installed package names.

    Raises:
        PluginError: it does not import.
    """
    try:
        module: ModuleType = entry.load()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _not_imported(tekst("plugin_pakket", naam=package), error, None) from error
    return module


def offered(module: ModuleType, plugin: str) -> list[type]:
    """The policy classes of a plugin: those that its `register_beleid` registers, else each one that has a hook.

    Raises:
        PluginError: there are none, or `register_beleid` fails.
    """
    found: list[type] = []
    if hasattr(module, REGISTER):
        _call(getattr(module, REGISTER), found.append, plugin)
    else:
        classes = [thing for thing in vars(module).values() if isinstance(thing, type)]
        own = [cls for cls in classes if cls.__module__ == module.__name__ and not cls.__name__.startswith("_")]
        found = [cls for cls in own if is_marked(cls)]
    if not found:
        raise PluginError(tekst("plugin_geen_beleid", plugin=plugin))
    no_class = [thing for thing in found if not isinstance(thing, type)]
    if no_class:
        raise PluginError(tekst("plugin_geen_klasse", plugin=plugin, kreeg=repr(no_class[0])[:_SHOWN]))
    return found


def _call(register_beleid: Any, register: Callable[[type], None], plugin: str) -> None:
    try:
        register_beleid(register=register)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        path = inspect.unwrap(register_beleid).__code__.co_filename if inspect.isfunction(register_beleid) else None
        raise _not_imported(plugin, error, path) from error


def is_marked(policy_class: type) -> bool:
    """Whether a class has anything that is marked as a hook."""
    return any(hasattr(getattr(policy_class, name, None), f"{PROJECT}_impl") for name in dir(policy_class))


def _not_imported(plugin: str, error: BaseException, path: str | None) -> PluginError:
    fault, place = fault_of(error), raised_at(error, path)
    if isinstance(error, SyntaxError):
        fault = f"{type(error).__name__}: {error.msg}"
        place = tekst("plugin_plaats", bestand=error.filename, regel=error.lineno or 1) if error.filename else ""
    return PluginError(tekst("plugin_laadt_niet", plugin=plugin, fout=fault, plaats=place))


def fault_of(error: BaseException) -> str:
    """What was raised, on one line."""
    told = " ".join(str(error).split())
    return f"{type(error).__name__}: {told[:_MOST_LETTERS]}" if told else type(error).__name__


def raised_at(error: BaseException, path: str | None) -> str:
    """Where an error arose, as ` (file:line)`: the deepest line in the file `path`, else the deepest of all."""
    frames = []
    trace = error.__traceback__
    while trace:
        frames.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    inside = [frame for frame in frames if frame[0] == path] or frames
    return tekst("plugin_plaats", bestand=inside[-1][0], regel=inside[-1][1]) if inside else ""


def defined_at(thing: Any) -> str:
    """Where a class or function is defined, as ` (file:line)`; nothing when that is not known."""
    code = getattr(inspect.unwrap(thing), "__code__", None)
    if code is not None:
        return tekst("plugin_plaats", bestand=code.co_filename, regel=code.co_firstlineno)
    lines = [
        member.__code__.co_firstlineno
        for member in vars(thing).values()
        if inspect.isfunction(member) and member.__module__ == thing.__module__
    ]
    file = getattr(sys.modules.get(thing.__module__), "__file__", None)
    if file is None:
        return ""
    try:
        line = inspect.getsourcelines(thing)[1]
    except (OSError, TypeError):
        line = min(lines, default=1)
    return tekst("plugin_plaats", bestand=file, regel=line)


def summary_of(policy_class: type) -> str:
    """The first sentence or line of a docstring: what the policy is."""
    own = policy_class.__doc__ or ""
    if is_dataclass(policy_class) and own.startswith(f"{policy_class.__name__}("):
        own = ""  # a dataclass without a docstring gets its signature
    return own.strip().partition("\n")[0]
