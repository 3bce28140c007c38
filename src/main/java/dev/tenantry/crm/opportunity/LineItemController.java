package dev.tenantry.crm.opportunity;

import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;
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
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

/** Lines are a part of their deal: to change one is to change that. */
@RestController
@RequestMapping("/api/v1/opportunities/{id}/line-items")
@Resource("opportunities")
class LineItemController {

    private final LineItemService lines;

    LineItemController(LineItemService lines) {
        this.lines = lines;
    }

    /** All lines, in their order; there are few, so the list has one page. */
    @GetMapping
    @RequiresPermission("read")
    Page<LineItemResponse> list(@PathVariable Long id) {
        return Page.only(lines.list(id));
    }

    /** What the lines come to together. */
    @GetMapping("/totals")
    @RequiresPermission("read")
    LineItemTotals total(@PathVariable Long id) {
        return lines.total(id);
    }

    @GetMapping("/{lineItemId}")
    @RequiresPermission("read")
    LineItemResponse get(@PathVariable Long id, @PathVariable Long lineItemId) {
        return lines.get(id, lineItemId);
    }

    @PostMapping
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<LineItemResponse> create(@PathVariable Long id, @Valid @RequestBody LineItemRequest request,
            HttpServletRequest http) {
        var created = lines.create(id, request);
        return ResponseEntity.created(URI.create(http.getRequestURI() + "/" + created.id())).body(created);
    }

    @PutMapping("/{lineItemId}")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    LineItemResponse replace(@PathVariable Long id, @PathVariable Long lineItemId,
            @Valid @RequestBody LineItemRequest request, IfMatch ifMatch) {
        return lines.replace(id, lineItemId, request, ifMatch);
    }

    @PatchMapping(path = "/{lineItemId}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    LineItemResponse patch(@PathVariable Long id, @PathVariable Long lineItemId, @RequestBody ObjectNode patch,
            IfMatch ifMatch) {
        return lines.patch(id, lineItemId, patch, ifMatch);
    }

    /** Takes the line off the opportunity, for good. */
    @DeleteMapping("/{lineItemId}")
    @RequiresPermission("update")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable Long id, @PathVariable Long lineItemId, IfMatch ifMatch) {
        lines.delete(id, lineItemId, ifMatch);
    }
}
