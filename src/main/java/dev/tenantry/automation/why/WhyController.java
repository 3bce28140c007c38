package dev.tenantry.automation.why;

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
@RequestMapping("/api/v1/workflows")
@Resource("workflows")
class WhyController {

    private final Why why;

    WhyController(Why why) {
        this.why = why;
    }

    /** Why the workflow did or did not run for a record, stage by stage. */
    @GetMapping("/{workflowId}/why")
    @RequiresPermission("read")
    WhyResponse explain(@PathVariable UUID workflowId, @RequestParam(required = false) @Nullable String record,
            @RequestParam(required = false) @Nullable Long eventId) {
        return why.of(workflowId, record, eventId);
    }
}
