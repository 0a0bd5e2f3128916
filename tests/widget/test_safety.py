"""What the widget says of emergencies without the gateway is what the protocol says."""

import re

import yaml

from tests.support.repository import ROOT

LOCALES = yaml.safe_load((ROOT / "protocol" / "locales.yml").read_text("utf-8"))["locales"]
LINES = {locale["id"]: locale["emergency"] for locale in LOCALES}
SAID = {name: line["say"] if isinstance(line, dict) else line for name, line in LINES.items()}
TABLE = (ROOT / "widget" / "panel.js").read_text("utf-8")
TEXTS = (ROOT / "widget" / "texts" / "en-GB.js").read_text("utf-8")


def test_the_number_of_every_country_is_the_first_that_the_protocol_says():
    numbers = dict(re.findall(r'(\w+): "(\d+)"', TABLE))
    assert numbers == {name: line.split()[0] for name, line in SAID.items() if line[0].isdigit()}
    assert numbers["UK"] == "999"


def test_where_the_country_is_not_known_the_words_are_the_protocols():
    assert {line for line in SAID.values() if not line[0].isdigit()} == {SAID["unknown"]}
    assert f'localNumber: "{SAID["unknown"]}"' in TEXTS
