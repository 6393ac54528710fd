"""Verification finds every change made behind the program's back, and names it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from facturdesk.domain.cards import CustomerCard
from facturdesk.domain.errors import ActionableError
from facturdesk.domain.sale import DocumentKind
from facturdesk.storage import schema
from facturdesk.storage.engine import create_store, open_store
from facturdesk.storage.faults import Fault
from facturdesk.storage.numbers import take_number
from facturdesk.storage.parties import save_party
from facturdesk.storage.seals import seal_setting
from facturdesk.storage.verify import PROBLEMS, verify
from tests.faults.sample_file import CUSTOMER, DAY, add_invoice, extend, make_sample, stamp
from tests.faults.tampering import (
    change_value,
    delete_row,
    examined,
    fault_of,
    flips,
    tamper,
)

COLUMNS = [
    pytest.param(table.name, column.name, id=f"{table.name}.{column.name}")
    for table in schema.INSERT_ONLY
    for column in table.columns
]
OF_DOCUMENTS = {table.name for table in (schema.document, *schema.SEALED_CHILDREN)}
FIGURES = {"verify-document-changed", "verify-document-missing", "verify-original-missing"}
FIGURES |= {"verify-original-changed", "verify-original-added"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample") / "a.facturdesk")


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(sample, tmp_path / "a.facturdesk"))


def test_a_file_as_it_was_written_has_no_fault(path: Path) -> None:
    assert fault_of(path) is None


def test_an_encrypted_file_is_verified_too(tmp_path: Path) -> None:
    key = bytes(range(32))
    path = make_sample(tmp_path / "secret.facturdesk", key=key)

    with open_store(path, key=key) as store, store.read() as connection:
        assert verify(connection) is None


def test_a_file_without_a_company_has_no_fault(tmp_path: Path) -> None:
    create_store(tmp_path / "new.facturdesk").close()

    assert fault_of(tmp_path / "new.facturdesk") is None


def test_a_file_that_another_process_goes_on_with_has_no_fault(path: Path) -> None:
    with open_store(path) as store, open_store(path) as elsewhere:
        for name in ("Martin", "Martine", "Martinet"):  # the full-text tables merge what is old
            for number in range(10):
                with elsewhere.write(stamp(DAY)) as tx:
                    card = CustomerCard(replace(CUSTOMER, code=f"K{number}", name=name))
                    save_party(tx, card)
            with store.read() as connection:
                assert verify(connection) is None


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_one_changed_value_is_found_and_named(path: Path, table: str, column: str) -> None:
    change_value(path, table, column)

    fault = fault_of(path)
    assert fault and fault.code in PROBLEMS
    if table in OF_DOCUMENTS:
        assert fault.code in FIGURES and str(fault.params["number"]).startswith(("F2026", "A2026"))


@pytest.mark.parametrize("table", [table.name for table in schema.INSERT_ONLY])
def test_a_deleted_row_is_found(path: Path, table: str) -> None:
    delete_row(path, table)

    fault = fault_of(path)
    assert fault and fault.code in PROBLEMS


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        pytest.param(
            "INSERT INTO payment SELECT 99, party_id, received_on, method, 1, currency, '', NULL,"
            " '' FROM payment LIMIT 1",
            "verify-payment-unsealed",
            id="a payment added",
        ),
        pytest.param(
            "INSERT INTO allocation SELECT 99, kind, payment_id, NULL, target_document_id, 1,"
            " allocated_on, NULL FROM allocation LIMIT 1",
            "verify-allocation-unsealed",
            id="an allocation added",
        ),
        pytest.param(
            "INSERT INTO party_snapshot SELECT 99, x'00', role, body FROM party_snapshot LIMIT 1",
            "verify-snapshot-changed",
            id="a snapshot added",
        ),
        pytest.param(
            "UPDATE stored_file SET content = (SELECT content FROM stored_file AS other"
            " WHERE other.document_id = 3 - stored_file.document_id) WHERE document_id IN (1, 2)",
            "verify-original-changed",
            id="originals swapped",
        ),
        pytest.param(
            "DELETE FROM seal WHERE sequence > 7", "verify-document-unsealed", id="chain cut"
        ),
        pytest.param(
            "UPDATE number_series SET next_counter = 9 WHERE kind = 'invoice'",
            "verify-series-changed",
            id="a counter moved on",
        ),
        pytest.param(
            "UPDATE number_series SET next_counter = 2 WHERE kind = 'invoice'",
            "verify-series-changed",
            id="a counter moved back",
        ),
        pytest.param(
            "UPDATE number_series SET last_issued_on = '2026-01-01'",
            "verify-series-changed",
            id="the last day moved",
        ),
        pytest.param(
            "UPDATE number_series SET pattern = 'X' || pattern",
            "verify-series-changed",
            id="a pattern changed",
        ),
        pytest.param(
            "UPDATE receivable SET balance_minor = 0 WHERE document_id = 3",
            "verify-balance",
            id="a balance changed",
        ),
        pytest.param(
            "UPDATE receivable SET next_due_on = NULL WHERE document_id = 3",
            "verify-balance",
            id="a due date changed",
        ),
        pytest.param(
            "DELETE FROM receivable WHERE document_id = 4", "verify-balance", id="a balance gone"
        ),
        pytest.param(
            "UPDATE overdue_flag SET flagged_on = '2026-11-02'", "verify-flag", id="a flag moved"
        ),
        pytest.param("DELETE FROM overdue_flag", "verify-balance", id="flags gone"),
        pytest.param(
            "UPDATE company SET profile = replace(profile, 'Martin', 'Durand')",
            "verify-company-changed",
            id="the profile changed",
        ),
        pytest.param("DELETE FROM company", "verify-company-changed", id="the profile gone"),
        pytest.param(
            "INSERT INTO dated_value (table_name, code, valid_from, value) VALUES"
            " ('rates', 'x', '2026-01-01', '1')",
            "verify-company-changed",
            id="a dated value added",
        ),
    ],
)
def test_what_was_done_behind_the_back_has_its_name(path: Path, statement: str, code: str) -> None:
    tamper(path, statement)

    fault = fault_of(path)
    assert fault and fault.code == code


@pytest.mark.parametrize(
    ("statement", "code", "name"),
    [
        ("DROP TRIGGER payment_no_update", "verify-schema-missing", "payment_no_update"),
        ("DROP INDEX document_by_number", "verify-schema-missing", "document_by_number"),
        (
            "CREATE TRIGGER own AFTER INSERT ON payment BEGIN SELECT 1; END",
            "verify-schema-added",
            "own",
        ),
        ("ALTER TABLE payment ADD COLUMN own TEXT", "verify-schema-changed", "payment"),
    ],
)
def test_a_changed_schema_is_found(path: Path, statement: str, code: str, name: str) -> None:
    run(path, statement)

    fault = fault_of(path)
    assert fault and (fault.code, fault.params["name"]) == (code, name)


def test_a_weakened_trigger_is_found(path: Path) -> None:
    run(path, "DROP TRIGGER payment_no_update")
    run(path, "CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment BEGIN SELECT 1; END")

    assert examined(path) == "verify-schema-changed"


def test_the_fault_says_what_it_knows(path: Path) -> None:
    tamper(path, "UPDATE document_line SET name = 'Café' WHERE document_id = 2 AND position = 2")

    assert fault_of(path) == Fault(
        "verify-document-changed", {"number": "F2026-00002", "sequence": 4}
    )


def test_a_number_taken_and_not_used_is_found(path: Path) -> None:
    with open_store(path) as store, store.write(stamp(DAY)) as tx:
        take_number(tx, kind=DocumentKind.INVOICE, year=DAY.year, pattern="")
    assert examined(path) == "verify-series-changed"

    extend(path)
    fault = fault_of(path)
    assert fault and (fault.code, fault.params["number"]) == ("verify-series-gap", "F2026-00004")


def test_originals_may_be_absent_only_in_a_demonstration(path: Path) -> None:
    with open_store(path) as store, store.write(stamp(DAY)) as tx:
        add_invoice(tx, 1, original=None)
    assert examined(path) == "verify-original-absent"

    with open_store(path) as store, store.write(stamp(DAY)) as tx:
        tx.connection.exec_driver_sql("UPDATE company SET demonstration = 1")
        seal_setting(tx)
    assert examined(path) is None


def test_progress_comes_to_its_end(path: Path) -> None:
    steps: list[tuple[int, int]] = []
    with open_store(path) as store, store.read() as connection:
        assert verify(connection, on_progress=lambda *step: steps.append(step)) is None

    assert steps == sorted(steps) and steps[-1][0] == steps[-1][1]


def test_a_file_cut_short_is_found(path: Path) -> None:
    whole = path.read_bytes()
    for size in (0, 50, 4096, len(whole) // 2, len(whole) - 4096):
        path.write_bytes(whole[:size])

        assert examined(path)


def test_bytes_flipped_at_random_places_are_found(sample: Path, tmp_path: Path) -> None:
    missed = [flip for flip in flips(sample, tmp_path, count=100, seed=2026) if flip.missed]

    assert missed == []


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.facturdesk"
    path.write_text("Bonjour" * 1000, encoding="utf-8")

    with pytest.raises(ActionableError):
        open_store(path)


def run(path: Path, statement: str) -> None:
    """Change the schema as any program could."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(statement)
    connection.close()
