package dev.tenantry.access.event;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.Authority;

/** What people see of security events, and do about them. */
@Service
@Transactional(readOnly = true)
class SecurityEventService {

    static final String READ = "security-events:read";
    private static final String OTHERS = """
            select exists (select from app.members(app.org_id()) m
                where m.user_id <> ?1 and 'security-events:update' = any (app.member_rights(app.org_id(), m.user_id)))""";

    private final EntityManager entities;
    private final Authority authority;
    private final Mitigations mitigations;
    private final ClosedEvents closed;
    private final Assignees assignees;
    private final Clock clock;

    SecurityEventService(EntityManager entities, Authority authority, Mitigations mitigations, ClosedEvents closed,
            Assignees assignees, Clock clock) {
        this.entities = entities;
        this.authority = authority;
        this.mitigations = mitigations;
        this.closed = closed;
        this.assignees = assignees;
        this.clock = clock;
    }

    SecurityEventResponse get(Long id) {
        return existing(entities.find(SecurityEvent.class, id)).toResponse();
    }

    @Transactional
    SecurityEventResponse triage(Long id, TriageRequest request, IfMatch ifMatch) {
        authority.lock();
        var event = existing(entities.find(SecurityEvent.class, id, LockModeType.PESSIMISTIC_WRITE));
        ifMatch.check(event::toResponse);
        var isClosing = request.status().isClosed() && !event.getStatus().isClosed();
        if (isClosing) {
            refuseOwn(event);
        }
        checkAssignee(event, request.assignedTo(event.getAssignedTo()));
        var assignedBefore = event.getAssignedTo();
        event.triage(request, Caller.current().userId(), clock.instant());
        if (isClosing) {
            closed.forget(event.getType(), event.getSubject());
        }
        var isHeldInVain = isClosing && request.status() == SecurityEventStatus.FALSE_POSITIVE
                && event.isMitigated(clock.instant());
        if (isHeldInVain) {
            event.lift(clock.instant());
        }
        entities.flush();
        if (isHeldInVain) {
            mitigations.told();
        }
        var shown = event.toResponse();
        if (!Objects.equals(shown.assignedTo(), assignedBefore)) {
            assignees.tell(shown);
        }
        return shown;
    }

    @Transactional
    void lift(Long id, IfMatch ifMatch) {
        authority.lock();
        var event = existing(entities.find(SecurityEvent.class, id, LockModeType.PESSIMISTIC_WRITE));
        ifMatch.check(event::toResponse);
        refuseOwn(event);
        event.lift(clock.instant());
        entities.flush();
        mitigations.told();
    }

    /** Nobody decides about themselves while there is anybody else who could. */
    private void refuseOwn(SecurityEvent event) {
        var caller = Caller.current().userId();
        if (event.isAbout(caller) && Boolean.TRUE.equals(
                entities.createNativeQuery(OTHERS, Boolean.class).setParameter(1, caller).getSingleResult())) {
            throw ProblemException.of(ProblemType.FORBIDDEN,
                    "the event is about the caller: another of those who may see to it decides about it");
        }
    }

    /** Who has been assigned before may have lost the right. */
    private void checkAssignee(SecurityEvent event, @Nullable UUID assignee) {
        if (assignee != null && !assignee.equals(event.getAssignedTo()) && !authority.of(assignee).contains(READ)) {
            throw ProblemException.invalid("assignedTo", "unknown-reference",
                    "there is no such member who may see security events");
        }
    }

    private static SecurityEvent existing(@Nullable SecurityEvent event) {
        if (event == null) {
            throw ProblemException.notFound();
        }
        return event;
    }
}
