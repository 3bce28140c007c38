package dev.tenantry.crm.email;

import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Merging;

/** Mails of a contact or a company that is merged into another one are that one's: those, too, that whoever merges does not see. */
@Component
class EmailMerging implements Merging {

    private static final Set<String> LINKED = Set.of("contact", "company");
    private static final String MOVE = "select app.move_email_links(app.org_id(), ?, ?, ?)";

    private final JdbcClient jdbc;

    EmailMerging(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void merge(String type, Long from, Long into) {
        if (LINKED.contains(type)) {
            jdbc.sql(MOVE).params(type, from, into).query((_, _) -> true).list();
        }
    }
}
