"""What a change did, in words: asked about before where it touches much, told afterwards with the way back."""

from collections.abc import Callable

from timeline import render, text
from timeline.cli import output
from timeline.cli.keeping import Keep
from timeline.document import Document
from timeline.keeping.changing import Made
from timeline.problems import Declined, Problem
from timeline.queries import history
from timeline.reports import history as words
from timeline.store.history import Deed

BACK = "'timeline undo' takes it back"


def deed(keep: Keep, action: str) -> Deed:
    """Return what is done, by whom and why."""
    return Deed(keep.who, action, keep.reason)


def done(keep: Keep, make: Callable[..., Made], *, many: int | None = None, back: str = BACK) -> int:
    """Make a change and tell it; where it touches more than so many records, tell it first and ask."""
    if many is not None and keep.asks:
        tried = make(dry_run=True)
        if len(tried.steps) > many:
            for line in lines(tried):
                output.remark(line)
            if not keep.agreed(f"Change {text.counted(len(tried.steps), 'record')}?"):
                raise Declined("nothing was changed")
    told(make(dry_run=keep.dry_run), back=back, dry_run=keep.dry_run)
    return 0


def told(made: Made, *, back: str = BACK, dry_run: bool = False) -> None:
    """Say what a change did to each record, what is doubtful about it, and how to take it back."""
    for line in lines(made):
        output.line(line)
    if not made.steps:
        output.line(f"nothing {'would change' if dry_run else 'changed'}")
    warn(made.warnings)
    if made.number is not None:
        output.remark(f"change {made.number}; {back}")


def lines(made: Made) -> list[str]:
    """Return what became of each record, line by line."""
    steps = [history.step(step.record, step.kind, step.before, step.after) for step in made.steps]
    document = Document("", {}, [{"records": steps}], lambda item: words.told(item["records"], indent=0), (), lambda _: ())
    return "".join(render.render(document, "plain")).splitlines() if steps else []


def warn(warnings: list[Problem]) -> None:
    """Send what is doubtful to standard error, each with its rule."""
    for problem in warnings:
        output.remark(f"warning: {problem}{f' [{problem.rule}]' if problem.rule else ''}")
