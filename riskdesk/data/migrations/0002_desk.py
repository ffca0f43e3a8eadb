"""Version 2: the desk, own norms, bytes of attachments; the hash chain, issued documents, seals."""

import json
import sqlite3
from collections.abc import Sequence
from hashlib import sha256

NEW = (
    """
    CREATE TABLE attachment_content (
        sha256 TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (sha256)
    )
     STRICT
    """,
    """
    CREATE TABLE own_norm (
        id TEXT NOT NULL,
        quantity TEXT NOT NULL,
        title_kk TEXT NOT NULL,
        title_ru TEXT NOT NULL,
        title_en TEXT NOT NULL,
        reference TEXT NOT NULL,
        low TEXT,
        high TEXT,
        from_day TEXT,
        remark TEXT NOT NULL,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE own_substance (
        id TEXT NOT NULL,
        name_kk TEXT NOT NULL,
        name_ru TEXT NOT NULL,
        name_en TEXT NOT NULL,
        reference TEXT NOT NULL,
        cas TEXT NOT NULL,
        formula TEXT NOT NULL,
        single TEXT,
        shift TEXT,
        hazard_class INTEGER,
        state TEXT NOT NULL,
        effects TEXT NOT NULL,
        criterion_row TEXT NOT NULL,
        remark TEXT NOT NULL,
        PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE acceptance (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        code TEXT NOT NULL,
        place TEXT NOT NULL,
        facts TEXT NOT NULL,
        reason TEXT NOT NULL,
        accepted_at TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id)
    )
     STRICT
    """,
    "CREATE INDEX acceptance_of_certification ON acceptance (certification_id)",
    """
    CREATE TABLE analog_group (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        name_kk TEXT NOT NULL,
        name_ru TEXT NOT NULL,
        name_en TEXT NOT NULL,
        members TEXT NOT NULL,
        seed INTEGER,
        swaps TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id)
    )
     STRICT
    """,
    "CREATE INDEX analog_group_of_certification ON analog_group (certification_id)",
    """
    CREATE TABLE attachment (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        owner TEXT NOT NULL,
        owner_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        remark TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id)
    )
     STRICT
    """,
    "CREATE INDEX attachment_of_certification ON attachment (certification_id)",
    """
    CREATE TABLE commission_member (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        position_kk TEXT NOT NULL,
        position_ru TEXT NOT NULL,
        position_en TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id)
    )
     STRICT
    """,
    "CREATE INDEX commission_member_of_certification ON commission_member (certification_id)",
    """
    CREATE TABLE field_check (
        id TEXT NOT NULL,
        instrument_id TEXT NOT NULL,
        day TEXT NOT NULL,
        quantity TEXT NOT NULL,
        reference TEXT,
        "before" TEXT,
        "after" TEXT,
        allowed_drift TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(instrument_id) REFERENCES instrument (id)
    )
     STRICT
    """,
    "CREATE INDEX field_check_of_instrument ON field_check (instrument_id)",
    """
    CREATE TABLE guarantee (
        id TEXT NOT NULL,
        workplace_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        entry TEXT NOT NULL,
        amount TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(workplace_id) REFERENCES workplace (id)
    )
     STRICT
    """,
    "CREATE INDEX guarantee_of_workplace ON guarantee (workplace_id)",
    """
    CREATE TABLE measure (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        text_kk TEXT NOT NULL,
        text_ru TEXT NOT NULL,
        text_en TEXT NOT NULL,
        workplace_id TEXT,
        risk_id TEXT,
        subject TEXT NOT NULL,
        level TEXT NOT NULL,
        responsible TEXT NOT NULL,
        due TEXT,
        done_on TEXT,
        cost TEXT,
        expected TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id),
        FOREIGN KEY(workplace_id) REFERENCES workplace (id),
        FOREIGN KEY(risk_id) REFERENCES risk (id)
    )
     STRICT
    """,
    "CREATE INDEX measure_of_certification ON measure (certification_id)",
    "CREATE INDEX measure_of_risk ON measure (risk_id)",
    "CREATE INDEX measure_of_workplace ON measure (workplace_id)",
    """
    CREATE TABLE operation (
        id TEXT NOT NULL,
        workplace_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        name TEXT NOT NULL,
        started TEXT NOT NULL,
        stopped TEXT NOT NULL,
        minutes TEXT,
        posture TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(workplace_id) REFERENCES workplace (id)
    )
     STRICT
    """,
    "CREATE INDEX operation_of_workplace ON operation (workplace_id)",
    """
    CREATE TABLE ppe_item (
        id TEXT NOT NULL,
        workplace_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        name_kk TEXT NOT NULL,
        name_ru TEXT NOT NULL,
        name_en TEXT NOT NULL,
        norm TEXT NOT NULL,
        issued INTEGER,
        certificate TEXT NOT NULL,
        certified INTEGER,
        remark TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(workplace_id) REFERENCES workplace (id)
    )
     STRICT
    """,
    "CREATE INDEX ppe_item_of_workplace ON ppe_item (workplace_id)",
    """
    CREATE TABLE safety_check (
        id TEXT NOT NULL,
        workplace_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        document TEXT NOT NULL,
        grade INTEGER,
        reason TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(workplace_id) REFERENCES workplace (id)
    )
     STRICT
    """,
    "CREATE INDEX safety_check_of_workplace ON safety_check (workplace_id)",
    """
    CREATE TABLE plan_mark (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        attachment_id TEXT NOT NULL,
        point_id TEXT NOT NULL,
        x TEXT NOT NULL,
        y TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id),
        FOREIGN KEY(attachment_id) REFERENCES attachment (id),
        FOREIGN KEY(point_id) REFERENCES point (id)
    )
     STRICT
    """,
    "CREATE INDEX plan_mark_of_attachment ON plan_mark (attachment_id)",
    "CREATE INDEX plan_mark_of_certification ON plan_mark (certification_id)",
    "CREATE INDEX plan_mark_of_point ON plan_mark (point_id)",
    """
    CREATE TABLE protocol_facts (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        family TEXT NOT NULL,
        method TEXT NOT NULL,
        representative TEXT NOT NULL,
        room_kk TEXT NOT NULL,
        room_ru TEXT NOT NULL,
        room_en TEXT NOT NULL,
        form_code TEXT NOT NULL,
        coverage TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id)
    )
     STRICT
    """,
    "CREATE UNIQUE INDEX protocol_facts_once ON protocol_facts (certification_id, family)",
    """
    CREATE TABLE day_conditions (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        day TEXT NOT NULL,
        temperature TEXT,
        humidity TEXT,
        pressure TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id)
    )
     STRICT
    """,
    "CREATE UNIQUE INDEX day_conditions_once ON day_conditions (certification_id, day)",
    """
    CREATE TABLE issued_document (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        form TEXT NOT NULL,
        edition TEXT NOT NULL,
        language TEXT NOT NULL,
        number TEXT NOT NULL,
        issued_on TEXT NOT NULL,
        revision INTEGER NOT NULL,
        previous_id TEXT,
        reason TEXT NOT NULL,
        deviations TEXT NOT NULL,
        code TEXT NOT NULL,
        content TEXT NOT NULL,
        data TEXT NOT NULL,
        position INTEGER NOT NULL,
        head TEXT NOT NULL,
        editions TEXT NOT NULL,
        files TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id),
        FOREIGN KEY(previous_id) REFERENCES issued_document (id)
    )
     STRICT
    """,
    "CREATE UNIQUE INDEX issued_document_by_code ON issued_document (code)",
    "CREATE INDEX issued_document_of_certification ON issued_document (certification_id)",
    "CREATE UNIQUE INDEX issued_document_once ON issued_document (previous_id)",
    """
    CREATE TABLE seal (
        id TEXT NOT NULL,
        certification_id TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        action TEXT NOT NULL,
        day TEXT NOT NULL,
        reason TEXT NOT NULL,
        data TEXT NOT NULL,
        position INTEGER NOT NULL,
        head TEXT NOT NULL,
        code TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(certification_id) REFERENCES certification (id)
    )
     STRICT
    """,
    "CREATE INDEX seal_by_code ON seal (code)",
    "CREATE UNIQUE INDEX seal_once ON seal (certification_id, ordinal)",
)

