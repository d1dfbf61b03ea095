"""Works as OpenAlex has them → Arrow tables, a column at a time.

The same rows as `kelisim.works.formats.openalex.work_of` and `kelisim.works.columns` make of them one by one
(a test holds the two against each other), without an object for each of them: a snapshot has hundreds of
millions.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Final

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kelisim.works.columns import array_of, cited_ids, day, owned, owners_of, positions, table_of, year_among
from kelisim.works.formats.openalex import HOME, ORCID, ROR, Authorship, Organisation, paired
from kelisim.works.record import DOI, doi_of, year_of

_Indices = NDArray[np.int64]
_Owners = dict[str, pa.Array]


def bulk_batch(found: pa.RecordBatch, *, file: str, first_record: int, first_row: int) -> dict[str, pa.Table]:
    """Return the rows of all tables for works of OpenAlex in the columns of `openalex_arrow.SCHEMA`.

    `first_record` is the number of the first of them in the file.
    """
    people, of_work = _items(found.column("authorships"))
    affiliations, holders = _affiliations(people)
    of_affiliation = of_work[holders]
    several, holders_of_several = _items(_part(people, "countries"))
    countries = pa.concat_arrays([_plain(affiliations["country"]), several])
    counts = {
        "authors": np.bincount(of_work, minlength=len(found)),
        "organisations": _different(len(found), of_affiliation, affiliations["organisation"]),
        "countries": _different(
            len(found), np.concatenate([of_affiliation, of_work[holders_of_several]]), countries
        ),
    }
    base = _works(found, counts, file, first_record, first_row)
    owners = owners_of(base)
    place = positions(counts["authors"])
    return {
        "works": base,
        "authorships": owned("authorships", {"position": place, **_persons(people)}, of_work, owners),
        "affiliations": owned(
            "affiliations", {"position": place[holders], **affiliations}, of_affiliation, owners
        ),
        "topics": _topics(found.column("topics"), owners),
        "citations": _citations(found.column("referenced_works"), owners),
    }


def _works(
    found: pa.RecordBatch, counts: dict[str, _Indices], file: str, first_record: int, first_row: int
) -> pa.Table:
    numbers = np.arange(len(found))
    dois = _dois(found.column("doi"))
    ids = _behind("openalex:", found.column("id"))
    columns: dict[str, object] = {
        "work": pc.coalesce(pc.binary_join_element_wise("doi:", dois, ""), ids),
        "doi": dois,
        "title": pc.coalesce(found.column("title"), found.column("display_name")),
        "date": _days(found.column("publication_date")),
        "venue": _venues(found).dictionary_encode(),
        "cited_by": found.column("cited_by_count"),
        "percentile": _part(found.column("citation_normalized_percentile"), "value"),
        **_placed(found.column("primary_topic"), "topic"),
        **counts,
        "retracted": found.column("is_retracted"),
        "sources": _lists(numbers, pa.repeat("openalex", len(found)), len(found)),
        "ids": _all_ids(ids, _part(found.column("ids"), "pmid")),
        "updated": _days(found.column("updated_date")),
        "file": pa.repeat(file, len(found)).dictionary_encode(),
        "record": numbers + first_record,
        "year": _years(found),
        "row": numbers + first_row,
    }
    few = {name: found.column(name).dictionary_encode() for name in ("type", "language")}
    return table_of("works", columns | few | {"fwci": found.column("fwci")})


# --- columns of Arrow ----------------------------------------------------------------------------------


def _part(structs: pa.Array, *names: str) -> pa.Array:
    return pc.struct_field(structs, list(names))


def _items(lists: pa.Array) -> tuple[pa.Array, _Indices]:
    """Return what is in lists, and in which of them each is."""
    return lists.flatten(), np.repeat(np.arange(len(lists)), _lengths(lists))


def _lengths(lists: pa.Array) -> _Indices:
    return np.asarray(pc.list_value_length(lists).fill_null(0)).astype(np.int64)


def _lists(owners: _Indices, values: pa.Array, count: int) -> pa.Array:
    """Return values as lists of their owners, whose numbers ascend."""
    return pa.ListArray.from_arrays(
        pa.array(np.searchsorted(owners, np.arange(count + 1)), pa.int32()), values
    )


def _plain(values: pa.Array) -> pa.Array:
    return values.dictionary_decode() if pa.types.is_dictionary(values.type) else values


def _text(values: Sequence[str | None]) -> pa.Array:
    return array_of(values, pa.string())


def _each(values: pa.Array, function: Callable[[Any], object], type: pa.DataType) -> pa.Array:
    """Return what a function makes of values, which is asked once for each different one."""
    codes = values.dictionary_encode(null_encoding="encode")
    return array_of([function(each) for each in codes.dictionary.to_pylist()], type).take(codes.indices)


def _dois(texts: pa.Array) -> pa.Array:
    """Return DOIs as `doi_of` does, all at once where all are written as OpenAlex writes them."""
    usual = pc.and_(pc.starts_with(texts, f"{DOI}10."), pc.string_is_ascii(texts))
    if pc.all(usual).as_py() is not False:
        return pc.ascii_lower(
            pc.binary_replace_slice(texts.cast(pa.binary()), 0, len(DOI), b"").cast(pa.string())
        )
    return _each(texts, doi_of, pa.string())


def _days(texts: pa.Array) -> pa.Array:
    days = pc.utf8_slice_codeunits(texts, 0, 10)
    try:
        return days.cast(pa.date32())
    except ValueError:  # one is no day: a year, a month
        return _each(days, day, pa.date32())


def _years(found: pa.RecordBatch) -> pa.Array:
    years = found.column("publication_year")
    if years.null_count > 0:
        years = pc.coalesce(years, _each(found.column("publication_date"), year_of, pa.int64()))
    return _each(years, lambda year: year_among(year, None), pa.int16())


_UP_TO_SLASH: Final = r"^(?s:.*/)?"
_SLASHES: Final = HOME.count("/")


def _behind(prefix: str, addresses: pa.Array) -> pa.Array:
    """Return what stands after the last slash of each address, behind a prefix."""
    usual = pc.and_(pc.starts_with(addresses, HOME), pc.equal(pc.count_substring(addresses, "/"), _SLASHES))
    if pc.all(usual).as_py() is not False:  # a slice is far quicker than an expression
        cut = pc.binary_replace_slice(addresses.cast(pa.binary()), 0, len(HOME), prefix.encode())
        return cut.cast(pa.string())
    return pc.replace_substring_regex(addresses, _UP_TO_SLASH, prefix, max_replacements=1)


def _tails(addresses: pa.Array) -> pa.Array:
    """Return what stands after the last slash of addresses of which there are few different ones."""
    codes = addresses.dictionary_encode()
    different = pc.replace_substring_regex(codes.dictionary, _UP_TO_SLASH, "", max_replacements=1)
    return pa.DictionaryArray.from_arrays(codes.indices, different)


def _different(works: int, owners: _Indices, values: pa.Array) -> _Indices:
    """Return how many different values each work has, of values given with the index of their work."""
    codes = values.dictionary_encode()
    some = np.asarray(codes.is_valid())
    width = len(codes.dictionary) + 1
    code = np.asarray(codes.indices.fill_null(0)).astype(np.int64)
    keys = np.sort((owners * width + code)[some])
    first = np.diff(keys, prepend=-1) > 0
    return np.bincount(keys[first] // width, minlength=works)


# --- what a work has -----------------------------------------------------------------------------------


def _venues(found: pa.RecordBatch) -> pa.Array:
    """Return the names of journals, as `openalex.venue_of` chooses them."""
    location = found.column("primary_location")
    source = _part(location, "source")
    own = pc.if_else(source.is_valid(), _part(source, "display_name"), _part(location, "raw_source_name"))
    return pc.if_else(location.is_valid(), own, _part(found.column("host_venue"), "display_name"))


def _all_ids(ids: pa.Array, pubmed: pa.Array) -> pa.Array:
    numbers = np.arange(len(ids))
    some = np.flatnonzero(np.asarray(pubmed.is_valid()))
    also = pc.replace_substring_regex(
        pc.utf8_rtrim(pubmed.drop_null(), characters="/"), _UP_TO_SLASH, "pubmed:", max_replacements=1
    )
    owners = np.concatenate([numbers, some])
    order = np.argsort(owners, kind="stable")
    return _lists(owners[order], pa.concat_arrays([ids, also]).take(pa.array(order)), len(ids))


def _placed(topics: pa.Array, id: str) -> dict[str, object]:
    """Return topics by their ids, with the subfield, field and domain that they lie in."""
    placed = {name: _tails(_part(topics, name, "id")) for name in ("subfield", "field", "domain")}
    return {id: _tails(_part(topics, "id")), **placed}


def _topics(lists: pa.Array, owners: _Owners) -> pa.Table:
    topics, of_work = _items(lists)
    columns = {
        **_placed(topics, "topic"),
        "name": _part(topics, "display_name").dictionary_encode(),
        "score": _part(topics, "score"),
    }
    return owned("topics", columns, of_work, owners)


def _citations(lists: pa.Array, owners: _Owners) -> pa.Table:
    cited, of_work = _items(lists)
    return owned("citations", {"cited": cited_ids(cited)}, of_work, owners)


def _persons(people: pa.Array) -> dict[str, object]:
    several, holders = _items(_part(people, "countries"))
    return {
        "author": _behind("openalex:", _part(people, "author", "id")),
        "orcid": pc.utf8_slice_codeunits(_part(people, "author", "orcid"), ORCID),
        "name": pc.coalesce(_part(people, "author", "display_name"), _part(people, "raw_author_name")),
        "corresponding": _part(people, "is_corresponding"),
        "countries": _lists(holders, several, len(people)),
    }


# --- organisations of affiliations ---------------------------------------------------------------------


def _affiliations(people: pa.Array) -> tuple[dict[str, object], _Indices]:
    """Return the affiliations of authors, paired as `openalex.paired` does it, and whose each is."""
    held, holders = _items(_part(people, "institutions"))
    given, givers = _items(_part(people, "affiliations"))
    named, of_given = _items(_part(given, "institution_ids"))
    codes = pa.concat_arrays([_part(held, "id"), named]).dictionary_encode()
    width = len(codes.dictionary) + 1
    code = np.asarray(codes.indices.fill_null(width - 1)).astype(np.int64)
    # An organisation is that of an affiliation by its author and its id; of two alike the last.
    keys, wanted = holders * width + code[: len(held)], givers[of_given] * width + code[len(held) :]
    order = np.argsort(keys, kind="stable")
    last = np.searchsorted(keys, wanted, side="right", sorter=order) - 1
    match = order[last] if len(order) > 0 else np.zeros(len(wanted), np.int64)
    known = (last >= 0) & (keys[match] == wanted) if len(order) > 0 else np.zeros(len(wanted), bool)
    # An affiliation without organisation is a row, too; so is an organisation that no affiliation names.
    several = _lengths(_part(given, "institution_ids"))
    rows = np.repeat(np.arange(len(given)), np.maximum(several, 1))
    loose = np.flatnonzero(~known)
    match[loose] = len(held) + np.arange(len(loose))
    chosen = np.full(len(rows), -1)
    chosen[several[rows] > 0] = match
    modern = np.zeros(len(people), bool)
    modern[givers] = True
    alike = np.zeros(len(held), np.int64)
    alike[order] = np.cumsum(np.diff(keys[order], prepend=-1) > 0)
    told_of = np.zeros(len(held) + 1, bool)
    told_of[alike[match[known]]] = True
    rest = np.flatnonzero(modern[holders] & ~told_of[alike])
    older, raws_of_older, owners_of_older = _older(people, ~modern)
    owners = np.concatenate([givers[rows], holders[rest], owners_of_older])
    raws = pa.concat_arrays(
        [
            _part(given, "raw_affiliation_string").take(pa.array(rows)),
            pa.nulls(len(rest), pa.string()),
            _text(raws_of_older),
        ]
    )
    told = _organisations(held, named.take(pa.array(loose)), older)
    index = np.concatenate([chosen, rest, len(held) + len(loose) + np.arange(len(older))])
    if len(rest) + len(older) > 0:
        sorting = np.argsort(owners, kind="stable")
        owners, index, raws = owners[sorting], index[sorting], raws.take(pa.array(sorting))
    taken = {name: each.take(pa.array(index, mask=index < 0)) for name, each in told.items()}
    by = pc.if_else(taken["organisation"].is_valid(), pa.scalar("source"), pa.scalar(None, pa.string()))
    columns = {
        "raw": raws,
        **taken,
        "by": by.dictionary_encode(),
        "probability": pa.nulls(len(raws), pa.float64()),
    }
    return columns, owners


def _older(
    people: pa.Array, without: NDArray[np.bool_]
) -> tuple[list[Organisation], list[str | None], _Indices]:
    """Return the affiliations of authors that are not told with their organisations, and whose each is."""
    strings = pc.not_equal(_part(people, "raw_affiliation_string"), "").fill_null(False)
    some = np.asarray(strings) | (_lengths(_part(people, "raw_affiliation_strings")) > 0)
    some |= _lengths(_part(people, "institutions")) > 0
    chosen = np.flatnonzero(without & some)
    authors = [msgspec.convert(each, Authorship) for each in people.take(pa.array(chosen)).to_pylist()]
    pairs = [list(paired(author)) for author in authors]
    told = list(chain.from_iterable(pairs))
    owners = np.repeat(chosen, np.array([len(each) for each in pairs], dtype=np.int64))
    return [each or Organisation() for _, each in told], [raw for raw, _ in told], owners


def _organisations(held: pa.Array, named: pa.Array, older: Sequence[Organisation]) -> dict[str, pa.Array]:
    """Return organisations of authors, those of which only the id is told, and those of older records."""
    ids = pa.concat_arrays([_part(held, "id"), named, _text([each.id for each in older])])
    columns = {
        name: pa.concat_arrays(
            [
                _part(held, name),
                pa.nulls(len(named), pa.string()),
                _text([getattr(each, name) for each in older]),
            ]
        )
        for name in ("ror", "display_name", "country_code")
    }
    rors = pc.utf8_slice_codeunits(columns["ror"], ROR)
    without = rors.is_null()
    known = pc.replace_with_mask(rors, without, _behind("openalex:", ids.filter(without)))
    return {
        "organisation": known.dictionary_encode(),
        "name": columns["display_name"].dictionary_encode(),
        "country": columns["country_code"].dictionary_encode(),
    }
