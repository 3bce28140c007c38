package dev.tenantry.automation.run.control;

import java.io.IOException;
import java.net.URI;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.run.show.RunResponse;
import dev.tenantry.automation.run.show.RunService;
import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.SearchRequest;
import dev.tenantry.shared.work.ProgressStreams;

@RestController
@RequestMapping("/api/v1")
@Resource("workflows")
class RunController {

    private final RunService runs;
    private final RunActions actions;
    private final RunReplays replays;
    private final RunRedrives redrives;
    private final ProgressStreams streams;
    private final BulkStarts bulk;

    RunController(RunService runs, RunActions actions, RunReplays replays, RunRedrives redrives,
            ProgressStreams streams, BulkStarts bulk) {
        this.bulk = bulk;
        this.replays = replays;
        this.redrives = redrives;
        this.runs = runs;
        this.actions = actions;
        this.streams = streams;
    }

    /** @param errorContains a text of at most 200 characters that their errors have, whatever its case; of runs whose errors the caller may see */
    @GetMapping("/workflow-runs")
    @RequiresPermission("read")
    Page<RunResponse> list(ListRequest request, @RequestParam(required = false) @Nullable String errorContains) {
        return runs.list(request, errorContains);
    }

    /** @param errorContains a text of at most 200 characters that their errors have, whatever its case; of runs whose errors the caller may see */
    @PostMapping("/workflow-runs/search")
    @RequiresPermission("read")
    @ImpersonationAllowed
    Page<RunResponse> search(@Valid @RequestBody SearchRequest request,
            @RequestParam(required = false) @Nullable String errorContains) {
        return runs.list(request.toListRequest(), errorContains);
    }

    @GetMapping("/workflow-runs/{id}")
    @RequiresPermission("read")
    RunResponse get(@PathVariable Long id) {
        return runs.get(id);
    }

    /**
     * How far the run is, as server-sent events: {@code progress}, with the run as JSON, whenever that changes, its end included.
     * The stream ends with it, when the caller may no longer see the run, or after a while; then it is asked for again.
     */
    @GetMapping(path = "/workflow-runs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresPermission("read")
    void events(@PathVariable Long id, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        streams.send(() -> runs.get(id), run -> run.status().isEnd(), request, response);
    }

    /** @param errorContains a text of at most 200 characters that their errors have, whatever its case; of runs whose errors the caller may see */
    @GetMapping("/workflows/{workflowId}/runs")
    @RequiresPermission("read")
    Page<RunResponse> listOfWorkflow(@PathVariable UUID workflowId, ListRequest request,
            @RequestParam(required = false) @Nullable String errorContains) {
        return runs.list(workflowId, request, errorContains);
    }

    /**
     * Starts a run of an active workflow, whatever its trigger is. Who starts it chooses what it does its work on, and so needs
     * what it reads and writes besides.
     */
    @PostMapping("/workflows/{workflowId}/runs")
    @RequiresPermission("run")
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RunResponse> start(@PathVariable UUID workflowId,
            @RequestBody(required = false) @Nullable StartRequest request) {
        var input = request == null || request.input() == null
                ? JsonNodeFactory.instance.objectNode()
                : request.input();
        return created(actions.start(workflowId, input));
    }

    /** Starts a run for each of up to 1,000 records, or of those that a search finds; it takes what starting one takes. */
    @PostMapping("/workflows/{workflowId}/bulk-starts")
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    BulkStartResponse startMany(@PathVariable UUID workflowId, @Valid @RequestBody BulkStartRequest request) {
        return bulk.start(workflowId, request);
    }

    /** Ends the run where it stands. What a step has begun outside of the application cannot be taken back. */
    @PutMapping("/workflow-runs/{id}/cancellation")
    @Unmetered
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    RunResponse cancel(@PathVariable Long id) {
        return actions.cancel(id);
    }

    /**
     * Has the run begin no more steps, and those that it waits for; what is under way ends, and it keeps its slot. What it waits for may
     * come meanwhile, and times go on.
     */
    @PutMapping("/workflow-runs/{id}/pause")
    @Unmetered
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    RunResponse pause(@PathVariable Long id) {
        return actions.pause(id);
    }

    /** Has the run go on, unless its workflow or all of the organization is paused. What came due meanwhile begins now. */
    @DeleteMapping("/workflow-runs/{id}/pause")
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    RunResponse resume(@PathVariable Long id) {
        return actions.resume(id);
    }

    /** Ends all of the workflow's runs where they stand, up to 5,000 at a time; of one in the trash as well. */
    @PostMapping("/workflows/{workflowId}/run-cancellations")
    @Unmetered
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    CancellationResponse cancelAll(@PathVariable UUID workflowId) {
        return actions.cancelAll(workflowId);
    }

    /** Goes on with a run that failed or was parked, at the step where it stands; it takes what starting it takes, and the right to read what it holds. */
    @PostMapping("/workflow-runs/{id}/retries")
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RunResponse> retry(@PathVariable Long id) {
        return created(actions.retry(id));
    }

    /**
     * Does the run again from its beginning, every step of it, by the current version: a new run with what started this one. It takes what
     * that does, and the right to read what this one holds. What no event started is not done again for a record that is gone. The workflow's
     * enrolment decides as of any start, but that it is meant to be done again: 409 where rateLimit, singleton or concurrency do not let it in.
     */
    @PostMapping("/workflow-runs/{id}/restarts")
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RunResponse> restart(@PathVariable Long id) {
        return created(replays.restart(id));
    }

    /**
     * Does the run again by a version; what its external steps have come to counts, unless they are to be repeated. It takes what that does,
     * and the right to read what this one holds. The workflow's enrolment decides as of a restart.
     */
    @PostMapping("/workflow-runs/{id}/replays")
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RunResponse> replay(@PathVariable Long id,
            @Valid @RequestBody(required = false) @Nullable RunReplayRequest request) {
        return created(replays.replay(id, request == null ? new RunReplayRequest(null, null) : request));
    }

    /** Goes on with runs that failed or were parked, the oldest first, up to 1,000 at a time. */
    @PostMapping("/workflow-runs/redrives")
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    RedriveResponse redrive(@Valid @RequestBody RedriveRequest request) {
        return redrives.redrive(request);
    }

    private static ResponseEntity<RunResponse> created(RunResponse run) {
        return ResponseEntity.created(URI.create("/api/v1/workflow-runs/" + run.id())).body(run);
    }
}
