package dev.tenantry.identity.signin;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.error.AuthException;

/** E-mail addresses as accounts are known by: in lower case, in ASCII (international domains in their ASCII form). */
public final class EmailAddress {

    private static final int MAX_LENGTH = 254;
    private static final Pattern FORM = Pattern.compile(
            "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private EmailAddress() {}

    /** The address as it is stored. @throws AuthException 400 where it is none */
    public static String parse(String text) {
        var address = normal(text);
        if (address == null) {
            throw AuthException.malformed(text.strip().length() > MAX_LENGTH
                    ? "An email address is too long"
                    : "Unable to validate email address: invalid format");
        }
        return address;
    }

    /** Null where the text is no address, so that nobody has it. */
    public static @Nullable String normal(String text) {
        var address = text.strip().toLowerCase(Locale.ROOT);
        return address.length() <= MAX_LENGTH && FORM.matcher(address).matches() ? address : null;
    }
}
