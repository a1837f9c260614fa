"""Makes the TLS context for outgoing connections: certificate and host name are always verified.

Kept apart because loading the machine's certificates costs some 20 ms of start-up.
"""

from __future__ import annotations

import ssl


def context() -> ssl.SSLContext:
    """A client context that trusts the machine's authorities and speaks TLS 1.2 or newer."""
    made = ssl.create_default_context()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_alpn_protocols(["http/1.1"])
    return made
