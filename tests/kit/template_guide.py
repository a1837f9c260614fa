"""Writes docs/templates.md from the contexts themselves, so that the guide for people who override templates is true.

Run: python -m tests.kit.template_guide
"""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "templates.md"
_UNSHOWN = frozenset({"Page", "SitePage", "Guide", "Period", "Rendered"})
MODULES = ("health_contexts", "contexts", "site_contexts", "report_contexts", "mail", "training", "ticket")
INTRODUCTION = """# Your own templates

<!-- Written by `python -m tests.kit.template_guide`; a test holds it to the code. -->

Every page, digest and mail of omfeed is laid out by a template. You can replace any of them. Name a folder in
`omfeed.toml` (see [configuration](configuration.md)), and put a file into it under the name of the template you want to
replace, such as `admin/body.html`. Your folder is looked into first, the bundled templates second.
A folder that is not there is told by every night and by `omfeed check`, and the bundled templates are used.

Templates are [Jinja](https://jinja.palletsprojects.com/) templates. They only lay out: what is shown, in which order
and in which words was decided before. Each template has an HTML form (`body.html`) and most have a text form
(`body.txt`). Shared pieces lie in `base.html` (the page around everything) and `parts/` (style, cards, the head).

Good to know:

- You need not copy a whole page. Extend the bundled one, which also answers to `bundled/…`, and replace a block
  (`top`, `main` or `foot`):

  ```jinja
  {% extends "bundled/admin/body.html" %}
  {% block foot %}<p>Questions? Ask the endpoint team.</p>{{ super() }}{% endblock %}
  ```

- To change only colours and type, copy `parts/style.css` into your folder and edit it.
- All text is escaped by rule. Fields of the type `Markup` hold sanitised HTML and are shown as they are.
- `_("…")` and `ngettext("one", "many", n)` say a sentence in the reader's language.
- The filters `wrap(indent, first)`, `rule(mark)`, `number` and `md` (Markdown) help with text forms.
- A name that does not exist is an error that says which template and which line, never an empty gap. At night the
  bundled template then stands in, and the head of the admin digest, standard error and exit code 3 say so; commands
  that you give by hand (`report`, `notice`, …) and `omfeed check` end with code 2 instead.
- Templates run in a sandbox: they can show what is listed here and reach nothing else.

What each template may show:
"""


def guide() -> str:
    """The whole page."""
    classes = _classes()
    pages = [one for one in classes if _template(one)]
    pieces = [one for one in classes if one not in pages and _fields(one) and one.name not in _UNSHOWN]
    return "".join(
        [
            INTRODUCTION,
            *(f"\n## {_template(one)}\n\n{_sentence(one)}\n\n{_table(_inherited(one, classes))}" for one in pages),
            "\n## The pieces they are made of\n",
            *(f"\n### {one.name}\n\n{_sentence(one)}\n\n{_table(_fields(one))}" for one in pieces),
        ]
    )


def _classes() -> list[ast.ClassDef]:
    found: list[ast.ClassDef] = []
    for module in MODULES:
        tree = ast.parse((ROOT / "omfeed" / "digest" / f"{module}.py").read_text(encoding="utf-8"))
        found += [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return found


def _template(one: ast.ClassDef) -> str:
    for node in one.body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "template" and node.value is not None:
            return str(ast.literal_eval(node.value))
    return ""


def _fields(one: ast.ClassDef) -> list[tuple[str, str, str]]:
    """Name, type and words of each field."""
    found = []
    for node, after in zip(one.body, [*one.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and not ast.unparse(node.annotation).startswith("ClassVar"):
            words = ""
            if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                words = " ".join(str(after.value.value).split())
            found.append((ast.unparse(node.target), ast.unparse(node.annotation), words))
    return found


def _inherited(one: ast.ClassDef, classes: list[ast.ClassDef]) -> list[tuple[str, str, str]]:
    bases = {ast.unparse(base) for base in one.bases}
    above = [field for other in classes if other.name in bases for field in _inherited(other, classes)]
    return above + _fields(one)


def _sentence(one: ast.ClassDef) -> str:
    return " ".join((ast.get_docstring(one) or "").replace("``", "`").split())


def _table(fields: list[tuple[str, str, str]]) -> str:
    rows = [
        f"| `{name}` | `{kind.replace('|', 'or')}` | {words.replace('``', '`').replace('|', '/')} |"
        for name, kind, words in fields
    ]
    return "\n".join(["| name | type | what it is |", "|---|---|---|", *rows, ""])


if __name__ == "__main__":
    GUIDE.write_text(guide(), encoding="utf-8")
