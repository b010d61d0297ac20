"""How the kinds of body are called: where several stand under one heading, and where one stands alone."""

from bot.rules.tongue import N_, Phrases
from bot.rules.words import OrganisationKind

KINDS = Phrases(
    {
        OrganisationKind.ICB: N_("Integrated care boards"),
        OrganisationKind.COUNCIL: N_("Councils"),
        OrganisationKind.NHS_TRUST: N_("NHS trusts"),
        OrganisationKind.PARLIAMENT: N_("Parliament"),
        OrganisationKind.HEALTHWATCH: N_("Healthwatch"),
        OrganisationKind.CHARITY: N_("Charities"),
        OrganisationKind.OTHER: N_("Other bodies"),
    }
)

ONE = Phrases(
    {
        OrganisationKind.ICB: N_("Integrated care board"),
        OrganisationKind.COUNCIL: N_("Council"),
        OrganisationKind.NHS_TRUST: N_("NHS trust or health board"),
        OrganisationKind.PARLIAMENT: N_("Parliament"),
        OrganisationKind.HEALTHWATCH: N_("Healthwatch"),
        OrganisationKind.CHARITY: N_("Charity"),
        OrganisationKind.OTHER: N_("Another kind of body"),
    }
)
