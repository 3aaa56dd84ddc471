"""Fingerprints of what makes a table: the code of a step, all of the project that it imports, its data, its libraries.

Comments, docstrings and an extractor's EXAMPLES do not count: they cannot change a row.
"""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("pipeline", "extractors")
# Cut before parsing, since they are most of a file; as the formatter lays them out, or else they count like the rest.
_EXAMPLES = re.compile(r"^EXAMPLES\b[^\n]*\($.*?^\)$", re.DOTALL | re.MULTILINE)
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
def _tree(module: str) -> ast.Module:
    return ast.parse(_EXAMPLES.sub("", _path(module).read_text(encoding="utf-8")))


@cache
def _imports(module: str) -> frozenset[str]:
    """The modules that `module` imports; of a package, the modules taken from it."""
    names: set[str] = set()
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module in _PACKAGES:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return frozenset(names)


@cache
def _module_digest(module: str) -> str:
    tree = _tree(module)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node, clean=False):
            node.body = node.body[1:]
    path = _path(module)
    data = (file for file in sorted(path.parent.iterdir()) if file.name.split(".")[0] == path.stem and file != path)
    return digest(module, ast.dump(tree), *(part for file in data for part in (file.name, file.read_bytes())))
