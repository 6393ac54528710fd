"""Files that commands make: whole or not at all, never over the data file."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import COMPANY, Run, written

FORBIDDEN = Path("/sys")  # the kernel's: not even root makes files there


def test_the_original_and_its_xml_are_written(run: Run, shop: str, invoice: str) -> None:
    assert run("pdf", shop, invoice, "-o", "out.pdf").code == 0
    xml = run("xml", shop, invoice, "-o", "out.xml", "--json").json

    assert Path("out.pdf").read_bytes().startswith(b"%PDF-")
    assert b"CrossIndustryInvoice" in Path("out.xml").read_bytes()
    assert xml == {"number": invoice, "file": "out.xml", "bytes": Path("out.xml").stat().st_size}
    assert sorted(path.name for path in Path().iterdir() if path.name.startswith(".")) == []


def test_a_file_without_a_name_is_wrong_usage(run: Run, shop: str, invoice: str) -> None:
    for arguments in (["list", ""], ["pdf", shop, invoice, "-o", ""], ["sale", shop, ""]):
        assert run(*arguments).code == 2, arguments


def test_a_folder_is_no_data_file(run: Run, tmp_path: Path) -> None:
    assert run("list", tmp_path, "--json").refusal == "input-is-a-folder"


def test_a_backup_is_a_file_and_no_stream(run: Run, shop: str) -> None:
    assert run("backup", shop, "-o", "-").code == 2
    assert not Path("-").exists()


def test_what_was_there_is_replaced(run: Run, shop: str, invoice: str) -> None:
    written("out.pdf", "old")

    assert run("pdf", shop, invoice, "-o", "out.pdf").code == 0
    assert Path("out.pdf").read_bytes().startswith(b"%PDF-")


def test_a_link_keeps_pointing_where_it_does(run: Run, shop: str, invoice: str) -> None:
    Path("elsewhere").mkdir()
    Path("out.pdf").symlink_to(Path("elsewhere", "real.pdf"))

    assert run("pdf", shop, invoice, "-o", "out.pdf").code == 0
    assert Path("out.pdf").is_symlink()
    assert Path("elsewhere", "real.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
def test_the_data_file_is_never_written_over(run: Run, shop: str, invoice: str, end: str) -> None:
    refused = run("pdf", shop, invoice, "-o", shop + end, "--json")

    assert refused.refusal == "output-is-data-file"
    assert run("verify", shop).code == 0


def test_a_link_to_the_data_file_is_no_way_around(run: Run, shop: str, invoice: str) -> None:
    Path("innocent.pdf").symlink_to(shop)
    os.link(shop, "other.pdf")

    for name in ("innocent.pdf", "other.pdf"):
        assert run("pdf", shop, invoice, "-o", name, "--json").refusal == "output-is-data-file"
    assert run("verify", shop).code == 0


def test_a_folder_that_is_missing_or_in_the_way_is_named(run: Run, shop: str, invoice: str) -> None:
    Path("folder").mkdir()

    missing = run("pdf", shop, invoice, "-o", "nowhere/out.pdf", "--json")
    assert missing.refusal == "output-folder-missing"
    assert run("pdf", shop, invoice, "-o", "folder", "--json").refusal == "output-is-a-folder"


@pytest.mark.skipif(not FORBIDDEN.is_dir(), reason="only Linux has a folder closed to root")
def test_a_folder_that_may_not_be_written_is_named(run: Run, shop: str, invoice: str) -> None:
    refused = run("pdf", shop, invoice, "-o", FORBIDDEN / "out.pdf", "--json")

    assert refused.refusal == "output-forbidden"


def test_a_new_data_file_never_replaces_anything(run: Run, shop: str) -> None:
    before = Path(shop).read_bytes()
    written("precious.txt", "mine")

    for name in (shop, "precious.txt"):
        assert run("new", name, "--company", "company.toml", "--json").refusal == (
            "data-file-exists"
        )
    assert Path(shop).read_bytes() == before
    assert Path("precious.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + bytes(500)])
def test_what_is_no_data_file_is_said_so(run: Run, shop: str, content: bytes) -> None:
    assert run("list", written("no.facturdesk", content), "--json").refusal == "not-a-data-file"
    assert Path("no.facturdesk").read_bytes() == content


def test_a_data_file_cut_short_is_said_so(run: Run, shop: str, invoice: str) -> None:
    whole = Path(shop).read_bytes()

    cut = written("cut.facturdesk", whole[: len(whole) // 2])
    assert run("list", cut, "--json").code == 1


def test_a_changed_amount_is_found(run: Run, shop: str, invoice: str) -> None:
    with sqlite3.connect(shop) as database:
        triggers = database.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'document'"
        ).fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE document SET gross_minor = gross_minor + 1")
        for _, text in triggers:
            database.execute(text)
    database.close()

    refused = run("verify", shop, "--json")
    assert refused.refusal == "data-file-faulty"
    assert list(refused.refused_fields.values()) == ["verify-document-changed"]


def test_verify_counts_what_it_found_right(run: Run, shop: str, invoice: str) -> None:
    verified = run("verify", shop, "--json").json

    assert verified["clean"] is True
    assert (verified["documents"], verified["originals"], verified["payments"]) == (1, 1, 0)


def test_the_backup_job_copies_to_the_users_folder_once_a_day(run: Run, shop: str) -> None:
    first = run("job", "backup", shop, "--json").json["copies"]
    again = run("job", "backup", shop, "--json").json["copies"]

    assert [copy["file"] for copy in first] == [copy["file"] for copy in again]
    assert Path(first[0]["file"]).parent.name == "backups"
    assert run("verify", first[0]["file"]).code == 0


def test_a_backup_is_restored_and_its_numbers_are_passed_over(
    run: Run, shop: str, invoice: str
) -> None:
    assert run("backup", shop, "-o", "copy.facturdesk").code == 0
    run("sale", shop, "sale.json", "--issue")

    asked = run("restore", shop, "--from", "copy.facturdesk", "--json")
    assert asked.refusal == "restore-not-confirmed"
    restored = run("restore", shop, "--from", "copy.facturdesk", "--yes", "--json").json
    assert (restored["documents"], restored["passed_over"]) == (1, 1)
    assert Path(restored["kept"]).is_file()

    issued = run("sale", shop, "sale.json", "--issue", "--json").json
    assert issued["number"].endswith("-00003")
    assert run("verify", shop).code == 0


def test_an_older_copy_put_there_by_hand_is_noticed(run: Run, shop: str, invoice: str) -> None:
    old = Path(shop).read_bytes()
    run("sale", shop, "sale.json", "--issue")
    Path(shop).write_bytes(old)

    assert run("list", shop, "--json").refusal == "file-behind"
    assert run("restore", shop, "--yes", "--json").json["passed_over"] == 1
    assert len(run("list", shop, "--json").json) == 1


def test_settings_change_the_profile_of_the_next_documents(
    run: Run, shop: str, invoice: str
) -> None:
    written("moved.toml", COMPANY.replace("12 rue des Halles", "1 place Carnot"))
    assert run("settings", shop, "--company", "moved.toml").code == 0

    second = run("sale", shop, "sale.json", "--issue", "--json").json["number"]
    for number, street in ((invoice, b"12 rue des Halles"), (second, b"1 place Carnot")):
        run("xml", shop, number, "-o", "out.xml")
        assert street in Path("out.xml").read_bytes()
    assert run("verify", shop).code == 0


def test_an_item_fills_a_line(run: Run, shop: str) -> None:
    item = {"code": "THE", "name": "Thé vert", "price": "12.50", "vat_rate": "5.5"}
    sale = {"customer": {"code": "PORT"}, "lines": [{"item": "THE", "quantity": "2"}]}
    assert run("item", shop, written("item.json", item), "--json").json["code"] == "THE"

    assert run("sale", shop, written("s.json", sale), "--json").json["net"] == "25.00"


def test_a_check_names_its_judges_in_words(run: Run, shop: str, invoice: str) -> None:
    run("xml", shop, invoice, "-o", "out.xml")

    shown = run("check", "out.xml")
    assert shown.code == 0
    assert "PDF autour de la facture\u00a0: " in shown.out
    assert "container" not in shown.out


def test_a_folder_that_others_synchronise_is_warned_of(run: Run, shop: str) -> None:
    Path("Dropbox").mkdir()

    made = run("new", "Dropbox/Boutique.facturdesk", "--company", "company.toml")

    assert made.code == 0
    assert "synchronisé" in made.out
    assert "synchronisé" not in run("new", "autre.facturdesk", "--company", "company.toml").out
    assert run("verify", "Dropbox/Boutique.facturdesk").code == 0
