"""The stock project: made from the same training data, trained once, and not again until its inputs change."""

from __future__ import annotations

import pytest
import yaml

from bench import stock
from bench.stock_project import trained_intents, training, write_project

ANSWERS = """nlu:
- intent: affirm
  examples: |
    - yes
- synonym: lupus
  examples: |
    - sle
"""
DANGER = """nlu:
- intent: red_flag/faint
  examples: |
    - I passed out
- intent: red_flag/fever
  examples: |
    - I burn
"""


@pytest.fixture
def ours(tmp_path):
    """A repository with training data in a file and in a folder."""
    nlu = tmp_path / "ours" / "data" / "nlu"
    (nlu / "danger").mkdir(parents=True)
    (nlu / "answers.yml").write_text(ANSWERS, encoding="utf-8")
    (nlu / "danger" / "faint.yml").write_text(DANGER, encoding="utf-8")
    return tmp_path / "ours"


@pytest.fixture
def project(ours, tmp_path):
    return write_project(tmp_path / "stock", ours=ours, actions_url="http://127.0.0.1:1/webhook")


def test_topics_within_an_intent_are_taken_as_the_intent(ours):
    assert trained_intents(ours / "data" / "nlu") == ["affirm", "red_flag"]
    examples = [entry["examples"] for entry in training(ours / "data" / "nlu") if entry.get("intent") == "red_flag"]
    assert examples == ["- I passed out\n", "- I burn\n"]


def test_what_is_no_intent_stays_as_it_is(ours):
    assert {"synonym": "lupus", "examples": "- sle\n"} in training(ours / "data" / "nlu")


def test_every_intent_has_its_place_in_the_domain_and_a_rule(project):
    domain, rules, nlu = (yaml.safe_load((project / name).read_text(encoding="utf-8"))
                          for name in ("domain.yml", "data/rules.yml", "data/nlu.yml"))  # fmt: skip
    assert domain["intents"] == ["affirm", "red_flag", "nlu_fallback"]
    assert [rule["steps"][0]["intent"] for rule in rules["rules"]] == domain["intents"]
    assert len(nlu["nlu"]) == 4


@pytest.fixture
def trainings(monkeypatch, tmp_path):
    """How often stock Rasa was trained: a stand-in leaves a model at once."""
    done = []

    def train(folder):
        (folder / "models" / "stock.tar.gz").write_bytes(b"model")
        done.append(folder)
        return 1.0

    monkeypatch.setattr(stock, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(stock, "_train", train)
    return done


def again(ours, tmp_path, name):
    return write_project(tmp_path / name, ours=ours, actions_url="http://127.0.0.1:2/webhook")


def test_a_model_is_kept_for_the_next_run(project, ours, tmp_path, trainings):
    assert stock.trained(project) == 1.0
    later = again(ours, tmp_path, "later")
    assert stock.trained(later) is None
    assert (later / "models" / "stock.tar.gz").read_bytes() == b"model"
    assert trainings == [project]


def test_a_model_of_other_training_data_is_not_taken(project, ours, tmp_path, trainings):
    stock.trained(project)
    (ours / "data" / "nlu" / "answers.yml").write_text(ANSWERS.replace("yes", "yep"), encoding="utf-8")
    assert stock.trained(again(ours, tmp_path, "later")) == 1.0
    assert len(list((tmp_path / "kept").iterdir())) == 1
