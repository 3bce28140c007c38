package dev.tenantry.automation.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.text.OwnLocale;

/** Links by which members answer without signing in: each one member's, for one approval, and once. */
@Service
@Transactional(readOnly = true)
class MailedLinks {

    /** A link of whoever is no member any more leads nowhere, as does one of an account or an organization that is suspended. */
    private static final String FIND = """
            select l.approval_id, l.user_id, case when app.approval_status(p.organization_id, p.execution_log_id, p.outcome) = ? then p.message end as message,
                l.is_used, app.approval_status(p.organization_id, p.execution_log_id, p.outcome) as status,
                a.is_approved is not null as is_answered, case when p.outcome is null then p.expires_at <= now() else p.is_timed_out end as is_expired, exists (select from workflow_approval_links n where n.organization_id = app.org_id()
                    and n.approval_id = l.approval_id and n.user_id = l.user_id and n.created_at > l.created_at) as is_superseded
            from workflow_approval_links l
            join organizations o on o.id = l.organization_id and not o.is_paused
            join organization_members m on m.organization_id = app.org_id() and m.user_id = l.user_id
            left join workflow_approvals p on p.organization_id = app.org_id() and p.id = l.approval_id
            left join workflow_approval_assignees a on a.organization_id = app.org_id() and a.approval_id = l.approval_id and a.user_id = l.user_id
            where l.organization_id = app.org_id() and l.id = ? and l.token_hash = ?
                and cardinality(app.member_rights(app.org_id(), l.user_id)) > 0""";
    private static final String USE = """
            update workflow_approval_links set is_used = true where organization_id = app.org_id() and id = ?""";

    private final JdbcClient jdbc;
    private final ApprovalService approvals;
    private final ApprovalMails questions;
    private final OwnLocale locale;

    MailedLinks(JdbcClient jdbc, ApprovalService approvals, ApprovalMails questions, OwnLocale locale) {
        this.locale = locale;
        this.jdbc = jdbc;
        this.questions = questions;
        this.approvals = approvals;
    }

    /**
     * @param message what is asked; null where it is asked no more
     * @param about   likewise
     * @param locale  in which the organization asks
     */
    record Standing(
            UUID approvalId,
            UUID memberId,
            @Nullable String message,
            ApprovalMails.@Nullable About about,
            LinkState state,
            Locale locale) {}

    /** In the context of the organization that the token names. Empty where there is no such link. */
    Optional<Standing> find(ApprovalToken token) {
        return jdbc.sql(FIND)
                .params(ApprovalStatus.PENDING.toString(), token.linkId(), token.fingerprint())
                .query((row, _) -> new Standing(row.getObject("approval_id", UUID.class),
                        row.getObject("user_id", UUID.class), row.getString("message"), null,
                        LinkState.of(row.getBoolean("is_used") || row.getBoolean("is_answered"), status(row),
                                row.getBoolean("is_superseded"),
                                row.getBoolean("is_expired")),
                        locale.ownLocale()))
                .optional()
                .map(this::described);
    }

    /** What is there no more is asked no more. */
    private static ApprovalStatus status(ResultSet row) throws SQLException {
        var status = row.getString("status");
        return status == null ? ApprovalStatus.WITHDRAWN : ApprovalStatus.of(status);
    }

    private Standing described(Standing link) {
        return link.message == null
                ? link
                : new Standing(link.approvalId, link.memberId, link.message,
                        questions.about(link.approvalId, link.memberId), link.state, link.locale);
    }

    /**
     * In the context of whose link it is.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 404 or 409 where somebody has answered or decided meanwhile
     */
    @Transactional
    void answer(ApprovalToken token, UUID approval, boolean isApproved, @Nullable String comment) {
        approvals.answer(approval, isApproved, comment);
        jdbc.sql(USE).param(token.linkId()).update();
    }
}
