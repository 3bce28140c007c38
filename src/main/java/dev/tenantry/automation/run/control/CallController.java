package dev.tenantry.automation.run.control;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.run.show.RunResponse;
import dev.tenantry.shared.access.NotImpersonated;
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
     * {@code Prefer: wait=10}, 30 seconds at most. Where it has succeeded by then the answer is 200 with what its last {@code respond} step
     * says, or, without one, the run; where it has ended otherwise, 422 {@code run-failed} with why; and where it goes on, 202 with the run.
     * {@code Location} leads to the run each time. Where the body has a contactId, companyId or opportunityId, it is the id of one that the
     * caller may read. With an {@code Idempotency-Key} the answer is kept, and does not wait.
     */
    @PostMapping("/{workflowId}/calls")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(anyOf = {
        RunResponse.class, JsonNode.class})))
    @ApiResponse(responseCode = "202", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = RunResponse.class)))
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    ResponseEntity<Object> call(@PathVariable UUID workflowId,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestBody(required = false) @Nullable ObjectNode body) throws InterruptedException {
        var seconds = seconds(prefer);
        var run = calls.call(workflowId, body == null ? JsonNodeFactory.instance.objectNode() : body,
                Duration.ofSeconds(seconds));
        var answer = run.status().isEnd() ? ResponseEntity.ok() : ResponseEntity.accepted();
        if (seconds > 0 && run.status().isEnd()) {
            answer.header("Preference-Applied", "wait=" + seconds);
        }
        return answer.location(URI.create(RunCalls.place(run))).body(RunCalls.answer(run));
    }

    /** What is not understood is no preference. */
    static int seconds(@Nullable String prefer) {
        var wait = WAIT.matcher(prefer == null ? "" : prefer);
        return wait.find() ? Math.min(LONGEST_SECONDS, Integer.parseInt(wait.group(1))) : 0;
    }
}
