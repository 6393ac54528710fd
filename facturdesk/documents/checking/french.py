"""Whether the French rules (BR-FR) apply to an invoice: from whom, to whom."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from facturdesk.documents.checking.profiles import NAMESPACES, Identity, Syntax
from facturdesk.documents.checking.sentences import Reason

FRENCH_COUNTRIES = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT"})
FRENCH_SCHEMES = frozenset({"0002", "0009", "0225", "0231"})  # SIREN, SIRET, address, VAT group
OTHER_TREATMENTS = frozenset({"B2C", "B2CINT", "B2BINT", "OUTOFSCOPE", "ARCHIVEONLY"})

CII_AGREEMENT = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/"


@dataclass(frozen=True, slots=True)
class Party:
    """What tells a French firm: country, registration numbers with their schemes."""

    name: str
    country: str
    legal_ids: tuple[tuple[str, str], ...]
    addresses: tuple[tuple[str, str], ...]
    vat_numbers: tuple[str, ...]

    @property
    def is_french_firm(self) -> bool:
        """A firm or public body known in France, not a consumer, not a foreigner.

        A buyer without a name is missing altogether, and may well be one.
        """
        if not self.name:
            return True
        schemes = {scheme for scheme, _ in self.legal_ids + self.addresses}
        at_home = self.country in FRENCH_COUNTRIES or not self.country
        registered = at_home and bool(self.legal_ids or self.vat_numbers)
        return registered or bool(schemes & FRENCH_SCHEMES)


def why_not_french(root: etree._Element, identity: Identity) -> Reason | None:
    """Tell why BR-FR does not apply; None when it does.

    It applies to sellers in France (overseas departments included) whose buyer is a
    firm or public body identified in France, to documents that say so (note BAR =
    B2B), and to those that declare a French profile (CGI art. 289 bis). Consumers and
    foreign buyers are a matter of e-reporting, where these rules have no place.
    """
    if identity.syntax is Syntax.ZUGFERD_1:
        return Reason.SYNTAX
    if "urn.cpro.gouv.fr" in identity.guideline:
        return None
    cii = identity.syntax is Syntax.CII
    seller, buyer = (_cii_parties if cii else _ubl_parties)(root)
    if seller.country not in FRENCH_COUNTRIES:
        return Reason.SELLER_ABROAD
    treatments = (_cii_treatments if cii else _ubl_treatments)(root)
    if "B2B" in treatments:
        return None
    if treatments & OTHER_TREATMENTS:
        return Reason.OTHER_TREATMENT
    return None if buyer.is_french_firm else Reason.BUYER_NOT_A_FRENCH_FIRM


def _cii_parties(root: etree._Element) -> tuple[Party, Party]:
    seller, buyer = (f"{CII_AGREEMENT}ram:{role}TradeParty" for role in ("Seller", "Buyer"))
    return _cii_party(root, seller), _cii_party(root, buyer)


def _cii_party(root: etree._Element, path: str) -> Party:
    return Party(
        name=_first(root, f"{path}/ram:Name"),
        country=_first(root, f"{path}/ram:PostalTradeAddress/ram:CountryID"),
        legal_ids=_ids(root, f"{path}/ram:SpecifiedLegalOrganization/ram:ID"),
        addresses=_ids(root, f"{path}/ram:URIUniversalCommunication/ram:URIID"),
        vat_numbers=_texts(root, f"{path}/ram:SpecifiedTaxRegistration/ram:ID"),
    )


def _ubl_parties(root: etree._Element) -> tuple[Party, Party]:
    seller, buyer = (f"cac:Accounting{role}Party/cac:Party" for role in ("Supplier", "Customer"))
    return _ubl_party(root, seller), _ubl_party(root, buyer)


def _ubl_party(root: etree._Element, path: str) -> Party:
    return Party(
        name=_first(root, f"{path}/cac:PartyLegalEntity/cbc:RegistrationName"),
        country=_first(root, f"{path}/cac:PostalAddress/cac:Country/cbc:IdentificationCode"),
        legal_ids=_ids(root, f"{path}/cac:PartyLegalEntity/cbc:CompanyID"),
        addresses=_ids(root, f"{path}/cbc:EndpointID"),
        vat_numbers=_texts(root, f"{path}/cac:PartyTaxScheme/cbc:CompanyID"),
    )


def _cii_treatments(root: etree._Element) -> set[str]:
    notes = root.iterfind("rsm:ExchangedDocument/ram:IncludedNote", NAMESPACES)
    return {
        (note.findtext("ram:Content", "", NAMESPACES)).strip()
        for note in notes
        if note.findtext("ram:SubjectCode", "", NAMESPACES).strip() == "BAR"
    }


def _ubl_treatments(root: etree._Element) -> set[str]:
    """A note of UBL says its subject in its text: #BAR#B2B."""
    notes = _texts(root, "cbc:Note")
    return {note.removeprefix("#BAR#").strip("# ") for note in notes if note.startswith("#BAR#")}


def _first(root: etree._Element, path: str) -> str:
    return next(iter(_texts(root, path)), "")


def _texts(root: etree._Element, path: str) -> tuple[str, ...]:
    found = (element.text or "" for element in root.iterfind(path, NAMESPACES))
    return tuple(text.strip() for text in found if text.strip())


def _ids(root: etree._Element, path: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(element.get("schemeID") or ""), (element.text or "").strip())
        for element in root.iterfind(path, NAMESPACES)
        if (element.text or "").strip()
    )
