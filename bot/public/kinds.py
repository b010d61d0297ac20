"""How the kinds of body are called: where several stand under one heading, and where one stands alone."""

from bot.rules.words import OrganisationKind

KINDS = {
    OrganisationKind.ICB: "Integrated care boards",
    OrganisationKind.COUNCIL: "Councils",
    OrganisationKind.NHS_TRUST: "NHS trusts",
    OrganisationKind.PARLIAMENT: "Parliament",
    OrganisationKind.HEALTHWATCH: "Healthwatch",
    OrganisationKind.CHARITY: "Charities",
    OrganisationKind.OTHER: "Other bodies",
}

ONE = {
    OrganisationKind.ICB: "Integrated care board",
    OrganisationKind.COUNCIL: "Council",
    OrganisationKind.NHS_TRUST: "NHS trust or health board",
    OrganisationKind.PARLIAMENT: "Parliament",
    OrganisationKind.HEALTHWATCH: "Healthwatch",
    OrganisationKind.CHARITY: "Charity",
    OrganisationKind.OTHER: "Another kind of body",
}
