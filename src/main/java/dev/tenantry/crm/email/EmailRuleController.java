package dev.tenantry.crm.email;

import java.net.URI;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/email-rules")
@Resource("email-rules")
class EmailRuleController {

    private final EmailRuleService rules;

    EmailRuleController(EmailRuleService rules) {
        this.rules = rules;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<EmailRuleResponse> list(ListRequest request) {
        return rules.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    EmailRuleResponse get(@PathVariable Long id) {
        return rules.get(id);
    }

    @PostMapping
    @RequiresPermission("create")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<EmailRuleResponse> create(@Valid @RequestBody EmailRuleRequest request) {
        var rule = rules.create(request);
        return ResponseEntity.created(URI.create("/api/v1/email-rules/" + rule.id())).body(rule);
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @ImpersonationAllowed
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable Long id, IfMatch ifMatch) {
        rules.delete(id, ifMatch);
    }
}
