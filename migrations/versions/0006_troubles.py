"""When a trouble of a source began and what kind it is, and when a reader was last told how sources stand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("source", sa.Column("cause", sa.Text(), nullable=True))
    op.add_column("source", sa.Column("turned", sa.DateTime(timezone=True), nullable=True))
    op.add_column("source", sa.Column("ill_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("digest", sa.Column("health_at", sa.DateTime(timezone=True), nullable=True))
