package dev.tenantry.crm.form.submission;

import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.tenancy.Authority;

/** Tells members by mail what was sent, those who may see it now. In the current transaction. */
@Component
class MemberNotices {

    private static final String ADDRESSES = "select member, address from app.reached_members(app.org_id(), cast(? as uuid[])) where address is not null";
    private static final String ORGANIZATION = "select name from organizations where id = app.org_id()";
    private static final String READ = "forms:read";
    private static final int LONGEST = 10_000;

    private final JdbcClient jdbc;
    private final Authority authority;
    private final Notifications notifications;
    private final Limits limits;

    MemberNotices(JdbcClient jdbc, Authority authority, Notifications notifications, Limits limits) {
        this.jdbc = jdbc;
        this.authority = authority;
        this.notifications = notifications;
        this.limits = limits;
    }

    private record Member(UUID id, String address) {}

    void tell(FormSubmission submission, PublishedForm form) {
        if (form.notifiedMembers().isEmpty()) {
            return;
        }
        var organization = jdbc.sql(ORGANIZATION).query(String.class).single();
        var answers = Texts.shown(String.join("\n", SubmissionOutcome.lines(form, submission.getAnswers())), LONGEST);
        jdbc.sql(ADDRESSES)
                .param(form.notifiedMembers().toArray(UUID[]::new))
                .query((row, _) -> new Member(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .filter(member -> authority.of(member.id).contains(READ))
                .filter(member -> isRoom(member.id))
                .forEach(member -> notifications.queue(Message.email(member.address, "form-submitted",
                        Map.of("form", form.name(), "organization", organization, "answers", answers))));
    }

    /** Who is told too often finds the others in the list. */
    private boolean isRoom(UUID member) {
        return limits.take(Limit.FORM_NOTICES_PER_MEMBER, TenantContext.current().organizationId() + " " + member)
                .isZero();
    }
}
