package dev.tenantry.notification.delivery;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A notification did not go out. */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean permanent;
    private final Duration pause;
    private final boolean unasked;
    private final transient Map<String, String> refused;

    private DeliveryException(String reason, boolean permanent, Duration pause, boolean unasked,
            Map<String, String> refused) {
        super(reason, null, false, false);
        this.permanent = permanent;
        this.pause = pause;
        this.unasked = unasked;
        this.refused = Map.copyOf(refused);
    }

    /** It may go out later. */
    public static DeliveryException forNow(String reason) {
        return new DeliveryException(reason, false, Duration.ZERO, false, Map.of());
    }

    /** It may go out later. @param pause and not before; null: that is not known */
    public static DeliveryException forNow(String reason, @Nullable Duration pause) {
        return new DeliveryException(reason, false, pause == null ? Duration.ZERO : pause, false, Map.of());
    }

    /** Whoever would carry it was not asked, and is to be after a while: that is no attempt. */
    public static DeliveryException deferred(String reason, Duration pause) {
        return new DeliveryException(reason, false, pause, true, Map.of());
    }

    public static DeliveryException forGood(String reason) {
        return new DeliveryException(reason, true, Duration.ZERO, false, Map.of());
    }

    /** The same, where the mail server has refused recipients for good. @param others what it says, by recipient */
    public DeliveryException refusing(Map<String, String> others) {
        return new DeliveryException(reason(), permanent, pause, unasked, others);
    }

    public Map<String, String> refused() {
        return refused;
    }

    /** Whoever would carry it is never asked: it is no attempt either, and there is none after it. */
    public static DeliveryException unasked(String reason) {
        return new DeliveryException(reason, true, Duration.ZERO, true, Map.of());
    }

    /** How long it is at least of no use to try again. */
    Duration pause() {
        return pause;
    }

    /** Whether nobody was asked, and somebody is to be. */
    boolean isDeferred() {
        return unasked && !permanent;
    }

    /** Whether nobody was asked: what it would have used up is there for others. */
    public boolean isUnasked() {
        return unasked;
    }

    boolean isPermanent() {
        return permanent;
    }

    /** Without a value of the message's, so that it may be stored and shown. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
