"""The rules that leave room for some or spread lettings, as `scenarios` draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.property.scenarios import Data, Pen


def room_rules(pen: Pen) -> list[Any]:
    """Each of them with any terms, at its limits no room or all of it."""
    return [
        {
            "daeb_ruimte": {
                "vrije_ruimte": pen.pick("law", ["wettelijk", "lokaal", "30%"], [0, "100%"]),
                "per": pen.draw(st.sampled_from(["corporatie", "gemeente"])),
            }
        },
        {"passend_toewijzen": {"norm": pen.pick("law", ["wettelijk", "60%", "60%", "altijd"], [0, "100%"])}},
        {"spreiding": _spreiding(pen)},
        {
            "lokale_binding": {
                "aandeel": pen.pick("ties", ["50%", "25%"], [0, "1%"]),
                "aandeel_woonachtig": pen.pick("ties", ["50%", "80%"], [0, "100%"]),
                "niveau": pen.draw(st.sampled_from(["gemeente", "kern"])),
                "trekking": pen.draw(st.sampled_from(["teller", "toeval"])),
                "woonjaren": pen.pick("ties", ["1 jaar", "6 jaar"], ["0 dagen"]),
            }
        },
    ]


def _spreiding(pen: Pen) -> Data:
    """Caps per complex and kern, most of them tight; at their limit nobody, or none."""
    groups = [["uitstroom", "urgenten", "statushouders", "jeugd", "vrouwenopvang", "herhuisvesting"], ["uitstroom"]]
    terms: Data = {
        "doelgroepen": pen.draw(st.sampled_from(groups)),
        "maximum_per_complex": pen.pick("spread", [2, 1], [0, 1000]),
        "maximum_per_kern": pen.pick("spread", [4, 2], [0, 1000]),
        "aandeel_per_complex": pen.pick("spread", ["50%", "80%"], [0, "100%"]),
        "aandeel_per_kern": pen.pick("spread", ["50%", "30%"], [0, "100%"]),
        "afkoelperiode": pen.pick("spread", ["90 dagen", "30 dagen"], ["1 dag", "10 jaar"]),
    }
    kept = {key: value for key, value in terms.items() if key == "doelgroepen" or pen.draw(st.integers(0, 2)) == 0}
    return kept | {
        "periode": pen.pick("spread", ["200 dagen", "1 jaar"], ["1 dag", "10 jaar"]),
        "ontheffing": pen.pick("spread", [0, 0, "20%"], ["100%"]),
    }


def size_of_complexes(pen: Pen) -> Data:
    """How many woningen of a row of the stock form a complex."""
    size = pen.pick("stock", [3, 5, None], [1, 1000])
    return {} if size is None else {"complexgrootte": size}
