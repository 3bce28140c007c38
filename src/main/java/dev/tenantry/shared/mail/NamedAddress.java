package dev.tenantry.shared.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.Texts;

/**
 * Who a mail is from or to: an address, or a name with an address in angle brackets, {@code Tenantry <mail@example.com>}. The name may
 * stand in quotes, as RFC 5322 demands where it has a comma, and has to where it has an angle bracket.
 *
 * @param name without quotes around it, at most 200 characters; null where there is none
 */
public record NamedAddress(@Nullable String name, EmailAddress address) {

    private static final int MAX_NAME = 200;
    /** With quotes, each character of the name escaped, and some space. */
    private static final int MAX_LENGTH = 2 * MAX_NAME + EmailAddress.MAX_LENGTH + 100;
    private static final String TOO_LONG = "may have a name of " + MAX_NAME + " characters";
    private static final String CONTROLS = "\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029";
    private static final Pattern NAMED = Pattern.compile("([^<>" + CONTROLS + "]*)<([^<>]*)>");
    private static final Pattern QUOTED = Pattern
            .compile("\"((?:[^\"\\\\" + CONTROLS + "]|\\\\[^" + CONTROLS + "])*+)\"\\s*<([^<>]*)>");

    /** @throws IllegalArgumentException with the reason, in words for whoever sent it */
    public static NamedAddress of(String text) {
        var stated = text.strip();
        if (stated.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("may have " + MAX_LENGTH + " characters with its name");
        }
        var quoted = QUOTED.matcher(stated);
        if (quoted.matches()) {
            return named(quoted.group(1).replaceAll("\\\\(.)", "$1"), quoted.group(2));
        }
        var named = NAMED.matcher(stated);
        return named.matches()
                ? named(unquoted(named.group(1).strip()), named.group(2))
                : new NamedAddress(null, EmailAddress.of(stated));
    }

    private static NamedAddress named(String stated, String address) {
        var name = stated.strip();
        if (Texts.length(name) > MAX_NAME) {
            throw new IllegalArgumentException(TOO_LONG);
        }
        return new NamedAddress(name.isEmpty() ? null : name, EmailAddress.of(address.strip()));
    }

    /** What was put between quotes without minding its own. */
    private static String unquoted(String name) {
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1)
                : name;
    }

    /** Why it is none, in words for whoever sent it; null where it is one. */
    public static @Nullable String fault(String text) {
        try {
            of(text);
            return null;
        } catch (IllegalArgumentException refusal) {
            return refusal.getMessage();
        }
    }

    /** Whether its name alone is why it is none. */
    public static boolean hasLongName(String text) {
        return TOO_LONG.equals(fault(text));
    }

    /** Empty where it is none. */
    public static Optional<NamedAddress> find(String text) {
        return fault(text) == null ? Optional.of(of(text)) : Optional.empty();
    }

    /** The address alone, which is what mails are sent to and addresses are compared by; what is none stays what it is. */
    public static String bare(String text) {
        return find(text).map(named -> named.address.toString()).orElse(text);
    }

    /** For mail servers: the name encoded, the domain in its ASCII form. */
    InternetAddress deliverable() {
        try {
            return new InternetAddress(address.deliverable(), name == null ? null : EncodedWords.of(name),
                    StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
