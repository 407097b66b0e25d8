"""How well the values of the law files are evidenced: for the trust page."""

from collections.abc import Mapping

from kopdes_jamsos import Evidence


def evidence_table(coverage: Mapping[str, Mapping[Evidence, int]]) -> str:
    """Markdown table: a row for each law file, a column for each grade that occurs, the totals."""
    grades = [grade for grade in Evidence if any(counts.get(grade) for counts in coverage.values())]
    rows = {f"`{name}.toml`": counts for name, counts in coverage.items()}
    rows["all"] = {
        grade: sum(counts.get(grade, 0) for counts in coverage.values()) for grade in grades
    }
    lines = [
        f"| law file | {' | '.join(grades)} |",
        f"|---|{'--:|' * len(grades)}",
        *(
            f"| {name} | {' | '.join(str(counts.get(grade, 0)) for grade in grades)} |"
            for name, counts in rows.items()
        ),
    ]
    return "\n".join(lines)
