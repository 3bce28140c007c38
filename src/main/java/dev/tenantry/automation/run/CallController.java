package dev.tenantry.automation.run;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;

@RestController
@RequestMapping("/api/v1/workflows")
@Resource("workflows")
class CallController {

    private static final Pattern WAIT = Pattern
            .compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,4})\"?\\s*(?=$|[,;])");
    private static final int LONGEST_SECONDS = 30;

    private final RunCalls calls;

    CallController(RunCalls calls) {
        this.calls = calls;
    }

    /**
     * Starts a run of an active workflow that is there to be called, and waits for its end as long as the caller prefers,
     * {@code Prefer: wait=10}, 30 seconds at most: 200 where it has ended by then, 202 with its place otherwise. With an
     * {@code Idempotency-Key} the answer is kept, and does not wait.
     */
    @PostMapping("/{workflowId}/calls")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
    @RequiresPermission({"run", "read"})
    @ImpersonationAllowed
    ResponseEntity<RunResponse> call(@PathVariable UUID workflowId,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestBody(required = false) @Nullable ObjectNode body) throws InterruptedException {
        var seconds = seconds(prefer);
        var run = calls.call(workflowId, body == null ? JsonNodeFactory.instance.objectNode() : body,
                Duration.ofSeconds(seconds));
        var answer = run.status().isEnd() ? ResponseEntity.ok() : ResponseEntity.accepted();
        if (seconds > 0 && run.status().isEnd()) {
            answer.header("Preference-Applied", "wait=" + seconds);
        }
        return answer.location(URI.create("/api/v1/workflow-runs/" + run.id())).body(run);
    }

    /** What is not understood is no preference. */
    static int seconds(@Nullable String prefer) {
        var wait = WAIT.matcher(prefer == null ? "" : prefer);
        return wait.find() ? Math.min(LONGEST_SECONDS, Integer.parseInt(wait.group(1))) : 0;
    }
}
