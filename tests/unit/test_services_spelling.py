import pytest

from riskdesk.services.spelling import folded, in_ranges, near_key, near_names, same_name, squeezed

NEAR = [
    ("Начальник службы безопасности", "Начальник службы безопастности"),
    ("Электро слесарь", "Электрослесарь"),
    ("Электро слесарь", "Электро-слесарь"),
    ("Шеф повар", "Шеф-повар"),
    ("Бухгалтер", "Бухалтер"),
    ("Бухгалтер", "Бухглатер"),
    ("Водитель экспедитор", "Водитель экспидитор"),
    ("Тракторист", "тракторист"),
    ("Лаборант", "Лаборaнт"),  # a Latin letter
    ("Зертханашы қызметкер", "Зертханашы кызметкер"),
    ("Слесарь", "Слесари"),
]
DIFFERENT = [
    ("Менеджер по продажам", "Менеджер по снабжению"),
    ("Слесарь", "Электро слесарь"),
    ("Бригадир ремонтно-строительной бригады", "Бригадир технической бригады"),
    ("Сборщик", "Уборщик"),
    ("Сборщик", "Сварщик"),
    ("Лаборант химик", "Лаборант физик"),
    ("Оператор 1", "Оператор 2"),
    ("Слесарь 3 разряда", "Слесарь 4 разряда"),
    ("Мастер участка А", "Мастер участка Б"),
    ("Мастер участка", "Мастер участка А"),
    ("Технолог", "Технолог оператор"),
    ("Главный механик", "Главный энергетик"),
    ("Токарь", "Пекарь"),
    ("Директор", "Коммерческий директор"),
    ("", ""),
]


@pytest.mark.parametrize(("one", "two"), NEAR)
def test_a_slip_is_near_both_ways(one: str, two: str) -> None:
    assert near_names(one, two)
    assert near_names(two, one)


@pytest.mark.parametrize(("one", "two"), [*NEAR, ("Оператор 1", "Оператор1")])
def test_near_names_have_one_key(one: str, two: str) -> None:
    assert near_key(one) == near_key(two)


def test_keys_tell_most_names_apart() -> None:
    keys = {near_key(f"Аппаратчик {number}") for number in range(3000)}
    assert len(keys) == 3000


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_other_positions_are_not_near(one: str, two: str) -> None:
    assert not near_names(one, two)
    assert not near_names(two, one)


def test_spaces_are_no_spelling_letters_are() -> None:
    assert same_name(" Шеф  повар ", "Шеф повар")
    assert not same_name("Шеф-повар", "Шеф повар")


def test_folded_headings() -> None:
    assert folded(" № п/п ") == "п п"
    assert folded("Кол-во\nштатных единиц") == "кол во штатных единиц"
    assert folded("norm_lx_written") == "norm lx written"


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([], ""),
        ([44], "44"),
        ([1, 2], "1, 2"),
        ([1, 2, 3, 7], "1–3, 7"),
        (["44т", "45т", "46т", "47"], "44т–46т, 47"),
        (["24т", "24т", "25т"], "24т, 24т, 25т"),
        (["а", "б"], "а, б"),
        (["ш1", "ш2", "ш3"], "ш1–ш3"),
    ],
)
def test_neighbours_are_told_as_a_range(labels: list[object], said: str) -> None:
    assert in_ranges(labels) == said


def test_signs_that_nobody_sees_do_not_stay() -> None:
    assert squeezed("12\u202e34") == "1234"
    assert squeezed("\ufeff Слесарь\u200b\x07\x00  РМУ\u2069 ") == "Слесарь РМУ"
    assert squeezed("a\tb\r\nc\u00a0d\x85e") == "a b c d e"
