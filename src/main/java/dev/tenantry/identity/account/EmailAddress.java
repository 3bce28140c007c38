package dev.tenantry.identity.account;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.error.AuthException;

/**
 * E-mail addresses as accounts are known by: in the canonical form of {@link dev.tenantry.shared.mail.EmailAddress}. Forms
 * leave spaces around what is typed into them; those are forgiven here.
 */
public final class EmailAddress {

    private EmailAddress() {}

    /** The address as it is stored. @throws AuthException 400 where it is none */
    public static String parse(String text) {
        try {
            return dev.tenantry.shared.mail.EmailAddress.of(text.strip()).canonical();
        } catch (IllegalArgumentException _) {
            throw AuthException.malformed(text.strip().length() > dev.tenantry.shared.mail.EmailAddress.MAX_LENGTH
                    ? "An email address is too long"
                    : "Unable to validate email address: invalid format");
        }
    }

    /** Null where the text is no address, so that nobody has it. */
    public static @Nullable String normal(String text) {
        var address = text.strip();
        return dev.tenantry.shared.mail.EmailAddress.isValid(address)
                ? dev.tenantry.shared.mail.EmailAddress.canonical(address)
                : null;
    }
}
