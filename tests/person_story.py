"""What the person at the keyboard enters: a small mill of 20 workplaces, in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]
"""A text by language."""


def words(kk: str, ru: str, en: str = "") -> Words:
    return {"kk": kk, "ru": ru, "en": en or ru}


ENTERPRISE = words("«Жайық Дән» ЖШС", "ТОО «Жайык Дан»")
BIN = "180340012346"
DAY = "10.04.2026"
OUTDOOR = "12,5"
CONTRACT = "17-А"

PEOPLE = (
    ("Сатыбалдин Ғ. Қ.", words("бас директор", "генеральный директор")),
    ("Әбілова Ш. Т.", words("дәрігер", "врач")),
    ("Юсупов И. Р.", words("инженер", "инженер")),
)
"""Chairman, member, secretary."""


@dataclass(frozen=True)
class Line:
    """A line of the staff list as it is typed."""

    name: Words
    headcount: int
    men: int = 0
    women: int = 0


SECTIONS = (
    (words("Басқару", "Управление"), (
        Line(words("Директор", "Директор"), 1, men=1),
        Line(words("Бухгалтер", "Бухгалтер"), 2, women=2),
    )),
    (words("Ұн тарту цехы", "Мукомольный цех"), (
        Line(words("Диірменші", "Мельник"), 6, men=4, women=2),
        Line(words("Электргазбен дәнекерлеуші", "Электрогазосварщик"), 3, men=3),
        Line(words("Электрик", "Электромонтёр"), 2, men=2),
    )),
)  # fmt: skip
LABORATORY = words("Зертхана және шаруашылық", "Лаборатория и хозяйство")
PASTED = (
    Line(words("Зертханашы", "Лаборант"), 3),
    Line(words("Еден жуушы", "Уборщик"), 2),
    Line(words("Жүргізуші", "Водитель"), 1),
)
PLACES = 20
MILLER = SECTIONS[1][1][0]
DRAWN = 2
"""So many of the millers are measured."""
SEED = "602840"


@dataclass(frozen=True)
class Meter:
    """An instrument as it is typed: what it measures by the first letters."""

    name: Words
    serial: str
    measures: Words
    certificate: str
    verified: str
    until: str
    range: str = ""


METERS = (
    Meter(words("Шу өлшегіш", "Шумомер", "Sound level meter"), "1204",
          words("шу", "шум", "noise"), "ВА-77", "12.01.2026", "12.01.2027"),
    Meter(words("Люксметр", "Люксметр", "Light meter"), "88-5",
          words("жасанды", "искусств", "artificial"), "ВА-78", "20.02.2026", "20.02.2027",
          "1..200000"),
    Meter(words("Метеометр", "Метеометр", "Weather meter"), "310",
          words("микроклимат", "микроклимат", "microclimate"), "ВА-79", "03.03.2026",
          "03.03.2027"),
    Meter(words("Газталдағыш", "Газоанализатор", "Gas analyser"), "5",
          words("химия", "химич", "chemical"), "ВА-80", "15.10.2025", "15.10.2026"),
)  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A point of a family: its place, its zone, what is typed into its columns."""

    place: Words
    zone: Words
    values: Mapping[str, str]


FAMILIES = {
    "noise": words("шу", "шум", "noise"),
    "light": words("жарық", "освещ", "light"),
    "microclimate": words("микро", "микро", "micro"),
    "chemical": words("хим", "хим", "chem"),
}
"""What is typed to find a family."""

OFFICE = words("Кеңсе", "Кабинеты", "Offices")
SHOP = words("Цех", "Цех", "Shop")
POST = words("Дәнекерлеу бекеті", "Сварочный пост", "Welding post")
BENCH = words("Зертхана", "Лаборатория", "Laboratory")
ROLLS = words("Білікті станок", "Вальцовый станок", "Roller mill")
SIEVE = words("Елеу", "Рассев", "Sifter")
DESK = words("Үстел", "Рабочий стол", "Desk")

