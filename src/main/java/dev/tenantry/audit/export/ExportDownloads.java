package dev.tenantry.audit.export;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;

/** The one guard of files: who gets one, and for how long. */
@Service
@Transactional
class ExportDownloads {

    /** Told alike of links that never were any. */
    private static final String NOWHERE = "the link leads nowhere, or no longer: one ends after a time, with its file, with the next link and with the rights of"
            + " whoever made it. Ask whoever gave it to you for another";

    private final EntityManager entities;
    private final ExportRights rights;
    private final ExportJournal journal;
    private final ExportFiles files;
    private final ExportSettings settings;
    private final Clock clock;

    ExportDownloads(EntityManager entities, ExportRights rights, ExportJournal journal, ExportFiles files,
            ExportSettings settings, Clock clock) {
        this.entities = entities;
        this.rights = rights;
        this.journal = journal;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
    }

    /** A file to be sent. */
    record Download(AuditLogExport export, TenantContext context, ExportFiles files) {

        InputStream open() throws IOException {
            return context.call(() -> files.open(export.getId()));
        }
    }

    /** @throws ProblemException 404, also where there is no file; 403 where it shows what the caller may not see, or nobody by now */
    Download download(UUID id) {
        var export = found(id);
        if (!export.isAvailable(clock.instant())) {
            throw ProblemException.of(ProblemType.NOT_FOUND, export.whyNoFile());
        }
        demand(export);
        rights.demandShowable(export, Caller.current().permissions());
        journal.note(export, "downloaded");
        return new Download(export, TenantContext.current(), files);
    }

    /** Makes a link; the one before leads nowhere any more. @throws ProblemException 404; 409 where there is no file; 403 likewise */
    ExportLinkResponse link(UUID id) {
        var export = found(id);
        if (!export.isAvailable(clock.instant())) {
            throw ProblemException.conflict(export.whyNoFile());
        }
        demand(export);
        rights.demandShowable(export, Caller.current().permissions());
        var token = ExportToken.next(TenantContext.current().organizationId(), id);
        var until = clock.instant().plus(settings.keepLinks());
        export.link(token.hash(), Caller.current(), until);
        journal.note(export, "linked");
        return new ExportLinkResponse(settings.url() + "?token=" + token.text(), until);
    }

    /** In the context that the token names. @throws ProblemException 404, whatever it is that is not so; 403 where nobody may see by now what it shows */
    Download follow(ExportToken token) {
        var export = linked(token);
        rights.demandShowable(export);
        journal.note(export, "downloaded");
        return new Download(export, TenantContext.current(), files);
    }

    /** Likewise, and nothing is handed out yet. */
    void check(ExportToken token) {
        linked(token);
    }

    private AuditLogExport linked(ExportToken token) {
        var export = entities.find(AuditLogExport.class, token.exportId());
        var now = clock.instant();
        if (export == null || !export.isLinkedBy(token.hash(), now) || !export.isAvailable(now)
                || !rights.mayBeFollowed(export)) {
            throw ProblemException.of(ProblemType.NOT_FOUND, NOWHERE);
        }
        return export;
    }

    private AuditLogExport found(UUID id) {
        var export = entities.find(AuditLogExport.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (export == null) {
            throw ProblemException.notFound();
        }
        return export;
    }

    private static void demand(AuditLogExport export) {
        export.progress()
                .needed()
                .stream()
                .filter(permission -> !Caller.current().may(permission))
                .sorted()
                .findFirst()
                .ifPresent(permission -> {
                    throw ProblemException.forbidden(permission);
                });
    }
}
