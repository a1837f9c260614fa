"""The omfeed.toml that ``omfeed init`` writes: read in two minutes, valid as it stands."""

from __future__ import annotations

from typing import Final

_TEXT: Final = """\
# omfeed.toml: what you manage, and what you want to read.
#
# It is valid as it stands. Lines that begin with # are examples: take the # away to use them.
# Every key is explained in docs/configuration.md. Files and folders named here lie beside this file.
# `omfeed run` reads it; a mistake is told with its line and what is allowed.


# --- 1. Your devices ------------------------------------------------------------------------------------------------
# One block for each platform you manage. Digests then tell how many of your devices a change touches.
# Platforms: windows, macos, ios (iPhone and iPad), android, linux, chromeos, tvos, visionos.
# Numbers come from the Intune admin center: Devices > All devices > Export. Do not know them? Leave them out.

# [[platform]]
# name = "windows"
# devices = 860
# versions = {{ "10.0.26200" = 512, "10.0.26100" = 300 }}     # the other 48: version unknown
# enrolment = "autopilot"                                    # how they are enrolled, if all are alike

# [[platform]]
# name = "ios"
# devices = 1204
# versions = {{ "18.7.1" = 260, "26.1" = 870 }}

# [[platform]]
# name = "android"


# --- 2. Where digests go --------------------------------------------------------------------------------------------

[output]
folder = "{folder}"              # one folder a night, and index.html over all of them
database = "{database}"          # all history; one file
time_zone = "{time_zone}"                # when a night has its date
quiet_nights = "line"          # a night without news: "line" says so in one line, "nothing" writes no digest
# language = "ko"              # English is the default; entries keep the language of their source
# templates = ["my-templates"] # your own templates; those you leave out are omfeed's
# base_url = "https://intranet.example.com/omfeed"   # where the folder is served; mails link to it


# --- 3. Who reads what ----------------------------------------------------------------------------------------------
# Every digest holds everything unless you narrow it.

# [audience.helpdesk]
# platforms = ["ios", "macos"]    # what concerns the whole service stays in
# only_user_visible = true

# [audience.stakeholder]
# enabled = false


# --- 4. What matters more, or less, here ----------------------------------------------------------------------------
# Each rule does one thing (raise, lower, mute, tag, route) to the entries that fit all its conditions.
# Muted entries are still counted ("3 changes muted by your rules"); `omfeed changes --muted` lists them.
# Try rules on the past before you trust them: omfeed rules diff omfeed.toml omfeed-new.toml

# [[rule]]
# name = "Certificates wake us at night"
# action = "raise"                # one step; value = "critical" goes all the way
# words = ["SCEP", "PKCS", "certificate*"]   # *: also "certificates"

# [[rule]]
# name = "We have no HoloLens"
# action = "mute"
# words = ["HoloLens"]


# --- 5. Sources -----------------------------------------------------------------------------------------------------
# omfeed comes with a list of sources (`omfeed sources list`). Change one by its id, or add your own.

# [catalogue]
# locale = "ko-kr"                # read Microsoft Learn in another language

# [source.intune-whats-new]
# look_back_days = 30             # on the first night, announce what is up to 30 days old

# [[sources]]
# id = "our-mdm-blog"
# title = "Our own MDM notices"
# url = "https://intranet.example.com/mdm/feed.xml"
# collector = "feed"
# allow_private = true            # an address inside your network


# --- 6. Network -----------------------------------------------------------------------------------------------------

[network]
{contact}                                # an address that a web server's owner can write to about omfeed
"""


def init_text(
    *, folder: str = "digests", database: str = "omfeed.db", time_zone: str = "UTC", contact: str = ""
) -> str:
    """A commented omfeed.toml for somebody who has two minutes.

    Args:
        folder: where digests go.
        database: the history file.
        time_zone: IANA zone of the reader.
        contact: mail address or page for web servers' owners, or empty.

    Values are written as TOML texts; a quotation mark or backslash in them is escaped.
    """
    named = f'contact = "{_escaped(contact)}"' if contact else '# contact = "it@example.com"'
    return _TEXT.format(
        folder=_escaped(folder), database=_escaped(database), time_zone=_escaped(time_zone), contact=named
    )


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
