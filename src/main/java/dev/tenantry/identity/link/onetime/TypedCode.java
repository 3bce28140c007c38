package dev.tenantry.identity.link.onetime;

/** Codes as people type or paste them: in groups, in the digits of their script, in capitals. */
public final class TypedCode {

    /** More than any code has; a longer text is none. */
    private static final int MOST = 64;

    private TypedCode() {}

    /** The code in lower case and ASCII digits, without what only sets its characters apart. */
    public static String normal(String typed) {
        if (typed.length() > MOST) {
            return typed;
        }
        var code = new StringBuilder(typed.length());
        typed.codePoints().filter(character -> !isApart(character)).forEach(character -> {
            var digit = Character.digit(character, 10);
            code.appendCodePoint(digit < 0 ? Character.toLowerCase(character) : '0' + digit);
        });
        return code.toString();
    }

    /** Spaces, dashes, and what is not seen. */
    private static boolean isApart(int character) {
        return Character.isWhitespace(character) || switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR, Character.DASH_PUNCTUATION, Character.FORMAT -> true;
            default -> false;
        };
    }
}
