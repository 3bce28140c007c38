package dev.tenantry.crm.report.pipeline;

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
class PipelineReportController {

    private final PipelineReports pipelines;

    PipelineReportController(PipelineReports pipelines) {
        this.pipelines = pipelines;
    }

    /** How deals go: win rate, cycle time and velocity of those that ended in the period, and how they went from stage to stage. */
    @GetMapping(path = "/pipeline", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv", "image/svg+xml"})
    @RequiresPermission("read")
    PipelineReport show(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Long pipelineId,
            @RequestParam(required = false) @Nullable UUID ownerId,
            @RequestParam(required = false) @Nullable Long teamId,
            @RequestParam(required = false) @Nullable String zone) {
        return pipelines.report(new Questions.Asked(from, to, pipelineId, ownerId, teamId, null, zone));
    }
}
