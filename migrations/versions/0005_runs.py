"""What kind of run each was, whether it was a good one, and why it failed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("run", sa.Column("kind", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("run", sa.Column("good", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("run", sa.Column("reason", sa.Text(), nullable=False, server_default=sa.text("''")))
    # What wrote a digest of a day was a night, and was called good by its outcome alone.
    op.execute(
        "UPDATE run SET kind = 'night' "
        "WHERE EXISTS (SELECT 1 FROM digest WHERE digest.run_id = run.id AND digest.audience IN ('admin', 'helpdesk'))"
    )
    op.execute("UPDATE run SET good = true WHERE kind = 'night' AND outcome IN ('well', 'partly')")
