package dev.tenantry.identity.password;

import java.text.Normalizer;

import org.jspecify.annotations.Nullable;

/**
 * Passwords as they are hashed: the same however a keyboard composes their characters. The profile OpaqueString of RFC 8265:
 * other spaces become the common one, then Unicode's form NFC.
 */
final class PasswordText {

    private PasswordText() {}

    /** Null where it is no password: empty, or with control characters or halves of characters in it. */
    static @Nullable String normal(String password) {
        var spaced = new StringBuilder(password.length());
        for (var index = 0; index < password.length();) {
            var character = password.codePointAt(index);
            index += Character.charCount(character);
            switch (Character.getType(character)) {
                case Character.CONTROL, Character.SURROGATE -> {
                    return null;
                }
                case Character.SPACE_SEPARATOR -> spaced.append(' ');
                default -> spaced.appendCodePoint(character);
            }
        }
        return spaced.isEmpty() ? null : Normalizer.normalize(spaced, Normalizer.Form.NFC);
    }
}
