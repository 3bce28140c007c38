package dev.tenantry.tenancy.invitation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.change.Changes;
import dev.tenantry.tenancy.settings.TenancySettings;

/** The invitations that an organization sends. */
@Service
@Transactional(readOnly = true)
class InvitationService implements ListSource {

    private static final ListDefinition<Invitation> LISTING = ListDefinition.of(Invitation.class)
            .field("id", Long.class)
            .address("email", "e.email", false)
            .oneOf("role", List.of("owner", "admin", "manager", "member", "viewer", "reader", "client", "monitor"))
            .nullable("roleId", Long.class)
            .nullable("teamId", Long.class)
            .nullable("invitedById", UUID.class)
            .computed("status", "e.state", String.class, false)
            .field("expiresAt", Instant.class)
            .nullable("acceptedAt", Instant.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final InvitationChecks checks;
    private final InvitationMail mail;
    private final Changes changes;
    private final TenancySettings settings;

    InvitationService(RecordKernel kernel, InvitationChecks checks, InvitationMail mail, Changes changes,
            TenancySettings settings) {
        this.kernel = kernel;
        this.checks = checks;
        this.mail = mail;
        this.changes = changes;
        this.settings = settings;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return InvitationResponse.class;
    }

    Page<InvitationResponse> list(ListRequest request) {
        return kernel.lists().list(LISTING, request).map(this::show);
    }

    InvitationResponse get(Long id) {
        return show(TenantQuery
                .of(kernel.entities(), Invitation.class, "e", Invitation.class, List.of("e.id = :id"), "")
                .set("id", id)
                .optional()
                .orElseThrow(ProblemException::notFound));
    }

    @Transactional
    InvitationResponse create(InvitationRequest request) {
        var email = EmailAddress.canonical(request.email());
        checks.check(email, request);
        makeRoom(email);
        var invitation = new Invitation(request.membershipRole().toString(), request, Caller.current());
        var token = renew(invitation);
        kernel.entities().persist(invitation);
        kernel.entities().flush();
        mail.send(invitation, token);
        var created = show(invitation);
        changes.created(AuditEntry.Category.AUTHORIZATION, "invitation", created.id(), created);
        return created;
    }

    /** The link that was sent before leads nowhere from now on. */
    @Transactional
    InvitationResponse resend(Long id) {
        checks.lock();
        var invitation = locked(id);
        var before = show(invitation);
        checks.check(invitation.getEmail(), new InvitationRequest(invitation.getEmail(), before.role(),
                invitation.getRoleId(), invitation.getTeamId(), null));
        var token = renew(invitation);
        kernel.entities().flush();
        mail.send(invitation, token);
        var after = show(invitation);
        changes.updated(AuditEntry.Category.AUTHORIZATION, "invitation", id, before, after);
        return after;
    }

    @Transactional
    void revoke(Long id, IfMatch ifMatch) {
        var invitation = locked(id);
        ifMatch.check(() -> show(invitation));
        var before = show(invitation);
        invitation.revoke();
        kernel.entities().flush();
        changes.updated(AuditEntry.Category.AUTHORIZATION, "invitation", id, before, show(invitation));
    }

    /** There is one open invitation an address at most. */
    private void makeRoom(String email) {
        TenantQuery.of(kernel.entities(), Invitation.class, "e", Invitation.class,
                List.of("e.email = :email", "e.status = :pending"), "")
                .set("email", email)
                .set("pending", InvitationStatus.PENDING)
                .optional()
                .ifPresent(open -> {
                    if (open.statusAt(kernel.clock().instant()) == InvitationStatus.PENDING) {
                        throw ProblemException.duplicate("email", "this address has an open invitation: send it again");
                    }
                    open.lapse();
                    kernel.entities().flush();
                });
    }

    private InvitationToken renew(Invitation invitation) {
        var token = InvitationToken.next(TenantContext.current().organizationId());
        invitation.send(token,
                kernel.clock().instant().plus(settings.invitationLife()));
        return token;
    }

    private Invitation locked(Long id) {
        var invitation = kernel.entities().find(Invitation.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (invitation == null) {
            throw ProblemException.notFound();
        }
        return invitation;
    }

    private InvitationResponse show(Invitation invitation) {
        return InvitationResponse.of(invitation, kernel.clock().instant());
    }
}
