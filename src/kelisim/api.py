"""The register from Python: what `import kelisim` gives beside the vocabulary of `kelisim.model`.

import kelisim

with kelisim.create_register("partners") as store:           # or open_register
    summary = kelisim.add(store, ["news/"], jobs=2)
    with store.reading() as register:
        for record in kelisim.list_records(register, "agreements").records:
            print(record.title)
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kelisim.extract import Extractor, Spent
from kelisim.extractions import is_extractions_file, read_extractions
from kelisim.extractors import extractor_of
from kelisim.intake import Bytes, Failed, Source, Taken, intake
from kelisim.model import Document, Entity, Extraction, document_id
from kelisim.read import Hints, Limits, find
from kelisim.register import Store, create_workspace, find_workspace, load_document, open_store
from kelisim.register import add as register
from kelisim.register import known as is_known

if TYPE_CHECKING:
    from kelisim.resolve.registry import Candidate, Registry


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the sources: ids of documents, and one line for each that failed.

    `new` documents were stored, `changed` ones extracted anew, `known` ones left as they were. `spent` is
    what a language model has cost, where the workspace's settings name one.
    """

    sources: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    known: tuple[str, ...]
    failures: tuple[str, ...]
    spent: Spent | None = None


def _say_nothing(_: tuple[Taken | Failed, ...]) -> None:
    pass


def create_register(folder: str | Path) -> Store:
    """Make a folder a workspace and open its register. Raises WorkspaceError where it is one already."""
    return open_store(create_workspace(Path(folder)))


def open_register(folder: str | Path | None = None) -> Store:
    """Open the register of a workspace: that in `folder`, else the nearest at or above the current one.

    Raises WorkspaceError where there is none.
    """
    return open_store(find_workspace(None if folder is None else Path(folder)))


def expand(sources: Iterable[str | Path | Bytes]) -> list[Source]:
    """Return files, urls and bytes: folders give the files in them, recursively, in the order of names."""
    expanded: list[Source] = []
    for source in sources:
        if isinstance(source, Bytes) or (isinstance(source, str) and "://" in source):
            expanded.append(source)
        else:
            expanded.extend(find([Path(source)]))
    return expanded


def add(
    store: Store,
    sources: Iterable[str | Path | Bytes],
    *,
    jobs: int = 1,
    hints: Hints | None = None,
    limits: Limits | None = None,
    told: Callable[[tuple[Taken | Failed, ...]], None] = _say_nothing,
) -> Summary:
    """Read, extract and register documents; those that are there already do not change.

    They are extracted as the settings of the workspace say.

    Arguments:
        sources: files, folders, urls, bytes; also files of extractions, made on a cluster.
        jobs: processes that read and extract at the same time.
        hints: what is known of all of them better than they say it themselves.
        told: called with what came of each source.

    Raises StoreError where the store cannot be written; what was stored until then is kept.
    """
    known: list[str] = []
    failures: list[str] = []
    counted = 0
    extractor = extractor_of(store.workspace)

    expanded = expand(sources)
    extracted = {path for path in expanded if isinstance(path, Path) and is_extractions_file(path)}

    def unknown() -> Iterator[Source]:
        nonlocal counted
        for source in expanded:
            if source in extracted:
                continue
            counted += 1
            id = _known(store, source, extractor)
            if id is None:
                yield source
            else:
                known.append(id)
                told(())

    def results() -> Iterator[tuple[Taken | Failed, ...]]:
        nonlocal counted
        yield from intake(unknown(), jobs=jobs, limits=limits, hints=hints, extractor=extractor)
        for path in sorted(extracted):
            for result in read_extractions(path, extractor):
                counted += 1
                yield result

    def taken() -> Iterator[tuple[Document, bytes, Extraction]]:
        for result in results():
            for each in result:
                if isinstance(each, Failed):
                    failures.append(each.message)
                else:
                    yield each.document, each.content, each.extraction
            told(result)

    done = register(store, taken())
    ids = (done.new, done.changed, (*known, *done.known))
    return Summary(counted, *ids, (*failures, *done.refused), extractor.spent())


def load_registry(cache: str | Path | None = None) -> "Registry":
    """Return the installed registry of organisations, ready to resolve names; load it once for many lists.

    Arguments:
        cache: the folder where it was installed; without it, that of KELISIM_CACHE, else the account's.

    Raises RegistryError where none is installed there, or it is damaged.
    """
    from kelisim.resolve.registry import default_cache, load  # noqa: PLC0415

    return load(Path(cache) if cache else default_cache())


def resolve_names(
    registry: "Registry", texts: Iterable[str], *, many: bool = True
) -> "list[tuple[Candidate, ...]]":
    """Return for each string the organisations that it names, in its order; () where it names nobody.

    Arguments:
        texts: names or affiliation strings; a whole list at once is quicker than one by one.
        many: whether all organisations of a string are given, or only the likeliest.

    Raises TypeError where one string is given in place of a list.
    """
    from kelisim.resolve.registry import match_many, match_one  # noqa: PLC0415

    if isinstance(texts, str):
        raise TypeError("texts: give a list of strings, not one string")
    if many:
        return match_many(registry, list(texts))
    return [() if each is None else (each,) for each in match_one(registry, list(texts))]


def meant(document: Document, extraction: Extraction, registry: "Registry | None") -> dict[str, Entity]:
    """Return who the organisations of one document are, by the ids of their referents.

    Arguments:
        registry: of organisations, asked with the document as context; without it only the names themselves
            tell the country.
    """
    # Resolution brings gazetteers and registries along: who only asks the register does not wait for them.
    from kelisim.resolve import resolve  # noqa: PLC0415
    from kelisim.resolve.registry import identify  # noqa: PLC0415

    found = resolve(
        [referent for referent in extraction.referents if referent.type == "organisation"],
        published={document.id: document.published},
        identify=None if registry is None else partial(identify, registry),
    )
    return {id: entity for entity in found.entities for id in entity.referents}


def _known(store: Store, source: Source, extractor: Extractor) -> str | None:
    """Return the document's id where these very bytes were extracted by the extractor of now already."""
    if isinstance(source, str):
        return None
    try:
        id = document_id(source.content if isinstance(source, Bytes) else source.read_bytes())
    except (OSError, ValueError):
        return None  # reading will say what is wrong
    with store.reading() as connection:
        document = load_document(connection, id)
    if document is None or not is_known(store, id, extractor.name(document.language)):
        return None
    return id
