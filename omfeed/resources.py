"""Where the files live that travel with omfeed: templates, migrations and the source catalogue.

In a wheel they lie under ``omfeed/_data``; in a checkout (also an editable install) at its top level.
"""

from __future__ import annotations

from pathlib import Path

from omfeed.errors import OmfeedError


def path(name: str) -> Path:
    """The path of a bundled file or folder such as ``templates``.

    Raises:
        OmfeedError: it is in neither place, so the installation is broken.
    """
    package = Path(__file__).resolve().parent
    installed = package / "_data" / name
    if installed.exists():
        return installed
    checkout = package.parent / name
    if (package.parent / "pyproject.toml").is_file() and checkout.exists():
        return checkout
    raise OmfeedError(f"{name} is missing from this installation of omfeed.", hint="Install omfeed again.")
