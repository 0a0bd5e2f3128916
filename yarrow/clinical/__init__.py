"""The pure core: facts, questions, rules, triage, recommendations, summary. Values in, values out; no clock, no I/O."""
