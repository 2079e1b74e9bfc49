"""woonsim: who gets the social homes that fall free, played out before the prestatieafspraken are signed.

The public way in. Names are imported on first use, so that `import woonsim` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from woonsim.comparison import compare as compare
    from woonsim.goalseek import goal_seek as goal_seek
    from woonsim.hookspecs import hookimpl as hookimpl
    from woonsim.load import load_scenario as load_scenario
    from woonsim.replications import replicate as replicate
    from woonsim.replications import simulate as simulate
    from woonsim.version import __version__ as __version__

_HOMES = {
    "__version__": "woonsim.version",
    "compare": "woonsim.comparison",
    "goal_seek": "woonsim.goalseek",
    "hookimpl": "woonsim.hookspecs",
    "load_scenario": "woonsim.load",
    "replicate": "woonsim.replications",
    "simulate": "woonsim.replications",
}

__all__ = ["__version__", "compare", "goal_seek", "hookimpl", "load_scenario", "replicate", "simulate"]


def __getattr__(name: str) -> object:
    """Import the home of a public name when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Show the public names beside what is loaded."""
    return sorted({*globals(), *__all__})
