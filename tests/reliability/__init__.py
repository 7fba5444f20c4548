"""Experiments that try to lose, damage or forge what a vault holds, each with a control.

`python -m tests.reliability` runs them; pytest runs each with its short setting.
"""
