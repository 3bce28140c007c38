package dev.tenantry.notification.delivery;

/** A notification did not go out. */
public final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    private DeliveryException(String reason, boolean permanent) {
        super(reason, null, false, false);
        this.permanent = permanent;
    }

    /** It may go out later. */
    public static DeliveryException forNow(String reason) {
        return new DeliveryException(reason, false);
    }

    public static DeliveryException forGood(String reason) {
        return new DeliveryException(reason, true);
    }

    boolean isPermanent() {
        return permanent;
    }

    /** Without a value of the message's, so that it may be stored and shown. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
