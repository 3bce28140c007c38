package dev.tenantry.crm.email.sending;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.email.message.Mailbox;
import dev.tenantry.notification.Mails;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** Finds out who the current member's mails are from. */
@Component
class Authors {

    private static final String REACHED = "select address, called from app.reached_members(app.org_id(), array[?::uuid])";
    private static final String PROVEN = "select true from app.members_by_email(app.org_id(), array[?]) where member = ?::uuid";

    private final JdbcClient jdbc;
    private final Mails mails;

    Authors(JdbcClient jdbc, Mails mails) {
        this.jdbc = jdbc;
        this.mails = mails;
    }

    private record Reached(@Nullable String address, @Nullable String name) {}

    /** @throws ProblemException 409 where the member has no address that is proven */
    Author current() {
        var member = TenantContext.currentUser();
        var reached = jdbc.sql(REACHED)
                .param(member)
                .query((row, _) -> new Reached(row.getString("address"), row.getString("called")))
                .optional()
                .orElseThrow(ProblemException::notFound);
        if (reached.address == null || !isProven(reached.address, member)) {
            throw ProblemException.conflict("confirm your own address first: mails are answered to it");
        }
        return Author.of(new Mailbox(reached.address, reached.name), mails.sender(null));
    }

    private boolean isProven(String address, UUID member) {
        return EmailAddress.isValid(address) && jdbc.sql(PROVEN)
                .param(EmailAddress.canonical(address))
                .param(member)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }
}
