"""Files and functions stay small enough to be read in one go."""

import statistics

from tests.support.repository import functions, name_of, python_files, tracked

MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 50
MOST_YAML_LINES = 300


def lengths():
    # A migration is a list of statements, written once and never touched again.
    return {
        f"{name_of(path)}:{function.lineno} {function.name}": function.end_lineno - function.lineno + 1
        for path in python_files("yarrow", "actions", "tools", "tests", "bench")
        if "/migrations/versions/" not in name_of(path)
        for function in functions(path)
    }


def test_no_file_is_longer_than_it_should_be():
    long = {name_of(path): count for path in python_files("yarrow", "actions", "tools", "tests", "bench")
            if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_FILE_LINES}  # fmt: skip
    assert long == {}


def test_no_function_is_longer_than_it_should_be():
    assert {name: count for name, count in lengths().items() if count > MOST_FUNCTION_LINES} == {}


def test_half_of_all_functions_have_eight_lines_or_fewer():
    ours = [count for name, count in lengths().items() if name.startswith(("yarrow/", "actions/"))]
    assert statistics.median(ours) <= 8


def test_no_yaml_file_is_longer_than_it_should_be():
    # Test sets are read case by case, the kept ones not at all; training data is one plain sentence a line.
    lists = ("bench/sets/", "data/nlu/")
    long = {name_of(path): count for path in tracked() if path.suffix == ".yml" and not name_of(path).startswith(lists)
            if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_YAML_LINES}  # fmt: skip
    assert long == {}
