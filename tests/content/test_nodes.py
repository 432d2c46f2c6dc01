import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.content.located_yaml import MAX_NODES, parse_yaml
from broadsheet.content.nodes import Mapping, Node, Scalar, Sequence
from broadsheet.diagnostics import Diagnostic


def parsed(text: str) -> tuple[Node | None, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    return parse_yaml(text, "x.yaml", problems), problems


def value(text: str) -> str:
    """The text of the only key of a mapping that parses without complaint."""
    node, problems = parsed(text)
    assert problems == []
    assert isinstance(node, Mapping)
    scalar = node.entries[0][1]
    assert isinstance(scalar, Scalar)
    return scalar.text


def only_fault(text: str) -> Diagnostic:
    _, problems = parsed(text)
    assert len(problems) == 1, problems
    return problems[0]


def place(diagnostic: Diagnostic) -> tuple[int | None, int | None]:
    return diagnostic.location.line, diagnostic.location.column


def test_values_stay_what_the_editor_typed() -> None:
    for typed in ("no", "yes", "010", "12:30", "1e3", "0x1F", "2026-11-24", "null", "~", ".5", "1_000", "3.10"):
        assert value(f"key: {typed}") == typed


def test_columns_count_characters_not_bytes_or_utf_16_units() -> None:
    node, _ = parsed("---\n标题: 😀新闻\n栏目: [民生, 要闻]\n")
    assert isinstance(node, Mapping)
    (title, _), (section, names) = node.entries
    assert place_of(title) == (2, 1)
    assert place_of(section) == (3, 1)
    assert isinstance(names, Sequence)
    assert [place_of(item) for item in names.items] == [(3, 6), (3, 10)]


def place_of(node: Node) -> tuple[int | None, int | None]:
    return node.location.line, node.location.column


def test_lines_are_those_an_editor_counts_even_where_yaml_sees_more() -> None:
    node, _ = parsed("a: 'one\u2028 two\x85 three'\nb: 2\n")
    assert isinstance(node, Mapping)
    assert place_of(node.entries[1][0]) == (2, 1)


def test_the_first_of_two_equal_keys_counts() -> None:
    node, problems = parsed("title: one\ndeck: two\ntitle: three\n")
    assert isinstance(node, Mapping)
    assert [(key.text, value.text) for key, value in node.entries if isinstance(value, Scalar)] == [
        ("title", "one"),
        ("deck", "two"),
    ]
    assert [problem.code for problem in problems] == ["duplicate-key"]
    assert place(problems[0]) == (3, 1)
    assert problems[0].related[0].line == 1


def test_keys_are_equal_after_normalisation() -> None:
    assert only_fault("é: 1\ne\u0301: 2\n").code == "duplicate-key"


def test_broken_yaml_says_what_to_type() -> None:
    colon = only_fault("title: 快讯: 大桥通了")
    assert colon.code == "broken-yaml"
    assert place(colon) == (1, 10)
    assert "quotes" in (colon.hint or "")
    assert "quotes" in (only_fault("title: *重要* 通知").hint or "")
    assert "]" in (only_fault("tags: [one, two").hint or "")
    assert "spaces" in (only_fault("a:\n\tb: c").hint or "")


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("kicker: 交通\ntitle：大桥\ndeck: 下", (2, 1), "write 'title: ', with a half-width colon"),
        ("title:大桥\ndeck: 下", (1, 1), "write 'title: ', with a half-width colon"),
        ("photos:\n  - src：a.jpg\n    alt: 桥", (2, 3), "write 'src: ', with a half-width colon"),
        ("title: [图文]大桥", (1, 8), "put a value that begins with [ in quotes"),
        ("title: {图文} 大桥\ndeck: 下", (1, 8), "put a value that begins with { in quotes"),
        ("photos:\n\t- src: a.jpg", (2, 1), "indent with spaces, not with a tab"),
        ("title: 大桥\n\tdeck: 下", (2, 1), "indent with spaces, not with a tab"),
        ("summary: |\n  时间：上午\ndeck: 快讯: 下", (3, 9), "put a value that holds ': ' in quotes"),
    ],
)
def test_slips_of_typing_are_told_where_they_are(text: str, where: tuple[int, int], hint: str) -> None:
    fault = only_fault(text)
    assert (place(fault), (fault.hint or "")[: len(hint)]) == (where, hint)


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join(['*a' + str(n - 1)] * 9)}]" for n in range(1, 12)]
    assert only_fault("\n".join(lines)).code == "too-many-nodes"


def test_an_alias_may_stand_for_a_value() -> None:
    node, problems = parsed("a: &x 王五\nb: *x\n")
    assert problems == []
    assert isinstance(node, Mapping)
    assert node.entries[1][1] == node.entries[0][1]


def test_an_alias_of_itself_is_refused() -> None:
    assert only_fault("a: &a [*a]").code == "broken-yaml"


def test_nesting_beyond_reason_is_refused_and_kills_nothing() -> None:
    for opening in ("[", "{a: ", "- ", "? "):
        assert only_fault(opening * 100_000).code == "too-many-nodes"


def test_more_values_than_any_file_needs_are_refused() -> None:
    assert only_fault("- a\n" * (MAX_NODES + 1)).code == "too-many-nodes"


def test_tags_are_refused_where_they_would_change_the_value() -> None:
    assert only_fault("a: !!python/object/apply:os.system [ls]").code == "bad-value"
    assert value("a: !!str 010") == "010"


def test_a_control_character_is_reported_at_its_place() -> None:
    fault = only_fault("a: b\nc: d\x08")
    assert (fault.code, place(fault)) == ("broken-yaml", (2, 5))


def test_a_control_character_from_an_escape_is_reported_at_its_value() -> None:
    fault = only_fault('a: b\nc: "d\\x08"')
    assert (fault.code, place(fault)) == ("bad-value", (2, 4))


def test_a_second_document_is_refused() -> None:
    fault = only_fault("a: b\n---\nc: d\n")
    assert (fault.code, place(fault)) == ("broken-yaml", (2, 1))


def test_nothing_is_no_fault() -> None:
    assert parsed("# only a comment\n") == (None, [])


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_no_text_raises(text: str) -> None:
    parsed(text)


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%@` \n\t#,老\u3000", max_size=60))
def test_no_punctuation_raises(text: str) -> None:
    _, problems = parsed(text)
    for problem in problems:
        assert problem.location.line is None or problem.location.line <= text.count("\n") + 1
