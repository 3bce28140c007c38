package dev.tenantry.automation.rule;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

/** Automations are workflows of one step: whoever may author those may write these. */
@RestController
@RequestMapping("/api/v1/automations")
@Resource("workflows")
class AutomationController {

    private final AutomationService automations;

    AutomationController(AutomationService automations) {
        this.automations = automations;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<AutomationResponse> list(ListRequest request) {
        return automations.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    AutomationResponse get(@PathVariable UUID id) {
        return automations.get(id);
    }

    /** Makes an automation, and the workflow that carries it out, not active yet. */
    @PostMapping
    @RequiresPermission("create")
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AutomationResponse> create(@Valid @RequestBody AutomationRequest request) {
        var created = automations.create(request);
        return ResponseEntity.created(URI.create("/api/v1/automations/" + created.id())).body(created);
    }

    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    AutomationResponse replace(@PathVariable UUID id, @Valid @RequestBody AutomationRequest request, IfMatch ifMatch) {
        return automations.replace(id, request, ifMatch);
    }

    /** From now on the event is reacted to. */
    @PutMapping("/{id}/activation")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    AutomationResponse activate(@PathVariable UUID id, IfMatch ifMatch) {
        return automations.activate(id, ifMatch);
    }

    /**
     * From now on nothing happens any more; what is under way goes on. Refused (409) where workflows carry out that of the automation by
     * {@code sub_workflow}, which it tells.
     *
     * @param evenIfUsed whether it is deactivated even so
     */
    @DeleteMapping("/{id}/activation")
    @Unmetered
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    AutomationResponse deactivate(@PathVariable UUID id, IfMatch ifMatch,
            @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        return automations.deactivate(id, ifMatch, evenIfUsed);
    }

    /**
     * Deletes the automation; the workflow that carried it out goes to the trash, with its runs. It is kept where workflows carry that
     * out, whose runs would fail from then on.
     *
     * @param evenIfUsed whether it goes even so
     */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch, @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        automations.delete(id, ifMatch, evenIfUsed);
    }
}
