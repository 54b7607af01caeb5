import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, SecretStr

from bot.config.section import IsSecret, named_section_in, section_in
from bot.errors import Problem

LONGEST_SECRET = 4096

Problems = tuple[Problem, ...]

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a secret came from: the key in the settings file, and the variable or file that it names."""

    key: str
    name: str


def resolve_secrets(
    tree: Mapping[str, object],
    model: type[BaseModel],
    environ: Mapping[str, str],
    folder: Path,
    path: str = "",
) -> tuple[dict[str, object], dict[str, Origin], Problems]:
    """The tree with `x_env` and `x_file` replaced by the secret `x`, where each secret came from, and what was wrong with them.

    A secret that stands in the file itself is left out of the tree, so that no later message can quote it.
    """
    resolved = dict(tree)
    origins: dict[str, Origin] = {}
    problems: Problems = ()
    for name, field in model.model_fields.items():
        below = resolved.get(name)
        if any(isinstance(mark, IsSecret) for mark in field.metadata):
            origin, wrong = _resolve_secret(resolved, name, environ, folder, path)
            if origin:
                origins[f"{path}{name}"] = origin
        elif isinstance(below, dict) and (section := section_in(field.annotation)) is not None:
            resolved[name], inner, wrong = resolve_secrets(below, section, environ, folder, f"{path}{name}.")
            origins |= inner
        elif isinstance(below, dict) and (section := named_section_in(field.annotation)) is not None:
            resolved[name], inner, wrong = _resolve_named(below, section, environ, folder, f"{path}{name}.")
            origins |= inner
        else:
            wrong = ()
        problems += wrong
    return resolved, origins, problems


def secret_names(model: type[BaseModel]) -> tuple[str, ...]:
    """The secrets of one section, by the name that never stands in a file."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if any(isinstance(mark, IsSecret) for mark in field.metadata)
    )


def _resolve_named(
    sections: Mapping[str, object],
    model: type[BaseModel],
    environ: Mapping[str, str],
    folder: Path,
    path: str,
) -> tuple[dict[str, object], dict[str, Origin], Problems]:
    resolved = dict(sections)
    origins: dict[str, Origin] = {}
    problems: Problems = ()
    for name, below in sections.items():
        if isinstance(below, dict):
            resolved[name], inner, wrong = resolve_secrets(below, model, environ, folder, f"{path}{name}.")
            origins |= inner
            problems += wrong
    return resolved, origins, problems


def _resolve_secret(
    tree: dict[str, object], name: str, environ: Mapping[str, str], folder: Path, path: str
) -> tuple[Origin | None, Problems]:
    """Puts the secret into the tree and says where it came from, or what is wrong: one problem, so that no two contradict each other."""
    is_written_out = name in tree
    tree.pop(name, None)
    variable, file = tree.pop(f"{name}_env", ""), tree.pop(f"{name}_file", "")
    if is_written_out:
        return None, (Problem(f"{path}{name}", _does_not_belong(name)),)
    if not isinstance(variable, str) or not isinstance(file, str):
        suffix = "file" if isinstance(variable, str) else "env"
        return None, (Problem(f"{path}{name}_{suffix}", "Write a text in quotation marks."),)
    if variable and file:
        return None, (Problem(f"{path}{name}_env", f"Give {name}_env or {name}_file, not both."),)
    if not variable and not file:
        return None, ()
    origin = Origin(f"{path}{name}_{'env' if variable else 'file'}", variable or file)
    if variable:
        secret, wrong = _from_environment(variable, environ, name)
    else:
        secret, wrong = _from_file(folder / Path(file).expanduser())
    if wrong:
        return None, (Problem(origin.key, wrong),)
    tree[name] = SecretStr(secret)
    return origin, ()


def _does_not_belong(name: str) -> str:
    return (
        f"A secret does not belong in this file. Write {name}_env with the name of an environment variable, "
        f"or {name}_file with the path of a file that holds it."
    )


def _from_environment(variable: str, environ: Mapping[str, str], name: str) -> tuple[str, str]:
    # What was written is never repeated where it is no name: people paste the secret itself here.
    if not _VARIABLE.fullmatch(variable):
        return "", f"This is not the name of an environment variable. {_does_not_belong(name)}"
    secret = environ.get(variable, "").strip()
    return secret, "" if secret else "No environment variable of this name is set, or it is empty."


def _from_file(file: Path) -> tuple[str, str]:
    try:
        with file.open(encoding="utf-8") as opened:
            secret = opened.read(LONGEST_SECRET + 1).strip()
    except OSError as error:
        return "", f"The file cannot be read: {error.strerror}."
    except UnicodeDecodeError:
        return "", "The file is not UTF-8 text."
    if len(secret) > LONGEST_SECRET or "\n" in secret:
        return "", "The file must hold the secret alone, on one line."
    return secret, "" if secret else "The file is empty."
