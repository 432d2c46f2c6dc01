"""The list by which an issue is kept, and the worker that keeps it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from conftest import NewSite
from paper_site import ISSUE, PAPER, Built

FOLDER = "2026/11/24/"
SMALL = "theme_options:\n  search: no\n  share_pictures: no\n  epub: no\n"


def listed(built: Built) -> dict[str, Any]:
    found: dict[str, Any] = built.json(f"{FOLDER}offline.json")
    return found


def test_the_list_has_every_file_of_the_documents_as_it_is(site: NewSite) -> None:
    paper = site().write("content/paper.yaml", PAPER + SMALL).photo(f"{ISSUE}/01/bridge.jpg", (1500, 1000))
    paper.write(f"{ISSUE}/01/plan.pdf", b"%PDF-1.4")
    built = paper.article("01/bridge", "见[图纸](plan.pdf)。\n\n![桥](bridge.jpg)").build()
    found, files = listed(built), built.files()
    assert list(found) == ["schema", "issue", "title", "files", "photos"]
    assert (found["schema"], found["issue"]) == (1, FOLDER)
    assert found["title"].startswith("2026年11月24日")
    for address, digest, size, _ in found["files"]:
        assert hashlib.sha256(files[address]).hexdigest() == digest
        assert len(files[address]) == size
    groups = {address: group for address, _, _, group in found["files"]}
    assert list(groups) == sorted(groups)
    documents = {address for address in files if address.startswith(FOLDER) and address.endswith(".html")}
    assert {address for address, group in groups.items() if group == "text"} == documents
    assert {address.rpartition(".")[2] for address, group in groups.items() if group == "prints"} == {"pdf"}
    unlisted = {address for address in files if address.startswith(FOLDER)} - groups.keys()
    assert unlisted == {f"{FOLDER}{name}" for name in ("issue.json", "offline.json", "01/bridge.ninjs.json")}
    assert {address for address in files if address.endswith((".js", ".css"))} - {"sw.js"} <= groups.keys()


def test_one_width_stands_for_a_photo(site: NewSite) -> None:
    paper = site().write("content/paper.yaml", PAPER + SMALL)
    paper.photo(f"{ISSUE}/01/a.jpg", (2400, 1600)).photo(f"{ISSUE}/01/a.png", (300, 200))
    found = listed(paper.article("01/x", "![一](a.jpg)\n\n![二](a.png)").build())
    names = [[found["files"][place][0].rpartition("/")[2] for place in photo] for photo in found["photos"]]
    widths = sorted([int(name.split("-")[1].split(".")[0]) for name in photo] for photo in names)
    assert widths == [[300], [1200, 480, 800, 1800]], "the kept one first, and no two photos taken for one"


def test_the_list_is_part_of_what_the_digest_covers(site: NewSite) -> None:
    paper = site().write("content/paper.yaml", PAPER + SMALL).article("01/x")
    with_list = paper.build().json(f"{FOLDER}issue.json")["digest"]
    paper.write("content/paper.yaml", f"{PAPER}{SMALL}  offline: no\n")
    built = paper.build()
    assert built.json(f"{FOLDER}issue.json")["digest"] != with_list
    assert f"{FOLDER}offline.json" not in built.files()


def test_the_worker_knows_its_paper(site: NewSite) -> None:
    paper = site().write("content/paper.yaml", f"{PAPER}{SMALL}  offline_issues: 5\n").article("01/x")
    built = paper.build()
    line = next(line for line in built.text("sw.js").splitlines() if line.startswith("const PAPER = "))
    said = json.loads(line.removeprefix("const PAPER = ").removesuffix(";"))
    assert said["keep"] == 5
    assert said["shell"][0][0] == said["offline"] == "offline.html"
    for address, digest, size in said["shell"]:
        assert hashlib.sha256(built.files()[address]).hexdigest() == digest
        assert len(built.files()[address]) == size
    links = {node.attributes["href"] for node in built.document("offline.html").css("link[rel=stylesheet]")}
    assert links <= {address for address, _, _ in said["shell"]}


def test_the_worker_knows_a_nameplate_of_any_name(site: NewSite) -> None:
    plate = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><rect width="4" height="1"/></svg>'
    paper = (
        site().write("content/paper.yaml", f"{PAPER}{SMALL}nameplate: 报 头&.svg\n").write("content/报 头&.svg", plate)
    )
    built = paper.article("01/x").build()
    (address,) = (address for address in built.files() if address.startswith("assets/报 头&."))
    assert address in built.text("sw.js")


def test_without_reading_offline_a_worker_says_farewell(site: NewSite) -> None:
    paper = site().write("content/paper.yaml", f"{PAPER}{SMALL}  offline: no\n").article("01/x")
    built = paper.build()
    assert "unregister()" in built.text("sw.js")
    assert "PAPER" not in built.text("sw.js")
    assert "offline.html" not in built.files()
    assert not any("sw.js" in built.text(address) for address in built.files() if address.endswith(".html"))


def test_a_build_without_state_knows_its_worker_again(site: NewSite) -> None:
    paper = site().write("content/paper.yaml", PAPER + SMALL).article("01/x")
    paper.build()
    paper.remove(".broadsheet").write("content/paper.yaml", f"{PAPER}{SMALL}  offline: no\n")
    built = paper.build()
    assert built.errors == []
    assert "unregister()" in built.text("sw.js")
