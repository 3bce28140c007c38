package dev.tenantry.crm.email;

import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.Authority;

/** What is to become of a mail: by the organization's rules, and by what its member says of the own mailbox. */
@Component
class EmailPolicy {

    private static final String SHARES = """
            select visibility = 'organization' from email_mailboxes where organization_id = app.org_id() and user_id = auth.uid()""";

    private final EmailRuleService rules;
    private final Authority authority;
    private final JdbcClient jdbc;

    EmailPolicy(EmailRuleService rules, Authority authority, JdbcClient jdbc) {
        this.rules = rules;
        this.authority = authority;
        this.jdbc = jdbc;
    }

    /** Whoever leaves meanwhile takes it along. @throws ProblemException 403 */
    void demandMembership() {
        authority.keepMembership();
    }

    /** @throws ProblemException 422 where such mails are never captured */
    Set<EmailRuleEffect> effects(MailMessage message) {
        var effects = rules.about(message);
        if (effects.contains(EmailRuleEffect.NEVER_CAPTURED)) {
            throw ProblemException.invalid("", "never-captured",
                    "a rule of the organization says that mails with one of these addresses are never captured");
        }
        return effects;
    }

    /** Whether all members are to see what the current one captures. */
    boolean shares() {
        return jdbc.sql(SHARES).query(Boolean.class).optional().orElse(false);
    }
}
