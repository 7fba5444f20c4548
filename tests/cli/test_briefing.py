"""Briefings by command: sections, paper, templates, and what is different since an earlier one."""

import json

import pypdf


def text_of(path):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_chosen_sections_stand_alone_on_the_paper_asked_for(as_json, demo_vault, tmp_path):
    as_json(
        *("brief", demo_vault, tmp_path / "b.pdf", "--paper", "letter"),
        *("--section", "limits", "--section", "tiles"),
    )

    pages = pypdf.PdfReader(tmp_path / "b.pdf").pages
    text = text_of(tmp_path / "b.pdf")
    assert round(float(pages[0].mediabox[2])) == 612
    assert text.index("Limits") < text.index("attacks recorded")
    assert "Methodology" not in text


def test_a_section_that_is_not_there_is_refused(strikelog, demo_vault, tmp_path):
    result = strikelog("brief", demo_vault, tmp_path / "b.pdf", "--section", "poem")

    assert result.exit_code == 3
    assert "poem" in result.stderr
    assert not (tmp_path / "b.pdf").exists()


def test_the_second_briefing_tells_what_is_different(as_json, strikelog, demo_vault, tmp_path):
    first = as_json("brief", demo_vault, tmp_path / "1.pdf", "--issue", "next")

    as_json("brief", demo_vault, tmp_path / "2.pdf", "--since", tmp_path / "1.pdf")
    as_json("brief", demo_vault, tmp_path / "3.pdf", "--since", first["run"])

    listed = as_json("briefings", demo_vault)
    assert "No published figure moved." in text_of(tmp_path / "2.pdf")
    assert "No published figure moved." in text_of(tmp_path / "3.pdf")
    assert [one["issue"] for one in listed] == [None, None, 1]
    assert "no. 1" in strikelog("briefings", demo_vault).stdout


def test_a_file_of_others_is_no_earlier_briefing(strikelog, demo_vault, tmp_path):
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.4\n")

    result = strikelog("brief", demo_vault, tmp_path / "b.pdf", "--since", tmp_path / "other.pdf")

    assert result.exit_code == 3
    assert "other.pdf" in result.stderr


def test_a_template_is_handed_on_changed_and_used(as_json, strikelog, demo_vault, tmp_path):
    path = tmp_path / "weekly.json"
    as_json("templates", demo_vault, "--write", "situation", path)
    plain = json.loads(path.read_text())
    path.write_text(json.dumps(plain | {"sections": ["tiles", "limits"]}))

    listed = as_json("templates", demo_vault, "--save", path)
    as_json("brief", demo_vault, tmp_path / "b.pdf", "--template", "weekly")
    left = as_json("templates", demo_vault, "--remove", "weekly")

    assert [one["name"] for one in listed] == ["situation", "one-page", "dossier", "weekly"]
    assert "Key messages" not in text_of(tmp_path / "b.pdf")
    assert "weekly" not in [one["name"] for one in left]
    assert "weekly" not in strikelog("templates", demo_vault).stdout


def test_an_issue_is_a_number(strikelog, demo_vault, tmp_path):
    result = strikelog("brief", demo_vault, tmp_path / "b.pdf", "--issue", "first")

    assert result.exit_code != 0
    assert "first" in result.stderr


def test_a_photograph_that_is_not_there_is_refused(strikelog, demo_vault, tmp_path):
    result = strikelog("brief", demo_vault, tmp_path / "b.pdf", "--photo", "E-99", "A wall")

    assert result.exit_code
    assert "E-99" in result.stderr
    assert not (tmp_path / "b.pdf").exists()


def test_what_the_gate_stops_is_told_by_page(strikelog, demo_vault, tmp_path):
    arguments = ("--level", "public", "--title", "Seen at 35.614138, 36.560627")
    result = strikelog("brief", demo_vault, tmp_path / "b.pdf", *arguments)

    assert result.exit_code
    assert "page 1: coordinates finer than this level allows" in result.stderr
    assert "35.614138" not in result.stderr
    assert not (tmp_path / "b.pdf").exists()


def test_a_briefing_that_tells_of_nothing_says_why(strikelog, demo_vault, tmp_path):
    empty = strikelog("brief", demo_vault, tmp_path / "b.pdf", "--level", "briefing")
    filled = strikelog("brief", demo_vault, tmp_path / "f.pdf", "--level", "full")

    assert empty.exit_code == filled.exit_code == 0
    assert "None of the 10 incidents" in empty.stderr
    assert "in review: 9 · draft: 1" in empty.stderr
    assert "second person" not in filled.stderr
