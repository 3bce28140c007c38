package dev.tenantry.automation.run.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.automation.run.start.RefusedRuns;
import dev.tenantry.shared.problem.ProblemException;

/** Many runs that go on where they failed or were parked, or begin after they were refused, so many at a time and so many a minute. */
@Service
@Transactional
class RunRedrives {

    /** In one transaction. */
    private static final int MOST = 1_000;
    /** Refused runs in one transaction, those that cannot begin included. */
    private static final int MOST_LOOKED_AT = 10_000;

    private final StuckRuns stuck;
    private final RefusedRuns refusals;
    private final RunControl control;
    private final RunRights rights;
    private final AuditTrail audit;
    private final Clock clock;

    RunRedrives(StuckRuns stuck, RefusedRuns refusals, RunControl control, RunRights rights, AuditTrail audit,
            Clock clock) {
        this.stuck = stuck;
        this.refusals = refusals;
        this.control = control;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws ProblemException 422 where there is no such workflow, and 403 where what one of them does takes more than the caller may */
    RedriveResponse redrive(RedriveRequest request) {
        request.demandFilter();
        return request.isOfRefused() ? begin(request) : goOn(request);
    }

    private RedriveResponse goOn(RedriveRequest request) {
        var found = stuck.find(request, MOST);
        found.stream().map(StuckRuns.Stuck::content).distinct().forEach(rights::demandToRetry);
        var held = found.stream().filter(StuckRuns.Stuck::isHeld).map(StuckRuns.Stuck::id).toList();
        if (!request.isPreview() && !held.isEmpty()) {
            control.retryAll(held, apart(request));
            record(held.getFirst(), held.size());
        }
        var isAll = found.size() < MOST;
        return new RedriveResponse(request.isPreview(), held.size(), found.size() - held.size(), List.of(),
                isAll && held.size() == found.size(), isAll ? null : found.getLast().id(),
                last(request, held.size()));
    }

    private RedriveResponse begin(RedriveRequest request) {
        var found = stuck.findRefused(request, MOST_LOOKED_AT);
        var result = refusals.begin(found, new RefusedRuns.Terms(MOST, apart(request), request.isPreview(),
                version -> rights.demandToRetry(new RunContent(version, Set.of()))));
        if (!request.isPreview() && result.begun() > 0) {
            record(found.getFirst().id(), result.begun());
        }
        var isAll = result.lookedAt() == found.size() && found.size() < MOST_LOOKED_AT;
        return new RedriveResponse(request.isPreview(), result.begun(), result.skipped(), left(result.left()),
                isAll && result.skipped() == 0, isAll ? null : found.get(result.lookedAt() - 1).id(),
                last(request, result.begun()));
    }

    private static List<RedriveResponse.Left> left(Map<String, Integer> left) {
        return left.entrySet()
                .stream()
                .map(reason -> new RedriveResponse.Left(reason.getKey(), reason.getValue()))
                .toList();
    }

    /** Milliseconds. */
    private static double apart(RedriveRequest request) {
        var rate = request.ratePerMinute();
        return rate == null ? 0 : Duration.ofMinutes(1).toMillis() / (double) rate;
    }

    private @Nullable Instant last(RedriveRequest request, int runs) {
        return request.ratePerMinute() == null || runs == 0
                ? null
                : clock.instant().plusMillis(Math.round((runs - 1) * apart(request)));
    }

    private void record(Long first, int runs) {
        audit.record(new AuditEntry("workflow-run.redriven", AuditEntry.Category.DATA_MODIFICATION, "workflow-run",
                first.toString(), Map.of(), Map.of("runs", runs)));
    }
}
