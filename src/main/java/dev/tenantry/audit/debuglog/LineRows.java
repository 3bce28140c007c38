package dev.tenantry.audit.debuglog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.database.RolePool;

/** The lines as they are stored: of each organization so many of the newest. */
@Component
class LineRows {

    private static final int MOST = 50_000;
    /** After so many more lines of an organization the oldest are looked for. */
    private static final int TRIMMED_AFTER = 5_000;
    /** An organization may be gone by now. */
    private static final String INSERT = """
            insert into debug_logs (organization_id, user_id, log_level, module, message, context, request_id, created_at)
            select l.organization, l.person, l.level, l.module, l.message, l.context::jsonb, l.request, l.at
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                with ordinality as l (organization, person, level, module, message, context, request, at, number)
            join organizations o on o.id = l.organization
            order by l.number""";
    private static final String COUNT = """
            update debug_sessions s set lines = s.lines + c.lines, dropped_lines = s.dropped_lines + c.dropped
            from unnest(?::uuid[], ?::uuid[], ?::int[], ?::int[]) as c (organization, id, lines, dropped)
            where s.organization_id = c.organization and s.id = c.id""";
    private static final String TRIM = """
            delete from debug_logs where (organization_id, id) in (
                select l.organization_id, l.id from unnest(?::uuid[]) as o (id)
                cross join lateral (select organization_id, id from debug_logs where organization_id = o.id order by created_at desc, id desc offset ?) l)""";

    /** Of a session since they were added up last. */
    record Counted(int lines, int dropped) {

        Counted plus(Counted other) {
            return new Counted(lines + other.lines, dropped + other.dropped);
        }

        boolean isNothing() {
            return lines == 0 && dropped == 0;
        }
    }

    private final RolePool worker;
    private final JsonMapper json;
    private final Map<UUID, Integer> untrimmed = new HashMap<>();

    LineRows(@Qualifier("workerPool") RolePool worker, JsonMapper json) {
        this.worker = worker;
        this.json = json;
    }

    synchronized void write(List<Line> lines) {
        worker.inTransaction(() -> insert(lines));
        lines.forEach(line -> untrimmed.merge(line.session().organization(), 1, Integer::sum));
        var due = untrimmed.entrySet()
                .stream()
                .filter(written -> written.getValue() >= TRIMMED_AFTER)
                .map(Map.Entry::getKey)
                .toList();
        if (!due.isEmpty()) {
            worker.jdbc().sql(TRIM).params(due.toArray(UUID[]::new), MOST).update();
            due.forEach(untrimmed::remove);
        }
    }

    private void insert(List<Line> lines) {
        worker.jdbc()
                .sql(INSERT)
                .params(column(lines, line -> line.session().organization(), UUID[]::new),
                        column(lines, Line::user, UUID[]::new),
                        column(lines, line -> line.level().toString(), String[]::new),
                        column(lines, line -> Modules.of(line.logger()), String[]::new),
                        column(lines, Line::shownMessage, String[]::new),
                        column(lines, line -> json.writeValueAsString(line.context()), String[]::new),
                        column(lines, Line::requestId, String[]::new),
                        column(lines, line -> line.at().toString(), String[]::new))
                .update();
    }

    void add(Map<ActiveSession, Counted> counts) {
        worker.jdbc()
                .sql(COUNT)
                .params(column(counts.keySet(), ActiveSession::organization, UUID[]::new),
                        column(counts.keySet(), ActiveSession::id, UUID[]::new),
                        column(counts.values(), Counted::lines, Integer[]::new),
                        column(counts.values(), Counted::dropped, Integer[]::new))
                .update();
    }

    private static <R, V> V[] column(Collection<R> rows, Function<R, ? extends @Nullable V> value,
            IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
