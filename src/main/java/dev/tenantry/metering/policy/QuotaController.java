package dev.tenantry.metering.policy;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/quotas")
@Resource("quotas")
class QuotaController {

    private final QuotaStandings standings;

    QuotaController(QuotaStandings standings) {
        this.standings = standings;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<QuotaResponse> list() {
        return Page.only(standings.list());
    }
}
