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
 */
public record Answer(
        int status,
        JsonNode result,
        @Nullable String error,
        boolean permanent,
        @Nullable Duration retryAfter,
        Traffic traffic) {

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

    public boolean isSuccess() {
        return error == null;
    }

    /** Whether the other side is to blame: it does not answer, or is overwhelmed. */
    public boolean isOutage() {
        return error != null && !permanent;
    }

    /** Whether it does not know us, or not any more. */
    public boolean isRejection() {
        return status == 401 || status == 403;
    }
}
