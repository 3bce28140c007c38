package dev.tenantry.access.event;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
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

    /** Beyond so many that nobody has closed people have no use for further ones. */
    private static final int MOST_UNCLOSED = 1_000;
    /** Of a day. Whoever has more is at the end of what can be done address by address. */
    private static final int MOST_A_DAY = 10_000;

    private record Mitigated(long event, List<Mitigation> done) {}

    private final EventRows rows;
    private final TransactionTemplate transaction;
    private final Mitigations mitigations;
    private final SecurityEventNews news;

    SecurityEvents(EventRows rows, PlatformTransactionManager transactions, Mitigations mitigations,
            SecurityEventNews news) {
        this.rows = rows;
        this.transaction = new TransactionTemplate(transactions);
        this.mitigations = mitigations;
        this.news = news;
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
        var falsePositives = rows.falsePositives(detection);
        if (detection.total() < detection.threshold(falsePositives)) {
            return null;
        }
        var counted = rows.count(detection, falsePositives);
        if (counted.isPresent()) {
            return again(counted.get(), detection);
        }
        if (rows.isBacklogOf(MOST_UNCLOSED)) {
            return unseen(detection, falsePositives);
        }
        return made(detection, falsePositives, SecurityEventStatus.OPEN);
    }

    /** What is done by itself goes on for as long as nobody closes anything; such events are closed from the beginning, since nobody would see them. */
    private @Nullable Mitigated unseen(Detection detection, int falsePositives) {
        if (rows.tellBacklog()) {
            news.tellBacklog(MOST_UNCLOSED);
        }
        return mitigations.of(detection).isEmpty() || rows.hasToday(MOST_A_DAY)
                ? null
                : made(detection, falsePositives, SecurityEventStatus.RESOLVED);
    }

    private @Nullable Mitigated made(Detection detection, int falsePositives, SecurityEventStatus status) {
        var event = rows.insert(detection, falsePositives, status);
        if (event.isEmpty()) {
            // Another instance has made it meanwhile.
            return rows.count(detection, falsePositives).map(made -> again(made, detection)).orElse(null);
        }
        var done = mitigations.apply(event.get(), detection);
        news.tell(event.get(), detection, falsePositives, done);
        return new Mitigated(event.get(), done);
    }

    private @Nullable Mitigated again(EventRows.Counted counted, Detection detection) {
        if (!counted.isDue()) {
            if (mitigations.extend(counted.event(), detection)) {
                news.mitigated(counted.event(), List.of(Mitigation.ADDRESS_BLOCKED));
            }
            return null;
        }
        var done = mitigations.apply(counted.event(), detection);
        news.mitigated(counted.event(), done);
        return new Mitigated(counted.event(), done);
    }
}
