package dev.tenantry.notification;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Mail servers that organizations connect themselves, of the current one: whoever has connections implements it. */
public interface OwnMailServers {

    /**
     * A connected one.
     *
     * @param sender whom its mails are from, as it is configured
     */
    record Server(UUID integration, String sender) {}

    /** The one that is named, or of several the oldest. Empty where it is not connected, or sends no mails. */
    Optional<Server> find(@Nullable UUID integration);

    /** Whether there is this one, connected or not, and sends mails. */
    boolean exists(UUID integration);

    /** Hands a mail over to the integration that it goes by, outside of transactions. @param timeout null: as long as is usual */
    Reply send(UUID integration, Mail mail, @Nullable Duration timeout);

    /** What becomes of it. */
    sealed interface Reply permits Receipt, Refusal {}

    /**
     * Why a mail has not been taken.
     *
     * @param reason    without secrets, and with nothing of the mail's
     * @param permanent whether it would not be taken later either
     * @param pause     for how long it is of no use to try again; null where that is not known
     * @param isDeferred whether the server was not even asked, since it keeps failing: that is no attempt
     * @param isSent     whether anything was sent to the server, as far as is known
     * @param refused    recipients whom the server refuses for good, with what it says
     */
    record Refusal(
            String reason,
            boolean permanent,
            @Nullable Duration pause,
            boolean isDeferred,
            boolean isSent,
            Map<String, String> refused) implements Reply {}
}
