"""A proxy is named by its address; its password comes from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from omfeed.config.config import load
from omfeed.errors import ConfigError


def write(folder: Path, *lines: str) -> Path:
    path = folder / "omfeed.toml"
    path.write_text("\n".join(["[network]", *lines]), encoding="utf-8")
    return path


def test_a_proxy_is_named_and_its_authorisation_never_shown(tmp_path: Path) -> None:
    path = write(tmp_path, 'proxy = "http://proxy.corp:3128"', 'proxy_authorization_env = "PROXY_AUTH"')
    config = load(path, environ={"PROXY_AUTH": "Basic c2VjcmV0"})
    assert config.proxy is not None
    assert config.proxy.address.place == ("proxy.corp", 3128)
    assert config.proxy.headers == [("Proxy-Authorization", "Basic c2VjcmV0")]
    assert "c2VjcmV0" not in repr(config)


def test_no_proxy_is_used_unless_one_is_named(tmp_path: Path) -> None:
    environ = {"HTTPS_PROXY": "http://proxy.corp:3128", "http_proxy": "http://proxy.corp:3128"}
    assert load(write(tmp_path), environ=environ).proxy is None


def test_an_authorisation_that_is_not_set_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, 'proxy = "http://proxy.corp:3128"', 'proxy_authorization_env = "PROXY_AUTH"')
    with pytest.raises(ConfigError, match="PROXY_AUTH, named by proxy_authorization_env"):
        load(path, environ={})


@pytest.mark.parametrize("url", ["http://user:pw@proxy.corp:3128", "http://127.1:3128", "http://proxy.corp/path"])
def test_an_address_that_is_none_of_a_proxy_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigError):
        load(write(tmp_path, f'proxy = "{url}"'), environ={})
