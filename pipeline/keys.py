"""Fingerprints of what makes a table: the code of a step, all of the project that it imports, its data, its libraries.

Comments, docstrings and an extractor's EXAMPLES do not count: they cannot change a row.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dis import opmap
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("pipeline", "extractors")
# Cut before compiling; as the formatter lays them out, or else they count like the rest.
_EXAMPLES = re.compile(r"^EXAMPLES\b[^\n]*\($.*?^\)[^\n]*$", re.DOTALL | re.MULTILINE)
_NOTHING = opmap["NOP"]
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
    """The module's source without its EXAMPLES."""
    return _EXAMPLES.sub("", _path(module).read_text(encoding="utf-8"))


@cache
def _imports(module: str) -> frozenset[str]:
    """The modules that `module` imports; of a package of the project, the modules taken from it."""
    names: set[str] = set()
    for package, taken, several, plain in _IMPORT.findall(_source(module)):
        if package in _PACKAGES:
            names.update(
                f"{package}.{name.split()[0]}"
                for name in (taken or several).replace(",", "\n").split("\n")
                if name.strip()
            )
        else:
            names.add(package or plain)
    return frozenset(names)


@cache
def _module_digest(module: str) -> str:
    path = _path(module)
    code = compile(_source(module), module, "exec", dont_inherit=True, optimize=2)
    data = (file for file in sorted(path.parent.iterdir()) if file.name.split(".")[0] == path.stem and file != path)
    return digest(module, *_told(code), *(part for file in data for part in (file.name, file.read_bytes())))


def _told(code: CodeType) -> Iterator[str]:
    """What the code does, in the order it stands: not where it stands, nor what is said of it."""
    # The compiler leaves an instruction that does nothing where it takes a docstring out.
    steps = (code.co_code[at : at + 2] for at in range(0, len(code.co_code), 2))
    done = b"".join(step for step in steps if step[0] != _NOTHING).hex()
    yield f"{done} {code.co_names} {code.co_varnames} {code.co_freevars} {code.co_flags}"
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _told(constant)
        else:
            yield repr(sorted(map(repr, constant)) if isinstance(constant, frozenset) else constant)
