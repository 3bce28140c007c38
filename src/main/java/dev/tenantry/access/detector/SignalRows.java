package dev.tenantry.access.detector;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;

/** Adds what an instance has noticed to what others have, in one order. What counts once only does so whichever instance notices it, and whenever. */
@Component
class SignalRows {

    /** Of all instances. */
    private static final int MOST_ITEMS = 4 * CallerSignals.MOST_ITEMS;
    /** An organization may be gone by now. */
    private static final String ADD = """
            insert into security_signals as s (organization_id, event_type, subject, begun_at, count, items)
            select c.organization, c.type, c.subject, c.begun, c.count, c.items::int[]
            from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::int[], ?::text[]) as c (organization, type, subject, begun, count, items)
            join organizations o on o.id = c.organization
            order by c.organization, c.type, c.subject, c.begun
            on conflict on constraint security_signals_pkey do update set count = least(s.count::bigint + excluded.count, 1000000)::int,
                items = array(select distinct item from unnest(s.items || excluded.items) as item limit ?)""";
    private static final String SUM = """
            select coalesce((select sum(s.count) from security_signals s where s.organization_id = c.organization and s.event_type = c.type
                    and s.subject = c.subject and s.begun_at > c.since), 0)
                + (select count(distinct item) from security_signals s, unnest(s.items) as item where s.organization_id = c.organization
                    and s.event_type = c.type and s.subject = c.subject and s.begun_at > c.since)
            from (select *, ?::timestamptz as since from unnest(?::uuid[], ?::text[], ?::text[]) with ordinality as u (organization, type, subject, place)) as c
            order by c.place""";

    private final RolePool worker;
    private final Clock clock;

    SignalRows(@Qualifier("workerPool") RolePool worker, Clock clock) {
        this.worker = worker;
        this.clock = clock;
    }

    /** @return how much all instances have noticed of each within the time that counts, in the same order */
    List<Integer> add(List<CallerSignal> signals) {
        var organizations = column(signals, CallerSignal::organization, UUID[]::new);
        var types = column(signals, signal -> signal.type().toString(), String[]::new);
        var subjects = column(signals, signal -> signal.subject().key(), String[]::new);
        return worker.inTransaction(() -> {
            worker.jdbc()
                    .sql(ADD)
                    .params(organizations, types, subjects,
                            column(signals, signal -> signal.begun().toString(), String[]::new),
                            column(signals, CallerSignal::count, Integer[]::new),
                            column(signals, SignalRows::items, String[]::new), MOST_ITEMS)
                    .update();
            return worker.jdbc()
                    .sql(SUM)
                    .params(clock.instant().minus(CallerSignals.WINDOW).atOffset(ZoneOffset.UTC), organizations, types,
                            subjects)
                    .query(Integer.class)
                    .list();
        });
    }

    private static String items(CallerSignal signal) {
        return signal.items().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static <V> V[] column(List<CallerSignal> signals, Function<CallerSignal, V> value, IntFunction<V[]> array) {
        return signals.stream().map(value).toArray(array);
    }
}
