package dev.tenantry.access.location;

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

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

/** From which countries and regions the organization may be reached. What changes holds for the next request. */
@RestController
@RequestMapping("/api/v1/geo-restrictions")
@Resource("geo-restrictions")
class GeoRestrictionController {

    private final GeoRestrictions restrictions;

    GeoRestrictionController(GeoRestrictions restrictions) {
        this.restrictions = restrictions;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<GeoRestrictionResponse> list(ListRequest request) {
        return restrictions.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    GeoRestrictionResponse get(@PathVariable UUID id) {
        return restrictions.get(id);
    }

    @PostMapping
    @RequiresPermission({"create", "read"})
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<GeoRestrictionResponse> create(@Valid @RequestBody GeoRestrictionRequest request,
            @RequestParam(defaultValue = "false") boolean confirmLockout) {
        var created = restrictions.create(request, confirmLockout);
        return ResponseEntity.created(URI.create("/api/v1/geo-restrictions/" + created.id())).body(created);
    }

    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @StepUp
    GeoRestrictionResponse replace(@PathVariable UUID id, @Valid @RequestBody GeoRestrictionRequest request,
            @RequestParam(defaultValue = "false") boolean confirmLockout, IfMatch ifMatch) {
        return restrictions.replace(id, request, confirmLockout, ifMatch);
    }

    @DeleteMapping("/{id}")
    @RequiresPermission({"delete", "read"})
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean confirmLockout, IfMatch ifMatch) {
        restrictions.delete(id, confirmLockout, ifMatch);
    }
}
