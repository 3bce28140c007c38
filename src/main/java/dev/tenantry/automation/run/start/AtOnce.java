package dev.tenantry.automation.run.start;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.tenantry.automation.run.start.FirstSteps.Begun;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Decides which of the runs that events begin are carried out by the turn that dispatches these. Never twice: where a turn has come to
 * nothing the next one queues what it begins, and so do all for a while with the workflow that was to blame; what an event from before this
 * process begins is queued, too. So a step that takes transactions or processes down does so under a lease, which is counted.
 */
@Component
class AtOnce {

    /** Beyond, runs are cheaper in the queue's larger batches, and others' events would wait for them. */
    static final int MOST = 50;
    /** For which a workflow is queued with which a turn has come to nothing: that costs all other events of the turn as well. */
    private static final Duration QUEUED_FOR = Duration.ofMinutes(5);

    /** Which come to what dispatches events, by ways of their own. */
    private final ObjectProvider<FirstSteps> steps;
    private final JdbcClient jdbc;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    /** Until when workflows are queued, by {@link System#nanoTime()}. */
    private final Map<UUID, Long> queued = new ConcurrentHashMap<>();
    /** When this process had its first turn, by the database's clock. */
    private volatile @Nullable Instant since;

    AtOnce(ObjectProvider<FirstSteps> steps, JdbcClient jdbc) {
        this.steps = steps;
        this.jdbc = jdbc;
    }

    /** What one turn begins, in its transaction. */
    Turn turn() {
        var organization = TenantContext.current().organizationId();
        var isTried = !underWay.add(organization);
        AfterCommit.run(() -> underWay.remove(organization));
        return new Turn(steps.getObject().areTaken() && !isTried ? since() : Instant.MAX);
    }

    private boolean isQueued(UUID workflow) {
        return queued.computeIfPresent(workflow, (_, end) -> end - System.nanoTime() > 0 ? end : null) != null;
    }

    private void queue(Stream<UUID> workflows) {
        queued.values().removeIf(end -> end - System.nanoTime() <= 0);
        workflows.forEach(workflow -> queued.put(workflow, System.nanoTime() + QUEUED_FOR.toNanos()));
    }

    private Instant since() {
        var known = since;
        if (known == null) {
            known = jdbc.sql("select clock_timestamp() as since")
                    .query((row, _) -> Rows.instant(row, "since"))
                    .single();
            since = known;
        }
        return known;
    }

    final class Turn {

        private final Instant after;
        private final List<RunStart> taken = new ArrayList<>();

        private Turn(Instant after) {
            this.after = after;
        }

        /** Or it is to be queued. A goal that the same turn meets ends what is written already. */
        boolean takes(RunStart start) {
            if (taken.size() > MOST || !start.isRun() || !start.isPlain() || start.active().enrolment().goal() != null
                    || !start.event().occurredAt().isAfter(after) || isQueued(start.workflowId())) {
                return false;
            }
            return taken.add(start);
        }

        /** What has become too much, or finds no room, is queued as well. */
        void end(RunStarts starts) {
            if (taken.size() > MOST || !taken.isEmpty() && !steps.getObject().haveRoom()) {
                taken.forEach(starts::add);
                taken.clear();
                starts.flush();
            }
        }

        /**
         * Behind all that the runs' starts lock, as steps lock records, and before what dispatches the events to others: nobody who waits for
         * those waits for steps.
         */
        void carryOut() {
            if (!taken.isEmpty()) {
                var at = new AtomicReference<@Nullable UUID>();
                rememberFailure(at);
                steps.getObject()
                        .take(taken.stream()
                                .map(start -> new Begun(Version.of(start.workflowId(), start.active().version()),
                                        start.active().triggerId(), start.event().id()))
                                .toList(), at::set);
            }
        }

        /** @param at the one to blame, where that is known */
        private void rememberFailure(AtomicReference<@Nullable UUID> at) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCompletion(int status) {
                    var workflow = at.get();
                    if (status != STATUS_COMMITTED) {
                        queue(workflow == null ? taken.stream().map(RunStart::workflowId) : Stream.of(workflow));
                    }
                }
            });
        }
    }
}
