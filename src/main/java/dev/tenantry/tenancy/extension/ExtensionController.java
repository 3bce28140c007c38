package dev.tenantry.tenancy.extension;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.Versioned;

/** The endpoints of one type of the caller's own profiles in the organization. */
abstract class ExtensionController<Q extends Record, R extends Versioned> {

    private final ExtensionService<Q, R> extensions;

    ExtensionController(ExtensionService<Q, R> extensions) {
        this.extensions = extensions;
    }

    @GetMapping
    @RequiresPermission("user-profiles:read")
    public R get() {
        return extensions.get();
    }

    @PutMapping
    @RequiresPermission({"user-profiles:update", "user-profiles:read"})
    @NotImpersonated
    public R replace(@Valid @RequestBody Q request, IfMatch ifMatch) {
        return extensions.replace(request, ifMatch);
    }

    @PatchMapping(consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"user-profiles:update", "user-profiles:read"})
    @NotImpersonated
    public R patch(@RequestBody ObjectNode patch, IfMatch ifMatch) {
        return extensions.patch(patch, ifMatch);
    }

    @DeleteMapping
    @RequiresPermission("user-profiles:update")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(IfMatch ifMatch) {
        extensions.delete(ifMatch);
    }
}
