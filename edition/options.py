"""The options that several commands share."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from edition.report import Format

_FILE = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options that all checking commands share have chosen."""

    form: "Format"
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    baseline: Path | None
    strict: bool
    jobs: int
    quiet: bool
    verbose: bool
    schema: tuple[str, ...] = ()
    search: bool = True

    def what(self) -> list[object]:
        """Return the choices on which the findings of a run depend."""
        return [self.select, self.ignore, str(self.baseline), self.strict, self.schema, self.search]


def shared_options(*, schema: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds the options of `Choices` to a command, which gets them as its argument `choices`.

    Without `schema` there is no option of that name.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(**arguments: Any) -> Any:
            own = {name: arguments.pop(name) for name in Choices.__dataclass_fields__ if name in arguments}
            return command(**arguments, choices=Choices(**own))

        wrapped.__doc__ = command.__doc__
        wrapped.__name__ = command.__name__
        decorated: Callable[..., Any] = wrapped
        for option in _options(schema):
            decorated = option(decorated)
        return decorated

    return decorate


def _options(schema: bool) -> list[Callable[[Callable[..., Any]], Callable[..., Any]]]:
    formats = click.Choice(["text", "concise", "json", "sarif", "junit", "github"])
    codes: dict[str, Any] = {"multiple": True, "metavar": "CODE", "callback": _codes}
    against = click.option(
        "--schema", multiple=True, metavar="SCHEMA", help="Check against this file (.rng .rnc .sch) or kept schema."
    )
    return [
        click.option("--format", "form", type=formats, default="text", show_default=True, help="How findings look."),
        *([against] if schema else []),
        click.option("--select", **codes, help="Report only these codes, or their beginnings."),
        click.option("--ignore", **codes, help="Pass over these codes, or their beginnings."),
        click.option("--baseline", type=_FILE, help="Report only what is not in this file of --write-baseline."),
        click.option("--strict", is_flag=True, help="Treat warnings as errors."),
        click.option(
            "-j", "--jobs", type=click.IntRange(1), default=_cores, help="Worker processes [default: the cores]."
        ),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but findings."),
        click.option("-v", "--verbose", is_flag=True, help="Show the details of a failure of the program."),
    ]


def _cores() -> int:
    return os.cpu_count() or 1


def _codes(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Take several codes in one word, as in `--select REF,DAT`."""
    return tuple(code.strip() for word in given for code in word.split(","))
