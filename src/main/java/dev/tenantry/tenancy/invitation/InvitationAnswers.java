package dev.tenantry.tenancy.invitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.RequestJson;
import dev.tenantry.tenancy.MembershipChanged;
import dev.tenantry.tenancy.role.BuiltInRole;

/** What somebody does who was invited, from whatever organization they are in. */
@Service
@Transactional(readOnly = true)
class InvitationAnswers {

    private final JdbcClient jdbc;
    private final RequestJson request;
    private final ApplicationEventPublisher events;

    InvitationAnswers(JdbcClient jdbc, RequestJson request, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.request = request;
        this.events = events;
    }

    InvitationPreview preview(Secret text) {
        var token = InvitationToken.parse(text);
        return jdbc.sql("select * from app.preview_invitation(?, ?)")
                .params(token.organizationId(), token.fingerprint())
                .query(InvitationAnswers::readPreview)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    @Transactional
    AcceptedInvitation accept(Secret text) {
        var caller = Caller.current();
        var token = InvitationToken.parse(text);
        var accepted = jdbc.sql(
                "select outcome, organization_id, organization_name, role from app.accept_invitation(?, ?, ?, ?::jsonb)")
                .params(token.organizationId(), token.fingerprint(), caller.sessionId())
                .param(request.current())
                .query((row, _) -> {
                    check(row.getString("outcome"));
                    return new AcceptedInvitation(row.getObject("organization_id", UUID.class),
                            row.getString("organization_name"), BuiltInRole.of(row.getString("role")));
                })
                .single();
        events.publishEvent(new MembershipChanged(accepted.organizationId(), caller.userId()));
        return accepted;
    }

    private static void check(String outcome) {
        switch (outcome) {
            case "done" -> {
            }
            case "unknown" -> throw ProblemException.notFound();
            case "another-address" -> throw ProblemException.of(ProblemType.FORBIDDEN,
                    "the invitation is for another e-mail address than the caller's");
            case "unconfirmed" -> throw ProblemException.of(ProblemType.FORBIDDEN,
                    "the invitation is for a confirmed e-mail address, and the caller's is not");
            case "suspended" -> throw ProblemException.of(ProblemType.ORGANIZATION_SUSPENDED);
            case "fallen" -> throw ProblemException.conflict(
                    "whoever sent the invitation may no longer give what it is to: ask for another one");
            case "member" -> throw ProblemException.conflict("the caller is a member already");
            default -> throw ProblemException.conflict(outcome.equals("expired")
                    ? "the invitation has expired"
                    : "the invitation has been " + outcome);
        }
    }

    private static InvitationPreview readPreview(ResultSet row, int number) throws SQLException {
        return new InvitationPreview(row.getString("organization_name"), BuiltInRole.of(row.getString("role")),
                row.getString("role_name"), row.getString("team_name"), row.getString("inviter"),
                row.getString("email"), row.getString("message"), InvitationStatus.of(row.getString("status")),
                Rows.instant(row, "expires_at"));
    }
}
