package dev.tenantry.automation.agent;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/agents")
@Resource("agents")
class AgentController {

    private static final String PATH = "/api/v1/agents/";

    private final AgentService agents;
    private final ExecutionService executions;

    AgentController(AgentService agents, ExecutionService executions) {
        this.agents = agents;
        this.executions = executions;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<AgentResponse> list(ListRequest request) {
        return agents.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    AgentResponse get(@PathVariable UUID id) {
        return agents.get(id);
    }

    /** From now on it looks at its times. Whoever makes it needs what it looks at and does. */
    @PostMapping
    @RequiresPermission({"create", "read"})
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AgentResponse> create(@Valid @RequestBody AgentRequest request) {
        var created = agents.create(request);
        return ResponseEntity.created(URI.create(PATH + created.id())).body(created);
    }

    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    AgentResponse replace(@PathVariable UUID id, @Valid @RequestBody AgentRequest request, IfMatch ifMatch) {
        return agents.replace(id, request, ifMatch);
    }

    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    AgentResponse patch(@PathVariable UUID id, @RequestBody ObjectNode patch, IfMatch ifMatch) {
        return agents.patch(id, patch, ifMatch);
    }

    /** Deletes the agent for good, with what it found; what it made stays. */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        agents.delete(id, ifMatch);
    }

    /** Whoever has it look now needs what it looks at and does, as whoever starts a workflow does. */
    @PostMapping("/{id}/run")
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<AgentResponse> run(@PathVariable UUID id) {
        return ResponseEntity.accepted().location(URI.create(PATH + id + "/executions")).body(agents.run(id));
    }

    @GetMapping("/{id}/executions")
    @RequiresPermission("read")
    Page<ExecutionResponse> listExecutions(@PathVariable UUID id, ListRequest request) {
        return executions.list(id, request);
    }
}
