from bot.feeds.geonames import COLUMNS, read_geonames
from bot.library.names import Place, PlaceKind
from tests.feeds.data_sets import entries, read, terms

ROW = {
    "geonameid": "1283760",
    "name": "Kyaw Hta",
    "asciiname": "Kyaw Hta",
    "alternatenames": "Kyawhta,KYH,ကျော်ထာ,https://en.example/x,Kyaw-Hta",
    "latitude": "16.5",
    "longitude": "97.3",
    "feature_class": "P",
    "feature_code": "PPL",
    "country_code": "TL",
    "admin1": "17",
    "admin2": "TL17D01",
    "population": "2560",
}


def lines(*rows: dict[str, str]) -> bytes:
    return "".join(
        "\t".join((ROW | row).get(column, "") for column in COLUMNS) + "\n" for row in rows
    ).encode()


def the_place(**row: str) -> Place:
    (place,) = (entry for entry in entries(read(read_geonames, lines(row))) if isinstance(entry, Place))
    return place


def test_place_has_its_names_in_all_scripts() -> None:
    place = the_place()

    assert (place.id, place.name, place.kind) == ("geonames-1283760", "Kyaw Hta", PlaceKind.VILLAGE)
    assert place.aliases == ("Kyawhta", "ကျော်ထာ", "Kyaw-Hta")
    assert (place.latitude, place.longitude) == (16.5, 97.3)


def test_place_lies_in_the_area_of_its_codes() -> None:
    region = the_place(feature_class="A", feature_code="ADM1", admin2="", name="Lower")
    district = the_place(feature_class="A", feature_code="ADM2", name="Delta")

    assert the_place().parent == district.id == "geonames-TL.17.TL17D01"
    assert district.parent == region.id == "geonames-TL.17"
    assert region.parent == the_place(feature_class="A", feature_code="PCLI", admin1="00").id == "geonames-TL"


def test_larger_places_are_towns() -> None:
    assert the_place(population="9000").kind is PlaceKind.TOWN
    assert the_place(feature_code="PPLA2").kind is PlaceKind.TOWN


def test_rivers_and_other_countries_are_left_out() -> None:
    given = terms(countries=frozenset({"tl"}))

    items = read(read_geonames, lines({}, {"feature_class": "H"}, {"country_code": "XX"}), given)

    assert [bool(item.entries) for item in items] == [True, False, False]
    assert not any(item.problems for item in items)


def test_unusable_row_is_named() -> None:
    (item,) = read(read_geonames, lines({"latitude": "high"}))

    assert item.problems[0].row == 1
