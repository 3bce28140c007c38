package dev.tenantry.tenancy.invitation;

import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.limit.InvitationLimits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Localizations;
import dev.tenantry.tenancy.settings.TenancySettings;

/** Tells somebody that they are invited, and how to accept. */
@Component
class InvitationMail {

    private final JdbcClient jdbc;
    private final Notifications notifications;
    private final Consents consents;
    private final InvitationLimits limits;
    private final TenancySettings settings;
    private final Localizations localizations;

    InvitationMail(JdbcClient jdbc, Notifications notifications, Consents consents, InvitationLimits limits,
            TenancySettings settings,
            Localizations localizations) {
        this.jdbc = jdbc;
        this.notifications = notifications;
        this.consents = consents;
        this.limits = limits;
        this.settings = settings;
        this.localizations = localizations;
    }

    /** @throws ProblemException 422 where nobody writes to the address; 429 */
    void send(Invitation invitation, InvitationToken token) {
        if (!consents.refused(ContactChannel.EMAIL, MessagePurpose.TRANSACTIONAL, List.of(invitation.getEmail()))
                .isEmpty()) {
            throw ProblemException.invalid("email", "suppressed", "the address is not to be written to");
        }
        limits.charge(TenantContext.current().organizationId(), invitation.getEmail());
        notifications.queue(Message.email(invitation.getEmail(), "organization-invitation",
                Map.of("organization", name("select name from organizations where id = app.org_id()"),
                        "inviter", name("select coalesce(name, email, '') from profiles where id = auth.uid()"),
                        "role", role(invitation), "message",
                        invitation.getMessage() == null ? "" : invitation.getMessage(),
                        "expiresAt", localizations.current().moments().format(invitation.getExpiresAt()),
                        "link", settings.invitationUrl() + "#token=" + token.secret().value())));
    }

    /** A role of the organization's own adds to the built-in one of the membership: both are named. */
    private String role(Invitation invitation) {
        return invitation.getRoleId() == null
                ? invitation.getRole()
                : jdbc.sql("select name from roles where organization_id = app.org_id() and id = ?")
                        .param(invitation.getRoleId())
                        .query(String.class)
                        .optional()
                        .map(own -> own + ", " + invitation.getRole())
                        .orElse(invitation.getRole());
    }

    private String name(String query) {
        return jdbc.sql(query).query(String.class).optional().orElse("");
    }
}
