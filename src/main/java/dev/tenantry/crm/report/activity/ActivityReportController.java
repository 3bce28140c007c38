package dev.tenantry.crm.report.activity;

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
import dev.tenantry.crm.report.TimeUnit;
import dev.tenantry.shared.access.SignedIn;

@RestController
@RequestMapping("/api/v1/reports")
class ActivityReportController {

    private final Activities activities;

    ActivityReportController(Activities activities) {
        this.activities = activities;
    }

    /** What members did in the period: of tasks, events, notes and deals, those figures that the caller may read such records for. */
    @GetMapping(path = "/activity", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv", "image/svg+xml"})
    @SignedIn
    ActivityReport show(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "month") TimeUnit by,
            @RequestParam(required = false) @Nullable UUID ownerId,
            @RequestParam(required = false) @Nullable Long teamId,
            @RequestParam(required = false) @Nullable String zone) {
        return activities.report(new Questions.Asked(from, to, null, ownerId, teamId, null, zone), by);
    }
}
