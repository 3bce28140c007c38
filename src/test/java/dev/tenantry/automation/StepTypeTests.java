package dev.tenantry.automation;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.StepType;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A type of steps is known wherever one has to be. */
@IntegrationTest
class StepTypeTests {

    /** The data model has names for them, and there are none. */
    private static final Set<String> TO_COME = Set.of("send_sms", "send_whatsapp", "ai_generate");

    @Test
    void theDatabaseTakesEveryTypeAndNoOther() throws SQLException {
        var known = new TreeSet<>(names());
        known.addAll(TO_COME);

        assertThat(checked()).isEqualTo(known);
    }

    @Test
    void theSchemaDescribesEveryTypeAndNoOther() throws IOException {
        try (var schema = StepType.class.getResourceAsStream("/automation/workflow.schema.json")) {
            var step = new JsonMapper().readTree(schema).at("/$defs/step");

            assertThat(step.at("/properties/type/enum").valueStream().map(name -> name.asString()))
                    .containsExactlyInAnyOrderElementsOf(names());
            assertThat(step.at("/allOf").valueStream().map(rule -> rule.at("/if/properties/type/const").asString()))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    private static List<String> names() {
        return Arrays.stream(StepType.values()).map(StepType::toString).toList();
    }

    private static Set<String> checked() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        select pg_get_constraintdef(oid) from pg_constraint
                        where conrelid = 'workflow_execution_steps'::regclass and pg_get_constraintdef(oid) like '%create_task%'""")) {
            rows.next();
            return Pattern.compile("'([a-z_]+)'::text")
                    .matcher(rows.getString(1))
                    .results()
                    .map(name -> name.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
