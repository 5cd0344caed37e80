"""A method whose answers are cached, one cache for each object: `@cached_answers` before the method.

`functools.lru_cache` before a method would share one cache among all objects and keep them alive. Here
the cache belongs to the object and is freed with it. Type checkers see the method's own signature.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

CACHED = 8192  # answers that each method keeps: a corpus repeats the same names

P = ParamSpec("P")
T = TypeVar("T")


class cached_answers(Generic[P, T]):  # noqa: N801 - a decorator, written as `property` is
    """Decorate a method so that each object keeps the last `CACHED` answers of it.

    The first access puts the caching function into the object under the method's name, so that
    later calls find it there at once, as with `functools.cached_property`.
    """

    def __init__(self, method: Callable[Concatenate[Any, P], T]) -> None:
        self.method = method
        self.__doc__ = method.__doc__

    def __get__(self, instance: Any, owner: type) -> Callable[P, T]:
        bound = self.method.__get__(instance, owner)
        cached = cast("Callable[P, T]", lru_cache(maxsize=CACHED)(bound))
        if instance is not None:
            instance.__dict__[self.method.__name__] = cached
        return cached
