package dev.tenantry.access.event;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.access.policy.Mitigation;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Turns;

/**
 * Makes events of what detectors find: of a type, subject and day one while nobody has closed it, whichever instances find it; what comes on top is
 * counted on it. Of a new one people are told, and done is what the organization's policy says: again once that is over, for as long as it goes on and
 * nobody undoes it.
 */
@Component
public class SecurityEvents {

    /** Beyond so many that nobody has closed there are no further ones. */
    private static final int MOST = 1000;
    private static final Logger log = LoggerFactory.getLogger(SecurityEvents.class);

    private static final String FALSE_POSITIVES = """
            select count(*) from security_events where organization_id = app.org_id() and event_type = ? and subject = ? and status = 'false_positive'
              and resolved_at > now() - interval '30 days'""";
    private static final String UNCLOSED = """
            select count(*) from (select from security_events where organization_id = app.org_id() and status in ('open', 'investigating') limit ?) as e""";
    private static final String COUNT = """
            update security_events set occurrences = least(occurrences::bigint + ?, 2147483647)::int, last_seen_at = now(), threat_indicators = ?::jsonb,
                confidence_score = greatest(confidence_score, ?)
            where organization_id = app.org_id() and event_type = ? and subject = ? and day = ? and status in ('open', 'investigating')
            returning id, new.mitigation_due <= ? and ((old.threat_indicators->>'observed')::bigint < ? or ?) as is_due""";
    private static final String INSERT = """
            insert into security_events (organization_id, event_type, severity, description, user_id, session_id, api_key_id, subject, day, occurrences,
                ip_address, user_agent, geolocation, threat_indicators, confidence_score)
            values (app.org_id(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
            on conflict (organization_id, event_type, subject, day) where status in ('open', 'investigating') do nothing
            returning id""";

    private record Counted(long event, boolean isDue) {}

    private record Mitigated(long event, List<Mitigation> done) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Findings findings;
    private final Mitigations mitigations;
    private final SecurityEventNews news;
    private final Clock clock;

    SecurityEvents(JdbcClient jdbc, PlatformTransactionManager transactions, Findings findings, Mitigations mitigations,
            SecurityEventNews news, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.findings = findings;
        this.mitigations = mitigations;
        this.news = news;
        this.clock = clock;
    }

    /** In a transaction of its own. Nothing where it is less than what it takes by now. Where it fails that is told of, and is no matter of other events. */
    public void attempt(UUID organization, Detection detection) {
        try {
            new TenantContext(organization, null).run(() -> raise(detection));
        } catch (RuntimeException failure) {
            Turns.report("a security event", failure);
        }
    }

    private void raise(Detection detection) {
        var mitigated = transaction.execute(_ -> write(detection));
        if (mitigated == null) {
            return;
        }
        try {
            mitigations.endSessions(detection.subject(), mitigated.done());
        } catch (RuntimeException failure) {
            transaction.executeWithoutResult(_ -> mitigations.due(mitigated.event()));
            throw failure;
        }
    }

    /** @return what is done about it now; null: nothing is */
    private @Nullable Mitigated write(Detection detection) {
        var falsePositives = jdbc.sql(FALSE_POSITIVES)
                .params(detection.rule().type().toString(), detection.subject().key())
                .query(Integer.class)
                .single();
        if (detection.total() < detection.threshold(falsePositives)) {
            return null;
        }
        var counted = count(detection, falsePositives);
        if (counted.isPresent()) {
            return again(counted.get(), detection);
        }
        if (jdbc.sql(UNCLOSED).param(MOST).query(Integer.class).single() == MOST) {
            log.warn("organization {} has {} security events that nobody has closed: no further one is made",
                    TenantContext.current().organizationId(), MOST);
            return null;
        }
        var event = insert(detection, falsePositives);
        if (event.isEmpty()) {
            // Another instance has made it meanwhile.
            return count(detection, falsePositives).map(made -> again(made, detection)).orElse(null);
        }
        var done = mitigations.apply(event.get(), detection);
        news.tell(event.get(), detection, falsePositives, done);
        return new Mitigated(event.get(), done);
    }

    /** @return the one to count on, where there is one */
    private Optional<Counted> count(Detection detection, int falsePositives) {
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

    private @Nullable Mitigated again(Counted counted, Detection detection) {
        if (!counted.isDue) {
            return null;
        }
        var done = mitigations.apply(counted.event, detection);
        news.mitigated(counted.event, done);
        return new Mitigated(counted.event, done);
    }

    private Optional<Long> insert(Detection detection, int falsePositives) {
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
                .param(detection.total())
                .param(subject.address())
                .param(subject.userAgent())
                .param(findings.geolocation(subject))
                .param(findings.indicators(detection, falsePositives))
                .param(detection.confidence(falsePositives))
                .query(Long.class)
                .optional();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }
}
