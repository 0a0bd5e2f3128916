"""Teaches the second ear (decision 0041): a development tool with libraries of its own, never needed to run Yarrow."""
