"""Abuse leaves no trace on the brief, unless staff with the role ask for it."""

from __future__ import annotations

import pytest

from tests.support.briefs import HISTORIES, TODAY, everything, full, page_for, words
from tests.support.interviews import history, protocol
from yarrow.clinical.brief import Audience, brief
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.triage import assess

BOTH: tuple[Audience, Audience] = ("patient", "clinician")


@pytest.mark.parametrize("audience", BOTH)
@pytest.mark.parametrize("path", ["symptoms.abuse", "symptoms.danger_now"])
@pytest.mark.parametrize("status", [Status.PRESENT, Status.DENIED, Status.PAST])
def test_abuse_leaves_no_trace(audience: Audience, path: str, status: Status) -> None:
    told = full()
    private = Fact(path, status, True if status is Status.PRESENT else None, Provenance("m999", 0, 9, "he hits me"))
    assert page_for(told.adding([private]), audience) == page_for(told, audience)


@pytest.mark.parametrize("audience", BOTH)
def test_the_words_of_the_message_that_told_of_abuse_are_nowhere(audience: Audience) -> None:
    page = everything(page_for(HISTORIES["hurt"](), audience))
    assert "hits" not in page
    assert "controls" not in page
    assert "S13" not in page
    assert "SAFEGUARD" not in page
    assert "told in her own words" in page


def test_a_result_made_from_abuse_is_not_believed_even_if_the_history_is_discreet() -> None:
    told = history(age=30, pregnant_now="no")
    private = told.adding([Fact("symptoms.abuse", value=True)])
    page = brief(protocol(), told, assess(protocol(), private), audience="clinician", today=TODAY)
    assert page == page_for(told, "clinician")


def test_only_staff_with_the_role_may_ask_for_what_is_private() -> None:
    page = page_for(HISTORIES["hurt"](), "clinician", include_private=True)
    assert "being hurt or controlled" in words(page, "private").lower()
    assert any("SAFEGUARD" in notice for notice in page.notices)
    assert "S13" in words(page, "rules")
    with pytest.raises(ValueError, match="never holds what is private"):
        page_for(HISTORIES["hurt"](), "patient", include_private=True)
