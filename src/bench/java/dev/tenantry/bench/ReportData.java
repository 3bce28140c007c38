package dev.tenantry.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What reports are measured over: 200,000 deals that began over five years, each with five states and stays in stages, one in four in another
 * currency; as many tasks, as many notes, and 20,000 events, all shared among the members.
 */
final class ReportData {

    private static final int DEALS = 200_000;
    private static final int EVENTS = 20_000;
    private static final int STATES = 5;

    private static final String MEMBERS = """
            insert into organization_members (organization_id, user_id, role)
            select ?, m.user_id, 'member' from organization_members m on conflict do nothing""";
    private static final String STAGES = """
            create temporary table stages as select organization_id, pipeline_id, id, name, kind, position from pipeline_stages where organization_id = ?""";
    private static final String SELLERS = """
            create temporary table sellers as select user_id, row_number() over (order by user_id) - 1 as place, count(*) over () as all_of_them
            from organization_members where organization_id = ?""";
    private static final String DEAL = """
            insert into opportunities (organization_id, id, name, amount, currency, pipeline_id, stage, status, owner_id, started_on, expected_close_on,
                                       closed_on, created_at)
            select s.organization_id, n, 'Deal ' || n, 100 + n % 10000, (array['USD', 'USD', 'USD', 'EUR'])[1 + n % 4], s.pipeline_id, s.name, s.kind,
                m.user_id, day - 60, day, case when s.kind <> 'open' then day end, (day - 60)::timestamptz + n % 86400 * interval '1 second'
            from generate_series(1, ?) n cross join lateral (select current_date - 1500 + (n * 7919) % 1826 as day) d
            join sellers m on m.place = n % m.all_of_them
            join stages s on s.position = case when day > current_date then 1 + n % 2 else 3 + n % 2 end""";
    private static final String STATE = """
            insert into opportunity_history (organization_id, opportunity_id, pipeline_id, stage_id, owner_id, amount, currency, close_on, is_closed, began_at, valid_until)
            select o.organization_id, o.id, o.pipeline_id, s.id, o.owner_id, o.amount, o.currency, o.expected_close_on, o.closed_on is not null and k = 1,
                began + (? - k) * interval '12 days', case when k > 1 then began + (? - k + 1) * interval '12 days' end
            from opportunities o cross join generate_series(1, ?) k
            cross join lateral (select least(o.started_on, current_date - 61)::timestamptz as began) b
            join stages s on s.position = case when k > 1 then 1 + k % 2 when o.status = 'open' then 2 when o.status = 'won' then 3 else 4 end
            where o.organization_id = (select organization_id from stages limit 1)
            order by o.id, k desc""";
    private static final String STAY = """
            insert into opportunity_stage_history (organization_id, opportunity_id, pipeline_id, stage, stage_id, previous_stage_id, next_stage_id, entered_at, left_at)
            select h.organization_id, h.opportunity_id, h.pipeline_id, s.name, s.id, lag(s.id) over deal, lead(s.id) over deal, h.began_at, h.valid_until
            from opportunity_history h join stages s on s.id = h.stage_id and s.organization_id = h.organization_id
            window deal as (partition by h.opportunity_id order by h.began_at)""";
    private static final String PAST = "update pipeline_stage_history set began_at = began_at - interval '10 years' where organization_id = ?";
    private static final String RATES = """
            insert into exchange_rate_history (organization_id, rate_id, from_currency, to_currency, valid_on, rate, began_at)
            select ?, n, 'EUR', 'USD', current_date - n, 1 + n * 0.0001, now() - interval '10 years' from generate_series(0, 2000) n""";
    private static final String TASKS = """
            insert into tasks (organization_id, id, title, assignee_id, completed_at)
            select s.organization_id, n, 'Task ' || n, m.user_id, current_date - (n * 7919) % 1826 + n % 86400 * interval '1 second'
            from generate_series(1, ?) n join sellers m on m.place = n % m.all_of_them cross join (select organization_id from stages limit 1) s""";
    private static final String NOTES = """
            insert into notes (organization_id, id, body, author_id, opportunity_id, created_at)
            select s.organization_id, n, 'Note ' || n, m.user_id, n, current_date - (n * 7919) % 1826 + n % 86400 * interval '1 second'
            from generate_series(1, ?) n join sellers m on m.place = n % m.all_of_them cross join (select organization_id from stages limit 1) s""";
    private static final String EVENT = """
            insert into crm_events (organization_id, id, event_summary, event_start_time, event_end_time, time_zone, owner_id, uid, last_end_at)
            select s.organization_id, n, 'Event ' || n, at, at + interval '1 hour', 'UTC', m.user_id, 'event-' || n, at + interval '1 hour'
            from generate_series(1, ?) n join sellers m on m.place = n % m.all_of_them cross join (select organization_id from stages limit 1) s
            cross join lateral (select current_date - (n * 7919) % 1826 + n % 86400 * interval '1 second' as at) t""";

    private ReportData() {}

    /** Into the organization, whose members all others of the database become. */
    static void load(Connection superuser, UUID organization) throws SQLException {
        execute(superuser, MEMBERS, organization);
        execute(superuser, STAGES, organization);
        execute(superuser, SELLERS, organization);
        execute(superuser, DEAL, DEALS);
        execute(superuser, STATE, STATES, STATES, STATES);
        execute(superuser, STAY);
        execute(superuser, PAST, organization);
        execute(superuser, RATES, organization);
        execute(superuser, TASKS, DEALS);
        execute(superuser, NOTES, DEALS);
        execute(superuser, EVENT, EVENTS);
        execute(superuser, "vacuum (analyze)");
    }

    private static void execute(Connection superuser, String sql, Object... parameters) throws SQLException {
        try (var statement = superuser.prepareStatement(sql)) {
            for (var place = 0; place < parameters.length; place++) {
                statement.setObject(place + 1, parameters[place]);
            }
            statement.execute();
        }
    }
}
