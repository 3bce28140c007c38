package dev.tenantry.crm.view;

import java.net.URI;

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

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/views")
@Resource("views")
class ViewController {

    private final ViewService views;

    ViewController(ViewService views) {
        this.views = views;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<ViewResponse> list(ListRequest request) {
        return views.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    ViewResponse get(@PathVariable Long id) {
        return views.get(id);
    }

    @PostMapping
    @RequiresPermission("create")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ViewResponse> create(@Valid @RequestBody ViewRequest request) {
        var created = views.create(request);
        return ResponseEntity.created(URI.create("/api/v1/views/" + created.id())).body(created);
    }

    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    ViewResponse replace(@PathVariable Long id, @Valid @RequestBody ViewRequest request, IfMatch ifMatch) {
        return views.replace(id, request, ifMatch);
    }

    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    ViewResponse patch(@PathVariable Long id, @RequestBody ObjectNode patch, IfMatch ifMatch) {
        return views.patch(id, patch, ifMatch);
    }

    /** Deletes the view for good; the records stay as they are. */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable Long id, IfMatch ifMatch) {
        views.delete(id, ifMatch);
    }
}
