package dev.tenantry.metering.usage;

import java.time.Clock;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.SensitiveRead;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;

@RestController
@RequestMapping("/api/v1/usage")
@Resource("usage")
class ApiUsageController {

    private final UsageReports reports;
    private final Clock clock;

    ApiUsageController(UsageReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<ApiUsageResponse> list(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "day") UsageBy by) {
        return Page.only(reports.report(UsagePeriod.of(from, to, clock), by));
    }

    @GetMapping("/months")
    @RequiresPermission("read")
    Page<UsageMonth> months() {
        return Page.only(reports.months());
    }

    @GetMapping("/refusals")
    @RequiresPermission("read")
    Page<TrackedRequests> refusals(PageRequest request) {
        return reports.refusals(request);
    }

    /** The same as CSV. */
    @GetMapping(path = "/export", produces = "text/csv")
    @RequiresPermission("read")
    @SensitiveRead("usage.exported")
    ResponseEntity<String> export(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "day") UsageBy by) {
        var lines = reports.report(UsagePeriod.of(from, to, clock), by);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"usage.csv\"")
                .body(UsageSheet.of(lines));
    }
}
