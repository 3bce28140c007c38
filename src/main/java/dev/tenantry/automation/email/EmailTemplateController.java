package dev.tenantry.automation.email;

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

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

/** Templates are part of what workflows do: whoever may author those may write these. */
@RestController
@RequestMapping("/api/v1/email-templates")
@Resource("workflows")
class EmailTemplateController {

    private final EmailTemplateService templates;

    EmailTemplateController(EmailTemplateService templates) {
        this.templates = templates;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<EmailTemplateResponse> list(ListRequest request) {
        return templates.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    EmailTemplateResponse get(@PathVariable UUID id) {
        return templates.get(id);
    }

    /** Takes the rights to do what active workflows do whose steps name it; so do changing and deleting it. To begin one that they lack takes the right to change them, too. */
    @PostMapping
    @RequiresPermission("create")
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<EmailTemplateResponse> create(@Valid @RequestBody EmailTemplateRequest request) {
        var created = templates.create(request);
        return ResponseEntity.created(URI.create("/api/v1/email-templates/" + created.id())).body(created);
    }

    /**
     * From now on the steps that name it send the new texts. Another name is refused (409) where active workflows send it, which it tells.
     *
     * @param evenIfUsed whether it is renamed even so
     */
    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    EmailTemplateResponse replace(@PathVariable UUID id, @Valid @RequestBody EmailTemplateRequest request,
            IfMatch ifMatch, @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        return templates.replace(id, request, ifMatch, evenIfUsed);
    }

    /**
     * As replacing it does.
     *
     * @param evenIfUsed whether it is renamed even so
     */
    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    EmailTemplateResponse patch(@PathVariable UUID id, @RequestBody ObjectNode patch, IfMatch ifMatch,
            @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        return templates.patch(id, patch, ifMatch, evenIfUsed);
    }

    /**
     * Deletes the template for good; the steps that name it fail until there is one of its name again. Refused (409) where active workflows send
     * it, which it tells.
     *
     * @param evenIfUsed whether it goes even so
     */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch, @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        templates.delete(id, ifMatch, evenIfUsed);
    }
}
