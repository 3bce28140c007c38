package dev.tenantry.notification.template;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

/** The texts of what people are sent in the organization's name. */
@RestController
@RequestMapping("/api/v1/organization/notification-templates")
class TemplateController {

    private final TemplateService templates;

    TemplateController(TemplateService templates) {
        this.templates = templates;
    }

    @GetMapping
    @RequiresPermission("organization:read")
    Page<TemplateResponse> list() {
        return Page.only(templates.list());
    }

    @GetMapping("/{name}")
    @RequiresPermission("organization:read")
    TemplateResponse get(@PathVariable String name) {
        return templates.get(name);
    }

    @PutMapping("/{name}")
    @RequiresPermission({"organization:update", "organization:read"})
    @StepUp(orKey = true)
    TemplateResponse replace(@PathVariable String name, @Valid @RequestBody TemplateRequest request,
            IfMatch ifMatch) {
        return templates.replace(name, request, ifMatch);
    }

    @DeleteMapping("/{name}")
    @RequiresPermission("organization:update")
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable String name, IfMatch ifMatch) {
        templates.reset(name, ifMatch);
    }
}