WIDER = (
    (
        "change",
        """
        CREATE TABLE wider (
            seq INTEGER NOT NULL,
            id TEXT NOT NULL,
            at TEXT NOT NULL,
            user TEXT NOT NULL,
            label TEXT NOT NULL,
            kind TEXT NOT NULL,
            target_id TEXT,
            hash TEXT NOT NULL,
            PRIMARY KEY (seq),
            FOREIGN KEY(target_id) REFERENCES change (id)
        )
         STRICT
        """,
        "''",
    ),
    (
        "enterprise",
        """
        CREATE TABLE wider (
            id TEXT NOT NULL,
            name_kk TEXT NOT NULL,
            name_ru TEXT NOT NULL,
            name_en TEXT NOT NULL,
            bin TEXT NOT NULL,
            address_kk TEXT NOT NULL,
            address_ru TEXT NOT NULL,
            address_en TEXT NOT NULL,
            is_sample INTEGER NOT NULL,
            activity TEXT NOT NULL,
            PRIMARY KEY (id)
        )
         STRICT
        """,
        "''",
    ),
    (
        "certification",
        """
        CREATE TABLE wider (
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
            kind TEXT NOT NULL,
            ground TEXT NOT NULL,
            parent_id TEXT,
            contract TEXT NOT NULL,
            contract_on TEXT,
            begins TEXT,
            ends TEXT,
            reported_on TEXT,
            PRIMARY KEY (id),
            FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
            FOREIGN KEY(parent_id) REFERENCES certification (id)
        )
         STRICT
        """,
        "'periodic', '', NULL, '', NULL, NULL, NULL, NULL",
    ),
    (
        "instrument",
        """
        CREATE TABLE wider (
            id TEXT NOT NULL,
            certification_id TEXT NOT NULL,
            name TEXT NOT NULL,
            quantities TEXT NOT NULL,
            certificate TEXT NOT NULL,
            verified_on TEXT,
            valid_until TEXT,
            serial TEXT NOT NULL,
            ranges TEXT NOT NULL,
            error TEXT NOT NULL,
            remark TEXT NOT NULL,
            PRIMARY KEY (id),
            FOREIGN KEY(certification_id) REFERENCES certification (id)
        )
         STRICT
        """,
        "'', '{}', '', ''",
    ),
    (
        "point",
        """
        CREATE TABLE wider (
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
            zone TEXT NOT NULL,
            measured_on TEXT,
            instrument_id TEXT,
            more_instruments TEXT NOT NULL,
            uncertainty TEXT NOT NULL,
            own_norm_id TEXT,
            provenance TEXT NOT NULL,
            remark TEXT NOT NULL,
            PRIMARY KEY (id),
            FOREIGN KEY(certification_id) REFERENCES certification (id),
            FOREIGN KEY(instrument_id) REFERENCES instrument (id),
            FOREIGN KEY(own_norm_id) REFERENCES own_norm (id)
        )
         STRICT
        """,
        "'', NULL, NULL, '[]', '', NULL, 'measured', ''",
    ),
    (
        "workplace",
        """
        CREATE TABLE wider (
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
            youth INTEGER,
            disabled INTEGER,
            shift_hours TEXT,
            night INTEGER,
            group_id TEXT,
            measured INTEGER NOT NULL,
            list_entry TEXT NOT NULL,
            remark TEXT NOT NULL,
            PRIMARY KEY (id),
            FOREIGN KEY(certification_id) REFERENCES certification (id),
            FOREIGN KEY(position_id) REFERENCES position (id),
            FOREIGN KEY(group_id) REFERENCES analog_group (id)
        )
         STRICT
        """,
        "NULL, NULL, NULL, NULL, NULL, 1, '', ''",
    ),
    (
        "card_entry",
        """
        CREATE TABLE wider (
            id TEXT NOT NULL,
            workplace_id TEXT NOT NULL,
            card TEXT NOT NULL,
            indicator TEXT NOT NULL,
            value_text TEXT NOT NULL,
            position_written TEXT NOT NULL,
            working TEXT NOT NULL,
            provenance TEXT NOT NULL,
            PRIMARY KEY (id),
            FOREIGN KEY(workplace_id) REFERENCES workplace (id)
        )
         STRICT
        """,
        "'', 'measured'",
    ),
    (
        "measurement",
        """
        CREATE TABLE wider (
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
            uncertainty TEXT NOT NULL,
            repeats TEXT NOT NULL,
            own_norm_id TEXT,
            remark TEXT NOT NULL,
            PRIMARY KEY (id),
            FOREIGN KEY(workplace_id) REFERENCES workplace (id),
            FOREIGN KEY(instrument_id) REFERENCES instrument (id),
            FOREIGN KEY(own_norm_id) REFERENCES own_norm (id)
        )
         STRICT
        """,
        "'', '', NULL, ''",
    ),
)
"""Table, its new shape, and the values that old rows take in the new columns."""

