package dev.tenantry.integrations;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What came of asking an integration.
 *
 * @param status     of the answer; 0: there was none
 * @param result     what it tells, as the operation's provider shows it: {@code text} of a completion, {@code id} of a message
 * @param error      why it failed; null: it did not
 * @param permanent  whether asking again would fail as well
 * @param retryAfter how long the other side asked us to wait
 * @param traffic    what went out and came in
 * @param isDeferred whether nothing was sent, since the other side keeps failing: that is no attempt
 * @param isSent     whether anything was, as far as is known
 * @param isOverQuota whether that is for the organization's quota, which may change any time
 */
public record Answer(
        int status,
        JsonNode result,
        @Nullable String error,
        boolean permanent,
        @Nullable Duration retryAfter,
        Traffic traffic,
        boolean isDeferred,
        boolean isSent,
        boolean isOverQuota) {

    private static final int PUT_OFF = 450;
    private static final int PUT_OFF_FOR_SPACE = 452;

    public Answer(int status, JsonNode result, @Nullable String error, boolean permanent,
            @Nullable Duration retryAfter, Traffic traffic) {
        this(status, result, error, permanent, retryAfter, traffic, false, true, false);
    }

    /**
     * Bytes of bodies, and a language model's tokens.
     */
    public record Traffic(long bytesOut, long bytesIn, int tokensIn, int tokensOut) {

        public static final Traffic NONE = new Traffic(0, 0, 0, 0);

        public Traffic withTokens(int in, int out) {
            return new Traffic(bytesOut, bytesIn, in, out);
        }
    }

    public static Answer done(int status, JsonNode result, Traffic traffic) {
        return new Answer(status, result, null, false, null, traffic);
    }

    /** Nothing was sent, or nothing came back. */
    public static Answer failed(String error, boolean permanent) {
        return new Answer(0, JsonNodeFactory.instance.objectNode(), error, permanent, null, Traffic.NONE);
    }

    /** Nothing was sent, and nothing would be. */
    public static Answer unsent(String error) {
        return new Answer(0, JsonNodeFactory.instance.objectNode(), error, true, null, Traffic.NONE, false, false,
                false);
    }

    /** Nothing was sent. @param pause after which it is worth an attempt */
    public static Answer deferred(String reason, Duration pause) {
        return new Answer(0, JsonNodeFactory.instance.objectNode(), reason, false, pause, Traffic.NONE, true, false,
                false);
    }

    /** Nothing was sent, as no more of it may be. @param pause after which there is room, as things stand */
    public static Answer overQuota(String reason, Duration pause) {
        return new Answer(0, JsonNodeFactory.instance.objectNode(), reason, false, pause, Traffic.NONE, true, false,
                true);
    }

    /** It is none that the operation can have, and so would be the next one. */
    public Answer failing(String why) {
        return new Answer(status, result, why, true, retryAfter, traffic, isDeferred, isSent, isOverQuota);
    }

    /** The same, as language models count it. */
    public Answer withTokens(int in, int out) {
        return new Answer(status, result, error, permanent, retryAfter, traffic.withTokens(in, out), isDeferred,
                isSent, isOverQuota);
    }

    public boolean isSuccess() {
        return error == null;
    }

    /** Whether the other side is to blame: it does not answer, or is overwhelmed. */
    public boolean isOutage() {
        return error != null && !permanent && !isDeferred && !isPutOff();
    }

    /** A mail server asks to be sent this mail again later (450 to 452 of RFC 5321), as it does to those it does not know: it is well. */
    private boolean isPutOff() {
        return status >= PUT_OFF && status <= PUT_OFF_FOR_SPACE;
    }

    /** Whether it does not know us, or not any more. */
    public boolean isRejection() {
        return status == 401 || status == 403;
    }
}
