package dev.tenantry.crm.report.lead;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.Size;
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
@Resource("leads")
class LeadReportController {

    private final LeadReports reports;

    LeadReportController(LeadReports reports) {
        this.reports = reports;
    }

    /** Where leads came from that came in the period, and what became of them. */
    @GetMapping(path = "/leads", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv", "image/svg+xml"})
    @RequiresPermission("read")
    LeadReport show(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Size(max = 200) @Nullable String source,
            @RequestParam(required = false) @Nullable UUID ownerId,
            @RequestParam(required = false) @Nullable Long teamId,
            @RequestParam(required = false) @Nullable String zone) {
        return reports.report(new Questions.Asked(from, to, null, ownerId, teamId, null, zone), source);
    }
}
