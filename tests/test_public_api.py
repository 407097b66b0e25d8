"""The public names and signatures, against a committed text.

A difference is a change of the public interface. If it is meant, write the text anew with
`python -m scripts accept-api`, read the difference, and name it in
the changelog.
"""

import enum
import functools
import inspect
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import kopdes_jamsos

SNAPSHOT = Path(__file__).parent / "snapshots" / "public_api.txt"
PACKAGE = kopdes_jamsos.__name__
# Each public module says what it holds; the root names again what is used most.
MODULES = {
    name: module
    for name in vars(kopdes_jamsos)["__all__"]
    if isinstance(module := getattr(kopdes_jamsos, name), ModuleType)
}
HOMES = {
    id(getattr(module, name)): f"{place}.{name}"
    for place, module in MODULES.items()
    for name in vars(module)["__all__"]
}


def test_public_names_and_signatures_are_as_committed() -> None:
    lines = [
        f"{name} is {HOMES[id(getattr(kopdes_jamsos, name))]}"
        for name in vars(kopdes_jamsos)["__all__"]
        if name not in MODULES
    ]
    for name, module in MODULES.items():
        lines += [f"module {name}", *describe_module(module, f"{name}.")]
    text = "".join(f"{line}\n" for line in lines)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.parent.mkdir(exist_ok=True)
        SNAPSHOT.write_text(text, encoding="utf-8", newline="\n")

    assert SNAPSHOT.exists(), "run: python -m scripts accept-api"
    assert text == SNAPSHOT.read_text(encoding="utf-8")


def public() -> Iterator[tuple[str, object]]:
    for place, module in MODULES.items():
        for name in vars(module)["__all__"]:
            yield f"{place}.{name}", getattr(module, name)


@pytest.mark.parametrize("place", MODULES)
def test_the_names_of_a_module_are_unique_and_documented(place: str) -> None:
    names = list(vars(MODULES[place])["__all__"])
    undocumented = [
        name
        for name in names
        if isinstance(thing := getattr(MODULES[place], name), type | FunctionType | ModuleType)
        and not thing.__doc__
    ]

    assert len(names) == len(set(names))
    assert undocumented == []


def test_every_public_function_class_and_method_with_arguments_shows_an_example() -> None:
    documented = {path: doc for name, thing in public() for path, doc in docstrings(name, thing)}

    assert {"contributions.assess", "contributions.Bill", "months.Month.parse"} <= {*documented}
    assert [path for path, doc in documented.items() if ">>>" not in doc] == []


def docstrings(name: str, thing: object) -> Iterator[tuple[str, str]]:
    """The docstring of a function, or those of a class and of its methods with arguments.

    Inherited members of this package are included; errors differ in name and code only.
    """
    if thing is str:  # the name of a language
        return
    if isinstance(thing, FunctionType):
        yield name, thing.__doc__ or ""
    elif isinstance(thing, type) and not issubclass(thing, BaseException | Warning):
        yield name, vars(thing).get("__doc__") or ""  # not that of a base
        for owner in thing.__mro__:
            if owner.__module__.startswith(PACKAGE):
                for member, value in vars(owner).items():
                    function = function_of(value)
                    if function is not None and not member.startswith("_"):
                        path = f"{name.rpartition('.')[0]}.{owner.__name__}.{member}"
                        yield path, function.__doc__ or ""


def function_of(value: object) -> FunctionType | None:
    """What a method with arguments runs; None for anything else."""
    if isinstance(value, classmethod | staticmethod):
        value = value.__func__
    if not isinstance(value, FunctionType):
        return None
    return value if len(inspect.signature(value).parameters) > 1 else None


