package dev.tenantry.crm.form.submission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

    private static final int MOST_ASKS = 3;
    static final String MOST_ASKED = "the address has been asked " + MOST_ASKS + " times";
    /** How long an address may be confirmed. What is not is deleted then. */
    private static final Duration TO_CONFIRM = Duration.ofDays(7);

    private static final String ORGANIZATION = "select name from organizations where id = app.org_id()";

    private final Notifications notifications;
    private final Consents consents;
    private final Limits limits;
    private final FormSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    ConfirmationMails(Notifications notifications, Consents consents, Limits limits, FormSettings settings,
            JdbcClient jdbc, Clock clock) {
        this.notifications = notifications;
        this.consents = consents;
        this.limits = limits;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What the submission says of it, where no mail is sent, too. */
    void ask(FormSubmission submission, PublishedForm form) {
        var address = submission.getEmail();
        if (address == null) {
            submission.askInVain("no mail was sent: there is no address", null, expiry());
        } else if (isAskedEnough(submission)) {
            submission.askInVain("no mail was sent: " + MOST_ASKED, null, expiry());
        } else if (isRefused(address)) {
            submission.askInVain("no mail was sent: the address " + Consents.NOT_WRITTEN_TO, null, expiry());
        } else {
            askAt(address, submission, form);
        }
    }

    static boolean isAskedEnough(FormSubmission submission) {
        return submission.getAsks() >= MOST_ASKS;
    }

    private boolean isRefused(String address) {
        return !consents.refused(ContactChannel.EMAIL, MessagePurpose.TRANSACTIONAL, List.of(address)).isEmpty();
    }

    private void askAt(String address, FormSubmission submission, PublishedForm form) {
        var wait = untilRoom(String.valueOf(ContactChannel.EMAIL.key(address)));
        if (!wait.isZero()) {
            submission.askInVain("no mail has been sent yet: there have been too many", clock.instant().plus(wait),
                    expiry());
            return;
        }
        var token = ConfirmationToken.next(TenantContext.current().organizationId(), submission.getId());
        var values = new HashMap<>(Map.of("link", settings.confirmationUrl() + "?token=" + token.text(), "form",
                form.title(), "organization", jdbc.sql(ORGANIZATION).query(String.class).single(), "days",
                Long.toString(TO_CONFIRM.toDays())));
        if (form.content().language() != null) {
            values.put(Message.LANGUAGE, form.content().language());
        }
        notifications.queue(Message.email(address, "form-confirmation", values));
        submission.ask(token.hash(), expiry());
    }

    private Instant expiry() {
        return clock.instant().plus(TO_CONFIRM);
    }

    /** Zero, or how long there is no room for one more. */
    private Duration untilRoom(String address) {
        var organization = TenantContext.current().organizationId().toString();
        return Stream.<Supplier<Duration>>of(
                () -> limits.take(Limit.FORM_MAILS_PER_ADDRESS, organization + " " + Limits.recipient(address)),
                () -> limits.takeUnasked(String.valueOf(address)),
                () -> limits.take(Limit.FORM_MAILS_PER_ORGANIZATION, organization))
                .map(Supplier::get)
                .filter(wait -> !wait.isZero())
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
