"""What sort of news an entry is: signs that speak for one nature each, heavier in the title than in the text."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign
from omfeed.assess.tables.nature_changes import CHANGES
from omfeed.assess.tables.nature_endings import ENDINGS
from omfeed.assess.tables.nature_news import NEWS
from omfeed.assess.tables.nature_shipments import SHIPMENTS
from omfeed.assess.tables.nature_tongues import TONGUES
from omfeed.assess.tables.nature_turns import TURNS
from omfeed.assess.tables.nature_withdrawals import WITHDRAWALS

NATURE: Final[tuple[Sign, ...]] = (*ENDINGS, *WITHDRAWALS, *SHIPMENTS, *CHANGES, *TURNS, *TONGUES, *NEWS)
