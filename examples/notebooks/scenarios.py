"""A budget for one village cooperative, with sliders: who is enrolled, how long, who pays.

    marimo run examples/notebooks/scenarios.py
    python examples/notebooks/scenarios.py

Counts, months and shares that stand there at the start are examples; nothing is recommended.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Iuran sebuah koperasi desa")

with app.setup:
    import marimo as mo

    import kopdes_jamsos as kj

    FIRST, LAST = kj.Month(2025, 7), kj.Month(2027, 6)


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
            "# Iuran sebuah koperasi desa\n\nGeser dan pilih: anggaran di bawah dihitung ulang, "
            "sampai ke rupiah, dengan pasalnya.",
            "# What a village cooperative contributes\n\nMove and choose: the budget below is "
            "computed again, to the rupiah, with its articles.",
        )
    )
    return (say,)


@app.cell
def _(language, say):
    starts = {
        kj.wording.format_month(FIRST + number, language): FIRST + number
        for number in range(LAST - FIRST + 1)
    }
    officers_slider = mo.ui.slider(
        1, 15, value=5, label=say("Pengurus", "Officers"), show_value=True
    )
    members_slider = mo.ui.slider(
        0, 1_000, step=10, value=250, label=say("Anggota", "Members"), show_value=True
    )
    months_slider = mo.ui.slider(
        1, 24, value=12, label=say("Lama (bulan)", "Length (months)"), show_value=True
    )
    share_slider = mo.ui.slider(
        0,
        100,
        step=5,
        value=50,
        label=say("Ditanggung negara (%)", "Borne by the state (%)"),
        show_value=True,
    )
    start_choice = mo.ui.dropdown(
        options=starts,
        value=kj.wording.format_month(kj.Month(2026, 7), language),
        label=say("Bulan pertama", "First month"),
    )
    programs_choice = mo.ui.multiselect(
        options={"JKK": kj.JKK, "JKM": kj.JKM, "JHT": kj.JHT},
        value=["JKK", "JKM"],
        label=say("Program", "Programmes"),
    )
    mo.vstack(
        [
            mo.hstack([officers_slider, members_slider], justify="start"),
            mo.hstack([start_choice, months_slider], justify="start"),
            mo.hstack([programs_choice, share_slider], justify="start"),
        ]
    )
    return (
        members_slider,
        months_slider,
        officers_slider,
        programs_choice,
        share_slider,
        start_choice,
    )


@app.cell
def _(members_slider, months_slider, officers_slider, programs_choice, share_slider, start_choice):
    # What the widgets say, as the library wants it.
    officers, members = officers_slider.value, members_slider.value
    start, months = start_choice.value, months_slider.value
    programs, state_percent = frozenset(programs_choice.value), share_slider.value
    return members, months, officers, programs, start, state_percent


@app.cell
def _(members, months, officers, programs, say, start, state_percent):
    def plan(percent, name):
        """The people of the cooperative; `percent` of the contributions borne by the state."""
        state, rest = kj.percent(str(percent)), kj.percent(str(100 - percent))
        shares = {kj.Funding.STATE: state, kj.Funding.COOPERATIVE: rest}
        people = [
            kj.Headcount(role=role, count=count, income=0)
            for role, count in (("officer", officers), ("member", members))
            if count
        ]
        return kj.Scenario(
            population=people,
            policy=kj.Policy(
                start=start,
                months=months,
                programs=programs,
                # A board without wages is group c in our reading; branches practise others too.
                segment={"officer": kj.BPUGroup.UNWAGED, "member": kj.BPUGroup.INDEPENDENT},
                sector=kj.Sector.OTHER,
                shares={body: share for body, share in shares.items() if share.ppm},
                remainder=kj.Funding.COOPERATIVE if percent < 100 else kj.Funding.STATE,
            ),
            name=name,
        )

    mo.stop(not programs, mo.callout(say("Pilih program.", "Choose a programme."), kind="warn"))
    try:
        budget = plan(state_percent, say("dengan bagian negara", "with a share of the state")).run()
        alone = plan(0, say("tanpa bagian negara", "without a share of the state")).run()
        refusal = None
    except kj.KopdesJamsosError as error:  # such as a value that is not announced yet
        budget, alone, refusal = None, None, str(error)
    mo.stop(refusal is not None, mo.callout(refusal, kind="warn"))
    return alone, budget


@app.cell
def _(alone, budget, language, say):
    def amount(rupiah):
        return kj.format_rupiah(rupiah, language)

    borne = budget.by_payer
    cooperative = borne.get(kj.Funding.COOPERATIVE, 0)
    mo.hstack(
        [
            mo.stat(amount(budget.total), label=say("Jumlah iuran", "Contributions in all")),
            mo.stat(amount(cooperative), label=say("Koperasi", "Cooperative")),
            mo.stat(amount(borne.get(kj.Funding.STATE, 0)), label=say("Negara", "State")),
            mo.stat(
                amount(alone.total),
                label=say("Jika koperasi membayar semua", "If the cooperative pays all"),
            ),
        ]
    )
    return (amount,)


@app.cell
def _(budget, language):
    chart = kj.plots.monthly_cost(budget, language)
    chart
    return (chart,)


@app.cell
def _(alone, budget, language, say):
    comparison = kj.scenarios.compare(alone, budget)
    mo.vstack(
        [
            mo.md(say("## Apa yang berubah, dan mengapa", "## What changes, and why")),
            mo.Html(comparison.explain(language, "html")),
        ]
    )
    return (comparison,)


@app.cell
def _(amount, budget, language, say):
    records = budget.to_records()
    called = {
        "officer": say("pengurus", "officers"),
        "member": say("anggota", "members"),
        "cooperative": say("koperasi", "cooperative"),
        "state": say("negara", "state"),
    }
    table = mo.ui.table(
        [
            {
                say("Bulan", "Month"): each["month"],
                say("Program", "Programme"): each["program"],
                say("Pembayar", "Payer"): called[each["payer"]],
                say("Kelompok", "Group"): called[each["group"]],
                say("Orang", "People"): each["people"],
                "Rupiah": amount(each["amount"]),
            }
            for each in records
        ],
        pagination=True,
        page_size=12,
        selection=None,
        text_justify_columns={"Rupiah": "right"},
    )
    mo.vstack(
        [
            mo.Html(budget.explain(language, "html")),
            mo.md(say("## Setiap baris", "## Every record")),
            table,
        ]
    )
    return records, table


@app.cell
def _(budget, language):
    if mo.app_meta().mode == "script":
        print(budget.explain(language))
    return


if __name__ == "__main__":
    app.run()
