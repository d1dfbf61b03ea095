"""What speaks for a candidate by itself, and how a name is met."""

import pytest

from kelisim.resolve.registry.build import _noted
from kelisim.resolve.registry.candidates import find
from kelisim.resolve.registry.features import CLASSES, LOCAL, local_features, match_class
from kelisim.resolve.registry.joint import rivals_of
from kelisim.resolve.registry.records import RorExternal, RorLink, RorName, RorRecord
from kelisim.resolve.registry.scene import scene_of


def met(registry, text, id):
    """Return the class of the match with the record of this id, and its features by name."""
    index, read = registry.index, registry.reader.read(text)
    ((matches, spots),) = find(index, [read])
    number = next(n for n, match in enumerate(matches) if index.id(match.record).endswith(id))
    rivals = rivals_of(index, matches)[number]
    values = local_features(index, scene_of(index, read, spots), matches[number], rivals)
    return CLASSES[match_class(index, matches[number])], dict(zip(LOCAL, values, strict=True))


@pytest.mark.parametrize(
    ("text", "id", "kind"),
    [
        ("Zharkyn National Steppe University", "00steppe1", "university"),
        ("Институт... Institute of Saiga Biology, Almaty", "00steppe2", "whole"),
        ("Zharkyn Steppe", "00steppe1", "part"),
        ("ZNSU, Almaty", "00steppe1", "acronym"),
        ("Glaciology Mapleleaf, Institute", "00maples1", "loose"),
    ],
)
def test_match_class_tells_how_a_name_is_met(registry, text, id, kind):
    assert met(registry, text, id)[0] == kind


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Children's Hospital of Quartzville University, Boston", "typed_before"),
        ("Quartzville University Hospital, Boston", "typed_after"),
        ("Oslo Quartzville University", "place_before"),
        ("Quartzville University Boston", "place_after"),
        ("Quartzville University of Dust", "goes_on"),
        ("VU Quartzville University", "next_before"),
        ("National Quartzville University", "field_before"),
        ("Quartzville University Medical Optics", "field_after"),
        ("Quartzville University of Agriculture", "of_field"),
    ],
)
def test_a_name_that_may_be_a_part_of_a_longer_one_is_told(registry, text, feature):
    assert met(registry, text, "00quartz1")[1][feature] > 0
    for plain in ("Quartzville University", "Department of Dust, Quartzville University, Boston, USA"):
        assert met(registry, plain, "00quartz1")[1][feature] == 0


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Tussockholm University of Technology, Boston, USA", "of_field_torn"),
        ("Vaxholtz University, Tussockholm, USA", "far_head"),
        ("VU University Tussockholm, Boston, USA", "head_before"),
    ],
)
def test_a_name_of_words_that_belong_to_another_is_told(registry, text, feature):
    assert met(registry, text, "00tussoc1")[1][feature] > 0
    for plain in ("University of Tussockholm", "Tussockholm University, Boston, USA"):
        assert met(registry, plain, "00tussoc1")[1][feature] == 0


def test_what_goes_on_behind_and_is_told_unless_it_begins_another_name(registry):
    longer = met(registry, "Institute of Saiga Biology and Husbandry, Almaty", "00steppe2")[1]
    assert longer["and_goes_on"] > 0
    beside = met(registry, "Institute of Saiga Biology and University of Dust, Almaty", "00steppe2")[1]
    assert beside["and_goes_on"] == 0


def test_what_stands_in_the_other_segments_is_told(registry):
    alone = met(registry, "Quartzville University, Boston, USA", "00quartz1")[1]
    assert (alone["after_unit"], alone["unmet"], alone["typed_apart"]) == (0, 0, 0)
    unit = met(registry, "Department of Dust, Quartzville University, Boston, USA", "00quartz1")[1]
    assert (unit["after_unit"], unit["unmet"], unit["typed_apart"]) == (1, 0, 0)
    beside = met(registry, "Vaxholtz Hospital, Quartzville University, Boston, USA", "00quartz1")[1]
    assert (beside["after_unit"], beside["typed_apart"]) == (0, 1)
    assert beside["unmet"] > 0.5


def test_a_name_without_whom_it_honours_is_told_with_how_common_that_word_is(registry):
    short = met(registry, "Almaty Technology University", "00honour1")[1]
    assert (short["variant"], short["shortened"]) == (1, 1)
    assert 0 <= short["shortened_common"] < 1
    whole = met(registry, "Almaty Qaskyrov Technology University", "00honour1")[1]
    assert (whole["variant"], whole["shortened"], whole["shortened_common"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "id", "words"),
    [
        ("Quartzville University School of Medicine, Quartzville University, Boston", "00quartz1", 1),
        ("Tussockholm University, Tussockholm, USA", "00tussoc1", 0),
    ],
)
def test_a_name_is_met_where_it_fills_a_segment(registry, text, id, words):
    read = registry.reader.read(text)
    ((matches, _),) = find(registry.index, [read])
    match = next(match for match in matches if registry.index.id(match.record).endswith(id))
    segments = list(dict.fromkeys(read.segments))
    assert {read.segments[p] for p in match.at} == {segments[words]}


def test_a_place_of_the_address_is_borrowed_by_a_name(registry):
    assert met(registry, "Coast University of the Seas, Norway", "00newone1")[1]["borrowed"] > 0.1
    assert met(registry, "Coast University of the Seas of Norway", "00newone1")[1]["borrowed"] == 0


def test_a_legal_form_speaks_for_a_company_only(registry):
    assert met(registry, "Miniature Instrument Group, Inc., Boston", "00maples2")[1]["firm"] == 1
    assert met(registry, "Miniature Instrument Group, Boston", "00maples2")[1]["firm"] == 0
    assert met(registry, "Quartzville University Inc., Boston", "00quartz1")[1]["firm"] == 0


def test_a_name_in_brackets_is_told(registry):
    assert met(registry, "Dust Unit (Quartzville University), Boston", "00quartz1")[1]["bracketed"] == 1
    assert met(registry, "Dust Unit, Quartzville University, Boston", "00quartz1")[1]["bracketed"] == 0


def test_spelling_does_not_see_the_ending_of_a_case(registry):
    text = "Жаркынского национального степного университета"
    assert met(registry, text, "00steppe1")[1]["spelling"] == 1


@pytest.mark.parametrize(
    ("kinds", "wikipedia", "count"), [((), False, 0), (("grid",), False, 0), (("wikidata", "isni"), True, 3)]
)
def test_how_well_noted_leaves_grid_out(kinds, wikipedia, count):
    record = RorRecord(
        id="https://ror.org/00noted00",
        names=(RorName("Noted Institute", ("ror_display",)),),
        locations=(),
        status="active",
        links=(RorLink("wikipedia", "https://example.org/Noted"),) if wikipedia else (),
        external_ids=tuple(RorExternal(kind) for kind in kinds),
    )
    assert _noted(record) == count
