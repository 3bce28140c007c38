package dev.tenantry.automation.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.vault.TenantSecrets;

/** The secrets of workflows, opened for nobody but the step that sends one to a host that may have it. */
@Component
public class WorkflowSecrets {

    private static final String FIND = """
            select id, sealed, ? = any (allowed_hosts) as allowed from workflow_variables
            where organization_id = app.org_id() and workflow_id = ? and variable_name = ? and sealed is not null""";

    private static final String HOSTS = """
            select variable_name, allowed_hosts from workflow_variables
            where organization_id = app.org_id() and workflow_id = ? and sealed is not null""";

    private final JdbcClient jdbc;
    private final TenantSecrets secrets;

    WorkflowSecrets(JdbcClient jdbc, TenantSecrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    private record Sealed(UUID id, String text, boolean isAllowed) {}

    /** The hosts that each of the workflow's secrets may be sent to, by its name; without those that have no value. */
    @Transactional(readOnly = true)
    public Map<String, Set<String>> hosts(UUID workflow) {
        var hosts = new HashMap<String, Set<String>>();
        jdbc.sql(HOSTS)
                .param(workflow)
                .query(row -> {
                    hosts.put(row.getString(1), Set.copyOf(List.of((String[]) row.getArray(2).getArray())));
                });
        return hosts;
    }

    /** @throws ProblemException where there is none, or the host is none of those that it may be sent to */
    @Transactional(readOnly = true)
    public Secret open(UUID workflow, String name, String host) {
        var sealed = jdbc.sql(FIND)
                .params(host.toLowerCase(Locale.ROOT), workflow, name)
                .query((row, _) -> new Sealed(row.getObject("id", UUID.class), row.getString("sealed"),
                        row.getBoolean("allowed")))
                .optional()
                .orElseThrow(() -> refused("the secret " + name + " has no value"));
        if (!sealed.isAllowed) {
            throw refused("the secret " + name + " may not be sent to " + host);
        }
        return secrets.open(WorkflowVariable.purpose(sealed.id), sealed.text);
    }

    private static ProblemException refused(String detail) {
        return ProblemException.of(ProblemType.CONFLICT, detail);
    }
}
