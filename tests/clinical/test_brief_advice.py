"""The advice on the brief: under what she told, with labels, rules, sources and both sides."""

from __future__ import annotations

from tests.support.briefs import everything, full, lines, page_for, words
from tests.support.interviews import history, protocol
from yarrow.clinical.brief import Audience
from yarrow.clinical.brief.document import Items
from yarrow.clinical.recommendation import EVIDENCE
from yarrow.clinical.triage import assess

BOTH: tuple[Audience, Audience] = ("patient", "clinician")


def test_advice_stands_under_what_she_told_with_its_label() -> None:
    part = page_for(full(), "patient").part("ask_about")
    assert part is not None
    titles = [block.title for block in part.blocks if isinstance(block, Items)]
    assert titles[0] == "You told me about 3 miscarriages"
    items = {item.id: item for block in part.blocks if isinstance(block, Items) for item in block.items}
    assert items["E_PARENT_KARYO"].label == "For some people"
    assert items["E_APL"].label == ""
    assert all(block.tick for block in part.blocks if isinstance(block, Items))


def test_the_clinician_reads_every_recommendation_with_its_rules_and_sources() -> None:
    triage, page = assess(protocol(), full()), page_for(full(), "clinician")
    advice, annex = words(page, "ask_about"), page.part("sources")
    assert annex is not None
    behind = {line.split(" | ")[0]: line for block in annex.blocks for line, _, _ in lines(block)}
    for item in triage.recommendations:
        if item.recommendation.kind != "closing":
            assert item.text in advice
            assert all(rule in advice for rule in item.rules)
            assert all(source in behind[item.id] for source in item.recommendation.sources)
    for fired in triage.rules:
        assert fired.rule.title in words(page, "rules")
        assert all(source in behind[fired.id] for source in fired.rule.sources)


def test_both_sides_stand_where_guidelines_disagree() -> None:
    told = history(pregnant_now="no", age=30, losses_count=2, asks__ivig=True)
    annex = page_for(told, "clinician").part("sources")
    assert annex is not None
    behind = "\n".join(line for block in annex.blocks for line, _, _ in lines(block))
    sides = [protocol().rule["P01"].disagreement, protocol().evidence["ivig"].disagreement]
    assert all(side and side in behind for side in sides)
    assert all(side not in everything(page_for(told, "patient")) for side in sides)


def test_what_is_not_needed_says_how_well_that_is_known() -> None:
    part = page_for(full(), "patient").part("not_needed")
    assert part is not None
    groups = {block.title: block.items for block in part.blocks if isinstance(block, Items)}
    assert "natural killer" in groups["Not recommended"][0].text
    assert {"Not recommended", "Not enough evidence"} <= set(groups)


def test_every_label_has_words_on_both_pages() -> None:
    for audience in BOTH:
        assert all(f"brief.{audience}.evidence.{label}" in protocol().wording for label in (*EVIDENCE, "unknown"))


def test_her_questions_stand_with_what_to_ask_and_with_her_words_where_nothing_is_checked() -> None:
    hers, theirs = words(page_for(full(), "patient"), "asks"), words(page_for(full(), "clinician"), "asks")
    assert "Natural killer (NK) cells Not recommended" in hers
    assert "“does my old tattoo matter” No checked answer yet" in hers
    assert protocol().evidence["nk_cells"].ask_clinic[0] in hers
    assert "Her own question: “does my old tattoo matter” No checked answer yet" in theirs
