package dev.tenantry.notification;

import java.util.Objects;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Where somebody is written to.
 *
 * @param address as it was written
 * @param key     what addresses of the channel are equal by
 */
public record ContactAddress(ContactChannel channel, String address, String key) {

    /** @throws ProblemException 422 at {@code address} where it is none of the channel's */
    public static ContactAddress of(ContactChannel channel, String address) {
        var key = channel.key(address);
        if (key == null) {
            throw channel == ContactChannel.EMAIL
                    ? ProblemException.invalid("address", "invalid-email",
                            Objects.requireNonNull(EmailAddress.fault(address)))
                    : ProblemException.invalid("address", "invalid-phone",
                            "must be a telephone number with its country's code, such as +4915112345678");
        }
        return new ContactAddress(channel, address, key);
    }
}
