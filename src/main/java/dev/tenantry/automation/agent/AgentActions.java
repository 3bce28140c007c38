package dev.tenantry.automation.agent;

import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.inspection.Report;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.record.RecordRegistry;

/** What agents do about what they have not found before, as whoever maintains them. */
@Component
class AgentActions {

    private static final String MAINTAINER = """
            select m.email from app.members(app.org_id()) m where m.user_id = ? and m.email is not null""";
    private static final List<String> REFERENCES = Scope.RECORDS.stream().map(RecordRegistry::reference).toList();
    private static final int MOST_TOLD = 50;

    private final ExecutionStore store;
    private final RecordRegistry records;
    private final FoundRecords found;
    private final Notifications notifications;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    AgentActions(ExecutionStore store, RecordRegistry records, FoundRecords found, Notifications notifications,
            JdbcClient jdbc,
            JsonMapper json) {
        this.store = store;
        this.records = records;
        this.found = found;
        this.notifications = notifications;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** All of it, and the end of the execution, in the current transaction, which holds the claim. */
    void end(ExecutionStore.Begun execution, JsonNode settings, Report report, ObjectNode summary) {
        var findings = report.findings();
        var taken = store.take(execution.agent(), findings, settings.path("mostActions").asInt());
        var actions = json.createArrayNode();
        for (var action : settings.path("actions")) {
            switch (action.asString()) {
                case "task" -> make("task", taken, tasks(execution.agent(), settings, taken), actions);
                case "note" -> {
                    var noted = taken.stream().filter(AgentActions::isAboutRecord).toList();
                    make("note", noted, noted.stream().map(this::note).toList(), actions);
                }
                default -> tell(execution.agent(), taken, summary.path("text").asString(), actions);
            }
        }
        summary.set("figures", json.valueToTree(report.figures()));
        summary.put("found", findings.size()).put("new", taken.size());
        summary.set("findings", json.valueToTree(findings.stream().limit(MOST_TOLD).toList()));
        store.succeed(execution, summary, actions);
    }

    private List<ObjectNode> tasks(Agent agent, JsonNode settings, List<Finding> findings) {
        return findings.stream().map(finding -> {
            var ids = FoundRecords.ids(finding);
            var task = about(finding).put("title", finding.title())
                    .put("description", "Found by " + agent.getName() + (ids.isEmpty() ? "" : ", about " + ids));
            if (settings.has("assigneeId")) {
                task.set("assigneeId", settings.path("assigneeId"));
            }
            return task;
        }).toList();
    }

    private ObjectNode note(Finding finding) {
        return about(finding).put("body", finding.title());
    }

    private ObjectNode about(Finding finding) {
        var record = json.createObjectNode();
        REFERENCES.stream()
                .filter(finding.about()::containsKey)
                .forEach(reference -> record.put(reference, finding.about().get(reference)));
        return record;
    }

    private static boolean isAboutRecord(Finding finding) {
        return REFERENCES.stream().anyMatch(finding.about()::containsKey);
    }

    /** One that the API would refuse is left out, which its action says. */
    private void make(String type, List<Finding> findings, List<ObjectNode> properties, ArrayNode actions) {
        var ids = records.of(type).createAll(properties, (_, work) -> DomainEvents.eachByItself(() -> {
            work.run();
            return true;
        }));
        for (var place = 0; place < ids.size(); place++) {
            var action = actions.addObject().put("type", type).put("finding", findings.get(place).key());
            var id = ids.get(place);
            if (id == null) {
                action.put("error", "the " + type + " was refused");
            } else {
                action.put(RecordRegistry.reference(type), id.toString());
            }
        }
    }

    private void tell(Agent agent, List<Finding> findings, String summary, ArrayNode actions) {
        if (findings.isEmpty()) {
            return;
        }
        var email = jdbc.sql(MAINTAINER).param(agent.getMaintainedBy()).query(String.class).optional();
        email.ifPresent(address -> {
            var titles = String.join("\n", found.told(agent.getType(), findings));
            notifications.queue(Message.email(address, "agent-findings", Map.of("agent", agent.getName(),
                    "count", Integer.toString(findings.size()), "findings", titles, "summary", summary)));
            actions.addObject().put("type", "notification").put("findings", findings.size());
        });
    }
}
