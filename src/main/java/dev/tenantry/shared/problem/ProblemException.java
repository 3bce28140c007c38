package dev.tenantry.shared.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.Texts;

/** Ends a request with a problem answer. Made by the factories below, which name the case. */
public final class ProblemException extends RuntimeException {

    /** So many faults are told at most: more help nobody, and cost whoever tells them. */
    public static final int MAX_ERRORS = 20;

    private static final int MAX_DETAIL = 1_000;

    private final ProblemType type;
    private final String detail;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;
    private final transient @Nullable UsedUp usedUp;

    private ProblemException(ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers) {
        this(type, detail, errors, headers, null);
    }

    private ProblemException(ProblemType type, String detail, List<FieldError> errors, Map<String, String> headers,
            @Nullable UsedUp usedUp) {
        super(type.code() + ": " + bounded(detail, errors), null, false, false);
        this.type = type;
        this.detail = bounded(detail, errors);
        this.errors = List.copyOf(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
        this.headers = headers;
        this.usedUp = usedUp;
    }

    private static String bounded(String detail, List<FieldError> errors) {
        var cut = Texts.shown(detail, MAX_DETAIL);
        return errors.size() > MAX_ERRORS
                ? cut + "; of " + errors.size() + " faults the first " + MAX_ERRORS + " are told"
                : cut;
    }

    /** The type says it all. */
    public static ProblemException of(ProblemType type) {
        return of(type, type.explanation());
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), Map.of());
    }

    public static ProblemException of(ProblemType type, String detail, List<FieldError> errors) {
        return new ProblemException(type, detail, errors, Map.of());
    }

    /** Absent, or another tenant's: the two cannot be told apart. */
    public static ProblemException notFound() {
        return of(ProblemType.NOT_FOUND, ProblemType.NOT_FOUND.explanation());
    }

    public static ProblemException malformed(String field, String reason) {
        return of(ProblemType.MALFORMED, reason, List.of(new FieldError(field, "malformed", reason)));
    }

    public static ProblemException unknown(String field, String reason) {
        return of(ProblemType.UNKNOWN_PARAMETER, reason, List.of(new FieldError(field, "unknown", reason)));
    }

    public static ProblemException invalid(String field, String code, String reason) {
        return invalid(List.of(new FieldError(field, code, reason)));
    }

    public static ProblemException invalid(List<FieldError> errors) {
        var detail = errors.size() == 1
                ? errors.getFirst().sentence()
                : errors.size() + " values are not valid";
        return of(ProblemType.VALIDATION, detail, errors);
    }

    /** @param field {@code parentId} names the parent */
    public static ProblemException circular(String field) {
        return invalid(field, "circular-reference", "this one would be its own " + field.replaceFirst("Id$", "")
                + ", by itself or through others");
    }

    public static ProblemException forbidden(String permission) {
        return of(ProblemType.FORBIDDEN, "this needs the permission " + permission);
    }

    public static ProblemException unauthenticated(String detail) {
        return new ProblemException(ProblemType.UNAUTHENTICATED, detail, List.of(),
                Map.of("WWW-Authenticate", "Bearer"));
    }

    public static ProblemException conflict(String detail) {
        return of(ProblemType.CONFLICT, detail);
    }

    public static ProblemException duplicate(String field, String reason) {
        return of(ProblemType.DUPLICATE, reason, List.of(new FieldError(field, "duplicate", reason)));
    }

    public static ProblemException methodNotAllowed(List<String> allowed) {
        return new ProblemException(ProblemType.METHOD_NOT_ALLOWED, ProblemType.METHOD_NOT_ALLOWED.explanation(),
                List.of(),
                Map.of("Allow", String.join(", ", allowed)));
    }

    /** @param location of the run */
    public static ProblemException runFailed(String detail, String location) {
        return new ProblemException(ProblemType.RUN_FAILED, detail, List.of(), Map.of("Location", location));
    }

    /** @param etag the current one */
    public static ProblemException stale(String etag) {
        return new ProblemException(ProblemType.STALE, ProblemType.STALE.explanation(), List.of(),
                Map.of("ETag", etag));
    }

    /**
     * @param policy the limit's name
     * @param scope  what it counts together: what comes from one source, what goes to one address
     * @param most   how often at most
     * @param window in what time; zero: at once
     * @param after  when there is one left again
     */
    public static ProblemException rateLimited(String detail, String policy, String scope, int most, Duration window,
            Duration after) {
        var spent = new UsedUp(policy, scope, UsedUp.told(window), most,
                Clock.systemUTC().instant().plus(after).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        return new ProblemException(ProblemType.RATE_LIMITED, detail + " (" + spent.inWords() + ")", List.of(),
                rateHeaders(policy, most, after), spent);
    }

    /** What a refusal for a limit says in its headers; in whole seconds. */
    public static Map<String, String> rateHeaders(String policy, long most, Duration after) {
        var seconds = seconds(after);
        return Map.of("Retry-After", seconds, "RateLimit-Policy", "\"" + policy + "\";q=" + most, "RateLimit",
                "\"" + policy + "\";r=0;t=" + seconds);
    }

    /** @param after when there is one left again */
    public static ProblemException quotaExceeded(String detail, UsedUp usedUp, Duration after) {
        return new ProblemException(ProblemType.QUOTA_EXCEEDED, detail, List.of(),
                Map.of("Retry-After", seconds(after)),
                usedUp);
    }

    private static String seconds(Duration after) {
        return Long.toString(Math.max(1, after.plusMillis(999).toSeconds()));
    }

    public static ProblemException retryLater(ProblemType type, String detail, Duration after) {
        return new ProblemException(type, detail, List.of(),
                Map.of("Retry-After", Long.toString(Math.max(1, after.toSeconds()))));
    }

    /** Refused for a time, at most. */
    public static ProblemException refusedUntil(ProblemType type, Instant until, Instant now) {
        var end = until.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return retryLater(type, type.explanation() + " It is so until " + end + " at the latest.",
                Duration.between(now, end));
    }

    /** The same faults, where what is there is to blame for them and not the request. */
    public ProblemException asConflict(String detail) {
        return type == ProblemType.VALIDATION ? of(ProblemType.CONFLICT, detail, errors) : this;
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** Of which quota there is nothing left, where that is the case. */
    public @Nullable UsedUp usedUp() {
        return usedUp;
    }

    /** What the answer says in its headers. */
    public Map<String, String> headers() {
        return headers;
    }
}
