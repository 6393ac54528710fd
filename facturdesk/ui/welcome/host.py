"""What the parts of the welcome work with, while there is no workspace yet."""

from __future__ import annotations

from dataclasses import dataclass

from facturdesk.i18n import Catalogue
from facturdesk.ui.activity import Activities
from facturdesk.ui.desk import WindowDesk
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.lanes import Lane
from facturdesk.ui.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Host:
    """Made by the welcome; `work` looks at and makes files, `helper` draws the paper."""

    desk: WindowDesk
    preferences: Preferences
    feedback: Feedback
    words: Catalogue
    work: Lane
    helper: Lane
    activities: Activities
