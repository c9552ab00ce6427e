"""Forms: how one kind of report is laid out, as data; `load_forms` gives those a collection may use."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import FormError
from corpus.forms.faults import form_faults
from corpus.forms.model import AnyForm
from corpus.ids import NAME

FORMS = Path(__file__).parent
FORMS_FOLDER = "forms"
SUFFIX = ".toml"
GENERIC = "generic"

Forms = Mapping[str, AnyForm]

_FORM: TypeAdapter[AnyForm] = TypeAdapter(AnyForm)


def load_forms(folder: Path) -> dict[str, AnyForm]:
    """Give the forms by their names: those that come with the program, and those in the collection's own folder.

    A form of the collection stands in the place of one that comes with the program and has the same name. One that is
    malformed is left out, so that it stops no document but its own: `broken_forms` tells it.
    """
    return {name: form for name, form in _read_all(folder).items() if not isinstance(form, FormError)}


def broken_forms(folder: Path) -> dict[str, FormError]:
    """Give what is wrong with each form that cannot be used, by its name."""
    return {name: error for name, error in _read_all(folder).items() if isinstance(error, FormError)}


def _read_all(folder: Path) -> dict[str, AnyForm | FormError]:
    folders = dict.fromkeys((FORMS, (folder / FORMS_FOLDER).resolve()))
    paths = {path.stem: path for place in folders if place.is_dir() for path in sorted(place.glob(f"*{SUFFIX}"))}
    return {name: _read_or_tell(path) for name, path in sorted(paths.items())}


def _read_or_tell(path: Path) -> AnyForm | FormError:
    try:
        return read_form(path)
    except FormError as error:
        return error


def read_form(path: Path) -> AnyForm:
    """Read one form; it is called as its file is.

    With `extends`, it says only what differs from another form: that of this name beside it, or that comes with the
    program.

    Raises:
        FormError: It is not called as a document could name it, is not TOML, extends no form, or a key of it is
            missing, unknown or malformed.
    """
    if not NAME.fullmatch(path.stem):
        raise FormError(
            f"{path.name}: {path.stem!r} är inget namn på en form; väntade små bokstäver med bindestreck mellan orden"
        )
    try:
        return _FORM.validate_python({**_told(path, ()), "name": path.stem})
    except ValidationError as error:
        told = "; ".join(form_faults(error))
        raise FormError(f"{path.name}: {told}; väntade en form som i corpus/forms och docs/forms.md") from error


def _told(path: Path, above: tuple[str, ...]) -> dict[str, object]:
    """Give what a form says, and where it says nothing, what the one that it extends says."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FormError(f"{path.name}: går inte att läsa som TOML ({error})") from error
    base = told.pop("extends", None)
    if base is None:
        return told
    known = {
        place.stem: place for place in (*FORMS.glob(f"*{SUFFIX}"), *path.parent.glob(f"*{SUFFIX}")) if place != path
    }
    if not isinstance(base, str) or base not in known or base in above:
        raise FormError(f"{path.name}: extends {base!r}; väntade en av: {', '.join(sorted(known))}")
    return _merged(_told(known[base], (*above, path.stem)), told)


def _merged(base: Mapping[str, object], told: Mapping[str, object]) -> dict[str, object]:
    """Give the values of two forms; the second's stand before the first's, table by table."""
    merged = dict(base)
    for key, value in told.items():
        before = merged.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            merged[key] = _merged(before, value)
        else:
            merged[key] = value
    return merged
