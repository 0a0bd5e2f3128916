"""A misunderstood message becomes an example: masked, approved by a clinician, written in the project's formats."""

from __future__ import annotations

import html
import json
import re
import subprocess

import pytest
import yaml

from tests.intake.nurse import Nurse
from tests.support.console import DESK
from tests.support.golden import play, started, stored_of
from tests.support.repository import ROOT
from tests.support.teller import Teller
from yarrow.clinical.fact import Fact, Status
from yarrow.console.work.examples import golden_yaml, intents, nlu_yaml, one_line
from yarrow.console.work.masking import masked
from yarrow.intake.known import history_of
from yarrow.intake.lesson import expected, start_of
from yarrow.store.audit import Sought
from yarrow.store.work_values import Lesson

SECRET = "my name is Joanne Parker and I have lupus, ring 07911 123456"


@pytest.fixture
def teller(record):
    one = Teller.agreed(record, DESK)
    one.tap("pregnant_now:no")
    one.tap("symptoms_now:none")
    return one


def at(teller, rest):
    return f"/conversations/{teller.id}/{rest}"


def last_draft(record, teller):
    return [lesson for lesson in record.lessons.all("draft") if lesson.conversation == teller.id][-1]


def test_the_text_is_kept_without_what_tells_who_she_is(record, teller, reviewer):
    message = teller.say(SECRET)
    form = reviewer.get(at(teller, f"lessons/new?message={message}"))
    assert form.status_code == 200
    sent = {"message": message, "kind": "intent", "intent": "inform"}
    assert reviewer.post(at(teller, "lessons"), sent).headers["location"].endswith("said=learnt")
    lesson = last_draft(record, teller)
    assert "Joanne" not in lesson.text
    assert "07911" not in lesson.text
    assert "lupus" in lesson.text
    assert (lesson.kind, lesson.wanted) == ("intent", {"intent": "inform"})


def test_it_is_said_which_facts_were_right_and_which_are_missing(record, teller, reviewer):
    message = teller.say("34")
    number = next(number for number, fact in record.charts.read(teller.id).told.facts if fact.path == "age")
    sent = {"message": message, "kind": "facts", "right": str(number), "path-1": "conditions.sle", "path-2": "age"}
    refused = reviewer.post(at(teller, "lessons"), sent)
    assert refused.status_code == 400
    sent = {**sent, "path-2": "live_births", "value-2": "2"}
    assert reviewer.post(at(teller, "lessons"), sent).status_code == 303
    lesson = last_draft(record, teller)
    assert lesson.wanted == {"facts": {"age": 34, "live_births": 2}, "status": {"conditions.sle": "present"}}
    assert lesson.start["at"] == "age"


def test_a_fact_that_was_taken_wrongly_must_not_be_there(record, teller, reviewer):
    message = teller.say("34")
    sent = {"message": message, "kind": "facts"}
    assert reviewer.post(at(teller, "lessons"), sent).status_code == 303
    assert last_draft(record, teller).wanted == {"absent": ["age"]}


def test_nothing_is_used_before_a_clinician_has_approved_it(record, teller, reviewer, clinician):
    message = teller.say("I'd like to speak to someone")
    reviewer.post(at(teller, "lessons"), {"message": message, "kind": "intent", "intent": "ask_person"})
    lesson = last_draft(record, teller)
    for answer in (reviewer.get("/lessons"), reviewer.post(f"/lessons/{lesson.number}", {"do": "approve"})):
        assert answer.status_code == 403
    assert "speak to someone" not in clinician.post("/lessons/export", {"kind": "intent"}).text
    assert clinician.post(f"/lessons/{lesson.number}", {"do": "approve", "text": lesson.text}).status_code == 303
    file = clinician.post("/lessons/export", {"kind": "intent"})
    assert "attachment" in file.headers["content-disposition"]
    examples = {entry["intent"]: entry["examples"] for entry in yaml.safe_load(file.text)["nlu"]}
    assert "- I'd like to speak to someone\n" in examples["ask_person"]


