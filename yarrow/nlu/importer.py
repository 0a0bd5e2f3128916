"""How Rasa reads data/: as always, but it learns kinds of turn alone, not the topics within them (`red_flag/faint`).

To Rasa a topic is a question with one fixed response each, which it would miss; here topics are learnt elsewhere
(yarrow/nlu/ear), and what is said of them stands in protocol/.
"""

from __future__ import annotations

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT_RESPONSE_KEY
from rasa.shared.nlu.training_data.training_data import TrainingData


class KindsOfTurn(RasaFileImporter):
    """Named in config.yml, so that training and Rasa's checks of the data use it."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The training data, its intents without their topics."""
        data = super().get_nlu_data(language)
        for example in data.training_examples:
            example.data.pop(INTENT_RESPONSE_KEY, None)
        return data
