"""What the generated portfolio consists of: columns as SQL over numbered rows, see `generator.Table`."""

NUMBERED = "generate_series(1, %(people)s) AS n"
A_PERSON = "(SELECT array_agg(id ORDER BY id) FROM accounts_person) AS people (ids)"

PLACES = [
    ("accounts.Department", {"name": "'Department ' || n"}, "generate_series(1, 20) AS n"),
    ("accounts.Currency", {"code": "code", "name": "code"}, "(VALUES ('GBP'), ('USD')) AS given (code)"),
    (
        "accounts.ExchangeRate",
        {
            "currency_id": "currency.id",
            "month": "month::date",
            "rate": "0.8 + pg_temp.chance(currency.id, 1)::numeric / 3",
        },
        "accounts_currency currency, generate_series(date_trunc('month', %(today)s::date - interval '3 years'), "
        "%(today)s::date + interval '1 year', interval '1 month') AS month",
    ),
    (
        "portfolio.Portfolio",
        {"name": "'Portfolio ' || n", "code": "'GEN-PF' || n"},
        "generate_series(1, %(portfolios)s) AS n",
    ),
    (
        "portfolio.Programme",
        {
            "name": "'Programme ' || n",
            "code": "'GEN-PG' || n",
            "portfolio_id": "(SELECT id FROM portfolio_portfolio WHERE code = 'GEN-PF' || (1 + n %% %(portfolios)s))",
        },
        "generate_series(1, %(programmes)s) AS n",
    ),
]

PEOPLE = [
    (
        "accounts.Person",
        {
            "name": "'Person ' || n",
            "email": "'person' || n || '@generated.example'",
            "department_id": "departments.ids[1 + n %% 20]",
            "working_share": "CASE WHEN n %% 7 = 0 THEN 80 ELSE 100 END",
        },
        NUMBERED + ", (SELECT array_agg(id ORDER BY id) FROM accounts_department) AS departments (ids)",
    ),
    (
        "resources.Absence",
        {"person_id": "person.id", "first_day": "day", "last_day": "day + 4"},
        "accounts_person person, generate_series(1, 6) AS n, LATERAL "
        "(SELECT %(today)s::date - 365 + (n * 120 + pg_temp.chance(person.id, n) * 60)::int AS day) AS away",
    ),
]

# Two thirds run; durations from four months to two years; a third of the projects slips.
PROJECTS = [
    (
        "projects.Project",
        {
            "name": "'Project ' || n || ' ' || "
            "(ARRAY['Checkout', 'Catalogue', 'Search', 'Loyalty', 'Logistics', 'Data'])[1 + n %% 6]",
            "code": "'GEN-' || lpad(n::text, 6, '0')",
            "type": "(ARRAY['web_site', 'application', 'payment', 'omnichannel', 'other'])[1 + n %% 5]",
            "status": "status",
            "stage": "(ARRAY['scoping', 'design', 'build', 'acceptance', 'rollout', 'closure'])[1 + n %% 6]",
            "portfolio_id": "programme.portfolio_id",
            "programme_id": "programme.id",
            "manager_id": "people.ids[1 + n %% %(people)s]",
            "sponsor_id": "people.ids[1 + n %% 40]",
            "department_id": "departments.ids[1 + n %% 20]",
            "planned_start": "start",
            "planned_finish": "start + duration",
            "forecast_finish": "start + duration + slip",
            "actual_start": "CASE WHEN start <= %(today)s THEN start END",
            "actual_finish": "CASE WHEN status = 'closed' THEN least(start + duration + slip, %(today)s) END",
            "progress": "CASE WHEN status = 'closed' THEN 100 "
            "ELSE greatest(0, least(95, (%(today)s - start) * 100 / duration)) END",
            "currency": "CASE WHEN n %% 25 = 0 THEN 'GBP' WHEN n %% 40 = 0 THEN 'USD' ELSE 'EUR' END",
            "confidential": "n %% 50 = 0",
            "is_critical": "n %% 100 = 1",
            "updated_at": "now() - pg_temp.chance(n, 9) * interval '60 days'",
        },
        """(SELECT n, CASE WHEN n %% 10 < 6 THEN 'active' WHEN n %% 10 = 6 THEN 'on_hold'
            WHEN n %% 10 = 7 THEN 'proposed' ELSE 'closed' END AS status,
            %(today)s::date - 700 + (pg_temp.chance(n, 1) * 690)::int AS start,
            120 + (pg_temp.chance(n, 2) * 600)::int AS duration,
            greatest(0, (pg_temp.chance(n, 3) * 150 - 100)::int) AS slip
         FROM generate_series(1, %(projects)s) AS n) AS made
         JOIN (SELECT id, portfolio_id, row_number() OVER (ORDER BY id) AS place FROM portfolio_programme) AS programme
            ON programme.place = 1 + made.n %% %(programmes)s,
         (SELECT array_agg(id ORDER BY id) FROM accounts_department) AS departments (ids), """
        + A_PERSON,
    ),
]
OF_EACH = "projects_project project, generate_series(1, %(facts)s) AS n"

