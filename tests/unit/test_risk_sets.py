"""Which first list a position gets: by the words of its name, of its section, of its equipment."""

from pathlib import Path

import pytest

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.hazard_sets import PositionSet, SetFinder, plain_text
from riskdesk.rules.hazards import HazardCatalog

CATALOG = HazardCatalog.load(Path(__file__).resolve().parents[2] / "resources")
SHOP = LocalizedText(kk="Цех", ru="Цех", en="Shop")
NAMES = {
    "welder": ["Электрогазосварщик 5 разряда", "Дәнекерлеуші"],
    "forklift-driver": ["Водитель погрузчика", "Тиегіш жүргізушісі"],
    "driver": ["Водитель", "Жүргізуші"],
    "bus-driver": ["Водитель автобуса", "Автобус жүргізушісі"],
    "crane-operator": ["Машинист мостового крана", "Кран машинисі"],
    "fitter": ["Слесарь-сборщик", "Слесарь КИПиА"],
    "plumber": ["Слесарь-сантехник"],
    "auto-mechanic": ["Слесарь по ремонту автомобилей"],
    "electrician": ["Электромонтёр", "Электромонтер", "Инженер-электрик", "Электрші"],
    "osh-specialist": ["Инженер по охране труда"],
    "specialist": ["Главный инженер", "Инженер-химик", "Экология жөніндегі маман"],
    "foreman": ["Мастер участка"],
    "head": ["Начальник цеха", "Бөлім бастығы"],
    "doctor": ["Врач-терапевт", "Дәрігер"],
    "veterinarian": ["Ветеринарный врач", "Мал дәрігері"],
    "dentist": ["Тіс дәрігері"],
    "nurse": ["Медицинская сестра", "Мейіргер"],
    "radiographer": ["Рентгенлаборант"],
    "lab": ["Лаборант химического анализа", "Зертханашы"],
    "teacher": ["Учитель начальных классов", "Мұғалім"],
    "kindergarten": ["Помощник воспитателя", "Музыкальный руководитель"],
    "cashier": ["Продавец-кассир", "Сатушы"],
    "seamstress": ["Швея", "Тігінші"],
    "miner": ["Горнорабочий очистного забоя", "Кенші"],
    "driller": ["Помощник бурильщика", "Бұрғылаушы"],
    "blaster": ["Мастер-взрывник", "Жарушы"],
    "bricklayer": ["Каменщик", "Тас қалаушы"],
    "agronomist": ["Главный агроном"],
    "milker": ["Оператор машинного доения", "Сауыншы"],
    "combine-driver": ["Комбайнёр", "Комбайншы"],
    "tractor-driver": ["Тракторист-машинист", "Тракторшы"],
    "boiler-operator": ["Оператор котельной", "Қазандық операторы"],
    "compressor-operator": ["Машинист компрессорных установок"],
    "storekeeper": ["Заведующий складом", "Қоймашы"],
    "cleaner": ["Уборщица", "Үй-жай жинаушы"],
    "guard": ["Охранник", "Күзетші"],
    "picker": ["Сборщик"],
    "base-production": ["Настройщик роялей"],
}


@pytest.mark.parametrize(
    ("expected", "name"), [(key, name) for key, names in NAMES.items() for name in names]
)
def test_the_longest_word_of_a_name_chooses(expected: str, name: str) -> None:
    for text in (LocalizedText(ru=name), LocalizedText(kk=name), LocalizedText(ru=name.upper())):
        assert CATALOG.set_for(text, SHOP).id == expected


def test_there_are_sets_for_forty_occupations_and_twenty_kinds_of_equipment() -> None:
    kinds = [found.kind for found in CATALOG.sets]
    assert kinds.count("occupation") >= 40 + 2, "two of them are bases"
    assert kinds.count("equipment") >= 20
    ids = [found.id for found in CATALOG.sets]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("kind", ["occupation", "equipment"])
def test_no_word_belongs_to_two_sets(kind: str) -> None:
    seen: dict[tuple[str, tuple[str, ...]], str] = {}
    for found in CATALOG.sets:
        if found.kind != kind:
            continue
        for word in found.words:
            key = (word, found.section_words)
            assert key not in seen, (word, found.id, seen.get(key))
            seen[key] = found.id


@pytest.mark.parametrize("found", CATALOG.sets, ids=lambda found: found.id)
def test_every_set_is_found_in_kazakh_and_russian(found: PositionSet) -> None:
    for title in (found.title.kk, found.title.ru):
        held = [word for word in found.words if word in plain_text(title)]
        assert held or not found.words, title


def test_words_are_long_enough_to_mean_something() -> None:
    assert min(len(word.strip()) for found in CATALOG.sets for word in found.words) >= 3


@pytest.mark.parametrize(
    ("equipment", "expected"),
    [
        ("Сварочный аппарат ВД-306", ["eq-welding"]),
        ("Станок токарно-винторезный 16К20", ["eq-lathe"]),
        ("Кран-балка г/п 5 т", ["eq-crane"]),
        ("Плита электрическая ПЭ-4", ["eq-stove"]),
        ("Дербес компьютер", ["eq-computer"]),
        ("Электр қалқаны", ["eq-generator"]),
        ("Стол письменный", []),
        ("Экспрессия", []),
    ],
)
def test_equipment_is_found_by_words_of_its_name(equipment: str, expected: list[str]) -> None:
    found = SetFinder(CATALOG.sets, "equipment").equipment(equipment)
    assert [each.id for each in found] == expected


def test_equipment_adds_its_hazards_once_behind_those_of_the_occupation() -> None:
    name = LocalizedText(ru="Слесарь")
    alone = CATALOG.set_for(name, SHOP)
    more = CATALOG.set_for(name, SHOP, ["Точило", "Кран-балка", "Точило"])
    hazards = [entry.hazard for entry in more.entries]
    assert hazards[: len(alone.entries)] == [entry.hazard for entry in alone.entries]
    assert {"metal-dust", "swinging-load"} <= set(hazards)
    assert len(set(hazards)) == len(hazards)
    assert more.entry("abrasive-wheel") == alone.entry("abrasive-wheel")
    assert CATALOG.set_for(name, SHOP) == alone, "the set itself is as it was"
