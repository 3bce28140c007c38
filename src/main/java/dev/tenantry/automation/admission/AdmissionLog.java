package dev.tenantry.automation.admission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Decision.TurnedAway;

/** Records what started nothing, and why: all of it is counted, and so much is told one by one that somebody can read it. */
@Component
class AdmissionLog {

    /** Of one workflow, decided at once. */
    private static final int MOST_AT_ONCE = 20;

    private static final String RECORD = """
            insert into workflow_admissions (organization_id, workflow_id, version_number, event_id, subject, stage, decision, reason)
            select app.org_id(), a.workflow_id, a.version_number, a.event_id, a.subject, a.stage, a.decision, a.reason
            from unnest(?::uuid[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                as a (workflow_id, version_number, event_id, subject, stage, decision, reason)
            where (select count(*) from (
                select from workflow_admissions r where r.organization_id = app.org_id() and r.workflow_id = a.workflow_id
                    and r.created_at > now() - interval '1 minute' limit 200) lately) < 200""";
    private static final String COUNT = """
            update workflow_definitions w set turned_away_count = w.turned_away_count + s.many
            from unnest(?::uuid[], ?::bigint[]) as s (workflow_id, many) where w.organization_id = app.org_id() and w.id = s.workflow_id""";

    private final JdbcClient jdbc;

    AdmissionLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Entries begin() {
        return new Entries();
    }

    private record Entry(Candidate candidate, @Nullable Long event, TurnedAway turnedAway) {}

    /** What is decided at once. */
    final class Entries {

        private final List<Entry> recorded = new ArrayList<>();
        private final Map<UUID, Long> counts = new HashMap<>();

        void add(Candidate candidate, TurnedAway turnedAway) {
            var event = candidate.event();
            add(new Entry(candidate, event == null ? null : event.id(), turnedAway));
        }

        /** @param event that was let in before */
        void addSuperseded(Candidate by, long event, TurnedAway turnedAway) {
            add(new Entry(by, event, turnedAway));
        }

        private void add(Entry entry) {
            if (counts.merge(entry.candidate.workflowId(), 1L, Long::sum) <= MOST_AT_ONCE) {
                recorded.add(entry);
            }
        }

        void write() {
            if (counts.isEmpty()) {
                return;
            }
            jdbc.sql(RECORD)
                    .params(of(entry -> entry.candidate.workflowId()).toArray(UUID[]::new),
                            of(entry -> entry.candidate.version()).toArray(Integer[]::new),
                            of(entry -> entry.event).toArray(Long[]::new),
                            of(AdmissionLog::subject).toArray(String[]::new),
                            of(entry -> entry.turnedAway.stage().toString()).toArray(String[]::new),
                            of(entry -> entry.turnedAway.verdict().toString()).toArray(String[]::new),
                            of(this::reason).toArray(String[]::new))
                    .update();
            jdbc.sql(COUNT)
                    .params(counts.keySet().toArray(UUID[]::new), counts.values().toArray(Long[]::new))
                    .update();
        }

        private <T extends @Nullable Object> List<T> of(Function<Entry, T> value) {
            var values = new ArrayList<T>();
            recorded.forEach(entry -> values.add(value.apply(entry)));
            return values;
        }

        private String reason(Entry entry) {
            var all = counts.getOrDefault(entry.candidate.workflowId(), 0L);
            return all <= MOST_AT_ONCE
                    ? entry.turnedAway.reason()
                    : entry.turnedAway.reason() + "; of " + all + " at that moment " + MOST_AT_ONCE + " are recorded";
        }
    }

    private static @Nullable String subject(Entry entry) {
        var event = entry.candidate.event();
        return event != null && entry.event != null && event.id() == entry.event ? event.subject() : null;
    }
}
