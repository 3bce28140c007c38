package dev.tenantry.crm.form.submission;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.form.FormSettings;
import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.tenancy.TenantContext;

/** Asks whoever has an address whether it was they who wrote it into a form: so seldom that nobody is annoyed by what others write there. */
@Component
class ConfirmationMails {

    private static final String ORGANIZATION = "select name from organizations where id = app.org_id()";

    private final Notifications notifications;
    private final Consents consents;
    private final Limits limits;
    private final FormSettings settings;
    private final JdbcClient jdbc;

    ConfirmationMails(Notifications notifications, Consents consents, Limits limits, FormSettings settings,
            JdbcClient jdbc) {
        this.notifications = notifications;
        this.consents = consents;
        this.limits = limits;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /** @param key the hash of what the link has; null where there is no mail @param whyNot null where there is one */
    record Asked(@Nullable String key, @Nullable String whyNot) {}

    Asked ask(FormSubmission submission, PublishedForm form) {
        var address = submission.getEmail();
        if (address == null) {
            return new Asked(null, "no mail was sent: there is no address");
        }
        if (!consents.refused(ContactChannel.EMAIL, MessagePurpose.TRANSACTIONAL, List.of(address)).isEmpty()) {
            return new Asked(null, "no mail was sent: the address " + Consents.NOT_WRITTEN_TO);
        }
        if (isTooOften(ContactChannel.EMAIL.key(address))) {
            return new Asked(null, "no mail was sent: too many have been");
        }
        var token = ConfirmationToken.next(TenantContext.current().organizationId(), submission.getId());
        notifications.queue(Message.email(address, "form-confirmation",
                Map.of("link", settings.confirmationUrl() + "?token=" + token.text(), "form", form.title(),
                        "organization", jdbc.sql(ORGANIZATION).query(String.class).single(), "days",
                        Long.toString(SubmissionAdmission.TO_CONFIRM.toDays()))));
        return new Asked(token.hash(), null);
    }

    private boolean isTooOften(@Nullable String address) {
        var organization = TenantContext.current().organizationId().toString();
        return !limits.take(Limit.FORM_MAILS_PER_ADDRESS, organization + " " + address).isZero()
                || !limits.takeUnasked(String.valueOf(address)).isZero()
                || !limits.take(Limit.FORM_MAILS_PER_ORGANIZATION, organization).isZero();
    }
}
