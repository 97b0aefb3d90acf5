"""The software bill of materials of a version, as CycloneDX 1.6 in JSON.

It is one of the version's files, so the manifest has its digest. The same build produces the same
bytes: the time is that of the commit, and the serial number is computed from it. The commit itself
is not named, because ``playbook release`` builds before it commits.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from .manifest import Manifest, as_json
from .provenance import Generator

SBOM = "sbom.cdx.json"


def sbom(manifest: Manifest, dependencies: Mapping[str, list[str]]) -> bytes:
    """The content of the file for a version with a generator; its manifest may still lack files.

    ``dependencies`` maps each package of the manifest to those that it requires.
    """
    used, generator = manifest.environment, manifest.generator
    assert generator is not None
    purls = {name: _purl(name, version) for name, version in used.packages.items()}
    handbook = f"{manifest.site_url}{manifest.version}/"
    tool, python = _purl(generator.name, generator.version), f"python@{used.python}"
    serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{handbook}#{manifest.date}")
    return as_json(
        {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{serial_number}",
            "version": 1,
            "metadata": {
                "timestamp": manifest.date,
                "tools": {"components": [_generator(generator, f"{tool}#tool")]},
                "component": {
                    "type": "application",
                    "bom-ref": handbook,
                    "name": manifest.site_url,
                    "version": manifest.version,
                    "properties": _properties({"lock-sha256": used.lock}),
                },
            },
            "components": [
                _generator(generator, tool),
                {"type": "platform", "bom-ref": python, "name": "python", "version": used.python},
                *(_package(name, used.packages[name], purl) for name, purl in purls.items()),
            ],
            "dependencies": [
                _dependency(handbook, [tool]),
                _dependency(tool, [python, *purls.values()]),
                _dependency(python, []),
                *(
                    _dependency(purl, [purls[other] for other in dependencies.get(name, ())])
                    for name, purl in purls.items()
                ),
            ],
        }
    )


def _purl(name: str, version: str) -> str:
    """The package URL of a package on PyPI; a plus sign in the version is escaped."""
    return f"pkg:pypi/{name}@{version.replace('+', '%2B')}"


def _package(name: str, version: str, purl: str) -> dict[str, Any]:
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def _generator(generator: Generator, ref: str) -> dict[str, Any]:
    purl = _purl(generator.name, generator.version)
    properties = _properties({"files-sha256": generator.digest})
    return {**_package(generator.name, generator.version, purl), "type": "application",
            "bom-ref": ref, "properties": properties}  # fmt: skip


def _properties(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": f"playbook:{name}", "value": value} for name, value in values.items() if value]


def _dependency(ref: str, on: Iterable[str]) -> dict[str, Any]:
    return {"ref": ref, "dependsOn": sorted(on)}
