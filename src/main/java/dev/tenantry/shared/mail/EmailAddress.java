package dev.tenantry.shared.mail;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.text.VisibleText;

/**
 * An e-mail address: the one definition of it. {@code local@domain} as RFC 5321 has it, without quoted local parts,
 * comments and address literals, with domains of any script (IDNA). The local part is ASCII: what needs SMTPUTF8 cannot be
 * counted on to arrive. An address is kept as it was written and compared in its canonical form.
 *
 * @param local  at most 64 octets
 * @param domain as it was written, at most 253 octets in its ASCII form
 */
public record EmailAddress(String local, String domain) {

    public static final int MAX_LENGTH = 254;

    private static final int MAX_LOCAL = 64;
    private static final String SIGNS = "!#$%&'*+/=?^_`{|}~-.";
    private static final int MAX_DOMAIN = 253;
    private static final String REASON_FORM = "must be an address of the form name@domain";

    /** @throws IllegalArgumentException with the reason, in words for whoever sent it */
    public static EmailAddress of(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("may have " + MAX_LENGTH + " characters");
        }
        var at = text.indexOf('@');
        if (at < 1 || at == text.length() - 1 || text.indexOf('@', at + 1) >= 0) {
            throw new IllegalArgumentException(REASON_FORM);
        }
        var address = new EmailAddress(text.substring(0, at), text.substring(at + 1));
        checkLocal(address.local);
        if (octets(address.deliverable()) > MAX_LENGTH) {
            throw new IllegalArgumentException("may have " + MAX_LENGTH + " octets");
        }
        return address;
    }

    public static boolean isValid(String text) {
        return fault(text) == null;
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

    /** Whether it could stand after the @: the name of a host, in any script. */
    public static boolean isDomain(String text) {
        try {
            // Its ASCII form is no shorter, and takes long to make of a long text.
            return text.length() <= MAX_DOMAIN && asciiDomain(text).length() <= MAX_DOMAIN;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** The canonical form of what is an address, and of what is none its lower case: for looking it up. */
    public static String canonical(String text) {
        try {
            return of(text).canonical();
        } catch (IllegalArgumentException _) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /** What addresses are equal by, and accounts known by: in lower case, the domain in its ASCII form. */
    public String canonical() {
        return local.toLowerCase(Locale.ROOT) + "@" + asciiDomain(domain);
    }

    /** For mail servers: the address with its domain in ASCII; what is no address stays what it is. */
    public static String deliverable(String text) {
        try {
            return of(text).deliverable();
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /** For mail servers: the domain in its ASCII form. */
    public String deliverable() {
        return local + "@" + asciiDomain(domain);
    }

    private static void checkLocal(String local) {
        if (octets(local) > MAX_LOCAL) {
            throw new IllegalArgumentException("may have " + MAX_LOCAL + " octets before the @");
        }
        if (local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            throw new IllegalArgumentException("may have single dots between other characters only before the @");
        }
        local.codePoints().filter(character -> !isLocalCharacter(character)).findFirst().ifPresent(character -> {
            throw new IllegalArgumentException(character < 0x80
                    ? "has a character before the @ that an address may not have: " + named(character)
                    : "must be in ASCII before the @, as internationalized local parts are not supported: "
                            + named(character));
        });
    }

    /** By its code point, and as it looks where it can be seen. */
    private static String named(int character) {
        var code = String.format(Locale.ROOT, "U+%04X", character);
        return isVisible(character) || isSign(character)
                ? "'" + Character.toString(character) + "' (" + code + ")"
                : code;
    }

    private static boolean isSign(int character) {
        return character > ' ' && character < 0x7F;
    }

    /** The name of a host, in any script, as the domain name system has it. @throws IllegalArgumentException that says what is wrong */
    public static String asciiDomain(String domain) {
        if (!domain.codePoints().allMatch(cp -> cp == '.' || isDomainCharacter(cp)) || isCompatibilityForm(domain)) {
            throw new IllegalArgumentException("has a character after the @ that a domain may not have");
        }
        var labels = Arrays.stream(domain.split("\\.", -1)).map(EmailAddress::asciiLabel).toList();
        if (IpAddress.isNumber(labels.getLast())) {
            throw new IllegalArgumentException("must have a domain name after the @, and no number");
        }
        return String.join(".", labels);
    }

    /** As people write the name of a host that is given in ASCII. */
    public static String unicodeDomain(String ascii) {
        return Arrays.stream(ascii.split("\\.", -1)).map(DomainLabel::unicode).collect(Collectors.joining("."));
    }

    private static String asciiLabel(String label) {
        try {
            var ascii = DomainLabel.ascii(label);
            if (!ascii.isEmpty()) {
                return ascii;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new IllegalArgumentException("must have a domain after the @, of labels of 1 to 63 characters");
    }

    private static boolean isLocalCharacter(int character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || SIGNS.indexOf(character) >= 0);
    }

    private static boolean isDomainCharacter(int character) {
        return character < 0x80 ? Character.isLetterOrDigit(character) || character == '-' : isVisible(character);
    }

    private static boolean isVisible(int character) {
        return (Character.isLetterOrDigit(character) || isMark(character)) && !VisibleText.isFiller(character);
    }

    private static boolean isMark(int character) {
        var type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** A full-width letter looks like another and is not it. */
    private static boolean isCompatibilityForm(String text) {
        return !Normalizer.normalize(text, Normalizer.Form.NFKC)
                .equals(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
