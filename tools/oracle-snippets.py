"""Extracts the snippets of source code from test files (string constants and doctests) and prints what parsing each gives.

Usage: oracle-snippets.py [--mutate] [--mode=exec] [--flags=0] file...
One JSON line for each snippet: its source, and the attributes of the SyntaxError or a digest of the tree.
--mutate adds variations of every snippet: single tokens left out, doubled or swapped.
"""
import ast
import doctest
import hashlib
import io
import json
import os
import random
import sys
import textwrap
import tokenize
import warnings

sys.path.insert(0, os.path.dirname(__file__))
warnings.simplefilter("ignore")
files = [name for name in sys.argv[1:] if not name.startswith("--")]
sys.argv[1:] = []
sys.stdin = io.StringIO("")
import importlib.util
spec = importlib.util.spec_from_file_location("oracle_ast", os.path.join(os.path.dirname(__file__), "oracle-ast.py"))
oracle_ast = importlib.util.module_from_spec(spec)
spec.loader.exec_module(oracle_ast)

mutate = "--mutate" in sys.orig_argv
mode = next((word[7:] for word in sys.orig_argv if word.startswith("--mode=")), "exec")
flags = int(next((word[8:] for word in sys.orig_argv if word.startswith("--flags=")), "0"), 0)
snippets = {}


def add(text):
    if 0 < len(text) < 3000:
        snippets[text] = None


for path in files:
    with open(path, encoding="utf-8") as file:
        source = file.read()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            add(node.value)
            add(textwrap.dedent(node.value))
            if ">>>" in node.value:
                try:
                    for example in doctest.DocTestParser().get_examples(node.value):
                        add(example.source)
                except ValueError:
                    pass  # no doctest, only text with >>> in it

if mutate:
    generator = random.Random(1)
    for text in list(snippets):
        try:
            tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
        except (tokenize.TokenError, SyntaxError):
            continue
        lines = text.splitlines(keepends=True)
        for token in generator.sample(tokens, min(3, len(tokens))):
            if token.start[0] != token.end[0] or token.start[0] > len(lines):
                continue
            row = token.start[0] - 1
            line = lines[row]
            before, after = line[:token.start[1]], line[token.end[1]:]
            other = generator.choice(tokens).string
            for middle in ("", token.string + " " + token.string, " " + other + " "):
                add("".join(lines[:row]) + before + middle + after + "".join(lines[row + 1:]))

for text in snippets:
    if "\\N{" in text:
        continue
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = {"digest": hashlib.sha1(oracle_ast.tree_text(text, mode, flags).encode()).hexdigest()}
        result["warnings"] = [[warning.lineno, str(warning.message)] for warning in caught]
    except SyntaxError as error:
        result = {"error": error.msg, "type": type(error).__name__, "lineno": error.lineno, "offset": error.offset,
                  "end_lineno": error.end_lineno, "end_offset": error.end_offset, "text": error.text}
    except (ValueError, RecursionError, MemoryError, UnicodeError) as error:
        continue
    print(json.dumps({"source": text, **result}))
