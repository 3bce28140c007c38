package dev.tenantry.audit.debuglog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.web.IfMatch;

/** Which of its lines an organization has kept. Those of before a session ends stay for as long as lines do. */
@Service
@Transactional(readOnly = true)
class DebugSessionService implements ListSource {

    private static final RowLimit LIMIT = RowLimit
            .ofOrganization("debug sessions, those that are over for less than a week included", 50);
    private static final ListDefinition<DebugSession> LISTING = ListDefinition.of(DebugSession.class)
            .field("id", UUID.class)
            .field("module", String.class)
            .field("logLevel", DebugLevel.class)
            .field("endsAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final Modules modules;
    private final ActiveSessions active;
    private final Clock clock;

    DebugSessionService(EntityManager entities, ListQuery lists, Modules modules, ActiveSessions active,
            Clock clock) {
        this.entities = entities;
        this.lists = lists;
        this.modules = modules;
        this.active = active;
        this.clock = clock;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return DebugSessionResponse.class;
    }

    Page<DebugSessionResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(session -> session.toResponse(clock.instant()));
    }

    DebugSessionResponse get(UUID id) {
        return find(id).toResponse(clock.instant());
    }

    /** @throws ProblemException 409 where there are as many as may be, 422 where there is no such module */
    @Transactional
    DebugSessionResponse create(DebugSessionRequest request) {
        if (!modules.names().contains(request.module())) {
            throw ProblemException.invalid("module", "unknown", "is none of " + modules.names());
        }
        var now = clock.instant();
        var session = new DebugSession(request.module(), request.logLevel(),
                now.plus(Duration.ofMinutes(request.minutes())));
        entities.persist(session);
        LIMIT.keep(entities, DebugSession.class);
        entities.flush();
        active.changed();
        return session.toResponse(now);
    }

    @Transactional
    void delete(UUID id, IfMatch expected) {
        var session = find(id);
        expected.check(() -> session.toResponse(clock.instant()));
        entities.remove(session);
        entities.flush();
        active.changed();
    }

    private DebugSession find(UUID id) {
        return TenantQuery.of(entities, DebugSession.class, "e", DebugSession.class, List.of("e.id = :id"), "")
                .set("id", id)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }
}
