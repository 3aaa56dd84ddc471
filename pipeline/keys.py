"""Fingerprints of what makes a table: the code of a step, all of the project that it imports, its data, its libraries.

Comments, docstrings and an extractor's EXAMPLES do not count: they cannot change a row.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("pipeline", "extractors")
# All of this as the formatter lays it out; what is laid out otherwise counts.
_EXAMPLES = re.compile(r"^EXAMPLES\b[^\n]*\($.*?^\)[^\n]*$", re.DOTALL | re.MULTILINE)
_LONG_STRING = r'"""(?:[^"\\]|\\.|"(?!""))*+"""'
_SHORT_STRING = r"""\"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'"""
# A docstring opens a module or stands where a block begins. Other strings are matched to be kept: # may stand in them.
_SILENT = re.compile(
    rf"(?:\A|(?<=:)\n)\s*{_LONG_STRING}|\s*#[^\n]*|\n\s*(?=\n)|({_LONG_STRING}|{_SHORT_STRING})", re.DOTALL
)
_IMPORT = re.compile(r"^\s*(?:from ([\w.]+) import (?:\(([^)]*)\)|(.*))|import ([\w.]+))", re.MULTILINE)
# Where a library is not distributed under the name it is imported by.
_DISTRIBUTIONS = {"opencc": "opencc-python-reimplemented", "docx": "python-docx"}


def digest(*parts: str | bytes) -> str:
    """A short digest of `parts`, in order; their boundaries count."""
    hasher = blake2b(digest_size=12)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()


@cache
def fingerprint(*modules: str) -> str:
    """The digest of `modules`, the project modules they import, directly or not, their data files and libraries."""
    seen: set[str] = set()
    libraries: set[str] = set()
    pending = list(modules)
    while pending:
        module = pending.pop()
        if module in seen:
            continue
        seen.add(module)
        for name in _imports(module):
            if name.split(".")[0] in _PACKAGES:
                pending.append(name)
            else:
                libraries.add(name.split(".")[0])
    installed = sorted(libraries - set(sys.stdlib_module_names))
    return digest(*map(_module_digest, sorted(seen)), *(f"{name} {_version(name)}" for name in installed))


def _version(library: str) -> str:
    return version(_DISTRIBUTIONS.get(library, library))


def _path(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def _source(module: str) -> str:
    """The module's source without what cannot change a row."""
    return _SILENT.sub(r"\1", _EXAMPLES.sub("", _path(module).read_text(encoding="utf-8"))).strip()


@cache
def _imports(module: str) -> frozenset[str]:
    """The modules that `module` imports; of a package of the project, the modules taken from it."""
    names: set[str] = set()
    for package, taken, several, plain in _IMPORT.findall(_source(module)):
        if package.split(".")[0] in _PACKAGES and _is_package(package):
            modules = (f"{package}.{name.split()[0]}" for name in (taken or several).split(",") if name.strip())
            names.update(name if _path(name).exists() else package for name in modules)
        else:
            names.add(package or plain)
    return frozenset(names)


def _is_package(module: str) -> bool:
    return _path(module).stem == "__init__"


@cache
def _module_digest(module: str) -> str:
    """The digest of the module's code and of the data beside it: of its own name; all, where a stage is a package."""
    path = _path(module)
    whole = _is_package(module) and module not in _PACKAGES
    beside = (file for file in sorted(path.parent.iterdir()) if file.suffix != ".py" and file.is_file())
    data = (file for file in beside if whole or file.name.split(".")[0] == path.stem)
    return digest(module, _source(module), *(part for file in data for part in (file.name, file.read_bytes())))
