package dev.tenantry.crm.report.lostreason;

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
class LostReasonReportController {

    private final LostReasonReports reports;

    LostReasonReportController(LostReasonReports reports) {
        this.reports = reports;
    }

    /** Why deals were lost that were closed in the period, by the reasons that they state. */
    @GetMapping(path = "/lost-reasons", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv", "image/svg+xml"})
    @RequiresPermission({"read", "lost-reasons:read"})
    LostReasonReport show(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Long pipelineId,
            @RequestParam(required = false) @Nullable UUID ownerId,
            @RequestParam(required = false) @Nullable Long teamId,
            @RequestParam(required = false) @Nullable String zone) {
        return reports.report(new Questions.Asked(from, to, pipelineId, ownerId, teamId, null, zone));
    }
}
