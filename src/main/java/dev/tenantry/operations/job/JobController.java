package dev.tenantry.operations.job;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;
import dev.tenantry.shared.work.Job;
import dev.tenantry.shared.work.ProgressStreams;

/** Long work in the background. Each kind's own resource says who may see and cancel it. */
@RestController
@RequestMapping("/api/v1/jobs")
class JobController {

    private final JobService jobs;
    private final ProgressStreams streams;

    JobController(JobService jobs, ProgressStreams streams) {
        this.jobs = jobs;
        this.streams = streams;
    }

    /** The newest first, of the kinds that the caller may see. */
    @GetMapping
    @RequiresPermission({})
    Page<Job> list(PageRequest request) {
        return jobs.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission({})
    Job get(@PathVariable String id) {
        return jobs.get(id);
    }

    /** Cancels the job; what it has done by then stays. */
    @PutMapping("/{id}/cancellation")
    @Unmetered
    @RequiresPermission({})
    @ImpersonationAllowed
    Job cancel(@PathVariable String id) {
        return jobs.cancel(id);
    }

    /**
     * The job's progress as it comes, as server-sent events: {@code progress}, with the job as JSON, whenever that changes, the
     * job's end included. The stream ends with it, when the caller may no longer see the job, or after a while; then it is asked
     * for again.
     */
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresPermission({})
    void events(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        streams.send(() -> jobs.get(id), job -> job.state().isEnd(), request, response);
    }
}
