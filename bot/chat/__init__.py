"""How the clerk speaks in Discord: words made safe, cards, one answer an interaction, and who may do what.

Cogs reach all of this through `cogs/_*.py`; the couriers of the outbox use it directly.
"""
