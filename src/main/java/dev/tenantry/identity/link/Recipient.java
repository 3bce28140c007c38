package dev.tenantry.identity.link;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.account.NewUser;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.notification.Channel;

/**
 * Where something is sent to.
 *
 * @param value an address or a number, as accounts are known by them
 */
public record Recipient(Channel channel, String value) {

    public static Recipient byEmail(String address) {
        return new Recipient(Channel.EMAIL, address);
    }

    public static Recipient byPhone(String number) {
        return new Recipient(Channel.SMS, number);
    }

    Optional<User> find(Users users) {
        return switch (channel) {
            case EMAIL -> users.findByEmail(value);
            case SMS -> users.findByPhone(value);
        };
    }

    /** An account of whoever is reached there, which is yet to be confirmed. */
    NewUser account(@Nullable String passwordHash, Map<String, Object> metadata) {
        return switch (channel) {
            case EMAIL -> NewUser.byEmail(value, false, passwordHash, metadata);
            case SMS -> NewUser.byPhone(value, false, passwordHash, metadata);
        };
    }

    /**
     * Whether who is reached there may come in by what is sent there: of an account that is somebody's already only an
     * address does that was proven.
     */
    boolean leadsTo(User user) {
        return isConfirmed(user) || !user.isSomebodys();
    }

    /** Whether it is known to be the person's. */
    boolean isConfirmed(User user) {
        return switch (channel) {
            case EMAIL -> user.emailConfirmedAt() != null;
            case SMS -> user.phoneConfirmedAt() != null;
        };
    }
}
