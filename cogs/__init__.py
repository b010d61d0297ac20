"""The counter: one file a subject, each found by looking. A leading underscore means: a shared part, not a cog.

    class Agenda(commands.GroupCog, group_name="agenda", description="What carers want raised"):
        @app_commands.command(name="list", description="What will be raised")
        @may(Act.READ_THE_AGENDA, Shown.TO_ALL)
        async def list_(self, interaction: Interaction, only_me: bool = False) -> None:
            await reply(interaction, cards.agenda(await items(here(interaction))))


    async def setup(client: ForumClerk) -> None:
        await client.add_cog(Agenda())

`@may` and `act =` say who is let in; everything is acknowledged before the method runs; `raise Refused("A sentence.")`
is all it takes to say no, in bare words (they are escaped when shown). Without `@may` a command is refused to all.
Whatever sends a view of its own, or waits for a press in memory, is wrong here: use cards, buttons and forms.
"""
