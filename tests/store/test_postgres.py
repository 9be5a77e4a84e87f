"""What is a server's own: who may do what there, what is never told of its address, and how its SQL differs from a file's."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DATA, Run, Told, kept
from tests.places import Client, Cluster, Places, everything, named
from timeline import importing
from timeline.problems import TimelineError, Unreachable
from timeline.queries import search
from timeline.queries.filters import Filters
from timeline.store import history, location, migrating, postgres, reading, verifying, writing
from timeline.store.location import Database, Server

pytestmark = pytest.mark.server

SECRET = "open-sesame"  # noqa: S105  # nobody's
READERS = "anna"


@pytest.fixture
def server(cluster: Cluster) -> Cluster:
    """The server that was started for the tests."""
    assert cluster
    return cluster


def name_of(place: Database) -> str:
    assert isinstance(place, Server)
    return place.parts().path.strip("/")


# Secrets


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://anna:{SECRET}@127.0.0.1:1/talks",
        f"postgresql://127.0.0.1:1/talks?user=anna&password={SECRET}",
        f"postgres://anna:{SECRET}@nowhere.invalid/talks",
        f"postgresql://anna:{SECRET}@127.0.0.1:port/talks",
        f"postgresql://anna:{SECRET}%zz@127.0.0.1/talks",
        f"postgresql://anna:{SECRET}@[::1/talks",
        f"mysql://anna:{SECRET}@127.0.0.1/talks",
    ],
)
@pytest.mark.parametrize("words", [("rounds",), ("import", DATA / "seed.yaml"), ("database", "info"), ("rounds", "--debug")], ids=str)
def test_a_password_in_an_address_is_never_told(run: Run, address: str, words: tuple[str | Path, ...]) -> None:
    for form in ((), ("--format", "json")) if words[0] == "rounds" else ((),):
        try:
            told = run(*words, *form, "--database", address)
        except TimelineError as error:
            told = Told(2, str(error), repr(error))
        assert SECRET not in told.out + told.err
        assert told.status in {2, 5}


def test_a_password_comes_from_the_environment(process: Run, own: Places, server: Cluster) -> None:
    place = own.new()
    told = process("import", DATA / "seed.yaml", PGHOST=server.folder, PGUSER="owner", TIMELINE_DATABASE=f"postgresql:///{name_of(place)}")
    assert (told.status, told.out) == (0, "44 new, 0 changed, 0 unchanged\n")
    assert place.exists()


def test_no_address_is_kept_in_the_record(run: Run, stored: Database) -> None:
    assert run("edit", "r2", "summary=Other.", "--reason", "a test").status == 0
    assert "postgresql" not in str(everything(stored))


# Who may do what


@pytest.fixture
def reader(stored: Database, server: Cluster) -> Server:
    """The seed's database, as somebody sees it who may only read."""
    name = name_of(stored)
    server.run(f"DROP ROLE IF EXISTS {READERS}_{name}", f"CREATE ROLE {READERS}_{name} LOGIN")
    grants = f"GRANT USAGE ON SCHEMA timeline TO {READERS}_{name}; GRANT SELECT ON ALL TABLES IN SCHEMA timeline TO {READERS}_{name}"
    server.run(grants, name=name)
    return Server(server.address(name, f"{READERS}_{name}"))


@pytest.mark.parametrize(
    "words",
    [("rounds",), ("search", "corridor"), ("show", "r2"), ("history",), ("database", "verify"), ("export", "--format", "jsonl"),
     ("rounds", "--as-recorded", "2020"), ("check",)],
    ids=str,
)  # fmt: skip
def test_who_may_only_read_can_ask_everything(run: Run, stored: Database, reader: Server, words: tuple[str, ...]) -> None:
    assert run(*words, "--database", reader) == run(*words, "--database", stored)


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "r2", "summary=Other."),
        ("import", DATA / "ledger.yaml"),
        ("undo",),
        ("remove", "ukraine-russia-2022/r2/local-ceasefire", "--inside"),
    ],
    ids=str,
)
def test_who_may_only_read_can_change_nothing(run: Run, stored: Database, reader: Server, words: tuple[str | Path, ...]) -> None:
    before = everything(stored)
    told = run(*words, "--database", reader)
    assert told.status == 5
    assert told.err.startswith(f"the database '{reader}' cannot be written: permission denied")
    assert everything(stored) == before


def test_who_may_not_read_our_tables_is_told_so(run: Run, stored: Database, reader: Server, server: Cluster) -> None:
    name = name_of(stored)
    server.run(f"REVOKE SELECT ON ALL TABLES IN SCHEMA timeline FROM {READERS}_{name}", name=name)
    told = run("rounds", "--database", reader)
    assert (told.status, told.out) == (5, "")
    assert told.err == f"the database '{reader}' cannot be read: permission denied for table alembic_version\n"


