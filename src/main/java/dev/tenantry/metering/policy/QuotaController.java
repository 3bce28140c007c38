package dev.tenantry.metering.policy;

import java.util.Comparator;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/quotas")
@Resource("quotas")
class QuotaController {

    private final RuleBook rules;

    QuotaController(RuleBook rules) {
        this.rules = rules;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<QuotaResponse> list() {
        return Page.only(rules.of(Caller.current().organizationId())
                .stream()
                .map(QuotaResponse::of)
                .sorted(Comparator.comparing(QuotaResponse::source).thenComparing(QuotaResponse::name))
                .toList());
    }
}
