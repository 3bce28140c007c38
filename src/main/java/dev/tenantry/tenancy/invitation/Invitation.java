package dev.tenantry.tenancy.invitation;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantEntity;

/** That somebody who has an e-mail address may become a member, once. */
@Entity
@Table(name = "invitations")
@NotAudited("the invitation's own entries, which leave out what it is accepted with")
class Invitation extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "invitations")
    @SequenceGenerator(name = "invitations", sequenceName = "invitations_id_seq", allocationSize = 50)
    private @Nullable Long id;

    /** In its canonical form, which it is found by. */
    @Column(updatable = false)
    private String email;
    @Column(updatable = false)
    private String address;
    private String token;
    private @Nullable Long teamId;
    @Column(updatable = false)
    private String role;
    private @Nullable Long roleId;
    private @Nullable UUID invitedById;
    @Column(updatable = false)
    @SuppressWarnings("UnusedVariable")
    private @Nullable UUID apiKeyId;
    @Enumerated(EnumType.STRING)
    private InvitationStatus status;
    private @Nullable String message;
    private Instant expiresAt;
    @Column(updatable = false)
    private @Nullable Instant acceptedAt;
    /** What lists tell and are filtered by. */
    @Formula("case when status = 'pending' and expires_at <= now() then 'expired' else status end")
    @SuppressWarnings("UnusedVariable")
    private @Nullable String state;

    @SuppressWarnings("NullAway.Init")
    protected Invitation() {}

    Invitation(String role, InvitationRequest request, Caller inviter) {
        this.email = EmailAddress.canonical(request.email());
        this.address = request.email();
        this.role = role;
        this.roleId = request.roleId();
        this.teamId = request.teamId();
        this.message = request.message();
        this.invitedById = inviter.userId();
        this.apiKeyId = inviter.keyId();
        this.status = InvitationStatus.PENDING;
        this.token = "";
        this.expiresAt = Instant.EPOCH;
    }

    /** It is accepted with this from now on, and with nothing else. */
    void send(InvitationToken with, Instant until) {
        enter(InvitationStatus.PENDING);
        token = with.fingerprint();
        expiresAt = until;
    }

    void revoke() {
        enter(InvitationStatus.REVOKED);
    }

    /** Makes room for another one. */
    void lapse() {
        enter(InvitationStatus.EXPIRED);
    }

    private void enter(InvitationStatus next) {
        if (!status.canTransitionTo(next)) {
            throw ProblemException.conflict("this invitation has been " + status);
        }
        status = next;
    }

    InvitationStatus statusAt(Instant now) {
        return status == InvitationStatus.PENDING && !expiresAt.isAfter(now) ? InvitationStatus.EXPIRED : status;
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    String getEmail() {
        return email;
    }

    /** As it was sent. */
    String getAddress() {
        return address;
    }

    @Nullable
    Long getTeamId() {
        return teamId;
    }

    String getRole() {
        return role;
    }

    @Nullable
    Long getRoleId() {
        return roleId;
    }

    @Nullable
    UUID getInvitedById() {
        return invitedById;
    }

    @Nullable
    String getMessage() {
        return message;
    }

    Instant getExpiresAt() {
        return expiresAt;
    }

    @Nullable
    Instant getAcceptedAt() {
        return acceptedAt;
    }
}
