"""The server process does not load TensorFlow, and says so if something wants it."""

from __future__ import annotations

import sys

import pytest

from yarrow.nlu.without_tensorflow import TensorFlowTurnedOff, leave_out_tensorflow


def test_rasa_is_imported_without_tensorflow() -> None:
    assert "rasa.core.policies.rule_policy" in sys.modules
    assert not any(name.startswith(("tensorflow.python", "keras", "jax")) for name in sys.modules)


def test_its_classes_can_be_inherited_from_but_not_used() -> None:
    import tensorflow as tf

    class Callback(tf.keras.callbacks.Callback):
        pass

    with pytest.raises(TensorFlowTurnedOff, match="--tensorflow"):
        Callback()


def test_what_it_stands_for_has_no_dunder_attributes_of_its_own() -> None:
    import tensorflow as tf

    assert not hasattr(tf, "__version__")


def test_a_second_call_changes_nothing() -> None:
    before = list(sys.meta_path)
    leave_out_tensorflow()
    assert sys.meta_path == before
