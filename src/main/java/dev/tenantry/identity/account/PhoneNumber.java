package dev.tenantry.identity.account;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.error.AuthException;

/** Telephone numbers as accounts are known by: E.164 without the plus sign. */
public final class PhoneNumber {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{4,14}");

    private PhoneNumber() {}

    /** The number as it is stored. @throws AuthException 400 where it is none */
    public static String parse(String text) {
        var number = normal(text);
        if (number == null) {
            throw AuthException.malformed("Invalid phone number format (E.164 required)");
        }
        return number;
    }

    /** @throws AuthException 400 where messages cannot go this way: they go out as SMS alone */
    public static void checkChannel(@Nullable String channel) {
        if (channel != null && !channel.isEmpty() && !channel.equals("sms")) {
            throw AuthException.malformed("Invalid channel, supported value is 'sms'");
        }
    }

    /** Null where the text is no number, so that nobody has it. */
    public static @Nullable String normal(String text) {
        var number = text.strip().replace(" ", "");
        var digits = number.startsWith("+") ? number.substring(1) : number;
        return FORM.matcher(digits).matches() ? digits : null;
    }
}