INDICES = (
    "CREATE UNIQUE INDEX change_id ON change (id)",
    "CREATE INDEX certification_of_enterprise ON certification (enterprise_id)",
    "CREATE INDEX certification_of_parent ON certification (parent_id)",
    "CREATE INDEX instrument_of_certification ON instrument (certification_id)",
    "CREATE INDEX point_of_certification ON point (certification_id)",
    "CREATE INDEX point_of_instrument ON point (instrument_id)",
    "CREATE INDEX point_of_own_norm ON point (own_norm_id)",
    "CREATE INDEX workplace_of_certification ON workplace (certification_id)",
    "CREATE INDEX workplace_of_group ON workplace (group_id)",
    "CREATE INDEX workplace_of_position ON workplace (position_id)",
    "CREATE UNIQUE INDEX card_entry_once ON card_entry (workplace_id, card, indicator)",
    "CREATE INDEX measurement_of_instrument ON measurement (instrument_id)",
    "CREATE INDEX measurement_of_own_norm ON measurement (own_norm_id)",
    "CREATE INDEX measurement_of_workplace ON measurement (workplace_id)",
)

APPEND_ONLY = {
    "change": "seq = NEW.seq OR id = NEW.id",
    "attachment_content": "sha256 = NEW.sha256",
    "issued_document": "id = NEW.id OR code = NEW.code OR previous_id = NEW.previous_id",
    "seal": "id = NEW.id OR (certification_id = NEW.certification_id AND ordinal = NEW.ordinal)",
}
"""Table → what a row that it replaces has in common with the new one."""


