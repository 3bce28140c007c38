package dev.tenantry.crm.imports;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.Authority;

/** How an import begins and ends, for the worker that has the claim to it. */
@Component
@Transactional
class ImportLifecycle {

    private final EntityManager entities;
    private final ImportJobs jobs;
    private final ImportRemains remains;
    private final ImportMappings mappings;
    private final Authority authority;
    private final ImportAudit audit;
    private final Clock clock;

    ImportLifecycle(EntityManager entities, ImportJobs jobs, ImportRemains remains, ImportMappings mappings,
            Authority authority, ImportAudit audit, Clock clock) {
        this.entities = entities;
        this.jobs = jobs;
        this.remains = remains;
        this.mappings = mappings;
        this.authority = authority;
        this.audit = audit;
        this.clock = clock;
    }

    /** In whose name the rows are to be written; null where there is nothing to run. */
    @Nullable
    UUID begin(ImportJob job) {
        var imported = claimed(job);
        if (!job.isRun()) {
            remains.deleteFile(job.importId());
            imported.fileDeleted(clock.instant());
            return null;
        }
        var objection = objection(imported);
        if (objection != null) {
            end(job, imported, objection);
            return null;
        }
        var actor = Objects.requireNonNull(imported.getRunBy());
        if (job.attempts() > ImportJobs.ATTEMPTS) {
            end(job, imported, "it came to no progress in " + ImportJobs.ATTEMPTS + " attempts");
            return null;
        }
        if (imported.getState() == ImportState.QUEUED) {
            imported.start(clock.instant());
            remains.deleteOutcome(job.importId());
        } else if (imported.getMode() == ImportMode.DRY_RUN) {
            imported.startOver();
            remains.deleteOutcome(job.importId());
        }
        return actor;
    }

    /** What has begun, for whose name it is in: what a mapping leaves open is settled by the organization, or else by them. */
    @Transactional(readOnly = true)
    RunningImport running(ImportJob job) {
        var imported = entities.find(Import.class, job.importId());
        if (imported == null || imported.getState() != ImportState.RUNNING) {
            throw new LostClaimException();
        }
        return mappings.running(imported, job);
    }

    /**
     * That whoever started it may still do what it does: asked before each chunk, since a file can take long.
     *
     * @throws ProblemException with which it ends
     */
    @Transactional(readOnly = true)
    void demandRights(ImportJob job) {
        var imported = entities.find(Import.class, job.importId());
        var objection = imported == null ? null : objection(imported);
        if (objection != null) {
            throw ProblemException.conflict(objection);
        }
    }

    /** Null where nothing speaks against it. */
    private @Nullable String objection(Import imported) {
        var actor = imported.getRunBy();
        if (actor == null) {
            return "the one who started it is no longer a member of the organization";
        }
        var missing = authority.missing(actor, mappings.neededPermissions(imported));
        return missing.isEmpty()
                ? null
                : "the one who started it no longer has the permission " + missing.getFirst();
    }

    void complete(ImportJob job) {
        var imported = claimed(job);
        if (imported.getState() == ImportState.RUNNING) {
            imported.complete(clock.instant());
            audit.ended(imported);
            jobs.keepFile(job.importId());
        }
    }

    void fail(ImportJob job, String reason) {
        var imported = claimed(job);
        if (imported.getState().isActive()) {
            end(job, imported, reason);
        }
    }

    /** What is claimed goes no further than its current chunk. */
    @Transactional(readOnly = true)
    boolean isPaused() {
        return jobs.isPaused();
    }

    /** No transaction of the tenant's is needed for that. */
    @Transactional(propagation = Propagation.SUPPORTS)
    void release(ImportJob job, Duration after) {
        jobs.release(job, after);
    }

    private void end(ImportJob job, Import imported, String reason) {
        imported.fail(reason, clock.instant());
        audit.ended(imported);
        jobs.keepFile(job.importId());
    }

    /** The import first, and then its place in the queue: in the order in which whoever cancels it locks them. */
    private Import claimed(ImportJob job) {
        var imported = entities.find(Import.class, job.importId(), LockModeType.PESSIMISTIC_WRITE);
        if (imported == null || !jobs.holds(job)) {
            throw new LostClaimException();
        }
        return imported;
    }
}