def test_a_question_as_sql_finds_our_tables_by_their_names(run: Run, stored: Database) -> None:
    assert location.ours(stored) == location.VERSION
    sql = run("rounds", "--sql").out
    with closing(psycopg.connect(named(stored))) as connection:
        assert connection.execute(sql.encode()).statusmessage
    assert sql.startswith("SET search_path = timeline, pg_catalog;\n")


def test_nothing_can_be_changed_through_a_question(stored: Database) -> None:
    asking = reading.opened(stored)
    with pytest.raises(Unreachable, match="read-only transaction"):
        asking.all("DELETE FROM statement RETURNING id", {})
    asking.close()


# What is there


def test_a_server_without_our_tables_says_how_to_make_them(run: Run, database: Database) -> None:
    told = run("rounds")
    remedy = "'timeline import --bundled' makes one from the records that come with timeline; 'timeline import FILE' from your own."
    assert (told.status, told.err) == (5, f"there is no timeline in '{database}'. {remedy}\n")


def test_a_schema_of_another_program_is_left_alone(run: Run, database: Database, server: Cluster) -> None:
    server.run("CREATE SCHEMA timeline", name=name_of(database))
    for words in (("rounds",), ("import", DATA / "seed.yaml")):
        told = run(*words)
        said = f"'{database}' has a schema 'timeline' of another program. Name another database with --database.\n"
        assert (told.status, told.err) == (5, said)


def test_of_each_term_of_an_order_it_is_said_where_nothing_comes() -> None:
    asked = "SELECT 1 FROM t ORDER BY f(a, g(b)), h(c), d DESC LIMIT 1"
    assert postgres.served(asked) == "SELECT 1 FROM t ORDER BY f(a, g(b)) NULLS FIRST, h(c) NULLS FIRST, d DESC NULLS LAST LIMIT 1"


@pytest.mark.parametrize(("version", "said"), [("0001", "was made by an older timeline"), ("9999", "was made by a newer timeline")])
def test_another_schema_is_named(run: Run, stored: Database, version: str, said: str) -> None:
    with Client(stored) as client:
        client.execute(f"UPDATE alembic_version SET version_num = '{version}'")
    for words in (("rounds",), ("edit", "r2", "summary=Other.")):
        told = run(*words)
        assert (told.status, said in told.err) == (5, True)


def test_a_database_that_cannot_hold_every_letter_is_refused(run: Run, server: Cluster, own: Places) -> None:
    name = f"{name_of(own.new())}_latin"
    server.run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'")
    own.made.append(name)
    told = run("import", DATA / "seed.yaml", "--database", server.address(name))
    assert (told.status, "keeps text as SQL_ASCII" in told.err) == (5, True)


