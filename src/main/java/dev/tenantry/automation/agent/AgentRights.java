package dev.tenantry.automation.agent;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.rights.Publication;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.tenancy.Authority;

/**
 * Whether somebody may do what an agent does. It looks and acts for whoever stated last what it does, so it is asked of whoever
 * states it, and of the same person again whenever it does.
 */
@Component
class AgentRights {

    private final Authority authority;
    private final Rights rights;

    AgentRights(Authority authority, Rights rights) {
        this.authority = authority;
        this.rights = rights;
    }

    /** In whose name an agent acts that the caller states: an API key lends it no more than it has. */
    Publication maintained() {
        return rights.publication();
    }

    /** For whoever states what an agent does. @throws ProblemException 403 that names what the caller lacks, or 422 */
    void demand(AgentType type, JsonNode configuration) {
        var assignee = configuration.path("assigneeId").asString("");
        if (!assignee.isEmpty() && authority.of(UUID.fromString(assignee)).isEmpty()) {
            throw ProblemException.invalid("configuration.assigneeId", "unknown", "there is no such member");
        }
        authority.keepMembership();
        demandToRun(type, configuration);
    }

    /** For whoever has it done now: it is done in the name of whoever stated it. @throws ProblemException 403 that names what the caller lacks */
    void demandToRun(AgentType type, JsonNode configuration) {
        var lacking = required(type, configuration);
        lacking.removeAll(authority.ofCaller());
        if (!lacking.isEmpty()) {
            throw ProblemException.of(ProblemType.FORBIDDEN,
                    "what the agent does needs " + String.join(", ", lacking),
                    lacking.stream()
                            .map(need -> new FieldError("type", "forbidden", "this needs the permission " + need))
                            .toList());
        }
    }

    /** Why an agent may not do what it does now; null where it may. @param complete its configuration */
    @Nullable
    String objection(Agent agent, JsonNode complete) {
        var held = authority.of(agent.getMaintainedBy());
        if (held.isEmpty()) {
            return "whoever maintains the agent is no longer a member, or is kept out";
        }
        var lacking = required(agent.getType(), complete);
        lacking.removeAll(held);
        if (!lacking.isEmpty()) {
            return "whoever maintains the agent no longer has the permission " + String.join(", ", lacking);
        }
        lacking.addAll(required(agent.getType(), complete));
        lacking.removeAll(agent.maintained().within(held));
        return lacking.isEmpty()
                ? null
                : "the API key by which the agent was stated did not have the permission "
                        + String.join(", ", lacking);
    }

    /** What the caller, as the request began, lacks to see what an agent of the type finds. */
    static Set<String> lackedToSee(AgentType type) {
        var lacking = new TreeSet<>(type.reading());
        lacking.removeAll(Caller.current().permissions());
        return lacking;
    }

    private static Set<String> required(AgentType type, JsonNode configuration) {
        var required = new TreeSet<>(type.reading());
        var actions = configuration.path("actions").valueStream().map(JsonNode::asString).toList();
        List.of("task", "note")
                .stream()
                .filter(actions::contains)
                .forEach(record -> required.add(record + "s:create"));
        if (configuration.path("summary").asString("").equals("ai")) {
            required.add("integrations:use");
        }
        return required;
    }
}
