"""The rules of the house as functions: each takes the project's root and gives one sentence a breach, or none."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# From the ground floor up. Rooms on one floor stand side by side: neither imports the other.
FLOORS = [
    ("errors",),
    ("vocabulary",),
    ("usual",),
    ("playbook",),
    ("book",),
    ("touches",),
    ("workbook", "estimates"),
    ("facts",),
    ("work",),
    ("follow_up",),
    ("day",),
    ("brief", "attention", "review"),
    ("figures",),
    ("ui",),
    ("pages",),
    ("app",),
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
ANALYSIS = {"estimates", "facts", "work", "follow_up", "day", "brief", "attention", "review", "figures"}
DOORS = {"__init__", "__main__"}  # of the package: above every room but ui
OUTSIDE = {"sample_data", "tests"}
SCREENS = {"ui", "pages", "app"}

INERT = {"sentia/ui/elements.py", "sentia/ui/markup.py"}
NO_ELEMENTS = ("net_util", "runtime", "errors", "components")  # parts of Streamlit that show nothing by themselves
DRAWING_COLUMNS = {"MarkdownColumn", "ImageColumn", "VideoColumn", "AudioColumn"}

MODULE_LINES, FUNCTION_LINES, NESTING = 300, 40, 3
PAGE_LINES = range(20, 81)
GRAB_BAGS = {"utils", "util", "helpers", "helper", "common", "misc"}
CLOCKS = re.compile(r"(datetime|date|Timestamp|time)\.(now|utcnow|today|time)")
DISK = re.compile(r"^open$|\.(open|read_text|read_bytes|write_text|write_bytes)$")
NETWORK = {"http", "urllib", "socket", "requests", "httpx", "ftplib", "smtplib"}
# One letter of each stands in brackets, so that this list does not find itself.
FOREIGN = re.compile(
    r"pypi[.]org|pythonhoste[d]|npmjs[.]|npmmirro[r]|debian[.]org|conda[.]anaconda|index-ur[l]"
    r"|(?<!sentia)(?<!tests)/wor[k]/|/tmp/ven[v]|/roo[t]/|\bshare[d]/|BEGIN [A-Z ]*PRIVATE KE[Y]"
    r"|\b(AI|coding|virtual|by|an?|the) assistan[t]s?\b|AI[- ]generate[d]"
    r"|\bClaud[e]\b|Chat[G]PT|\bLL[M]s?\b|Copilo[t]",
    re.IGNORECASE,
)
TEXT = {".py", ".md", ".toml", ".txt", ".json", ".csv", ".cfg", ".ini", ".yml", ".yaml", ".sh", ""}
NEST = (ast.If, ast.For, ast.While, ast.With, ast.Try)


def sources(root: Path) -> dict[str, ast.Module]:
    """Every module of the package, the pages and the app by its path from the root, parsed."""
    files = [*(root / "sentia").rglob("*.py"), *(root / "pages").rglob("*.py"), root / "app.py"]
    return {
        path.relative_to(root).as_posix(): _parsed(path.read_text("utf-8"))
        for path in sorted(files)
        if path.exists()
    }


@cache
def _parsed(text: str) -> ast.Module:
    """The same module is parsed once, however many rules look at it."""
    return ast.parse(text)


def room(path: str) -> str:
    """The room of a file: `day` for sentia/day/plan.py, `pages` for pages/today.py, `app` for app.py.

    >>> room("sentia/day/plan.py"), room("sentia/errors.py"), room("sentia/__init__.py"), room("app.py")
    ('day', 'errors', '__init__', 'app')
    """
    parts = path.removesuffix(".py").split("/")
    return parts[1] if parts[0] == "sentia" else parts[0]


def imported(module: ast.AST, path: str) -> Iterator[tuple[int, str]]:
    """Each module that `module` imports, anywhere in it, as (line, dotted name); `from a import b` gives a.b."""
    here = path.removesuffix(".py").removesuffix("/__init__").split("/")
    is_package = path.endswith("/__init__.py")
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        if isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + is_package] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{start}.{name.name}") for name in node.names)


def wrong_imports(root: Path) -> list[str]:
    """Imports that do not go down the floors of the house."""
    return [
        f"{path}:{line}: {room(path)} imports {name}"
        for path, module in sources(root).items()
        for line, name in imported(module, path)
        if not _may_import(room(path), path, name)
    ]


def _may_import(here: str, path: str, name: str) -> bool:
    parts = name.split(".")
    if parts[0] in OUTSIDE:
        return False
    if parts[0] in ("pages", "app"):
        return here == "app" and parts[0] == "pages"
    if parts[0] != "sentia":
        return True
    there = parts[1] if len(parts) > 1 else ""
    if there not in FLOOR:  # the package's own root, or a name it hands out
        return not path.startswith("sentia/")
    if here in DOORS:
        return there != "ui"
    if here in ANALYSIS and there == "workbook":
        return False
    return here == there or FLOOR.get(here, -1) > FLOOR[there]


def unknown_rooms(root: Path) -> list[str]:
    """Modules in no room of the house: a new room has to be given its floor."""
    return [f"{path}: {room(path)} is on no floor" for path in sources(root) if room(path) not in {*FLOOR, *DOORS}]


def streamlit_below_ui(root: Path) -> list[str]:
    """Streamlit, or plotting, where only the trade should be."""
    return [
        f"{path}:{line}: imports {name}"
        for path, module in sources(root).items()
        for line, name in imported(module, path)
        if name.split(".")[0] == "streamlit" and room(path) not in SCREENS
    ]


def texts_read_as_markup(root: Path) -> list[str]:
    """Places on the screens where somebody's text could be read as Markdown or HTML.

    Only ui/elements.py knows Streamlit's own elements, as it makes every text inert; and the Markdown of ours that
    it lets pass is a literal, into which ui/markup.py puts values.
    """
    return [
        f"{path}:{line}: {fault}"
        for path, module in sources(root).items()
        if room(path) in SCREENS and path not in INERT
        for line, fault in (*_own_elements(module, path), *_loose_markup(module))
    ]


def _own_elements(module: ast.Module, path: str) -> Iterator[tuple[int, str]]:
    for line, name in imported(module, path):
        if name.split(".")[0] == "streamlit" and not name.startswith(tuple(f"streamlit.{a}" for a in NO_ELEMENTS)):
            yield line, f"imports {name}; from sentia.ui import elements as st"


def _loose_markup(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Markdown that is put together from values, and columns of a table that draw what their cells name."""
    for node in ast.walk(module):
        if _makes_markup(node) and not (node.args and isinstance(node.args[0], ast.Constant)):
            yield node.lineno, "our Markdown is a literal; its values go into places of markup(...)"
        if isinstance(node, ast.Attribute) and node.attr in DRAWING_COLUMNS:
            yield node.lineno, f"{node.attr} draws what a cell names"