NOISE = (
    Spot(DESK, OFFICE, {"noise_leq": "48,6"}),
    Spot(ROLLS, SHOP, {"noise_leq": "86,4; 86,9; 87,1"}),
    Spot(SIEVE, SHOP, {"noise_leq": "84,2"}),
    Spot(POST, POST, {"noise_leq": "81,5"}),
    Spot(BENCH, BENCH, {"noise_leq": "52"}),
)


@dataclass(frozen=True)
class Stay:
    """Who stays in a zone: found by a text, so many hours."""

    zone: Words
    found: tuple[tuple[Words, str], ...]


STAYS = (
    Stay(OFFICE, ((SECTIONS[0][0], "8"),)),
    Stay(SHOP, ((MILLER.name, "7,5"), (SECTIONS[1][1][2].name, "8"))),
    Stay(POST, ((SECTIONS[1][1][1].name, "6"),)),
    Stay(BENCH, ((LABORATORY, "8"),)),
)

WRONG = "3o2"
"""A letter for a zero: refused, kept, mended to ``MENDED``."""
MENDED = "302"
LIGHT = (
    Spot(DESK, OFFICE, {"visual_grade": "Б-1", "illuminance": "312; 305"}),
    Spot(ROLLS, SHOP, {"visual_grade": "VI", "illuminance": WRONG}),
    Spot(POST, POST, {"visual_grade": "IVб", "illuminance": "168"}),
    Spot(BENCH, BENCH, {"visual_grade": "А-1", "illuminance": "287"}),
)
MICROCLIMATE = (
    Spot(DESK, OFFICE,
         {"work_category": "Iа", "air_temperature": "22,4", "relative_humidity": "41",
          "air_speed": "0,08"}),
    Spot(ROLLS, SHOP,
         {"work_category": "IIб", "air_temperature": "18,6; 18,2", "relative_humidity": "52",
          "air_speed": "0,15"}),
    Spot(POST, POST,
         {"work_category": "IIб", "air_temperature": "13,1", "relative_humidity": "48",
          "air_speed": "0,2"}),
    Spot(BENCH, BENCH,
         {"work_category": "Iб", "air_temperature": "21,9", "relative_humidity": "44",
          "air_speed": "0,1"}),
)  # fmt: skip
MANGANESE = words("дәнекерлеу", "сварочн", "welding")
OXIDE = words("азот", "азота", "nitrogen")
CHEMICAL = (
    (Spot(POST, POST, {"air_single": "0,35; 0,42"}), MANGANESE),
    (Spot(POST, POST, {"air_single": "2,1"}), OXIDE),
)
"""Points with the first letters of their substance."""

WELDER = SECTIONS[1][1][1]
HEAVINESS = {
    "1.1": "=8*0,6*300",
    "2.1": "14",
    "3.2": "=12*150",
    "5": "42",
    "6": "85",
    "7.1": "3,5",
}
TENSION = {"2.1": "60", "3.1": "mark 2"}
MARKED = ("2.1", "2", words("жүк үнемі емес көтеріледі", "груз поднимается не постоянно"))
"""An indicator, the specialist's class, the reason of the difference."""

OPERATIONS = (
    (words("Қалқанды тексеру", "Осмотр щита"), 90),
    (words("Сымды ауыстыру", "Замена провода"), 45),
)
"""What the electrician does, and minutes by the clock."""
ELECTRICIAN = SECTIONS[1][1][2]

EQUIPMENT = (
    words("Дәнекерлеу аппараты", "Сварочный аппарат"),
    words("Электрод ұстағыш", "Электрододержатель"),
    words("Еңбек қорғау нұсқамасы", "Инструктаж по охране труда"),
)
"""Equipment, tool, instruction: the three objects of injury safety."""
GOGGLES = words("Дәнекерлеу маскасы", "Сварочная маска")
LIST_ENTRY = "XXXIII-17"
MEASURE = words("Жергілікті сорғыш орнату", "Установить местный отсос")
COST = "1250000,50"
ACCEPTED = words("өлшеу келесі айда", "измерение в следующем месяце")
DIRECTOR = SECTIONS[0][1][0]
