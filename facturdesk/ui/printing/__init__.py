"""Papers, files and messages of issued documents: what the pages' buttons call."""

from __future__ import annotations

from facturdesk.ui.printing.documents import print_documents, print_pdfs
from facturdesk.ui.printing.mailing import mail_document
from facturdesk.ui.printing.saving import save_documents

__all__ = ["mail_document", "print_documents", "print_pdfs", "save_documents"]
