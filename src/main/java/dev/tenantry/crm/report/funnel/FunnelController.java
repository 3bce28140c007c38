package dev.tenantry.crm.report.funnel;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.report.Questions;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;

@RestController
@RequestMapping("/api/v1/reports")
@Resource("opportunities")
class FunnelController {

    private final Funnels funnels;

    FunnelController(Funnels funnels) {
        this.funnels = funnels;
    }

    /** How many deals of a period came to each stage of their pipeline, went on, were lost there, and how long they stayed. */
    @GetMapping(path = "/funnel", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv", "image/svg+xml"})
    @RequiresPermission("read")
    FunnelReport show(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "started") Cohort cohort,
            @RequestParam(required = false) @Nullable Long pipelineId,
            @RequestParam(required = false) @Nullable UUID ownerId,
            @RequestParam(required = false) @Nullable Long teamId,
            @RequestParam(required = false) @Nullable String zone) {
        return funnels.funnel(new Questions.Asked(from, to, pipelineId, ownerId, teamId, null, zone), cohort);
    }
}
