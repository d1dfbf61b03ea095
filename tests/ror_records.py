"""Records in the shape of ROR's schema 2, made up but for the places where they stand."""

PLACES = {
    "Cardiff": (2653822, "GB", "United Kingdom", "WLS", "Wales", 51.48, -3.18),
    "Almaty": (1526384, "KZ", "Kazakhstan", "75", "Almaty", 43.25, 76.95),
    "Semey": (1519422, "KZ", "Kazakhstan", "10", "Abai", 50.41, 80.23),
    "Boston": (4930956, "US", "United States", "MA", "Massachusetts", 42.36, -71.06),
    "Toronto": (6167865, "CA", "Canada", "ON", "Ontario", 43.7, -79.42),
    "Munich": (2867714, "DE", "Germany", "BY", "Bavaria", 48.14, 11.58),
    "Oslo": (3143244, "NO", "Norway", "03", "Oslo", 59.91, 10.75),
}


def record(id, display, town, *, labels=(), aliases=(), acronyms=(), **more):
    """Return a record of ROR in schema 2."""
    number, country, name, code, region, lat, lng = PLACES[town]
    names = [{"value": display, "types": ["ror_display", "label"], "lang": "en"}]
    names += [{"value": value, "types": ["label"], "lang": None} for value in labels]
    names += [{"value": value, "types": ["alias"], "lang": None} for value in aliases]
    names += [{"value": value, "types": ["acronym"], "lang": None} for value in acronyms]
    details = {
        "continent_code": "AS",
        "country_code": country,
        "country_name": name,
        "country_subdivision_code": code,
        "country_subdivision_name": region,
        "lat": lat,
        "lng": lng,
        "name": town,
    }
    return {
        "id": f"https://ror.org/{id}",
        "status": more.get("status", "active"),
        "types": more.get("types", ["education"]),
        "names": names,
        "locations": [{"geonames_id": number, "geonames_details": details}],
        "established": None,
        "domains": more.get("domains", []),
        "links": [],
        "external_ids": [],
        "relationships": [
            {"id": f"https://ror.org/{other}", "label": "", "type": kind}
            for kind, other in more.get("relations", [])
        ],
    }
