package dev.tenantry.identity.apikey;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/api-keys")
@Resource("api-keys")
class ApiKeyController {

    private final ApiKeyService keys;
    private final ApiKeyRotation rotation;

    ApiKeyController(ApiKeyService keys, ApiKeyRotation rotation) {
        this.keys = keys;
        this.rotation = rotation;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<ApiKeyResponse> list(ListRequest request) {
        return keys.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    ApiKeyResponse get(@PathVariable UUID id) {
        return keys.get(id);
    }

    @PostMapping
    @RequiresPermission("manage")
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ApiKeyResponse> create(@Valid @RequestBody ApiKeyRequest request) {
        var created = keys.create(request);
        return ResponseEntity.created(URI.create("/api/v1/api-keys/" + created.id()))
                .cacheControl(CacheControl.noStore())
                .body(created);
    }

    @PutMapping("/{id}")
    @RequiresPermission({"manage", "read"})
    @StepUp
    ApiKeyResponse replace(@PathVariable UUID id, @Valid @RequestBody ApiKeyRequest request, IfMatch ifMatch) {
        return keys.replace(id, request, ifMatch);
    }

    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"manage", "read"})
    @StepUp
    ApiKeyResponse patch(@PathVariable UUID id, @RequestBody ObjectNode patch, IfMatch ifMatch) {
        return keys.patch(id, patch, ifMatch);
    }

    /** Another key in the place of the present one. */
    @PostMapping("/{id}/rotations")
    @RequiresPermission({"manage", "read"})
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ApiKeyResponse> rotate(@PathVariable UUID id, @Valid @RequestBody RotationRequest request,
            IfMatch ifMatch) {
        var rotated = rotation.rotate(id, request.overlap(), ifMatch);
        return ResponseEntity.created(URI.create("/api/v1/api-keys/" + rotated.id()))
                .cacheControl(CacheControl.noStore())
                .body(rotated);
    }

    /** The end of the key, at once and for good. */
    @PutMapping("/{id}/revocation")
    @Unmetered
    @RequiresPermission({"manage", "read"})
    @NotImpersonated
    ApiKeyResponse revoke(@PathVariable UUID id, @Valid @RequestBody RevocationRequest request, IfMatch ifMatch) {
        return rotation.revoke(id, request.reason(), ifMatch);
    }

    /** @param overlap how long the present key stays good, {@code PT24H}, at most 30 days; absent: a day */
    record RotationRequest(@Nullable Duration overlap) {}

    record RevocationRequest(@Size(max = 500) @Nullable String reason) {}
}