FACTS = [
    (
        "projects.Milestone",
        {
            "name": "'Milestone ' || n",
            "project_id": "project.id",
            "reference_date": "reference",
            "forecast_date": "expected",
            "actual_date": "CASE WHEN expected < %(today)s - "
            "(pg_temp.chance(project.id * 100 + n, 5) * 30)::int THEN expected END",
            "is_key": "n %% 5 = 0",
            "is_go_live": "n = %(facts)s - 1",
        },
        OF_EACH
        + """, LATERAL (SELECT project.planned_start
            + (project.planned_finish - project.planned_start) * n / %(facts)s AS reference) AS dated,
            LATERAL (SELECT reference
            + (project.forecast_finish - project.planned_finish) * n / %(facts)s AS expected) AS moved""",
    ),
    (
        "projects.BudgetLine",
        {
            "project_id": "project.id",
            "budget_version": "CASE WHEN n <= 4 THEN 'initial' WHEN n <= 8 THEN 'revised' ELSE 'forecast' END",
            "fiscal_year": "extract(year FROM project.planned_start)::int + n %% 2",
            "category": "(ARRAY['labour', 'services', 'licences', 'hosting'])[1 + n %% 4]",
            "nature": "CASE WHEN n %% 2 = 0 THEN 'capex' ELSE 'opex' END",
            "amount": "round((5000 + pg_temp.chance(project.id * 4 + n %% 4, 6) * 95000 "
            "* CASE WHEN n > 8 THEN 1 + pg_temp.chance(project.id, 7) / 5 ELSE 1 END)::numeric, 2)",
        },
        "projects_project project, generate_series(1, 12) AS n WHERE n <= 8 OR project.id %% 2 = 0",
    ),
    (
        "projects.CostEntry",
        {
            "project_id": "project.id",
            "kind": "(ARRAY['actual', 'actual', 'actual', 'committed', 'accrued'])[1 + n %% 5]",
            "month": "date_trunc('month', project.planned_start "
            "+ (project.planned_finish - project.planned_start) * n / %(facts)s)::date",
            "category": "(ARRAY['labour', 'services', 'licences', 'hosting'])[1 + n %% 4]",
            "label": "'Entry ' || n",
            "amount": "round((1000 + pg_temp.chance(project.id * 100 + n, 8) * 15000)::numeric, 2)",
        },
        OF_EACH,
    ),
    (
        "risks.Risk",
        {
            "name": "'Risk ' || n",
            "project_id": "project.id",
            "kind": "CASE WHEN n %% 10 = 0 THEN 'opportunity' ELSE 'threat' END",
            "state": "CASE WHEN pg_temp.chance(project.id * 100 + n, 10) < 0.25 THEN 'open' ELSE 'closed' END",
            "probability": "1 + (pg_temp.chance(project.id * 100 + n, 11) * 5)::int %% 5",
            "impact": "1 + (pg_temp.chance(project.id * 100 + n, 12) * 5)::int %% 5",
            "residual_probability": "CASE WHEN n %% 2 = 0 THEN 1 + (pg_temp.chance(project.id, n) * 3)::int %% 3 END",
            "cost_impact": "CASE WHEN n %% 3 > 0 THEN round((pg_temp.chance(project.id, n) * 20000)::numeric, 2) END",
            "owner_id": "people.ids[1 + (project.id + n) %% %(people)s]",
            "raised_on": "project.planned_start + n",
        },
        OF_EACH + ", " + A_PERSON,
    ),
    (
        "risks.Issue",
        {
            "name": "'Issue ' || n",
            "project_id": "project.id",
            "state": "CASE WHEN pg_temp.chance(project.id, n) < 0.4 THEN 'open' ELSE 'closed' END",
            "severity": "(ARRAY['2', '3', '4', '3', '1'])[1 + (project.id + n) %% 5]",
        },
        "projects_project project, generate_series(1, 3) AS n",
    ),
    (
        "projects.Action",
        {
            "name": "'Action ' || n",
            "project_id": "project.id",
            "state": "CASE WHEN n %% 2 = 0 THEN 'open' ELSE 'cancelled' END",
            "due_on": "%(today)s::date - 60 + (pg_temp.chance(project.id, n) * 120)::int",
            "owner_id": "people.ids[1 + (project.id + n) %% %(people)s]",
        },
        "projects_project project, generate_series(1, 5) AS n, " + A_PERSON,
    ),
    (
        "projects.Decision",
        {"name": "'Decision'", "project_id": "project.id", "asked_on": "%(today)s::date - 10"},
        "projects_project project WHERE project.id %% 4 = 0",
    ),
    (
        "projects.StatusReport",
        {
            "project_id": "project.id",
            "as_of": "%(today)s::date - n * 30",
            "state": "'published'",
            "published_at": "now()",
            "overall": "(ARRAY['green', 'green', 'amber', 'red'])[1 + (pg_temp.chance(project.id, n) * 4)::int %% 4]",
        },
        "projects_project project, generate_series(1, 6) AS n WHERE project.status <> 'proposed'",
    ),
    (
        "resources.Allocation",
        {
            "project_id": "project.id",
            "person_id": "people.ids[1 + (project.id * 7 + n * 13) %% %(people)s]",
            "first_day": "project.planned_start + (project.planned_finish - project.planned_start) * (n - 1) / 4",
            "last_day": "project.planned_start + (project.planned_finish - project.planned_start) * n / 4",
            "unit": "(ARRAY['days', 'days', 'share', 'fte'])[n]",
            "quantity": "(ARRAY[15, 10, 20, 0.2])[n]",
            "state": "'confirmed'",
        },
        "projects_project project, generate_series(1, 4) AS n, " + A_PERSON,
    ),
]
