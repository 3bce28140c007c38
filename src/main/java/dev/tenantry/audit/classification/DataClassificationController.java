package dev.tenantry.audit.classification;

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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/data-classifications")
@Resource("data-classifications")
class DataClassificationController {

    private final DataClassificationService classifications;

    DataClassificationController(DataClassificationService classifications) {
        this.classifications = classifications;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<DataClassificationResponse> list(ListRequest request) {
        return classifications.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    DataClassificationResponse get(@PathVariable UUID id) {
        return classifications.get(id);
    }

    @PostMapping
    @RequiresPermission("manage")
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<DataClassificationResponse> create(@Valid @RequestBody DataClassificationRequest request) {
        var made = classifications.create(request);
        return ResponseEntity.created(URI.create("/api/v1/data-classifications/" + made.id())).body(made);
    }

    @PutMapping("/{id}")
    @RequiresPermission({"manage", "read"})
    @StepUp(orKey = true)
    DataClassificationResponse replace(@PathVariable UUID id, @Valid @RequestBody DataClassificationRequest request,
            IfMatch ifMatch) {
        return classifications.replace(id, request, ifMatch);
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("manage")
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        classifications.delete(id, ifMatch);
    }
}
