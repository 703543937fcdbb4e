"""Writes the golden records of kinds of pages and of the preferences about someone, from the description of the format
in the README alone: python3 tests/vectors/records.py

Standard library only. It refuses to write over a file that is there: a golden file is for ever.
"""

import json
from pathlib import Path

GOLDEN = Path(__file__).parent / "../golden/v1"


def page(kind, body, fields):
    """Fields of all pages in their order, then those of the kind by name; objects inside them by name too."""
    return {
        "v": 1,
        "kind": kind,
        "id": "018bcfe5680077078707070707070707",
        "rev": 2,
        "created": {"ms": 1_700_000_000_000, "offset": 60},
        "day": "2023-11-14",
        "body": body,
        **dict(sorted(fields.items())),
    }


FILES = {
    "checkin.json": page("checkin", "Soup, and nobody hurried.", {
        "closeness": 1,
        "understood": "skip",
        "room": "no-contact",
        "alone": 4,
        "took": 3,
        "weight": 2,
        "myself": 0,
        "mood": "low",
        "feelings": [{"id": "lonely", "strength": "much"}, {"id": "a-word-that-is-gone"}],
        "first-contact": "me",
        "talk-length": "few",
        "touch": "no-chance",
        "asking": "sharing",
        "holding-back": "waited",
        "later": {"kept": [1, None]},
    }),
    "moment.json": page("moment", "The door closed at eight.", {
        "story": "I told myself it was closed on me.",
        "signs": ["talk-length", "touch"],
        "reach": "me",
        "reach_form": "look",
        "reach_note": "Été",
        "reach_outcomes": [{"day": "2023-11-14", "was": "missed"}, {"day": "2023-11-16", "was": "met-later"}],
    }),
    "held-back.json": page("held-back", "I wanted to ask.", {
        "why": "afraid",
        "cost": 3,
        "easy": "Would you sit with me?",
    }),
    "worth.json": page("worth", "I came back for the dog.", {
        "source": "stranger",
        "sort": "kept-promise",
        "beside": "I was late.",
    }),
    "preferences-about.json": {
        "v": 1,
        "kind": "preferences",
        "rev": 4,
        "lock": "usual",
        "exit_explained": False,
        "recovery": {"refusals": 0, "settled": False},
        "doors_swapped": False,
        "bond_closed_since": "2023-11-15",
        "bond_contact": "none",
        "bond_ended_on": "2023-11-14",
        "bond_form": "separated",
        "bond_home": "not-same",
        "bond_nickname": "Été",
        "suggestions": "only-me",
        "suggestions_asked": {"ms": 1_700_000_000_000, "offset": -300},
        "watching_from": "2023-11-21",
    },
    "preferences-watching.json": {
        "v": 1,
        "kind": "preferences",
        "rev": 5,
        "lock": "usual",
        "exit_explained": False,
        "recovery": {"refusals": 0, "settled": False},
        "watching": {"refusals": 1, "last_made": "2023-11-21", "settled": False},
        "doors_swapped": False,
    },
    "preferences-backups.json": {
        "v": 1,
        "kind": "preferences",
        "rev": 3,
        "lock": "usual",
        "exit_explained": True,
        "recovery": {"refusals": 0, "settled": False},
        "doors_swapped": False,
        "backup_offer": {"last_made": "2026-11-20", "refusals": 1, "settled": False},
        "backups": [
            {"generation": 12, "ms": 1_700_000_000_000, "number": 2, "offset": 60, "writer": "6120777269746572"},
            {"generation": 3, "ms": 1_699_000_000_000, "number": 0, "offset": -300, "writer": "00ff00ff00ff00ff"},
        ],
    },
    "page-from-card.json": page("page", "An old page, kept with its card.", {
        "origin": "tug-of-war card 12",
        "earlier-page": "one that is gone",
    }),
    "page-from-elsewhere.json": page("page", "From a deck that is not here.", {"origin": "tides card 3"}),
    # A number is deck * 8192 + 4096 for a card + its own: the wall is deck 2, the last one 7. Days count from 1970.
    "cards.json": {
        "v": 1,
        "kind": "cards",
        "rev": 5,
        "later": {"kept": [1, None]},
        "met": [
            [2 * 8192 + 4096 + 1, 19_675],
            [2 * 8192 + 4096 + 2, 19_675, "kept"],
            [7 * 8192 + 3, 19_675, "seen", "found"],
            [7 * 8192 + 3, 19_676, "hidden", "sung", "aloud"],
            [2 * 8192 + 4096 + 2, 19_682, "done", "back", 19_675],
            [2 * 8192 + 4096 + 2, 19_685, "closed", "open", 19_682],
            [0 * 8192 + 4095, 19_685, "not-today", "marked", "touch"],
            [2 * 8192 + 4096 + 2, 19_686, "let-go", "found"],
            [2 * 8192 + 4096 + 1, 19_686, "less", "found"],
        ],
        "seed": "0123456789abcdef",
    },
    "cards-asked.json": {
        "v": 1,
        "kind": "cards",
        "rev": 6,
        "met": [
            [2 * 8192 + 4096 + 1, 19_675, "done"],
            [2 * 8192 + 4096 + 1, 19_678, "not-now", "found"],
        ],
    },
    "preferences-sides.json": {
        "v": 1,
        "kind": "preferences",
        "rev": 2,
        "lock": "usual",
        "exit_explained": True,
        "recovery": {"refusals": 0, "settled": False},
        "doors_swapped": False,
        "sides": "one",
    },
}

for name, record in FILES.items():
    path = GOLDEN / name
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    if path.exists():
        print("same" if path.read_text(encoding="utf-8") == text else "DIFFERS", path.name)
    else:
        path.write_text(text, encoding="utf-8")
        print("new", path.name)
