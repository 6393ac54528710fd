"""Why a use case refuses what it is asked, where the reason is not a field of the input."""

from __future__ import annotations

from facturdesk.domain.errors import ActionableError


class DocumentUnknown(ActionableError):
    """No document has this number."""

    code = "document-unknown"


class CustomerUnknown(ActionableError):
    """No customer has this code."""

    code = "customer-unknown"


class ItemUnknown(ActionableError):
    """No item has this code."""

    code = "item-unknown"


class CustomerUsed(ActionableError):
    """Something was written under this card: it can be put away, not deleted."""

    code = "customer-used"


class ItemUsed(ActionableError):
    """The item was sold or stands in a draft: it can be put away, not deleted."""

    code = "item-used"


class MergeOfOneCard(ActionableError):
    """Both codes are one customer already."""

    code = "merge-of-one-card"


class MergeOfTwoFirms(ActionableError):
    """Two cards with two SIREN are two businesses, each with its own account."""

    code = "merge-of-two-firms"


class PaymentUnknown(ActionableError):
    """No payment has this id."""

    code = "payment-unknown"


class NotAnInvoice(ActionableError):
    """What is asked is for invoices, and this is a credit note."""

    code = "document-not-an-invoice"


class DocumentTakenOver(ActionableError):
    """The document comes from another program and cannot be corrected here."""

    code = "document-taken-over"


class DocumentReplaced(ActionableError):
    """A corrective invoice stands in the place of this invoice."""

    code = "document-replaced"


class DocumentCredited(ActionableError):
    """The invoice is wholly credited: there is nothing left to correct."""

    code = "document-credited"


class DocumentPartlyCredited(ActionableError):
    """Part of the invoice is credited: what is left can be credited too, not replaced."""

    code = "document-partly-credited"


class CorrectionForAnother(ActionableError):
    """The correction is for another customer, and the first one has already paid."""

    code = "correction-for-another"


class PaymentReversed(ActionableError):
    """The payment was cancelled already."""

    code = "payment-reversed"


class PaymentIsReversal(ActionableError):
    """The payment is itself the counter-entry of another."""

    code = "payment-is-reversal"


class NoCredit(ActionableError):
    """The customer has no credit left, or nothing open to settle with it."""

    code = "customer-no-credit"


class OriginalMissing(ActionableError):
    """The document has no stored original: demonstration, or taken over."""

    code = "original-missing"
