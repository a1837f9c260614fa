"""Sets up the ways on which deliveries go, from what the configuration says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from omfeed.config import Config
from omfeed.deliver import graph_mail
from omfeed.deliver.mail import Sender
from omfeed.deliver.relay import Post, Relay
from omfeed.dispatch.send import Mailer, Net, Ways
from omfeed.errors import ConfigError
from omfeed.net.graph.access import CLOUDS, Access


@contextmanager
def ways_of(config: Config, net: Net) -> Iterator[Ways]:
    """The ways of a configuration; a conversation with the relay ends with the block.

    Args:
        config: mail, subscriptions and the secrets they name.
        net: the client that webhooks, Graph and tokens go through.

    Raises:
        ConfigError: a secret that mail needs is not set.
    """
    mail = config.mail
    if not mail.sender:
        yield Ways(net=net, secrets=config.secrets, templates=config.templates)
        return
    sender = Sender(
        address=mail.sender,
        name=mail.name,
        unsubscribe_mailto=mail.unsubscribe,
        unsubscribe_url=mail.unsubscribe_url,
        base_url=config.base_url,
    )
    if mail.method == "graph":
        yield _ways(config, net, sender, graph_mail.GraphMail(net, _application(config)))
        return
    with Post(_relay(config, net)) as post:
        yield _ways(config, net, sender, post)


def _ways(config: Config, net: Net, sender: Sender, mailer: Mailer) -> Ways:
    return Ways(net=net, secrets=config.secrets, sender=sender, mailer=mailer, templates=config.templates)


def _relay(config: Config, net: Net) -> Relay:
    mail = config.mail
    by_token = bool(mail.user) and mail.auth == "xoauth2"
    return Relay(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        user=mail.user,
        password=_secret(config, mail.password_env) if mail.user and not by_token else "",
        token=graph_mail.Tokens(_application(config), net, graph_mail.SMTP) if by_token else None,
        allow_private=mail.allow_private,
    )


def _application(config: Config) -> Access:
    """Who signs in to send: the application of [mail], or that of [graph] where [mail] names none."""
    mail = config.mail
    if mail.client_id:
        secret = _secret(config, mail.client_secret_env)
        cloud = config.graph.cloud if config.graph else CLOUDS["global"]
        return Access(tenant=mail.tenant, client_id=mail.client_id, secret=secret, cloud=cloud)
    if config.graph is None:
        raise ConfigError(
            "An application is to send mail, and neither [mail] nor [graph] says which, or its secret is not set.",
            hint="Set tenant, client_id and client_secret_env in [mail], or write [graph]; see docs/graph.md.",
        )
    return config.graph


def _secret(config: Config, variable: str) -> str:
    value = config.secrets.get(variable, "")
    if not value:
        raise ConfigError(
            f"The environment variable {variable}, named in [mail], is not set.",
            hint="Set it for the user that runs omfeed; the file only names it.",
        )
    return value
