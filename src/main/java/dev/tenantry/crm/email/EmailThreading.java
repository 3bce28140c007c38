package dev.tenantry.crm.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which mail one is, and which it belongs with: by what their headers say of each other, and never by the subject, which many have. */
@Component
class EmailThreading {

    private static final String JOIN = "select app.join_email(app.org_id(), ?, ?)";
    private static final String THREAD = "select app.thread_of(app.org_id(), ?)";

    private final JdbcClient jdbc;

    EmailThreading(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The mail that it is, which the current member sees from now on. */
    Optional<Long> join(EmailContent mail) {
        return jdbc.sql(JOIN).params(mail.identity(), mail.fingerprint()).query(Long.class).optional();
    }

    /** The thread that it belongs to: those that it brings together are one from now on. */
    Long thread(String identity, List<String> references) {
        var ids = new ArrayList<>(references);
        ids.add(identity);
        return jdbc.sql(THREAD).param(ids.toArray(String[]::new)).query(Long.class).single();
    }
}
