package dev.tenantry.audit.export;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.problem.ProblemException;

/** How an export's file grows, for the worker that has the claim to it: each step is one transaction, which begins where the one before ended. */
@Component
@Transactional
class ExportLifecycle {

    private final EntityManager entities;
    private final ExportRights rights;
    private final ExportWriter writer;
    private final ExportJournal journal;
    private final ExportSettings settings;
    private final Clock clock;

    ExportLifecycle(EntityManager entities, ExportRights rights, ExportWriter writer, ExportJournal journal,
            ExportSettings settings, Clock clock) {
        this.entities = entities;
        this.rights = rights;
        this.writer = writer;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes the next part.
     *
     * @return whether more follows; not, where the export is somebody else's by now
     * @throws ProblemException with which it ends
     */
    boolean step(ExportClaim claim) throws IOException {
        writer.begin();
        var export = claimed(claim).orElse(null);
        if (export == null) {
            return false;
        }
        var held = rights.held(export);
        var objection = rights.objection(held);
        if (objection != null) {
            throw ProblemException.conflict(objection);
        }
        if (export.getStatus() == ExportStatus.PENDING) {
            export.begin(clock.instant());
        }
        var isMore = ActingRights.call(held, () -> writer.grow(export));
        if (!isMore) {
            export.complete(clock.instant(), settings.keepFiles());
            journal.note(export, "completed");
        }
        return isMore;
    }

    void fail(ExportClaim claim, String reason) {
        claimed(claim).ifPresent(export -> {
            writer.discard(export);
            export.fail(reason, clock.instant());
            journal.note(export, "failed");
        });
    }

    private Optional<AuditLogExport> claimed(ExportClaim claim) {
        return Optional
                .ofNullable(entities.find(AuditLogExport.class, claim.exportId(), LockModeType.PESSIMISTIC_WRITE))
                .filter(export -> export.isHeldBy(claim));
    }
}
