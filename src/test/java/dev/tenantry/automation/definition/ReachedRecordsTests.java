package dev.tenantry.automation.definition;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.journal.EventTypes;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Of every event, and of every kind of record that steps can name. */
class ReachedRecordsTests extends ApiTest {

    @Autowired
    private EventTypes events;
    @Autowired
    private ReachedRecords reached;

    /** Of a lead what it was converted to is found, of a deal its contact and company, and of a contact its company. */
    @Test
    void warnsOfThoseThatNothingOfTheEventLeadsTo() {
        new TenantContext(people.signUp().organizationId(), null).call(() -> {
            demandWarnings();
            return true;
        });
    }

    private void demandWarnings() {
        for (var event : events.all()) {
            var found = new HashSet<String>();
            for (var type : Scope.RECORDS) {
                // What goes to the trash is there no more.
                if (event.fields().containsKey(type + "Id") && !isGone(event, type)) {
                    found.add(type);
                }
            }
            if (found.contains("lead")) {
                found.add("opportunity");
            }
            if (found.contains("opportunity")) {
                found.add("contact");
            }
            if (found.contains("contact")) {
                found.add("company");
            }

            for (var type : Scope.RECORDS) {
                assertThat(reached.warnings(document(event.name(), type), _ -> true)).as(event.name() + " " + type)
                        .hasSize(found.contains(type) ? 0 : 2)
                        .allSatisfy(warning -> assertThat(warning.message()).startsWith(isGone(event, type)
                                ? "the " + type + " of " + event.name() + " is in the trash"
                                : event.name() + " leads to no " + type));
            }
        }
        assertThat(Scope.OWNERS.values()).isSubsetOf(Scope.RECORDS);
        assertThat(events.all()).hasSizeGreaterThan(20);
    }

    private static boolean isGone(EventTypes.EventType event, String type) {
        return event.isDeletion() && event.aggregateType().equals(type);
    }

    @Test
    void warnsOfNoneWhereNoEventStartsIt() {
        for (var type : Set.of("manual", "api_call")) {
            assertThat(reached.warnings(read("{\"type\":\"%s\"}".formatted(type), "opportunity"), _ -> true)).isEmpty();
        }
    }

    private static WorkflowDocument document(String event, String record) {
        return read("{\"type\":\"event\",\"event\":\"%s\"}".formatted(event), record);
    }

    private static WorkflowDocument read(String trigger, String record) {
        return WorkflowDocument.read(new JsonMapper().readTree("""
                {"trigger":%1$s,"steps":[
                  {"type":"condition","config":{"field":"%2$s.name","operator":"exists"}},
                  {"type":"create_task","config":{"title":"{{%2$s.name}}"}}]}""".formatted(trigger, record)));
    }
}
