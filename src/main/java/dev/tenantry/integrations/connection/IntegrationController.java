package dev.tenantry.integrations.connection;

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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/integrations")
@Resource("integrations")
class IntegrationController {

    private final IntegrationService integrations;
    private final IntegrationConnections connections;
    private final UsedIntegrations used;

    IntegrationController(IntegrationService integrations, IntegrationConnections connections,
            UsedIntegrations used) {
        this.used = used;
        this.integrations = integrations;
        this.connections = connections;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<IntegrationResponse> list(ListRequest request) {
        return integrations.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    IntegrationResponse get(@PathVariable UUID id) {
        return integrations.get(id);
    }

    @PostMapping
    @RequiresPermission({"create", "read"})
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<IntegrationResponse> create(@Valid @RequestBody IntegrationRequest request) {
        var created = integrations.create(request);
        return ResponseEntity.created(URI.create("/api/v1/integrations/" + created.id())).body(created);
    }

    /**
     * Where what is sent by it goes elsewhere, or is from somebody else, from now on it is disconnected until it is connected, and so tested, anew; to say so, or to state its
     * credentials, takes the rights to read what workflows send by it. Disconnecting it so is refused (409) as deleting it is.
     *
     * @param evenIfUsed whether it is disconnected even so
     */
    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    IntegrationResponse replace(@PathVariable UUID id, @Valid @RequestBody IntegrationRequest request,
            IfMatch ifMatch, @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        return integrations.replace(id, request, ifMatch, evenIfUsed);
    }

    /**
     * As replacing it does: what leads elsewhere, or is from somebody else, is disconnected, and takes the rights to read what workflows send by it.
     *
     * @param evenIfUsed whether it is disconnected even so
     */
    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    IntegrationResponse patch(@PathVariable UUID id, @RequestBody ObjectNode patch, IfMatch ifMatch,
            @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        return integrations.patch(id, patch, ifMatch, evenIfUsed);
    }

    /**
     * Refused (409) where active workflows name it, or name none where it alone is connected for what they do, which it tells. Takes the rights to
     * read what workflows send by it, as what names none goes by another one then.
     *
     * @param evenIfUsed whether it goes even so
     */
    @DeleteMapping("/{id}")
    @Unmetered
    @RequiresPermission("delete")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch, @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        used.delete(id, ifMatch, evenIfUsed);
    }

    /** With a recipient it sends a message, as far as there were not many already, and to nobody who is suppressed. */
    @PostMapping("/{id}/tests")
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    TestResponse test(@PathVariable UUID id, @Valid @RequestBody TestRequest request) {
        return connections.test(id, request);
    }

    /**
     * Asks the other side first, and stays as it is where that fails. Takes the rights to read what workflows send by it, or by whichever
     * there is.
     */
    @PutMapping("/{id}/connection")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    IntegrationResponse connect(@PathVariable UUID id, IfMatch ifMatch) {
        return connections.connect(id, ifMatch);
    }

    /**
     * From now on nobody asks the other side; what it takes to connect again stays. Refused (409) as deleting it is.
     *
     * @param evenIfUsed whether it is disconnected even so
     */
    @DeleteMapping("/{id}/connection")
    @Unmetered
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    IntegrationResponse disconnect(@PathVariable UUID id, IfMatch ifMatch,
            @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        return used.disconnect(id, ifMatch, evenIfUsed);
    }
}
