package dev.tenantry.access.event;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the current organization's events, in the current transaction. */
@Component
class EventRows {

    private static final String FALSE_POSITIVES = """
            select count(*) from security_events where organization_id = app.org_id() and event_type = ? and subject = ? and status = 'false_positive'
              and resolved_at > now() - interval '30 days'""";
    private static final String UNCLOSED = """
            select count(*) from (select from security_events where organization_id = app.org_id() and status in ('open', 'investigating') limit ?) as e""";
    private static final String TODAY = """
            select count(*) from (select from security_events where organization_id = app.org_id() and created_at > now() - interval '1 day' limit ?) as e""";
    private static final String COUNT = """
            update security_events set occurrences = least(occurrences::bigint + ?, 2147483647)::int, last_seen_at = now(), threat_indicators = ?::jsonb,
                confidence_score = greatest(confidence_score, ?)
            where organization_id = app.org_id() and event_type = ? and subject = ? and day = ? and (status = 'investigating' or investigated_at is null)
            returning id, new.mitigation_due_at <= ? and ((old.threat_indicators->>'observed')::bigint < ? or ?) as is_due""";
    private static final String INSERT = """
            insert into security_events (organization_id, event_type, severity, description, user_id, session_id, api_key_id, subject, day, occurrences,
                ip_address, user_agent, geolocation, threat_indicators, confidence_score, status, resolved_at)
            values (app.org_id(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::inet, ?, ?::jsonb, ?::jsonb, ?, ?, ?)
            on conflict (organization_id, event_type, subject, day) where status = 'investigating' or investigated_at is null do nothing
            returning id""";
    private static final String BACKLOG = """
            insert into security_event_backlogs as b (organization_id, told_on) values (app.org_id(), ?)
            on conflict (organization_id) do update set told_on = excluded.told_on where b.told_on < excluded.told_on""";

    private final JdbcClient jdbc;
    private final Findings findings;
    private final Clock clock;

    EventRows(JdbcClient jdbc, Findings findings, Clock clock) {
        this.jdbc = jdbc;
        this.findings = findings;
        this.clock = clock;
    }

    /** @param isDue whether what was done about it is to be done again */
    record Counted(long event, boolean isDue) {}

    int falsePositives(Detection detection) {
        return jdbc.sql(FALSE_POSITIVES)
                .params(detection.rule().type().toString(), detection.subject().key())
                .query(Integer.class)
                .single();
    }

    boolean isBacklogOf(int events) {
        return jdbc.sql(UNCLOSED).param(events).query(Integer.class).single() == events;
    }

    boolean hasToday(int events) {
        return jdbc.sql(TODAY).param(events).query(Integer.class).single() == events;
    }

    /** @return whether it is the first time on this day */
    boolean tellBacklog() {
        return jdbc.sql(BACKLOG).param(today()).update() > 0;
    }

    /** @return the one to count on, where there is one that nobody has closed */
    Optional<Counted> count(Detection detection, int falsePositives) {
        return jdbc.sql(COUNT)
                .param(detection.more())
                .param(findings.indicators(detection, falsePositives))
                .param(detection.confidence(falsePositives))
                .param(detection.rule().type().toString())
                .param(detection.subject().key())
                .param(today())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(detection.total())
                .param(detection.more() > 0)
                .query((row, _) -> new Counted(row.getLong("id"), row.getBoolean("is_due")))
                .optional();
    }

    /** @return empty where there is one by now */
    Optional<Long> insert(Detection detection, int falsePositives, SecurityEventStatus status) {
        var subject = detection.subject();
        return jdbc.sql(INSERT)
                .param(detection.rule().type().toString())
                .param(detection.rule().severity().toString())
                .param(detection.rule().text())
                .param(subject.userId())
                .param(subject.sessionId())
                .param(subject.apiKeyId())
                .param(subject.key())
                .param(today())
                .param(detection.rule().isCount() ? detection.total() : detection.more())
                .param(findings.address(subject))
                .param(subject.userAgent())
                .param(findings.geolocation(subject))
                .param(findings.indicators(detection, falsePositives))
                .param(detection.confidence(falsePositives))
                .param(status.toString())
                .param(status.isClosed() ? clock.instant().atOffset(ZoneOffset.UTC) : null)
                .query(Long.class)
                .optional();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }
}
