package dev.tenantry.automation.webhook;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Prerequisite;
import dev.tenantry.automation.definition.PrerequisiteCheck;
import dev.tenantry.automation.workflow.WorkflowSecrets;

/** The workflow's secrets that steps send. */
@Component
class SentSecrets implements PrerequisiteCheck<SentSecrets.Needed> {

    private final WorkflowSecrets secrets;

    SentSecrets(WorkflowSecrets secrets) {
        this.secrets = secrets;
    }

    /** A secret that has a value, and may be sent to the host. */
    record Needed(String name, String host) implements Prerequisite {

        @Override
        public String code() {
            return "no-secret";
        }
    }

    @Override
    public Class<Needed> kind() {
        return Needed.class;
    }

    @Override
    public Map<Needed, String> unmet(UUID workflow, Set<Needed> needed) {
        var hosts = secrets.hosts(workflow);
        var unmet = new HashMap<Needed, String>();
        for (var one : needed) {
            var allowed = hosts.get(one.name);
            if (allowed == null) {
                unmet.put(one, "the secret " + one.name + " has no value");
            } else if (!allowed.contains(one.host)) {
                unmet.put(one, "the secret " + one.name + " may not be sent to " + one.host);
            }
        }
        return unmet;
    }
}
