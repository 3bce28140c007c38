package dev.tenantry.operations.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.Callers;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Shares;
import dev.tenantry.shared.work.Job;

/**
 * Sends jobs' progress, on the request's own thread, which costs next to nothing while it waits. Before each look it is asked
 * anew who the caller is and what they may.
 */
@Component
@EnableConfigurationProperties(JobSettings.class)
class JobStreams {

    private static final byte[] AGAIN = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEARTBEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);

    private final JobService jobs;
    private final Callers callers;
    private final JsonMapper json;
    private final JobSettings settings;
    private final Semaphore places;
    private final Shares shares;
    private volatile boolean closing;

    JobStreams(JobService jobs, Callers callers, JsonMapper json, JobSettings settings) {
        this.jobs = jobs;
        this.callers = callers;
        this.json = json;
        this.settings = settings;
        this.places = new Semaphore(settings.streams());
        this.shares = new Shares(settings.streamsPerPerson());
    }

    /** The server waits for requests that are under way before it ends. */
    @EventListener
    void on(ContextClosedEvent closed) {
        closing = true;
    }

    /**
     * Sends the job's progress until it ends.
     *
     * @throws ProblemException 403, 404, and 429 where there are too many streams
     */
    void send(String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        var first = jobs.get(id);
        var person = Caller.current().userId();
        var share = shares.join(person);
        try {
            if (!share.tryAcquire()) {
                throw tooMany(settings.streamsPerPerson());
            }
            try {
                sendWithinBounds(id, first, request, response);
            } finally {
                share.release();
            }
        } finally {
            shares.leave(person);
        }
    }

    private void sendWithinBounds(String id, Job first, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            throw tooMany(settings.streams());
        }
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            // Proxies are not to gather it.
            response.setHeader("X-Accel-Buffering", "no");
            if (request.getMethod().equals("HEAD")) {
                return;
            }
            response.getOutputStream().write(AGAIN);
            follow(id, first, request, response);
        } finally {
            places.release();
        }
    }

    private void follow(String id, Job first, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        var end = System.nanoTime() + settings.longestStream().toNanos();
        var sentAt = System.nanoTime();
        Job sent = null;
        for (Job now = first; now != null; now = look(id, request)) {
            if (!now.equals(sent)) {
                write(response, event(now));
                sentAt = System.nanoTime();
            } else if (System.nanoTime() - sentAt > settings.heartbeat().toNanos()) {
                write(response, HEARTBEAT);
                sentAt = System.nanoTime();
            }
            sent = now;
            if (now.state().isEnd() || closing || System.nanoTime() > end) {
                return;
            }
            Thread.sleep(settings.poll());
        }
    }

    /** Null where the caller is nobody any more, may not see the job any more, or it is gone. */
    private @Nullable Job look(String id, HttpServletRequest request) {
        try {
            var caller = callers.now(request);
            return caller == null || caller.assurance().refusal() != null
                    ? null
                    : caller.<@Nullable Job, RuntimeException>call(() -> jobs.get(id));
        } catch (ProblemException | DataAccessException | TransactionException _) {
            // Where it was the database's fault, the client asks again.
            return null;
        }
    }

    private byte[] event(Job job) {
        return ("event: progress\ndata: " + json.writeValueAsString(job) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(HttpServletResponse response, byte[] bytes) throws IOException {
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    private static ProblemException tooMany(int most) {
        return ProblemException.rateLimited("there are " + most + " streams already", most, Duration.ofSeconds(10));
    }
}
