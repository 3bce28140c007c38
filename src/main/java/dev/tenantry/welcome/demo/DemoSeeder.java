package dev.tenantry.welcome.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.Automations;
import dev.tenantry.crm.Tasks;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.ApplicationClock;
import dev.tenantry.tenancy.Organizations;

/** Fills the current organization, in one transaction: all of it or nothing. */
@Component
class DemoSeeder {

    static final String NAME = "Demo Company";

    /** Kinds of records that have a key of their own in the database. */
    private static final Set<String> KEYED = Set.of("company", "contact", "opportunity");
    private static final String FIRST = "company-1";
    private static final String TRIGGER = """
            {"type": "event", "event": "opportunity.closed", "filter": [
                {"field": "trigger.status", "operator": "eq", "value": "won"},
                {"field": "trigger.amount.amount", "operator": "gte", "value": 40000}]}""";
    private static final String STEPS = """
            [{"type": "create_task", "name": "Plan the hand-over", "config": {
                "title": "Plan the hand-over of {{trigger.name}}", "priority": "high", "dueIn": "P3D",
                "description": "Won: {{trigger.amount.amount}} {{trigger.amount.currency}}. Made by a workflow.",
                "opportunityId": "{{trigger.opportunityId}}", "assigneeId": "{{trigger.ownerId}}"}}]""";

    private final RecordRegistry records;
    private final Tasks tasks;
    private final Automations automations;
    private final Organizations organizations;
    private final JdbcClient jdbc;
    private final RecordKernel kernel;

    DemoSeeder(RecordRegistry records, Tasks tasks, Automations automations, Organizations organizations,
            JdbcClient jdbc, RecordKernel kernel) {
        this.records = records;
        this.tasks = tasks;
        this.automations = automations;
        this.organizations = organizations;
        this.jdbc = jdbc;
        this.kernel = kernel;
    }

    /**
     * Does nothing where it has been done. Two at a time wait for one another.
     *
     * @param events of the scenario, from its beginning
     */
    @Transactional
    void seed(int events) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('welcome.demo/' || app.org_id(), 0))")
                .query((_, _) -> true)
                .single();
        if (!records.of("company").find("externalId", List.of(FIRST), _ -> false).isEmpty()) {
            return;
        }
        organizations.rename(NAME);
        automations.start("Hand over big deals", "Makes a task for whoever won a deal of 40,000 or more.",
                json(TRIGGER), kernel.json().readTree(STEPS));
        var ids = new HashMap<String, String>();
        ids.put(DemoScenario.OWNER, TenantContext.currentUser().toString());
        DemoScenario.until(LocalDate.now(kernel.clock()))
                .stream()
                .limit(events)
                .forEach(event -> ApplicationClock.at(event.at(), () -> tell(event, ids)));
    }

    private void tell(ScenarioEvent event, Map<String, String> ids) {
        switch (event) {
            case ScenarioEvent.Added added -> ids.put(added.key(), add(added, ids).toString());
            case ScenarioEvent.Moved moved -> records.of("opportunity")
                    .patch(id(ids, moved), kernel.json().createObjectNode().put("stage", moved.stage()));
            case ScenarioEvent.Done done -> tasks.complete(id(ids, done));
        }
        // In the order of time: otherwise Hibernate sorts what it writes by table. And forgotten, or it looks at all that
        // it knows each time.
        kernel.entities().flush();
        kernel.entities().clear();
    }

    private Long add(ScenarioEvent.Added added, Map<String, String> ids) {
        var type = ScenarioEvent.type(added.key());
        ObjectNode properties = kernel.json().valueToTree(added.properties());
        added.references().forEach((property, key) -> properties.put(property, ids.get(key)));
        if (KEYED.contains(type)) {
            properties.put("externalId", added.key());
        }
        return records.of(type).create(properties);
    }

    private static Long id(Map<String, String> ids, ScenarioEvent event) {
        return Long.valueOf(ids.getOrDefault(event.key(), ""));
    }

    private ObjectNode json(String text) {
        return (ObjectNode) kernel.json().readTree(text);
    }
}