def describe_module(module: ModuleType, prefix: str = "") -> Iterator[str]:
    """One line for each public name of a module, and for each public member of a class."""
    for name in sorted(vars(module)["__all__"]):
        thing = getattr(module, name)
        if isinstance(thing, ModuleType):
            yield f"module {prefix}{name}"
            yield from describe_module(thing, f"{prefix}{name}.")
        elif HOMES.get(id(thing)) not in (None, f"{prefix}{name}"):
            yield f"{prefix}{name} is {HOMES[id(thing)]}"
        elif isinstance(thing, type) and thing.__name__ != name:
            yield f"{prefix}{name} = {thing.__name__}"
        elif isinstance(thing, type):
            yield from describe_class(prefix + name, thing)
        elif isinstance(inspect.unwrap(thing), FunctionType):  # a cached one is one, too
            yield f"def {prefix}{name}{signature(thing)}"
        elif isinstance(thing, enum.Enum | str | int):
            yield f"{prefix}{name} = {thing!s}"
        elif type(thing).__module__.startswith(PACKAGE):
            yield f"{prefix}{name}: {type(thing).__name__}"
        else:
            yield f"{prefix}{name} = {annotation(thing)}"


def describe_class(name: str, cls: type) -> Iterator[str]:
    """A class line, then its members, inherited ones of this package included."""
    bases = ", ".join(base.__name__ for base in cls.__bases__ if base is not object)
    choices: set[str] = set()
    yield f"class {name}({bases})" if bases else f"class {name}"
    if issubclass(cls, enum.Enum):
        choices = set(cls.__members__)
        yield from (f"    {key} = {choice.value!r}" for key, choice in cls.__members__.items())
    elif not issubclass(cls, BaseException):
        yield f"    {name.rpartition('.')[2]}{signature(cls)}"
    members: dict[str, str] = {}
    for owner in cls.__mro__:
        if owner.__module__.startswith(PACKAGE):
            for member, value in list(vars(owner).items()):
                if not member.startswith("_") and member not in choices:
                    members.setdefault(member, describe_member(owner, member, value))
    yield from (f"    {members[member]}" for member in sorted(members))


def describe_member(owner: type, name: str, value: object) -> str:
    """One line for a method, a property or an attribute."""
    if isinstance(value, classmethod | staticmethod):
        return f"@{type(value).__name__} def {name}{signature(value.__func__)}"
    if isinstance(value, FunctionType):
        return f"def {name}{signature(value)}"
    getter = value.fget if isinstance(value, property) else None
    if isinstance(value, functools.cached_property):
        getter = value.func
    if getter is not None:
        return f"@property {name}{signature(getter)}"
    if inspect.isdatadescriptor(value):  # a slot of an attrs class
        return f"{name}: {annotation(inspect.get_annotations(owner).get(name, '?'))}"
    return f"{name} = {plain(repr(value))}"


def signature(thing: object) -> str:
    """The signature, with annotations written as in the source."""
    try:
        found = inspect.signature(thing)  # type: ignore[arg-type]  # refused below if no callable
    except (TypeError, ValueError):
        return "(…)"
    parameters = [
        parameter.replace(annotation=Shown(annotation(parameter.annotation)))
        if parameter.annotation is not inspect.Parameter.empty
        else parameter
        for parameter in found.parameters.values()
    ]
    shown = found.replace(parameters=parameters, return_annotation=inspect.Signature.empty)
    returns = found.return_annotation
    arrow = "" if returns is inspect.Signature.empty else f" -> {annotation(returns)}"
    return plain(f"{shown}{arrow}")


class Shown:
    """Text that `inspect` prints without quotes."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def annotation(value: object) -> str:
    """An annotation as text, without the modules that names come from."""
    text = plain(value if isinstance(value, str) else inspect.formatannotation(value))
    return re.sub(r"\b(?:[a-z_]\w*\.)+(?=[A-Za-z_])", "", text).strip("'\"")


def plain(text: str) -> str:
    """Text without addresses in memory, and without what differs from Python to Python.

    Until 3.13 an optional name that stands in quotes is `Optional[ForwardRef('…')]`, from 3.14 on
    `ForwardRef('…') | None`; from 3.15 on the fields of a named tuple are `ForwardRef('…')` too.
    """
    text = re.sub(r" at 0x[0-9a-fA-F]+", "", text)
    text = re.sub(r"Optional\[(ForwardRef\('[^']*'[^()]*\))\]", r"\1 | None", text)
    return re.sub(r"ForwardRef\('([^']*)'[^()]*\)", r"\1", text)
