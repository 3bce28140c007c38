package dev.tenantry.automation.run.show;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.RunRights;
import dev.tenantry.notification.MailReading;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.Filter;

/** Mails as the runs are seen that sent them. */
@Component
class SeenMails implements MailReading {

    /** Of workflows that have sent any. */
    private static final String VERSIONS = """
            select workflow_id, version_number from workflow_versions v
            where organization_id = app.org_id()
                and exists (select from outbound_emails m where m.organization_id = app.org_id() and m.workflow_id = v.workflow_id)
            """ + RunRights.FURTHER;

    private final JdbcClient jdbc;
    private final RunRights rights;

    SeenMails(JdbcClient jdbc, RunRights rights) {
        this.jdbc = jdbc;
        this.rights = rights;
    }

    @Override
    public Map<Long, Set<String>> lackedToSee(Collection<Long> runs) {
        return rights.lackedToSeeById(runs);
    }

    @Override
    public void demandToAsk(@Nullable Filter filter) {
        rights.demandToAsk(filter);
    }

    @Override
    public Seen seen() {
        return new Seen(Set.copyOf(List.of(rights.readableVersions(() -> jdbc.sql(VERSIONS)))),
                Caller.current().permissions());
    }
}
