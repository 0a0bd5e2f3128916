"""Facts that follow from others, so that the record, the rules and the questions read the same."""

from __future__ import annotations

from collections.abc import Callable

from yarrow.clinical.fact import Fact, Provenance, Value
from yarrow.clinical.history import History

# Two or more of these for six weeks or longer make the cluster of rule P11. Source: clinical.md §3.2 `uctd_symptoms`.
CLUSTER_SIZE = 2
CLUSTER_WEEKS = 6
NEW_BOWEL_AGE = 50
# How long after the trigger injection its own symptoms may come. Source: RCOG OHSS leaflet 2016, clinical.md §5 RF15.
TRIGGER_DAYS = 21


def derived(history: History) -> tuple[Fact, ...]:
    """What follows from the history and does not stand in it yet; say it after each answer."""
    found = ((path, rule(history)) for path, rule in _RULES.items())
    return tuple(
        Fact(path, value=value, provenance=Provenance(captured="edited"))
        for path, value in found
        if value is not None and history.value(path) != value
    )


def _score(*items: str) -> Callable[[History], Value]:
    def total(history: History) -> Value:
        values = [history.value(item) for item in items]
        return None if None in values else sum(int(value) for value in values)

    return total


def _new_bowel_habit(history: History) -> Value:
    age, new = history.value("age"), history.value("bowel_new_12_months")
    return True if new is True and isinstance(age, (int, float)) and age >= NEW_BOWEL_AGE else None


def _cluster(history: History) -> Value:
    weeks = history.value("ctd_weeks")
    told = [part for part in str(history.value("ctd_symptoms") or "").split(", ") if part]
    long = isinstance(weeks, (int, float)) and weeks >= CLUSTER_WEEKS
    return True if long and len(told) >= CLUSTER_SIZE else None


def _coeliac_tested(history: History) -> Value:
    return True if history.value("tests.coeliac") is not None else None


def _fertility_treatment(history: History) -> Value:
    if history.is_answered("ivf.treatment"):
        return None
    days, transfers = history.value("ivf.days_since_trigger"), history.value("ivf.failed_transfers")
    if days is None and not transfers:
        return None
    return "now" if days is not None and days <= TRIGGER_DAYS else "past"


_RULES: dict[str, Callable[[History], Value]] = {
    "phq2": _score("phq2_interest", "phq2_mood"),
    "gad2": _score("gad2_nervous", "gad2_worry"),
    "new_ibs_after_50": _new_bowel_habit,
    "symptoms.ctd_cluster": _cluster,
    "coeliac_tested": _coeliac_tested,
    "ivf.treatment": _fertility_treatment,
}
