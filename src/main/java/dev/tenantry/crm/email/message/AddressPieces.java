package dev.tenantry.crm.email.message;

import java.util.ArrayList;
import java.util.List;

/** Lists of addresses, cut where one ends, in a time that grows with their length alone. The names of groups are left out. */
final class AddressPieces {

    private final String field;
    private final List<String> pieces = new ArrayList<>();
    private int start;
    private int comments;
    private boolean isQuoted;
    private boolean isBracketed;

    private AddressPieces(String field) {
        this.field = field;
    }

    static List<String> of(String field) {
        var read = new AddressPieces(field);
        for (var at = 0; at < field.length(); at++) {
            at = read.next(at);
        }
        read.end(field.length());
        return read.pieces;
    }

    /** @return where it is, which is further on where a character masks the next one */
    private int next(int at) {
        var character = field.charAt(at);
        if (character == '\\' && (isQuoted || comments > 0)) {
            return at + 1;
        }
        if (character == '"' && comments == 0) {
            isQuoted = !isQuoted;
        } else if (!isQuoted) {
            nest(character);
            if (comments == 0 && !isBracketed) {
                cut(character, at);
            }
        }
        return at;
    }

    private void nest(char character) {
        switch (character) {
            case '(' -> comments++;
            case ')' -> comments = Math.max(0, comments - 1);
            case '<' -> isBracketed |= comments == 0;
            case '>' -> isBracketed &= comments > 0;
            default -> {
                // of what is nested, or not
            }
        }
    }

    private void cut(char character, int at) {
        if (character == ',' || character == ';') {
            end(at);
            start = at + 1;
        } else if (character == ':') {
            start = at + 1;
        }
    }

    private void end(int at) {
        var piece = field.substring(start, at).strip();
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
    }
}
