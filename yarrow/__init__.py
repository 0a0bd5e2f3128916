"""Yarrow: history-taking and triage before a clinic visit. The map is docs/life-of-a-message.md."""
