package dev.tenantry.automation.run;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.notification.MailReading;
import dev.tenantry.shared.access.Caller;

/** Mails as the runs are seen that sent them. */
@Component
class SeenMails implements MailReading {

    /** Of workflows that have sent any. */
    private static final String VERSIONS = """
            select v.workflow_id, v.version_number from workflow_versions v
            where v.organization_id = app.org_id() and (v.workflow_id, v.version_number) > (?, ?)
                and exists (select from outbound_emails m where m.organization_id = app.org_id() and m.workflow_id = v.workflow_id)
            order by v.workflow_id, v.version_number limit ?""";

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
    public Seen seen() {
        var versions = rights.readableVersions((last, most) -> jdbc.sql(VERSIONS)
                .params(last.workflowId(), last.number(), most)
                .query((row, _) -> Version.of(row.getObject("workflow_id", UUID.class), row.getInt("version_number")))
                .list());
        return new Seen(versions.stream()
                .map(version -> version.workflowId() + "/" + version.number())
                .collect(Collectors.toSet()), Caller.current().permissions());
    }
}