def _append_only(name: str, same: str) -> tuple[str, str, str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
    twice = f"EXISTS (SELECT 1 FROM {name} WHERE {same})"  # noqa: S608 - our own names
    return (
        f"CREATE TRIGGER {name}_not_updated BEFORE UPDATE ON {name} {refuse}",
        f"CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name} {refuse}",
        f"CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name} WHEN {twice} {refuse}",
    )


def upgrade(connection: sqlite3.Connection) -> None:
    """Make the new tables, and the wider ones anew: a column added in place keeps a default.

    The rows keep their order. The children of a table refer to its name, so they stay.
    """
    for statement in NEW:
        connection.execute(statement)
    for name, shape, added in WIDER:
        connection.execute(shape)
        connection.execute(f"INSERT INTO wider SELECT *, {added} FROM {name} ORDER BY rowid")  # noqa: S608 - our own names
        connection.execute(f"DROP TABLE {name}")
        connection.execute(f"ALTER TABLE wider RENAME TO {name}")
    for statement in INDICES:
        connection.execute(statement)
    _chain(connection)
    for name, same in APPEND_ONLY.items():
        for statement in _append_only(name, same):
            connection.execute(statement)


def _chain(connection: sqlite3.Connection) -> None:
    """The hash of each change over the one before, itself and its rows (``data/chain``)."""
    columns = "seq, id, at, user, label, kind, target_id"
    last = ""
    for head in connection.execute(f"SELECT {columns} FROM change ORDER BY seq").fetchall():  # noqa: S608 - our own names
        digest = sha256(_line([last, *head]))
        for row in connection.execute(
            'SELECT seq, table_name, row_id, "before", "after" FROM history WHERE change_id = ?'
            " ORDER BY seq",
            (head[1],),
        ):
            digest.update(_line(row))
        last = digest.hexdigest()
        connection.execute("UPDATE change SET hash = ? WHERE seq = ?", (last, head[0]))


def _line(values: Sequence[object]) -> bytes:
    text = json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"
