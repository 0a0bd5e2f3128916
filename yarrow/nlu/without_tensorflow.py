"""Serve a model that has no neural component without loading TensorFlow.

Rasa imports TensorFlow for the base classes of its neural parts (rasa/utils/train_utils.py:31), whatever the pipeline:
8 s and 360 MB for nothing here. In our own server process, and only there, a stand-in takes its name: its classes can
be inherited from, and the first attempt to use one says what to do. Rasa's own commands (`rasa train`, `rasa test`) are
not touched.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

STOOD_IN = ("tensorflow", "tensorflow_addons")


class TensorFlowTurnedOff(RuntimeError):
    """Something in the pipeline uses TensorFlow, in a process started without it."""

    def __init__(self) -> None:
        super().__init__(
            "This model needs TensorFlow: train it with `make train`, or start the server with --tensorflow."
        )


class _Anything(type):
    """A class whose every attribute is such a class again: enough for `class X(tf.keras.callbacks.Callback)`."""

    def __getattr__(cls, name: str) -> type:
        return _named(name)


class _StandIn(ModuleType):
    """A module of TensorFlow's name, whose contents are classes that only can be inherited from."""

    def __getattr__(self, name: str) -> type:
        return _named(name)


def _named(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return _Anything(name, (), {"__init__": _refuse})


def _refuse(self: Any, *args: Any, **kwargs: Any) -> None:
    raise TensorFlowTurnedOff


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in STOOD_IN:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def leave_out_tensorflow() -> None:
    """Put the stand-in in TensorFlow's place. Call it before Rasa is imported; later it changes nothing."""
    if "tensorflow" not in sys.modules:
        sys.meta_path.insert(0, _Finder())
