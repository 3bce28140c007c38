package dev.tenantry.crm.report;

import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;

@RestController
@RequestMapping("/api/v1/reports")
@Resource("opportunities")
class ReportController {

    private final Forecasts forecasts;
    private final PipelineReports pipelines;

    ReportController(Forecasts forecasts, PipelineReports pipelines) {
        this.forecasts = forecasts;
        this.pipelines = pipelines;
    }

    /** What deals are expected to bring and have brought, month by month and by category, as of now or of any moment past. */
    @GetMapping("/forecast")
    @RequiresPermission("read")
    ForecastResponse forecast(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Long pipelineId,
            @RequestParam(required = false) @Nullable UUID ownerId,
            @RequestParam(required = false) @Nullable Long teamId,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String zone) {
        return forecasts.forecast(new Questions.Asked(from, to, pipelineId, ownerId, teamId, asOf, zone));
    }

    /** How deals go: win rate, cycle time and velocity of those that ended in the period, and how they went from stage to stage. */
    @GetMapping("/pipeline")
    @RequiresPermission("read")
    PipelineReport pipeline(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Long pipelineId,
            @RequestParam(required = false) @Nullable UUID ownerId,
            @RequestParam(required = false) @Nullable Long teamId,
            @RequestParam(required = false) @Nullable String zone) {
        return pipelines.report(new Questions.Asked(from, to, pipelineId, ownerId, teamId, null, zone));
    }
}
