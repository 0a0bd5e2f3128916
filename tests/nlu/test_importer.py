"""Rasa reads the training data without the topics within an intent; everything else as it stands."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter

from tests.support.quiet_rasa import quiet
from yarrow.nlu.importer import KindsOfTurn

DATA = """version: "3.1"
nlu:
- intent: red_flag/faint
  examples: |
    - everything went black
- intent: thanks
  examples: |
    - cheers for that
"""


def test_a_topic_is_read_as_its_kind_of_turn(tmp_path: Path) -> None:
    path = tmp_path / "nlu.yml"
    path.write_text(DATA, encoding="utf-8")
    with quiet():
        stock = RasaFileImporter(training_data_paths=str(path)).get_nlu_data()
        data = KindsOfTurn(training_data_paths=str(path)).get_nlu_data()
    assert stock.retrieval_intents == {"red_flag"}
    assert data.retrieval_intents == set()
    assert {(one.get("text"), one.get("intent")) for one in data.intent_examples} == {
        ("everything went black", "red_flag"),
        ("cheers for that", "thanks"),
    }
