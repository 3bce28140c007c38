package dev.tenantry.shared.template;

/**
 * What stands in braces.
 *
 * @param name  the path; of a comment, what it says
 * @param start where its braces begin
 * @param end   right behind them; {@link #OPEN} where they have no end
 */
record Tag(Kind kind, String name, int start, int end) {

    static final int OPEN = -1;

    enum Kind {

        VARIABLE, SECTION, INVERTED, END, COMMENT;

        static Kind of(char sigil) {
            return switch (sigil) {
                case '#' -> SECTION;
                case '^' -> INVERTED;
                case '/' -> END;
                case '!' -> COMMENT;
                default -> VARIABLE;
            };
        }
    }

    boolean isOpening() {
        return kind == Kind.SECTION || kind == Kind.INVERTED;
    }

    /** Whether it names a value, as far as it has an end. */
    boolean isNaming() {
        return (isOpening() || kind == Kind.VARIABLE) && end != OPEN;
    }
}
