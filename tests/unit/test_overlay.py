"""Changes laid over a scenario: where they land, what they do to the rest, and how a mistake in one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.regression.leaves import small, text
from woonsim.errors import ScenarioError
from woonsim.load import load_bytes, load_scenario
from woonsim.scenario.model import Scenario
from woonsim.scenario.overlay import Wijziging, recorded

SHIPPED = Path(__file__).parents[2] / "scenarios" / "midden-drenthe.yaml"
DATA = SHIPPED.read_bytes()


@pytest.fixture(autouse=True)
def _dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WOONSIM_TAAL", raising=False)


def given(*texts: str) -> list[Wijziging]:
    return [Wijziging(each, "--set") for each in texts]


def changed(*texts: str) -> Scenario:
    return load_bytes(DATA, "md.yaml", given(*texts))


def policy(scenario: Scenario, naam: str) -> dict[str, object]:
    return next(regel.parameters for regel in scenario.beleid if regel.naam == naam)


def told(*texts: str) -> str:
    with pytest.raises(ScenarioError) as caught:
        changed(*texts)
    return str(caught.value)


@pytest.mark.parametrize(
    "path",
    [
        "beleid.weer_thuis.aandeel",
        "beleid.quotum.aandeel",
        "beleid.weer_thuis.quotum.aandeel",
        "beleid[1].aandeel",
        "beleid.1.aandeel",
        "beleid[1].quotum.aandeel",
        'beleid["weer_thuis"].aandeel',
    ],
)
def test_a_policy_is_addressed_by_name_type_or_number(path: str) -> None:
    assert policy(changed(f"{path}=10%"), "weer_thuis")["aandeel"] == "10%"


def test_the_rest_stays_as_it_was() -> None:
    base, other = load_bytes(DATA, "md.yaml"), changed("beschermd_wonen.plaatsen=48")
    assert base.beschermd_wonen is not None
    assert other.beschermd_wonen is not None
    assert (base.beschermd_wonen.plaatsen, other.beschermd_wonen.plaatsen) == (28, 48)
    same = {"beschermd_wonen": None, "wijzigingen": []}
    assert base.model_copy(update=same) == other.model_copy(update=same)
    assert other.wijzigingen == ["beschermd_wonen.plaatsen=48"]


def test_a_list_of_named_things_and_one_of_others() -> None:
    assert (
        next(a for a in changed("afspraken.weer_thuis.norm=>= 6%").afspraken if a.naam == "weer_thuis").norm == ">= 6%"
    )
    assert changed("woningvoorraad[3].aantal=100").woningvoorraad[3].aantal == 100
    cascade = policy(changed("beleid.leeftijdslabel.cascade=[55, 45, 0]"), "leeftijdslabel")["cascade"]
    assert cascade == [55, 45, 0]


def test_a_policy_without_parameters_gets_one() -> None:
    assert policy(changed("beleid.daeb_ruimte.vrije_ruimte=lokaal"), "daeb_ruimte") == {
        "per": "gemeente",
        "vrije_ruimte": "lokaal",
    }


def test_a_value_outside_its_margin_drops_the_margin_and_one_inside_keeps_it() -> None:
    # were the margin kept, the first would be refused; were it dropped, the second would not be
    assert changed("beschermd_wonen.plaatsen=200").beschermd_wonen is not None
    assert "buiten haar marge" in told("beschermd_wonen.plaatsen=48", "beschermd_wonen.plaatsen.waarde=99")
    assert changed("mutatie.mutatiegraad=7% per jaar").mutatie.mutatiegraad == pytest.approx(0.07)


def test_later_changes_win() -> None:
    assert changed("looptijd=3 jaar", "looptijd=4 jaar").looptijd == 4


def test_a_part_is_dropped_and_those_after_it_keep_their_names() -> None:
    scenario = changed("beleid.weer_thuis=uit", "beleid.directe_bemiddeling.doelgroepen=[urgenten]")
    assert "weer_thuis" not in [regel.naam for regel in scenario.beleid]
    assert policy(scenario, "directe_bemiddeling") == {"doelgroepen": ["urgenten"]}
    assert changed("levensloop=uit").levensloop is None
    assert [a.naam for a in changed("afspraken.weer_thuis=uit").afspraken] == ["vrije_beleidsruimte"]


def test_a_fault_after_a_dropped_entry_is_told_at_its_own_place() -> None:
    broken = DATA.replace(b"herhuisvesting, statushouders, urgenten]", b"herhuisvesting, statushouders, urgenteb]")
    line = next(i for i, each in enumerate(broken.decode().splitlines(), 1) if "urgenteb" in each)
    with pytest.raises(ScenarioError) as caught:
        load_bytes(broken, "md.yaml", given("beleid.vrije_beleidsruimte=uit"))
    assert caught.value.faults[0].line == line


def test_on_leaves_a_part_as_it_is_and_is_no_word_for_a_number() -> None:
    assert changed("beleid.weer_thuis=aan").beleid == load_bytes(DATA, "md.yaml").beleid
    assert "--set looptijd=aan" in told("looptijd=aan")
    assert "--set looptijd=uit" in told("looptijd=uit")


def test_a_part_that_may_be_absent_is_off_already() -> None:
    without = DATA[: DATA.index(b"\nafspraken:") + 1]
    assert load_bytes(without, "md.yaml", given("afspraken=uit")).afspraken == []
    with pytest.raises(ScenarioError, match="geen onderdeel afspraken"):
        load_bytes(without, "md.yaml", given("afspraken.weer_thuis.norm=3"))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("beleid.weer_thui.aandeel=10%", "bedoelt u 'beleid.weer_thuis.aandeel'?"),
        ("weer_thuis.aandeel=10%", "bedoelt u 'beleid.weer_thuis.aandeel'?"),
        ("beleid.weer_thuis.aandel=10%", "bedoelt u 'aandeel'?"),
        ("beleid.onzin=uit", "toegestaan: "),
        ("beschermd_wonen.plaats=3", "bedoelt u 'plaatsen'?"),
        ("beleid[99].aandeel=1%", "het pad beleid[99].aandeel is er niet"),
        ("looptijd.jaren=3", "het pad looptijd.jaren is er niet"),
        ("beleid.weer_thuis.aandeel=200%", "200% ligt niet tussen 0 en 1"),
        ("beleid.weer_thuis.aandeel=5,5%", "schrijf een punt: 5.5"),
        ("beschermd_wonen.plaatsen=", "hier ontbreekt een aantal"),
        ("beschermd_wonen.plaatsen=[1", "de waarde [1 is niet te lezen"),
        ("beschermd_wonen.plaatsen=*x", "de waarde *x is niet te lezen"),
        ("aanbod.reactiekans=uit", "deze sleutel ontbreekt"),
        ("looptijd", "schrijf PAD=WAARDE"),
        ("=3", "schrijf PAD=WAARDE"),
        ("", "schrijf PAD=WAARDE"),
        ("naam=a\nb", "schrijf PAD=WAARDE"),
        ("a" * 20_000 + "=1", "schrijf PAD=WAARDE"),
    ],
)
def test_a_mistake_names_the_option_and_what_was_meant(wrong: str, message: str) -> None:
    text = told(wrong)
    assert text.startswith("--set")
    assert message in text
    assert len(text) < 500


def test_every_mistake_is_told_at_once() -> None:
    text = told("looptijd=x", "beleid.weer_thuis.aandeel=200%", "onzin.x=1")
    told_of = {line.split("=")[0] for line in text.splitlines()}
    assert told_of == {"--set onzin.x", "--set looptijd", "--set beleid.weer_thuis.aandeel"}


def test_what_breaks_elsewhere_is_told_at_its_place_in_the_file() -> None:
    assert "md.yaml:" in told("kernen.Beilen=uit").splitlines()[0]


FORMS = {
    "block": DATA,
    "no_last_line_end": DATA.rstrip(b"\n"),
    "comment_last": DATA + b"# tot hier\n",
    "windows": DATA.replace(b"\n", b"\r\n"),
    "bom": b"\xef\xbb\xbf" + DATA,
    "json": text(small()).encode(),
    "own_list": DATA + b"wijzigingen: [looptijd=2 jaar]\n",
    "own_block_list": b"wijzigingen:\n  - looptijd=2 jaar\n" + DATA,
    "own_flat_list": b"wijzigingen:\n- looptijd=2 jaar\n" + DATA,
    "own_empty_list": DATA + b"wijzigingen: []\n",
    "document_end": DATA + b"...\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_recorded_changes_are_those_that_were_played(form: str) -> None:
    data, changes = FORMS[form], given("beleid.weer_thuis.aandeel=7%", "naam=\"Ander, 'nieuw' é\"")
    written = recorded(data, "md.yaml", changes)
    assert load_bytes(written, "md.yaml") == load_bytes(data, "md.yaml", changes)
    again = recorded(written, "md.yaml", given("looptijd=3 jaar"))
    assert load_bytes(again, "md.yaml") == load_bytes(data, "md.yaml", [*changes, *given("looptijd=3 jaar")])
    assert load_bytes(again, "md.yaml").looptijd == 3


def test_nothing_changed_is_the_file_itself() -> None:
    assert recorded(DATA, "md.yaml", []) is DATA


def test_a_mistake_in_the_list_of_the_file_is_told_at_its_line() -> None:
    data = DATA + b"wijzigingen:\n  - looptijd=2 jaar\n  - beleid.weer_thuis.aandeel=200%\n"
    with pytest.raises(ScenarioError, match="200% ligt niet") as caught:
        load_bytes(data, "md.yaml")
    assert caught.value.faults[0].line == len(data.splitlines())


def test_from_python(tmp_path: Path) -> None:
    assert load_scenario(SHIPPED, ["looptijd=2 jaar"]).looptijd == 2
    with pytest.raises(ScenarioError, match="looptijd=x"):
        load_scenario(SHIPPED, ["looptijd=x"])


TWEEDE = "{directe_bemiddeling: {naam: tweede, doelgroepen: [jeugd]}}"


def order(*texts: str) -> list[str]:
    return [regel.naam for regel in changed(*texts).beleid]


def test_a_policy_is_added_before_or_after_another() -> None:
    usual = order()
    at = usual.index("daeb_ruimte")
    assert order(f"beleid.voor.daeb_ruimte={TWEEDE}") == [*usual[:at], "tweede", *usual[at:]]
    assert order(f"beleid.na.daeb_ruimte={TWEEDE}") == [*usual[: at + 1], "tweede", *usual[at + 1 :]]
    assert order(f"beleid.na.{usual[-1]}={TWEEDE}") == [*usual, "tweede"]
    assert order(f"beleid.voor[0]={TWEEDE}") == ["tweede", *usual]
    scenario = changed(f"beleid.na.daeb_ruimte={TWEEDE}", "beleid.tweede.doelgroepen=[urgenten]")
    assert policy(scenario, "tweede") == {"doelgroepen": ["urgenten"]}
    assert policy(scenario, "weer_thuis") == policy(changed(), "weer_thuis")


def test_a_policy_without_parameters_is_added_by_its_type() -> None:
    usual = order("beleid.daeb_ruimte=uit")
    assert order("beleid.daeb_ruimte=uit", "beleid.na.weer_thuis=daeb_ruimte") == [
        *usual[: usual.index("weer_thuis") + 1],
        "daeb_ruimte",
        *usual[usual.index("weer_thuis") + 1 :],
    ]


def test_a_policy_that_is_there_is_moved_with_its_parameters() -> None:
    usual = order()
    for moving in (usual[0], "weer_thuis", usual[-1]):
        rest = [naam for naam in usual if naam != moving]
        for anchor in (rest[0], "daeb_ruimte", rest[-1]):
            at = rest.index(anchor)
            assert order(f"beleid.voor.{anchor}={moving}") == [*rest[:at], moving, *rest[at:]]
            assert order(f"beleid.na.{anchor}={moving}") == [*rest[: at + 1], moving, *rest[at + 1 :]]
    scenario, number = changed("beleid.na.daeb_ruimte=quotum"), usual.index("weer_thuis")
    assert policy(scenario, "weer_thuis") == policy(changed(), "weer_thuis")
    assert scenario == changed(f"beleid.na.daeb_ruimte={number}").model_copy(
        update={"wijzigingen": scenario.wijzigingen}
    )


def test_a_place_may_be_left_as_it_is_in_a_sweep() -> None:
    assert order("beleid.voor.daeb_ruimte=aan") == order()


def test_what_is_placed_is_recorded_and_played_from_the_file() -> None:
    texts = (
        f"beleid.voor.daeb_ruimte={TWEEDE}",
        "beleid.na.daeb_ruimte=weer_thuis",
        "beleid.tweede.doelgroepen=[urgenten]",
    )
    again = load_bytes(recorded(DATA, "md.yaml", given(*texts)), "md.yaml")
    assert again == changed(*texts)
    assert again.wijzigingen == list(texts)


def test_faults_stay_at_their_place_when_policies_move() -> None:
    broken = DATA.replace(b"herhuisvesting, statushouders, urgenten]", b"herhuisvesting, statushouders, urgenteb]")
    line = next(i for i, each in enumerate(broken.decode().splitlines(), 1) if "urgenteb" in each)
    for each in (f"beleid.voor.weer_thuis={TWEEDE}", "beleid.voor.weer_thuis=directe_bemiddeling"):
        with pytest.raises(ScenarioError) as caught:
            load_bytes(broken, "md.yaml", given(each))
        assert [fault.line for fault in caught.value.faults] == [line]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("beleid.voor.daeb_ruimt=weer_thuis", "beleid.voor.daeb_ruimte"),
        ("beleid.voor.daeb_ruimte=daeb_ruimte", "niet voor of na zichzelf"),
        ("beleid.voor.daeb_ruimte=", "hier hoort een beleidsregel"),
        ("beleid.voor.daeb_ruimte=uit", "hier hoort een beleidsregel"),
        ("beleid.voor.daeb_ruimte=99", "hier hoort een beleidsregel"),
        ("beleid.voor.daeb_ruimte={a: 1, b: 2}", "hier hoort een beleidsregel"),
        ("beleid.voor.daeb_ruimte={quotum: {}}", "doelgroep: deze sleutel ontbreekt"),
        ("beleid.voor.daeb_ruimte=weer_tuis", "bedoelt u 'weer_thuis'"),
        ("beleid.voor.daeb_ruimte=lotng", "bedoelt u 'loting'"),
        ("beleid.voor.daeb_ruimte=nix", "toegestaan: coordinatiepunt, daeb_ruimte"),
        ("beleid.voor.daeb_ruimte={weer_thuis: {aandeel: 5%}}", "geen beleid van soort 'weer_thuis'"),
        ("beleid.voor.daeb_ruimte={quotum: {naam: weer_thuis, doelgroep: jeugd, aandeel: 5%}}", "weer_thuis"),
        ("beleid.voor=daeb_ruimte", "beleid.voor"),
    ],
)
def test_a_wrong_place_is_told_with_what_is_there(text: str, hint: str) -> None:
    message = told(text)
    assert hint in message
    assert "--set" in message


def test_a_policy_may_bear_the_name_of_a_place() -> None:
    scenario = changed(
        "beleid.na.daeb_ruimte={directe_bemiddeling: {naam: na, doelgroepen: [jeugd]}}", "beleid.na.naam=later"
    )
    assert "later" in [regel.naam for regel in scenario.beleid]
