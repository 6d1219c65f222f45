"""Puts a changed module in the place of the one that a living process has loaded."""

from __future__ import annotations

import ast
import functools
import gc
import importlib.abc
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, FunctionType, ModuleType


def is_inside(before: CodeType, after: CodeType) -> bool:
    """Tell whether two versions of a module differ within functions alone."""
    return (before.co_code, before.co_names, len(before.co_consts)) == (
        after.co_code,
        after.co_names,
        len(after.co_consts),
    ) and all(
        isinstance(new, CodeType) and (_is_function(old) or is_inside(old, new))
        if isinstance(old, CodeType)
        else repr(old) == repr(new)
        for old, new in zip(before.co_consts, after.co_consts, strict=True)
    )


class Loaded:
    """The functions and the caches of `packages` in this process, found once: to look is a second's work.

    `packages` are the folders of the package whose functions may hold an answer that was worked out without a change.
    """

    def __init__(self, packages: tuple[str, ...]) -> None:
        self._functions: dict[tuple[str, str, int], list[FunctionType]] = {}
        self._caches = []
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                code = one.__code__
                self._functions.setdefault((code.co_filename, code.co_name, code.co_firstlineno), []).append(one)
            elif isinstance(one, functools._lru_cache_wrapper) and one.__module__.startswith(packages):
                self._caches.append(one)

    def replace(self, before: CodeType, after: CodeType) -> bool:
        """Give every function of a module the code of the changed version, and empty the caches.

        False if no function of those that changed is known here.
        """
        done = False
        for old, new in _functions(before, after):
            if not _is_same(old, new):
                for one in self._functions.get((old.co_filename, old.co_name, old.co_firstlineno), ()):
                    one.__code__ = new
                    done = True
        self.forget()
        return done

    def run_again(self, module: ModuleType, code: CodeType) -> bool:
        """Run the changed version of a whole module in the one that is there; False where that would not be the same.

        Functions that others have imported look their constants up in the module, so they see the new ones. Of a class
        there would be two.
        """
        before = dict(vars(module))
        if any(isinstance(one, type) and one.__module__ == module.__name__ for one in before.values()):
            return False
        exec(code, vars(module))
        changed = [(name, old) for name, old in before.items() if vars(module)[name] is not old]
        for other in list(sys.modules.values()):
            for name, old in changed:
                if getattr(other, "__dict__", {}).get(name) is old and not name.startswith("__"):
                    setattr(other, name, vars(module)[name])
        self.forget()
        return True

    def forget(self) -> None:
        """Empty the caches: what was worked out for one test is worked out anew for the next."""
        for cached in self._caches:
            cached.cache_clear()


def unload(folders: Sequence[Path]) -> None:
    """Forget the modules below `folders`, so that they are loaded again."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and any(folder in Path(file).parents for folder in folders):
            del sys.modules[name]


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module from a changed tree to whoever imports it."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self._name, self._path, self._tree = name, path, tree

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        folder = [str(self._path.parent)] if self._path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, self._path, loader=self, submodule_search_locations=folder
        )

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._tree, str(self._path), "exec"), module.__dict__)

    def get_source(self, fullname: str) -> str:
        return ast.unparse(self._tree)


def _functions(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the functions and methods of both versions; what is defined within one comes with it."""
    for old, new in zip(before.co_consts, after.co_consts, strict=True):
        if isinstance(old, CodeType):
            if _is_function(old):
                yield old, new
            else:
                yield from _functions(old, new)


def _is_function(code: CodeType) -> bool:
    # Only the bodies of classes and modules have names that are no fast locals.
    return bool(code.co_flags & 0x2)


def _is_same(old: CodeType, new: CodeType) -> bool:
    """Tell whether two functions do the same; equal constants of different types are not the same."""
    return (
        old.co_code == new.co_code
        and len(old.co_consts) == len(new.co_consts)
        and (old.co_names, old.co_varnames) == (new.co_names, new.co_varnames)
        and all(
            isinstance(left, CodeType) and isinstance(right, CodeType) and _is_same(left, right)
            if isinstance(left, CodeType) or isinstance(right, CodeType)
            else repr(left) == repr(right)
            for left, right in zip(old.co_consts, new.co_consts, strict=True)
        )
    )
