package dev.tenantry.access.detector;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Subject;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.PeriodicTask;

/** Counts in memory what members and keys are handed out as files in a day, and adds it every few seconds to what other instances have counted. */
@Component
class ExportCounts extends PeriodicTask implements DisposableBean {

    /** Beyond them nobody new is counted until it has been written. */
    private static final int MOST = 5_000;
    /** An organization may be gone by now. */
    private static final String ADD = """
            insert into security_exports as e (organization_id, date, subject, user_id, api_key_id, files, rows)
            select c.organization, c.date, c.subject, c.person, c.key, c.files, c.rows
            from unnest(?::uuid[], ?::date[], ?::text[], ?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[]) as c (organization, date, subject, person, key, files, rows)
            join organizations o on o.id = c.organization order by c.organization, c.date, c.subject
            on conflict on constraint security_exports_pkey do update set files = e.files + excluded.files, rows = e.rows + excluded.rows""";

    private record Whose(UUID organization, UUID user, @Nullable UUID apiKey, LocalDate date) {

        String subject() {
            return Subject.of(user, null, apiKey, null, null).key();
        }
    }

    private record Count(long files, long rows) {

        Count plus(Count other) {
            return new Count(files + other.files, rows + other.rows);
        }
    }

    private final RolePool worker;
    private final Clock clock;
    private final Object lock = new Object();
    private Map<Whose, Count> counted = new HashMap<>();

    ExportCounts(@Qualifier("workerPool") RolePool worker, Clock clock) {
        super("what is handed out as files", Duration.ofSeconds(5));
        this.worker = worker;
        this.clock = clock;
    }

    void add(Caller caller, long rows) {
        var whose = new Whose(caller.organizationId(), caller.userId(), caller.keyId(),
                LocalDate.now(clock.withZone(ZoneOffset.UTC)));
        synchronized (lock) {
            if (counted.size() < MOST || counted.containsKey(whose)) {
                counted.merge(whose, new Count(1, rows), Count::plus);
            }
        }
    }

    /** Requests have ended by now. */
    @Override
    public void destroy() {
        attempt();
    }

    @Override
    protected synchronized void work() {
        Map<Whose, Count> taken;
        synchronized (lock) {
            taken = counted;
            counted = new HashMap<>();
        }
        try {
            if (!taken.isEmpty()) {
                write(taken);
            }
        } catch (RuntimeException failure) {
            synchronized (lock) {
                taken.forEach((whose, count) -> counted.merge(whose, count, Count::plus));
            }
            throw failure;
        }
    }

    private void write(Map<Whose, Count> taken) {
        var whose = new ArrayList<>(taken.keySet());
        whose.sort(Comparator.comparing(Whose::organization).thenComparing(Whose::subject));
        worker.jdbc()
                .sql(ADD)
                .param(texts(whose, Whose::organization))
                .param(texts(whose, Whose::date))
                .param(texts(whose, Whose::subject))
                .param(texts(whose, Whose::user))
                .param(texts(whose, Whose::apiKey))
                .param(texts(whose, one -> taken.getOrDefault(one, new Count(0, 0)).files))
                .param(texts(whose, one -> taken.getOrDefault(one, new Count(0, 0)).rows))
                .update();
    }

    private static @Nullable String[] texts(List<Whose> rows, Function<Whose, ? extends @Nullable Object> value) {
        return rows.stream().map(row -> {
            var text = value.apply(row);
            return text == null ? null : text.toString();
        }).toArray(String[]::new);
    }
}
