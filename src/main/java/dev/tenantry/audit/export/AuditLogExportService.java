package dev.tenantry.audit.export;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.logs.AuditLogReading;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.web.IfMatch;

/** What people do about exports. */
@Service
@Transactional(readOnly = true)
@EnableConfigurationProperties(ExportSettings.class)
class AuditLogExportService implements ListSource {

    private static final ListDefinition<AuditLogExport> LISTING = ListDefinition.of(AuditLogExport.class)
            .field("id", UUID.class)
            .field("requestedBy", UUID.class)
            .field("recordCount", Integer.class)
            .nullable("completedAt", Instant.class)
            .nullable("expiresAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();
    /** Each can be large, and is there for days. */
    private static final RowLimit LIMIT = RowLimit.ofOrganization("exports of its audit log", 100);

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final AuditLogReading log;
    private final ExportQueue queue;
    private final ExportJournal journal;
    private final ExportMapper mapper;

    AuditLogExportService(RecordKernel kernel, AuditLogReading log, ExportQueue queue, ExportJournal journal,
            ExportMapper mapper) {
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.log = log;
        this.queue = queue;
        this.journal = journal;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return AuditLogExportResponse.class;
    }

    Page<AuditLogExportResponse> list(ListRequest request) {
        return kernel.lists().list(LISTING, request).map(mapper::toResponse);
    }

    AuditLogExportResponse get(UUID id) {
        return mapper.toResponse(existing(entities.find(AuditLogExport.class, id)));
    }

    /** @throws ProblemException 400 where the log cannot be filtered so; 409 */
    @Transactional
    AuditLogExportResponse create(AuditLogExportRequest request) {
        var now = kernel.clock().instant().truncatedTo(ChronoUnit.MICROS);
        log.check(new ExportFilters(request.filter()).request(now, 1, null, false));
        var export = new AuditLogExport(Ids.next(), request, Caller.current(), now);
        entities.persist(export);
        LIMIT.keep(entities, AuditLogExport.class);
        entities.flush();
        journal.note(export, "created");
        queue.add();
        return mapper.toResponse(export);
    }

    /** @throws ProblemException 404, 409 where it has ended */
    @Transactional
    void cancel(UUID id) {
        var export = locked(id);
        if (export.getStatus().isActive()) {
            export.cancel(kernel.clock().instant());
            journal.note(export, "cancelled");
            entities.flush();
        }
    }

    /** With its file. */
    @Transactional
    void delete(UUID id, IfMatch ifMatch) {
        var export = locked(id);
        ifMatch.check(() -> mapper.toResponse(export));
        journal.note(export, "deleted");
        entities.remove(export);
    }

    private AuditLogExport locked(UUID id) {
        return existing(entities.find(AuditLogExport.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static AuditLogExport existing(@Nullable AuditLogExport export) {
        if (export == null) {
            throw ProblemException.notFound();
        }
        return export;
    }
}
