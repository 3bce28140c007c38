package dev.tenantry.crm.imports.csv;

/** Counts how wide the rows of a file are if one character separates their fields. Quoted text is text. */
final class DelimiterCount {

    private enum State {
        FIELD_START, IN_FIELD, IN_QUOTES, QUOTE_IN_QUOTES
    }

    private final char delimiter;
    private State state = State.FIELD_START;
    private int width = 1;
    private boolean hasText;
    private int header;
    private long rows;
    private long equal;
    private long narrower;

    DelimiterCount(char delimiter) {
        this.delimiter = delimiter;
    }

    void observe(char[] text, int length) {
        for (var index = 0; index < length; index++) {
            observe(text[index]);
        }
    }

    /** The last row may have no line end. */
    void end() {
        endRow();
    }

    char delimiter() {
        return delimiter;
    }

    String name() {
        return switch (delimiter) {
            case '\t' -> "a tab";
            case '|' -> "a bar";
            case ';' -> "a semicolon";
            default -> "a comma";
        };
    }

    /**
     * None where the header has one column; otherwise the more, the more rows are as wide as it is. One that is narrower
     * may lack its last cells.
     */
    double fit() {
        return header < 2 ? 0 : rows == 0 ? 1 : (equal + narrower / 2.0 + 0.001) / rows;
    }

    String basis() {
        return "with " + name() + " between fields, " + equal + " of " + rows + " rows are as wide as the header, "
                + header + " columns";
    }

    private void observe(char next) {
        if (state == State.IN_QUOTES) {
            state = next == '"' ? State.QUOTE_IN_QUOTES : State.IN_QUOTES;
        } else if (next == '\n' || next == '\r') {
            endRow();
        } else if (next == delimiter) {
            state = State.FIELD_START;
            width++;
        } else if (next == '"' && state != State.IN_FIELD) {
            // The first of a field, or the second of two, which stand for one.
            state = State.IN_QUOTES;
            hasText = true;
        } else {
            state = State.IN_FIELD;
            hasText |= next != ' ';
        }
    }

    private void endRow() {
        if (hasText) {
            if (header == 0) {
                header = width;
            } else {
                rows++;
                equal += width == header ? 1 : 0;
                narrower += width < header && width > 1 ? 1 : 0;
            }
        }
        state = State.FIELD_START;
        width = 1;
        hasText = false;
    }
}
