"""The rules as pure functions: tier, cadence, contact, retry, priority, deadlines and access.

Standard library only; `now` is always an argument; data comes in as the frozen values of each module,
read from prompts/policies by `bot.rulebook`.
"""
