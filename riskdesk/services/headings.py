"""The headings that text files may carry: English as in the sample, Russian, Kazakh.

The first heading of a field is the one that messages name.
"""

from riskdesk.services.text_table import Field

WORKPLACE = Field(
    "workplace_no",
    (
        "workplace_no",
        "workplace",
        "номер рабочего места",
        "№ рабочего места",
        "рабочее место",
        "№ РМ",
        "жұмыс орнының нөмірі",
        "жұмыс орнының №",
        "жұмыс орны",
    ),
)
POSITION = Field(
    "position",
    (
        "position",
        "должность",
        "профессия",
        "должность (профессия)",
        "профессия (должность)",
        "наименование должности",
        "наименование должности (профессии)",
        "лауазым",
        "лауазымы",
        "лауазымның атауы",
        "кәсіп",
        "кәсібі",
    ),
)
INDICATOR = Field(
    "indicator", ("indicator", "показатель", "номер показателя", "№ показателя", "көрсеткіш")
)
MARKED = Field(
    "class_marked",
    ("class_marked_by_hand", "class_marked", "класс", "отмеченный класс", "сынып", "сыныбы"),
)
VALUE_WRITTEN = Field(
    "value_written",
    ("value_written", "фактическое значение", "фактические значения", "нақты белгілер", "мәні"),
)

JOURNAL = (
    WORKPLACE,
    POSITION,
    Field(
        "quantity",
        ("quantity", "показатель", "параметр", "фактор", "величина", "көрсеткіш", "шама"),
    ),
    Field(
        "value",
        (
            "value",
            "значение",
            "измеренное значение",
            "результат",
            "мән",
            "мәні",
            "өлшенген мәні",
            "нәтиже",
        ),
    ),
    Field(
        "unit",
        ("unit", "единица", "единица измерения", "ед. изм.", "ед.", "өлшем бірлігі", "бірлігі"),
        required=False,
    ),
    Field(
        "method",
        ("method", "метод", "методика", "НД на метод", "НД", "әдіс", "әдістеме"),
        required=False,
    ),
    Field(
        "norm",
        (
            "norm_written_by_hand",
            "norm_written",
            "norm",
            "норма",
            "норматив",
            "ПДУ",
            "допустимый уровень",
            "норма (как записано)",
            "нормасы",
            "рұқсат етілген деңгей",
        ),
        required=False,
    ),
)

POINT = Field(
    "point",
    ("point", "точка", "точка замера", "номер точки", "№ точки", "нүкте", "нүктенің нөмірі"),
)

MICROCLIMATE_POINTS = (
    POINT,
    POSITION,
    Field("work_category", ("work_category", "категория работ", "жұмыс санаты"), required=False),
    Field("time_of_day", ("time_of_day", "время суток", "тәулік уақыты"), required=False),
    Field(
        "air_temperature",
        (
            "air_temperature_degC",
            "air_temperature",
            "температура воздуха",
            "температура",
            "ауа температурасы",
        ),
    ),
    Field(
        "norm_air_temperature",
        ("norm_temperature_written", "норма температуры", "температура нормасы"),
        required=False,
    ),
    Field(
        "relative_humidity",
        (
            "relative_humidity_pct",
            "relative_humidity",
            "относительная влажность",
            "влажность",
            "салыстырмалы ылғалдылық",
        ),
    ),
    Field(
        "norm_relative_humidity",
        ("norm_humidity_written", "норма влажности", "ылғалдылық нормасы"),
        required=False,
    ),
    Field(
        "air_speed",
        ("air_speed_m_s", "air_speed", "скорость движения воздуха", "ауа қозғалысының жылдамдығы"),
        required=False,
    ),
    Field(
        "pressure",
        ("pressure_mmHg", "pressure", "давление", "атмосферное давление", "қысым"),
        required=False,
    ),
)

LIGHT_POINTS = (
    POINT,
    POSITION,
    Field(
        "visual_grade",
        (
            "visual_work_grade",
            "visual_grade",
            "разряд зрительной работы",
            "разряд зрительных работ",
            "көру жұмысының разряды",
        ),
        required=False,
    ),
    Field(
        "lighting_system",
        ("lighting_system", "система освещения", "жарықтандыру жүйесі"),
        required=False,
    ),
    Field("lamp_type", ("lamp_type", "тип ламп", "вид ламп", "шам түрі"), required=False),
    Field(
        "illuminance",
        (
            "illuminance_lx",
            "illuminance",
            "освещенность",
            "освещённость, лк",
            "жарықтылық",
            "жарықтандырылу",
        ),
    ),
    Field("keo", ("daylight_factor", "КЕО", "ТЖК"), required=False),
    Field(
        "norm_illuminance",
        ("norm_lx_written", "норма освещенности", "норма", "жарықтылық нормасы"),
        required=False,
    ),
)

NOISE_POINTS = (
    POINT,
    POSITION,
    Field(
        "exposure_hours",
        ("exposure_h", "exposure_hours", "время воздействия", "әсер ету уақыты"),
        required=False,
    ),
    Field("spectrum", ("spectrum", "спектр", "спектрі"), required=False),
    Field(
        "time_character",
        ("time_character", "временная характеристика", "уақыт сипаттамасы"),
        required=False,
    ),
    Field(
        "noise_leq",
        (
            "leq_dBA",
            "noise_leq",
            "эквивалентный уровень звука",
            "уровень шума",
            "дыбыстың баламалы деңгейі",
            "шу деңгейі",
        ),
    ),
    Field(
        "norm_noise_leq", ("norm_dBA_written", "норма шума", "норма", "шу нормасы"), required=False
    ),
)

CARDS = (
    WORKPLACE,
    POSITION,
    INDICATOR,
    Field(VALUE_WRITTEN.name, VALUE_WRITTEN.headings, required=False),
    MARKED,
)

CONCLUSIONS = (
    WORKPLACE,
    POSITION,
    Field(
        "heaviness",
        (
            "heaviness_conclusion_by_hand",
            "heaviness_conclusion",
            "оценка тяжести",
            "ауырлықты бағалау",
        ),
    ),
    Field("count_1", ("tension_count_1",), required=False),
    Field("count_2", ("tension_count_2",), required=False),
    Field("count_3.1", ("tension_count_3.1",), required=False),
    Field("count_3.2", ("tension_count_3.2",), required=False),
    Field(
        "tension",
        (
            "tension_conclusion_by_hand",
            "tension_conclusion",
            "оценка напряженности",
            "қауырттылықты бағалау",
        ),
    ),
)

INSTRUMENTS = (
    Field(
        "instrument",
        (
            "instrument",
            "прибор",
            "средство измерений",
            "наименование прибора",
            "аспап",
            "өлшеу құралы",
        ),
    ),
    Field(
        "quantities",
        ("quantities", "показатели", "величины", "измеряет", "шамалар", "көрсеткіштер"),
    ),
    Field(
        "certificate",
        (
            "certificate",
            "свидетельство",
            "сертификат",
            "номер свидетельства",
            "сертификат нөмірі",
            "куәлік",
        ),
        required=False,
    ),
    Field("verified_on", ("verified_on", "дата поверки", "поверен", "салыстырып тексеру күні")),
    Field(
        "valid_until",
        ("valid_until", "действительно до", "срок действия", "годен до", "дейін жарамды"),
    ),
)
