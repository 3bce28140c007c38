package dev.tenantry.shared.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

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
import dev.tenantry.shared.access.OngoingAccess;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Shares;

/**
 * Sends how far something is, as server-sent events, on the request's own thread, which costs next to nothing while it waits.
 * Before each look it is asked anew who the caller is and what they may. An event's id stands for what it says, so whoever has
 * that already, and says so by {@code Last-Event-ID}, is told only what comes next.
 */
@Component
@EnableConfigurationProperties(StreamSettings.class)
public class ProgressStreams {

    private static final byte[] AGAIN = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEARTBEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);

    private final OngoingAccess access;
    private final JsonMapper json;
    private final StreamSettings settings;
    private final Semaphore places;
    private final Shares shares;
    private volatile boolean closing;

    ProgressStreams(OngoingAccess access, JsonMapper json, StreamSettings settings) {
        this.access = access;
        this.json = json;
        this.settings = settings;
        this.places = new Semaphore(settings.streams());
        this.shares = new Shares(settings.streamsPerPerson());
    }

    /** @param look what there is to see; refuses where the caller may not @param isEnd whether that is the last */
    private record Subject<T>(Supplier<T> look, Predicate<T> isEnd) {}

    /** The server waits for requests that are under way before it ends. */
    @EventListener
    void on(ContextClosedEvent closed) {
        closing = true;
    }

    /**
     * Sends what there is to see whenever it changes, until it ends, as {@code progress}.
     *
     * @param look what there is to see, as the caller
     * @throws ProblemException what {@code look} throws at first, and 429 where there are too many streams
     */
    public <T> void send(Supplier<T> look, Predicate<T> isEnd, HttpServletRequest request,
            HttpServletResponse response) throws IOException, InterruptedException {
        var first = look.get();
        var person = Caller.current().userId();
        var share = shares.join(person);
        try {
            if (!share.tryAcquire()) {
                throw tooMany("streams-per-person", "user", settings.streamsPerPerson());
            }
            try {
                sendWithinBounds(new Subject<>(look, isEnd), first, request, response);
            } finally {
                share.release();
            }
        } finally {
            shares.leave(person);
        }
    }

    private <T> void sendWithinBounds(Subject<T> subject, T first, HttpServletRequest request,
            HttpServletResponse response) throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            throw tooMany("streams", "instance", settings.streams());
        }
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            // Proxies are not to gather it.
            response.setHeader("X-Accel-Buffering", "no");
            if (request.getMethod().equals("HEAD")) {
                return;
            }
            response.getOutputStream().write(AGAIN);
            follow(subject, first, request, response);
        } finally {
            places.release();
        }
    }

    private <T> void follow(Subject<T> subject, T first, HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        var end = System.nanoTime() + settings.longestStream().toNanos();
        var sentAt = System.nanoTime();
        var sent = request.getHeader("Last-Event-ID");
        for (T now = first; now != null; now = look(subject, request)) {
            var data = json.writeValueAsString(now);
            var id = id(data);
            if (!id.equals(sent)) {
                write(response, ("event: progress\nid: " + id + "\ndata: " + data + "\n\n")
                        .getBytes(StandardCharsets.UTF_8));
                sentAt = System.nanoTime();
            } else if (System.nanoTime() - sentAt > settings.heartbeat().toNanos()) {
                write(response, HEARTBEAT);
                sentAt = System.nanoTime();
            }
            sent = id;
            if (subject.isEnd.test(now) || closing || System.nanoTime() > end) {
                return;
            }
            Thread.sleep(settings.poll());
        }
    }

    /** Null where the caller is nobody any more, may not see it any more, or it is gone. */
    private <T> @Nullable T look(Subject<T> subject, HttpServletRequest request) {
        try {
            var caller = access.now(request);
            return caller == null ? null : caller.<@Nullable T, RuntimeException>call(subject.look::get);
        } catch (ProblemException | DataAccessException | TransactionException _) {
            // Where it was the database's fault, the client asks again.
            return null;
        }
    }

    private static String id(String data) {
        var sum = new CRC32C();
        sum.update(data.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    private static void write(HttpServletResponse response, byte[] bytes) throws IOException {
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }

    private static ProblemException tooMany(String policy, String scope, int most) {
        return ProblemException.rateLimited("there are " + most + " streams already", policy, scope, most,
                Duration.ZERO, Duration.ofSeconds(10));
    }
}
