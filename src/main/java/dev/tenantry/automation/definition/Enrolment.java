package dev.tenantry.automation.definition;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which of the starts that a trigger asks for there are to be, and when. What is absent demands nothing; the parts are asked in
 * the order in which they stand here.
 *
 * @param dedupe      what has started something lately starts nothing
 * @param reenrolment whether a record is let in once more
 * @param rateLimit   beyond it nothing starts
 * @param debounce    only the last of what comes in quick succession starts something
 * @param concurrency how many runs there are at a time; a singleton is one with a limit of one
 * @param throttle    beyond it what starts begins later
 * @param goal        what ends runs, since they have come to what they are for
 */
public record Enrolment(
        @Nullable Dedupe dedupe,
        @Nullable Reenrolment reenrolment,
        @Nullable Rate rateLimit,
        @Nullable Debounce debounce,
        @Nullable Concurrency concurrency,
        @Nullable Rate throttle,
        @Nullable Goal goal) {

    /** Where a document has it. */
    public static final String NAME = "enrolment";
    /** In SQL, of the column {@code enrolment}: whether {@link #isOpen} surely holds, so that nothing has to be decided. */
    public static final String OPEN = "enrolment - 'goal' = '{}'";
    /** Where a part has its key. */
    static final String BY = "by";
    static final String EXPRESSION = "expression";
    /** One that demands nothing. */
    public static final Enrolment NONE = new Enrolment(null, null, null, null, null, null, null);
    /** How many may wait for one key. */
    public static final int MOST_WAITING = 10_000;

    /**
     * What counts together: what it comes to for each start.
     *
     * @param text with placeholders, or in the language of conditions
     */
    public record Key(String text, boolean isExpression) {}

    /** @param window how long after a start */
    public record Dedupe(Key key, Duration window) {}

    /** @param after how long after the end of the record's last run; null where it is never let in again */
    public record Reenrolment(@Nullable Duration after) {}

    /** So many starts in a period. */
    public record Rate(Key key, int limit, Duration period) {}

    /** @param period how long nothing further must come @param maxDelay after which it starts, whatever comes */
    public record Debounce(Key key, Duration period, Duration maxDelay) {}

    /** @param name of the part that states it */
    public record Concurrency(String name, Key key, int limit, OnLimit onLimit) {}

    /** @param trigger the event, with the comparisons that must hold */
    public record Goal(Trigger trigger) {}

    /** What becomes of a start, and of others of its key, where there is no place. */
    public enum OnLimit {

        QUEUE, CANCEL_RUNNING, KEEP_NEWEST, SKIP;

        static OnLimit of(JsonNode text) {
            return valueOf(text.asString("queue").toUpperCase(Locale.ROOT));
        }
    }

    /** Reads what the schema has accepted. @param enrolment may be missing */
    public static Enrolment read(JsonNode enrolment) {
        return new Enrolment(dedupe(enrolment.path("dedupe")), reenrolment(enrolment.path("reenrolment")),
                rate(enrolment.path("rateLimit")), debounce(enrolment.path("debounce")), concurrency(enrolment),
                rate(enrolment.path("throttle")), goal(enrolment.path("goal")));
    }

    /** Whether whatever the trigger asks for starts at once; {@link #OPEN} tells it of most. */
    public boolean isOpen() {
        return dedupe == null && reenrolment == null && rateLimit == null && debounce == null && concurrency == null
                && throttle == null;
    }

    /** By what the starts count together that a part decides of. @param part as it is recorded, {@code rate_limit}; null: it has no key */
    public @Nullable Key keyOf(String part) {
        return switch (part) {
            case "dedupe" -> dedupe == null ? null : dedupe.key;
            case "rate_limit" -> rateLimit == null ? null : rateLimit.key;
            case "debounce" -> debounce == null ? null : debounce.key;
            case "singleton", "concurrency" -> concurrency == null ? null : concurrency.key;
            case "throttle" -> throttle == null ? null : throttle.key;
            default -> null;
        };
    }

    private static @Nullable Dedupe dedupe(JsonNode part) {
        return part.isObject() ? new Dedupe(key(part), duration(part, "window")) : null;
    }

    private static @Nullable Reenrolment reenrolment(JsonNode part) {
        if (part.isObject()) {
            return new Reenrolment(duration(part, "after"));
        }
        return part.asString("").equals("never") ? new Reenrolment(null) : null;
    }

    private static @Nullable Rate rate(JsonNode part) {
        return part.isObject() ? new Rate(key(part), part.path("limit").asInt(), duration(part, "period")) : null;
    }

    private static @Nullable Debounce debounce(JsonNode part) {
        return part.isObject()
                ? new Debounce(key(part), duration(part, "period"), duration(part, "maxDelay"))
                : null;
    }

    private static @Nullable Concurrency concurrency(JsonNode enrolment) {
        var singleton = enrolment.path("singleton");
        if (singleton.isObject()) {
            var replaces = singleton.path("onConflict").asString("skip").equals("replace");
            return new Concurrency("singleton", key(singleton), 1, replaces ? OnLimit.CANCEL_RUNNING : OnLimit.SKIP);
        }
        var part = enrolment.path("concurrency");
        return part.isObject()
                ? new Concurrency("concurrency", key(part), part.path("limit").asInt(),
                        OnLimit.of(part.path("onLimit")))
                : null;
    }

    private static @Nullable Goal goal(JsonNode part) {
        return part.isObject() ? new Goal(Trigger.ofEvent(part)) : null;
    }

    /** One for the whole workflow, where none is stated. */
    private static Key key(JsonNode part) {
        var by = part.path(BY);
        return by.isObject() ? new Key(by.path(EXPRESSION).asString(), true) : new Key(by.asString(""), false);
    }

    private static Duration duration(JsonNode part, String name) {
        return Duration.parse(part.path(name).asString());
    }
}
