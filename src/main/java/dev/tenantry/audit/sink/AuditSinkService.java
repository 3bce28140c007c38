package dev.tenantry.audit.sink;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** The organization's sinks. They are its own, whoever has stated them: as what it is set to, they stay when that member goes. */
@Service
@Transactional(readOnly = true)
class AuditSinkService implements ListSource {

    private static final ListDefinition<AuditSink> LISTING = ListDefinition.of(AuditSink.class)
            .field("id", UUID.class)
            .longText("name")
            .longText("url")
            .field("enabled", Boolean.class)
            .nullable("lastSentAt", Instant.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();
    private static final RowLimit LIMIT = RowLimit.ofOrganization("sinks of its audit log", 5);

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final SettledEntries settled;
    private final SinkTransports transports;
    private final SinkTokens tokens;
    private final SinkQueue queue;
    private final SinkMapper mapper;

    AuditSinkService(RecordKernel kernel, SettledEntries settled, SinkTransports transports, SinkTokens tokens,
            SinkQueue queue, SinkMapper mapper) {
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.settled = settled;
        this.transports = transports;
        this.tokens = tokens;
        this.queue = queue;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return AuditSinkResponse.class;
    }

    Page<AuditSinkResponse> list(ListRequest request) {
        return kernel.lists().list(LISTING, request).map(mapper::toResponse);
    }

    AuditSinkResponse get(UUID id) {
        return mapper.toResponse(existing(entities.find(AuditSink.class, id)));
    }

    /** For a test. @throws ProblemException 404 */
    SinkTarget target(UUID id) {
        var sink = existing(entities.find(AuditSink.class, id));
        return new SinkTarget(TenantContext.current().organizationId(), sink.getType(), sink.getUrl(),
                tokens.open(id, sink.getSealedToken()), sink.getCaCertificates());
    }

    /** @throws ProblemException 422, 409 */
    @Transactional
    AuditSinkResponse create(AuditSinkRequest request) {
        transports.check(request, false);
        var sink = new AuditSink(Ids.next(), request, settled.now());
        seal(sink, request.token());
        entities.persist(sink);
        LIMIT.keep(entities, AuditSink.class);
        schedule(sink);
        return mapper.toResponse(sink);
    }

    @Transactional
    AuditSinkResponse replace(UUID id, AuditSinkRequest request, IfMatch ifMatch) {
        return change(locked(id, ifMatch), request);
    }

    @Transactional
    AuditSinkResponse patch(UUID id, ObjectNode patch, IfMatch ifMatch) {
        var sink = locked(id, ifMatch);
        return change(sink, kernel.patches().apply(new AuditSinkRequest(sink), patch));
    }

    @Transactional
    void delete(UUID id, IfMatch ifMatch) {
        entities.remove(locked(id, ifMatch));
    }

    private AuditSinkResponse change(AuditSink sink, AuditSinkRequest request) {
        transports.checkChange(request, sink.getType(), sink.getUrl(), sink.getSealedToken() != null);
        if (request.leaves(sink)) {
            return mapper.toResponse(sink);
        }
        sink.change(request);
        seal(sink, request.token());
        schedule(sink);
        return mapper.toResponse(sink);
    }

    private void seal(AuditSink sink, @Nullable Secret token) {
        if (token != null) {
            sink.seal(tokens.seal(sink.getId(), token), kernel.clock().instant());
        }
    }

    /** At once, whenever another attempt would have been made. */
    private void schedule(AuditSink sink) {
        entities.flush();
        queue.schedule(sink.getId(), sink.isEnabled());
    }

    private AuditSink locked(UUID id, IfMatch ifMatch) {
        var sink = existing(entities.find(AuditSink.class, id, LockModeType.PESSIMISTIC_WRITE));
        ifMatch.check(() -> mapper.toResponse(sink));
        return sink;
    }

    private static AuditSink existing(@Nullable AuditSink sink) {
        if (sink == null) {
            throw ProblemException.notFound();
        }
        return sink;
    }
}
