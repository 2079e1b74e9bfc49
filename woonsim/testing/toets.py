"""The judging of one law: hypothesis looks for a proef in which a policy breaks it, and then for the smallest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st

from woonsim.errors import PluginError
from woonsim.plugins import HOOKS, marked
from woonsim.schermteksten import getal, tekst
from woonsim.testing.bench import LARGE, large_proef, microseconds
from woonsim.testing.geheugen import changed, geheugen_of
from woonsim.testing.geval import case_of
from woonsim.testing.kolommen import every_value, proeven, proeven_met_verslag
from woonsim.testing.proef import Proef, smaller
from woonsim.testing.toezicht import Toezicht
from woonsim.testing.verhaal import story_of
from woonsim.testing.vraag import Vraag
from woonsim.testing.wetten import AFGESLOTEN, OTHER_ROWS, REKENTIJD, WETTEN, Overtreding, Wet

BUDGET = 20_000
"""What a hook may take for 1,000 rows [microseconds]; a run asks about millions."""
EXAMPLES = 100
"""Cases per law and hook that are drawn, unless another number is asked."""
_ROUNDS = 200
"""How often a case is made smaller at most."""
Law = Callable[[Vraag, Proef], None]
Case = tuple[Vraag, Proef]


@dataclass(frozen=True)
class Uitkomst:
    """How a law came out for a policy.

    `houdt` is None when it was not judged: the policy declares that it does not hold, or has no hook it is about.
    `uitleg`, `verhaal` and `geval` (a YAML case) tell of the smallest proef in which it was broken.
    """

    wet: str
    gevallen: int
    seconden: float
    houdt: bool | None
    hook: str = ""
    uitleg: str = ""
    verhaal: str = ""
    geval: str = ""


class Toets:
    """A policy under test: the questions to its hooks, and the cases that all laws are judged on."""

    def __init__(self, policy: type, settings_: Sequence[Mapping[str, Any]], examples: int = EXAMPLES) -> None:
        """Ask `policy` with each of these settings of its parameters, in `examples` drawn cases per hook."""
        self._policy, self._examples = policy, examples
        hooks = [name for name, _ in marked(policy) if name in HOOKS]
        self._asked = [[Vraag(policy, hook, setting) for setting in settings_] for hook in hooks]
        self._cases: dict[str, list[Case]] = {}
        self._begin = geheugen_of(policy)

    def judge(self, wet: Wet) -> Uitkomst:
        """How a law comes out."""
        hooks = [asked for asked in self._asked if wet.every_hook or asked[0].has_rows]
        if not hooks or (wet.naam == "andere_rijen" and getattr(self._policy, OTHER_ROWS, False)):
            return Uitkomst(wet.naam, 0, 0.0, None)
        count, begin = 0, perf_counter()
        for asked in hooks:
            n, broken = self._judge_hook(wet, asked)
            count += n
            if broken is not None:
                told = (broken.vraag.hook, broken.uitleg, story_of(broken), case_of(broken, wet.naam))
                return Uitkomst(wet.naam, count, perf_counter() - begin, False, *told)
        kept = changed(self._begin, geheugen_of(self._policy)) if wet.naam == AFGESLOTEN else []
        uitleg = tekst("toets_onthoudt", wat=kept[0]) if kept else ""
        return Uitkomst(wet.naam, count, perf_counter() - begin, not kept, uitleg=uitleg)

    def _judge_hook(self, wet: Wet, asked: list[Vraag]) -> tuple[int, Overtreding | None]:
        """How many cases were judged, and the smallest in which the law is broken, if any."""
        if wet.naam == REKENTIJD:
            return 1, _too_slow(asked[0])
        law = _supervised if wet.naam == AFGESLOTEN else wet.judge
        assert law is not None
        cases = self.cases(asked)
        for number, (vraag, proef) in enumerate(cases, start=1):
            try:
                law(vraag, proef)
            except Overtreding as broken:
                return number, smallest(broken, law)
        return len(cases), None

    def cases(self, asked: Sequence[Vraag]) -> list[Case]:
        """The cases for the questions to one hook: every value at least once, and what hypothesis draws."""
        vraag = asked[0]
        if vraag.hook not in self._cases:
            plain = every_value(vraag.sides, vraag.numbers, registered=vraag.registered) if vraag.has_rows else ()
            self._cases[vraag.hook] = [*((vraag, proef) for proef in plain), *_drawn(asked, self._examples)]
        return self._cases[vraag.hook]


def _drawn(asked: Sequence[Vraag], examples: int) -> list[Case]:
    """Cases drawn by hypothesis, the same every time."""
    found: list[Case] = []

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(_strategy(asked))
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    return found


def smallest(broken: Overtreding, law: Law) -> Overtreding:
    """The case with every row and every column left out that can be, as long as the law is broken."""
    for _ in range(_ROUNDS):
        for proef in smaller(broken.proef):
            try:
                law(broken.vraag, proef)
            except Overtreding as found:
                broken = found
                break
        else:
            return broken
    return broken


def _strategy(asked: Sequence[Vraag]) -> st.SearchStrategy[Case]:
    if not asked[0].has_rows:
        return st.tuples(st.sampled_from(asked), proeven_met_verslag())
    return st.sampled_from(asked).flatmap(
        lambda vraag: st.tuples(st.just(vraag), proeven(vraag.sides, vraag.numbers, registered=vraag.registered))
    )


@cache
def _toezicht() -> Toezicht:
    """The supervision of this process: there is one, as it cannot be taken away."""
    return Toezicht()


def _supervised(vraag: Vraag, proef: Proef) -> None:
    """It reads no clock and no file, calls nobody, takes no random numbers but those of `draw`, and keeps nothing."""
    toezicht, before = _toezicht(), geheugen_of(vraag.policy)
    with suppress(PluginError):
        vraag.ask(proef, around=toezicht.call)
    if toezicht.seen:
        raise Overtreding(tekst("toets_niet_afgesloten", wat=toezicht.seen[0]), vraag, proef)
    if kept := changed(before, geheugen_of(vraag.policy)):
        raise Overtreding(tekst("toets_onthoudt", wat=kept[0]), vraag, proef)


def _too_slow(vraag: Vraag) -> Overtreding | None:
    proef = large_proef(vraag)
    try:
        taken = microseconds(vraag, proef)
    except PluginError:
        return None
    if taken <= BUDGET:
        return None
    values = {"duur": getal(taken), "rijen": getal(LARGE), "grens": getal(BUDGET)}
    return Overtreding(tekst("toets_te_traag", **values), vraag, proef.with_pairs(()))


def law_named(naam: str) -> Wet:
    """The law called `naam`."""
    return next(wet for wet in WETTEN if wet.naam == naam)
