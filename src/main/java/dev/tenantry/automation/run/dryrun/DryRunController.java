package dev.tenantry.automation.run.dryrun;

import java.util.UUID;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;

@RestController
@RequestMapping("/api/v1/workflows/{id}/dry-runs")
@Resource("workflows")
class DryRunController {

    private final DryRunService dryRuns;

    DryRunController(DryRunService dryRuns) {
        this.dryRuns = dryRuns;
    }

    /** Tells what a run would do, step by step, and does nothing of it. It takes all that the workflow does. */
    @PostMapping
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    DryRunResponse run(@PathVariable UUID id, @Valid @RequestBody(required = false) @Nullable DryRunRequest request) {
        return dryRuns.run(id, request == null ? DryRunRequest.NOTHING : request);
    }
}
