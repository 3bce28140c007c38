package dev.tenantry.automation.block;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Prerequisite;
import dev.tenantry.automation.definition.PrerequisiteCheck;

/** The workflows that steps carry out. */
@Component
class CalledWorkflows implements PrerequisiteCheck<CalledWorkflows.Needed> {

    private static final String ACTIVE = """
            select w.id from workflow_definitions w where w.organization_id = app.org_id() and w.id = any (?) and w.is_active""";

    private final JdbcClient jdbc;

    CalledWorkflows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Another workflow, which is active. */
    record Needed(UUID other) implements Prerequisite {

        @Override
        public String code() {
            return "not-active";
        }
    }

    @Override
    public Class<Needed> kind() {
        return Needed.class;
    }

    @Override
    public Map<Needed, String> unmet(UUID workflow, Set<Needed> needed) {
        var active = jdbc.sql(ACTIVE)
                .param(needed.stream().map(Needed::other).toArray(UUID[]::new))
                .query(UUID.class)
                .set();
        return needed.stream()
                .filter(one -> !active.contains(one.other))
                .collect(Collectors.toMap(Function.identity(), _ -> "the other workflow is not active"));
    }
}
