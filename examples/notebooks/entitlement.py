"""What a family is entitled to after a death, with widgets for the facts that decide.

    marimo run examples/notebooks/entitlement.py
    python examples/notebooks/entitlement.py

The family is invented. What a branch decides on the papers is not foretold; every amount has its
article, and what is not due says why.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Hak keluarga setelah kematian")

with app.setup:
    import altair as alt
    import marimo as mo

    import kopdes_jamsos as kj

    # School years for which the scholarship is paid, by level of school.
    YEARS = kj.LAW.value("scholarship.years", "2026-11").value
    STAGES = [f"{level}{year}" for level, last in YEARS.items() for year in range(1, last + 1)]


@app.cell
def _():
    language_choice = mo.ui.dropdown(
        options={"Bahasa Indonesia": "id", "English": "en"},
        value="Bahasa Indonesia",
        label="Bahasa / language",
    )
    language_choice
    return (language_choice,)


@app.cell
def _(language_choice):
    language = language_choice.value
    return (language,)


@app.cell
def _(language):
    def say(indonesian, english):
        return english if language == "en" else indonesian

    mo.md(
        say(
            "# Hak keluarga bila peserta meninggal dunia\n\nPilih datanya: santunan, beasiswa, "
            "bukti, dan batas waktu dihitung ulang, dengan pasalnya.",
            "# A family's entitlement after a death\n\nChoose the facts: benefits, scholarship, "
            "proofs and time limits are worked out again, with their articles.",
        )
    )
    return (say,)


@app.cell
def _(language):
    def called(stage):
        """A school year as families call it."""
        level = stage.rstrip("0123456789")
        year = stage.removeprefix(level)
        if language == "en":
            return f"{level}, year {year}"
        school = {"PT": "perguruan tinggi"}.get(level, level)
        return f"{'tahun ke-' if level in ('TK', 'PT') else 'kelas '}{year} {school}"

    return (called,)


@app.cell
def _(called, language, say):
    firsts = {
        kj.wording.format_month(month, language): month
        for month in (kj.Month(2022, 1) + number for number in range(54))
    }
    cause_choice = mo.ui.radio(
        options={
            say("bukan karena pekerjaan", "not by work"): False,
            say("karena pekerjaan", "by work"): True,
        },
        value=say("bukan karena pekerjaan", "not by work"),
        label=say("Sebab kematian", "Cause of death"),
    )
    day_choice = mo.ui.date(
        value="2025-07-03",
        start="2022-01-01",
        stop="2026-11-30",
        label=say("Tanggal kematian", "Day of death"),
    )
    since_choice = mo.ui.dropdown(
        options=firsts,
        value=kj.wording.format_month(kj.Month(2022, 1), language),
        label=say("Peserta sejak", "Participant since"),
    )
    paid_slider = mo.ui.slider(
        1, 60, value=43, label=say("Bulan iuran dibayar", "Months paid"), show_value=True
    )
    programs_choice = mo.ui.multiselect(
        options={"JKK": kj.JKK, "JKM": kj.JKM, "JHT": kj.JHT},
        value=["JKK", "JKM"],
        label=say("Program", "Programmes"),
    )
    spouse_choice = mo.ui.checkbox(value=True, label=say("Janda atau duda", "Widow or widower"))
    none = say("tidak ada", "none")
    stages_choice = mo.ui.array(
        [
            mo.ui.dropdown(
                options={none: None, **{called(stage): stage for stage in STAGES}},
                value=called(start) if start else none,
                label=say(f"Anak {number}", f"Child {number}"),
            )
            for number, start in enumerate(("SD6", "SMA1", None), 1)
        ]
    )
    mo.vstack(
        [
            mo.hstack([cause_choice, day_choice], justify="start"),
            mo.hstack([since_choice, paid_slider, programs_choice], justify="start"),
            spouse_choice,
            stages_choice.vstack(align="start"),
        ]
    )
    return (
        cause_choice,
        day_choice,
        paid_slider,
        programs_choice,
        since_choice,
        spouse_choice,
        stages_choice,
    )


@app.cell
def _(
    cause_choice,
    day_choice,
    paid_slider,
    programs_choice,
    since_choice,
    spouse_choice,
    stages_choice,
):
    # What the widgets say, as the library wants it.
    died_on, work_related = day_choice.value, cause_choice.value
    since, months_paid = since_choice.value, paid_slider.value
    programs = frozenset(programs_choice.value)
    stages = [stage for stage in stages_choice.value if stage is not None]
    spouses = int(spouse_choice.value)
    return died_on, months_paid, programs, since, spouses, stages, work_related


@app.cell
def _(died_on, months_paid, programs, say, since, spouses, stages, work_related):
    mo.stop(not programs, mo.callout(say("Pilih program.", "Choose a programme."), kind="warn"))
    try:
        trader = kj.BPUEnrolment(income=1_000_000, programs=programs)
        entitlement = kj.entitle(
            kj.Death(died_on, work_related=work_related),
            kj.Participation.paid_through(trader, since=since, months=months_paid),
            children=[kj.Child(stage=stage) for stage in stages],
            family=kj.Family(spouses=spouses, children=len(stages)),
        )
        refusal = None
    except kj.KopdesJamsosError as error:  # such as a fact that decides and is missing
        entitlement, refusal = None, str(error)
    mo.stop(refusal is not None, mo.callout(refusal, kind="warn"))
    return (entitlement,)


@app.cell
def _(entitlement, language, say):
    mo.hstack(
        [
            mo.stat(
                kj.format_rupiah(entitlement.total, language),
                label=say("Jumlah, paling banyak", "In all, at most"),
            ),
            mo.stat(
                kj.format_rupiah(entitlement.at_once, language),
                label=say("Dibayar sekarang", "Payable now"),
            ),
        ],
        justify="start",
        gap=4,
    )
    return


@app.cell
def _(entitlement, language):
    with kj.display.language(language):
        table = mo.as_html(entitlement)
    table
    return (table,)


@app.cell
def _(called, entitlement, language, say):
    payments = [
        {
            "year": payment.due.year,
            "child": str(payment.label.figures.get("number", 1)),
            "stage": payment.label.figures.get("stage"),
            "rupiah": payment.amount,
        }
        for payment in entitlement.schedule
    ]
    mo.stop(not payments, mo.md(say("Tidak ada beasiswa.", "There is no scholarship.")))
    bars = (
        alt.Chart(alt.Data(values=payments))
        .mark_bar(stroke="black", strokeWidth=0.5)
        .encode(
            x=alt.X("year:O", title=say("Tahun", "Year")),
            y=alt.Y("rupiah:Q", title="Rupiah"),
            color=alt.Color("child:N", title=say("Anak", "Child")),
            tooltip=[
                alt.Tooltip("year:O", title=say("Tahun", "Year")),
                alt.Tooltip("child:N", title=say("Anak", "Child")),
                alt.Tooltip("rupiah:Q", title="Rupiah", format=",d"),
            ],
        )
        .properties(title=say("Beasiswa setiap tahun", "Scholarship by year"), width=480)
    )
    mo.vstack(
        [
            mo.md(say("## Beasiswa", "## Scholarship")),
            bars,
            mo.ui.table(
                [
                    {
                        say("Tahun", "Year"): str(each["year"]),
                        say("Anak", "Child"): each["child"],
                        say("Jenjang", "School year"): called(each["stage"]),
                        "Rupiah": kj.format_rupiah(each["rupiah"], language),
                    }
                    for each in payments
                ],
                selection=None,
                page_size=12,
                text_justify_columns={"Rupiah": "right"},
            ),
        ]
    )
    return bars, payments


@app.cell
def _(entitlement, say):
    # The page for the family is in Indonesian, whatever language is chosen here.
    letter = kj.benefits.family_statement(entitlement)
    mo.accordion({say("Surat untuk keluarga", "Page for the family"): mo.plain_text(letter)})
    return (letter,)


@app.cell
def _(entitlement, language):
    if mo.app_meta().mode == "script":
        print(entitlement.explain(language))
    return


if __name__ == "__main__":
    app.run()