def _makes_markup(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("markup", "Markup")


def network(root: Path) -> list[str]:
    """Imports of anything that could send a request away."""
    return [
        f"{path}:{line}: imports {name}"
        for path, module in sources(root).items()
        for line, name in imported(module, path)
        if name.split(".")[0] in NETWORK and not name.startswith("urllib.parse")
    ]


def clocks_below_ui(root: Path) -> list[str]:
    """Places below ui, the command line apart, that read the clock."""
    return [
        f"{path}:{node.lineno}: reads the clock with {name}"
        for path, module in sources(root).items()
        for node, name in _names(module)
        if room(path) not in {*SCREENS, "__main__"} and CLOCKS.search(name)
    ]


def _names(module: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every dotted name used, and every name taken from the time module."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute):
            yield node, ast.unparse(node)
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from ((node, f"time.{name.name}") for name in node.names)


def outside_analysis(root: Path) -> list[str]:
    """Places in the analysis that read or write the disk or the environment; opening nothing is no such place."""
    return [
        f"{path}:{node.lineno}: uses {used}"
        for path, module in sources(root).items()
        if room(path) in ANALYSIS
        for node in ast.walk(module)
        if (used := _outside(node))
    ]


def _outside(node: ast.AST) -> str | None:
    if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
        return ast.unparse(node)
    if isinstance(node, ast.Call) and DISK.search(ast.unparse(node.func)):
        return None if "os.devnull" in ast.unparse(node) else ast.unparse(node.func)
    return None


def busy_pages(root: Path) -> list[str]:
    """Pages that compute, that are no screenful, or that bring their own HTML."""
    faults = []
    for path in sorted((root / "pages").glob("*.py")):
        text = path.read_text("utf-8")
        if len(text.splitlines()) not in PAGE_LINES:
            faults.append(f"pages/{path.name}: {len(text.splitlines())} lines, wanted 20 to 80")
        found = re.findall(r"\.(groupby|merge|pivot_table)\(|(read_excel|read_csv)\(", text)
        faults += [f"pages/{path.name}: {first or second} belongs below" for first, second in found]
    return faults


def forbidden_code(root: Path) -> list[str]:
    """Rows walked one by one, errors swallowed, and HTML of our own."""
    return [
        f"{path}:{node.lineno}: {fault}"
        for path, module in sources(root).items()
        for node in ast.walk(module)
        if (fault := _fault(node)) and (path, fault) != CATCHES_ALL
    ]


def _fault(node: ast.AST) -> str | None:
    if isinstance(node, ast.Attribute) and node.attr == "iterrows":
        return "iterrows"
    if isinstance(node, ast.ExceptHandler) and (node.type is None or _is_broad(node.type)):
        return "a broad except"
    if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
        return "unsafe_allow_html"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "apply":
        return "apply(axis=1)" if any(_is_by_row(keyword) for keyword in node.keywords) else None
    return None


CATCHES_ALL = ("sentia/errors.py", "a broad except")  # the one place: `foreseen`


def _is_broad(caught: ast.expr) -> bool:
    return bool(
        {"Exception", "BaseException"} & {name.id for name in ast.walk(caught) if isinstance(name, ast.Name)}
    )


def _is_by_row(keyword: ast.keyword) -> bool:
    return keyword.arg == "axis" and ast.unparse(keyword.value) in ("1", "'columns'")


def oversized(root: Path) -> list[str]:
    """Modules, functions and nesting past what one can take in at a glance, and modules named for nothing."""
    faults = []
    for path, module in sources(root).items():
        lines = len((root / path).read_text("utf-8").splitlines())
        if lines > MODULE_LINES:
            faults.append(f"{path}: {lines} lines, at most {MODULE_LINES}")
        if GRAB_BAGS.intersection(path.removesuffix(".py").split("/")):
            faults.append(f"{path}: name it after what is in it")
        faults += [f"{path}:{fault}" for function in _functions(module) for fault in _too_big(function)]
    return faults


def _functions(module: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _too_big(function: ast.FunctionDef) -> Iterator[str]:
    doc = ast.get_docstring(function, clean=False)
    lines = function.end_lineno - function.lineno + 1 - (doc.count("\n") + 1 if doc else 0)
    if lines > FUNCTION_LINES:
        yield f"{function.lineno}: {function.name} has {lines} lines, at most {FUNCTION_LINES}"
    if (depth := nesting(function)) > NESTING:
        yield f"{function.lineno}: {function.name} is nested {depth} deep, at most {NESTING}"


def nesting(node: ast.AST) -> int:
    """How deep branches and loops stand in one another; `elif` is no deeper than its `if`.

    >>> nesting(ast.parse("for a in b:\\n  if a: pass\\n  elif b: pass\\n  elif c: pass"))
    2
    """
    inside = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.FunctionDef)]
    chained = node.orelse if isinstance(node, ast.If) and [*map(type, node.orelse)] == [ast.If] else []
    return max(
        [nesting(child) + (isinstance(child, NEST) and child not in chained) for child in inside], default=0
    )


def undocumented(root: Path) -> list[str]:
    """Public functions and methods of the package without a docstring or with something untyped."""
    return [
        f"{path}:{function.lineno}: {function.name} {fault}"
        for path, module in sources(root).items()
        if path.startswith("sentia/")
        for function in _public(module)
        for fault in _missing(function)
    ]


def _public(module: ast.Module) -> Iterator[ast.FunctionDef]:
    classes = [node for node in module.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    for holder in (module, *classes):
        yield from (
            node for node in holder.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        )


def _missing(function: ast.FunctionDef) -> Iterator[str]:
    if not ast.get_docstring(function):
        yield "has no docstring"
    given = function.args
    arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
    untyped = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
    if untyped or function.returns is None:
        yield f"is not typed: {', '.join(untyped) or 'what it returns'}"


def tracked(root: Path) -> list[Path]:
    """The files under version control; every file outside hidden folders where there is none."""
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [root / name for name in listed.stdout.split("\0") if name and (root / name).is_file()]
    seen = [path for path in root.rglob("*") if "/." not in f"/{path.relative_to(root).as_posix()}"]
    return [path for path in seen if path.is_file()]


def foreign_words(root: Path) -> list[str]:
    """Lines of tracked text that name a registry's host, a path of one machine, a secret, or how it was made."""
    faults = []
    for path in tracked(root):
        if path.suffix not in TEXT:
            continue
        lines = path.read_text("utf-8").splitlines()
        if path.is_relative_to(root / "tests") and any("SENTIA_PUBLIC_DATA" in line for line in lines):
            lines = [re.sub(r"share[d]/data", "", line) for line in lines]  # the default of that variable
        found = [(number, FOREIGN.search(line)) for number, line in enumerate(lines, 1)]
        faults += [f"{path.relative_to(root)}:{number}: {match[0]}" for number, match in found if match]
    return faults
