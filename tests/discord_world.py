"""The Discord server of the tests: the same one that the demo plays in (`bot/demo/world.py`, the one file that knows
SimCord)."""

from bot.demo.world import Answer, Channel, Message, Person, World, open_world, permissions_asked_for

__all__ = ["Answer", "Channel", "Message", "Person", "World", "open_world", "permissions_asked_for"]