def test_an_import_that_fails_leaves_no_table(run: Run, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(history, "seal", fails)
    assert run("import", DATA / "seed.yaml").status == 1
    assert isinstance(database, Server)
    assert not database.exists()


# From one engine to the other


def test_a_file_moves_to_a_server_and_back_with_its_history(run: Run, own: Places, tmp_path: Path) -> None:
    file, back, server = tmp_path / "one.db", tmp_path / "two.db", own.new()
    importing.into_store([DATA / "ledger.yaml"], file)
    assert run("edit", "talks/r1", "summary=Other.", "--who", "anna", "--database", file).status == 0
    assert run("database", "backup", named(server), "--database", file) == (0, f"copied to {server}\n", "")
    assert run("database", "backup", back, "--database", server).status == 0
    assert run("database", "backup", named(server), "--database", file).status == 1
    assert kept(file) == kept(server) == kept(back)
    for words in (("history",), ("rounds",), ("search", "prisoners"), ("undo", "--dry-run")):
        assert run(*words, "--database", file) == run(*words, "--database", server) == run(*words, "--database", back)
    assert [str(problem) for place in (server, back) for problem in verifying.verify(place)] == []


@pytest.fixture(scope="session")
def bundled(lasting: Places) -> Database:
    """The records that come with timeline, on a server."""
    place = lasting.new()
    importing.into_store([importing.bundled()], place)
    return place


@pytest.mark.parametrize("form", ["json", "text"])
def test_the_bundled_records_answer_alike(run: Run, bundled: Database, bundled_file: Path, form: str) -> None:
    for words in (("rounds",), ("positions",), ("chronology",), ("list", "sources"), ("search", "ceasefire", "--most", "0"), ("compare",)):
        asked = (*words, "--format", form, "--no-pager")
        assert run(*asked, "--database", bundled) == run(*asked, "--database", bundled_file), words


@pytest.fixture(scope="session")
def bundled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records that come with timeline, in a file."""
    path = tmp_path_factory.mktemp("file") / "timeline.db"
    importing.into_store([importing.bundled()], path)
    return path


LETTERS = "abzÀéñøłßИйЁёЇїΣσςάאבعربΩ漢字019-'’.,/@%*() "
SAID = st.lists(
    st.text(st.characters(codec="utf-8", categories=("L", "Nd", "P", "Zs", "Mn", "S")), min_size=1, max_size=12), min_size=1, max_size=5
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SAID, st.data())
def test_words_are_found_alike_in_a_file_and_on_a_server(blank: Database, tmp_path: Path, said: list[str], data: st.DataObject) -> None:
    from timeline import text

    words = [word for word in " ".join(said).split() if not text.unwanted(word)]
    shared = json.dumps({"places": {"here": {"name": "Here", "note": " ".join(words) or "x"}}}, ensure_ascii=False)
    (tmp_path / "here.yaml").write_text(shared, encoding="utf-8")
    file = tmp_path / "words.db"
    for place in (file, blank):
        importing.into_store([tmp_path / "here.yaml"], place)
    sought = data.draw(st.sampled_from(words or ["x"]))
    answers = []
    for place in (file, blank):
        asking = reading.opened(place)
        answers.append(list(search.search(asking, sought, Filters(), 0)))
        asking.close()
    assert answers[0] == answers[1]


# Together


def test_many_writers_lose_nothing(own: Places, tmp_path: Path) -> None:
    place = own.new()
    importing.into_store([DATA / "seed.yaml"], place)

    def write(writer: int) -> None:
        for number in range(5):
            file = tmp_path / f"{writer}-{number}.yaml"
            file.write_text(f"places: {{p-{writer}-{number}: {{name: Place {writer} {number}}}}}\n", encoding="utf-8")
            importing.into_store([file], place)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    with Client(place) as client:
        assert client.execute("SELECT count(*) FROM place WHERE id LIKE 'p-%'").fetchone() == (40,)
        assert client.execute("SELECT count(*), max(number) FROM change").fetchone() == (41, 41)
    assert [str(problem) for problem in verifying.verify(place)] == []


def test_a_writer_that_waits_too_long_says_so(run: Run, stored: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.store import postgres

    monkeypatch.setattr(postgres, "SETTINGS", postgres.SETTINGS.replace(f"{postgres.WAIT}s", "50ms"))
    with writing.opened(stored):
        told: list[Told] = []
        other = threading.Thread(target=lambda: told.append(run("edit", "r2", "summary=Other.")))
        other.start()
        other.join()
        assert run("rounds").status == 0
    assert [(one.status, "lock timeout" in one.err) for one in told] == [(5, True)]


# The schema


def test_all_text_sorts_as_in_a_file(stored: Database) -> None:
    with Client(stored) as client:
        query = "SELECT DISTINCT collation_name FROM information_schema.columns WHERE table_schema = 'timeline' AND data_type = 'text'"
        assert client.execute(query).fetchall() == [("C",)]


@pytest.mark.parametrize(
    "altered",
    [
        "UPDATE round SET status = 'cancelled' WHERE number = 2",
        "DELETE FROM citation WHERE record LIKE '%/r2'",
        "UPDATE changed SET after = replace(after, 'held', 'cancelled')",
        "UPDATE change SET who = 'somebody'",
        "ALTER TABLE place ADD COLUMN more text",
        "DROP INDEX citation_by_source",
        'ALTER TABLE place ALTER COLUMN name TYPE text COLLATE "und-x-icu"',
    ],
)
def test_verify_finds_what_another_program_altered(run: Run, stored: Database, altered: str) -> None:
    assert run("database", "verify") == (0, "nothing was changed or lost\n", "")
    with Client(stored) as client:
        client.execute(altered)
    told = run("database", "verify")
    assert told.status == 1, told.out


def test_a_migration_that_fails_leaves_the_tables_as_they_were(stored: Database) -> None:
    before = everything(stored)

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        migrating.upgrade(stored, fails)
    assert everything(stored) == before
    assert location.ours(stored) == location.VERSION


def test_an_upgrade_that_cannot_be_written_leaves_a_server_as_it_was_and_says_so(run: Run, stored: Database, reader: Server) -> None:
    with Client(stored) as client:
        client.execute("UPDATE alembic_version SET version_num = '0004'")
    before = everything(stored)
    told = run("database", "upgrade", "--database", reader)
    assert (told.status, told.out) == (5, "")
    assert told.err.startswith(f"the database '{reader}' cannot be upgraded: ")
    assert told.err.endswith(". It is as it was before.\n")
    assert everything(stored) == before
