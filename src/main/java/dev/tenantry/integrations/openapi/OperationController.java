package dev.tenantry.integrations.openapi;

import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;

@RestController
@RequestMapping("/api/v1/integrations/{id}/operations")
@Resource("integrations")
class OperationController {

    private final OperationService operations;

    OperationController(OperationService operations) {
        this.operations = operations;
    }

    @GetMapping
    @RequiresPermission("read")
    OperationsResponse list(@PathVariable UUID id) {
        return operations.list(id);
    }

    /** Takes the place of all that were imported before. What cannot be asked of the document is left out, and the answer says why. Takes the rights to read what workflows send by it. */
    @PostMapping("/imports")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    OperationsResponse importAll(@PathVariable UUID id, @Valid @RequestBody OperationImportRequest request) {
        return operations.importAll(id, request.text());
    }
}
