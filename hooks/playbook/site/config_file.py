"""Reads ``mkdocs.yml``, and the files from which it inherits, with MkDocs' loader.

No plugin or hook is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from ..source.folders import CONFIG as CONFIG


class ConfigError(Exception):
    """The configuration cannot be read; the message gives the reason on one line."""


def site_url(project: Path, environment: Mapping[str, str]) -> str | None:
    """The URL of the site with a trailing slash, or None if it is not set.

    ``!ENV`` reads ``environment``. Raises ConfigError.
    """
    value = read_config(project, environment).get("site_url")
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        return None
    return f"{value.rstrip('/')}/"


def read_config(project: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
    """The settings of a project's ``mkdocs.yml``; empty if there is no such file.

    Raises ConfigError.
    """
    path = project / CONFIG
    try:
        with path.open("rb") as file:
            settings = yaml_load(file, _loader(environment))
    except FileNotFoundError:
        return {}
    except (ConfigurationError, yaml.YAMLError, OSError, RecursionError, ValueError) as error:
        raise ConfigError(" ".join(str(error).split()) or type(error).__name__) from error
    if not isinstance(settings, dict):
        raise ConfigError(f"{CONFIG} is not a mapping")
    return settings


def _loader(environment: Mapping[str, str]) -> Any:
    """MkDocs' loader, based on SafeLoader: tags that would run code yield None."""
    loader = get_yaml_loader(yaml.SafeLoader)
    loader.add_constructor("!ENV", _env_constructor(environment))
    loader.add_multi_constructor("!", lambda loader, suffix, node: None)
    loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)
    return loader


def _env_constructor(environment: Mapping[str, str]) -> Callable[[yaml.SafeLoader, yaml.Node], Any]:
    """A constructor for ``!ENV NAME`` and ``!ENV [NAME, …, default]``, as in yaml_env_tag."""

    def construct(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        names = list(node.value) if isinstance(node, yaml.SequenceNode) else [node]
        default = loader.construct_object(names.pop()) if len(names) > 1 else None
        for name in names:
            if isinstance(name, yaml.ScalarNode) and name.value in environment:
                value = environment[name.value]
                tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
                return loader.construct_object(yaml.ScalarNode(tag, value))
        return default

    return construct
