package dev.tenantry.automation.run.show;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;

@RestController
@RequestMapping("/api/v1/workflows/{id}/metrics")
@Resource("workflows")
class RunMetricsController {

    private final RunMetrics metrics;

    RunMetricsController(RunMetrics metrics) {
        this.metrics = metrics;
    }

    /** How the runs went that began in a time, of at most 92 days. */
    @GetMapping
    @RequiresPermission("read")
    MetricsResponse get(@PathVariable UUID id, @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        return metrics.of(id, from, to);
    }
}
