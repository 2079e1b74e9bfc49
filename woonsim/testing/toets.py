"""The judging of one law: hypothesis looks for a proef in which a policy breaks it, and then for the smallest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from woonsim.testing.kolommen import every_value, proeven, proeven_met_verslag
from woonsim.testing.parameters import numbers_of
from woonsim.testing.proef import Proef, smaller
from woonsim.testing.toezicht import Toezicht
from woonsim.testing.verhaal import case_of, story_of
from woonsim.testing.vraag import Vraag
from woonsim.testing.wetten import AFGESLOTEN, OTHER_ROWS, REKENTIJD, WETTEN, Overtreding, Wet

BUDGET = 20_000
"""What a hook may take for 1,000 rows [microseconds]: a run asks some thousands of times about some thousands of rows."""
EXAMPLES = 100
"""Cases per law and hook that are drawn, unless another number is asked."""
_ROUNDS = 200
"""How often a case is made smaller at most."""
Law = Callable[[Vraag, Proef], None]


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


def questions(policy: type, settings_: Sequence[Mapping[str, Any]]) -> list[list[Vraag]]:
    """Per hook that the policy has, the questions to it: one per setting of its parameters."""
    hooks = [name for name, _ in marked(policy) if name in HOOKS]
    return [[Vraag(policy, hook, setting) for setting in settings_] for hook in hooks]


def judge(wet: Wet, policy: type, settings_: Sequence[Mapping[str, Any]], examples: int = EXAMPLES) -> Uitkomst:
    """How `wet` comes out for `policy` with these settings of its parameters, `examples` cases per hook."""
    hooks = [asked for asked in questions(policy, settings_) if wet.every_hook or asked[0].has_rows]
    if not hooks or (wet.naam == "andere_rijen" and getattr(policy, OTHER_ROWS, False)):
        return Uitkomst(wet.naam, 0, 0.0, None)
    count, begin = 0, perf_counter()
    for asked in hooks:
        n, broken = _judge_hook(wet, asked, examples)
        count += n
        if broken is not None:
            seconds, hook = perf_counter() - begin, broken.vraag.hook
            return Uitkomst(
                wet.naam, count, seconds, False, hook, broken.uitleg, story_of(broken), case_of(broken, wet.naam)
            )
    return Uitkomst(wet.naam, count, perf_counter() - begin, True)


def _judge_hook(wet: Wet, asked: list[Vraag], examples: int) -> tuple[int, Overtreding | None]:
    if wet.naam == REKENTIJD:
        return 1, _too_slow(asked[0])
    law = _supervised if wet.naam == AFGESLOTEN else wet.judge
    assert law is not None
    return search(asked, law, examples)


def search(asked: Sequence[Vraag], law: Law, examples: int) -> tuple[int, Overtreding | None]:
    """How many cases were judged, and the smallest in which the law is broken, if any."""
    count = 0

    def judged(vraag: Vraag, proef: Proef) -> None:
        nonlocal count
        count += 1
        law(vraag, proef)

    vraag = asked[0]
    try:
        if vraag.has_rows:
            for proef in every_value(vraag.sides, numbers_of(vraag.instance())):
                judged(vraag, proef)
        _generate(asked, judged, examples)
    except Overtreding as broken:
        return count, smallest(broken, law)
    return count, None


def _generate(asked: Sequence[Vraag], law: Law, examples: int) -> None:
    """Judge cases drawn by hypothesis, until one breaks the law."""
    broken: list[Overtreding] = []

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(_cases(asked))
    def holds(case: tuple[Vraag, Proef]) -> None:
        # Once broken all the rest holds: what is smallest is not for hypothesis to find.
        if not broken:
            try:
                law(*case)
            except Overtreding as found:
                broken.append(found)

    holds()
    if broken:
        raise broken[0]


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


def _cases(asked: Sequence[Vraag]) -> st.SearchStrategy[tuple[Vraag, Proef]]:
    if not asked[0].has_rows:
        return st.tuples(st.sampled_from(asked), proeven_met_verslag())
    return st.sampled_from(asked).flatmap(
        lambda vraag: st.tuples(st.just(vraag), proeven(vraag.sides, numbers_of(vraag.instance())))
    )


@cache
def _toezicht() -> Toezicht:
    """The supervision of this process: there is one, as it cannot be taken away."""
    return Toezicht()


def _supervised(vraag: Vraag, proef: Proef) -> None:
    """It reads no clock and no file, calls nobody, and takes no random numbers but those of `draw`."""
    toezicht = _toezicht()
    try:
        vraag.ask(proef, around=toezicht.call)
    except PluginError:
        pass
    if toezicht.seen:
        raise Overtreding(tekst("toets_niet_afgesloten", wat=toezicht.seen[0]), vraag, proef)


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
