"""Old news: what a clause retells from before the window is no sign, and the news beside it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.weigh.build import say
from tests.weigh.heard import borne, chances

from tocsin.nouns import Span
from tocsin.read import Reader
from tocsin.weigh.oldnews import without_old_news

COUP = "Will there be a coup in Ghana?"
TOWN = "Will the Lunar Front capture Tacna?"
ENTRY = "Will Kenya send troops to Somalia?"

RETOLD = (
    (COUP, "Ghana's leader, who seized power in a coup in 2020, met the envoy on Monday."),
    (COUP, "The junta that took power in Ghana in 2021 banned political parties."),
    (COUP, "Ghana's ruler, Colonel Mensah, who seized power in 2029, dissolved the cabinet."),
    (COUP, "Norway criticised the junta, which seized power in Ghana in 2021."),
    ("Will Ghana's junta be overthrown?",
     "Ghana's junta, which overthrew the elected government in 2020, postponed elections."),
    (TOWN, "The Lunar Front, which captured Tacna in 2025, held a parade."),
    (TOWN, "The Lunar Front, having captured Tacna in 2025, held a parade."),
    (COUP, "Colonel Mensah, who seized power in Ghana in a coup, flew abroad on Monday."),
    (ENTRY, "Kenya, which sent troops to Somalia, opened a school on Monday."),
    (COUP, "Ghana marked the fourth anniversary of the military coup on Monday."),
    (COUP, "On the anniversary of the coup, Ghana's rulers pardoned nine soldiers."),
    (COUP, "Ghana commemorated the coup on Monday."),
    (COUP, "Crowds in Ghana laid wreaths to mark the coup."),
    (COUP, "Three years after the coup, Ghana's junta freed 12 prisoners."),
    (COUP, "Ghana's junta celebrated six months since the coup."),
    (TOWN, "Widows marked the anniversary of the capture of Tacna by the Lunar Front."),
)  # fmt: skip

NEWS = (
    (COUP, "Soldiers who seized power in Ghana on Monday have postponed elections."),
    (COUP, "Officers seized power in Ghana, ousting the junta that took power in 2021."),
    (COUP, "Ghana's leader, who came to power in 2020, was overthrown on Monday."),
    (TOWN, "The Lunar Front, which captured Arica in 2025, captured Tacna on Monday."),
    (TOWN, "The Lunar Front, which captured Tacna on Monday, held a parade."),
    (COUP, "Colonel Mensah, who seized power in Ghana on Saturday, flew abroad on Monday."),
    (ENTRY, "Kenya, which has sent troops to Somalia, opened a school on Monday."),
    (COUP, "On the anniversary of independence, soldiers seized power in Ghana."),
    (COUP, "Soldiers seized power in Ghana on Sunday, five years after the coup of 2026."),
    (COUP, "Officers, who stormed the palace, seized power in Ghana."),
    (TOWN, "The Lunar Front, which has held the hills since 2025, captured Tacna."),
    (ENTRY, "Kenya, which sent troops to Togo in 2011, sent 400 soldiers to Somalia on Monday."),
)  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize(("question", "text"), RETOLD)
def test_what_a_clause_retells_from_before_the_window_is_no_sign_and_says_so(
    reader: Reader, question: str, text: str
) -> None:
    found = borne(reader, question, text)
    assert not [one for one in found if one.direction == "seen"]
    assert any("retells" in one.reason for one in found)


@pytest.mark.parametrize(("question", "text"), NEWS)
def test_the_news_beside_such_a_clause_counts(reader: Reader, question: str, text: str) -> None:
    found = chances(reader, question, text)
    assert {"outcome", "taken-seen", "entered"} & set(found)
    assert max(found.values()) == 1.0


def test_a_claim_whose_verb_stands_before_its_statement_is_weighed() -> None:
    text = "Ghana marked the anniversary of the coup."
    made = say(text, actor="Ghana", action="marked")
    shifted = replace(
        made, span=Span(100, 100 + len(text)), content=Span(100, 100 + len(text)), dates=()
    )
    kept, retold = without_old_news(shifted, datetime(2031, 1, 1, tzinfo=UTC))
    assert retold == "the anniversary of the coup"
    assert len(kept.text) == len(text)
