"""OpenAlex's CSV exports: nested keys as "authorships.author.id", lists joined by "|"."""

from kelisim.works.record import Affiliation, Author, Topic, Work, doi_of, number_of, year_of


def work_of_row(row: dict[str, str]) -> Work | str:
    """Return the work of a row.

    The export does not tell whose each of several organisations is, unless there are as many as authors;
    else they stand at the work. It has no ROR ids.
    """
    id = row.get("id", "").rpartition("/")[2]
    if not id.startswith("W"):
        return f"has no id of a work but {row.get('id', '')!r}"
    pmid = row.get("ids.pmid", "").rstrip("/").rpartition("/")[2]
    authors, loose = _people(row)
    topics = _topics(row)
    topic = _primary(row)
    return Work(
        source="openalex",
        id=f"openalex:{id}",
        ids=(f"pubmed:{pmid}",) if pmid.isdigit() else (),
        doi=doi_of(row.get("doi")),
        title=row.get("title") or row.get("display_name") or None,
        type=row.get("type") or None,
        year=year_of(row.get("publication_year")),
        date=row.get("publication_date") or None,
        language=row.get("language") or None,
        venue=row.get("primary_location.source.display_name") or None,
        cited_by=number_of(row.get("cited_by_count")),
        fwci=_float(row.get("fwci")),
        percentile=_float(row.get("citation_normalized_percentile.value")),
        topic=topic,
        retracted={"true": True, "false": False}.get(row.get("is_retracted", "").lower()),
        updated=row.get("updated_date", "")[:10] or None,
        authors=authors,
        affiliations=loose,
        topics=topics,
        cited=tuple(f"openalex:{each.rpartition('/')[2]}" for each in _list(row, "referenced_works") if each),
    )


def _people(row: dict[str, str]) -> tuple[tuple[Author, ...], tuple[Affiliation, ...]]:
    names = _list(row, "authorships.author.display_name")
    ids = _as_many(row, "authorships.author.id", names)
    orcids = _as_many(row, "authorships.author.orcid", names)
    corresponding = _as_many(row, "authorships.is_corresponding", names)
    countries = _list(row, "authorships.countries")
    raws = _list(row, "authorships.raw_affiliation_strings")
    organisations = _list(row, "authorships.institutions.id")
    labels = _list(row, "authorships.institutions.display_name")
    own: list[tuple[Affiliation, ...]] = [()] * len(names)
    loose: tuple[Affiliation, ...] = ()
    if organisations and len(labels) == len(organisations):
        found = [
            Affiliation(None, f"openalex:{id.rpartition('/')[2]}" if id else None, label or None)
            for id, label in zip(organisations, labels, strict=True)
        ]
        if len(found) == len(names):
            own = [(each,) if each.organisation else () for each in found]
        else:
            loose = tuple(each for each in found if each.organisation)
    elif raws and len(raws) == len(names):
        own = [(Affiliation(raw),) if raw else () for raw in raws]
    else:
        loose = tuple(Affiliation(raw) for raw in raws if raw)
    placed = (
        [tuple(filter(None, [c])) for c in countries] if len(countries) == len(names) else [()] * len(names)
    )
    if len(countries) != len(names):
        loose += tuple(Affiliation(country=code) for code in dict.fromkeys(filter(None, countries)))
    authors = tuple(
        Author(
            name or None,
            f"openalex:{id.rpartition('/')[2]}" if id else None,
            orcid.rpartition("/")[2] or None,
            {"true": True, "false": False}.get(marked.lower()),
            tuple(codes),
            places,
        )
        for name, id, orcid, marked, codes, places in zip(
            names, ids, orcids, corresponding, placed, own, strict=True
        )
    )
    return authors, loose


def _list(row: dict[str, str], name: str) -> list[str]:
    text = row.get(name, "")
    return [part.strip() for part in text.split("|")] if text else []


def _as_many(row: dict[str, str], name: str, names: list[str]) -> list[str]:
    found = _list(row, name)
    return found if len(found) == len(names) else [""] * len(names)


def _last(text: str | None) -> str | None:
    return (text or "").rpartition("/")[2] or None


def _primary(row: dict[str, str]) -> Topic | None:
    if not row.get("primary_topic.id") and not row.get("primary_topic.display_name"):
        return None
    return Topic(
        _last(row.get("primary_topic.id")),
        row.get("primary_topic.display_name") or None,
        _last(row.get("primary_topic.subfield.id")),
        _last(row.get("primary_topic.field.id")),
        _last(row.get("primary_topic.domain.id")),
        _float(row.get("primary_topic.score")),
    )


def _topics(row: dict[str, str]) -> tuple[Topic, ...]:
    ids = _list(row, "topics.id")
    columns = [
        "topics.display_name",
        "topics.subfield.id",
        "topics.field.id",
        "topics.domain.id",
        "topics.score",
    ]
    values = [_as_many(row, name, ids) for name in columns]
    return tuple(
        Topic(_last(id), name or None, _last(subfield), _last(field), _last(domain), _float(score))
        for id, name, subfield, field, domain, score in zip(ids, *values, strict=True)
    )


def _float(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
