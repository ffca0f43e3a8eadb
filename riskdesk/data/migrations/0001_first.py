"""Version 1: the certification, its measurements, cards, marks and risks, and their history."""

import sqlite3

TABLES = (
    """
    CREATE TABLE change (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        at TEXT NOT NULL,
        user TEXT NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL,
        target_id TEXT,
        PRIMARY KEY (seq),
        FOREIGN KEY(target_id) REFERENCES change (id)
    )
     STRICT
    """,
    "CREATE UNIQUE INDEX change_id ON change (id)",
    """
    CREATE TABLE enterprise (
        id TEXT NOT NULL,
        name_kk TEXT NOT NULL,
        name_ru TEXT NOT NULL,
        name_en TEXT NOT NULL,
        bin TEXT NOT NULL,
        address_kk TEXT NOT NULL,
        address_ru TEXT NOT NULL,
        address_en TEXT NOT NULL,
        is_sample INTEGER NOT NULL,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE certification (
        id TEXT NOT NULL,
        enterprise_id TEXT NOT NULL,
        title TEXT NOT NULL,
        measured_on TEXT NOT NULL,
        ruleset TEXT,
        options TEXT NOT NULL,
        outdoor_temperature TEXT,
        pressure TEXT,
        season TEXT,
        laboratory_kk TEXT NOT NULL,
        laboratory_ru TEXT NOT NULL,
        laboratory_en TEXT NOT NULL,
        accreditation TEXT NOT NULL,
        accredited_from TEXT,
        accredited_until TEXT,
        headcount_written INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
    )
     STRICT
    """,
    "CREATE INDEX certification_of_enterprise ON certification (enterprise_id)",
    """
    CREATE TABLE history (
        seq INTEGER NOT NULL,
        change_id TEXT NOT NULL,
        table_name TEXT NOT NULL,
        row_id TEXT NOT NULL,
        "before" TEXT,
        "after" TEXT,
        PRIMARY KEY (seq),
        FOREIGN KEY(change_id) REFERENCES change (id)
    )
     STRICT
    """,
    "CREATE INDEX history_of_change ON history (change_id)",
    "CREATE INDEX history_of_row ON history (row_id)",
    """
    CREATE TABLE instrument (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        name TEXT NOT NULL,
        quantities TEXT NOT NULL,
        certificate TEXT NOT NULL,
        verified_on TEXT,
        valid_until TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id)
    )
     STRICT
    """,
    "CREATE INDEX instrument_of_certification ON instrument (certification_id)",
    """
    CREATE TABLE point (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        family TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        label TEXT NOT NULL,
        position_written TEXT NOT NULL,
        work_category TEXT,
        visual_grade TEXT,
        time_of_day TEXT NOT NULL,
        lighting_system TEXT NOT NULL,
        lamp_type TEXT NOT NULL,
        exposure_hours TEXT NOT NULL,
        spectrum TEXT NOT NULL,
        time_character TEXT NOT NULL,
        readings TEXT NOT NULL,
        norms_written TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id)
    )
     STRICT
    """,
    "CREATE INDEX point_of_certification ON point (certification_id)",
    """
    CREATE TABLE section (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        name_kk TEXT NOT NULL,
        name_ru TEXT NOT NULL,
        name_en TEXT NOT NULL,
        headcount_written INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id)
    )
     STRICT
    """,
    "CREATE INDEX section_of_certification ON section (certification_id)",
    """
    CREATE TABLE position (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        section_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        name_kk TEXT NOT NULL,
        name_ru TEXT NOT NULL,
        name_en TEXT NOT NULL,
        headcount INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id),
        FOREIGN KEY(section_id) REFERENCES section (id)
    )
     STRICT
    """,
    "CREATE INDEX position_of_certification ON position (certification_id)",
    "CREATE INDEX position_of_section ON position (section_id)",
    """
    CREATE TABLE risk (
        id TEXT NOT NULL,
        position_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        hazard_id TEXT NOT NULL,
        method TEXT NOT NULL,
        probability INTEGER,
        severity INTEGER,
        existing_measures TEXT NOT NULL,
        new_measures TEXT NOT NULL,
        residual_probability INTEGER,
        residual_severity INTEGER,
        reason TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(position_id) REFERENCES position (id)
    )
     STRICT
    """,
    "CREATE INDEX risk_of_position ON risk (position_id)",
    """
    CREATE TABLE workplace (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        position_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        men INTEGER,
        women INTEGER,
        noise_row INTEGER,
        work_category TEXT,
        permanent INTEGER,
        visual_grade TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id),
        FOREIGN KEY(position_id) REFERENCES position (id)
    )
     STRICT
    """,
    "CREATE INDEX workplace_of_certification ON workplace (certification_id)",
    "CREATE INDEX workplace_of_position ON workplace (position_id)",
    """
    CREATE TABLE card_entry (
        id TEXT NOT NULL,
        workplace_id TEXT NOT NULL,
        card TEXT NOT NULL,
        indicator TEXT NOT NULL,
        value_text TEXT NOT NULL,
        position_written TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(workplace_id) REFERENCES workplace (id)
    )
     STRICT
    """,
    "CREATE UNIQUE INDEX card_entry_once ON card_entry (workplace_id, card, indicator)",
    """
    CREATE TABLE card_foot (
        id TEXT NOT NULL,
        workplace_id TEXT NOT NULL,
        card TEXT NOT NULL,
        counts TEXT NOT NULL,
        position_written TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(workplace_id) REFERENCES workplace (id)
    )
     STRICT
    """,
    "CREATE UNIQUE INDEX card_foot_once ON card_foot (workplace_id, card)",
    """
    CREATE TABLE mark (
        id TEXT NOT NULL,
        workplace_id TEXT NOT NULL,
        subject TEXT NOT NULL,
        hazard_class TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(workplace_id) REFERENCES workplace (id)
    )
     STRICT
    """,
    "CREATE UNIQUE INDEX mark_once ON mark (workplace_id, subject)",
    """
    CREATE TABLE measurement (
        id TEXT NOT NULL,
        workplace_id TEXT NOT NULL,
        quantity TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        value_text TEXT NOT NULL,
        value TEXT,
        unit TEXT NOT NULL,
        method TEXT NOT NULL,
        norm_written TEXT NOT NULL,
        position_written TEXT NOT NULL,
        measured_on TEXT NOT NULL,
        instrument_id TEXT,
        provenance TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(workplace_id) REFERENCES workplace (id),
        FOREIGN KEY(instrument_id) REFERENCES instrument (id)
    )
     STRICT
    """,
    "CREATE INDEX measurement_of_instrument ON measurement (instrument_id)",
    "CREATE INDEX measurement_of_workplace ON measurement (workplace_id)",
    """
    CREATE TABLE stay (
        id TEXT NOT NULL,
        point_id TEXT NOT NULL,
        workplace_id TEXT NOT NULL,
        hours TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(point_id) REFERENCES point (id),
        FOREIGN KEY(workplace_id) REFERENCES workplace (id)
    )
     STRICT
    """,
    "CREATE INDEX stay_of_point ON stay (point_id)",
    "CREATE INDEX stay_of_workplace ON stay (workplace_id)",
)

APPEND_ONLY = (
    """
    CREATE TRIGGER change_not_updated BEFORE UPDATE ON change
    BEGIN SELECT RAISE(ABORT, 'append-only'); END
    """,
    """
    CREATE TRIGGER change_not_deleted BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'append-only'); END
    """,
    # INSERT OR REPLACE removes the old row without firing the trigger above.
    """
    CREATE TRIGGER change_not_replaced BEFORE INSERT ON change
    WHEN EXISTS (SELECT 1 FROM change WHERE seq = NEW.seq OR id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END
    """,
    """
    CREATE TRIGGER history_not_updated BEFORE UPDATE ON history
    BEGIN SELECT RAISE(ABORT, 'append-only'); END
    """,
    """
    CREATE TRIGGER history_not_deleted BEFORE DELETE ON history
    BEGIN SELECT RAISE(ABORT, 'append-only'); END
    """,
    """
    CREATE TRIGGER history_not_replaced BEFORE INSERT ON history
    WHEN EXISTS (SELECT 1 FROM history WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'append-only'); END
    """,
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Create every table, index and trigger of version 1."""
    for statement in (*TABLES, *APPEND_ONLY):
        connection.execute(statement)