def test_what_is_still_personal_in_the_edited_text_is_taken_out_and_shown_again(record, teller, clinician):
    message = teller.say("I have lupus")
    clinician.post(at(teller, "lessons"), {"message": message, "kind": "intent", "intent": "inform"})
    lesson = last_draft(record, teller)
    sent = {"do": "approve", "text": "my name is Ruth and I have lupus"}
    again = clinician.post(f"/lessons/{lesson.number}", sent)
    assert again.status_code == 409
    assert record.lessons.find(lesson.number).state == "draft"
    text = html.unescape(re.search(r"<textarea[^>]*>([^<]*)</textarea>", again.text).group(1))
    assert "Ruth" not in text
    assert clinician.post(f"/lessons/{lesson.number}", {"do": "approve", "text": text}).status_code == 303
    assert record.lessons.find(lesson.number).text == text


def test_a_dropped_one_is_used_nowhere_and_cannot_be_approved_any_more(record, teller, clinician):
    message = teller.say("MARIGOLD is out")
    clinician.post(at(teller, "lessons"), {"message": message, "kind": "intent", "intent": "out_of_scope"})
    lesson = last_draft(record, teller)
    assert clinician.post(f"/lessons/{lesson.number}", {"do": "drop"}).status_code == 303
    assert clinician.post(f"/lessons/{lesson.number}", {"do": "approve", "text": "x"}).status_code == 404
    assert "MARIGOLD" not in clinician.post("/lessons/export", {"kind": "intent"}).text


def test_what_only_clinicians_may_read_becomes_no_example(record, teller, clinician):
    message = teller.say("my husband hits me")
    assert clinician.get(at(teller, f"lessons/new?message={message}")).status_code == 403
    sent = {"message": message, "kind": "intent", "intent": "red_flag"}
    assert clinician.post(at(teller, "lessons"), sent).status_code == 403


def test_a_message_of_another_conversation_is_not_found_here(record, teller, clinician):
    elsewhere = Teller.agreed(record, DESK)
    message = elsewhere.say("34")
    assert clinician.get(at(teller, f"lessons/new?message={message}")).status_code == 404


def test_the_audit_log_says_who_took_examples_out_and_no_word_of_them(record, teller, clinician):
    message = teller.say("MARIGOLD in the garden")
    clinician.post(at(teller, "lessons"), {"message": message, "kind": "intent", "intent": "out_of_scope"})
    lesson = last_draft(record, teller)
    clinician.post(f"/lessons/{lesson.number}", {"do": "approve", "text": lesson.text})
    clinician.post("/lessons/export", {"kind": "intent"})
    lines = record.audit.lines(Sought(actor=clinician.account.id))
    assert [line.act.action for line in lines][:3] == ["lesson.export", "lesson.approved", "lesson.add"]
    assert lesson.number in lines[0].act.detail["lessons"]
    assert "MARIGOLD" not in str(lines)


@pytest.mark.parametrize(
    "text",
    [
        "two mcs: one at 6 weeks - and a chemical",
        "line one\nline two",
        "[lupus](condition) {x} # not a comment",
        "- starts like a list",
        "'quotes' \"both\"",
        "é ü 😀 it's",
        "yes",
        "@at the start",
    ],
)
def test_training_examples_are_read_back_as_they_were_told(teller, text):
    lesson = _lesson(teller, "intent", {"intent": "inform"}, text)
    written = yaml.safe_load(nlu_yaml([lesson, lesson]))
    assert written["version"] == "3.1"
    (entry,) = written["nlu"]
    assert entry == {"intent": "inform", "examples": f"- {one_line(text)}\n"}
    assert "[" not in entry["examples"]


def test_rasa_reads_the_training_examples(teller, tmp_path):
    bot = ROOT / ".venv" / "bot" / "bin" / "python"
    if not bot.exists():
        pytest.skip("The bot side is not installed: run `make install`.")
    texts = ["[lupus](condition) {x} # and", "- a list: of two", 'it\'s "so"']
    (tmp_path / "from_staff.yml").write_text(
        nlu_yaml([_lesson(teller, "intent", {"intent": "inform"}, text) for text in texts]), "utf-8"
    )
    reading = (
        "import json, sys; from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader;"
        "read = RasaYAMLReader().reads(open(sys.argv[1]).read());"
        "print(json.dumps([[e.get('intent'), e.get('text'), e.get('entities')] for e in read.training_examples]))"
    )
    told = subprocess.run(
        [bot, "-W", "ignore", "-c", reading, tmp_path / "from_staff.yml"],
        capture_output=True, text=True, check=True, env={"RASA_TELEMETRY_ENABLED": "false"},
    )  # fmt: skip
    assert json.loads(told.stdout.splitlines()[-1]) == [["inform", one_line(text), None] for text in texts]


