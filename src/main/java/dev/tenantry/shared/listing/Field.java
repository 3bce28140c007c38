package dev.tenantry.shared.listing;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.network.IpRange;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.TelephoneNumber;
import dev.tenantry.shared.time.Rfc3339;

/**
 * A field that lists can be filtered and sorted by.
 *
 * @param name     as in JSON
 * @param path     the entity's attribute, {@code e.name}
 * @param order    what is sorted by and kept in cursors: the path, or the beginning of what can be long; of a range, of which the path is the first, the last
 * @param nullable whether rows may lack it; they come last in either order
 * @param matching when a text of the caller is equal to the path's
 * @param among    where a row has several values, none perhaps: what they are from in HQL, of which the path is one; nothing is
 *                 sorted by them
 * @param isRanked whether its constants are in an order, by which it is compared and sorted
 * @param finder   where the database finds the rows that have a value, beyond row security: its function of the organization and an array
 *                 of texts that returns ids; null where the path is compared
 */
public record Field(
        String name,
        String path,
        String order,
        Class<?> type,
        boolean nullable,
        Matching matching,
        List<?> constants,
        boolean isRanked,
        @Nullable String among,
        @Nullable String finder) {

    Field(String name, String path, String order, Class<?> type, boolean nullable, Matching matching) {
        this(name, path, order, type, nullable, matching,
                type.isEnum() ? List.of(type.getEnumConstants()) : List.of(), false, null, null);
    }

    /** A field that has one of these values. @param path of what has them in the database */
    static Field oneOf(String name, String path, Class<?> type, boolean nullable, List<?> values) {
        return new Field(name, path, path, type, nullable, Matching.EXACT, values, false, null, null);
    }

    /**
     * A field of which a row has several values, or none.
     *
     * @param path  HQL: one of them
     * @param among HQL: what they are from, {@code Tagging t where t.recordId = e.id}
     */
    public static Field several(String name, String path, String among, Class<?> type) {
        return new Field(name, path, path, type, true, Matching.EXACT, List.of(), false, among, null);
    }

    /** A text of which a row has several, or none, and that the function finds rows by: only in lists of entities. */
    public static Field found(String name, String finder, Matching matching) {
        return new Field(name, "e.id", "e.id", String.class, true, matching, List.of(), false, null, finder);
    }

    /** How texts are compared. */
    public enum Matching {
        /** As they are: codes, and the keys of other systems. */
        EXACT,
        /** The path holds what {@code app.fold} makes of the text; what it is compared with is folded too. */
        FOLDED,
        /**
         * The path holds the canonical form of an {@link EmailAddress}, or a {@link TelephoneNumber} as networks have it, which stands as it was
         * sent under its name.
         */
        ADDRESS,
        /** The rows are found by what spellings of a {@link TelephoneNumber} have in common. */
        NUMBER
    }

    private static final Set<String> COMPARING = Set.of("eq", "neq", "lt", "lte", "gt", "gte", "in", "nin", "between",
            "is");
    private static final Set<String> TEXT = Set.of("eq", "neq", "lt", "lte", "gt", "gte", "in", "nin", "between", "is",
            "contains", "startsWith");
    private static final Set<String> IDENTITY = Set.of("eq", "neq", "in", "nin", "is");
    private static final Set<String> FOUND = Set.of("eq", "neq", "in", "nin");

    /** What a filter may compare fields by, of whatever type they are. */
    public static Set<String> allOperators() {
        return TEXT;
    }

    /** What a filter may compare it by. */
    public Set<String> operators() {
        if (finder != null) {
            return FOUND;
        }
        if (isRanked) {
            return COMPARING;
        }
        if (type == UUID.class || type == Boolean.class || isAddress() || isOneOf() || among != null) {
            return IDENTITY;
        }
        return type == String.class ? TEXT : COMPARING;
    }

    /** Whether rows can be in its order. */
    public boolean isSortable() {
        return among == null && finder == null && !isAddress();
    }

    /** Whether it is a network address, which networks are compared with. */
    boolean isAddress() {
        return type == InetAddress.class;
    }

    /** Whether its values are some that are known. */
    boolean isOneOf() {
        return !constants.isEmpty();
    }

    /** @throws ProblemException 400 where the text is no value of this field's type */
    public Object parse(String text) {
        return parse(text, () -> ZoneOffset.UTC);
    }

    /**
     * @param zone whose days dates mean where times are compared; asked only then
     * @throws ProblemException 400 where the text is no value of this field's type
     */
    Object parse(String text, Supplier<? extends ZoneId> zone) {
        try {
            return isOneOf() ? constant(text) : switch (type.getSimpleName()) {
                case "String" -> switch (matching) {
                    case ADDRESS -> address(text);
                    case NUMBER -> TelephoneNumber.key(text);
                    case EXACT, FOLDED -> text;
                };
                case "Long" -> Long.valueOf(whole(text));
                case "Integer" -> Integer.valueOf(whole(text));
                case "BigDecimal" -> number(text);
                case "Boolean" -> bool(text);
                case "UUID" -> UUID.fromString(text);
                case "Instant" -> Rfc3339.timeOrDay(text, zone);
                case "LocalDate" -> Rfc3339.date(text);
                case "InetAddress" -> IpRange.parse(text);
                default -> throw new IllegalArgumentException();
            };
        } catch (IllegalArgumentException | DateTimeException _) {
            throw ProblemException.malformed(name, "this is compared with " + expectation());
        }
    }

    private static String address(String text) {
        var number = text.indexOf('@') < 0 ? TelephoneNumber.parse(text) : null;
        return number == null ? EmailAddress.canonical(text) : number;
    }

    /** @return the value that a cursor keeps, which is the path's own and needs no folding */
    Object parseKey(String text) {
        try {
            return switch (type.getSimpleName()) {
                case "String" -> text;
                case "Instant" -> Instant.parse(unsigned(text));
                case "LocalDate" -> LocalDate.parse(text);
                default -> parse(text);
            };
        } catch (IllegalArgumentException | DateTimeException _) {
            throw ProblemException.malformed(name, "this is compared with " + expectation());
        }
    }

    /** The years 0001 to 9999, which have no sign: those that RFC 3339 and PostgreSQL both write. */
    private static String unsigned(String text) {
        if (text.startsWith("+") || text.startsWith("-") || text.startsWith("0000")) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    /** As an answer has it: digits of other scripts are no digits there. */
    private static String whole(String text) {
        if (!text.matches("0|-?[1-9][0-9]{0,18}")) {
            throw new NumberFormatException();
        }
        return text;
    }

    private static BigDecimal number(String text) {
        if (text.length() > 200 || !text.chars().allMatch(character -> character < 0x80)) {
            throw new NumberFormatException();
        }
        var number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > 40) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private Object constant(String text) {
        for (var constant : constants) {
            if (constant.toString().equals(text)) {
                return constant;
            }
        }
        throw ProblemException.malformed(name, "this is compared with " + expectation());
    }

    private String expectation() {
        if (isOneOf()) {
            return "one of " + constants;
        }
        return switch (type.getSimpleName()) {
            case "Boolean" -> "true or false";
            case "UUID" -> "an id, which is a UUID: no name and no address";
            case "Instant" -> "an RFC 3339 time such as 2026-11-28T12:00:00Z, or a date such as 2026-11-28";
            case "LocalDate" -> "a date, YYYY-MM-DD";
            case "InetAddress" -> "an address, or a network such as 192.0.2.0/24";
            default -> "a number";
        };
    }
}
