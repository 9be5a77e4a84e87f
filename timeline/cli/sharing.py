"""Options that many commands share, defined once: a command receives them together as one value."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, get_type_hints

from timeline.cli import options

Command = Callable[..., int]


def shares(name: str, maker: Callable[..., Any]) -> Callable[[Command], Command]:
    """Return what gives a command the options of a maker, beside its own; it receives what the maker makes of them under a name."""
    shared = inspect.signature(maker).parameters

    def decorate(function: Command) -> Command:
        own = [parameter for parameter in inspect.signature(function).parameters.values() if parameter.name != name]
        debug = inspect.Parameter("debug", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=options.Debug)
        hints = {**get_type_hints(maker, include_extras=True), **get_type_hints(function, include_extras=True), "debug": options.Debug}
        several = [*own, *shared.values(), debug]

        @wraps(function)
        def command(**given: Any) -> int:
            given.pop("debug")
            made = maker(**{option: given.pop(option) for option in shared})
            return function(**{name: made}, **given)

        command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # inspect reads it
            [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in several]
        )
        command.__annotations__ = {parameter.name: hints[parameter.name] for parameter in several}
        return command

    return decorate