class Alone:
    """A golden conversation played by the use cases alone."""

    def __init__(self, start):
        self.nurse = Nurse(DESK.desk, started(start))

    def say(self, text=None, choices=(), changes=None):
        result = self.nurse.say(text)
        self.messages, self.events = result.messages, [event["event"] for event in result.events]

    def stored(self):
        return stored_of(self.nurse.case.history, self.nurse.case.standing.status)


@pytest.mark.parametrize(("wanted", "wrong"), [({"facts": {"age": 34}}, []), ({"facts": {"age": 43}}, ["stored"])])
def test_a_golden_conversation_made_of_a_lesson_can_be_played(teller, wanted, wrong):
    start = start_of(DESK.protocol, teller.history, "UK", "age")
    lesson = _lesson(teller, "facts", wanted, "I'm 34", start)
    (entry,) = yaml.safe_load(golden_yaml([lesson]))
    assert [problem.partition(":")[0] for problem in play(Alone(entry["start"]), entry)] == wrong


def test_a_golden_conversation_starts_where_the_message_was_misunderstood(teller):
    start = start_of(DESK.protocol, teller.history, "UK", "age")
    lesson = _lesson(teller, "facts", {"facts": {"age": 34}}, "I'm 34", start)
    (entry,) = yaml.safe_load(golden_yaml([lesson]))
    assert entry["turns"] == [{"said": "I'm 34", "answered": {}}]
    assert entry["stored"] == {"facts": {"age": 34}}
    assert started(entry["start"]).standing.question == "age"


@pytest.mark.parametrize("question", ["age", "losses_count", "losses[0]", "medicines", "no_such_question", None])
def test_every_start_can_be_played(question):
    history = history_of({"age": 34, "pregnant_now": "no", "losses_count": 2, "conditions": ["sle"]})
    start = start_of(DESK.protocol, history, "UK", question)
    case = started(start)
    assert case.standing.question == start["at"]
    if question in ("age", "losses_count", "losses[0]", "medicines"):
        assert start["at"] == question


def test_no_more_is_known_at_the_start_than_is_needed_and_nothing_private():
    told = {"age": 34, "losses_count": 2, "contact": "jo@example.org", "conditions": ["sle"], "symptoms": ["abuse"]}
    assert start_of(DESK.protocol, history_of(told), "UK", "medicines")["known"] == {}
    start = start_of(DESK.protocol, history_of(told), "UK", "losses[0]")
    assert start["known"] == {"losses_count": 2}
    assert "abuse" not in str(start_of(DESK.protocol, history_of(told), "UK", "no_such_question"))


def test_what_is_expected_tells_facts_lists_and_what_must_not_be_there_apart():
    right = [Fact("age", value=34), Fact("conditions.sle", value=True), Fact("gluten_free", Status.UNKNOWN)]
    wrong = [Fact("conditions.aps", value=True), Fact("age", value=34), Fact("clots", Status.DENIED)]
    assert expected(right, wrong) == {
        "facts": {"age": 34},
        "status": {"conditions.sle": "present", "gluten_free": "unknown"},
        "absent": ["conditions.aps"],
    }


def test_the_intents_are_those_there_are_examples_for():
    assert {"inform", "ask_person", "red_flag", "affirm"} <= set(intents())
    assert not [name for name in intents() if "/" in name]


def test_a_masked_text_is_not_masked_any_further():
    assert masked(masked(SECRET).text).text == masked(SECRET).text


def _lesson(teller, kind, wanted, text, start=None):
    start = start or {"locale": "UK"}
    return Lesson(7, teller.id, "m1", "s-ann", "Ann", kind, wanted, start, text, "approved", teller.at)
